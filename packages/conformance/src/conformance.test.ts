import { describe, expect, test } from "vitest";
import { approvalMutants } from "./approval-mutants.ts";
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

const approvalMutantNames = new Set(approvalMutants.map(([name]) => name));
const isAboutApprovals = ({ section }: Requirement): boolean => section === "approvals" || section === "hooks";
const approvalsFirst = requirements.toSorted((a, b) => Number(isAboutApprovals(b)) - Number(isAboutApprovals(a)));

describe("the requirements detect a router with this bug:", { timeout: 60_000 }, () => {
  test.each([...mutants])("%s", async (name, makeRouter) => {
    // One requirement is enough here, so the likely ones run first. The report counts all of them.
    const ordered = approvalMutantNames.has(name) ? approvalsFirst : requirements;
    let isDetected = false;
    for (const requirement of ordered) {
      isDetected = (await findProblem(requirement, makeRouter)) !== undefined;
      if (isDetected) break;
    }
    expect(isDetected).toBe(true);
  });
});
