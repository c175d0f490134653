import { setTimeout } from "node:timers/promises";
import { connectionRefused } from "./dropped-connection.ts";

/** Answers a request; `signal` is the caller's own. */
export type Answer = (request: Request, signal: AbortSignal | undefined) => Promise<Response>;

export interface InProcessFetch {
  readonly fetch: typeof globalThis.fetch;
  /** From now on nothing is answered; resolves when nobody waits for an answer any more, or has waited too long. */
  close(): Promise<void>;
}

/**
 * A `fetch` that needs no socket. As the global one, it rejects with the reason of an abort signal, at once; and what
 * answers the request has the same signal. Redirects are handed to the caller, never followed.
 */
export function inProcessFetch(baseUrl: string, answer: Answer): InProcessFetch {
  const waited = new Set<Promise<Response>>();
  let isClosed = false;
  const ask = async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    const signal = signalOf(input, init);
    signal?.throwIfAborted();
    const request =
      input instanceof Request && init === undefined ? input : new Request(absolute(input, baseUrl), init);
    if (isClosed) throw connectionRefused();
    const answered = answer(request, signal);
    const response = signal === undefined ? answered : untilAborted(answered, signal);
    waited.add(response);
    try {
      return await response;
    } finally {
      waited.delete(response);
    }
  };
  return {
    fetch: ask,
    close: async () => {
      isClosed = true;
      if (waited.size === 0) return;
      const enough = new AbortController();
      const tooLong = setTimeout(longestDrain, undefined, { signal: enough.signal }).catch(() => undefined);
      await Promise.race([Promise.allSettled(waited), tooLong]);
      enough.abort();
    },
  };
}

/** As long as a port has, unless told otherwise. */
const longestDrain = 5000;

function absolute(input: Parameters<typeof fetch>[0], baseUrl: string): Parameters<typeof fetch>[0] {
  return typeof input === "string" ? new URL(input, baseUrl) : input;
}

// The signal that the caller holds, not the one that Request makes of it: that one may be collected while nobody refers to it.
function signalOf(input: Parameters<typeof fetch>[0], init: Parameters<typeof fetch>[1]): AbortSignal | undefined {
  if (init?.signal !== undefined) return init.signal ?? undefined;
  return input instanceof Request ? input.signal : undefined;
}

function untilAborted(answered: Promise<Response>, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason);
    };
    signal.addEventListener("abort", abort, { once: true });
    answered.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", abort);
    });
  });
}
