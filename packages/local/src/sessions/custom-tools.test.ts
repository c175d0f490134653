import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { githubAccount, testRouter, type Answer } from "../testing/test-router.ts";

const schema = { type: "object", properties: { door: { type: "string" } } };
const openDoor = { slug: "open_door", name: "Open door", description: "Opens the office door", input_schema: schema };
const house = { slug: "house", name: "House", description: "A house", tools: [{ ...openDoor, slug: "lamp" }] };

const v31 = (path: string) => path.replace("/api/v3/", "/api/v3.1/");

const setUp = async (customs: Schemas["InlineCustoms"] = {}) => {
  const router = testRouter({ accounts: [githubAccount] });
  const session = await router.session({ experimental: customs });
  const newer = async <Body>(path: string, body: unknown): Promise<Answer<Body>> => {
    const response = await router.fetch(v31(`${router.baseUrl}/api/v3${session.path}${path}`), {
      method: "POST",
      headers: { "x-api-key": router.apiKey },
      body: JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  };
  return { router, session, newer };
};
const search = { queries: [{ use_case: "open the office door" }] };

describe("custom tools", () => {
  test("get the slugs for models and are stored by v3", async () => {
    const { session, router } = await setUp({
      custom_tools: [openDoor, { ...openDoor, slug: "star", extends_toolkit: "GitHub", preload: true }],
      custom_toolkits: [house],
    });
    const expected = {
      custom_tools: [
        { ...openDoor, slug: "LOCAL_OPEN_DOOR", original_slug: "open_door" },
        { ...openDoor, slug: "LOCAL_GITHUB_STAR", original_slug: "star", extends_toolkit: "github", preload: true },
      ],
      custom_toolkits: [{ ...house, tools: [{ ...openDoor, slug: "LOCAL_HOUSE_LAMP", original_slug: "lamp" }] }],
    };
    expect(session.experimental).toMatchObject(expected);
    expect((await router.request<Schemas["Session"]>("GET", session.path)).body.experimental).toEqual(expected);
    const { body } = await router.request<Schemas["SearchResponse"]>("POST", `${session.path}/search`, search);
    expect(body.results[0]?.primary_tool_slugs).toContain("LOCAL_OPEN_DOOR");
    expect(body.tool_schemas["LOCAL_OPEN_DOOR"]).toMatchObject({ toolkit: "local", input_schema: schema });
    const { data } = (await session.executeMeta("COMPOSIO_GET_TOOL_SCHEMAS", { tool_slugs: ["LOCAL_HOUSE_LAMP"] }))
      .body;
    expect(data.tool_schemas).toHaveProperty("LOCAL_HOUSE_LAMP.toolkit", "house");
  });

  test("stay within their session", async () => {
    const { router } = await setUp({ custom_tools: [openDoor] });
    const other = await router.session();
    const { body } = await router.request<Schemas["SearchResponse"]>("POST", `${other.path}/search`, search);
    expect(Object.keys(body.tool_schemas)).not.toContain("LOCAL_OPEN_DOOR");
  });

  test("are sent with each v3.1 request and not stored", async () => {
    const { session, router, newer } = await setUp();
    const experimental = { custom_tools: [openDoor] };
    const created = await router.fetch(`${router.baseUrl}/api/v3.1/tool_router/session`, {
      method: "POST",
      headers: { "x-api-key": router.apiKey },
      body: JSON.stringify({ user_id: "user_1", experimental }),
    });
    const made = (await created.json()) as Schemas["Session"];
    expect(made.experimental?.custom_tools).toHaveLength(1);
    const { body: read } = await router.request<Schemas["Session"]>("GET", `/tool_router/session/${made.session_id}`);
    expect(read).not.toHaveProperty("experimental");

    const found = await newer<Schemas["SearchResponse"]>("/search", { ...search, experimental });
    expect(Object.keys(found.body.tool_schemas)).toContain("LOCAL_OPEN_DOOR");
    const without = await newer<Schemas["SearchResponse"]>("/search", search);
    expect(Object.keys(without.body.tool_schemas)).not.toContain("LOCAL_OPEN_DOOR");
    const meta = await newer<{ data: Schemas["GetToolSchemasData"] }>("/execute_meta", {
      slug: "COMPOSIO_GET_TOOL_SCHEMAS",
      arguments: { tool_slugs: ["LOCAL_OPEN_DOOR"] },
      experimental,
    });
    expect(meta.body.data.success).toBe(true);
    const attached = await newer<Schemas["Session"]>("/attach", { experimental });
    expect(attached.body).toMatchObject({
      session_id: session.session_id,
      experimental: { custom_tools: [{ original_slug: "open_door" }] },
    });
    expect((await newer<Schemas["Session"]>("/attach", {})).body).not.toHaveProperty("experimental");
  });

  test("use the connection of the toolkit that they extend", async () => {
    const router = testRouter();
    const session = await router.session({
      toolkits: { enable: [] },
      experimental: {
        custom_tools: [
          { ...openDoor, extends_toolkit: "github" },
          { ...openDoor, slug: "b" },
        ],
      },
    });
    const { body } = await router.request<Schemas["SearchResponse"]>("POST", `${session.path}/search`, search);
    expect(body.toolkit_connection_statuses.map((status) => [status.toolkit, status.has_active_connection])).toEqual(
      expect.arrayContaining([
        ["github", false],
        ["local", true],
      ]),
    );
  });

  test("never run in the router", async () => {
    const { session } = await setUp({ custom_tools: [openDoor] });
    expect((await session.execute("LOCAL_OPEN_DOOR")).body.error).toMatchObject({ code: 4301, status: 400 });
  });

  test.each<[string, Schemas["InlineCustoms"], string]>([
    [
      "a reserved beginning",
      { custom_tools: [{ ...openDoor, slug: "local_x" }] },
      "custom_tools[0]: slug must not begin",
    ],
    ["a long slug", { custom_tools: [{ ...openDoor, slug: "x".repeat(55) }] }, "longer than 60"],
    ["a schema of another type", { custom_tools: [{ ...openDoor, input_schema: {} }] }, "input_schema.type"],
    ["no properties", { custom_tools: [{ ...openDoor, input_schema: { type: "object" } }] }, "input_schema.properties"],
    [
      "one slug twice",
      { custom_tools: [openDoor, { ...openDoor, slug: "OPEN_DOOR" }] },
      "duplicate slug LOCAL_OPEN_DOOR",
    ],
    ["an unknown toolkit", { custom_tools: [{ ...openDoor, extends_toolkit: "nope" }] }, "unknown toolkit nope"],
    ["the slug of a toolkit", { custom_toolkits: [{ ...house, slug: "GitHub" }] }, "a toolkit github already exists"],
    ["one toolkit twice", { custom_toolkits: [house, house] }, "duplicate slug house"],
  ])("are rejected with %s", async (_, experimental, problem) => {
    const router = testRouter();
    const { status, body } = await router.request("POST", "/tool_router/session", { user_id: "u", experimental });
    expect([status, body.error.code]).toEqual([400, 4300]);
    expect(body.error.errors?.join("\n")).toContain(problem);
    const { newer } = await setUp();
    for (const path of ["/attach", "/search"]) {
      expect((await newer<Schemas["Error"]>(path, { ...search, experimental })).body.error.code).toBe(4300);
    }
  });
});
