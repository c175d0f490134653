import { describe, expect, test } from "vitest";
import { approvalMutants } from "./approval-mutants.ts";
import { mutants } from "./mutants.ts";
import { problemOf } from "./outcome.ts";
import type { Requirement } from "./requirement.ts";
import { requirements } from "./requirements.ts";
import { routersOn, type StoreKind } from "./routers-on-stores.ts";

describe("the local router", () => {
  test.each(
    requirements.map(
      (requirement) => [`${requirement.id}: ${requirement.rule}: ${requirement.expected}`, requirement] as const,
    ),
  )("%s", async (_, requirement) => {
    expect(await problemOf(requirement)).toBeUndefined();
  });
});

const redisUrl = process.env["TEST_REDIS_URL"];

describe("the local router with its state elsewhere", () => {
  test.skipIf(redisUrl === undefined)("does all of it on a Redis", { timeout: 60_000 }, async () => {
    expect(await problemsOn("redis", requirements)).toEqual([]);
  });

  // A folder is slow, since the disk has to be done with each write: `pnpm conformance --store folder` does all of it.
  test("does it on a folder", { timeout: 60_000 }, async () => {
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

test("names every requirement once", () => {
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
});

const approvalMutantNames = new Set(approvalMutants.map(([name]) => name));
const isAboutApprovals = ({ section }: Requirement): boolean => section === "approvals" || section === "hooks";
const approvalsFirst = requirements.toSorted((a, b) => Number(isAboutApprovals(b)) - Number(isAboutApprovals(a)));

describe("a router that is wrong is noticed:", { timeout: 60_000 }, () => {
  test.each([...mutants])("%s", async (name, makeRouter) => {
    // The first requirement that notices is enough, so the likely ones run first. The report counts them all.
    const ordered = approvalMutantNames.has(name) ? approvalsFirst : requirements;
    let isNoticed = false;
    for (const requirement of ordered) {
      isNoticed = (await problemOf(requirement, makeRouter)) !== undefined;
      if (isNoticed) break;
    }
    expect(isNoticed).toBe(true);
  });
});
