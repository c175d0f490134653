import type { Requirement } from "./requirement.ts";
import { requirements } from "./requirements.ts";
import { openWorld, type MakeRouter } from "./world.ts";

export interface Outcome {
  readonly requirement: Requirement;
  /** Why it does not hold; undefined if it does. */
  readonly problem: string | undefined;
}

/** Runs every requirement against routers of one make. */
export async function outcomes(makeRouter?: MakeRouter): Promise<Outcome[]> {
  const results: Outcome[] = [];
  for (const requirement of requirements)
    results.push({ requirement, problem: await problemOf(requirement, makeRouter) });
  return results;
}

export async function problemOf(requirement: Requirement, makeRouter?: MakeRouter): Promise<string | undefined> {
  try {
    await requirement.check((options) => openWorld(makeRouter, options));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
