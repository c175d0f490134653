import type { Target } from "./target.ts";

/** One attack. It rejects with what the attacker got; it resolves if the victim held. */
export interface Attack {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** A mistake put into the target, which at least one attack of the class has to succeed against. */
export type Mutant = readonly [name: string, change: (target: Target) => Target];

/** Attacks of one kind, and the victims that they share. */
export interface AttackClass {
  readonly title: string;
  /** Starts the victims. Nothing that an attack does may make a later one pass. */
  readonly open: (target: Target) => Promise<Opened>;
  readonly mutants: readonly Mutant[];
  /** How many attacks run at once. Default: 1. */
  readonly concurrency?: number;
}

export interface Opened {
  readonly attacks: readonly Attack[];
  readonly close?: () => Promise<void>;
}

export interface Outcome {
  readonly name: string;
  /** What the attacker got; undefined if the victim held. */
  readonly problem: string | undefined;
}

/**
 * Runs the attacks of a class.
 *
 * @param until - ends the run early, such as at the first attack that succeeds.
 */
export async function runClass(
  { open, concurrency = 1 }: AttackClass,
  target: Target,
  until: (outcome: Outcome) => boolean = () => false,
): Promise<Outcome[]> {
  const { attacks, close } = await open(target);
  const outcomes: Outcome[] = [];
  const left = attacks.values();
  const work = async (): Promise<void> => {
    for (const attack of left) {
      const outcome = { name: attack.name, problem: await problemOf(attack) };
      outcomes.push(outcome);
      if (outcomes.some(until)) return;
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
  } finally {
    await close?.();
  }
  return outcomes;
}

/** How long an attack may keep its victim busy, in milliseconds, before it counts as having stopped it. */
const PATIENCE_MS = 15_000;

async function problemOf({ run }: Attack): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([run(), overdue]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Throws what the attacker got, unless the condition holds. */
export function must(condition: boolean, gained: string): asserts condition {
  if (!condition) throw new Error(gained);
}

/** A value as a short text for a report. */
export function shown(value: unknown, length = 300): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > length ? `${text.slice(0, length)}… (${text.length} characters)` : text;
}
