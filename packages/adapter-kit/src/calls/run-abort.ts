/**
 * Ends an aborted run.
 *
 * @throws the signal's reason, unless it is a timeout. A timeout ends one call, and its outcome is a result.
 */
export function throwIfRunAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  const reason: unknown = signal.reason;
  const isTimeout = (reason as { name?: unknown } | null | undefined)?.name === "TimeoutError";
  if (!isTimeout) throw reason;
}

/**
 * Waits for work that may ignore the signal, such as a person's answer.
 *
 * @throws the signal's reason as soon as the signal aborts, even for a timeout.
 */
export function untilAborted<T>(work: T | PromiseLike<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(signal?.reason);
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop);
    Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener("abort", stop));
  });
}
