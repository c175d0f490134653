/* oxlint-disable typescript/no-unnecessary-type-assertion -- the types differ from version to version */
// Runs with AI SDK 6 and 7: their mocks and a few names differ.
import assert from "node:assert/strict";
import { toAISDKTools, toolApproval } from "@tool-router/ai-sdk";
import * as ai from "ai";
import * as testing from "ai/test";
import { answer as send, openSession, session } from "./session.ts";

const { MockLanguageModelV4, MockLanguageModelV3 } = testing as unknown as Record<
  string,
  new (options: object) => ai.LanguageModel
>;
const Mock = MockLanguageModelV4 ?? MockLanguageModelV3!;
const usage = { inputTokens: { total: 1 }, outputTokens: { total: 1 } };
const turn = (content: object[], unified: string): object => ({
  content,
  finishReason: { unified, raw: undefined },
  usage,
  warnings: [],
});
const call = (toolCallId: string, toolName: string, input: object): object => ({
  type: "tool-call",
  toolCallId,
  toolName,
  input: JSON.stringify(input),
});
const calls = [call("1", "DEMO_ADD", { a: 1, b: 2 }), call("2", "DEMO_FAIL", {}), call("3", "DEMO_DELETE", {})];

const tools: ai.ToolSet = await toAISDKTools(session, {
  approval: "destructive",
  include: ["DEMO_ADD", "DEMO_FAIL", "DEMO_DELETE"],
});
const turns = [turn(calls, "tool-calls"), turn([{ type: "text", text: "done" }], "stop")];
// The first mocks of 6 begin with the second entry of a list.
const model = new Mock({ doGenerate: async () => turns.shift() });
const result = await ai.generateText({ model, tools, prompt: "go", stopWhen: ai.stepCountIs(3) });
const asked = result.content.filter(({ type }) => type === "tool-approval-request");
assert.equal(asked.length, 1);
const outputs = result.steps[0]!.toolResults.map(({ output }) => (output as { status: string }).status);
assert.deepEqual(outputs, ["ok", "tool_error"]);
assert.deepEqual(Object.keys(toolApproval(tools, "destructive")).toSorted(), ["DEMO_ADD", "DEMO_DELETE", "DEMO_FAIL"]);
const gone = { toolCallId: "1", messages: [], abortSignal: AbortSignal.abort(new Error("gone")), context: {} };
await assert.rejects(async () => tools["DEMO_ADD"]!.execute!({ a: 1, b: 1 }, gone as never), /gone/);

// A conversation as a browser holds it: streamed, asked for approval, allowed and refused, and read by the next model.
const prompts: unknown[] = [];
const parts = [
  calls,
  [
    { type: "text-start", id: "1" },
    { type: "text-delta", id: "1", delta: "done" },
    { type: "text-end", id: "1" },
  ],
];
const streamer = new Mock({
  doStream: async ({ prompt }: { prompt: unknown }) => {
    const unified = prompts.push(prompt) === 1 ? "tool-calls" : "stop";
    const finish = { type: "finish", finishReason: { unified, raw: undefined }, usage };
    const chunks = [{ type: "stream-start", warnings: [] }, ...parts[prompts.length - 1]!, finish];
    return { stream: ai.simulateReadableStream({ chunks }) };
  },
});

async function answer(messages: ai.UIMessage[]): Promise<ai.UIMessage> {
  const streamed = ai.streamText({
    model: streamer,
    tools,
    messages: await ai.convertToModelMessages(await ai.validateUIMessages({ messages }), { tools }),
  });
  const stream = streamed.toUIMessageStream({ originalMessages: messages });
  const before = messages.at(-1)!;
  let last = before;
  const begun = before.role === "assistant" ? { message: before } : {};
  for await (const message of ai.readUIMessageStream({ ...begun, stream })) last = message;
  return JSON.parse(JSON.stringify(last)) as ai.UIMessage;
}

const question: ai.UIMessage = { id: "u1", role: "user", parts: [{ type: "text", text: "go" }] };
const reply = await answer([question]);
const states = (message: ai.UIMessage): unknown[] =>
  message.parts.flatMap((part) => (part.type === "dynamic-tool" ? [part.state] : []));
assert.deepEqual(states(reply), ["output-available", "output-available", "approval-requested"]);
for (const part of reply.parts) {
  if (part.type !== "dynamic-tool" || part.state !== "approval-requested") continue;
  const { id } = part.approval;
  Object.assign(part, { state: "approval-responded", approval: { id, approved: true } });
}
const last = await answer([question, reply]);
assert.deepEqual(states(last), ["output-available", "output-available", "output-available"]);
const read = JSON.stringify(prompts.at(-1));
for (const text of [
  '{"type":"text","value":"{\\"sum\\":3}"}',
  '{"type":"error-json","value":{"error":"DEMO_FAIL failed: no',
])
  assert.ok(read.includes(text), `${text} is not in ${read}`);
assert.ok(!/stack|trs_|ak_/.test(JSON.stringify(last)), "what the browser sees");

// A router that asks before DEMO_DELETE. The SDK asks its user first, and the router hears of the answer.
const counts = { questions: 0, runs: 0 };
const schema = { type: "object", properties: { decision: { type: "string", enum: ["approve", "deny"] } } };
const routerQuestion = { type: "elicitation", mode: "form", message: "Run DEMO_DELETE?", requested_schema: schema };
interface Body {
  tool_slug: string;
  input_responses?: { q: { content?: { decision: string } } };
}
const asking = await openSession(async (url, init) => {
  const { input_responses: answers, ...body } = JSON.parse((init.body as string | undefined) ?? "{}") as Body;
  if (!url.endsWith("/execute") || body.tool_slug !== "DEMO_DELETE") return send(url, init);
  if (answers?.q.content?.decision === "approve" && ++counts.runs > 0) return send(url, init);
  counts.questions++;
  return Response.json({
    result_type: "input_required",
    input_requests: { q: routerQuestion },
    request_state: "secret",
  });
});
const config = { ...asking.config, tags: { require_approval: ["destructiveHint" as const] } };
const deletion = call("1", "DEMO_DELETE", {});
const user: ai.ModelMessage = { role: "user", content: "go" };

async function generate(given: ai.ToolSet, messages: ai.ModelMessage[], ...contents: object[][]) {
  const left = [...contents, [{ type: "text", text: "done" }]];
  const doGenerate = async (): Promise<object> => turn(left.shift()!, left.length > 0 ? "tool-calls" : "stop");
  return ai.generateText({ model: new Mock({ doGenerate }), tools: given, messages, stopWhen: ai.stepCountIs(3) });
}

for (const approved of [true, false]) {
  const predicted = await toAISDKTools({ ...asking, config }, { include: ["DEMO_DELETE"] });
  Object.assign(counts, { questions: 0, runs: 0 });
  const first = await generate(predicted, [user], [deletion]);
  const requests = first.content.flatMap((part) => (part.type === "tool-approval-request" ? [part.approvalId] : []));
  assert.equal(requests.length, 1);
  assert.deepEqual(counts, { questions: 0, runs: 0 });
  const content = requests.map((approvalId) => ({ type: "tool-approval-response" as const, approvalId, approved }));
  const answered: ai.ModelMessage[] = [user, ...first.response.messages, { role: "tool", content }];
  const second = await generate(predicted, answered);
  assert.deepEqual(counts, approved ? { questions: 1, runs: 1 } : { questions: 0, runs: 0 });
  assert.ok(!JSON.stringify([first.response, second.response]).includes("secret"));

  // An approval of an earlier turn approves no later call, not even one with the same id.
  const plain = await toAISDKTools(asking, { include: ["DEMO_DELETE"] });
  const output = { type: "text" as const, value: "{}" };
  const done = { type: "tool-result" as const, toolCallId: "1", toolName: "DEMO_DELETE", output };
  const ended: ai.ModelMessage[] = [...answered.slice(0, -1), { role: "tool", content: [...content, done] }];
  const { runs } = counts;
  for (const messages of [ended, [...ended, user]]) {
    const { steps } = await generate(plain, messages, [deletion]);
    assert.equal((steps[0]!.toolResults[0]!.output as { status: string }).status, "needs_input");
  }
  assert.equal(counts.runs, runs);
}

// An abort in the middle of a stream ends the call.
const controller = new AbortController();
let begun: (signal: AbortSignal | null | undefined) => void = () => {};
const sent = new Promise<AbortSignal | null | undefined>((resolve) => (begun = resolve));
const slow = await openSession((url, init) =>
  url.endsWith("/execute")
    ? new Promise((_, reject) => {
        init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
        begun(init.signal);
      })
    : send(url, init),
);
prompts.length = 0;
const aborted = ai.streamText({
  model: streamer,
  tools: await toAISDKTools(slow, { include: ["DEMO_ADD"] }),
  prompt: "go",
  abortSignal: controller.signal,
});
const seen: string[] = [];
const reading = (async () => {
  for await (const { type } of aborted.fullStream) seen.push(type);
})();
const signal = await sent;
controller.abort(new Error("gone"));
await reading;
assert.equal(seen.at(-1), "abort");
assert.equal(signal?.aborted, true);
