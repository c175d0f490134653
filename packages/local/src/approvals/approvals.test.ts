import { describe, expect, test } from "vitest";
import { randomIds } from "../ids.ts";
import type { JSONObject } from "../json.ts";
import type { Schemas } from "../spec.ts";
import { memoryStore } from "../state/memory-store.ts";
import { answersTo, approve, deny, repoToolkit, type Waiting } from "../testing/approvals.ts";
import { githubAccount, github, testRouter, type TestRouter, type TestSession } from "../testing/test-router.ts";
import { encryptionKey, testStores } from "../testing/test-stores.ts";

type Config = Partial<Schemas["SessionCreate"]>;

const listed: Config = { tools: { repo: { require_approval: ["REPO_DELETE"] } } };
const args = { name: "a/b" };

const open = async (config: Config = listed, options: Parameters<typeof testRouter>[0] = {}) => {
  const { runs, toolkit } = repoToolkit();
  const router = testRouter({ toolkits: [toolkit], ...options });
  return { router, runs, session: await router.session(config) };
};

const execute = async (session: TestSession, rest?: JSONObject, given: JSONObject = args) =>
  (await session.execute("REPO_DELETE", given, rest)).body;

const ask = async (session: TestSession, rest?: JSONObject, given?: JSONObject): Promise<Waiting> => {
  const body = await execute(session, rest, given);
  expect(body.result_type).toBe("input_required");
  return body as unknown as Waiting;
};

describe("a call that needs an approval", () => {
  test("asks the user and runs nothing", async () => {
    const { session, runs, router } = await open();
    const waiting = await ask(session);
    const [id = ""] = Object.keys(waiting.input_requests);
    expect(id).toMatch(/^approval_[0-9a-f]{16}$/);
    expect(waiting).toEqual({
      result_type: "input_required",
      input_requests: {
        [id]: {
          type: "elicitation",
          mode: "form",
          message: 'Run REPO_DELETE with {"name":"a/b"}?',
          requested_schema: {
            type: "object",
            properties: { decision: { type: "string", enum: ["approve", "deny"] } },
            required: ["decision"],
          },
        },
      },
      request_state: "as_000001",
      data: {},
      error: "REPO_DELETE was not executed: it waits for an approval.",
      log_id: "log_000001",
    });
    expect(runs).toEqual([]);
    expect(await router.runs()).toMatchObject([{ id: "log_000001", outcome: "asked", arguments: args }]);
  });

  test("runs once when it is approved", async () => {
    const { session, runs, router } = await open();
    expect(await execute(session, answersTo(await ask(session)))).toEqual({
      result_type: "completed",
      data: { deleted: true },
      error: null,
      log_id: "log_000002",
    });
    expect(runs).toEqual([args]);
    expect((await router.runs()).map(({ outcome }) => outcome)).toEqual(["ok", "asked"]);
  });

  test.each<[string, object]>([
    ["denied", deny],
    ["declined", { action: "decline" }],
    ["declined with content", { action: "decline", content: { decision: "approve" } }],
    ["canceled", { action: "cancel" }],
  ])("fails without running when it is %s", async (_, response) => {
    const { session, runs, router } = await open();
    expect(await execute(session, answersTo(await ask(session), response))).toMatchObject({
      result_type: "failed",
      data: {},
      error: "REPO_DELETE was not executed: the user did not approve it.",
    });
    expect(runs).toEqual([]);
    expect((await router.runs())[0]?.outcome).toBe("refused");
  });

  test.each<[string, Config]>([
    ["its toolkit", { toolkits: { require_approval: ["REPO"] } }],
    ["its toolkit, beside enable", { toolkits: { enable: ["repo"], require_approval: ["repo"] } }],
    ["its toolkit, beside disable", { toolkits: { disable: [], require_approval: ["repo"] } }],
    ["its tool", listed],
    ["its tool, beside enable", { tools: { repo: { enable: ["REPO_DELETE"], require_approval: ["REPO_DELETE"] } } }],
    ["its tool, beside tags", { tools: { repo: { tags: [], require_approval: ["REPO_DELETE"] } } }],
    ["its tag", { tags: { require_approval: ["destructiveHint"] } }],
    ["its tag in the toolkit", { tools: { repo: { tags: { require_approval: ["destructiveHint"] } } } }],
    [
      "its tag, although the toolkit has tags of its own",
      { tags: { require_approval: ["destructiveHint"] }, tools: { repo: { tags: { enable: ["destructiveHint"] } } } },
    ],
  ])("is required by %s", async (_, config) => {
    const { session, runs } = await open(config);
    await ask(session);
    expect(runs).toEqual([]);
  });

  test.each<[string, Config]>([
    ["another tool", { tools: { repo: { require_approval: ["REPO_LIST"] } } }],
    ["another tag", { tags: { require_approval: ["createHint"] } }],
    ["nothing", {}],
  ])("is not required by %s", async (_, config) => {
    const { session } = await open(config);
    expect((await execute(session)).result_type).toBe("completed");
  });
});

describe("an answer asks again", () => {
  const refused = async (session: TestSession, waiting: Waiting, rest: JSONObject, given?: JSONObject) => {
    const again = await ask(session, rest, given);
    expect(Object.keys(again.input_requests)).not.toEqual(Object.keys(waiting.input_requests));
    expect(again.request_state).not.toBe(waiting.request_state);
  };

  test("when its state was already used", async () => {
    const { session, runs } = await open();
    const waiting = await ask(session);
    await execute(session, answersTo(waiting));
    await refused(session, waiting, answersTo(waiting));
    expect(runs).toHaveLength(1);
  });

  test("when its state was used by a denial", async () => {
    const { session, runs } = await open();
    const waiting = await ask(session);
    await execute(session, answersTo(waiting, deny));
    await refused(session, waiting, answersTo(waiting));
    expect(runs).toEqual([]);
  });

  test("after ten minutes, not before", async () => {
    const { session, runs, router } = await open();
    const late = await ask(session);
    const inTime = await ask(session);
    router.clock.advance(599_999);
    expect((await execute(session, answersTo(inTime))).result_type).toBe("completed");
    router.clock.advance(1);
    await refused(session, late, answersTo(late));
    expect(runs).toHaveLength(1);
  });

  test("when the arguments differ by more than their order", async () => {
    const { session, runs } = await open();
    const waiting = await ask(session, {}, { name: "a", force: true });
    await refused(session, waiting, answersTo(waiting), { name: "b", force: true });
    await refused(session, waiting, answersTo(waiting), { name: "a" });
    expect((await execute(session, answersTo(waiting), { force: true, name: "a" })).result_type).toBe("completed");
    expect(runs).toHaveLength(1);
  });

  test("when the account differs", async () => {
    const { session, runs } = await open();
    const waiting = await ask(session, { account: "one" });
    await refused(session, waiting, { ...answersTo(waiting), account: "two" });
    await refused(session, waiting, answersTo(waiting));
    expect(runs).toEqual([]);
  });

  test("when another account would be used now", async () => {
    const router = testRouter({ accounts: [githubAccount, { ...githubAccount, id: "ca_newer" }] });
    const session = await router.session({ toolkits: { require_approval: ["github"] } });
    const waiting = (await session.execute("GITHUB_LIST_ISSUES")).body as unknown as Waiting;
    await router.setAccountStatus("ca_newer", "EXPIRED");
    expect((await session.execute("GITHUB_LIST_ISSUES", {}, answersTo(waiting))).body.result_type).toBe(
      "input_required",
    );
  });

  test("when the tool differs", async () => {
    const { session, runs } = await open({ toolkits: { require_approval: ["repo"] } });
    const waiting = await ask(session);
    const { body } = await session.execute("REPO_LIST", args, answersTo(waiting));
    expect(body.result_type).toBe("input_required");
    expect(runs).toEqual([]);
  });

  test("when the session differs", async () => {
    const { session, runs, router } = await open();
    const waiting = await ask(session);
    await refused(await router.session(listed), waiting, answersTo(waiting));
    expect(runs).toEqual([]);
  });

  test("when the state is missing or unknown", async () => {
    const { session, runs } = await open();
    const waiting = await ask(session);
    const { input_responses, request_state } = answersTo(waiting);
    await refused(session, waiting, { input_responses });
    await refused(session, waiting, { request_state });
    await refused(session, waiting, { input_responses, request_state: "as_nope" });
    expect(runs).toEqual([]);
  });

  test("when the id of its question is missing or wrong", async () => {
    const { session, runs } = await open();
    const waiting = await ask(session);
    const { request_state } = waiting;
    await refused(session, waiting, { request_state, input_responses: {} });
    await refused(session, waiting, { request_state, input_responses: { approval_0000000000000000: approve } });
    await refused(session, waiting, { request_state, input_responses: { constructor: approve } });
    expect(runs).toEqual([]);
    expect((await execute(session, answersTo(waiting))).result_type).toBe("completed");
  });
});

describe("an invalid answer", () => {
  test.each<[string, object, string]>([
    ["no content", { action: "accept" }, "content.decision: is required"],
    ["no decision", { action: "accept", content: {} }, "content.decision: is required"],
    [
      "an unknown decision",
      { action: "accept", content: { decision: "yes" } },
      'content.decision: must be one of "approve", "deny"',
    ],
    [
      "a decision of another type",
      { action: "accept", content: { decision: true } },
      "content.decision: must be string",
    ],
  ])("is rejected for %s and leaves the question pending", async (_, response, problem) => {
    const { session, runs } = await open();
    const waiting = await ask(session);
    const { status, body } = await session.execute("REPO_DELETE", args, answersTo(waiting, response));
    expect([status, body.error.code, body.error.slug]).toEqual([400, 10400, "HTTP_BadRequest"]);
    expect(body.error.errors?.[0]).toContain(problem);
    expect(runs).toEqual([]);
    expect((await execute(session, answersTo(waiting))).result_type).toBe("completed");
  });

  test.each<[string, JSONObject]>([
    ["a list", { input_responses: [] }],
    ["an unknown action", { input_responses: { a: { action: "yes" } } }],
    ["a state that is not a string", { request_state: 7 }],
  ])("is rejected in a body with %s", async (_, rest) => {
    const { session } = await open();
    const { status, body } = await session.execute("REPO_DELETE", args, rest);
    expect([status, body.error.code]).toEqual([400, 10400]);
  });
});

describe("a call that cannot run fails without a question", () => {
  const router = testRouter({ toolkits: [github(), repoToolkit().toolkit], accounts: [githubAccount] });
  const all: Config = { toolkits: { require_approval: ["github", "repo"] } };
  test.each<[string, Config, string, JSONObject, number | string]>([
    ["an unknown tool", all, "REPO_NOPE", {}, 4301],
    [
      "a toolkit that is off",
      { toolkits: { disable: ["github"], require_approval: ["github"] } },
      "GITHUB_LIST_ISSUES",
      {},
      4324,
    ],
    [
      "a tool that is off",
      { ...all, tools: { github: { disable: ["GITHUB_LIST_ISSUES"], require_approval: ["GITHUB_LIST_ISSUES"] } } },
      "GITHUB_LIST_ISSUES",
      {},
      4325,
    ],
    ["no connection", { ...all, user_id: "other" }, "GITHUB_LIST_ISSUES", {}, 4302],
    ["an unknown account", all, "GITHUB_LIST_ISSUES", { account: "nope" }, 4300],
    [
      "a permission that denies it",
      { ...all, experimental: { permissions: { default: "allow_all", overrides: { "*:ca_seed": "always_deny" } } } },
      "GITHUB_LIST_ISSUES",
      {},
      4328,
    ],
    ["arguments that do not fit", all, "REPO_DELETE", {}, "failed: Invalid arguments: 'name' is required"],
  ])("%s", async (_, config, tool, rest, problem) => {
    const session = await router.session(config);
    const { status, body } = await session.execute(tool, {}, rest);
    expect(status === 200 ? `${body.result_type}: ${String(body.error)}` : body.error.code).toBe(problem);
  });
});

describe("a state", () => {
  test("is accepted from one of two concurrent requests", async () => {
    const { session, runs } = await open();
    const answered = answersTo(await ask(session));
    const results = await Promise.all(Array.from({ length: 5 }, () => execute(session, answered)));
    expect(results.map(({ result_type: type }) => type).toSorted()).toEqual([
      "completed",
      ...Array.from({ length: 4 }, () => "input_required"),
    ]);
    expect(runs).toHaveLength(1);
  });

  test.each(testStores)("is accepted once by two routers on one %s", async (_, make) => {
    const place = make();
    const { runs, toolkit } = repoToolkit();
    const one = (): TestRouter =>
      testRouter({
        toolkits: [toolkit],
        store: place.open(),
        encryptionKey,
        ids: randomIds(),
        apiKey: "ak_both",
      });
    const routers = [one(), one()];
    const session = await routers[0]!.session(listed);
    const body = { tool_slug: "REPO_DELETE", arguments: args, ...answersTo(await ask(session)) };
    const results = await Promise.all(
      [0, 1, 0, 1].map(
        async (index) =>
          (await routers[index]!.request<{ result_type: string }>("POST", `${session.path}/execute`, body)).body
            .result_type,
      ),
    );
    expect(results.filter((type) => type === "completed")).toHaveLength(1);
    expect(runs).toHaveLength(1);
    for (const router of routers) await router.close();
    await place.remove();
  });

  test("reveals no arguments, and neither does its record", async () => {
    const written: string[] = [];
    const store = memoryStore();
    const spy = {
      ...store,
      swap: (key: string, expected: string | undefined, value: string | undefined, ttl?: number) => {
        if (key.includes("approval/")) written.push(`${key} ${value ?? ""}`);
        return store.swap(key, expected, value, ttl);
      },
    };
    const { session } = await open(listed, { store: spy });
    const waiting = await ask(session, {}, { name: "top-secret" });
    expect(written).toHaveLength(1);
    expect(`${written.join()} ${waiting.request_state}`).not.toMatch(/top-secret|REPO_DELETE/);
    expect(written.join()).not.toContain(waiting.request_state);
  });

  test("works after the session no longer requires an approval", async () => {
    const { session, runs, router } = await open();
    const [first, second] = [await ask(session), await ask(session)];
    await router.request("PATCH", session.path, { tools: null });
    expect((await execute(session, answersTo(first, deny))).result_type).toBe("failed");
    expect((await execute(session, answersTo(second))).result_type).toBe("completed");
    expect(runs).toHaveLength(1);
  });
});

describe("the message", () => {
  const messageFor = async (given: JSONObject): Promise<string> => {
    const { session } = await open();
    return Object.values((await ask(session, {}, given)).input_requests)[0]?.message ?? "";
  };

  test("is truncated but shows every argument", async () => {
    const message = await messageFor({ padding: "x".repeat(100_000), name: "important", list: Array(1000).fill("y") });
    expect(message.length).toBeLessThan(1200);
    expect(message).toContain('"name":"important"');
    expect(message).toMatch(/\(truncated from \d{6} characters\)\?$/);
  });

  test("is truncated for many arguments", async () => {
    const fields = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, "😀".repeat(400)]));
    const message = await messageFor({ name: "a", ...fields });
    expect(message.length).toBeLessThan(1200);
    expect(() => encodeURIComponent(message)).not.toThrow();
  });

  test("escapes characters that hide or reorder text", async () => {
    expect(await messageFor({ name: "a\u202Eb\u200Bc\n" })).toBe(
      String.raw`Run REPO_DELETE with {"name":"a\u202eb\u200bc\n"}?`,
    );
  });

  test("names the account if there may be several", async () => {
    const router = testRouter({ accounts: [{ ...githubAccount, alias: "work" }] });
    const session = await router.session({
      toolkits: { require_approval: ["github"] },
      multi_account: { enable: true },
    });
    const { body } = await session.execute("GITHUB_LIST_ISSUES", {});
    expect(Object.values((body as unknown as Waiting).input_requests)[0]?.message).toBe(
      "Run GITHUB_LIST_ISSUES with {} on account work?",
    );
  });
});

describe("an idempotency key", () => {
  test("stores no question, but the result of the answered call", async () => {
    const { session, runs, router } = await open(listed, { idempotency: true });
    const send = async (rest: object = {}) =>
      (
        await router.request<Waiting>(
          "POST",
          `${session.path}/execute`,
          { tool_slug: "REPO_DELETE", arguments: args, ...rest },
          { "idempotency-key": "k" },
        )
      ).body;
    const first = await send();
    const second = await send();
    expect(second.request_state).not.toBe(first.request_state);
    const done = await send(answersTo(second));
    expect(done).toMatchObject({ result_type: "completed" });
    expect(await send(answersTo(second))).toEqual(done);
    expect(runs).toHaveLength(1);
  });
});
