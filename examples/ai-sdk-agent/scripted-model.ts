import { scriptedReply, type Turn } from "@tool-router-examples/research-task";
import type { LanguageModel } from "ai";
import { MockLanguageModelV4 } from "ai/test";

type CallOptions = Parameters<MockLanguageModelV4["doGenerate"]>[0];
type Output = Extract<Message, { role: "tool" }>["content"][number];
type Message = CallOptions["prompt"][number];

/** The AI SDK's own mock, answering by the script. */
export function createScriptedModel(): LanguageModel {
  return new MockLanguageModelV4({
    modelId: "scripted",
    async doGenerate({ prompt, tools = [] }) {
      const reply = scriptedReply({ tools: tools.map(({ name }) => name), turns: prompt.flatMap(turnsOf) });
      return {
        content: reply.calls
          ? reply.calls.map((call) => ({
              type: "tool-call",
              toolCallId: call.id,
              toolName: call.name,
              input: JSON.stringify(call.arguments),
            }))
          : [{ type: "text", text: reply.text }],
        finishReason: { unified: reply.calls ? "tool-calls" : "stop", raw: undefined },
        usage: {
          inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
          outputTokens: { total: 0, text: 0, reasoning: 0 },
        },
        warnings: [],
      };
    },
  });
}

function turnsOf(message: Message): Turn[] {
  if (message.role === "user") {
    return [{ role: "user", text: message.content.map((part) => (part.type === "text" ? part.text : "")).join("") }];
  }
  return message.role === "tool" ? message.content.map((part) => ({ role: "tool", ...answerOf(part) })) : [];
}

function answerOf(part: Output): { callId: string; text: string } {
  if (part.type !== "tool-result") throw new Error(`The model cannot read a ${part.type}`);
  const { toolCallId: callId, output } = part;
  if (output.type === "text" || output.type === "error-text") return { callId, text: output.value };
  if (output.type === "json" || output.type === "error-json") return { callId, text: JSON.stringify(output.value) };
  throw new Error(`The model cannot read a result of type ${output.type}`);
}
