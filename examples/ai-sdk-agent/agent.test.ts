import { prepareResearchTask } from "@tool-router-examples/research-task";
import { breakages, smallRepository } from "@tool-router-examples/research-task/testing";
import { createScriptedFetch } from "@tool-router-examples/scripted-openai";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runAgent } from "./agent.ts";

describe("the AI SDK agent", () => {
  beforeEach(() => {
    vi.stubEnv("OPENAI_API_KEY", "");
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("writes down what is really in the repository", async () => {
    await using task = await prepareResearchTask();
    await runAgent(task);

    expect(task.problems()).toEqual([]);
    expect(task.findings().length).toBeGreaterThan(5);
    expect(task.person.pagesSeen).toEqual(["Findings is connected"]);
    expect(task.tally()).toMatchObject({ errors: 1, errorsRecovered: 1 });
  });

  it("does the same with a key for a real model, as that model's API sees it", async () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-test");
    vi.stubEnv("OPENAI_BASE_URL", undefined);
    vi.stubGlobal("fetch", createScriptedFetch());
    await using repository = await smallRepository();
    await using task = await prepareResearchTask({ root: repository.root });
    await runAgent(task);

    expect(task.problems()).toEqual([]);
    expect(task.tally()).toMatchObject({ steps: 9, errorsRecovered: 1 });
  });

  it.each(breakages)("cannot do it with a router $name", async ({ between }) => {
    await using repository = await smallRepository();
    await using task = await prepareResearchTask({ root: repository.root, between });
    await runAgent(task);

    expect(task.problems()).not.toEqual([]);
  });
});
