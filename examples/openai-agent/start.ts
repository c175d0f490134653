import { demonstrate } from "@tool-router-examples/research-task";
import { runChatAgent } from "./chat-agent.ts";
import { runResponsesAgent } from "./responses-agent.ts";

const done = await demonstrate({
  "OpenAI Chat Completions": runChatAgent,
  "OpenAI Responses": runResponsesAgent,
});
process.exitCode = done ? 0 : 1;
