import { beforeEach, describe, expect, it, vi } from "vitest";
import { demonstrate } from "./demonstrate.ts";
import { runPlainAgent } from "./testing/plain-agent.ts";

describe("the demonstration", () => {
  let printed: string[];
  beforeEach(() => {
    printed = [];
    vi.stubEnv("OPENAI_API_KEY", "");
    vi.spyOn(console, "log").mockImplementation((line: string) => printed.push(line));
    return () => vi.restoreAllMocks();
  });

  it("prints what every agent did, and is content", async () => {
    expect(await demonstrate({ plain: runPlainAgent })).toBe(true);

    const text = printed.join("\n");
    expect(text).toContain("A scripted model");
    expect(text).toMatch(/FINDINGS_INSERT_FINDINGS +ok/);
    expect(text).toMatch(/@tool-router\/core +\d+ +\d+ {2}A small, exact client/);
    // How many batches that takes depends on the number of packages.
    expect(text).toMatch(/ plain +9 +\d+ +\d+ +1 of 1 +\d+ +\d+ ms +ok$/m);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("is not content with one agent that throws and one that does nothing, and says why", async () => {
    const agents = { thrower: () => Promise.reject(new TypeError("No model")), idler: () => Promise.resolve() };
    expect(await demonstrate(agents)).toBe(false);

    const text = printed.join("\n");
    expect(text).toMatch(/ thrower .* FAILED$/m);
    expect(text).toContain("thrower did not reach its result:\n  - TypeError: No model\n");
    expect(text).toMatch(/idler did not reach its result:\n {2}- no finding on /);
    expect(text).toContain("What to do:");
  });

  it("explains that the hosted router does not have this task's tools", async () => {
    vi.stubEnv("COMPOSIO_BASE_URL", "https://router.example.com");
    vi.stubEnv("OPENAI_API_KEY", "sk-test");
    await demonstrate({});
    expect(printed.slice(0, 2)).toEqual([
      expect.stringContaining("A real model"),
      expect.stringContaining("on the local router only"),
    ]);
  });
});
