/** Runs something as soon as fewer than the limit are running; in the order of the calls. */
export type Limiter = <T>(run: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * At most `limit` at the same time. One whose signal is aborted waits no longer: what it runs must look
 * at the signal first, as `callTool` does.
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
