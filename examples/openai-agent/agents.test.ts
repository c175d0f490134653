import { testAgent } from "@tool-router-examples/research-task/testing";
import { describe } from "vitest";
import { runChatAgent } from "./chat-agent.ts";
import { runResponsesAgent } from "./responses-agent.ts";

describe("the OpenAI agent with Chat Completions", () => {
  testAgent(runChatAgent);
});
describe("the OpenAI agent with Responses", () => {
  testAgent(runResponsesAgent);
});
