import { beforeAll, describe, expect, test, vi } from "vitest";
import type { JSONObject } from "../json.ts";
import { memoryStore } from "../state/memory-store.ts";
import { github, testRouter, type TestRouter, type TestSession } from "../testing/test-router.ts";

const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));
const named = (count: number, value: unknown): JSONObject =>
  Object.fromEntries(times(count, (index) => [`name_${index}`, value]));

const long = "x".repeat(1_000_000);

let router: TestRouter;
let session: TestSession;
beforeAll(async () => {
  router = testRouter({ accounts: [{ userId: "user_1", toolkit: "github" }] });
  session = await router.session();
});

/** The response and its size. */
const send = async (path: string, body: unknown) => {
  const { status, body: answer } = await router.request("POST", path, body);
  return { status, errors: answer.error.errors ?? [], size: JSON.stringify(answer).length };
};

describe("refuses a hostile body with a short error", () => {
  test.each<[string, unknown]>([
    ["empty objects", { queries: times(100_000, () => ({})) }],
    ["numbers", { queries: times(100_000, (index) => index) }],
    ["unknown names", { queries: [{ use_case: 1 }], experimental: named(100_000, 1) }],
    ["a long text", { queries: [{ use_case: long }] }],
    ["a long name", { queries: [], experimental: { [long]: 1 } }],
  ])("search: %s", async (_, body) => {
    const { status, errors, size } = await send(`${session.path}/search`, body);
    expect(status).toBe(400);
    expect(errors.length).toBeLessThanOrEqual(20);
    expect(size).toBeLessThan(3_000);
  });

  test.each<[string, JSONObject]>([
    ["numbers in a choice of forms", { toolkits: { enable: times(100_000, (index) => index) } }],
    ["empty objects in a choice of forms", { tags: times(100_000, () => ({})) }],
    ["invalid filters by toolkit", { tools: named(2_000, { enable: 1, disable: 2, tags: 3 }) }],
    ["more filters than are allowed", { tools: named(100_000, {}) }],
    ["invalid hooks", { hooks: times(100_000, () => ({})) }],
    [
      "invalid custom toolkits",
      { experimental: { custom_toolkits: times(100, () => ({ tools: times(100, () => ({})) })) } },
    ],
    ["unknown names", named(100_000, 1)],
    ["unknown toolkits", { toolkits: { enable: times(2_000, (index) => `toolkit_${index}`) } }],
    ["a long user id", { user_id: long }],
    ["a long callback URL", { manage_connections: { callback_url: `https://a.example/${long}` } }],
  ])("session: %s", async (_, config) => {
    const { status, errors, size } = await send("/tool_router/session", { user_id: "user_1", ...config });
    expect(status).toBe(400);
    expect(errors.length).toBeLessThanOrEqual(20);
    expect(size).toBeLessThan(3_000);
  });

  test("names each problem of a small body", async () => {
    const { errors } = await send(`${session.path}/search`, { queries: times(5, () => ({})), model: 1 });
    expect(errors).toHaveLength(6);
  });

  test("counts omitted problems", async () => {
    const { errors } = await send("/tool_router/session", { user_id: "user_1", ...named(100, 1) });
    expect(errors).toHaveLength(21);
    expect(errors.at(-1)).toBe("and 80 more");
  });

  test.each([
    ["a slug", { tool_slug: long }],
    ["an account", { tool_slug: "GITHUB_CREATE_ISSUE", account: long }],
  ])("truncates %s that is as long as the request", async (_, body) => {
    const { status, size } = await send(`${session.path}/execute`, body);
    expect(status).toBe(400);
    expect(size).toBeLessThan(1_000);
  });
});

test.each(['"', "\\", '\\"', "\\\\"])(
  "ignores brackets in a string with %s when measuring depth",
  async (character) => {
    const { status } = await router.request("POST", "/tool_router/session", {
      user_id: character,
      experimental: { assistive_prompt_config: { user_timezone: `${character}${"[{".repeat(110)}${character}` } },
    });
    expect(status).toBe(201);
  },
);

describe("limits lists of meta tools", () => {
  test.each([
    ["COMPOSIO_MANAGE_CONNECTIONS", "toolkits", { name: "github", action: "add" }],
    ["COMPOSIO_GET_TOOL_SCHEMAS", "tool_slugs", "GITHUB_CREATE_ISSUE"],
    ["COMPOSIO_MULTI_EXECUTE_TOOL", "tools", { tool_slug: "GITHUB_CREATE_ISSUE", arguments: {} }],
  ] as const)("%s accepts at most 50 %s", async (slug, field, item) => {
    const { body } = await session.executeMeta(slug, { [field]: times(51, () => item) });
    expect(body.error).toBe(`Invalid arguments: '${field}' must NOT have more than 50 items`);
  });

  test("COMPOSIO_WAIT_FOR_CONNECTIONS accepts at most 50 toolkits", async () => {
    const waiting = await router.session({ manage_connections: { enable_wait_for_connections: true } });
    const { body } = await waiting.executeMeta("COMPOSIO_WAIT_FOR_CONNECTIONS", {
      toolkits: times(51, () => "github"),
    });
    expect(body.error).toBe("Invalid arguments: 'toolkits' must NOT have more than 50 items");
  });

  test("truncates long slugs in batches", async () => {
    const { body } = await session.executeMeta("COMPOSIO_MULTI_EXECUTE_TOOL", {
      tools: times(50, () => ({ tool_slug: long, arguments: {} })),
    });
    expect(JSON.stringify(body).length).toBeLessThan(3_000);
  });
});

test("refuses custom tools whose schemas are too large", async () => {
  const tool = {
    slug: "open",
    name: "Open",
    description: "Opens the door",
    input_schema: { type: "object", properties: named(6_000, true) },
  };
  const { body } = await router.request("POST", "/tool_router/session", {
    user_id: "user_1",
    experimental: { custom_tools: [tool] },
  });
  expect(body.error.errors).toEqual([
    "payload.experimental.custom_tools[0]: input_schema must have fewer than 5000 values",
  ]);
});

test("does not query the store for each pair of many users and toolkits", async () => {
  const users = times(1_000, (index) => `u${index}`).join(",");
  const toolkits = ["github", ...times(999, (index) => `t${index}`)].join(",");
  const store = memoryStore();
  const readIndex = vi.fn<typeof store.readIndex>((index) => store.readIndex(index));
  const counted = testRouter({ store: { ...store, readIndex }, accounts: [{ userId: "u1", toolkit: "github" }] });
  const { status, body } = await counted.request<{ items: unknown[] }>(
    "GET",
    `/connected_accounts?user_ids=${users}&toolkit_slugs=${toolkits}`,
  );
  expect([status, body.items.length]).toEqual([200, 1]);
  expect(readIndex.mock.calls.length).toBeLessThan(10);
});

test("refuses a tool's arguments with a short error", async () => {
  const strict = testRouter({
    toolkits: [
      github({
        auth: undefined,
        tools: [
          {
            slug: "GITHUB_TAG",
            description: "Tags",
            inputSchema: {
              type: "object",
              properties: { tags: { type: "array", items: { type: "string" } } },
              additionalProperties: false,
            },
            execute: () => ({}),
          },
        ],
      }),
    ],
  });
  const open = await strict.session();
  const errorOf = async (args: JSONObject) => (await open.execute("GITHUB_TAG", args)).body.error as unknown as string;
  expect(await errorOf({ tags: times(100_000, () => ({})) })).toBe("Invalid arguments: 'tags[0]' must be string");
  expect(await errorOf(named(100_000, 1))).toBe("Invalid arguments: 'name_0' is unknown");
  expect((await errorOf({ [long]: 1 })).length).toBeLessThan(200);
});
