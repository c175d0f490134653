import { describe, expect, it } from "vitest";
import { mutants } from "./mutants.ts";
import { problemOf } from "./outcome.ts";
import { requirements } from "./requirements.ts";

describe("the local router", () => {
  it.each(
    requirements.map(
      (requirement) => [`${requirement.id}: ${requirement.rule}: ${requirement.expected}`, requirement] as const,
    ),
  )("%s", async (_, requirement) => {
    expect(await problemOf(requirement)).toBeUndefined();
  });
});

it("names every requirement once", () => {
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
});

describe("a router that is wrong is noticed:", () => {
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
