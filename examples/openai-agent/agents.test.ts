import { prepareResearchTask } from "@tool-router-examples/research-task";
import { breakages, smallRepository } from "@tool-router-examples/research-task/testing";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { runChatAgent } from "./chat-agent.ts";
import { runResponsesAgent } from "./responses-agent.ts";

const agents = [
  { name: "Chat Completions", runAgent: runChatAgent },
  { name: "Responses", runAgent: runResponsesAgent },
];

describe.each(agents)("the OpenAI agent with $name", ({ runAgent }) => {
  beforeEach(() => {
    vi.stubEnv("OPENAI_API_KEY", "");
  });

  it("writes down what is really in the repository", async () => {
    await using task = await prepareResearchTask();
    await runAgent(task);

    expect(task.problems()).toEqual([]);
    expect(task.findings().length).toBeGreaterThan(5);
    expect(task.person.pagesSeen).toEqual(["Findings is connected"]);
    expect(task.tally()).toMatchObject({ errors: 1, errorsRecovered: 1 });
  });

  it.each(breakages)("cannot do it with a router $name", async ({ between }) => {
    await using repository = await smallRepository();
    await using task = await prepareResearchTask({ root: repository.root, between });
    await runAgent(task);

    expect(task.problems()).not.toEqual([]);
  });
});
