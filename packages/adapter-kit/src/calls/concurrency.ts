/** Runs a task as soon as fewer tasks than the limit are running, in order. */
export type Limiter = <T>(run: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Limits how many tasks run at the same time.
 *
 * A task whose signal is aborted stops waiting and starts at once, so it must check the signal first, as `callTool` does.
 */
export function createLimiter(limit: number): Limiter {
  let running = 0;
  const waiting = new Set<() => void>();

  const turn = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve) => {
      const go = (): void => {
        waiting.delete(go);
        signal?.removeEventListener("abort", go);
        running++;
        resolve();
      };
      waiting.add(go);
      signal?.addEventListener("abort", go);
    });

  return async (run, signal) => {
    if (running < limit || signal?.aborted) running++;
    else await turn(signal);
    try {
      return await run();
    } finally {
      running--;
      const [next] = waiting;
      if (running < limit) next?.();
    }
  };
}
