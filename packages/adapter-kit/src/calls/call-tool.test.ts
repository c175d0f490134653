import {
  APIError,
  AuthenticationError,
  BadRequestError,
  ConnectionError,
  HookError,
  LinkError,
  createToolRouter,
  NotFoundError,
  PayloadTooLargeError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  TimeoutError,
  type Tool,
  ToolRouterError,
} from "@tool-router/core";
import { describe, expect, test, vi } from "vitest";
import {
  type AmbiguousAccountOutcome,
  callTool,
  type CallToolOptions,
  renderOutcome,
  type ToolOutcome,
} from "../index.ts";
import { createDemo, type Demo } from "../testing/demo.ts";
import { fakeSession, fakeTool } from "../testing/fake-session.ts";

async function call(demo: Demo, slug: string, args?: unknown, options?: CallToolOptions): Promise<ToolOutcome> {
  return callTool(demo.session, await toolOf(demo, slug), args, options);
}

async function toolOf({ session }: Demo, slug: string): Promise<Tool> {
  return (await session.tools()).find((tool) => tool.slug === slug) ?? fakeTool(slug);
}

describe("arguments", () => {
  test.each([{ a: 1, b: 2 }, '{"a":1,"b":2}', ' {"a": 1, "b": 2}\n'])(
    "accepts an object or its JSON text: %j",
    async (args) => {
      const outcome = await call(await createDemo(), "DEMO_ADD", args);
      expect(outcome).toEqual({
        status: "ok",
        toolSlug: "DEMO_ADD",
        text: "DEMO_ADD succeeded.",
        data: { sum: 3 },
        logId: expect.stringMatching(/^log_/),
      });
    },
  );

  test.each([undefined, null, "", " \n", "null", {}])("accepts missing arguments: %j", async (args) => {
    const demo = await createDemo();
    await call(demo, "DEMO_LIST", args);
    expect(demo.executions[0]?.body["arguments"]).toEqual({});
  });

  test.each([
    ["{", "not valid JSON."],
    ["[1]", "a list, not a JSON object."],
    ['"text"', "a string, not a JSON object."],
    ["5", "a number, not a JSON object."],
    [[], "a list, not a JSON object."],
    [true, "a boolean, not a JSON object."],
    [new Date(0), " not a JSON object."],
  ])("rejects other values: %j", async (args, problem) => {
    const demo = await createDemo();
    const outcome = await call(demo, "DEMO_ADD", args);
    expect(outcome).toMatchObject({ status: "invalid_arguments", problems: [expect.stringContaining(problem)] });
    expect(outcome.text).toMatch(/^DEMO_ADD did not run\. .* Call it again with a JSON object/);
    expect(demo.executions).toEqual([]);
  });

  test("decodes arguments with decodeArguments", async () => {
    const demo = await createDemo();
    const decodeArguments = (args: object) => ({ args: (args as { input: unknown }).input });
    await call(demo, "DEMO_ADD", '{"input":{"a":1,"b":2}}', { decodeArguments });
    expect(demo.executions[0]?.body["arguments"]).toEqual({ a: 1, b: 2 });
    expect(await call(demo, "DEMO_ADD", '{"input":[1]}', { decodeArguments })).toMatchObject({
      status: "invalid_arguments",
    });
  });
});

describe("the request of a call", () => {
  test("passes the tool, the signal, the account and the timeout", async () => {
    const session = fakeSession(() => ({ data: {}, error: null, logId: "log_1" }));
    const tool = fakeTool("X");
    const { signal } = new AbortController();
    await callTool(session, tool, {}, { signal, account: "work", timeout: 5 });
    expect(session.calls[0]?.tool).toBe(tool);
    expect(session.calls[0]?.options?.signal).toBe(signal);
    expect(session.calls[0]?.options).toMatchObject({ account: "work", timeout: 5 });
  });

  test.each([
    ["account", null],
    ["account", 5],
    ["account", ["work"]],
    ["idempotencyKey", 5],
    ["idempotencyKey", Promise.resolve("key")],
  ])("rejects a %s that is not a string: %o", async (name, given) => {
    const session = fakeSession(() => ({ data: {}, error: null, logId: "log_1" }));
    const outcome = await callTool(session, fakeTool("X"), {}, { [name]: () => given });
    expect(outcome).toMatchObject({ status: "refused", text: expect.stringContaining("could not prepare") });
    expect(outcome.cause).toMatchObject({
      message: expect.stringMatching(`^${name} must be a string\\. Got `),
    });
    expect(session.calls).toHaveLength(0);
  });

  test("limits all attempts together by the timeout", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    vi.spyOn(Math, "random").mockReturnValue(0.1);
    try {
      for (const hangs of [true, false]) {
        let requests = 0;
        const fetch = async (_: string, { signal }: RequestInit): Promise<Response> => {
          requests++;
          // The router hangs, or stays down.
          if (!hangs) return new Response("down", { status: 503 });
          return new Promise((_resolve, reject) => {
            signal!.addEventListener("abort", () => reject(signal!.reason as Error));
          });
        };
        const session = createToolRouter({ apiKey: "ak_1", fetch, retry: { attempts: 50 } }).sessions.use("trs_1");
        const reads = fakeTool("X", { annotations: { readOnly: true } });
        const start = performance.now();
        let took = 0;
        const outcome = callTool(session, reads, {}, { timeout: 200 }).finally(
          () => (took = performance.now() - start),
        );
        await vi.advanceTimersByTimeAsync(10_000);
        expect(await outcome).toMatchObject({ status: "unavailable" });
        // Waits of 50, 100 and 200 ms; the third would exceed the timeout.
        expect({ took, requests }).toEqual(hangs ? { took: 200, requests: 1 } : { took: 150, requests: 3 });
      }
    } finally {
      vi.useRealTimers();
      vi.restoreAllMocks();
    }
  });

  test("keeps the client's limits without a timeout", async () => {
    const session = fakeSession(() => ({ data: {}, error: null, logId: "log_1" }));
    await callTool(session, fakeTool("X"), {}, {});
    expect(session.calls[0]?.options).toMatchObject({ timeout: undefined, retry: undefined });
  });

  test("sends the account to the router", async () => {
    const demo = await createDemo();
    expect(await call(demo, "FILES_LIST", {}, { account: "work" })).toMatchObject({
      status: "ok",
      data: { of: "work" },
    });
    expect(demo.executions[0]?.body).toMatchObject({ account: "work", tool_slug: "FILES_LIST" });
  });
});

describe("answers of the router and its tools", () => {
  test("returns the error of a tool that fails", async () => {
    expect(await call(await createDemo(), "DEMO_FAIL")).toEqual({
      status: "tool_error",
      toolSlug: "DEMO_FAIL",
      text: expect.stringContaining("DEMO_FAIL failed: the printer is on fire"),
      error: "the printer is on fire",
      data: {},
      logId: expect.stringMatching(/^log_/),
    });
  });

  test("returns the error of a tool that rejects its arguments", async () => {
    const outcome = await call(await createDemo(), "DEMO_ADD", { a: 1 });
    expect(outcome).toMatchObject({ status: "tool_error", error: expect.stringContaining("b") });
  });

  test("returns the data of a batch with one failed item", async () => {
    const tools = [
      { tool_slug: "DEMO_ADD", arguments: { a: 1, b: 2 } },
      { tool_slug: "DEMO_FAIL", arguments: {} },
    ];
    const outcome = await call(await createDemo(), "COMPOSIO_MULTI_EXECUTE_TOOL", { tools });
    expect(outcome).toMatchObject({ status: "tool_error", data: { success_count: 1, error_count: 1 } });
    expect(renderOutcome(outcome)).toContain('"sum":3');
    expect(renderOutcome(outcome)).toContain("the printer is on fire");
    // Repeating a batch would repeat its writes.
    expect(outcome.text).toMatch(/^1 out of 2 tools failed\. The other items succeeded: do not run them again\./);
  });

  test("does not call a batch partly done if every item failed", async () => {
    const tools = [{ tool_slug: "DEMO_FAIL", arguments: {} }];
    const outcome = await call(await createDemo(), "COMPOSIO_MULTI_EXECUTE_TOOL", { tools });
    expect(outcome.text).not.toContain("succeeded");
    expect(outcome.text).toContain("1 out of 1 tools failed");
  });

  test("does not treat data with a success_count as a batch", async () => {
    for (const data of [{ success_count: 1 }, { results: [], success_count: "1" }, { results: {}, success_count: 1 }]) {
      const session = fakeSession(() => ({ data, error: "no", logId: "" }));
      expect((await callTool(session, fakeTool("X"), {})).text).toMatch(/^X failed: no\. If the arguments/);
    }
  });

  test("reports an unknown tool", async () => {
    const outcome = await call(await createDemo(), "DEMO_NOPE");
    expect(outcome).toMatchObject({ status: "unknown_tool", code: 4301, httpStatus: 400 });
    expect(outcome.text).toContain("DEMO_NOPE did not run: no tool has this name.");
    expect(outcome.text).toContain("COMPOSIO_SEARCH_TOOLS");
  });

  test("reports a toolkit without a connected account", async () => {
    const outcome = await call(await createDemo(), "MAIL_SEND", { to: "a@example.com" });
    expect(outcome).toMatchObject({ status: "needs_connection", toolkit: "mail", code: 4302 });
    expect(outcome.text).toContain("COMPOSIO_MANAGE_CONNECTIONS");
  });

  test("reports several accounts if the call names none", async () => {
    const demo = await createDemo();
    const outcome = await callTool(await demo.severalAccounts(), await toolOf(demo, "FILES_LIST"), {});
    expect(outcome).toMatchObject({
      status: "ambiguous_account",
      toolkit: "files",
      choices: [expect.stringMatching(/^ca_/), expect.stringMatching(/^ca_/)],
    });
    expect(outcome.text).toMatch(
      /^FILES_LIST did not run: the user has several files accounts: ca_\w+ \((work|home), ACTIVE\); ca_/,
    );
  });

  test.each(["missing", () => "missing"])("reports an account that does not exist", async (account) => {
    const demo = await createDemo();
    const outcome = await callTool(await demo.severalAccounts(), await toolOf(demo, "FILES_LIST"), {}, { account });
    const { choices } = outcome as AmbiguousAccountOutcome;
    expect(outcome).toMatchObject({ status: "ambiguous_account", toolkit: "files" });
    expect(choices).toEqual([expect.stringMatching(/^ca_/), expect.stringMatching(/^ca_/)]);
    expect(outcome.text).toContain(
      `FILES_LIST did not run: the user has no files account "missing". Connected accounts: ${choices.join("; ")}. Ask the user which one to use. Name it in the tool's account parameter`,
    );
  });

  test("reports tools, toolkits and meta tools that the session excludes", async () => {
    const demo = await createDemo();
    const session = await demo.router.sessions.create("user_1", {
      toolkits: ["demo"],
      tools: { demo: ["DEMO_ADD"] },
      manage_connections: { enable: false },
    });
    for (const slug of ["MAIL_SEND", "DEMO_FAIL", "COMPOSIO_MANAGE_CONNECTIONS"]) {
      const outcome = await callTool(session, await toolOf(demo, slug), {});
      expect(outcome).toMatchObject({ status: "not_allowed", toolSlug: slug });
      expect(outcome.text).toMatch(
        new RegExp(`^${slug} did not run: this session does not allow it\\. .*Use another tool`),
      );
    }
  });

  test("reports a rejected key without showing it", async () => {
    const demo = await createDemo();
    const { baseUrl, fetch } = demo.local;
    const stranger = createToolRouter({ apiKey: "ak_of_somebody_else", baseUrl, fetch }).sessions.use(demo.session.id);
    const outcome = await callTool(stranger, await toolOf(demo, "DEMO_ADD"), { a: 1, b: 1 });
    expect(outcome).toMatchObject({ status: "refused", httpStatus: 401 });
    expect(JSON.stringify(outcome) + renderOutcome(outcome)).not.toContain("ak_");
  });

  test.each([
    ["ok", { error: null }],
    ["ok", { error: null, resultType: "completed" }],
    ["tool_error", { error: "no" }],
    ["tool_error", { error: "no", resultType: "completed" }],
    ["tool_error", { error: null, resultType: "failed" }],
    ["tool_error", { error: null, resultType: "later" }],
    ["blocked", { error: "no", resultType: "blocked", mayHaveRun: true }],
  ])("returns %s for an application's own session that returns %j", async (status, result) => {
    const session = fakeSession(() => ({ data: {}, logId: "", ...result }));
    expect(await callTool(session, fakeTool("X"), {})).toMatchObject({ status });
  });

  test("quotes the router's message without method and path", async () => {
    const { text } = await call(await createDemo(), "DEMO_NOPE");
    expect(text).toContain("No tool is called DEMO_NOPE");
    expect(text).not.toMatch(/POST|\/api\/|trs_/);
  });
});

describe("errors of a call", () => {
  const details = { operation: undefined, method: "POST", path: "/api/v3/x", toolSlug: "X", mayHaveRun: false };
  const api = {
    ...details,
    code: undefined,
    slug: undefined,
    requestId: "req_1",
    suggestedFix: undefined,
    errors: [],
    retryAfterMs: undefined,
    reason: undefined,
  };
  const outcomeOf = (error: unknown, tool: Tool = fakeTool("X")): Promise<ToolOutcome> =>
    callTool(
      fakeSession(() => {
        throw error;
      }),
      tool,
      {},
    );
  test.each([
    ["unknown_tool", new NotFoundError("m", { ...api, status: 404, slug: "Tool_ToolNotFound" })],
    ["not_allowed", new BadRequestError("m", { ...api, status: 400, slug: "ToolRouterV2_ToolNotInEnabledList" })],
    ["not_allowed", new BadRequestError("m", { ...api, status: 400, code: 4324 })],
    ["needs_connection", new BadRequestError("m", { ...api, status: 400, code: 4302 })],
    ["invalid_arguments", new BadRequestError("m", { ...api, status: 400, code: 10400, errors: ["a: missing"] })],
    ["invalid_arguments", new BadRequestError("m", { ...api, status: 422 })],
    // The model cannot fix the application's answer.
    [
      "refused",
      new BadRequestError("m", { ...api, status: 400, code: 10400, errors: ["payload.input_responses.a: wrong"] }),
    ],
    ["invalid_arguments", new PayloadTooLargeError("m", { ...api, status: 413 })],
    ["refused", new BadRequestError("m", { ...api, status: 400, code: 4300 })],
    ["refused", new AuthenticationError("m", { ...api, status: 401, code: 801 })],
    ["refused", new PermissionDeniedError("m", { ...api, status: 403, code: 812 })],
    ["refused", new NotFoundError("m", { ...api, status: 404, slug: "ToolRouterV2_SessionNotFound" })],
    ["rate_limited", new RateLimitError("m", { ...api, status: 429, retryAfterMs: 1500 })],
    ["rate_limited", new RateLimitError("m", { ...api, status: 429, mayHaveRun: true })],
    ["unknown_outcome", new PayloadTooLargeError("m", { ...api, status: 413, mayHaveRun: true })],
    ["unknown_outcome", new ServerError("m", { ...api, status: 500, mayHaveRun: true })],
    ["unknown_outcome", new APIError("m", { ...api, status: 200, mayHaveRun: true })],
    ["unknown_outcome", new APIError("m", { ...api, status: 408, mayHaveRun: true })],
    ["unknown_outcome", new APIError("m", { ...api, status: 409, mayHaveRun: true })],
    ["unknown_outcome", new ConnectionError("m", { ...details, mayHaveRun: true })],
    ["unknown_outcome", new TimeoutError("m", { ...details, mayHaveRun: true, timeout: 5 })],
    ["unknown_outcome", new TypeError("/home/me/app.js is broken")],
    ["refused", new ToolRouterError("m")],
    ["refused", new HookError("m", { hook: "beforeExecute", reason: "not on a Friday", mayHaveRun: false })],
    ["unknown_outcome", new HookError("m", { hook: "afterExecute", reason: "disk full", mayHaveRun: true })],
    ["unavailable", new ServerError("m", { ...api, status: 502 })],
    ["unavailable", new ConnectionError("m", details)],
    ["unavailable", new TimeoutError("m", { ...details, timeout: 5 })],
    ["unavailable", new APIError("m", { ...api, status: 408 })],
    ["refused", new LinkError("No account.", { connectedAccountId: "ca_1", status: "EXPIRED", reason: undefined })],
    ["unavailable", new APIError("m", { ...api, status: 302 })],
    ["unavailable", new APIError("m", { ...api, status: 200 })],
  ])("returns %s", async (status, error) => {
    const outcome = await outcomeOf(error);
    expect(outcome).toMatchObject({ status, toolSlug: "X" });
    expect(outcome.text).toContain("X");
    expect(outcome.text).toMatch(/\.$/);
    expect(outcome.text).not.toContain("undefined");
    expect(outcome.cause).toBe(error);
    expect(JSON.stringify(outcome) + renderOutcome(outcome)).not.toMatch(/\/home|\bat .*:\d+|stack|cause/);
  });

  test("reads an error that was serialized as JSON", async () => {
    const error = new BadRequestError("m", { ...api, status: 400, code: 4302 });
    expect(await outcomeOf(JSON.parse(JSON.stringify(error)))).toMatchObject({ status: "needs_connection" });
  });

  test("returns the facts of an error", async () => {
    const error = new RateLimitError("m", { ...api, status: 429, retryAfterMs: 1500 });
    expect(await outcomeOf(error)).toEqual({
      status: "rate_limited",
      toolSlug: "X",
      text: "X did not run: a rate limit was exceeded. Wait 2 seconds, then call it again.",
      httpStatus: 429,
      requestId: "req_1",
      retryAfterMs: 1500,
    });
  });

  test("suggests a smaller result for a read above maxBytes, and a check for a write", async () => {
    const demo = await createDemo();
    const { apiKey, baseUrl, fetch } = demo.local;
    const session = createToolRouter({ apiKey, baseUrl, fetch, maxBytes: 2000 }).sessions.use(demo.session.id);
    const reads = fakeTool("DEMO_LONG", { annotations: { readOnly: true } });
    const read = await callTool(session, reads, { size: 5000 });
    expect(read).toMatchObject({ status: "invalid_arguments", httpStatus: 200 });
    expect(read.text).toMatch(
      /^DEMO_LONG failed: its arguments or result are too large\. Call it again with narrower arguments/,
    );

    const write = await callTool(session, fakeTool("DEMO_LONG"), { size: 5000 });
    expect(write).toMatchObject({ status: "unknown_outcome" });
    expect(write.text).toMatch(
      /its arguments or result are too large\. It may have run: check before you call it again/,
    );
  });

  test("does not suggest a retry after an invalid answer", async () => {
    const reads = fakeTool("X", { annotations: { readOnly: true } });
    for (const answer of [new Response("<html>"), new Response("{}"), new Response(null, { status: 204 })]) {
      const session = createToolRouter({ apiKey: "ak_1", fetch: async () => answer.clone() }).sessions.use("trs_1");
      const { text } = await callTool(session, reads, {});
      expect(text).toBe(
        "X failed: the tool router's answer was invalid. Calling it again does not help; tell the user.",
      );
    }
  });

  test.each<[status: ToolOutcome["status"], codes: (number | undefined)[], slugs: (string | undefined)[]]>([
    ["unknown_tool", [4301, 2401, 1800, 3703], ["ToolRouterV2_ToolNotFound"]],
    ["not_allowed", [4324], ["ToolRouterV2_ToolkitNotAllowed", "ToolRouterV2_ToolNotInEnabledList"]],
    ["needs_connection", [4302], ["ToolRouterV2_NoActiveConnection"]],
    ["invalid_arguments", [10400, 1607, 3702], ["HTTP_BadRequest", "Tool_ValidationError"]],
    ["refused", [14301, 43010, 43020, 24324, 104000], ["ToolNotFound", "ToolNotInEnabledList", undefined]],
  ])("returns %s for known codes and names", async (status, codes, slugs) => {
    const problems = [...codes.map((code) => ({ code })), ...slugs.map((slug) => ({ slug }))];
    for (const problem of problems) {
      const error = new BadRequestError("m", { ...api, status: 400, mayHaveRun: false, ...problem });
      expect([problem, (await outcomeOf(error)).status]).toEqual([problem, status]);
    }
  });

  test("returns ambiguous_account only if every line names an account", async () => {
    for (const [errors, status] of [
      [["ca_1 (work)", "ca_2 (home)"], "ambiguous_account"],
      [["ca_1 (work)", "to: missing"], "refused"],
      [[], "refused"],
    ] as const) {
      const error = new BadRequestError("m", {
        ...api,
        status: 400,
        code: 4300,
        mayHaveRun: false,
        errors: [...errors],
      });
      expect(await outcomeOf(error)).toMatchObject({ status });
    }
  });

  test("reports an unknown account that the message names, even without a list", async () => {
    const refuse = (reason: string, account?: string) => {
      const suggestedFix = "Name one of the accounts";
      const error = new BadRequestError("m", {
        ...api,
        status: 400,
        code: 4300,
        mayHaveRun: false,
        reason,
        suggestedFix,
      });
      return callTool(
        fakeSession(() => Promise.reject(error)),
        fakeTool("X"),
        {},
        { account },
      );
    };
    const outcome = await refuse("No connected account 'me' was found", "me");
    expect(outcome).toMatchObject({ status: "ambiguous_account", choices: [] });
    expect(outcome.text).toMatch(
      /^X did not run: the user has no demo account "me"\. No connected account 'me' was found\. Name one of the accounts\. Ask the user which one to use. Name it in the tool's account parameter/,
    );
    expect(await refuse("No connected account 'me' was found")).toMatchObject({ status: "refused" });
    expect(await refuse("This account cannot do that", "me")).toMatchObject({ status: "refused" });
    expect(await refuse("The toolkit me needs an auth config", "me")).toMatchObject({ status: "refused" });
  });

  test("does not show a wrong key to the model", async () => {
    const error = new AuthenticationError("m", { ...api, status: 401, reason: "Invalid API key ak_12***" });
    expect(renderOutcome(await outcomeOf(error))).not.toContain("ak_");
  });

  test("truncates a long message of the router", async () => {
    const error = new BadRequestError("m", { ...api, status: 400, code: 4300, reason: "y".repeat(9000) });
    expect((await outcomeOf(error)).text.length).toBeLessThan(1200);
  });

  test("returns unknown_outcome for other errors, unless the tool is safe to repeat", async () => {
    const readOnly = fakeTool("X", { annotations: { readOnly: true } });
    expect(await outcomeOf(new TypeError("?"), readOnly)).toMatchObject({ status: "unavailable" });
    expect(await outcomeOf("not even an error", readOnly)).toMatchObject({ status: "unavailable" });
  });
});

describe("a signal", () => {
  test("cancels the HTTP request and rejects with the reason", async () => {
    const demo = await createDemo();
    const controller = new AbortController();
    const running = call(demo, "DEMO_WAIT", {}, { signal: controller.signal });
    await demo.waiting;
    const reason = new Error("the user left");
    controller.abort(reason);

    await expect(running).rejects.toBe(reason);
    expect(demo.executions[0]?.signal?.aborted).toBe(true);
  });

  test("sends nothing if it is already aborted", async () => {
    const demo = await createDemo();
    await expect(call(demo, "DEMO_ADD", {}, { signal: AbortSignal.abort("gone") })).rejects.toBe("gone");
    expect(demo.executions).toEqual([]);
  });

  test("returns unknown_outcome after a timeout", async () => {
    const demo = await createDemo();
    const controller = new AbortController();
    const running = call(demo, "DEMO_WAIT", {}, { signal: controller.signal });
    await demo.waiting;
    controller.abort(new DOMException("too slow", "TimeoutError"));
    const outcome = await running;
    expect(outcome).toMatchObject({ status: "unknown_outcome", toolSlug: "DEMO_WAIT" });
    expect(outcome.text).toContain("check before you call it again");
    expect(demo.executions[0]?.signal?.aborted).toBe(true);
  });

  test("returns unavailable after a timeout if the tool cannot have changed anything", async () => {
    const signal = AbortSignal.abort(new DOMException("too slow", "TimeoutError"));
    expect(await call(await createDemo(), "DEMO_WAIT", {}, { signal })).toMatchObject({ status: "unavailable" });

    const controller = new AbortController();
    const never = fakeSession(() => {
      controller.abort(new DOMException("too slow", "TimeoutError"));
      throw controller.signal.reason;
    });
    const readOnly = fakeTool("X", { annotations: { readOnly: true } });
    expect(await callTool(never, readOnly, {}, { signal: controller.signal })).toMatchObject({ status: "unavailable" });
  });
});

test("returns the path of the whole result with a preview", async () => {
  const data = { data_preview: [1], remote_file_info: { file_path: "/mnt/files/mex/a.json" } };
  const session = fakeSession(() => ({ data, error: null, logId: "log_1" }));
  const outcome = await callTool(session, fakeTool("X"), {});
  expect(outcome).toMatchObject({ status: "ok", offloaded: { path: "/mnt/files/mex/a.json", preview: [1] } });
});
