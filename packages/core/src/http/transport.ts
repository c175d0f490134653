import { ConnectionError, PayloadTooLargeError, TimeoutError, ToolRouterError } from "../errors/errors.ts";
import { MAX_CAUSE_DEPTH, redact, redactCause, textOf } from "../errors/redact.ts";
import { unusableResponse } from "./api-error.ts";
import { callDetails, type CallFacts } from "./call-facts.ts";
import { isConnectFailure } from "./connect-failure.ts";
import { type Credential, deleteCredentials } from "./credential.ts";
import { withDeadline } from "./deadline.ts";
import { createDeprecationReporter } from "./deprecation.ts";
import type { Fetch, FetchResponse } from "./fetch.ts";
import { type RequestHooks, runHooks } from "./hooks.ts";
import { operationId } from "./operations.ts";
import { readBody } from "./read-body.ts";
import { isRedirect, redirectTarget } from "./redirects.ts";

export interface TransportOptions {
  readonly fetch: Fetch;
  /** The only origin that receives the credential and the caller's headers. */
  readonly origin: string;
  readonly credential: Credential | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly maxBytes: number;
  readonly hooks: RequestHooks | undefined;
}

// Programs without the DOM's types lack `BodyInit`.
type Body = NonNullable<RequestInit["body"]>;

/** A request without the headers that the transport adds: its caller must delete credentials. */
export interface OutgoingRequest {
  readonly headers: Headers;
  /** A function is called right before sending. Its signal aborts when the attempt ends. */
  readonly body: Body | undefined | ((ended: AbortSignal) => Body | Promise<Body>);
}

export interface Limits {
  /** Milliseconds, including the response body. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** A response with its whole body; a presigned success is left unread. */
export interface IncomingResponse {
  readonly response: FetchResponse;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/**
 * Sends one request, once, and reads the whole response of any status.
 *
 * Rejects with a `ConnectionError`, a `TimeoutError`, a `HookError`, an `APIError` for a body that is too large or a
 * redirect that is not followed, or with the reason of the caller's signal.
 */
export type Transport = (call: CallFacts, request: OutgoingRequest, limits: Limits) => Promise<IncomingResponse>;

const decoder = new TextDecoder();

export function createTransport(options: TransportOptions): Transport {
  const { fetch, origin, credential, maxBytes, hooks } = options;
  const reportDeprecation = hooks && createDeprecationReporter(hooks);

  const exchange = async (
    call: CallFacts,
    request: OutgoingRequest,
    signal: AbortSignal,
  ): Promise<IncomingResponse> => {
    const { method, template, url, attempts: attempt, presigned, repeatable, secrets } = call;
    let { headers } = request;
    const operation = hooks && template && operationId(method, template);
    // Copies, because hooks may keep their headers, which must never contain the key.
    const state = hooks && { operation, method, url, headers: new Headers(headers), attempt, signal };
    if (state) {
      await runHooks(hooks, "onRequest", state, { mayHaveRun: false, secrets });
      headers = new Headers(state.headers);
      deleteCredentials(headers);
    }
    if (url.startsWith(`${origin}/`) && !presigned) {
      for (const [name, value] of options.headers) if (!headers.has(name)) headers.set(name, value);
      if (credential) headers.set(credential.header, credential.value);
    }

    const body = typeof request.body === "function" ? await request.body(signal) : request.body;
    const response = await fetchFollowingRedirects(fetch, call, {
      method,
      headers,
      redirect: "manual",
      signal,
      ...(body !== undefined && { body }),
      // Required by runtimes that can send streams.
      ...(body instanceof ReadableStream && { duplex: "half" }),
    });

    const bytes = presigned && response.ok ? new Uint8Array() : await readBody(response, maxBytes);
    if (!bytes) {
      const problem = `its body is longer than maxBytes (${maxBytes}): request less data, or raise the limit.`;
      throw unusableResponse(call, response, problem, PayloadTooLargeError);
    }
    if (state) {
      const answered = { ...state, status: response.status, responseHeaders: response.headers };
      await runHooks(hooks, "onResponse", answered, { mayHaveRun: !repeatable, secrets });
      await reportDeprecation?.(call, state, response.headers);
    }
    return { response, bytes, text: decoder.decode(bytes) };
  };

  return (call, request, { timeout, signal }) =>
    withDeadline(
      (ended) => {
        // The caller reads a download after the deadline is cleared, so keep listening to the caller's signal.
        const isDownload = call.presigned && !request.body;
        const ending = isDownload && signal ? AbortSignal.any([ended, signal]) : ended;
        return exchange(call, request, ending).catch((error: unknown) => {
          throw error instanceof ToolRouterError ? error : connectionError(call, error);
        });
      },
      { timeout, signal, onTimeout: () => timeoutError(call, timeout) },
    );
}

async function fetchFollowingRedirects(
  fetch: Fetch,
  call: CallFacts,
  init: RequestInit & { readonly signal: AbortSignal },
): Promise<FetchResponse> {
  let { url } = call;
  for (let redirects = 0; ; redirects++) {
    // A hook may have been slow, and not every `fetch` checks the signal.
    init.signal.throwIfAborted();
    const response = await fetch(url, init);
    if (!isRedirect(response)) return response;
    await response.body?.cancel();
    url = redirectTarget(call, url, response, redirects);
  }
}

function timeoutError(call: CallFacts, timeout: number): TimeoutError {
  const details = callDetails(call, true);
  const message = `${details.method} ${details.path} timed out after ${timeout} ms.${runNote(details.mayHaveRun)}`;
  return new TimeoutError(message, { ...details, timeout });
}

function connectionError(call: CallFacts, error: unknown): ConnectionError {
  const { secrets } = call;
  const details = callDetails(call, !isConnectFailure(error));
  const reason = redact(causeMessages(error).join(": "), secrets);
  const message = `${details.method} ${details.path} got no response: ${reason}.${runNote(details.mayHaveRun)}`;
  return new ConnectionError(message, details, { cause: redactCause(error, secrets) });
}

const runNote = (mayHaveRun: boolean): string => (mayHaveRun ? " It may have run." : "");

/** The messages of an error and its causes: "fetch failed" alone does not say why. */
function causeMessages(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > MAX_CAUSE_DEPTH) return [textOf(error)];
  const inner: unknown = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  return [error.message, ...(inner === undefined ? [] : causeMessages(inner, depth + 1))].filter(Boolean);
}
