import { describe, expect, test, vi } from "vitest";
import { githubAccount, testRouter, weather } from "../testing/test-router.ts";
import { defineTool } from "./define-tool.ts";
import { defineToolkit } from "./define-toolkit.ts";
import { ToolError } from "./tool-error.ts";

const slug = "WEATHER_GET_FORECAST";
const runs = async (execute: Parameters<typeof weather>[0], options: Parameters<typeof testRouter>[0] = {}) => {
  const router = testRouter({ toolkits: [weather(execute)], ...options });
  const session = await router.session();
  return session.execute(slug);
};
const throws = (error: unknown) => () => {
  throw error;
};

describe("a tool's error", () => {
  test("may carry details", async () => {
    const { status, body } = await runs(throws(new ToolError("No such city", { data: { code: 404 } })));
    expect([status, body.error, body.data]).toEqual([200, "No such city", { code: 404 }]);
  });

  test("may come from another copy of the package", async () => {
    vi.resetModules();
    const copy = await import("./tool-error.ts");
    expect(copy.ToolError).not.toBe(ToolError);
    const { status } = await runs(throws(new copy.ToolError("down", { kind: "unreachable" })));
    expect(status).toBe(502);
  });

  test("may report an unreachable or rate-limiting provider", async () => {
    expect((await runs(throws(new ToolError("down", { kind: "unreachable" })))).body.error).toMatchObject({
      status: 502,
      code: 4341,
    });
    const slow = await runs(throws(new ToolError("slow down", { kind: "rate_limited", retryAfter: 9 })));
    expect([slow.status, slow.headers.get("retry-after"), slow.headers.get("x-ratelimit-remaining")]).toEqual([
      429,
      "9",
      "10000",
    ]);
  });

  test("may carry details that JSON cannot represent", async () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    expect((await runs(throws(new ToolError("x", { data: cycle })))).body).toMatchObject({ data: {}, error: "x" });
  });
});

describe("a run that times out", () => {
  test("rejects and aborts the tool's signal", async () => {
    let reason: unknown;
    const { status, body } = await runs(
      (_, { signal }) =>
        new Promise(() => {
          signal.addEventListener("abort", () => {
            reason = signal.reason;
          });
        }),
      { toolTimeout: 100 },
    );
    expect([status, body.error]).toEqual([200, `${slug} timed out after 100 ms`]);
    expect(reason).toBeInstanceOf(ToolError);
  });

  test("respects the tool's own timeout", async () => {
    const waited: number[] = [];
    const router = testRouter({
      toolkits: [
        {
          slug: "slow",
          description: "d",
          tools: [
            defineTool({
              slug: "SLOW_RUN",
              description: "d",
              timeout: 5,
              inputSchema: { type: "object" },
              execute: () => ({ done: true }),
            }),
          ],
        },
      ],
      toolTimeout: 100,
      wait: (milliseconds, signal) => {
        waited.push(milliseconds);
        return new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            reject(signal.reason);
          });
        });
      },
    });
    expect((await (await router.session()).execute("SLOW_RUN")).body.data).toEqual({ done: true });
    expect(waited).toEqual([5]);
  });
});

describe("results", () => {
  const typed = (result: unknown) =>
    defineToolkit({
      slug: "weather",
      description: "d",
      tools: [
        defineTool({
          slug,
          description: "d",
          inputSchema: { type: "object" },
          outputSchema: { type: "object", properties: { degrees: { type: "number" } }, required: ["degrees"] },
          execute: () => result,
        }),
      ],
    });

  test.each([
    [true, { degrees: 1 }, null],
    [true, { degrees: "1" }, "The result does not match the output schema: 'degrees' must be number"],
    [true, {}, "The result does not match the output schema: 'degrees' is required"],
    [false, {}, null],
  ])("are validated with validateResults: %s, %j", async (validateResults, result, error) => {
    const session = await testRouter({ toolkits: [typed(result)], validateResults }).session();
    expect((await session.execute(slug)).body).toMatchObject({ data: result, error });
  });
});

test("passes the whole context to a tool", async () => {
  const seen: unknown[] = [];
  const toolkit = defineToolkit({
    slug: "github",
    description: "d",
    auth: { scheme: "API_KEY" },
    tools: [
      defineTool({
        slug: "GITHUB_LOOK",
        description: "d",
        inputSchema: { type: "object" },
        execute: (_, context) => {
          seen.push(context.arguments, context.credentials, context.session, context.account?.id);
        },
      }),
    ],
  });
  const session = await testRouter({ toolkits: [toolkit], accounts: [githubAccount] }).session();
  await session.execute("GITHUB_LOOK", { a: 1 });
  expect(seen).toEqual([
    { a: 1 },
    { api_key: "hunter2-secret" },
    { id: session.session_id, userId: "user_1" },
    "ca_seed",
  ]);
});

test("reports internal errors to onError only", async () => {
  const errors: unknown[] = [];
  const router = testRouter({
    ids: (prefix) => {
      if (prefix === "trs") throw new Error("out of ids");
      return `${prefix}_1`;
    },
    onError: (error, request) => errors.push((error as Error).message, request),
  });
  const { status, body } = await router.request("POST", "/tool_router/session", { user_id: "u" });
  expect([status, body.error.message]).toEqual([500, "The router failed"]);
  expect(errors).toEqual([
    "out of ids",
    { kind: "request", method: "POST", path: "/api/v3/tool_router/session", requestId: "req_1" },
  ]);
});

test("reports a thrown error to onError, and its message to the caller", async () => {
  const reported: unknown[] = [];
  const thrown = new TypeError("no such column", { cause: new Error("ECONNREFUSED db.internal") });
  const router = testRouter({
    toolkits: [
      weather(() => {
        throw thrown;
      }),
    ],
    onError: (...report) => reported.push(...report),
  });
  const session = await router.session();
  const { body } = await session.execute("WEATHER_GET_FORECAST", {});
  expect(body).toMatchObject({ data: {}, error: "no such column" });
  expect(JSON.stringify(body)).not.toMatch(/tool-error\.test|ECONNREFUSED/);
  const source = { kind: "run", toolSlug: "WEATHER_GET_FORECAST", logId: body.log_id, sessionId: session.session_id };
  expect(reported).toEqual([thrown, source]);
  expect(reported[0]).toBe(thrown);
});

test("reports thrown errors of a batch, and returned errors", async () => {
  const reported: unknown[] = [];
  const router = testRouter({
    toolkits: [
      weather(({ returned }) => {
        if (returned === true) return new Error("returned");
        throw new Error("thrown");
      }),
    ],
    onError: (error) => reported.push((error as Error).message),
  });
  const session = await router.session();
  const calls = [true, false].map((returned) => ({ tool_slug: "WEATHER_GET_FORECAST", arguments: { returned } }));
  await session.executeMeta("COMPOSIO_MULTI_EXECUTE_TOOL", { tools: calls });
  expect(reported.toSorted()).toEqual(["returned", "thrown"]);
});

test("reports a ToolError only if it has a cause", async () => {
  const reported: unknown[] = [];
  const router = testRouter({
    toolkits: [
      weather(({ cause }) => {
        throw new ToolError("No such city", cause === undefined ? {} : { cause });
      }),
    ],
    onError: (error) => reported.push(error),
  });
  const session = await router.session();
  await session.execute("WEATHER_GET_FORECAST", {});
  expect(reported).toEqual([]);
  await session.execute("WEATHER_GET_FORECAST", { cause: "the provider answered 404" });
  expect(reported).toEqual([expect.objectContaining({ cause: "the provider answered 404" })]);
});

test.each<[string, () => unknown]>([
  ["throws", () => expect.fail("a broken onError")],
  ["rejects", () => Promise.reject(new Error("a broken onError"))],
])("answers the caller when onError %s", async (_, onError) => {
  const router = testRouter({
    toolkits: [
      weather(() => {
        throw new Error("boom");
      }),
    ],
    onError,
  });
  const { status, body } = await (await router.session()).execute("WEATHER_GET_FORECAST", {});
  expect([status, body.error]).toEqual([200, "boom"]);
});
