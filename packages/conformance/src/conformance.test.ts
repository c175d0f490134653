import { describe, expect, it } from "vitest";
import { mutants } from "./mutants.ts";
import { problemOf } from "./outcome.ts";
import type { Requirement } from "./requirement.ts";
import { requirements } from "./requirements.ts";
import { routersOn, type StoreKind } from "./routers-on-stores.ts";

describe("the local router", () => {
  it.each(
    requirements.map(
      (requirement) => [`${requirement.id}: ${requirement.rule}: ${requirement.expected}`, requirement] as const,
    ),
  )("%s", async (_, requirement) => {
    expect(await problemOf(requirement)).toBeUndefined();
  });
});

const redisUrl = process.env["TEST_REDIS_URL"];

describe("the local router with its state elsewhere", () => {
  it.skipIf(redisUrl === undefined)("does all of it on a Redis", { timeout: 60_000 }, async () => {
    expect(await problemsOn("redis", requirements)).toEqual([]);
  });

  // A folder is slow, since the disk has to be done with each write: `pnpm conformance --store folder` does all of it.
  it("does it on a folder", { timeout: 60_000 }, async () => {
    const some = requirements.filter((_, index) => index % 12 === 0);
    expect(await problemsOn("folder", some)).toEqual([]);
  });
});

async function problemsOn(kind: StoreKind, wanted: readonly Requirement[]): Promise<string[]> {
  const { makeRouter, clear } = routersOn(kind, redisUrl);
  const problems: string[] = [];
  for (const requirement of wanted) {
    const problem = await problemOf(requirement, makeRouter);
    if (problem !== undefined) problems.push(`${requirement.id}: ${problem}`);
  }
  await clear();
  return problems;
}

it("names every requirement once", () => {
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
});

// A mistake that only the last requirements notice takes as long as all of them.
describe("a router that is wrong is noticed:", { timeout: 60_000 }, () => {
  it.each([...mutants])("%s", async (_, makeRouter) => {
    // The first that notices is enough; the report counts them all.
    let isNoticed = false;
    for (const requirement of requirements) {
      isNoticed ||= (await problemOf(requirement, makeRouter)) !== undefined;
      if (isNoticed) break;
    }
    expect(isNoticed).toBe(true);
  });
});
