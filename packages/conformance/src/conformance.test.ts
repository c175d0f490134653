import { describe, expect, test } from "vitest";
import { mutants } from "./mutants.ts";
import { findProblem } from "./run-requirements.ts";
import type { Requirement } from "./requirement.ts";
import { requirements } from "./requirements.ts";
import { persistentRouters, type StoreKind } from "./persistent-routers.ts";

describe("the local router", () => {
  test.each(
    requirements.map(
      (requirement) => [`${requirement.id}: ${requirement.rule}: ${requirement.expected}`, requirement] as const,
    ),
  )("%s", async (_, requirement) => {
    expect(await findProblem(requirement)).toBeUndefined();
  });
});

const redisUrl = process.env["TEST_REDIS_URL"];

describe("the local router on a persistent store", () => {
  test.skipIf(redisUrl === undefined)("meets all requirements with Redis", { timeout: 60_000 }, async () => {
    expect(await problemsOn("redis", requirements)).toEqual([]);
  });

  // `pnpm conformance --store sqlite` runs all requirements.
  test("meets a sample of the requirements with SQLite", { timeout: 60_000 }, async () => {
    const some = requirements.filter((_, index) => index % 4 === 0);
    expect(await problemsOn("sqlite", some)).toEqual([]);
  });
});

async function problemsOn(kind: StoreKind, wanted: readonly Requirement[]): Promise<string[]> {
  const { makeRouter, clear } = persistentRouters(kind, redisUrl);
  const problems: string[] = [];
  for (const requirement of wanted) {
    const problem = await findProblem(requirement, makeRouter);
    if (problem !== undefined) problems.push(`${requirement.id}: ${problem}`);
  }
  await clear();
  return problems;
}

test("gives each requirement a unique id", () => {
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
});

/** Beginnings of the words of a text. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .match(/[a-z]{4,}/g)
    ?.map((word) => word.slice(0, 5)) ?? [];
const requirementWords = new Map(
  requirements.map((requirement) => {
    const { section, id, rule, expected } = requirement;
    return [requirement, new Set(wordsOf(`${section} ${id} ${rule} ${expected}`))] as const;
  }),
);
const frequency = new Map<string, number>();
for (const words of requirementWords.values()) {
  for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
}

/** Requirements that share rare words with the name of a bug come first: they are likely to detect it. */
function likelyFirst(bug: string): Requirement[] {
  const wanted = new Set(wordsOf(bug));
  const score = (requirement: Requirement): number =>
    [...(requirementWords.get(requirement) ?? [])]
      .filter((word) => wanted.has(word))
      .reduce((sum, word) => sum + 1 / (frequency.get(word) ?? 1), 0);
  return requirements.toSorted((a, b) => score(b) - score(a));
}

describe("the requirements detect a router with this bug:", { timeout: 60_000 }, () => {
  test.each([...mutants])("%s", async (name, makeRouter) => {
    // One requirement is enough here. `pnpm conformance` counts all of them.
    let isDetected = false;
    for (const requirement of likelyFirst(name)) {
      isDetected = (await findProblem(requirement, makeRouter)) !== undefined;
      if (isDetected) break;
    }
    expect(isDetected).toBe(true);
  });
});
