import {
  APIError,
  type APIErrorFacts,
  ConnectionError,
  HookError,
  PayloadTooLargeError,
  TimeoutError,
  type Tool,
  ToolRouterError,
} from "@tool-router/core";
import { expect, test } from "vitest";
import { bindTools, notApproved, renderOutcome, sharedCallId } from "../index.ts";
import { fakeSession, fakeTool } from "../testing/fake-session.ts";

// Keeps every text that a model may read in the golden file, so that each change is reviewed.

const tool = fakeTool("MAIL_SEND", { toolkit: { slug: "mail", name: "Mail" } });
const custom = { ...tool, slug: "LOCAL_MAIL" };
const readOnly = { ...tool, annotations: { readOnly: true as const } };
const checked = { ...tool, inputSchema: { type: "object", properties: { to: { type: "string" } } } };
const wrapped = { ...tool, inputSchema: { anyOf: [{ type: "object" }] } };
const call = { operation: undefined, method: "POST", path: "/api/v3/x", toolSlug: "MAIL_SEND", mayHaveRun: false };
const api = (facts: Partial<APIErrorFacts>, Type = APIError): APIError =>
  new Type("secret: ak_1", {
    ...call,
    code: undefined,
    slug: undefined,
    requestId: "req_1",
    suggestedFix: undefined,
    errors: [],
    retryAfterMs: undefined,
    reason: undefined,
    status: 400,
    ...facts,
  });
const tooLong = (mayHaveRun: boolean): APIError => api({ status: 200, mayHaveRun }, PayloadTooLargeError);
const result = (data: object, error: string | null = null): object => ({ data, error, logId: "log_1" });
const failedResult = { ...result({}, "Not approved; nothing was executed."), resultType: "failed" };
const question = (properties: object, message = "Run MAIL_SEND?", answered: object = failedResult): object => ({
  ...result({}, "Nothing ran: a person has to answer a question first."),
  resultType: "input_required",
  inputRequests: {
    q: { type: "elicitation", mode: "form", message, requested_schema: { type: "object", properties } },
  },
  resume: async () => answered,
});
const blocked = (mayHaveRun: boolean): object => ({
  ...result({}, 'The hook "office hours" blocked this call.'),
  resultType: "blocked",
  blockReason: "Weekdays only.",
  hookResults: [{ hook_id: "internal", type: "before_execute", outcome: "blocked" }],
  mayHaveRun,
});
const thrown = (error: unknown) => (): never => {
  throw error;
};
const preview = { data_preview: [1], remote_file_info: { file_path: "/mnt/files/a.json" } };
const batch = { results: [{}, {}], success_count: 1, error_count: 1 };
const failedBatch = { results: [{}, {}], success_count: 0, error_count: 2 };

const late = new AbortController();
const tooLate = (): Promise<never> => {
  late.abort(new DOMException("m", "TimeoutError"));
  return new Promise(() => {});
};

const batchTool = fakeTool("COMPOSIO_MULTI_EXECUTE_TOOL");
const twoMails = {
  tools: ["MAIL_READ", "MAIL_SEND"].map((slug) => ({ tool_slug: slug, arguments: {}, account: "work" })),
};

type Case = [name: string, run: () => unknown, args?: unknown, of?: Tool, options?: object, signal?: AbortSignal];
const cases: Case[] = [
  ["ok", () => result({ id: 1 })],
  ["ok, truncated", () => result({ text: "x".repeat(500) }), {}, readOnly, { maxOutputChars: 300 }],
  ["ok, truncated, a write", () => result({ text: "x".repeat(500) }), {}, tool, { maxOutputChars: 300 }],
  ["ok, a preview", () => result(preview)],
  [
    "ok, a preview, truncated",
    () => result({ ...preview, data_preview: "x".repeat(900) }),
    {},
    tool,
    { maxOutputChars: 500 },
  ],
  ["tool_error", () => result({}, "the printer is on fire")],
  ["tool_error, truncated", () => result({ text: "x".repeat(900) }, "no"), {}, tool, { maxOutputChars: 400 }],
  ["tool_error, no reason", () => result({}, "")],
  ["needs_input, an approval", () => question({ decision: { type: "string", enum: ["approve", "deny"] } })],
  ["needs_input, another form", () => question({ reason: { type: "string" } })],
  ["needs_input, in a custom tool", () => question({ approved: { type: "boolean" } }), {}, custom],
  ["needs_input, truncated", () => question({}, "x".repeat(900)), {}, tool, { maxOutputChars: 400 }],
  [
    "needs_input, a time limit while a person is asked",
    () => question({ approved: { type: "boolean" } }),
    {},
    tool,
    { onInputRequired: tooLate },
    late.signal,
  ],
  [
    "refused, in a custom tool",
    () => question({ approved: { type: "boolean" } }),
    {},
    custom,
    { onInputRequired: () => ({ q: { action: "decline" } }) },
  ],
  [
    "refused, an answer that does not fit",
    thrown(api({ status: 400, code: 10400, errors: ["payload.input_responses.q: wrong"] })),
  ],
  [
    "refused, by the person",
    () => question({ approved: { type: "boolean" } }),
    {},
    tool,
    { onInputRequired: () => ({ q: { action: "decline" } }) },
  ],
  ["refused, the question failed", () => question({}), {}, tool, { onInputRequired: thrown(new Error("db")) }],
  ["blocked, before the run", () => blocked(false)],
  ["blocked, perhaps after the run", () => blocked(true)],
  ["tool_error, a batch", () => result(batch, "1 out of 2 tools failed")],
  ["tool_error, a batch without a success", () => result(failedBatch, "2 out of 2 tools failed")],
  ["invalid_arguments, no JSON", () => result({}), "{oops"],
  ["invalid_arguments, a list", () => result({}), "[]"],
  ["invalid_arguments, by its own check", () => result({}), { to: 5 }, checked, { validate: true }],
  ["invalid_arguments, no object for the tool", () => result({}), { input: [] }, wrapped],
  ["invalid_arguments, by the router", thrown(api({ code: 10400, reason: "Bad request", errors: ["to: missing"] }))],
  ["invalid_arguments, too large", thrown(api({ status: 413 }, PayloadTooLargeError))],
  ["unknown_tool", thrown(api({ code: 4301, reason: "No tool is called MAIL_SEND", suggestedFix: "Search first" }))],
  ["not_allowed", thrown(api({ code: 4324, reason: "The toolkit mail is not enabled" }))],
  ["not_allowed, by the adapter", () => result({}), {}, tool, { allow: ["MAIL_READ"] }],
  ["not_allowed, in a batch", () => result({}), twoMails, batchTool, { allow: ["MAIL_READ"] }],
  ["invalid_arguments, a batch that cannot be read", () => result({}), { tools: "[]" }, batchTool, { allow: [] }],
  ["invalid_arguments, another account", () => result({}), twoMails, batchTool, { account: "home" }],
  [
    "invalid_arguments, an account of an unknown tool",
    () => result({}),
    twoMails,
    batchTool,
    { accounts: { mail: [] } },
  ],
  ["needs_connection", thrown(api({ code: 4302 }))],
  ["needs_connection, with a link", thrown(api({ code: 4302 })), {}, tool, { link: true }],
  ["ambiguous_account", thrown(api({ code: 4300, errors: ["ca_1 (work)", "ca_2 (home)"] }))],
  [
    "ambiguous_account, an unknown one",
    thrown(api({ code: 4300, errors: ["ca_1 (work)", "ca_2 (home)"] })),
    {},
    tool,
    { account: "private" },
  ],
  [
    "ambiguous_account, an unknown one, no list",
    thrown(api({ code: 4300, reason: "There is no account private" })),
    {},
    tool,
    { account: "private" },
  ],
  ["rate_limited", thrown(api({ status: 429, retryAfterMs: 1500 }))],
  ["rate_limited, no wait known", thrown(api({ status: 429 }))],
  ["rate_limited, may have run", thrown(api({ status: 429, mayHaveRun: true }))],
  ["unavailable, no connection", thrown(new ConnectionError("m", call))],
  ["unavailable, server", thrown(api({ status: 503 }))],
  ["unavailable, reads only", thrown(new TypeError("/home/me/app.js")), {}, readOnly],
  ["unavailable, no success", thrown(api({ status: 200 })), {}, readOnly],
  ["invalid_arguments, too long", thrown(tooLong(false)), {}, readOnly],
  ["unknown_outcome, too long", thrown(tooLong(true))],
  ["unknown_outcome, no success", thrown(api({ status: 200, mayHaveRun: true }))],
  ["unknown_outcome, lost", thrown(new ConnectionError("m", { ...call, mayHaveRun: true }))],
  ["unknown_outcome, time", thrown(new TimeoutError("m", { ...call, mayHaveRun: true, timeout: 5 }))],
  ["unknown_outcome, server", thrown(api({ status: 500, mayHaveRun: true }))],
  ["unknown_outcome, too large", thrown(api({ status: 413, mayHaveRun: true }, PayloadTooLargeError))],
  ["unknown_outcome, other", thrown(new TypeError("/home/me/app.js"))],
  ["refused, key", thrown(api({ status: 401, reason: "Invalid API key ak_1***" }))],
  ["refused, rights", thrown(api({ status: 403, reason: "The key may only read" }))],
  ["refused, no session", thrown(api({ status: 404, reason: "No session trs_1", suggestedFix: "Create one" }))],
  ["refused, other", thrown(api({ status: 409, reason: "The account is being changed" }))],
  ["refused, by the client", thrown(new ToolRouterError("v3.1 only"))],
  [
    "refused, by a hook",
    thrown(new HookError("m", { hook: "beforeExecute", reason: "not on a Friday", mayHaveRun: false })),
  ],
  ["refused, not prepared", () => result({}), {}, tool, { account: thrown(new Error("db")) }],
];

test("keeps every text that the model reads", async () => {
  const texts: string[] = [];
  for (const [name, run, args = {}, of = tool, options = {}, signal] of cases) {
    const session = {
      ...fakeSession(run, [of]),
      link: async () => ({ redirectUrl: "https://example.com/link/1", connectedAccountId: "ca_9" }) as never,
    };
    const [bound] = await bindTools(session, options);
    const outcome = await bound!.call(args, { signal });
    expect(name).toMatch(new RegExp(`^${outcome.status}\\b`));
    expect(outcome.status === "ok").toBe(name.startsWith("ok"));
    texts.push(`## ${name}\n${bound!.render(outcome)}`);
  }
  texts.push(`## refused, by the user\n${renderOutcome(notApproved("MAIL_SEND"))}`);
  texts.push(`## refused, an id of several calls\n${renderOutcome(sharedCallId("MAIL_SEND"))}`);
  const all = `${texts.join("\n\n")}\n`;
  expect(all).not.toMatch(/ak_|trs_|\/home|\/api\/|\bat .*:\d+:\d+/);
  await expect(all).toMatchFileSnapshot("./model-texts.golden.txt");
});
