import assert from "node:assert/strict";
import { AIMessage } from "@langchain/core/messages";
import type { StructuredToolInterface } from "@langchain/core/tools";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { interruptOn, toLangChainTools } from "@tool-router/langchain";
import { session } from "./session.ts";

const tools: StructuredToolInterface[] = await toLangChainTools(session);
const tool_calls = [
  { id: "1", name: "DEMO_ADD", args: { a: 1, b: 2 } },
  { id: "2", name: "DEMO_FAIL", args: {} },
  { id: "3", name: "DEMO_ADD", args: { a: "one" } },
];
const message = new AIMessage({ content: "", tool_calls });
const { messages } = (await new ToolNode(tools).invoke({ messages: [message] })) as {
  messages: { status?: string; tool_call_id: string }[];
};
const answers = messages.map(({ tool_call_id, status }) => [tool_call_id, status ?? "success"]);
assert.deepEqual(answers, [
  ["1", "success"],
  ["2", "error"],
  ["3", "error"],
]);
const [add] = tools.filter(({ name }) => name === "DEMO_ADD");
await assert.rejects(add!.invoke({ a: 1, b: 1 }, { signal: AbortSignal.abort(new Error("gone")) }));
const when = interruptOn(tools, "destructive")["DEMO_DELETE"]!.when;
assert.equal(await when({ toolCall: { args: {} } }), true);
