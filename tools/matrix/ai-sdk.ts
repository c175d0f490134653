/* oxlint-disable typescript/no-unnecessary-type-assertion -- the types differ from version to version */
// Runs with AI SDK 6 and 7: their mocks and a few names differ.
import assert from "node:assert/strict";
import { toAISDKTools, toolApproval } from "@tool-router/ai-sdk";
import * as ai from "ai";
import * as testing from "ai/test";
import { session } from "./session.ts";

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
