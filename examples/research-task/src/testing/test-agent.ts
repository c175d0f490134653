import { beforeEach, expect, it, vi } from "vitest";
import { prepareResearchTask, type ResearchTask } from "../research-task.ts";
import { breakages } from "./breakages.ts";
import { smallRepository } from "./small-repository.ts";

/** What every example agent must do with the scripted model, and must not be able to do. */
export function testAgent(runAgent: (task: ResearchTask) => Promise<void>): void {
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
}

/** What an agent must do with a model of OpenAI, by way of the global `fetch` that stands in for it. */
export function testRealModel(
  runAgent: (task: ResearchTask) => Promise<void>,
  scriptedFetch: () => typeof globalThis.fetch,
): void {
  it("does the same with a key for a real model, as that model's API sees it", async () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-test");
    vi.stubEnv("OPENAI_BASE_URL", undefined);
    vi.stubGlobal("fetch", scriptedFetch());
    try {
      await using repository = await smallRepository();
      await using task = await prepareResearchTask({ root: repository.root });
      await runAgent(task);

      expect(task.problems()).toEqual([]);
      expect(task.tally()).toMatchObject({ steps: 9, errorsRecovered: 1 });
    } finally {
      vi.unstubAllGlobals();
    }
  });
}
