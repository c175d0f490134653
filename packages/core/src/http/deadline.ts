/** The longest delay of `setTimeout`, in milliseconds. A longer one would fire immediately. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1;

/**
 * Runs `work` with a timeout and the caller's signal. Settles as soon as `work` settles, the signal aborts or the time is
 * up, even if `work` ignores its signal. Leaves no timer and no listener behind.
 *
 * Rejects with the rejection of `work`, with the signal's reason, or with the value of `onTimeout`.
 *
 * @param options.timeout - milliseconds; above `MAX_TIMER_MS` there is no timeout. Default: none.
 */
export function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: {
    timeout?: number;
    signal: AbortSignal | undefined;
    onTimeout?: () => unknown;
  },
): Promise<T> {
  const { timeout = Infinity, signal: callerSignal, onTimeout } = options;
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
    if (timeout <= MAX_TIMER_MS) timer = setTimeout(() => interrupt(onTimeout?.()), timeout);

    work(controller.signal).finally(release).then(resolve, reject);
  });
}
