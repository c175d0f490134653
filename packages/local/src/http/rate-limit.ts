import { hashed, type State } from "../state/state.ts";

/** What is left of a caller's requests in the current minute. */
export interface Budget {
  readonly limit: number;
  readonly remaining: number;
  readonly isOver: boolean;
  /** Seconds until the next minute begins. */
  readonly resetAfter: number;
}

export interface RateLimiter {
  /** Counts one request. */
  take(key: string): Promise<Budget>;
}

const windowSeconds = 60;
/** What is said where nothing is limited: clients read the headers. */
export const unlimited: Budget = { limit: 10_000, remaining: 10_000, isOver: false, resetAfter: windowSeconds };

/** Counts requests by key in windows of one minute. Undefined: nothing is limited. */
export function createRateLimiter(limit: number | undefined, state: State, now: () => Date): RateLimiter {
  return {
    take: async (key) => {
      if (limit === undefined) return unlimited;
      const seconds = now().getTime() / 1000;
      const current = Math.floor(seconds / windowSeconds);
      const count = await state.increment(`rate/${hashed(key)}/${current}`, 2 * windowSeconds * 1000);
      return {
        limit,
        remaining: Math.max(0, limit - count),
        isOver: count > limit,
        resetAfter: Math.ceil((current + 1) * windowSeconds - seconds),
      };
    },
  };
}
