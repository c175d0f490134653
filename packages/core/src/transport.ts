import { type CallFacts, callDetails, isRedirect, refusedRedirect, unusableAnswer } from "./api-error.ts";
import { readBody, tooLarge } from "./body.ts";
import { isConnectFailure } from "./connect-failure.ts";
import { type Credential, credentialHeaders, redact } from "./credential.ts";
import { withDeadline } from "./deadline.ts";
import { ConnectionError, TimeoutError, ToolRouterError } from "./errors.ts";

/** What this package needs of `fetch`: a URL as text, and options. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface TransportOptions {
  readonly fetch: Fetch;
  /** The only origin that sees the credential and the caller's headers. */
  readonly origin: string;
  readonly credential: Credential | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly maxBytes: number;
}

/** A request, ready but for what the transport adds. */
export interface Outgoing {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | ArrayBuffer | undefined;
}

export interface Limits {
  /** Milliseconds, the body included; `Infinity` for none. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** An answer, read to its end. */
export interface Incoming {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly body: ArrayBuffer;
}

/** Sends one request, once, and reads the whole answer. */
export type Transport = (call: CallFacts, request: Outgoing, limits: Limits) => Promise<Incoming>;

const mostRedirects = 5;

/**
 * The transport rejects with a {@link ConnectionError}, a {@link TimeoutError}, an `APIError` for an
 * answer that is too large or a redirect that is not followed, or with the reason of the caller's signal.
 * An answer of any other status is no error here.
 */
export function createTransport(options: TransportOptions): Transport {
  const { fetch, origin, credential, maxBytes } = options;

  const send = async (call: CallFacts, request: Outgoing, signal: AbortSignal): Promise<Incoming> => {
    const { headers, body } = request;
    for (const name of credentialHeaders) headers.delete(name);
    if (request.url.startsWith(`${origin}/`)) {
      for (const [name, value] of options.headers) if (!headers.has(name)) headers.set(name, value);
      if (credential) headers.set(credential.header, credential.value);
    }

    let { url } = request;
    for (let redirects = 0; ; redirects++) {
      // Redirects are taken by hand: a credential must not leave its origin, a write must not run elsewhere.
      const init: RequestInit = { method: call.method, headers, redirect: "manual", signal };
      if (body !== undefined) init.body = body;
      const response = await fetch(url, init);
      if (response.type === "opaqueredirect" || isRedirect(response.status)) {
        await response.body?.cancel();
        url = redirectTarget(call, url, response, redirects);
        continue;
      }
      const bytes = await readBody(response, maxBytes);
      if (bytes === tooLarge) throw unusableAnswer(call, response, `its body is longer than maxBytes (${maxBytes}).`);
      return { status: response.status, statusText: response.statusText, headers: response.headers, body: bytes };
    }
  };

  return (call, request, { timeout, signal }) =>
    withDeadline(
      (ended) =>
        send(call, request, ended).catch((error: unknown) => {
          if (error instanceof ToolRouterError) throw error;
          throw connectionError(call, error, credential);
        }),
      {
        timeout,
        signal,
        interrupted: (interruption) =>
          interruption.by === "caller"
            ? interruption.reason
            : new TimeoutError(
                `${call.method} ${call.path} had no complete answer within ${timeout} ms.${runNote(!call.read)}`,
                { ...callDetails(call), mayHaveRun: !call.read, timeout },
              ),
      },
    );
}

/** Where a redirect leads, when it may be followed. */
function redirectTarget(call: CallFacts, from: string, response: Response, redirects: number): string {
  const location = response.headers.get("location");
  const target = location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined;
  const refuse = (why: string) => refusedRedirect(call, response.status, target, why);
  if (!target) throw refuse("it names no address");
  if (!call.read) throw refuse("a request that changes something is sent to one address only");
  if (target.origin !== new URL(from).origin) throw refuse("it leads to another origin");
  const keepsMethod =
    response.status === 307 ||
    response.status === 308 ||
    call.method === "GET" ||
    call.method === "HEAD" ||
    (response.status !== 303 && call.method !== "POST");
  if (!keepsMethod) throw refuse("it would change the method");
  if (redirects >= mostRedirects) throw refuse(`it is the redirect number ${redirects + 1}`);
  return target.href;
}

function connectionError(call: CallFacts, error: unknown, credential: Credential | undefined): ConnectionError {
  const mayHaveRun = !call.read && !isConnectFailure(error);
  return new ConnectionError(
    `${call.method} ${call.path} got no answer: ${redact(causes(error).join(": "), credential)}.${runNote(mayHaveRun)}`,
    { ...callDetails(call), mayHaveRun },
    { cause: error },
  );
}

const runNote = (mayHaveRun: boolean): string => (mayHaveRun ? " It may have run all the same." : "");

/** "fetch failed" alone helps nobody; what lies under it does. */
function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const inner = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  return [error.message, ...(inner === undefined ? [] : causes(inner))].filter(Boolean);
}
