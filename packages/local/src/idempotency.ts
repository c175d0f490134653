import { refuse, Refusal, statusOf } from "./errors.ts";

/** What became of the requests that carried an idempotency key. */
export interface Idempotency {
  /** Does the work once for a key; whoever comes again gets the first outcome. Refuses another request with the key. */
  once<Result>(key: string, request: string, work: () => Promise<Result>): Promise<Result>;
  clear(): void;
}

const hoursKept = 24;

export function createIdempotency(now: () => Date): Idempotency {
  const known = new Map<string, { request: string; outcome: Promise<unknown>; until: number }>();

  const forgetOld = (): void => {
    // In the order of their coming, so that the first one which is young enough ends it.
    for (const [key, { until }] of known) {
      if (until > now().getTime()) return;
      known.delete(key);
    }
  };

  return {
    once: async <Result>(key: string, request: string, work: () => Promise<Result>): Promise<Result> => {
      forgetOld();
      const first = known.get(key);
      if (first === undefined) {
        const outcome = work();
        known.set(key, { request, outcome, until: now().getTime() + hoursKept * 3_600_000 });
        // What failed before anything was done may be tried again with its key.
        outcome.catch((error: unknown) => {
          if (!isFinal(error)) known.delete(key);
        });
        return outcome;
      }
      if (first.request !== request) {
        return refuse("HTTP_IdempotencyConflict", "The idempotency key came with another request before", {
          suggestedFix: "Use a new key for a new request",
        });
      }
      return (await first.outcome) as Result;
    },
    clear: () => {
      known.clear();
    },
  };
}

function isFinal(error: unknown): boolean {
  return error instanceof Refusal && statusOf(error.slug) < 500 && statusOf(error.slug) !== 429;
}
