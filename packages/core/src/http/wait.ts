import { MAX_TIMER_MS, withDeadline } from "./deadline.ts";

/** Waits for a number of milliseconds, or rejects with the signal's reason as soon as it aborts. */
export const wait = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  withDeadline(
    (aborted) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, Math.min(milliseconds, MAX_TIMER_MS));
        aborted.addEventListener("abort", () => clearTimeout(timer));
      }),
    { signal },
  );
