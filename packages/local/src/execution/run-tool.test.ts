import { describe, expect, test } from "vitest";
import { githubAccount, testRouter, weather } from "../testing/test-router.ts";

const slug = "WEATHER_GET_FORECAST";

async function run(execute: Parameters<typeof weather>[0], args = {}): Promise<unknown> {
  const router = testRouter({ toolkits: [weather(execute)], maxResultBytes: 1000 });
  const { status, body } = await (await router.session()).execute(slug, args);
  if (status !== 200) return body.error.code;
  expect(body.result_type).toBe(body.error === null ? "completed" : "failed");
  return { data: body.data, error: body.error };
}

describe("a result", () => {
  class Point {
    x = 1;
  }
  test.each<[string, () => unknown, unknown]>([
    ["an object", () => ({ a: 1, b: { c: [true, null] } }), { a: 1, b: { c: [true, null] } }],
    ["a promise", async () => Promise.resolve({ a: 1 }), { a: 1 }],
    ["nothing", () => undefined, {}],
    ["null", () => null, { result: null }],
    ["a list", () => [1, 2], { result: [1, 2] }],
    ["a text", () => "hello", { result: "hello" }],
    ["a number", () => 0, { result: 0 }],
    ["a date", () => new Date(0), { result: "1970-01-01T00:00:00.000Z" }],
    ["an instance", () => new Point(), { x: 1 }],
    ["an object with gaps", () => ({ a: undefined, b: () => 1 }), {}],
  ])("that is %s", async (_, execute, data) => {
    expect(await run(execute)).toEqual({ data, error: null });
  });

  test.each<[string, () => unknown, string]>([
    [
      "a big integer",
      () => ({ n: 10n }),
      "The tool's result cannot be serialized as JSON: Do not know how to serialize a BigInt",
    ],
    ["a function", () => () => 1, "The tool's result cannot be serialized as JSON: it is a function"],
    ["an error that was returned", () => new Error("the printer is on fire"), "the printer is on fire"],
    [
      "a cycle",
      () => {
        const loop: { self?: unknown } = {};
        loop.self = loop;
        return loop;
      },
      "The tool's result cannot be serialized as JSON: Converting circular structure to JSON",
    ],
  ])("that is %s fails with a reason", async (_, execute, error) => {
    expect(await run(execute)).toEqual({ data: {}, error });
  });

  test("that is too large is rejected", async () => {
    expect(await run(() => "é".repeat(500))).toBe(4345);
    expect(await run(() => "e".repeat(500))).toMatchObject({ error: null });
  });

  test("is a copy", async () => {
    const kept = { list: [1] };
    const router = testRouter({ toolkits: [weather(() => kept)] });
    const session = await router.session();
    const first = (await session.execute(slug)).body.data;
    kept.list.push(2);
    expect(first).toEqual({ list: [1] });
  });
});

describe("a tool that throws", () => {
  test.each<[string, unknown, string]>([
    ["an error", new Error("No such city"), "No such city"],
    ["an error without message", new RangeError(), "RangeError"],
    ["a text", "broken", "broken"],
    ["an empty text", "", "The tool failed without an error message"],
    ["nothing", undefined, "The tool failed without an error message"],
    ["an object", { code: 1 }, "The tool failed without an error message"],
  ])("%s", async (_, thrown, error) => {
    const throwing = (): never => {
      throw thrown;
    };
    expect(await run(throwing)).toEqual({ data: {}, error });
    expect(await run(async () => Promise.reject(thrown))).toEqual({ data: {}, error });
  });
});

describe("arguments", () => {
  const router = testRouter({ accounts: [githubAccount] });

  test("are validated by the tool's schema and reported in one line", async () => {
    const session = await router.session();
    const { status, body } = await session.execute("GITHUB_CREATE_ISSUE", { title: 1, labels: ["a", 2] });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: {},
      error: "Invalid arguments: 'owner' is required; 'title' must be string; 'labels[1]' must be string",
      log_id: expect.stringMatching(/^log_/),
    });
  });

  test("may be omitted", async () => {
    expect((await (await router.session()).execute("GITHUB_LIST_ISSUES")).body.data).toEqual({
      result: ["first", "second"],
    });
  });

  test("must be an object", async () => {
    const session = await router.session();
    const { body } = await router.request("POST", `${session.path}/execute`, { tool_slug: slug, arguments: [1] });
    expect(body.error).toMatchObject({ code: 10400, errors: ["payload.arguments: must be object"] });
  });

  test("are neither coerced nor completed by defaults", async () => {
    const session = await router.session();
    expect((await session.execute("GITHUB_LIST_ISSUES", { limit: "5" })).body.error).toBe(
      "Invalid arguments: 'limit' must be integer",
    );
  });

  test("reach the tool unchanged, even with keys like __proto__", async () => {
    const session = await router.session();
    const sent = `{"tool_slug":"${slug}","arguments":{"__proto__":{"admin":true},"constructor":1,"a":null}}`;
    const { body } = await router.request<{ data: { args: object } }>("POST", `${session.path}/execute`, sent);
    expect(Object.keys(body.data.args)).toEqual(["__proto__", "constructor", "a"]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test("may be huge", async () => {
    const text = "x".repeat(5_000_000);
    const { body } = await (await router.session()).execute(slug, { text });
    expect((body.data["args"] as { text: string }).text).toHaveLength(text.length);
  });

  test("are rejected if they are nested too deeply", async () => {
    const session = await router.session();
    const deep = `{"tool_slug":"${slug}","arguments":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`;
    const { status, body } = await router.request("POST", `${session.path}/execute`, deep);
    expect([status, body.error.errors]).toEqual([400, ["payload: is nested deeper than 200 levels"]]);
    const brackets = { tool_slug: slug, arguments: { a: '["\\"'.repeat(1000) } };
    expect((await router.request("POST", `${session.path}/execute`, brackets)).status).toBe(200);
  });
});

test("passes the user and the account to the tool", async () => {
  const router = testRouter({
    accounts: [{ ...githubAccount, alias: "work" }],
    toolkits: [
      {
        slug: "github",
        description: "d",
        auth: { scheme: "API_KEY" },
        tools: [
          {
            slug: "GITHUB_WHO",
            description: "d",
            inputSchema: { type: "object" },
            execute: (_, { session: caller, account, credentials, now, signal }) => ({
              session: caller,
              id: account?.id,
              alias: account?.alias,
              keyLength: credentials["api_key"]?.length,
              now: now(),
              aborted: signal.aborted,
            }),
          },
        ],
      },
    ],
  });
  const session = await router.session();
  expect((await session.execute("GITHUB_WHO")).body.data).toEqual({
    session: { id: session.session_id, userId: "user_1" },
    id: "ca_seed",
    alias: "work",
    keyLength: "hunter2-secret".length,
    now: "2026-01-01T00:00:00.000Z",
    aborted: false,
  });
});

test("gives every run its own log id, even a failed one", async () => {
  const session = await testRouter({ toolkits: [weather(() => Promise.reject(new Error("no")))] }).session();
  const ids = await Promise.all([1, 2, 3].map(async () => (await session.execute(slug)).body.log_id));
  expect(new Set(ids).size).toBe(3);
});

test("separates concurrent runs of two users", async () => {
  const router = testRouter({ accounts: [githubAccount, { ...githubAccount, userId: "user_2", id: "ca_2" }] });
  const sessions = [await router.session(), await router.session({ user_id: "user_2" })];
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const { body } = await sessions[index % 2]!.execute("GITHUB_CREATE_ISSUE", { owner: "a", title: `${index}` });
      return `${String(body.data["by"])} ${String(body.data["account"])} ${String(body.data["title"])}`;
    }),
  );
  expect(answers).toEqual(
    answers.map((_, index) => (index % 2 === 0 ? `user_1 ca_seed ${index}` : `user_2 ca_2 ${index}`)),
  );
});

test("rejects a custom tool, which runs in the caller's process", async () => {
  const { body } = await (await testRouter().session()).execute("LOCAL_OPEN_DOOR");
  expect(body.error).toMatchObject({
    code: 4301,
    status: 400,
    message: expect.stringContaining("runs in the caller's process"),
  });
});

test.each(["GITHUB_CREATE_ISSUES", "GITHUB_CREATE_AN_ISSUE", "GITHUB_CRAETE_ISSUE", "github_create_issue"])(
  "suggests the closest tool for %s",
  async (given) => {
    const { body } = await (await testRouter().session()).execute(given);
    expect(body.error.suggested_fix).toBe("Did you mean GITHUB_CREATE_ISSUE?");
  },
);

test.each(["GITHUB_NOPE", "GITHUB_DELETE_ISSUE", "CREATE_ISSUE_ON_THE_BOARD", `GITHUB_${"ISSUE_".repeat(40)}`])(
  "suggests no tool for %.40s",
  async (given) => {
    const { body } = await (await testRouter().session()).execute(given);
    expect(body.error.suggested_fix).toBe("Search for a tool first");
  },
);
