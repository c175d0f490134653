import { type CallFacts, callDetails, isRedirect, refusedRedirect, unusableAnswer } from "./api-error.ts";
import { readBody } from "./body.ts";
import { isConnectFailure } from "./connect-failure.ts";
import { type Credential, credentialHeaders } from "./credential.ts";
import { deepest, redact, redactCause, textOf } from "../errors/redact.ts";
import { withDeadline } from "./deadline.ts";
import { ConnectionError, PayloadTooLargeError, TimeoutError, ToolRouterError } from "../errors/errors.ts";
import type { Fetch, FetchResponse } from "./fetch.ts";
import { type Hooks, runHooks } from "./hooks.ts";
import { operationId } from "./operations.ts";

export interface TransportOptions {
  readonly fetch: Fetch;
  /** The only origin that sees the credential and the caller's headers. */
  readonly origin: string;
  readonly credential: Credential | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly maxBytes: number;
  readonly hooks: Hooks | undefined;
}

// `BodyInit` is known to those alone who have the types of browsers.
type Body = NonNullable<RequestInit["body"]>;

/** A request, ready but for what the transport adds. */
export interface Outgoing {
  readonly headers: Headers;
  readonly body: Body | undefined | ((ended: AbortSignal) => Body | Promise<Body>);
}

export interface Limits {
  /** Milliseconds, the body included; `Infinity` for none. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** An answer, read to its end unless the call asked for a stream. */
export interface Incoming {
  readonly response: FetchResponse;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Sends one request, once, and reads the whole answer. */
export type Transport = (call: CallFacts, request: Outgoing, limits: Limits) => Promise<Incoming>;

const decoder = new TextDecoder();

const mostRedirects = 5;

/**
 * The transport rejects with a `ConnectionError`, a `TimeoutError`, a `HookError`, an `APIError` for an
 * answer that is too large or a redirect that is not followed, or with the reason of the caller's signal.
 * An answer of any other status is no error here.
 */
export function createTransport(options: TransportOptions): Transport {
  const { fetch, origin, credential, maxBytes, hooks } = options;
  /** Operations whose deprecation was told. */
  const deprecated = new Set<string>();

  const send = async (call: CallFacts, request: Outgoing, signal: AbortSignal): Promise<Incoming> => {
    const { method, template, attempts: attempt } = call;
    let { url } = call;
    let { headers } = request;
    const dropCredentials = (): void => {
      for (const name of credentialHeaders) headers.delete(name);
    };
    dropCredentials();
    const state = hooks && {
      operation: template && operationId(method, template),
      method,
      url,
      // A copy before the hooks and one behind them: what they set is for this attempt, and what they keep has no key.
      headers: new Headers(headers),
      attempt,
      signal,
    };
    if (state) {
      await runHooks(hooks, "onRequest", state, false, call.secrets);
      headers = new Headers(state.headers);
      dropCredentials();
    }
    if (url.startsWith(`${origin}/`) && !call.presigned) {
      for (const [name, value] of options.headers) if (!headers.has(name)) headers.set(name, value);
      if (credential) headers.set(credential.header, credential.value);
    }

    const body = typeof request.body === "function" ? await request.body(signal) : request.body;
    for (let redirects = 0; ; redirects++) {
      // Not every `fetch` looks; and a hook may have taken its time.
      signal.throwIfAborted();
      // Redirects are taken by hand: a credential must not leave its origin, a write must not run elsewhere.
      const init: RequestInit = { method, headers, redirect: "manual", signal };
      if (body !== undefined) init.body = body;
      // Runtimes that send streams want to be told that the answer comes afterwards.
      if (body instanceof ReadableStream) Object.assign(init, { duplex: "half" });
      const response = await fetch(url, init);
      const { status } = response;
      if (response.type === "opaqueredirect" || isRedirect(status)) {
        await response.body?.cancel();
        url = redirectTarget(call, url, response, redirects);
        continue;
      }
      const bytes = call.presigned && response.ok ? new Uint8Array() : await readBody(response, maxBytes);
      if (!bytes)
        throw unusableAnswer(
          call,
          response,
          `its body is longer than maxBytes (${maxBytes}): ask for less, or raise it.`,
          PayloadTooLargeError,
        );
      if (state) {
        const answered = { ...state, status, responseHeaders: response.headers };
        await runHooks(hooks, "onResponse", answered, !call.repeatable, call.secrets);
        const [deprecation, sunset, link] = ["deprecation", "sunset", "link"].map(
          (name) => response.headers.get(name) ?? undefined,
        );
        const key = `${method} ${template ?? url}`;
        // Without a template each address is its own operation: the set must not grow for ever.
        if ((deprecation ?? sunset) && !deprecated.has(key) && deprecated.size < 1_000) {
          deprecated.add(key);
          const { operation } = state;
          const told = { operation, method, url, deprecation, sunset, link };
          await runHooks(hooks, "onDeprecation", told, !call.repeatable, call.secrets);
        }
      }
      return { response, bytes, text: decoder.decode(bytes) };
    }
  };

  return (call, request, { timeout, signal }) =>
    withDeadline(
      (ended) =>
        // A body that is left unread is the caller's to end, when the deadline is none any more.
        send(call, request, call.presigned && signal && !request.body ? AbortSignal.any([ended, signal]) : ended).catch(
          (error: unknown) => {
            throw error instanceof ToolRouterError ? error : connectionError(call, error);
          },
        ),
      {
        timeout,
        signal,
        late: () => {
          const details = callDetails(call, true);
          const message = `${details.method} ${details.path} had no complete answer within ${timeout} ms.`;
          return new TimeoutError(message + runNote(details.mayHaveRun), { ...details, timeout });
        },
      },
    );
}

/** Where a redirect leads, when it may be followed. */
function redirectTarget(call: CallFacts, from: string, response: FetchResponse, redirects: number): string {
  const { status, headers } = response;
  const location = headers.get("location");
  const target = location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined;
  const keepsMethod =
    status > 303 || call.method === "GET" || call.method === "HEAD" || (status !== 303 && call.method !== "POST");
  const why = !target
    ? "it names no address"
    : !call.repeatable
      ? "a request that changes something is sent to one address only"
      : target.origin !== new URL(from).origin
        ? "it leads to another origin"
        : !keepsMethod
          ? "it would change the method"
          : redirects >= mostRedirects
            ? `it is redirect number ${redirects + 1}`
            : undefined;
  if (!target || why) throw refusedRedirect(call, response, target, why ?? "");
  return target.href;
}

function connectionError(call: CallFacts, error: unknown): ConnectionError {
  const { secrets } = call;
  const details = callDetails(call, !isConnectFailure(error));
  const why = redact(causes(error).join(": "), secrets);
  const message = `${details.method} ${details.path} got no answer: ${why}.${runNote(details.mayHaveRun)}`;
  return new ConnectionError(message, details, { cause: redactCause(error, secrets) });
}

const runNote = (mayHaveRun: boolean): string => (mayHaveRun ? " It may have run all the same." : "");

/** "fetch failed" alone helps nobody; what lies under it does. */
function causes(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > deepest) return [textOf(error)];
  const inner: unknown = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  return [error.message, ...(inner === undefined ? [] : causes(inner, depth + 1))].filter(Boolean);
}
