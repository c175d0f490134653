import type { Budget } from "../requests/environment.ts";
import { hashed, type State } from "../state/state.ts";

export interface RateLimiter {
  /** Counts one request. */
  take(key: string): Promise<Budget>;
}

const WINDOW_SECONDS = 60;

/** Sent when no limit is set, because clients read the headers. */
export const unlimited: Budget = { limit: 10_000, remaining: 10_000, isOver: false, resetAfter: WINDOW_SECONDS };

/** Counts requests by key in windows of one minute. `limit` undefined: unlimited. */
export function createRateLimiter(limit: number | undefined, state: State, now: () => Date): RateLimiter {
  return {
    take: async (key) => {
      if (limit === undefined) return unlimited;
      const seconds = now().getTime() / 1000;
      const current = Math.floor(seconds / WINDOW_SECONDS);
      const count = await state.increment(`rate/${hashed(key)}/${current}`, 2 * WINDOW_SECONDS * 1000);
      return {
        limit,
        remaining: Math.max(0, limit - count),
        isOver: count > limit,
        resetAfter: Math.ceil((current + 1) * WINDOW_SECONDS - seconds),
      };
    },
  };
}
