import type { Turn } from "../conversation.ts";
import { scriptedReply } from "../scripted-reply.ts";
import type {
  ChatCompletion,
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import { textOf } from "./text-of.ts";

/** The Chat Completions API as the script answers it. */
export function scriptedChat({ messages, tools = [] }: ChatCompletionCreateParamsNonStreaming): ChatCompletion {
  const { calls, text } = scriptedReply({
    tools: tools.map((tool) => (tool.type === "function" ? tool.function.name : tool.custom.name)),
    turns: messages.flatMap(turnsOf),
  });
  const toolCalls = calls?.map(({ id, name, arguments: args }) => ({
    id,
    type: "function" as const,
    function: { name, arguments: JSON.stringify(args) },
  }));
  return {
    id: `chatcmpl_${messages.length}`,
    object: "chat.completion",
    created: 0,
    model: "scripted",
    choices: [
      {
        index: 0,
        finish_reason: toolCalls ? "tool_calls" : "stop",
        logprobs: null,
        message: {
          role: "assistant",
          content: text ?? null,
          refusal: null,
          ...(toolCalls && { tool_calls: toolCalls }),
        },
      },
    ],
  };
}

function turnsOf(message: ChatCompletionMessageParam): Turn[] {
  if (message.role === "user") return [{ role: "user", text: textOf(message.content) }];
  if (message.role === "tool") return [{ role: "tool", callId: message.tool_call_id, text: textOf(message.content) }];
  return [];
}
