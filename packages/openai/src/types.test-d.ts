import type { Session, Tool } from "@tool-router/core";
import type OpenAI from "openai";
import { expectTypeOf, test } from "vitest";
import {
  handleChatToolCalls,
  handleResponseOutput,
  type CallerFunctions,
  toChatTools,
  toResponsesTools,
  toRunnableTools,
} from "./index.ts";

declare const session: Session;
declare const client: OpenAI;
declare const listed: readonly Tool[];

test("converts tools and results for Chat Completions", async () => {
  const mine: OpenAI.ChatCompletionTool = { type: "function", function: { name: "mine" } };
  const tools = [...(await toChatTools(session, { tools: listed, include: ({ tags }) => tags.length > 0 })), mine];
  const messages: OpenAI.ChatCompletionMessageParam[] = [];
  const { choices } = await client.chat.completions.create({ model: "gpt-5", messages, tools });
  const results = await handleChatToolCalls(tools, choices[0]!.message, {
    signal: new AbortController().signal,
    functions: { mine: (args: { zone: string }, { toolCallId }) => args.zone + toolCallId, plain: () => 5 },
  });
  messages.push(choices[0]!.message, ...results.messages);
  expectTypeOf(results.unhandled).toEqualTypeOf<OpenAI.ChatCompletionMessageToolCall[]>();
});

test("converts tools and results for Responses", async () => {
  const tools: OpenAI.Responses.Tool[] = [...(await toResponsesTools(session)), { type: "web_search" }];
  const response = await client.responses.create({ model: "gpt-5", input: "go", tools });
  const { messages: input, unhandled } = await handleResponseOutput(tools, response.output);
  void client.responses.create({ model: "gpt-5", input, previous_response_id: response.id, tools });
  expectTypeOf(unhandled[0]!.call_id).toEqualTypeOf<string>();
});

test("converts tools for runTools", async () => {
  const tools = await toRunnableTools(session, { onError: "return" });
  const runner = client.chat.completions.runTools({ model: "gpt-5", messages: [], tools });
  expectTypeOf(runner.finalContent()).resolves.toEqualTypeOf<string | null>();
  void client.chat.completions.runTools({ model: "gpt-5", messages: [], tools, stream: true });
});

test("rejects wrong uses", async () => {
  const chat = await toChatTools(session);
  const responses = await toResponsesTools(session);
  expectTypeOf(chat).not.toExtend<typeof responses>();
  // @ts-expect-error the two APIs have different shapes
  void client.chat.completions.create({ model: "gpt-5", messages: [], tools: responses });
  // @ts-expect-error the two APIs have different shapes
  void handleResponseOutput(chat, []);
  // @ts-expect-error the tools come first
  void handleChatToolCalls({ tool_calls: [] }, chat);
  // @ts-expect-error functions, not their results
  void ({ mine: "noon" } satisfies CallerFunctions);
  // @ts-expect-error an option that does not exist
  void toChatTools(session, { descriptions: false });
});
