import { connectionRefused } from "../requests/dropped-connection.ts";

/** Answers a request. `signal` is the caller's own. */
export type Answer = (request: Request, signal: AbortSignal | undefined) => Promise<Response>;

export interface InProcessFetch {
  readonly fetch: typeof globalThis.fetch;
  /** Refuses further requests. Resolves when requests in flight are answered, after 5 seconds at most. */
  close(): Promise<void>;
}

/**
 * A `fetch` without a socket. Like the global one, it rejects at once with the abort signal's reason. Redirects are
 * returned, never followed.
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
        const timeout = setTimeout(resolve, DRAIN_TIMEOUT_MS);
        idle = () => {
          clearTimeout(timeout);
          resolve();
        };
      });
    },
  };
}

/** The default `drain` of a port. */
const DRAIN_TIMEOUT_MS = 5000;

function absolute(input: Parameters<typeof fetch>[0], baseUrl: string): Parameters<typeof fetch>[0] {
  return typeof input === "string" ? new URL(input, baseUrl) : input;
}

// The caller's own signal. The one that Request derives from it may be garbage collected while in use.
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
