import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { githubAccount, testRouter, weather, type TestSession } from "../testing/test-router.ts";

const create = (title: string) => ({ tool_slug: "GITHUB_CREATE_ISSUE", arguments: { owner: "acme", title } });

const batch = (session: TestSession, tools: object[], rest = {}) =>
  session.executeMeta("COMPOSIO_MULTI_EXECUTE_TOOL", { tools, ...rest });

test("runs all items and keeps their order", async () => {
  const router = testRouter({ accounts: [githubAccount] });
  const { body } = await batch(await router.session(), [create("a"), create("b")], { session_id: "lead" });
  expect(body).toMatchObject({
    error: null,
    data: {
      results: [
        {
          tool_slug: "GITHUB_CREATE_ISSUE",
          index: 0,
          error: null,
          response: { successful: true, data: { title: "a" }, error: null },
        },
        { index: 1, response: { data: { title: "b" } } },
      ],
      total_count: 2,
      success_count: 2,
      error_count: 0,
      session: { id: "lead" },
      remote_file_info: null,
      next_steps: null,
    },
  });
});

test("runs items concurrently", async () => {
  // Each waits for all others, so that sequential runs would hang.
  let running = 0;
  let resolve = (): void => undefined;
  const everyone = new Promise<void>((done) => {
    resolve = done;
  });
  const router = testRouter({
    toolkits: [
      weather(async () => {
        if (++running === 3) resolve();
        await everyone;
      }),
    ],
  });
  const item = { tool_slug: "WEATHER_GET_FORECAST", arguments: {} };
  const { body } = await batch(await router.session(), [item, item, item]);
  expect(body.data.success_count).toBe(3);
});

describe("an item", () => {
  const router = testRouter({ accounts: [githubAccount, { ...githubAccount, id: "ca_2", alias: "second" }] });
  test.each<[string, object, Partial<Schemas["SessionCreate"]>, string]>([
    ["does not exist", { tool_slug: "NOPE", arguments: {} }, {}, "No tool is called NOPE"],
    [
      "is not allowed",
      create("x"),
      { toolkits: { disable: ["github"] } },
      "[Session Restriction] Toolkit 'github' is disabled for this session",
    ],
    [
      "is outside of the session",
      create("x"),
      { tools: { github: { enable: [] } } },
      "[Session Restriction] Tool 'GITHUB_CREATE_ISSUE' is excluded by the tools or tags of this session",
    ],
    [
      "is not connected",
      create("x"),
      { user_id: "user_without_accounts" },
      "No active connection for toolkit 'github' in this session",
    ],
    [
      "has several accounts",
      create("x"),
      { multi_account: { enable: true } },
      "Toolkit 'github' has several connected accounts: name one in `account`: ca_2 (second, ACTIVE); ca_seed (ACTIVE)",
    ],
    [
      "is a meta tool",
      { tool_slug: "COMPOSIO_SEARCH_TOOLS", arguments: {} },
      {},
      "COMPOSIO_SEARCH_TOOLS is a meta tool. Batches run app tools only",
    ],
    [
      "is a custom tool",
      { tool_slug: "LOCAL_X", arguments: {} },
      {},
      "LOCAL_X is a custom tool: it runs in the caller's process, not here",
    ],
  ])("is refused alone if it %s", async (_, item, config, error) => {
    const session = await router.session(config);
    const { status, body } = await batch(session, [item, { tool_slug: "WEATHER_GET_FORECAST", arguments: {} }]);
    expect(status).toBe(200);
    expect(body.error).toBe("1 out of 2 tools failed");
    expect(body.data.results[0]).toMatchObject({ index: 0, response: null, error });
    expect(body.data.results[1]).toMatchObject({ index: 1, error: null });
    expect(body.data).toMatchObject({ total_count: 2, success_count: 1, error_count: 1 });
  });

  test("reports a failed run in its response and its error", async () => {
    const { body } = await batch(await router.session(), [{ tool_slug: "GITHUB_CREATE_ISSUE", arguments: {} }]);
    const error = "Invalid arguments: 'owner' is required; 'title' is required";
    expect(body.data.results[0]).toEqual({
      tool_slug: "GITHUB_CREATE_ISSUE",
      index: 0,
      error,
      response: { successful: false, data: {}, error, log_id: expect.stringMatching(/^log_/) },
    });
  });

  test("uses the account that it names", async () => {
    const session = await router.session({ multi_account: { enable: true } });
    const { body } = await batch(session, [{ ...create("x"), account: "second" }]);
    expect(body.data.results[0]?.response?.data).toMatchObject({ account: "ca_2" });
  });
});

test.each([
  [0, "Invalid arguments: 'tools' must NOT have fewer than 1 items"],
  [51, "Invalid arguments: 'tools' must NOT have more than 50 items"],
])("rejects %i items as invalid arguments", async (count, error) => {
  const tools = Array.from({ length: count }, () => ({ tool_slug: "WEATHER_GET_FORECAST", arguments: {} }));
  const { status, body } = await batch(await testRouter().session(), tools);
  expect([status, body.error]).toEqual([200, error]);
});
