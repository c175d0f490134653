/** Answers a request; `signal` is the caller's own. */
export type Answer = (request: Request, signal: AbortSignal | undefined) => Promise<Response>;

/**
 * A `fetch` that needs no socket. As the global one, it rejects with the reason of an abort signal, at once; and what
 * answers the request has the same signal. Redirects are handed to the caller, never followed.
 */
export function inProcessFetch(baseUrl: string, answer: Answer): typeof globalThis.fetch {
  return async (input, init) => {
    const signal = signalOf(input, init);
    signal?.throwIfAborted();
    const request =
      input instanceof Request && init === undefined ? input : new Request(absolute(input, baseUrl), init);
    const answered = answer(request, signal);
    return signal === undefined ? answered : await untilAborted(answered, signal);
  };
}

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
