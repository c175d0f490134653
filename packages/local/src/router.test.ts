import { describe, expect, test } from "vitest";
import { createLocalRouter } from "./router.ts";
import type { Schemas } from "./spec.ts";
import { github, githubAccount, testRouter, weather } from "./testing/test-router.ts";

describe("createLocalRouter", () => {
  test("generates an unguessable key, or uses the given one", () => {
    const keys = [1, 2].map(() => createLocalRouter({ toolkits: [] }).apiKey);
    expect(keys[0]).toMatch(/^ak_[0-9a-z]{26}$/);
    expect(keys[0]).not.toBe(keys[1]);
    expect(createLocalRouter({ toolkits: [], apiKey: "ak_mine" }).apiKey).toBe("ak_mine");
  });

  test("works without toolkits", async () => {
    const session = await testRouter({ toolkits: [] }).session();
    const { body } = await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [{ use_case: "x" }] });
    expect(body).toMatchObject({ error: null, data: { results: [{ primary_tool_slugs: [] }], tool_schemas: {} } });
  });

  test.each<[string, Parameters<typeof createLocalRouter>[0], string]>([
    [
      "toolkits that are not a list",
      { toolkits: weather() as never },
      "toolkits must be a list of toolkits made by defineToolkit",
    ],
    ["links that are neither", { toolkits: [], links: "auto" as never }, 'links must be "manual" or "instant"'],
    [
      "a public URL without scheme",
      { toolkits: [], publicUrl: "example.com" },
      "publicUrl must be a URL that begins with http://",
    ],
    ["two toolkits of the same name", { toolkits: [weather(), weather()] }, 'toolkit "weather": duplicate slug'],
    [
      "two toolkits with the same tool",
      {
        toolkits: [
          {
            slug: "a",
            description: "d",
            tools: [{ slug: "A_B_C", description: "d", inputSchema: {}, execute: () => 1 }],
          },
          {
            slug: "a_b",
            description: "d",
            tools: [{ slug: "A_B_C", description: "d", inputSchema: {}, execute: () => 1 }],
          },
        ],
      },
      'tool "A_B_C": slug is used by two toolkits',
    ],
    [
      "a tool with the slug of a meta tool",
      {
        toolkits: [
          {
            slug: "composio_search",
            description: "d",
            tools: [{ slug: "COMPOSIO_SEARCH_TOOLS", description: "d", inputSchema: {}, execute: () => 1 }],
          },
        ],
      },
      'tool "COMPOSIO_SEARCH_TOOLS": this slug belongs to a meta tool',
    ],
    [
      "an invalid tool, with its position",
      { toolkits: [weather(), { slug: "x" } as never] },
      'toolkits[1]: toolkit "x": description must be',
    ],
    [
      "an account without user",
      { toolkits: [github()], accounts: [{ userId: "", toolkit: "github" }] },
      "accounts[0].userId must be",
    ],
    [
      "an account of an unknown toolkit",
      { toolkits: [github()], accounts: [{ userId: "u", toolkit: "nope" }] },
      "accounts[0].toolkit must be one of github",
    ],
    [
      "an account of a toolkit without accounts",
      { toolkits: [weather()], accounts: [{ userId: "u", toolkit: "weather" }] },
      "weather needs no accounts",
    ],
    [
      "two accounts with the same id",
      { toolkits: [github()], accounts: [githubAccount, githubAccount] },
      "accounts[1]: Duplicate account id ca_seed",
    ],
    [
      "two accounts with the same alias",
      {
        toolkits: [github()],
        accounts: [
          { userId: "u", toolkit: "github", alias: "a" },
          { userId: "u", toolkit: "github", alias: "a" },
        ],
      },
      "accounts[1]: The user already has a github account with the alias 'a'",
    ],
  ])("refuses %s", (_, options, message) => {
    expect(() => createLocalRouter(options)).toThrow(message);
  });
});

describe("reset", () => {
  test("restarts sequential ids", async () => {
    const router = testRouter({ accounts: [{ ...githubAccount, id: undefined }] });
    const ids = async (): Promise<unknown> => {
      const session = await router.session();
      const { body: link } = await session.link({ toolkit: "github" });
      const { body } = await router.request<Schemas["ConnectedAccountPage"]>("GET", "/connected_accounts");
      return [session.session_id, link, body.items.map(({ id }) => id)];
    };
    const first = await ids();
    await router.reset();
    expect(await ids()).toEqual(first);
    expect(first).toMatchObject(["trs_000001", { link_token: "lt_000001" }, ["ca_000002", "ca_000001"]]);
  });

  test("deletes sessions and links, and restores the seed accounts", async () => {
    const router = testRouter({ accounts: [githubAccount] });
    const session = await router.session();
    const { body: link } = await session.link({ toolkit: "github" });
    await router.request("DELETE", "/connected_accounts/ca_seed");
    await router.reset();
    expect((await router.request("GET", session.path)).status).toBe(404);
    expect((await router.fetch(link.redirect_url)).status).toBe(404);
    const { body } = await router.request<Schemas["ConnectedAccountPage"]>("GET", "/connected_accounts");
    expect(body.items.map(({ id, status }) => [id, status])).toEqual([["ca_seed", "ACTIVE"]]);
  });
});

test("is deterministic with sequential ids and a fixed clock", async () => {
  const transcript = async (): Promise<unknown> => {
    const router = testRouter({ accounts: [{ ...githubAccount, id: undefined }] });
    const session = await router.session();
    return [
      session,
      (await session.link({ toolkit: "github" })).body,
      (await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [{ use_case: "issue" }] })).body,
      (await router.request("GET", "/connected_accounts")).body,
    ];
  };
  expect(JSON.stringify(await transcript())).toBe(JSON.stringify(await transcript()));
});
