/** The longest wait that timers take, in milliseconds; more would fire at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * Runs `work` until it settles, the caller's signal aborts, or `timeout` milliseconds are over,
 * whichever comes first. Ends at once even when `work` does not listen to its signal, and leaves
 * neither a timer nor a listener behind.
 *
 * Rejects with what `work` rejects with, with the signal's reason, or with what `late` gives when the time is over.
 */
export function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: {
    timeout: number;
    signal: AbortSignal | undefined;
    late: () => unknown;
  },
): Promise<T> {
  const { timeout, signal: callerSignal, late } = options;
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const interrupt = (reason: unknown): void => {
      release();
      reject(reason);
      controller.abort(reason);
    };
    const onAbort = (): void => interrupt(callerSignal?.reason);
    const release = (): void => {
      clearTimeout(timer);
      callerSignal?.removeEventListener("abort", onAbort);
    };

    if (callerSignal?.aborted) return onAbort();
    callerSignal?.addEventListener("abort", onAbort, { once: true });
    if (timeout <= longestTimer) timer = setTimeout(() => interrupt(late()), timeout);

    work(controller.signal).finally(release).then(resolve, reject);
  });
}
