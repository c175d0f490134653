import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { github, testRouter } from "../testing/test-router.ts";

const router = testRouter();

test("lists toolkits", async () => {
  const { body } = await router.request<Schemas["ToolkitPage"]>("GET", "/toolkits?search=git");
  expect(body.items).toMatchObject([
    { slug: "github", type: "native", no_auth: false, auth_schemes: ["API_KEY"], meta: { tools_count: 4 } },
  ]);
});

test.each([
  ["native", ["github", "weather"]],
  ["all", ["github", "weather"]],
  ["custom", []],
])("lists toolkits of the type %s", async (type, slugs) => {
  const { body } = await router.request<Schemas["ToolkitPage"]>("GET", `/toolkits?type=${type}`);
  expect(body.items.map(({ slug }) => slug)).toEqual(slugs);
});

describe("GET /toolkits/{slug}", () => {
  test("lists the fields of an API key account", async () => {
    const { body } = await router.request<Schemas["ToolkitDetails"]>("GET", "/toolkits/GitHub");
    expect(body).toMatchObject({
      slug: "github",
      name: "GitHub",
      type: "native",
      enabled: true,
      composio_managed_auth_schemes: ["API_KEY"],
      composio_managed_auth: [{ mode: "API_KEY", scopes: { available: [] } }],
      meta: { tools_count: 4, available_versions: ["00000000_00"] },
    });
    expect(body.auth_config_details).toEqual([
      {
        mode: "API_KEY",
        name: "github_api_key",
        fields: {
          auth_config_creation: { required: [], optional: [] },
          connected_account_initiation: {
            required: [
              {
                name: "api_key",
                displayName: "API key",
                type: "string",
                description: "API key",
                required: true,
                is_secret: true,
              },
            ],
            optional: [],
          },
        },
      },
    ]);
  });

  test("lists the fields of an OAuth app, its scopes and the provider's URL", async () => {
    const oauth = testRouter({
      toolkits: [
        github({
          auth: { scheme: "OAUTH2", issuer: "https://id.example", clientId: "app", scopes: ["repo"] },
          proxy: { baseUrl: "https://api.example" },
        }),
      ],
    });
    const { body } = await oauth.request<Schemas["ToolkitDetails"]>("GET", "/toolkits/github");
    expect(body).toMatchObject({
      base_url: "https://api.example",
      composio_managed_auth: [{ mode: "OAUTH2", scopes: { available: ["repo"] } }],
      auth_config_details: [{ mode: "OAUTH2", proxy: { base_url: "https://api.example" } }],
    });
    const { auth_config_creation: creation, connected_account_initiation: initiation } =
      body.auth_config_details![0]!.fields;
    expect(creation.required.map(({ name }) => name)).toEqual(["client_id", "client_secret"]);
    expect(creation.optional.map(({ name }) => name)).toEqual(["scopes"]);
    expect(initiation).toEqual({ required: [], optional: [] });
  });

  test("lists no auth schemes for a toolkit without accounts", async () => {
    const { body } = await router.request<Schemas["ToolkitDetails"]>("GET", "/toolkits/weather");
    expect(body).toMatchObject({ composio_managed_auth_schemes: [], auth_config_details: [] });
  });

  test("rejects an unknown slug", async () => {
    const { status, body } = await router.request("GET", "/toolkits/nope");
    expect([status, body.error.code]).toEqual([404, 2404]);
  });
});

test.each([
  [{ toolkits: ["WEATHER", "nope"] }, ["weather"]],
  [{ limit: 1 }, ["github"]],
  [{ category: "developer-tools" }, []],
  [{}, ["github", "weather"]],
  [undefined, ["github", "weather"]],
])("lists toolkits by slug: %j", async (body, slugs) => {
  const answer = await router.request<Schemas["ToolkitPage"]>("POST", "/toolkits/multi", body);
  expect(answer.body.items.map(({ slug }) => slug)).toEqual(slugs);
});

test("lists no categories", async () => {
  const { body } = await router.request<Schemas["ToolkitCategoryPage"]>("GET", "/toolkits/categories");
  expect(body).toEqual({ items: [], next_cursor: null, total_pages: 0, current_page: 1, total_items: 0 });
});
