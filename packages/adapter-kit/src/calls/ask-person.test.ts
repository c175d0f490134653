import { inspect } from "node:util";
import {
  ConnectionError,
  type InputRequests,
  type InputResponses,
  type JSONObject,
  type Tool,
} from "@tool-router/core";
import { describe, expect, test, vi } from "vitest";
import {
  bindTools,
  callTool,
  type CallToolOptions,
  FailedCallError,
  type InputQuestion,
  type OnInputRequired,
  renderOutcome,
  type ToolOutcome,
} from "../index.ts";
import { type Asking, type AskingDemo, createAskingDemo } from "../testing/asking-router.ts";
import { fakeSession, fakeTool } from "../testing/fake-session.ts";

/** Answers all questions with one answer. */
const answering =
  (answer: InputResponses[string]): OnInputRequired =>
  ({ inputRequests }) =>
    Object.fromEntries(Object.keys(inputRequests).map((id) => [id, answer]));
const accepting = (content: JSONObject): OnInputRequired => answering({ action: "accept", content });
const approve = accepting({ decision: "approve" });
const deny = accepting({ decision: "deny" });
const decline = answering({ action: "decline" });
const never: OnInputRequired = () => new Promise(() => {});
const rejecting =
  (error: unknown): OnInputRequired =>
  () => {
    throw error;
  };

async function toolOf({ session }: AskingDemo, slug: string): Promise<Tool> {
  return (await session.tools()).find((tool) => tool.slug === slug)!;
}

/** Calls `DEMO_DELETE` of a router that asks about it. */
async function run(asking: Asking = {}, options: CallToolOptions = {}) {
  const demo = await createAskingDemo(asking);
  const tool = await toolOf(demo, "DEMO_DELETE");
  const outcome = await callTool(demo.session, tool, { id: "x" }, options);
  return { demo, tool, outcome, ran: await demo.ran("DEMO_DELETE") };
}

const item = (tool_slug: string, args: object): object => ({ tool_slug, arguments: args });
const twoDeletes = {
  tools: [item("DEMO_DELETE", { id: "x" }), item("DEMO_ADD", { a: 1, b: 2 }), item("DEMO_DELETE", { id: "y" })],
};

/** Calls a batch of two deletions and an addition. */
async function runBatch(options: CallToolOptions, asking: Asking = {}, args: JSONObject = twoDeletes) {
  const demo = await createAskingDemo(asking);
  const tool = await toolOf(demo, "COMPOSIO_MULTI_EXECUTE_TOOL");
  const outcome = await callTool(demo.session, tool, args, options);
  return { demo, outcome, ran: [await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_ADD")] };
}

const form = (name: string, field: unknown, more: object = {}): JSONObject => ({
  type: "object",
  properties: { [name]: field, ...more },
});
const titled = (...values: string[]): object => ({
  oneOf: values.map((value) => ({ const: value, title: `T ${value}` })),
});
const listing = (...values: unknown[]): object => ({ type: "string", enum: values });

describe("a question of the router", () => {
  test.each<[name: string, onInputRequired: OnInputRequired | undefined, status: string, ran: number]>([
    ["approves", approve, "ok", 1],
    ["approves later", async (question) => approve(question), "ok", 1],
    ["declines", decline, "refused", 0],
    ["cancels", answering({ action: "cancel" }), "refused", 0],
    ["denies in the form", deny, "refused", 0],
    ["accepts an empty form", answering({ action: "accept" }), "refused", 0],
    ["does not answer", () => undefined, "needs_input", 0],
    ["gives null", () => null as never, "needs_input", 0],
    ["is not there", undefined, "needs_input", 0],
  ])("runs the call only if a person approves: the person %s", async (_, onInputRequired, status, times) => {
    const { demo, outcome, ran } = await run({}, { onInputRequired });
    expect({ status: outcome.status, ran, asked: demo.asked() }).toEqual({ status, ran: times, asked: 1 });
    // The router also receives a denial.
    expect(demo.executions).toHaveLength(status === "needs_input" ? 1 : 2);
  });

  test.each<[form: JSONObject, no: JSONObject]>([
    [form("decision", listing("yes", "no")), { decision: "no" }],
    [form("decision", listing("accept", "decline")), { decision: "decline" }],
    [form("consent", { type: "boolean" }), { consent: false }],
    [form("approved", { type: "boolean" }), {}],
  ])("treats a no in a form as a denial: %j", async (schema, no) => {
    const { outcome, ran } = await run({ form: schema }, { onInputRequired: accepting(no) });
    expect({ status: outcome.status, ran }).toEqual({ status: "refused", ran: 0 });
  });

  test("tells the model that the user did not approve the call", async () => {
    for (const onInputRequired of [decline, deny]) {
      const { outcome } = await run({}, { onInputRequired });
      expect(outcome).toEqual({
        status: "refused",
        toolSlug: "DEMO_DELETE",
        text: "DEMO_DELETE did not run: the user did not approve this call. Do not call it again unless the user asks you to.",
      });
    }
  });

  test("returns unanswered questions to the application, and their messages to the model", async () => {
    const { outcome } = await run();
    const message = 'Run DEMO_DELETE with {"id":"x"}?';
    expect(outcome).toEqual({
      status: "needs_input",
      toolSlug: "DEMO_DELETE",
      text:
        "DEMO_DELETE did not run: it needs the user's approval. " +
        "Tell the user. Do not call it again unless the user asks you to.",
      inputRequests: {
        [Object.keys((outcome as { inputRequests: object }).inputRequests)[0]!]: {
          type: "elicitation",
          mode: "form",
          message,
          requested_schema: expect.objectContaining({ type: "object", required: ["decision"] }),
        },
      },
    });
    expect(JSON.parse(renderOutcome(outcome))).toMatchObject({ status: "needs_input", questions: [message] });
  });

  test("passes the call to the application without the router's state", async () => {
    const questions: InputQuestion[] = [];
    const { signal } = new AbortController();
    const onInputRequired: OnInputRequired = (question) => void questions.push(question);
    const { demo, tool, outcome } = await run({}, { onInputRequired, signal, callId: "call_1" });
    expect(questions).toEqual([
      { tool, args: { id: "x" }, callId: "call_1", signal, inputRequests: expect.any(Object) },
    ]);
    expect(demo.states).toHaveLength(1);
    const seen = [questions, outcome].map((value) => inspect(value, { showHidden: true, depth: null })).join();
    expect(seen).not.toContain("secret-state");
  });

  test("applies the limits of the call to the answer", async () => {
    const resume = vi.fn<() => Promise<object>>(async () => ({
      resultType: "completed",
      data: { done: true },
      error: null,
      logId: "",
    }));
    const session = fakeSession(() => ({ ...asked, resume }));
    const { signal } = new AbortController();
    const outcome = await callTool(session, fakeTool("X"), {}, { onInputRequired: approve, signal, timeout: 5 });
    expect(outcome).toMatchObject({ status: "ok", data: { done: true } });
    const answers = { q: { action: "accept", content: { decision: "approve" } } };
    expect(resume.mock.calls).toEqual([[answers, { signal, timeout: 5 }]]);
  });

  test("prefers the handler of the call to that of the tools", async () => {
    const demo = await createAskingDemo();
    const [bound] = await bindTools(demo.session, { include: ["DEMO_DELETE"], onInputRequired: decline });
    expect(await bound!.call({ id: "x" })).toMatchObject({ status: "refused" });
    expect(await bound!.call({ id: "x" }, { onInputRequired: approve })).toMatchObject({ status: "ok" });
  });

  test("throws an error that is not retryable with onError: throw", async () => {
    const demo = await createAskingDemo();
    const [bound] = await bindTools(demo.session, { include: ["DEMO_DELETE"], onError: "throw" });
    const error = await bound!.call({ id: "x" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FailedCallError);
    expect(error).toMatchObject({ isRetryable: false, outcome: { status: "needs_input" } });
  });

  test("returns the outcome of an approved call, also a failure or a block", async () => {
    const results: [object, string][] = [
      [{ resultType: "failed", data: {}, error: "The repository is gone." }, "tool_error"],
      [{ resultType: "blocked", data: {}, error: "Weekdays only.", mayHaveRun: false }, "blocked"],
    ];
    for (const [result, status] of results) {
      const session = fakeSession(() => ({ ...asked, resume: async () => ({ logId: "", ...result }) }));
      const outcome = await callTool(session, fakeTool("X"), {}, { onInputRequired: approve });
      expect(outcome).toMatchObject({ status, error: (result as { error: string }).error });
    }
  });

  test("returns unknown_outcome if the connection is lost after an approval", async () => {
    const facts = { operation: undefined, method: "POST", path: "/x", toolSlug: "X", mayHaveRun: true };
    const resume = (): never => {
      throw new ConnectionError("m", facts);
    };
    const session = fakeSession(() => ({ ...asked, resume }));
    const outcome = await callTool(session, fakeTool("X"), {}, { onInputRequired: approve });
    expect(outcome).toMatchObject({ status: "unknown_outcome" });
  });
});

/** A question of a session without a router. */
const asked = {
  resultType: "input_required",
  data: {},
  error: "Nothing ran.",
  logId: "",
  inputRequests: {
    q: {
      type: "elicitation",
      mode: "form",
      message: "Run X?",
      requested_schema: { type: "object", properties: { decision: { enum: ["approve", "deny"] } } },
    },
  } satisfies InputRequests,
};

describe("a handler that fails", () => {
  test.each(["throws", "rejects"])("runs nothing and reports it if the handler %s", async (way) => {
    const error = new Error("the database is down at /home/me");
    const onInputRequired = way === "throws" ? rejecting(error) : () => Promise.reject(error);
    const { outcome, ran } = await run({}, { onInputRequired });
    expect(ran).toBe(0);
    expect(outcome).toMatchObject({ status: "refused", text: expect.stringContaining("could not prepare the call") });
    expect(outcome.cause).toBe(error);
    expect(JSON.stringify(outcome)).not.toContain("/home");
  });

  test("runs nothing and reports it if the handler throws at a second question", async () => {
    let calls = 0;
    const onInputRequired: OnInputRequired = (question) => {
      if (++calls === 2) throw new Error("the dialog is closed");
      return approve(question);
    };
    const { outcome, ran } = await run({ late: 1 }, { onInputRequired });
    expect({ status: outcome.status, ran, calls }).toEqual({ status: "refused", ran: 0, calls: 2 });
  });

  test.each<[name: string, (id: string) => unknown]>([
    ["a text", () => "yes"],
    ["a number", () => 5],
    ["true", () => true],
    ["a list", () => []],
    ["no answers", () => ({})],
    ["an answer to another question", () => ({ other: { action: "accept", content: { decision: "approve" } } })],
    ["an answer to one question too many", (id) => ({ [id]: { action: "accept" }, other: { action: "accept" } })],
    ["an unknown action", (id) => ({ [id]: { action: "approve" } })],
    ["an answer that is null", (id) => ({ [id]: null })],
    ["the content alone", (id) => ({ [id]: { decision: "approve" } })],
  ])("runs nothing if the handler returns %s", async (_, give) => {
    const onInputRequired: OnInputRequired = ({ inputRequests }) => give(Object.keys(inputRequests)[0]!) as never;
    const { demo, outcome, ran } = await run({}, { onInputRequired });
    expect({ status: outcome.status, ran, sent: demo.executions.length }).toEqual({
      status: "refused",
      ran: 0,
      sent: 1,
    });
  });

  test("rejects with the reason of a run that is aborted while it waits", async () => {
    const controller = new AbortController();
    const reason = new Error("the user left");
    const demo = await createAskingDemo();
    const onInputRequired: OnInputRequired = (question) => {
      queueMicrotask(() => controller.abort(reason));
      return never(question);
    };
    const tool = await toolOf(demo, "DEMO_DELETE");
    const running = callTool(demo.session, tool, { id: "x" }, { onInputRequired, signal: controller.signal });
    await expect(running).rejects.toBe(reason);
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });

  test("rejects with the reason if the handler aborts the run", async () => {
    const controller = new AbortController();
    const onInputRequired: OnInputRequired = (question) => {
      controller.abort("gone");
      return never(question);
    };
    const running = run({}, { onInputRequired, signal: controller.signal });
    await expect(running).rejects.toBe("gone");
  });

  test("leaves the question unanswered after the call's timeout", async () => {
    const controller = new AbortController();
    const onInputRequired: OnInputRequired = (question) => {
      queueMicrotask(() => controller.abort(new DOMException("too slow", "TimeoutError")));
      return never(question);
    };
    const { demo, outcome, ran } = await run({}, { onInputRequired, signal: controller.signal });
    expect({ status: outcome.status, ran, sent: demo.executions.length }).toEqual({
      status: "needs_input",
      ran: 0,
      sent: 1,
    });
  });

  test("does not call the handler after an abort", async () => {
    const controller = new AbortController();
    const session = fakeSession(() => {
      controller.abort("gone");
      return asked;
    });
    const onInputRequired = vi.fn<OnInputRequired>(never);
    const running = callTool(session, fakeTool("X"), {}, { onInputRequired, signal: controller.signal });
    await expect(running).rejects.toBe("gone");
    expect(onInputRequired).not.toHaveBeenCalled();
  });
});

describe("a router that asks again", () => {
  test("asks the person again", async () => {
    const messages: string[] = [];
    const onInputRequired: OnInputRequired = (question) => {
      messages.push(...Object.values(question.inputRequests).map(({ message }) => message));
      return approve(question);
    };
    const { outcome, ran } = await run({ late: 1, message: (_, __, time) => `Run it? (${time})` }, { onInputRequired });
    expect({ status: outcome.status, ran, messages }).toEqual({
      status: "ok",
      ran: 1,
      messages: ["Run it? (1)", "Run it? (2)"],
    });
  });

  test("does not run a call whose changed question stays unanswered", async () => {
    let calls = 0;
    const onInputRequired: OnInputRequired = (question) => (++calls === 1 ? approve(question) : undefined);
    const { outcome, ran } = await run({ late: 1 }, { onInputRequired });
    expect({ status: outcome.status, ran }).toEqual({ status: "needs_input", ran: 0 });
  });

  test("asks the person at most five times", async () => {
    const onInputRequired = vi.fn<OnInputRequired>(approve);
    const { demo, outcome, ran } = await run({ late: 50 }, { onInputRequired });
    expect(onInputRequired).toHaveBeenCalledTimes(5);
    expect({ status: outcome.status, ran, asked: demo.asked() }).toEqual({ status: "needs_input", ran: 0, asked: 6 });
  });

  test("does not ask again after a denial", async () => {
    for (const answer of [decline, deny]) {
      const onInputRequired = vi.fn<OnInputRequired>(answer);
      const { outcome, ran } = await run({ late: 50 }, { onInputRequired });
      expect(onInputRequired).toHaveBeenCalledTimes(1);
      expect({ status: outcome.status, ran }).toEqual({ status: "refused", ran: 0 });
    }
  });

  test("uses an approval of the framework once", async () => {
    const { outcome, ran, demo } = await run({ late: 1 }, { isApproved: true });
    expect({ status: outcome.status, ran, sent: demo.executions.length }).toEqual({
      status: "needs_input",
      ran: 0,
      sent: 2,
    });
    const onInputRequired = vi.fn<OnInputRequired>(approve);
    expect(await run({ late: 1 }, { isApproved: true, onInputRequired })).toMatchObject({
      outcome: { status: "ok" },
      ran: 1,
    });
    expect(onInputRequired).toHaveBeenCalledTimes(1);
  });
});

describe("an approval of the framework", () => {
  test.each<[form: JSONObject, yes: JSONObject]>([
    [form("decision", listing("approve", "deny")), { decision: "approve" }],
    [form("decision", listing("deny", "approve")), { decision: "approve" }],
    [form("choice", listing("Approved", "Denied")), { choice: "Approved" }],
    [form("choice", listing("allowed", "rejected")), { choice: "allowed" }],
    [form("choice", listing("allow", "decline")), { choice: "allow" }],
    [form("x", titled("approve", "deny")), { x: "approve" }],
    [form("approved", { type: "boolean" }), { approved: true }],
    [form("isAllowed", { type: "boolean" }), { isAllowed: true }],
    [form("is_permitted", { type: "boolean" }), { is_permitted: true }],
    [form("confirm", { type: "boolean", default: false }), { confirm: true }],
  ])("answers a form that only asks for approval, once: %j", async (schema, yes) => {
    const onInputRequired = vi.fn<OnInputRequired>();
    const { demo, outcome, ran } = await run({ form: schema, yes }, { isApproved: true, onInputRequired });
    expect(onInputRequired).not.toHaveBeenCalled();
    expect({ status: outcome.status, ran, asked: demo.asked() }).toEqual({ status: "ok", ran: 1, asked: 1 });
  });

  test.each<JSONObject>([
    // The opposite.
    ...["denied", "notApproved", "not_allowed", "disallow", "unconfirmed", "no_approval", "noConsent", "rejected"].map(
      (name) => form(name, { type: "boolean" }),
    ),
    // More than this call.
    ...["alwaysAllow", "allow_all", "approve_forever", "remember_approval", "requires_approval", "skip_approval"].map(
      (name) => form(name, { type: "boolean" }),
    ),
    // Something other than this call.
    ...["dryRun", "consent", "accept", "permission"].map((name) => form(name, { type: "boolean" })),
    form("share_contacts", listing("yes", "no")),
    form("terms", listing("accept", "decline")),
    form("decision", listing("approve", "approve_always", "deny")),
    form("decision", listing("approve")),
    form("decision", listing("approve", "allow")),
    form("decision", listing("once", "always")),
    form("decision", titled("approve", "later")),
    form("decision", { enum: "approve deny" }),
    form("decision", { oneOf: [null, 5] }),
    form("decision", { type: "string" }),
    form("approved", { type: "boolean" }, { comment: { type: "string" } }),
    form("approved", true),
    form("approved", null),
    { type: "object", properties: {} },
    { type: "object", properties: null },
    { type: "object", properties: [{ type: "boolean" }] },
    {},
  ])("leaves any other form to a person: %j", async (schema) => {
    const questions = vi.fn<OnInputRequired>();
    const asks = { form: schema, yes: { yes: true } };
    expect(await run(asks, { isApproved: true, onInputRequired: questions })).toMatchObject({
      outcome: { status: "needs_input" },
      ran: 0,
    });
    expect(questions).toHaveBeenCalledTimes(1);
    const answered = await run(asks, { isApproved: true, onInputRequired: accepting({ yes: true }) });
    expect(answered).toMatchObject({ outcome: { status: "ok" }, ran: 1 });
  });

  test.each(["decline", "cancel"] as const)(
    "does not treat another form as approved if a person answers with %s",
    async (action) => {
      const asks = { form: form("reason", { type: "string" }), yes: { reason: "old" } };
      const onInputRequired = answering({ action, content: { reason: "old" } });
      const { outcome, ran } = await run(asks, { isApproved: true, onInputRequired });
      expect({ status: outcome.status, ran }).toEqual({ status: "refused", ran: 0 });
    },
  );

  test("reports whether the approval or another answer is missing", async () => {
    expect((await run({})).outcome.text).toContain("it needs the user's approval.");
    const other = await run({ form: form("reason", { type: "string" }) });
    expect(other.outcome.text).toContain("it needs the user's answer.");
  });

  test.each([false, undefined])("does not assume an approval if isApproved is %j", async (isApproved) => {
    const onInputRequired = vi.fn<OnInputRequired>();
    expect(await run({}, { isApproved, onInputRequired })).toMatchObject({ ran: 0 });
    expect(onInputRequired).toHaveBeenCalledTimes(1);
  });
});

describe("a batch", () => {
  const answers =
    (first: InputResponses[string], second: InputResponses[string]): OnInputRequired =>
    ({ inputRequests }) => {
      const [a, b] = Object.keys(inputRequests);
      return { [a!]: first, [b!]: second };
    };
  const yes = { action: "accept", content: { decision: "approve" } } as const;
  const no = { action: "decline" } as const;
  const resultsOf = (outcome: ToolOutcome): unknown[] =>
    (outcome as unknown as { data: { results: { error: unknown }[] } }).data.results.map(({ error }) => error);

  test("asks one question for each item that needs an answer, and runs if all are approved", async () => {
    const seen: InputQuestion[] = [];
    const onInputRequired: OnInputRequired = (question) => {
      seen.push(question);
      return approve(question);
    };
    const { outcome, ran } = await runBatch({ onInputRequired });
    expect({ status: outcome.status, ran }).toEqual({ status: "ok", ran: [2, 1] });
    expect(seen.map(({ inputRequests }) => Object.values(inputRequests).map(({ message }) => message))).toEqual([
      ['Run DEMO_DELETE with {"id":"x"}?', 'Run DEMO_DELETE with {"id":"y"}?'],
    ]);
  });

  test("accepts one approval of the framework for the whole batch", async () => {
    const { outcome, ran } = await runBatch({ isApproved: true });
    expect({ status: outcome.status, ran }).toEqual({ status: "ok", ran: [2, 1] });
  });

  test("runs no item before all questions are answered", async () => {
    const { outcome, ran } = await runBatch({});
    expect({ status: outcome.status, ran }).toEqual({ status: "needs_input", ran: [0, 0] });
    const { questions } = JSON.parse(renderOutcome(outcome)) as { questions: string[] };
    expect(questions).toHaveLength(2);
  });

  test("shows the result of each item if a person approves one and denies another", async () => {
    const { outcome, ran } = await runBatch({ onInputRequired: answers(no, yes) });
    expect({ status: outcome.status, ran }).toEqual({ status: "tool_error", ran: [1, 1] });
    expect(resultsOf(outcome)).toEqual(["Not approved, and not executed.", null, null]);
    expect(outcome.text).toBe(
      "1 out of 3 tools failed. The other items succeeded: do not run them again. `results` has the reasons. " +
        "Repeat a failed item only with corrected arguments, and never one that the user or a policy rejected; otherwise tell the user.",
    );
  });

  test("shows items that needed no approval if a person denies all others", async () => {
    const { outcome, ran } = await runBatch({ onInputRequired: decline });
    expect({ status: outcome.status, ran }).toEqual({ status: "tool_error", ran: [0, 1] });
    expect(outcome.text).toMatch(/^2 out of 3 tools failed\. The other items succeeded: .*never one that the user or/);
  });

  test("asks again after a partial denial if the router does", async () => {
    const onInputRequired = vi.fn<OnInputRequired>(answers(no, yes));
    const { outcome, ran } = await runBatch({ onInputRequired }, { late: 1 });
    expect(onInputRequired).toHaveBeenCalledTimes(2);
    expect({ status: outcome.status, ran }).toEqual({ status: "tool_error", ran: [1, 1] });
  });

  test("tells the model not to repeat a batch whose items were all denied", async () => {
    const args = { tools: [item("DEMO_DELETE", { id: "x" })] };
    const { outcome, ran } = await runBatch({ onInputRequired: deny }, {}, args);
    expect({ status: outcome.status, ran }).toEqual({ status: "tool_error", ran: [0, 0] });
    expect(outcome.text).not.toContain("succeeded");
    expect(outcome.text).toContain("never one that the user or a policy rejected");
  });

  test("tells the model that the user denied the batch if it has no results", async () => {
    const failed = { resultType: "failed", data: {}, error: "Not approved.", logId: "" };
    const session = fakeSession(() => ({ ...asked, resume: async () => failed }));
    const outcome = await callTool(session, fakeTool("COMPOSIO_MULTI_EXECUTE_TOOL"), {}, { onInputRequired: decline });
    expect(outcome).toMatchObject({ status: "refused", text: expect.stringContaining("the user did not approve") });
  });

  test("asks a person all questions if one of them asks for more than approval", async () => {
    const { q } = asked.inputRequests;
    const inputRequests = { q, r: { ...q, requested_schema: form("reason", { type: "string" }) } };
    const resume = vi.fn<() => void>();
    const session = fakeSession(() => ({ ...asked, inputRequests, resume }));
    const onInputRequired = vi.fn<OnInputRequired>();
    const outcome = await callTool(session, fakeTool("X"), {}, { isApproved: true, onInputRequired });
    expect(outcome.text).toContain("it needs the user's answer");
    expect(onInputRequired).toHaveBeenCalledWith(expect.objectContaining({ inputRequests }));
    expect(resume).not.toHaveBeenCalled();
  });
});
