import assert from "node:assert/strict";
import {
  handleChatToolCalls,
  handleResponseOutput,
  toChatTools,
  toResponsesTools,
  toRunnableTools,
} from "@tool-router/openai";
import OpenAI from "openai";
import { session } from "./session.ts";

const calls = [
  ["1", "DEMO_ADD", '{"a":1,"b":2}'],
  ["2", "DEMO_FAIL", "{}"],
  ["3", "NOPE", "{oops"],
] as const;
const toolCalls = calls.map(([id, name, args]) => ({
  id,
  type: "function" as const,
  function: { name, arguments: args },
}));
const turns = [
  { role: "assistant", content: null, tool_calls: toolCalls.slice(0, 2) },
  { role: "assistant", content: "done" },
];
let requests = 0;
const client = new OpenAI({
  apiKey: "x",
  maxRetries: 0,
  fetch: async () =>
    Response.json({
      id: "c",
      object: "chat.completion",
      created: 0,
      model: "m",
      choices: [{ index: 0, finish_reason: "stop", message: turns[requests++] }],
    }),
});

const tools: OpenAI.ChatCompletionTool[] = await toChatTools(session);
const chat = await handleChatToolCalls(tools, { tool_calls: toolCalls });
const messages: OpenAI.ChatCompletionMessageParam[] = chat.messages;
assert.deepEqual(
  messages.map((message) => (message as { tool_call_id: string }).tool_call_id),
  ["1", "2", "3"],
);

const responses: OpenAI.Responses.Tool[] = await toResponsesTools(session);
const output = calls.map(([call_id, name, args]) => ({
  type: "function_call" as const,
  call_id,
  name,
  arguments: args,
}));
const input: OpenAI.Responses.ResponseInput = (await handleResponseOutput(responses, output)).messages;
assert.equal(input.length, 3);

const runner = client.chat.completions.runTools({
  model: "m",
  messages: [{ role: "user", content: "go" }],
  tools: await toRunnableTools(session),
});
assert.equal(await runner.finalContent(), "done");
