/**
 * Ends a run that is over: nobody will read what its tools give.
 *
 * @throws the signal's reason, if it is aborted for another one than a timeout. A timeout ends one
 *   call, and what came of it is a result like others.
 */
export function throwIfRunAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  const reason: unknown = signal.reason;
  const isTimeout = (reason as { name?: unknown } | null | undefined)?.name === "TimeoutError";
  if (!isTimeout) throw reason;
}

/**
 * Waits for work that may ignore the signal, such as a person's answer, until the signal aborts. Then it rejects with the
 * signal's reason, a timeout too.
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
