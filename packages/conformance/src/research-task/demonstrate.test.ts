import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { demonstrate } from "./demonstrate.ts";
import { runAgent } from "./run-agent.ts";
import { breakages } from "./testing/breakages.ts";
import { smallRepository } from "./testing/small-repository.ts";

const example = (path: string): string => fileURLToPath(new URL(`../../../../examples/${path}`, import.meta.url));
const agents = {
  "AI SDK generateText": example("ai-sdk-agent/agent.mts"),
  "LangChain createAgent": example("langchain-agent/agent.mts"),
  "OpenAI Chat Completions": example("openai-agent/chat-agent.mts"),
  "OpenAI Responses": example("openai-agent/responses-agent.mts"),
};
const chat = { chat: agents["OpenAI Chat Completions"] };

beforeEach(() => {
  vi.stubEnv("OPENAI_API_KEY", undefined);
  return () => vi.restoreAllMocks();
});

describe("the demo", { timeout: 60_000 }, () => {
  test.each(Object.entries(agents))("%s does the task", async (_, file) => {
    await using repository = await smallRepository();
    const { output, rows, problems } = await runAgent(file, { root: repository.root });
    expect(problems).toEqual([]);
    expect(rows).toBe(2);
    expect(output).toContain("called COMPOSIO_SEARCH_TOOLS\n");
    expect(output).toContain("The page now says");
  });

  test.each([
    ["does the task", undefined, true],
    ["fails when the router reports writes that it did not make", breakages.at(-1), false],
    ["fails when links do not connect", breakages.find(({ name }) => name === "whose links do not connect"), false],
  ])("%s", async (_, breakage, expected) => {
    const print = vi.spyOn(console, "log").mockReturnValue();
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
    expect(await demonstrate(chat, { between: breakage?.between })).toBe(expected);
    const printed = print.mock.calls.flat().join("\n");
    expect(printed).toMatch(expected ? /^chat .* ok$/m : /^chat .* FAILED\n {2}- no finding on /m);
  });

  test("fails when an agent cannot start", async () => {
    await using repository = await smallRepository();
    const { problems } = await runAgent(example("missing.mts"), { root: repository.root });
    expect(problems[0]).toMatch(/^The agent exited with 1: .*Cannot find module/s);
  });
});
