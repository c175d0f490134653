import { withDeadline } from "./deadline.ts";

/**
 * Waits, unless the signal aborts: then rejects at once with its reason. Leaves no timer and no
 * listener behind. Longer than timers can count, about 25 days, is for ever.
 */
export const wait = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  withDeadline<void>(() => new Promise(() => {}), {
    timeout: milliseconds,
    signal,
    late: () => undefined,
  }).catch((reason: unknown) => {
    // No signal has undefined as its reason.
    if (reason !== undefined) throw reason;
  });
