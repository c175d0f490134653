/** The longest wait that timers take, in milliseconds; more would fire at once. */
const longestTimer = 2 ** 31 - 1;

export interface Limits {
  /** Milliseconds; `Infinity` for none. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs `work` until it settles, the caller's signal aborts, or `timeout` milliseconds are over,
 * whichever comes first. Ends at once even when `work` does not listen to its signal, and leaves
 * neither a timer nor a listener behind.
 *
 * Rejects with what `work` rejects with, with the reason of the caller's signal, or with what `timedOut` gives.
 */
export function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { timeout, signal: callerSignal }: Limits,
  timedOut: () => unknown,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const interrupt = (error: unknown): void => {
      release();
      reject(error);
      controller.abort(error);
    };
    const onAbort = (): void => interrupt(callerSignal?.reason);
    const release = (): void => {
      clearTimeout(timer);
      callerSignal?.removeEventListener("abort", onAbort);
    };

    if (callerSignal?.aborted) return onAbort();
    callerSignal?.addEventListener("abort", onAbort, { once: true });
    if (timeout <= longestTimer) timer = setTimeout(() => interrupt(timedOut()), timeout);

    work(controller.signal).finally(release).then(resolve, reject);
  });
}
