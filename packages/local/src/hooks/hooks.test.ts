import { describe, expect, test } from "vitest";
import type { LocalRouterOptions } from "../router/options.ts";
import type { Schemas } from "../spec.ts";
import { answersTo, repoToolkit, type Waiting } from "../testing/approvals.ts";
import { testRouter, type Answer } from "../testing/test-router.ts";
import type { AfterDecision, BeforeDecision, HookedCall, HookedResult, RouterHooks } from "./hook-functions.ts";

type Hook = Schemas["SessionHook"];

const before: Hook = { id: "b", type: "before_execute", applies_to: "all", handler: { type: "webhook" } };
const after: Hook = { id: "a", type: "after_execute", applies_to: "all", handler: { type: "webhook" } };
const condition: Hook = {
  ...before,
  id: "c",
  name: "no deletes",
  handler: { type: "condition_check", condition: "It deletes", action: "block" },
};

const open = async (
  hooks: Hook[],
  functions: RouterHooks = {},
  { config = {}, ...options }: { config?: Partial<Schemas["SessionCreate"]> } & Partial<LocalRouterOptions> = {},
) => {
  const { runs, toolkit } = repoToolkit();
  const router = testRouter({ toolkits: [toolkit], hooks: functions, ...options });
  const send = async <Body>(method: string, path: string, body: object): Promise<Answer<Body & Schemas["Error"]>> => {
    const response = await router.fetch(`${router.baseUrl}/api/v3.1/tool_router/session${path}`, {
      method,
      headers: { "x-api-key": router.apiKey },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Body & Schemas["Error"],
    };
  };
  const { body: session } = await send<Schemas["Session"]>("POST", "", { user_id: "user_1", hooks, ...config });
  const path = `/${session.session_id}`;
  const execute = async (tool = "REPO_DELETE", args: object = { name: "a" }, rest: object = {}) =>
    (await send<Schemas["ExecuteResult"]>("POST", `${path}/execute`, { tool_slug: tool, arguments: args, ...rest }))
      .body;
  return { router, runs, session, send, path, execute };
};

const allow = () => ({ decision: "allow" }) as const;
const block = (message?: string) => () => ({ decision: "block", message }) as const;

describe("a hook before the call", () => {
  test("receives the call", async () => {
    const calls: HookedCall[] = [];
    const { execute, session } = await open([{ ...before, name: "Policy" }], {
      beforeExecute: (call) => {
        calls.push(call);
        return allow();
      },
    });
    expect(await execute()).toMatchObject({
      result_type: "completed",
      hook_results: [{ hook_id: "b", type: "before_execute", outcome: "allowed" }],
    });
    expect(calls).toEqual([
      {
        hook: { id: "b", name: "Policy" },
        session: { id: session.session_id, userId: "user_1" },
        toolkit: "repo",
        tool: "REPO_DELETE",
        arguments: { name: "a" },
        signal: expect.any(AbortSignal),
      },
    ]);
  });

  test("blocks the call with its message", async () => {
    const { execute, runs, router } = await open([before], { beforeExecute: block("Not today.") });
    expect(await execute()).toEqual({
      result_type: "blocked",
      data: {},
      error: "Not today.",
      log_id: expect.any(String),
      block_reason: "Not today.",
      hook_results: [{ hook_id: "b", type: "before_execute", outcome: "blocked", message: "Not today." }],
    });
    expect(runs).toEqual([]);
    expect(await router.runs()).toMatchObject([{ outcome: "refused", error: "Not today." }]);
  });

  test("blocks the call with a message that names the hook", async () => {
    const { execute } = await open([{ ...before, name: "office hours" }], { beforeExecute: block() });
    expect(await execute()).toMatchObject({
      error: 'The hook "office hours" blocked REPO_DELETE. It was not executed.',
      block_reason: null,
    });
  });

  test("modifies the arguments", async () => {
    const { execute, runs } = await open([before], {
      beforeExecute: ({ arguments: args }) => ({ decision: "modify", arguments: { ...args, name: "b" } }),
    });
    expect(await execute()).toMatchObject({ result_type: "completed", hook_results: [{ outcome: "modified" }] });
    expect(runs).toEqual([{ name: "b" }]);
  });

  test("cannot modify the arguments by mutation", async () => {
    const { execute, runs } = await open([before], {
      beforeExecute: ({ arguments: args }) => {
        args["name"] = "b";
        return allow();
      },
    });
    await execute();
    expect(runs).toEqual([{ name: "a" }]);
  });

  test.each<[string, () => unknown, string]>([
    [
      "throws",
      () => {
        throw new Error("hunter2");
      },
      "it failed",
    ],
    ["rejects", async () => Promise.reject(new Error("hunter2")), "it failed"],
    ["returns nothing", () => undefined, "it returned no decision"],
    ["returns an unknown decision", () => ({ decision: "yes" }), "it returned no decision"],
    ["returns true", () => true, "it returned no decision"],
    ["returns an array as arguments", () => ({ decision: "modify", arguments: [1] }), "not a JSON object"],
    [
      "returns arguments that do not fit",
      () => ({ decision: "modify", arguments: { name: 1 } }),
      "'name' must be string",
    ],
  ])("blocks the call when it %s", async (_, beforeExecute, problem) => {
    const { execute, runs } = await open([before], { beforeExecute: beforeExecute as () => BeforeDecision });
    const result = await execute();
    expect(result).toMatchObject({ result_type: "blocked", data: {}, hook_results: [{ outcome: "error" }] });
    expect(result.error).toContain(problem);
    expect(JSON.stringify(result)).not.toContain("hunter2");
    expect(runs).toEqual([]);
  });

  test("adds its error to the run log", async () => {
    const { execute, router } = await open([before], { beforeExecute: () => Promise.reject(new Error("no database")) });
    await execute();
    expect((await router.runs())[0]?.messages.join()).toContain('Hook "b" threw: Error: no database');
  });

  test("reports its error and truncates it in the run log", async () => {
    const thrown = new Error("x".repeat(20_000));
    const told: unknown[] = [];
    const { execute, router, session } = await open(
      [before],
      { beforeExecute: () => Promise.reject(thrown) },
      { onError: (error, source) => told.push([error, source]) },
    );
    const { log_id: logId } = await execute();
    expect(told).toEqual([[thrown, { kind: "run", toolSlug: "REPO_DELETE", logId, sessionId: session.session_id }]]);
    expect((await router.runs())[0]?.messages.join().length).toBeLessThan(10_100);
  });

  test("is not called for a call that cannot run", async () => {
    let asked = 0;
    const { execute } = await open([before], {
      beforeExecute: () => {
        asked++;
        return allow();
      },
    });
    expect(await execute("REPO_DELETE", {})).toMatchObject({ result_type: "failed" });
    expect((await execute("REPO_NOPE")) as unknown).toMatchObject({ error: { code: 4301 } });
    expect(asked).toBe(0);
  });
});

describe("a hook after the call", () => {
  test("receives the result", async () => {
    const results: HookedResult[] = [];
    const { execute } = await open([after], {
      afterExecute: ({ result }) => {
        results.push(result);
        return allow();
      },
    });
    expect(await execute()).toMatchObject({ result_type: "completed", data: { deleted: true } });
    expect(results).toEqual([{ data: { deleted: true }, error: null }]);
  });

  test("withholds the result", async () => {
    const { execute, runs, router } = await open([after], { afterExecute: block() });
    const error = 'The hook "a" withheld the result of REPO_DELETE. The tool ran: do not call it again.';
    expect(await execute()).toEqual({
      result_type: "blocked",
      data: {},
      error,
      log_id: expect.any(String),
      block_reason: null,
      hook_results: [{ hook_id: "a", type: "after_execute", outcome: "blocked" }],
    });
    expect(runs).toHaveLength(1);
    const log = await router.runs();
    expect(log).toMatchObject([{ outcome: "withheld", error }]);
    expect(JSON.stringify(log)).not.toContain("deleted");
  });

  test("modifies the data", async () => {
    const { execute } = await open([after], { afterExecute: () => ({ decision: "modify", data: { redacted: true } }) });
    expect(await execute()).toMatchObject({
      result_type: "completed",
      data: { redacted: true },
      hook_results: [{ outcome: "modified" }],
    });
  });

  test("modifies the message of a failure, which stays a failure", async () => {
    const { toolkit } = repoToolkit();
    const failing = {
      ...toolkit,
      tools: [{ ...toolkit.tools[0]!, execute: () => Promise.reject(new Error("secret")) }],
    };
    const { execute } = await open(
      [after],
      { afterExecute: ({ result }) => ({ decision: "modify", error: result.error === "secret" ? "redacted" : "?" }) },
      { toolkits: [failing] },
    );
    expect(await execute()).toMatchObject({ result_type: "failed", error: "redacted" });
  });

  test("cannot turn a success into a failure", async () => {
    const { execute } = await open([after], { afterExecute: () => ({ decision: "modify", error: "no" }) });
    expect(await execute()).toMatchObject({ result_type: "completed", error: null });
  });

  test.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("hunter2");
      },
    ],
    ["returns nothing", () => undefined],
    ["returns data that is not an object", () => ({ decision: "modify", data: "text" })],
    ["returns data that JSON cannot carry", () => ({ decision: "modify", data: { n: 1n } })],
    ["returns data that is too large", () => ({ decision: "modify", data: { text: "x".repeat(2000) } })],
  ])("withholds the result when it %s", async (_, afterExecute) => {
    const { execute, runs } = await open(
      [after],
      { afterExecute: afterExecute as () => AfterDecision },
      { maxResultBytes: 1000 },
    );
    const result = await execute();
    expect(result).toMatchObject({ result_type: "blocked", data: {}, hook_results: [{ outcome: "error" }] });
    expect(JSON.stringify(result)).not.toMatch(/hunter2|deleted/);
    expect(runs).toHaveLength(1);
  });
});

describe("several hooks", () => {
  test("run in order until one blocks", async () => {
    const seen: string[] = [];
    const { execute } = await open(
      ["1", "2", "3"].map((id) => ({ ...before, id })),
      {
        beforeExecute: ({ hook, arguments: args }) => {
          seen.push(`${hook.id} ${String(args["name"])}`);
          if (hook.id === "1") return { decision: "modify", arguments: { name: "b" } };
          return { decision: "block", message: `by ${hook.id}` };
        },
      },
    );
    expect(await execute()).toMatchObject({
      error: "by 2",
      hook_results: [
        { hook_id: "1", outcome: "modified" },
        { hook_id: "2", outcome: "blocked" },
      ],
    });
    expect(seen).toEqual(["1 a", "2 b"]);
  });

  test("apply only to their toolkits", async () => {
    const { execute } = await open([{ ...before, applies_to: { toolkits: ["REPO"] } }], { beforeExecute: block() });
    expect(await execute()).toMatchObject({ result_type: "blocked" });
    const other = await open([{ ...before, applies_to: { toolkits: [] } }], { beforeExecute: block() });
    const result = await other.execute();
    expect(result.result_type).toBe("completed");
    expect(result).not.toHaveProperty("hook_results");
  });
});

describe("a hook without its function", () => {
  test.each<[Hook, string]>([
    [before, "beforeExecute"],
    [after, "afterExecute"],
    [condition, "checkCondition"],
    [{ ...condition, type: "after_execute" }, "checkCondition"],
  ])("blocks every call and adds a warning to the session: %j", async (hook, name) => {
    const { execute, session } = await open([hook]);
    expect(session.warnings).toEqual([
      {
        code: "HOOK_WITHOUT_FUNCTION",
        message: `The hook "${hook.id}" blocks every call it applies to: this router has no hooks.${name}`,
      },
    ]);
    expect(await execute()).toMatchObject({
      result_type: "blocked",
      data: {},
      error: expect.stringContaining(`the router has no hooks.${name}`),
      hook_results: [{ hook_id: hook.id, outcome: "error" }],
    });
  });
});

describe("a condition", () => {
  test("is evaluated by checkCondition and blocks the call when true", async () => {
    const { execute, session, runs } = await open([condition], {
      checkCondition: ({ condition: text, tool }) => text === "It deletes" && tool === "REPO_DELETE",
    });
    expect(session.warnings).toEqual([]);
    expect(await execute()).toMatchObject({ error: 'The hook "no deletes" blocked REPO_DELETE. It was not executed.' });
    expect(await execute("REPO_LIST", {})).toMatchObject({ result_type: "completed" });
    expect(runs).toEqual([{}]);
  });

  test("blocks the call when checkCondition returns no boolean", async () => {
    const { execute } = await open([condition], { checkCondition: (() => undefined) as never });
    expect(await execute()).toMatchObject({ result_type: "blocked" });
  });
});

describe("the hooks of a session", () => {
  test("are echoed, replaced by a patch and removed by null", async () => {
    const { send, path, session } = await open([before]);
    expect(session.config.hooks).toEqual([before]);
    const { body } = await send<Schemas["Session"]>("PATCH", path, { hooks: [after, condition] });
    expect(body.config.hooks).toEqual([after, condition]);
    expect((await send<Schemas["Session"]>("PATCH", path, { tags: null })).body.config.hooks).toHaveLength(2);
    const { body: removed } = await send<Schemas["Session"]>("PATCH", path, { hooks: null });
    expect(removed.config).not.toHaveProperty("hooks");
    expect(removed.warnings).toEqual([]);
  });

  test("are rejected in a v3 request but apply to v3 calls", async () => {
    const { router, session } = await open([before], { beforeExecute: block() });
    const { status, body } = await router.request("POST", "/tool_router/session", { user_id: "u", hooks: [before] });
    expect([status, body.error.errors]).toEqual([400, ["payload.hooks: is not supported in v3"]]);
    const path = `/tool_router/session/${session.session_id}`;
    expect((await router.request<Schemas["Session"]>("GET", path)).body.config).not.toHaveProperty("hooks");
    const call = { tool_slug: "REPO_DELETE", arguments: { name: "a" } };
    expect((await router.request("POST", `${path}/execute`, call)).body).toMatchObject({ result_type: "blocked" });
  });

  test("reject unknown toolkits", async () => {
    const { send } = await open([]);
    const { body } = await send("POST", "", {
      user_id: "u",
      hooks: [{ ...before, applies_to: { toolkits: ["nope"] } }],
    });
    expect(body.error.code).toBe(4305);
  });
});

describe("hooks and approvals", () => {
  const config = { toolkits: { require_approval: ["repo"] } };

  test("block before the question", async () => {
    const { execute } = await open([before], { beforeExecute: block() }, { config });
    expect(await execute()).toMatchObject({ result_type: "blocked" });
  });

  test("show the modified arguments", async () => {
    const { execute, runs } = await open(
      [before],
      { beforeExecute: () => ({ decision: "modify", arguments: { name: "b" } }) },
      { config },
    );
    const waiting = (await execute()) as unknown as Waiting;
    expect(Object.values(waiting.input_requests)[0]?.message).toBe('Run REPO_DELETE with {"name":"b"}?');
    await execute("REPO_DELETE", { name: "a" }, answersTo(waiting));
    expect(runs).toEqual([{ name: "b" }]);
  });

  test("ask again when the arguments are modified differently", async () => {
    let time = 0;
    const { execute, runs } = await open(
      [before],
      { beforeExecute: () => ({ decision: "modify", arguments: { name: `time ${time++}` } }) },
      { config },
    );
    const waiting = (await execute()) as unknown as Waiting;
    expect(await execute("REPO_DELETE", { name: "a" }, answersTo(waiting))).toMatchObject({
      result_type: "input_required",
    });
    expect(runs).toEqual([]);
  });
});

test("blocks single items of a batch", async () => {
  const { send, path, runs } = await open([before, after], {
    beforeExecute: ({ arguments: args }) => (args["name"] === "b" ? block("no b")() : allow()),
    afterExecute: ({ arguments: args }) => (args["name"] === "c" ? block("no c")() : allow()),
  });
  const tools = ["a", "b", "c"].map((name) => ({ tool_slug: "REPO_DELETE", arguments: { name } }));
  const { body } = await send<{ data: Schemas["MultiExecuteToolData"]; result_type: string; error: string }>(
    "POST",
    `${path}/execute_meta`,
    { slug: "COMPOSIO_MULTI_EXECUTE_TOOL", arguments: { tools } },
  );
  expect([body.result_type, body.error]).toEqual(["failed", "2 out of 3 tools failed"]);
  expect(body.data.results).toMatchObject([
    { error: null, response: { successful: true } },
    { result_type: "blocked", error: "no b", response: { successful: false, data: {} } },
    { result_type: "blocked", error: "no c", response: { successful: false, data: {} } },
  ]);
  expect(body.data.results[1]?.hook_results).toEqual([
    { hook_id: "b", type: "before_execute", outcome: "blocked", message: "no b" },
  ]);
  expect(runs).toEqual([{ name: "a" }, { name: "c" }]);
});
