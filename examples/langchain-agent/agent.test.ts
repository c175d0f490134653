import { testAgent, testRealModel } from "@tool-router-examples/research-task/testing";
import { createScriptedFetch } from "@tool-router-examples/scripted-openai";
import { describe } from "vitest";
import { runAgent } from "./agent.ts";

describe("the LangChain agent", () => {
  testAgent(runAgent);
  testRealModel(runAgent, createScriptedFetch);
});
