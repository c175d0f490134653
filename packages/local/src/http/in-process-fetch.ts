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
  let waiting = 0;
  let isClosed = false;
  let idle: (() => void) | undefined;
  const ask = async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    const signal = signalOf(input, init);
    signal?.throwIfAborted();
    const request =
      input instanceof Request && init === undefined ? input : new Request(absolute(input, baseUrl), init);
    if (isClosed) throw connectionRefused();
    waiting++;
    try {
      const answered = answer(request, signal);
      return await (signal === undefined ? answered : untilAborted(answered, signal));
    } finally {
      waiting--;
      if (waiting === 0) idle?.();
    }
  };
  return {
    fetch: ask,
    close: async () => {
      isClosed = true;
      if (waiting === 0) return;
      await new Promise<void>((resolve) => {
        const givenUp = setTimeout(resolve, longestDrain);
        idle = () => {
          clearTimeout(givenUp);
          resolve();
        };
      });
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
