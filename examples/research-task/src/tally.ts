/** What an agent did, in numbers. */
export interface Tally {
  readonly steps: number;
  /** Tools that the model called. */
  readonly toolCalls: number;
  /** App tools that these ran in batches. */
  readonly appToolRuns: number;
  readonly errors: number;
  /** Errors after which the same tool succeeded. */
  readonly errorsRecovered: number;
}

/** One run of a tool; a batch is its items, not a run of its own. */
export interface ToolRun {
  readonly slug: string;
  readonly failed: boolean;
}

export function countErrors(runs: readonly ToolRun[]): Pick<Tally, "errors" | "errorsRecovered"> {
  const errors = [...runs.entries()].filter(([, { failed }]) => failed);
  const recovered = errors.filter(([index, { slug }]) =>
    runs.slice(index + 1).some((run) => run.slug === slug && !run.failed),
  );
  return { errors: errors.length, errorsRecovered: recovered.length };
}
