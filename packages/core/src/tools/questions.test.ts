import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  createToolRouter,
  type CustomToolContext,
  defineCustomTool,
  type ExecuteResult,
  type Hooks,
  type InputResponses,
  type ManyResult,
  type Question,
  requestState,
  type SessionHandle,
  type ToolRouterOptions,
} from "../index.ts";
import { approvalForm, approve, askingRouter } from "../testing/asking-router.ts";
import { refusal } from "../testing/stub-fetch.ts";

afterEach(() => {
  vi.useRealTimers();
});

const state = "v1.state-4711";
const yes: InputResponses = { approval_1: approve };
const lost = () => Promise.reject(new TypeError("fetch failed"));
const unreachable = () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } }));
const hanging = () => new Promise<never>(() => {});

const local = (execute: (args: object, context: CustomToolContext) => unknown) =>
  defineCustomTool({
    slug: "here",
    description: "Runs here",
    inputSchema: { type: "object", properties: {} },
    execute,
  });

/** A session of a router that asks. */
function open(
  router: ReturnType<typeof askingRouter> = askingRouter(),
  options: ToolRouterOptions = {},
  customTools: ReturnType<typeof local>[] = [],
): SessionHandle {
  const { sessions } = createToolRouter({ apiKey: "ak_1", fetch: router.fetch, ...options });
  return sessions.use("trs_1", customTools.length > 0 ? { customTools } : {});
}

/** The question that a call must have raised. */
function questionOf<Answered>(result: { resultType: string }): Question<Answered> {
  expect(result).toMatchObject({ resultType: "input_required", inputRequests: expect.any(Object) });
  return result as unknown as Question<Answered>;
}
const ask = async (session: SessionHandle, ...call: unknown[]): Promise<Question<ExecuteResult>> =>
  questionOf(await session.execute("A_TOOL", ...(call as [])));

describe("resume", () => {
  test("sends the identical call again, with the answers and the state", async () => {
    const router = askingRouter();
    const question = await ask(open(router), { a: 1 }, { account: "work", offload: true, idempotencyKey: "order-7" });
    expect(question).toMatchObject({ inputRequests: { approval_1: approvalForm } });
    expect(router.ran).toEqual([]);

    expect(await question.resume(yes)).toMatchObject({ resultType: "completed", data: { got: { a: 1 } }, error: null });
    const first = { tool_slug: "A_TOOL", arguments: { a: 1 }, account: "work", enable_auto_workbench_offload: true };
    expect(router.requests).toEqual([
      { path: "execute", body: first, idempotencyKey: "order-7" },
      { path: "execute", body: { ...first, input_responses: yes, request_state: state }, idempotencyKey: "order-7" },
    ]);
  });

  test.each([
    { action: "decline" },
    { action: "cancel" },
    { action: "accept", content: { decision: "deny" } },
  ] as const)("sends the answer %o, after which nothing runs", async (answer) => {
    const router = askingRouter();
    const result = await (await ask(open(router))).resume({ approval_1: answer });
    expect(result).toMatchObject({ resultType: "failed", error: "A_TOOL was not approved: nothing ran." });
    expect(router.requests[1]!.body.input_responses).toEqual({ approval_1: answer });
    expect(router.ran).toEqual([]);
  });

  test("sends no state when the router gave none", async () => {
    const router = askingRouter([undefined]);
    const question = await ask(open(router));
    expect(requestState(question)).toBeUndefined();
    expect(await question.resume(yes)).toMatchObject({ resultType: "completed" });
    expect(router.requests[1]!.body).not.toHaveProperty("request_state");
  });

  test("sends the arguments of the first call when the caller changed them meanwhile", async () => {
    const router = askingRouter();
    const args = { list: [{ name: "old" }] };
    const question = await ask(open(router), args);
    args.list[0]!.name = "everything";
    await question.resume(yes);
    expect(router.ran).toEqual([{ tool_slug: "A_TOOL", arguments: { list: [{ name: "old" }] } }]);
  });

  test("returns the next question when the router asks again", async () => {
    const router = askingRouter(["v1.one", "v1.two"]);
    const first = await ask(open(router), { a: 1 });
    const second = questionOf<ExecuteResult>(await first.resume(yes));
    expect(second.inputRequests).toEqual({ approval_2: approvalForm });
    expect(requestState(second)).toBe("v1.two");
    await expect(second.resume(yes)).rejects.toThrow('Unknown question "approval_1". Questions: approval_2.');
    expect(await second.resume({ approval_2: approve })).toMatchObject({ resultType: "completed" });
    expect(router.requests[2]!.body).toEqual({
      tool_slug: "A_TOOL",
      arguments: { a: 1 },
      input_responses: { approval_2: approve },
      request_state: "v1.two",
    });
    await expect(first.resume(yes)).rejects.toThrow("This question is already answered.");
    expect(router.ran).toHaveLength(1);
  });

  test("keeps the endpoint and the arguments of a meta tool", async () => {
    const router = askingRouter();
    const session = open(router, { version: "v3.1" }, [local(() => 1)]);
    const asked = await session.executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits: ["github"] });
    await questionOf(asked).resume(yes);
    const [first, second] = router.requests;
    expect(second).toEqual({ ...first, body: { ...first!.body, input_responses: yes, request_state: state } });
    expect(first).toMatchObject({ path: "execute_meta", body: { experimental: { custom_tools: [{ slug: "here" }] } } });
  });

  test("repeats a proxied request", async () => {
    const router = askingRouter();
    const request = { toolkit_slug: "github", endpoint: "/repos/a/b", method: "DELETE" } as const;
    const result = await open(router).proxy(request);
    expect(result).toMatchObject({ data: {}, error: expect.any(String) });
    expect(requestState(result)).toBe(state);
    expect(await questionOf(result).resume(yes)).toEqual({
      resultType: "completed",
      status: 200,
      data: { id: 7 },
      error: null,
      logId: "",
      headers: {},
      binary_data: undefined,
    });
    expect(router.requests).toMatchObject([
      { path: "proxy_execute", body: request },
      { path: "proxy_execute", body: { ...request, input_responses: yes, request_state: state } },
    ]);
  });

  test.each<[string, unknown, string]>([
    ["an unknown question", { approval_9: approve }, 'Unknown question "approval_9". Questions: approval_1.'],
    [
      "no answers",
      undefined,
      'Question "approval_1" has no answer. Answer each with { action: "accept", content }, or "decline" or "cancel".',
    ],
    [
      "a missing answer",
      {},
      'Question "approval_1" has no answer. Answer each with { action: "accept", content }, or "decline" or "cancel".',
    ],
    [
      "an unknown action",
      { approval_1: { action: "approve" } },
      'The action of "approval_1" must be "accept", "decline" or "cancel".',
    ],
    [
      "an action in a list",
      { approval_1: { action: ["accept"] } },
      'The action of "approval_1" must be "accept", "decline" or "cancel".',
    ],
    ["an answer of null", { approval_1: null }, 'The action of "approval_1" must be "accept", "decline" or "cancel".'],
    [
      "an action without a text",
      { approval_1: { action: Object.create(null) as unknown } },
      'The action of "approval_1" must be "accept", "decline" or "cancel".',
    ],
  ])("rejects %s, sends nothing, and can still be answered", async (_, answers, message) => {
    const router = askingRouter();
    const question = await ask(open(router));
    const error = await question.resume(answers as never).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "ToolRouterError", message });
    expect(router.requests).toHaveLength(1);
    expect(await question.resume(yes)).toMatchObject({ resultType: "completed" });
  });

  test("rejects a second answer", async () => {
    const router = askingRouter();
    const question = await ask(open(router));
    await question.resume(yes);
    await expect(question.resume(yes)).rejects.toThrow(
      "This question is already answered. Run the tool again to get a new one.",
    );
    expect(router.ran).toHaveLength(1);
  });

  test("runs the tool once when it is called twice at once", async () => {
    const router = askingRouter();
    const question = await ask(open(router));
    const settled = await Promise.allSettled([question.resume(yes), question.resume(yes)]);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(router.ran).toHaveLength(1);
  });

  test.each([
    ["a refusal", refusal(400, "ToolRouterV2_BadRequest", 4300)],
    ["an empty balance", refusal(402, "Payment_Required", 1)],
    ["the rate limiter", () => new Response("slow down", { status: 429 })],
    ["a connection that was never made", unreachable],
  ])("accepts another answer after %s", async (_, answer) => {
    const router = askingRouter(undefined, { 2: answer });
    const question = await ask(open(router));
    await expect(question.resume(yes)).rejects.toMatchObject({ mayHaveRun: false, attempts: 1 });
    expect(await question.resume(yes)).toMatchObject({ resultType: "completed" });
    expect(router.requests).toHaveLength(3);
    expect(router.ran).toHaveLength(1);
  });

  test.each([
    ["a lost connection", lost],
    ["a failure of the router", refusal(500, "Server_Error", 1)],
    ["an answer that cannot be read", () => new Response("<html>")],
    ["an unknown result type", () => Response.json({ result_type: "later" })],
  ])("rejects another answer after %s", async (_, answer) => {
    const router = askingRouter(undefined, { 2: answer });
    const question = await ask(open(router));
    await expect(question.resume(yes)).rejects.toMatchObject({ mayHaveRun: true, attempts: 1 });
    await expect(question.resume(yes)).rejects.toThrow("This question is already answered.");
    expect(router.requests).toHaveLength(2);
  });

  test("accepts another answer after wrong options and after an abort before it was sent", async () => {
    const router = askingRouter();
    const question = await ask(open(router));
    await expect(question.resume(yes, { tiemout: 5 } as never)).rejects.toThrow(
      'Unknown option "tiemout". Did you mean "timeout"? Options: signal, timeout, retry.',
    );
    await expect(question.resume(yes, { retry: { attempts: 0 } })).rejects.toThrow(
      "attempts must be a number of at least 1. Got 0.",
    );
    const reason = new Error("enough");
    await expect(question.resume(yes, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(router.requests).toHaveLength(1);
    expect(await question.resume(yes)).toMatchObject({ resultType: "completed" });
  });

  test("accepts another answer after a hook refused the request", async () => {
    let isOffline = false;
    const onRequest = (): void => {
      if (isOffline) throw new Error("offline");
    };
    const router = askingRouter();
    const question = await ask(open(router, { hooks: { onRequest } }));
    isOffline = true;
    await expect(question.resume(yes)).rejects.toMatchObject({ kind: "HookError", mayHaveRun: false });
    isOffline = false;
    expect(await question.resume(yes)).toMatchObject({ resultType: "completed" });
  });

  test("rejects another answer after an abort in flight", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const router = askingRouter(undefined, {
      2: () => {
        controller.abort(reason);
        return hanging();
      },
    });
    const question = await ask(open(router));
    await expect(question.resume(yes, { signal: controller.signal })).rejects.toBe(reason);
    await expect(question.resume(yes)).rejects.toThrow("This question is already answered.");
  });
});

describe("the options of resume", () => {
  const limiter = () => new Response("slow down", { status: 429, headers: { "retry-after-ms": "0" } });

  test.each([undefined, {}, { retry: undefined }, { retry: false }] as const)(
    "do not retry unless they say so: %o",
    async (options) => {
      const router = askingRouter(undefined, { 2: limiter });
      const question = await ask(open(router), {}, { retry: { attempts: 5 } });
      await expect(question.resume(yes, options)).rejects.toMatchObject({ name: "RateLimitError", attempts: 1 });
      expect(router.requests).toHaveLength(2);
    },
  );

  test("do not retry a read-only tool unless they say so", async () => {
    const router = askingRouter(undefined, { 2: lost });
    const reading = { slug: "A_TOOL", annotations: { readOnly: true } } as never;
    const question = questionOf<ExecuteResult>(await open(router).execute(reading));
    await expect(question.resume(yes)).rejects.toMatchObject({ attempts: 1, mayHaveRun: false });
  });

  test("retry when `retry` says so", async () => {
    const router = askingRouter(undefined, { 2: limiter });
    const question = await ask(open(router));
    expect(await question.resume(yes, { retry: { attempts: 2 } })).toMatchObject({ resultType: "completed" });
    expect(router.requests).toHaveLength(3);
  });

  test("do not include the signal of the first call", async () => {
    const controller = new AbortController();
    const question = await ask(open(), {}, { signal: controller.signal });
    controller.abort();
    expect(await question.resume(yes)).toMatchObject({ resultType: "completed" });
  });

  test.each([
    [{ timeout: 5000 }, undefined, 5000],
    [{ timeout: 5000 }, { timeout: undefined }, 5000],
    [{ timeout: 5000 }, { timeout: 70 }, 70],
    [{}, undefined, 60_000],
  ])("include the timeout of the first call %o unless resume has its own %o", async (first, later, timeout) => {
    await import("./resume.ts");
    const router = askingRouter(undefined, { 2: hanging });
    const question = await ask(open(router), {}, first);
    vi.useFakeTimers();
    const resumed = question.resume(yes, later).catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(timeout);
    expect(await resumed).toMatchObject({ kind: "TimeoutError", timeout, mayHaveRun: true, toolSlug: "A_TOOL" });
  });

  test("include the timeout of the first call when the router asks twice", async () => {
    await import("./resume.ts");
    const router = askingRouter(["v1.one", "v1.two"], { 3: hanging });
    const first = await ask(open(router), {}, { timeout: 5000 });
    const second = questionOf(await first.resume(yes));
    vi.useFakeTimers();
    const resumed = second.resume({ approval_2: approve }).catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await resumed).toMatchObject({ kind: "TimeoutError", timeout: 5000 });
  });
});

describe("execute with answers from another process", () => {
  test("sends the answers and the state, and runs the hooks of this process", async () => {
    const router = askingRouter();
    const question = await ask(open(router), { a: 1 }, { account: "work" });
    const kept = JSON.stringify({ questions: question.inputRequests, requestState: requestState(question) });

    const seen: string[] = [];
    const hooks: Hooks = {
      beforeExecute: ({ tool }) => void seen.push(`before ${tool}`),
      afterExecute: ({ result }) => void seen.push(`after ${result.resultType}`),
    };
    const answers = { inputResponses: yes, ...(JSON.parse(kept) as { requestState: string; questions: unknown }) };
    const { questions, ...options } = answers;
    expect(questions).toEqual({ approval_1: approvalForm });
    const result = await open(router, { hooks }).execute("A_TOOL", { a: 1 }, { account: "work", ...options });
    expect(result).toMatchObject({ resultType: "completed", data: { got: { a: 1 } } });
    expect(router.requests[1]!.body).toEqual({
      ...router.requests[0]!.body,
      input_responses: yes,
      request_state: state,
    });
    expect(seen).toEqual(["before A_TOOL", "after completed"]);
  });

  test.each([{}, { retry: undefined }])("sends the call once: %o", async (options) => {
    const limiter = () => new Response("slow down", { status: 429, headers: { "retry-after-ms": "0" } });
    const router = askingRouter(undefined, { 1: limiter, 2: limiter });
    const answers = { inputResponses: yes, requestState: state, ...options };
    await expect(open(router).execute("A_TOOL", {}, answers)).rejects.toMatchObject({ attempts: 1 });
    const request = { toolkit_slug: "github", endpoint: "/", method: "GET" } as const;
    await expect(open(router).proxy(request, answers)).rejects.toMatchObject({ attempts: 1 });
    expect(router.requests.map(({ body }) => body.request_state)).toEqual([state, state]);
    expect(await open(router).proxy(request, { ...answers, retry: { attempts: 2 } })).toMatchObject({ status: 200 });
  });

  test("gives the next question when the router asks again there", async () => {
    const router = askingRouter(["v1.one", "v1.two"]);
    const result = await open(router).execute("A_TOOL", {}, { inputResponses: yes, requestState: "v1.one" });
    expect(requestState(result)).toBe("v1.two");
    expect(await questionOf(result).resume({ approval_2: approve })).toMatchObject({ resultType: "completed" });
  });

  test("gives no state for any other result", async () => {
    const result = await (await ask(open())).resume(yes);
    expect(requestState(result)).toBeUndefined();
  });
});

describe("hooks around a question", () => {
  test("run once, before the first call and after the answered one", async () => {
    const seen: string[] = [];
    const hooks: Hooks = {
      beforeExecute(run) {
        seen.push(`before ${run.tool}`);
        run.arguments = { changed: true };
        run.account = "work";
      },
      afterExecute(run) {
        seen.push(`after ${run.result.resultType} ${JSON.stringify(run.arguments)} ${run.account}`);
        run.result = { ...run.result, data: { replaced: true } };
      },
    };
    const router = askingRouter(["v1.one", "v1.two"]);
    const first = await ask(open(router, { hooks }), { a: 1 });
    expect(requestState(first)).toBe("v1.one");
    expect(seen).toEqual(["before A_TOOL"]);
    const second = questionOf<ExecuteResult>(await first.resume(yes));
    expect(seen).toEqual(["before A_TOOL"]);
    expect(requestState(second)).toBe("v1.two");
    const result = await second.resume({ approval_2: approve });
    expect(result).toMatchObject({ resultType: "completed", data: { replaced: true } });
    expect(seen).toEqual(["before A_TOOL", 'after completed {"changed":true} work']);
    expect(router.ran).toEqual([{ tool_slug: "A_TOOL", arguments: { changed: true } }]);
    expect(router.requests.map(({ body }) => body.account)).toEqual(["work", "work", "work"]);
  });

  test("end with the signal of resume, not with the signal of the first call", async () => {
    const first = new AbortController();
    const later = new AbortController();
    const afterExecute = vi.fn<() => Promise<void>>(async () => {
      if (later.signal.aborted) await hanging();
    });
    const session = open(undefined, { hooks: { afterExecute } });
    const question = await ask(session, {}, { signal: first.signal });
    first.abort(new Error("the request is over"));
    expect(await question.resume(yes)).toMatchObject({ resultType: "completed" });
    expect(afterExecute).toHaveBeenCalledOnce();

    const slow = open(undefined, { hooks: { afterExecute: hanging } });
    const again = await ask(slow);
    const resumed = again.resume(yes, { signal: later.signal });
    const reason = new Error("enough");
    setImmediate(() => later.abort(reason));
    await expect(resumed).rejects.toBe(reason);
  });

  test("reject with mayHaveRun when they throw after the answer", async () => {
    const session = open(undefined, { hooks: { afterExecute: () => Promise.reject(new Error("disk full")) } });
    const question = await ask(session);
    await expect(question.resume(yes)).rejects.toMatchObject({ kind: "HookError", mayHaveRun: true });
    await expect(question.resume(yes)).rejects.toThrow("This question is already answered.");
  });
});

describe("a question of a batch", () => {
  const item = (tool_slug: string, args: object = {}) => ({ tool_slug, arguments: { ...args } });
  const askBatch = async (session: SessionHandle, tools: ReturnType<typeof item>[], options = {}) =>
    questionOf<ExecuteResult<{ results: unknown[] }>>(
      await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools }, options),
    );

  test("omits calls that a hook rejected, and runs hooks for the others after the answer", async () => {
    const seen: string[] = [];
    const hooks: Hooks = {
      beforeExecute({ tool }) {
        seen.push(`before ${tool}`);
        if (tool === "B_TOOL") throw new Error("not today");
      },
      afterExecute: ({ tool, result }) => void seen.push(`after ${tool} ${result.resultType}`),
    };
    const router = askingRouter();
    const question = await askBatch(open(router, { hooks }), [item("A_TOOL"), item("B_TOOL"), item("C_TOOL")]);
    const before = ["COMPOSIO_MULTI_EXECUTE_TOOL", "A_TOOL", "B_TOOL", "C_TOOL"].map((tool) => `before ${tool}`);
    expect(seen).toEqual(before);
    expect(await question.resume(yes)).toMatchObject({
      resultType: "failed",
      error: "1 out of 3 tools failed",
      data: { results: [{ error: null }, { error: "The hook beforeExecute threw: not today" }, { error: null }] },
    });
    expect(seen.slice(4)).toEqual([
      "after A_TOOL completed",
      "after C_TOOL completed",
      "after COMPOSIO_MULTI_EXECUTE_TOOL failed",
    ]);
    expect(router.ran.map(({ tool_slug }) => tool_slug)).toEqual(["A_TOOL", "C_TOOL"]);
  });

  test("runs custom tools once, after the answer", async () => {
    const router = askingRouter();
    const execute = vi.fn<(args: object) => object>((args) => ({ here: args }));
    const session = open(router, {}, [local(execute)]);
    const question = await askBatch(session, [item("LOCAL_HERE", { b: 2 }), item("A_TOOL", { a: 1 })]);
    expect(requestState(question)).toBe(state);
    await new Promise(setImmediate);
    expect(execute).not.toHaveBeenCalled();
    const [result] = await Promise.all([
      question.resume(yes),
      expect(question.resume(yes)).rejects.toThrow("already answered"),
    ]);
    expect(result).toMatchObject({
      resultType: "completed",
      data: {
        total_count: 2,
        results: [
          { index: 0, response: { data: { here: { b: 2 } } } },
          { index: 1, error: null },
        ],
      },
    });
    expect(execute).toHaveBeenCalledOnce();
    expect(router.requests.map(({ body }) => body.arguments)).toEqual([
      { tools: [item("A_TOOL", { a: 1 })] },
      { tools: [item("A_TOOL", { a: 1 })] },
    ]);
  });

  test("runs custom tools when a person declined the others", async () => {
    const session = open(undefined, {}, [local(() => ({ here: true }))]);
    const question = await askBatch(session, [item("A_TOOL"), item("LOCAL_HERE")]);
    expect(await question.resume({ approval_1: { action: "decline" } })).toMatchObject({
      error: "1 out of 2 tools failed",
      data: { results: [{ error: "A_TOOL was not approved: nothing ran." }, { error: null }] },
    });
  });

  test("runs custom tools once after an answer that had to be sent twice", async () => {
    const execute = vi.fn<() => object>(() => ({}));
    const router = askingRouter(undefined, { 2: unreachable });
    const question = await askBatch(open(router, {}, [local(execute)]), [item("A_TOOL"), item("LOCAL_HERE")]);
    await expect(question.resume(yes)).rejects.toMatchObject({ kind: "ConnectionError", mayHaveRun: false });
    expect(execute).not.toHaveBeenCalled();
    expect(await question.resume(yes)).toMatchObject({ resultType: "completed" });
    expect(execute).toHaveBeenCalledOnce();
  });

  test("runs custom tools with the arguments of the first call", async () => {
    const tools = [item("LOCAL_HERE", { name: "old" }), item("A_TOOL", { name: "old" })];
    const router = askingRouter();
    const question = await askBatch(open(router, {}, [local((args) => args)]), tools);
    for (const { arguments: args } of tools) Object.assign(args, { name: "everything" });
    tools.reverse();
    tools.push(item("B_TOOL"));
    expect((await question.resume(yes)).data).toMatchObject({
      total_count: 2,
      results: [
        { tool_slug: "LOCAL_HERE", response: { data: { name: "old" } } },
        { tool_slug: "A_TOOL", response: { data: { got: { name: "old" } } } },
      ],
    });
  });

  test("gives custom tools the signal and the timeout of resume, not the signal of the first call", async () => {
    const first = new AbortController();
    const later = new AbortController();
    const signals: AbortSignal[] = [];
    const here = local((_, { signal }) => {
      signals.push(signal);
      return later.signal.aborted ? hanging() : {};
    });
    const tools = [item("LOCAL_HERE"), item("A_TOOL")];
    const question = await askBatch(open(undefined, {}, [here]), tools, { signal: first.signal });
    first.abort(new Error("the request is over"));
    expect(await question.resume(yes, { signal: later.signal })).toMatchObject({ resultType: "completed" });
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);

    const reason = new Error("enough");
    const stuck = local(() => {
      later.abort(reason);
      return hanging();
    });
    const again = await askBatch(open(undefined, {}, [stuck]), tools);
    await expect(again.resume(yes, { signal: later.signal })).rejects.toBe(reason);

    const slow = await askBatch(open(undefined, {}, [local(hanging)]), tools, { timeout: 60_000 });
    expect((await slow.resume(yes, { timeout: 50 })).data.results).toMatchObject([
      { error: "LOCAL_HERE timed out after 50 ms. It may have run." },
      { error: null },
    ]);
  });

  test("shows its items to hooks after the signal of the first call has aborted", async () => {
    const first = new AbortController();
    const seen: string[] = [];
    const hooks: Hooks = { afterExecute: ({ tool }) => void seen.push(tool) };
    const question = await askBatch(open(undefined, { hooks }), [item("A_TOOL")], { signal: first.signal });
    first.abort(new Error("the request is over"));
    expect(await question.resume(yes)).toMatchObject({ resultType: "completed" });
    expect(seen).toEqual(["A_TOOL", "COMPOSIO_MULTI_EXECUTE_TOOL"]);
  });

  test("asks again with the same custom tools waiting", async () => {
    const execute = vi.fn<() => object>(() => ({}));
    const router = askingRouter(["v1.one", "v1.two"]);
    const first = await askBatch(open(router, {}, [local(execute)]), [item("LOCAL_HERE"), item("A_TOOL")]);
    const second = questionOf<ExecuteResult>(await first.resume(yes));
    expect(execute).not.toHaveBeenCalled();
    expect(await second.resume({ approval_2: approve })).toMatchObject({ resultType: "completed" });
    expect(execute).toHaveBeenCalledOnce();
  });

  test("runs custom tools in the process that sends the answer", async () => {
    const execute = vi.fn<() => object>(() => ({}));
    const router = askingRouter();
    const tools = [item("LOCAL_HERE"), item("A_TOOL")];
    await askBatch(open(router, {}, [local(execute)]), tools);
    const answers = { inputResponses: yes, requestState: state };
    const session = open(router, {}, [local(execute)]);
    expect(await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools }, answers)).toMatchObject({ error: null });
    expect(execute).toHaveBeenCalledOnce();
    expect(router.ran).toHaveLength(1);
  });
});

describe("questions of executeMany", () => {
  type Waiting = Extract<ManyResult, { status: "input_required" }>;
  const waiting = (result: ManyResult | undefined): Waiting => {
    expect(result).toMatchObject({ status: "input_required" });
    return result as Waiting;
  };
  const calls = (count: number) => Array.from({ length: count }, (_, n) => ({ tool: "A_TOOL", arguments: { n } }));

  test("belong to the calls of one request, even when another request has the same ids", async () => {
    const router = askingRouter();
    const results = await open(router).executeMany(calls(60));
    const first = waiting(results[0]).question;
    const second = waiting(results[59]).question;
    expect(new Set(results.map((result) => waiting(result).question))).toEqual(new Set([first, second]));
    expect(first.inputRequests).toEqual(second.inputRequests);
    expect(first.calls).toEqual(calls(50).map((_, n) => n));
    expect(second.calls).toEqual(calls(10).map((_, n) => 50 + n));
    expect(router.ran).toEqual([]);

    const answered = await second.resume(yes);
    expect(answered).toMatchObject(
      calls(10).map((_, n) => ({ tool: "A_TOOL", status: "ok", data: { got: { n: 50 + n } } })),
    );
    await expect(second.resume(yes)).rejects.toThrow("This question is already answered.");
    expect(await first.resume({ approval_1: { action: "decline" } })).toMatchObject(
      calls(50).map(() => ({ status: "tool_error", error: "A_TOOL was not approved: nothing ran." })),
    );
    expect(router.ran).toHaveLength(10);
  });

  test("return the next question when the router asks again", async () => {
    const router = askingRouter(["v1.one", "v1.two"]);
    const results = await open(router).executeMany(calls(51));
    const [again] = await waiting(results[50]).question.resume(yes);
    const { question } = waiting(again);
    expect(question).toMatchObject({ calls: [50], inputRequests: { approval_2: approvalForm } });
    expect(await question.resume({ approval_2: approve })).toMatchObject([{ status: "ok" }]);
  });

  test("wait with rejected calls and custom tools, and resolve to all results in order", async () => {
    const execute = vi.fn<() => object>(() => ({ here: true }));
    const hooks: Hooks = {
      beforeExecute({ tool }) {
        if (tool === "B_TOOL") throw new Error("not today");
      },
    };
    const session = open(undefined, { hooks }, [local(execute)]);
    const tools = ["B_TOOL", "LOCAL_HERE", "A_TOOL"];
    const results = await session.executeMany(tools.map((tool) => ({ tool })));
    expect(results.map(({ tool }) => tool)).toEqual(tools);
    expect(waiting(results[0]).question).toBe(waiting(results[2]).question);
    expect(execute).not.toHaveBeenCalled();
    expect(await waiting(results[1]).question.resume(yes)).toMatchObject([
      { tool: "B_TOOL", status: "tool_error", error: "The hook beforeExecute threw: not today" },
      { tool: "LOCAL_HERE", status: "ok", data: { here: true } },
      { tool: "A_TOOL", status: "ok" },
    ]);
    expect(execute).toHaveBeenCalledOnce();
  });

  test("reject with the error of the call when its answer is lost", async () => {
    const [result] = await open(askingRouter(undefined, { 2: lost })).executeMany(calls(2));
    await expect(waiting(result).question.resume(yes)).rejects.toMatchObject({
      kind: "ConnectionError",
      mayHaveRun: true,
    });
  });
});

describe("a question of a call inside a custom tool", () => {
  const nested = local((args, context) => context.execute("A_TOOL", args));

  test("is passed on to the caller, who resumes it", async () => {
    const seen: string[] = [];
    const hooks: Hooks = {
      beforeExecute: ({ tool }) => void seen.push(`before ${tool}`),
      afterExecute: ({ tool, result }) => void seen.push(`after ${tool} ${result.resultType}`),
    };
    const router = askingRouter();
    const result = await open(router, { hooks }, [nested]).execute("LOCAL_HERE", { a: 1 }, { timeout: 60_000 });
    const question = questionOf<ExecuteResult>(result);
    expect(requestState(question)).toBe(state);
    expect(seen).toEqual(["before LOCAL_HERE", "before A_TOOL"]);
    expect(await question.resume(yes)).toMatchObject({
      resultType: "completed",
      data: { got: { a: 1 } },
      logId: "log_1",
    });
    expect(seen.slice(2)).toEqual(["after A_TOOL completed", "after LOCAL_HERE completed"]);
    expect(router.requests).toHaveLength(2);
  });

  test("gives the answer of a proxied request as data", async () => {
    const request = { toolkit_slug: "github", endpoint: "/repos/a/b", method: "DELETE" } as const;
    const proxying = local((_, context) => context.proxy(request));
    const result = await open(undefined, {}, [proxying]).execute("LOCAL_HERE");
    expect(await questionOf<ExecuteResult>(result).resume(yes)).toEqual({
      resultType: "completed",
      data: { status: 200, data: { id: 7 }, headers: {}, binary_data: undefined },
      error: null,
      logId: "",
    });
  });

  test("fails its item when the tool runs in a batch", async () => {
    const router = askingRouter();
    const tools = [{ tool_slug: "LOCAL_HERE", arguments: {} }];
    const result = await open(router, {}, [nested]).execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools });
    expect(result).toMatchObject({
      resultType: "failed",
      data: {
        results: [
          {
            error: "Nothing ran: a person has to answer a question first. Run it alone, not in a batch.",
          },
        ],
      },
    });
    expect(router.ran).toEqual([]);
  });
});

describe("the state of a question is hidden", () => {
  const secret = "v1.do-not-show-4711";
  /** Everything that a program may print of a value. */
  const printed = (value: unknown): string =>
    [
      inspect(value, { depth: 12, showHidden: true, getters: true }),
      JSON.stringify(value),
      String(value),
      JSON.stringify(Object.entries(value as object)),
      value instanceof Error ? `${value.stack} ${inspect(value.cause, { showHidden: true })}` : "",
    ].join("\n");

  test("in results", async () => {
    const hooks: Hooks = { afterExecute: () => {} };
    const nested = local((_, context) => context.execute("A_TOOL"));
    const router = askingRouter([secret, secret]);
    const session = open(router, { hooks }, [nested]);
    const request = { toolkit_slug: "github", endpoint: "/", method: "GET" } as const;
    const first = await session.execute("A_TOOL");
    const results = [
      first,
      await session.proxy(request),
      await session.execute("LOCAL_HERE"),
      await session.executeMany([{ tool: "A_TOOL" }, { tool: "LOCAL_HERE" }]),
      await (await ask(session)).resume(yes),
    ];
    expect(printed(results)).toContain("input_required");
    for (const result of results) expect(printed(result)).not.toContain(secret);
    // Nor in a copy.
    expect(requestState(first)).toBe(secret);
    expect(requestState({ ...first })).toBeUndefined();
  });

  test("in what hooks see", async () => {
    const states: unknown[] = [];
    const keep = (one: unknown): void => void states.push(one);
    const hooks = { onRequest: keep, onResponse: keep, beforeExecute: keep, afterExecute: keep };
    const router = askingRouter([secret]);
    await (await ask(open(router, { hooks }))).resume(yes);
    await open(router, { hooks }).execute("A_TOOL", {}, { inputResponses: yes, requestState: secret });
    expect(states).toHaveLength(10);
    expect(printed(states)).not.toContain(secret);
    expect(router.requests.map(({ body }) => body.request_state)).toEqual([undefined, secret, secret]);
  });

  const asked = (more: object) => ({ result_type: "input_required", request_state: secret, ...more });
  test.each<[string, () => Response]>([
    ["breaks off", () => new Response(JSON.stringify(asked({ input_requests: {} })).slice(0, -20))],
    ["breaks off within the state", () => new Response(`{"request_state": "${secret}`)],
    ["has an unknown type", () => Response.json(asked({ result_type: "later" }))],
    ["has no type and no error", () => Response.json({ request_state: secret })],
    ["is an error", () => Response.json(asked({}), { status: 502 })],
  ])("in the error for an answer that %s", async (_, answer) => {
    const error = await open(askingRouter([], { 1: answer }), { retry: false })
      .execute("A_TOOL")
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: "APIError" });
    expect(printed(error)).not.toContain("do-not-show");
    expect(printed(error)).toContain("request_state");
  });

  test.each<[string, () => Response | Promise<Response>]>([
    [
      "the router's refusal quotes",
      refusal(400, "Bad_State", 4300, { message: `${secret} is used`, errors: [secret] }),
    ],
    ["a gateway's page quotes", () => new Response(`sent: ${secret}`, { status: 502 })],
    ["a fetch's failure quotes", () => Promise.reject(new Error(`lost ${secret}`, { cause: { body: secret } }))],
    ["an answer quotes", () => Response.json({ result_type: "later", seen: secret })],
  ])("in the error when %s it", async (_, answer) => {
    const question = await ask(open(askingRouter([secret], { 2: answer })));
    const errors = [
      await question.resume(yes).catch((reason: unknown) => reason),
      await open(askingRouter([], { 1: answer }))
        .execute("A_TOOL", {}, { inputResponses: yes, requestState: secret })
        .catch((reason: unknown) => reason),
    ];
    for (const error of errors) {
      expect(error).toMatchObject({ message: expect.stringContaining("[redacted]") });
      expect(printed(error)).not.toContain(secret);
    }
  });

  test("in errors about invalid answers", async () => {
    const question = await ask(open(askingRouter([secret])));
    const errors = [
      await question.resume({}).catch((reason: unknown) => reason),
      await question.resume({ other: approve }).catch((reason: unknown) => reason),
      await question
        .resume(yes)
        .then(() => question.resume(yes))
        .catch((reason: unknown) => reason),
      await open()
        .execute("A_TOOL", {}, { requestStat: secret } as never)
        .catch((reason: unknown) => reason),
      await open()
        .execute("A_TOOL", {}, { requestState: [secret] } as never)
        .catch((reason: unknown) => reason),
    ];
    for (const error of errors) {
      expect(error).toBeInstanceOf(Error);
      expect(printed(error)).not.toContain(secret);
    }
  });

  test("and sent back unchanged, even if it is not a string", async () => {
    const question = await ask(open(askingRouter([{ a: 1 } as never], { 2: lost })));
    await expect(question.resume(yes)).rejects.toMatchObject({ kind: "ConnectionError" });
  });
});
