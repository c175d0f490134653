export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/**
 * Measures each in turn, round after round, in an order that moves on by one each time: nobody always comes first.
 * The warm-up's rounds are thrown away.
 */
export async function interleaved<Measured>(
  contenders: Readonly<Record<string, () => Promise<Measured> | Measured>>,
  { rounds, warmUp = 2 }: { rounds: number; warmUp?: number },
): Promise<Record<string, Measured[]>> {
  const names = Object.keys(contenders);
  const measured: Record<string, Measured[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + warmUp) % names.length]!;
      const value = await contenders[name]!();
      if (round >= 0) measured[name]!.push(value);
    }
  }
  return measured;
}

/** Microseconds for each of `count` calls, one after the other. */
export async function microsecondsEach(count: number, work: () => unknown): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < count; index++) await work();
  return ((performance.now() - start) / count) * 1000;
}
