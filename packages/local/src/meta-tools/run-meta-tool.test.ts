import type { MetaToolSlug } from "@tool-router/openapi";
import { describe, expect, test } from "vitest";
import { metaTools, type Schemas } from "../spec.ts";
import { testRouter } from "../testing/test-router.ts";

const router = testRouter();

describe("the meta tools of a session with", () => {
  const all = [...metaTools.values()]
    .map(({ slug }) => slug)
    .filter((slug) => !/WAIT_FOR|FEEDBACK|PROXY|REMOTE/.test(slug));
  test.each<[Partial<Schemas["SessionCreate"]>, MetaToolSlug[], MetaToolSlug[]]>([
    [{}, [], []],
    [{ search: { enable: false } }, ["COMPOSIO_SEARCH_TOOLS", "COMPOSIO_GET_TOOL_SCHEMAS"], []],
    [{ execute: { enable_multi_execute: false } }, ["COMPOSIO_MULTI_EXECUTE_TOOL"], []],
    [{ manage_connections: { enable: false } }, ["COMPOSIO_MANAGE_CONNECTIONS"], []],
    [{ manage_connections: { enable: null } }, [], []],
    [{ manage_connections: { enable_wait_for_connections: true } }, [], ["COMPOSIO_WAIT_FOR_CONNECTIONS"]],
    [{ manage_connections: { enable: false, enable_wait_for_connections: true } }, ["COMPOSIO_MANAGE_CONNECTIONS"], []],
    [{ workbench: { enable: true } }, ["COMPOSIO_REMOTE_WORKBENCH", "COMPOSIO_REMOTE_BASH_TOOL"], []],
    [{ proxy_execute: { enable: true } }, [], ["COMPOSIO_PROXY_EXECUTE"]],
    [{ proxy_execute: { enable: false } }, ["COMPOSIO_PROXY_EXECUTE"], []],
    [{ experimental: { submit_feedback: { enable: true } } }, [], ["COMPOSIO_SUBMIT_FEEDBACK"]],
  ])("%j", async (config, without, more) => {
    const session = await router.session(config);
    const expected = [...all.filter((slug) => !without.includes(slug)), ...more].toSorted();
    expect(session.tool_router_tools.toSorted()).toEqual(expected);
    const { body } = await router.request<Schemas["ToolPage"]>("GET", `${session.path}/tools`);
    expect(body.items.map(({ slug }) => slug)).toEqual(expected);
    for (const slug of without) {
      const { status, body: refused } = await session.executeMeta(slug, {});
      expect([status, refused.error.code]).toEqual([400, 4300]);
      expect((await session.execute(slug, {})).body.error.code).toBe(4300);
    }
  });
});

describe("a run", () => {
  test("logs a refused meta tool as refused", async () => {
    const own = testRouter();
    const session = await own.session({ search: { enable: false } });
    await session.execute("COMPOSIO_SEARCH_TOOLS", { queries: [] });
    await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [] });
    const refused = { outcome: "refused", error: "COMPOSIO_SEARCH_TOOLS is disabled in this session" };
    expect(await own.runs({ tool: "COMPOSIO_SEARCH_TOOLS" })).toMatchObject([refused, refused]);
  });

  test("is the same through both endpoints and ignores the account", async () => {
    const session = await router.session();
    const args = { tool_slugs: ["WEATHER_GET_FORECAST"] };
    const { body: first } = await session.executeMeta("COMPOSIO_GET_TOOL_SCHEMAS", args);
    const { status, body: second } = await session.execute("COMPOSIO_GET_TOOL_SCHEMAS", args, { account: "nope" });
    expect([status, second.data, second.error]).toEqual([200, first.data, null]);
  });

  test("reports invalid arguments as the tool's error", async () => {
    const session = await router.session();
    const { status, body } = await session.executeMeta("COMPOSIO_SEARCH_TOOLS");
    expect([status, body]).toEqual([
      200,
      {
        result_type: "failed",
        data: {},
        error: "Invalid arguments: 'queries' is required",
        log_id: expect.any(String),
      },
    ]);
  });

  test.each([
    ["an app tool", { slug: "WEATHER_GET_FORECAST" }, "payload.slug: must be one of"],
    ["the other endpoint's field", { tool_slug: "COMPOSIO_SEARCH_TOOLS" }, "payload.slug: is required"],
  ])("refuses %s on execute_meta", async (_, body, problem) => {
    const session = await router.session();
    const { body: answer } = await router.request("POST", `${session.path}/execute_meta`, body);
    expect(answer.error).toMatchObject({ code: 10400, errors: [expect.stringContaining(problem)] });
  });

  test("ignores unknown fields", async () => {
    const session = await router.session();
    const body = { slug: "COMPOSIO_SEARCH_TOOLS", arguments: { queries: [{ use_case: "x" }] }, account: 1, more: true };
    expect((await router.request("POST", `${session.path}/execute_meta`, body)).status).toBe(200);
  });

  test.each(["COMPOSIO_REMOTE_WORKBENCH", "COMPOSIO_REMOTE_BASH_TOOL"] as const)(
    "refuses %s without a workbench",
    async (slug) => {
      const session = await router.session({ workbench: { enable: true } });
      const { status, body } = await session.executeMeta(slug, { code_to_execute: "1", command: "ls" });
      expect([status, body.error.code, body.error.message]).toEqual([
        400,
        4300,
        `${slug} is not available: this router has no workbench`,
      ]);
    },
  );

  test("accepts any feedback", async () => {
    const session = await router.session({ experimental: { submit_feedback: { enable: true } } });
    const { body } = await session.executeMeta("COMPOSIO_SUBMIT_FEEDBACK", { feedback: "fine", stars: 5 });
    expect([body.data, body.error]).toEqual([{ success: true }, null]);
  });
});
