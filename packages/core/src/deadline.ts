/** What ended a run before its work did. */
export type Interruption = { readonly by: "caller"; readonly reason: unknown } | { readonly by: "timeout" };

/** The longest wait that timers take, in milliseconds; more would fire at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * Runs `work` until it settles, the caller's signal aborts, or `timeout` milliseconds are over,
 * whichever comes first. Ends at once even when `work` does not listen to its signal, and leaves
 * neither a timer nor a listener behind.
 *
 * Rejects with what `work` rejects with, or with what `interrupted` makes of the interruption.
 */
export function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: {
    timeout: number;
    signal: AbortSignal | undefined;
    interrupted: (interruption: Interruption) => unknown;
  },
): Promise<T> {
  const { timeout, signal: callerSignal, interrupted } = options;
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const interrupt = (interruption: Interruption): void => {
      const error = interrupted(interruption);
      release();
      reject(error);
      controller.abort(error);
    };
    const onAbort = (): void => interrupt({ by: "caller", reason: callerSignal?.reason });
    const release = (): void => {
      clearTimeout(timer);
      callerSignal?.removeEventListener("abort", onAbort);
    };

    const released =
      <Outcome>(settle: (outcome: Outcome) => void) =>
      (outcome: Outcome): void => {
        release();
        settle(outcome);
      };

    if (callerSignal?.aborted) return onAbort();
    callerSignal?.addEventListener("abort", onAbort, { once: true });
    if (timeout <= longestTimer) timer = setTimeout(() => interrupt({ by: "timeout" }), timeout);

    work(controller.signal).then(released(resolve), released(reject));
  });
}
