export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/**
 * Measures the candidates in turn, for several rounds. The order rotates, so that no candidate is always first. Warm-up
 * rounds are discarded.
 */
export async function interleaved<Measured>(
  candidates: Readonly<Record<string, () => Promise<Measured> | Measured>>,
  { rounds, warmUp = 2 }: { rounds: number; warmUp?: number },
): Promise<Record<string, Measured[]>> {
  const names = Object.keys(candidates);
  const measured: Record<string, Measured[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + warmUp) % names.length]!;
      const value = await candidates[name]!();
      if (round >= 0) measured[name]!.push(value);
    }
  }
  return measured;
}

/** Runs `count` sequential calls and returns the microseconds per call. */
export async function microsecondsEach(count: number, work: () => unknown): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < count; index++) await work();
  return ((performance.now() - start) / count) * 1000;
}
