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
