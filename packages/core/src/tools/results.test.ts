import { describe, expect, test } from "vitest";
import { createToolRouter, defineCustomTool, type Hooks, type SessionHandle } from "../index.ts";
import { examplesOf } from "../testing/examples.ts";
import { json, stubFetch } from "../testing/stub-fetch.ts";

const noMessage = "The tool failed and gave no message.";
const waits = "Nothing ran: a person has to answer a question first.";
const question = (id: string) => ({
  resultType: "input_required",
  data: {},
  error: waits,
  logId: "",
  inputRequests: { [id]: { type: "elicitation", mode: "form" } },
  resume: expect.any(Function),
});

/** What each example of the API document must give: a result, or an error. */
const executeOutcomes: Record<string, object> = {
  completed: { resultType: "completed", data: { number: 7 }, error: null, logId: "log_0010" },
  completedCharged: {
    resultType: "completed",
    data: { number: 7 },
    error: null,
    logId: "log_0011",
    instantCharge: { amount: "0.0025", currency: "USD", charged_by: "composio" },
    hookResults: [{ hook_id: "audit", type: "after_execute", outcome: "allowed" }],
  },
  failed: { resultType: "failed", data: {}, error: "Missing argument: repo", logId: "log_0012" },
  failedWithNull: { resultType: "failed", data: {}, error: noMessage, logId: "log_0013" },
  failedWithEmptyText: { resultType: "failed", data: {}, error: noMessage, logId: "log_0014" },
  inputRequired: question("approval_0f1e2d3c4b5a6978"),
  inputRequiredForm: question("approval_1"),
  blockedBefore: {
    resultType: "blocked",
    data: {},
    error: 'The hook "office hours" blocked this call.',
    logId: "log_0015",
    blockReason: "Deletes are allowed on weekdays only.",
    hookResults: [{ hook_id: "hours", outcome: "blocked" }],
    mayHaveRun: false,
  },
  blockedAfter: {
    resultType: "blocked",
    data: {},
    error: 'The hook "no secrets" withheld the result.',
    logId: "log_0016",
    blockReason: null,
    hookResults: [{ hook_id: "secrets", outcome: "blocked" }],
    mayHaveRun: true,
  },
  unknown: {
    kind: "APIError",
    status: 200,
    mayHaveRun: true,
    message: expect.stringMatching(/answered 200, but its body has an unknown result_type, "later": /),
  },
  batchInputRequired: question("approval_0000000000000001"),
  batchBlocked: {
    resultType: "failed",
    data: { success_count: 1 },
    error: "1 out of 2 tools failed",
    logId: "log_0019",
  },
  success: { resultType: "completed", data: { message: "Hello, World!" }, error: null, logId: "log_abc123xyz" },
  failure: { resultType: "failed", data: {}, error: "Missing argument: repo", logId: "log_0006" },
  batch: { resultType: "failed", data: { success_count: 1 }, error: "1 out of 2 tools failed", logId: "log_0002" },
  offloaded: {
    resultType: "completed",
    data: { remote_file_info: { size_chars: 48_211 } },
    error: null,
    logId: "log_0007",
  },
};

const metaOutcomes: Record<string, object> = {
  completed: { resultType: "completed", data: { success: true }, error: null, logId: "log_0020" },
  failedWithNull: { resultType: "failed", data: {}, error: noMessage, logId: "log_0021" },
  inputRequired: question("approval_0f1e2d3c4b5a6978"),
  blocked: {
    resultType: "blocked",
    data: {},
    error: 'The hook "audit" blocked this call.',
    logId: "log_0022",
    blockReason: undefined,
    mayHaveRun: true,
  },
  minimal: { resultType: "completed", data: { key: null }, error: null, logId: "string" },
  search: { resultType: "completed", data: { results: [{ difficulty: "easy" }] }, error: null, logId: "log_0001" },
  connections: { resultType: "completed", data: { summary: { total_toolkits: 2 } }, error: null, logId: "log_0004" },
  // The call succeeded; its data says that it found nothing.
  schemas: { resultType: "completed", data: { success: false }, error: null, logId: "log_0005" },
};

const provider = { resultType: "completed", error: null, logId: "" };
const proxyOutcomes: Record<string, object> = {
  completed: { ...provider, status: 200, data: { full_name: "acme/site" } },
  completedRefused: { ...provider, status: 404, data: { message: "Not Found" }, headers: {} },
  inputRequired: question("approval_0f1e2d3c4b5a6978"),
  json: { ...provider, status: 200, headers: { "content-type": "application/json" } },
  refused: { ...provider, status: 404, data: { message: "Not Found" } },
  binary: { ...provider, status: 200, data: null, binary_data: { url: "https://files.example.com/f1" } },
};

/** How a batch of two calls ends whose answer is this example, as `executeMany` tells it. */
const batchStatuses: Record<string, readonly [first: string, second: string]> = {
  completed: ["lost", "lost"],
  completedCharged: ["lost", "lost"],
  failed: ["tool_error", "tool_error"],
  failedWithNull: ["tool_error", "tool_error"],
  failedWithEmptyText: ["tool_error", "tool_error"],
  inputRequired: ["input_required", "input_required"],
  inputRequiredForm: ["input_required", "input_required"],
  blockedBefore: ["blocked", "blocked"],
  blockedAfter: ["blocked", "blocked"],
  unknown: ["lost", "lost"],
  batchInputRequired: ["input_required", "input_required"],
  batchBlocked: ["ok", "blocked"],
  success: ["lost", "lost"],
  failure: ["tool_error", "tool_error"],
  batch: ["ok", "tool_error"],
  offloaded: ["lost", "lost"],
};

const local = defineCustomTool({
  slug: "here",
  description: "Runs here",
  inputSchema: { type: "object", properties: {} },
  execute: () => ({ here: true }),
});
const observing: Hooks = { beforeExecute: () => {}, afterExecute: () => {} };
const refusing: Hooks = {
  beforeExecute({ tool }) {
    if (tool === "REFUSED_TOOL") throw new Error("not today");
  },
};

function sessionWith(body: unknown, hooks?: Hooks, isCustom = false): SessionHandle {
  const { fetch } = stubFetch(json(body));
  const router = createToolRouter({ apiKey: "ak_1", retry: false, hooks, fetch });
  return router.sessions.use("trs_1", isCustom ? { customTools: [local] } : {});
}

/** What a call resolves or rejects with. */
const settled = (call: Promise<unknown>): Promise<unknown> => call.catch((reason: unknown) => reason);

const cases = (operation: Parameters<typeof examplesOf>[0], outcomes: Record<string, object>) =>
  Object.entries(examplesOf(operation)).map(([name, body]) => ({ name, body, outcome: outcomes[name]! }));

test("has an expectation for every example of the API document", () => {
  expect(Object.keys(executeOutcomes)).toEqual(Object.keys(examplesOf("execute")));
  expect(Object.keys(metaOutcomes)).toEqual(Object.keys(examplesOf("execute_meta")));
  expect(Object.keys(proxyOutcomes)).toEqual(Object.keys(examplesOf("proxy_execute")));
  expect(Object.keys(batchStatuses)).toEqual(Object.keys(examplesOf("execute")));
});

describe.each(cases("execute", executeOutcomes))("the example $name of execute", ({ body, outcome }) => {
  test("gives its outcome through execute", async () => {
    expect(await settled(sessionWith(body).execute("A_TOOL"))).toMatchObject(outcome);
  });

  test("gives its outcome between hooks", async () => {
    expect(await settled(sessionWith(body, observing).execute("A_TOOL"))).toMatchObject(outcome);
  });

  test("gives its outcome through a custom tool that returns it", async () => {
    const passing = defineCustomTool({
      slug: "pass",
      description: "Passes a result on",
      inputSchema: { type: "object", properties: {} },
      execute: (_, context) => context.execute("A_TOOL"),
    });
    const { fetch } = stubFetch(json(body));
    const { sessions } = createToolRouter({ apiKey: "ak_1", retry: false, fetch });
    const result = await sessions.use("trs_1", { customTools: [passing] }).execute("LOCAL_PASS");
    // What the call inside throws fails the tool.
    const failed = (error: unknown) => ({ resultType: "failed", error, cause: outcome });
    expect(result).toMatchObject("kind" in outcome ? failed((outcome as { message?: unknown }).message) : outcome);
  });
});

test.each(cases("execute_meta", metaOutcomes))(
  "the example $name of execute_meta gives its outcome",
  async ({ body, outcome }) => {
    const call = (hooks?: Hooks) =>
      sessionWith(body, hooks).executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits: [] });
    expect(await settled(call())).toMatchObject(outcome);
    expect(await settled(call(observing))).toMatchObject(outcome);
  },
);

test.each(cases("proxy_execute", proxyOutcomes))(
  "the example $name of proxy_execute gives its outcome",
  async ({ body, outcome }) => {
    const request = { toolkit_slug: "github", endpoint: "/user", method: "GET" } as const;
    expect(await settled(sessionWith(body).proxy(request))).toMatchObject(outcome);
  },
);

describe.each(Object.entries(examplesOf("execute")))("the example %s as the answer to a batch", (name, body) => {
  const [first, second] = batchStatuses[name]!;
  const isWaiting = first === "input_required";
  const statusesOf = async (session: SessionHandle, ...tools: string[]) => {
    const results = await session.executeMany(tools.map((tool) => ({ tool })));
    expect(results.map(({ tool }) => tool)).toEqual(tools);
    const withoutText = results.filter((result) => "error" in result && !result.error);
    const provenIdle = results.filter((result) => result.status === "lost" && !result.mayHaveRun);
    expect([...withoutText, ...provenIdle]).toEqual([]);
    return results.map(({ status }) => status);
  };

  test("gives the outcome of each call", async () => {
    expect(await statusesOf(sessionWith(body), "A_TOOL", "B_TOOL")).toEqual([first, second]);
    expect(await statusesOf(sessionWith(body, observing), "A_TOOL", "B_TOOL")).toEqual([first, second]);
  });

  test("gives the outcome of each call beside one that a hook rejects", async () => {
    // A batch without an answer rejects, also for the refused call.
    const refused = isWaiting ? "input_required" : name === "unknown" ? "lost" : "tool_error";
    expect(await statusesOf(sessionWith(body, refusing), "A_TOOL", "REFUSED_TOOL", "B_TOOL")).toEqual([
      first,
      refused,
      second,
    ]);
  });

  test.each([undefined, observing])("gives the outcome of each call beside a custom tool, hooks: %o", async (hooks) => {
    const remote = (status: string) => (name === "unknown" ? "tool_error" : status);
    expect(await statusesOf(sessionWith(body, hooks, true), "A_TOOL", "LOCAL_HERE", "B_TOOL")).toEqual([
      remote(first),
      isWaiting ? "input_required" : "ok",
      remote(second),
    ]);
  });

  test.each(["execute", "executeMeta"] as const)("never completes through %s unless all calls did", async (method) => {
    const tools = ["A_TOOL", "LOCAL_HERE", "B_TOOL"].map((tool_slug) => ({ tool_slug, arguments: {} }));
    const session = sessionWith(body, undefined, true);
    const run: SessionHandle["executeMeta"] = session[method];
    const result = await run("COMPOSIO_MULTI_EXECUTE_TOOL", { tools });
    expect(result).toMatchObject(isWaiting ? { resultType: "input_required" } : { resultType: "failed" });
    expect(result.error).not.toBeNull();
  });
});

describe("a batch whose answer has a result for each call", () => {
  const item = (index: number, more: object = {}) => ({
    tool_slug: "A_TOOL",
    index,
    error: null,
    response: { successful: true, data: {}, error: null, log_id: "log_1" },
    ...more,
  });
  const answer = (...results: object[]) => ({ data: { results }, error: null, log_id: "log_b" });

  test.each<[string, object]>([
    ["blocked by a hook of the router", { result_type: "blocked", error: "not now" }],
    ["failed by its type", { result_type: "failed" }],
    ["of an unknown type", { result_type: "later" }],
  ])("uses a hook's replacement for an item that was %s", async (_, more) => {
    const hooks: Hooks = {
      afterExecute(run) {
        if (run.tool === "A_TOOL") {
          run.result = { resultType: "completed", data: { replaced: true }, error: null, logId: "" };
        }
      },
    };
    const session = sessionWith(answer(item(0, more)), hooks);
    expect(await session.executeMany([{ tool: "A_TOOL" }])).toMatchObject([{ status: "ok", data: { replaced: true } }]);
  });

  test("treats a replaced result without an error as a success", async () => {
    const hooks: Hooks = {
      afterExecute(run) {
        run.result = { ...run.result, error: null } as never;
      },
    };
    const blocked = item(0, { result_type: "blocked", error: "not now" });
    expect(await sessionWith(answer(blocked), hooks).executeMany([{ tool: "A_TOOL" }])).toMatchObject([
      { status: "ok" },
    ]);
    const failed = { result_type: "failed", data: {}, error: "no", log_id: "" };
    expect(await sessionWith(failed, hooks).execute("A_TOOL")).toMatchObject({ resultType: "completed", error: null });
  });

  test("treats a replaced result with an error as a failure", async () => {
    const hooks: Hooks = {
      afterExecute(run) {
        run.result = { ...run.result, error: "withheld" } as never;
      },
    };
    expect(await sessionWith(answer(item(0)), hooks).executeMany([{ tool: "A_TOOL" }])).toMatchObject([
      { status: "tool_error", error: "withheld" },
    ]);
    expect(await sessionWith({ data: {}, error: null, log_id: "" }, hooks).execute("A_TOOL")).toMatchObject({
      resultType: "failed",
      error: "withheld",
    });
  });

  test("shows a blocked item to hooks as blocked", async () => {
    const seen: unknown[] = [];
    const hooks: Hooks = {
      afterExecute: ({ tool, result }) => void seen.push([tool, result.resultType, result.error]),
    };
    await sessionWith(answer(item(0, { result_type: "blocked", error: "not now" })), hooks).executeMany([
      { tool: "A_TOOL" },
    ]);
    expect(seen[0]).toEqual(["A_TOOL", "blocked", "not now"]);
  });

  test.each<[string, string, object]>([
    ["is lost for an unknown type", "lost", { result_type: "later" }],
    ["is lost for an unknown type that has no text", "lost", { result_type: { toString: 1, valueOf: 1 } }],
    ["is lost without a response", "lost", { response: null }],
    ["is lost with a response that is not an object", "lost", { result_type: "completed", response: "done" }],
    ["is lost when `successful` is not a boolean", "lost", { response: { successful: "no", error: null } }],
    ["fails with an empty error", "tool_error", { error: "" }],
    ["fails with an error beside `completed`", "tool_error", { result_type: "completed", error: "too late" }],
    [
      "fails with an error of its response beside an empty one",
      "tool_error",
      { result_type: "completed", error: "", response: { successful: true, error: "too late" } },
    ],
    ["fails when its response is not successful", "tool_error", { response: { successful: false, error: null } }],
    ["fails by its type", "tool_error", { result_type: "failed" }],
    ["succeeds by its type", "ok", { result_type: "completed", response: { data: {} } }],
    ["succeeds without a type", "ok", {}],
    ["is offloaded with a preview", "offloaded", { response: { successful: true, data_preview: {} } }],
  ])("%s", async (_, status, more) => {
    expect(await sessionWith(answer(item(0, more))).executeMany([{ tool: "A_TOOL" }])).toMatchObject([{ status }]);
  });
});

test("omits items that the router omits", async () => {
  const tools = ["A_TOOL", "LOCAL_HERE"].map((tool_slug) => ({ tool_slug, arguments: {} }));
  const session = sessionWith({ data: {}, error: null, log_id: "log_b" }, undefined, true);
  const result = await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools });
  expect(result).toMatchObject({ resultType: "failed", error: "1 out of 2 tools failed", logId: "log_b" });
  expect(result.data.results?.map(({ index }) => index)).toEqual([1]);
});

describe("an unreadable question", () => {
  test.each([undefined, null, "who?", ["who?"], 5])("has no input requests for %o", async (input_requests) => {
    const result = await sessionWith({ result_type: "input_required", input_requests, request_state: null }).execute(
      "A_TOOL",
    );
    expect(result).toMatchObject({ resultType: "input_required", error: waits });
    expect(result).toHaveProperty("inputRequests", {});
  });
});

test("keeps the router's own text for a question that has one", async () => {
  const body = { result_type: "input_required", input_requests: {}, data: {}, error: "A_TOOL waits.", log_id: "log_1" };
  expect(await sessionWith(body).execute("A_TOOL")).toMatchObject({ error: "A_TOOL waits.", logId: "log_1" });
});

test.each([
  ["before_execute", "blocked", false],
  ["before_execute", "allowed", true],
  ["after_execute", "blocked", true],
  ["before_execute", undefined, true],
])("sets mayHaveRun for a block with a hook %s that %s to %o", async (type, outcome, mayHaveRun) => {
  const hook_results = [
    null,
    { hook_id: "other", type: "before_execute", outcome: "allowed" },
    { hook_id: "h", type, outcome },
  ];
  const body = { result_type: "blocked", data: {}, error: "no", log_id: "log_1", hook_results };
  expect(await sessionWith(body).execute("A_TOOL")).toMatchObject({ resultType: "blocked", mayHaveRun });
});
