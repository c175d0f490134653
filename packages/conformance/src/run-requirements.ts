import type { Requirement } from "./requirement.ts";
import { requirements } from "./requirements.ts";
import type { MakeRouter } from "./make-router.ts";
import { openWorld } from "./world.ts";

export interface Outcome {
  readonly requirement: Requirement;
  /** Why the requirement does not hold. Undefined if it holds. */
  readonly problem: string | undefined;
}

/** Runs every requirement, each against its own router from `makeRouter`. */
export async function runRequirements(makeRouter?: MakeRouter): Promise<Outcome[]> {
  const results: Outcome[] = [];
  for (const requirement of requirements)
    results.push({ requirement, problem: await findProblem(requirement, makeRouter) });
  return results;
}

/** Runs one requirement. Returns why it does not hold, or undefined. */
export async function findProblem(requirement: Requirement, makeRouter?: MakeRouter): Promise<string | undefined> {
  try {
    await requirement.check((options) => openWorld(makeRouter, options));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
