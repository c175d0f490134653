import type { paths } from "@tool-router/openapi";
import createClient, { type Client } from "openapi-fetch";
import { apiError, type CallFacts, excerpt, unusableAnswer } from "./api-error.ts";
import { type Credential, keyFix } from "./credential.ts";
import { redact, textOf } from "./redact.ts";
import { ToolRouterError } from "./errors.ts";
import { type BodyOf, type OperationName, operations, type PathOf, type QueryOf, type ResultOf } from "./operations.ts";
import { checkedRetry, noRetry, retryDelay, type RetryOptions } from "./retry.ts";
import type { Incoming, Transport } from "./transport.ts";
import { type APIVersion, type BaseUrl, versionFor } from "./version.ts";
import { wait } from "./wait.ts";

/** Limits of one call. */
export interface CallOptions {
  /** Ends the call at once, a wait between attempts included; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each attempt, its answer's body included. Default: the router's `timeout`. */
  readonly timeout?: number | undefined;
  /** Changes the router's `retry` for this call; `false` sends it once. */
  readonly retry?: RetryOptions | false | undefined;
}

/** What one operation is given. */
export interface CallInput<Name extends OperationName> {
  readonly path?: PathOf<Name> | undefined;
  readonly query?: QueryOf<Name> | undefined;
  readonly body?: BodyOf<Name> | undefined;
  /** The tool that the call is to run. */
  readonly toolSlug?: string | undefined;
  /** Overrides the table of operations: whether the call may be repeated without harm. */
  readonly repeatable?: boolean | undefined;
  /** Milliseconds, when neither the call nor the router says otherwise. */
  readonly usualTimeout?: number | undefined;
  /** What to give when a later attempt of a deletion finds nothing left to delete. */
  readonly gone?: ResultOf<Name> | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Makes one call, again if that is safe, and gives the body of its success.
 *
 * @throws ToolRouterError and its kinds; the reason of the caller's signal.
 */
export type Call = <Name extends OperationName>(
  name: Name,
  input: CallInput<Name>,
  options?: CallOptions,
) => Promise<ResultOf<Name>>;

/** What the parts of a client need of it. */
export interface Access {
  readonly call: Call;
  readonly transport: Transport;
  /** What no error may show. */
  readonly secrets: readonly string[];
}

/** Stands in for `Request`, of which Node makes an expensive one. */
class LightRequest {
  declare readonly url: string;
  declare readonly method: string;
  declare readonly headers: Headers;
  declare readonly body: string | undefined;

  constructor(url: string, init: { method: string; headers: Headers; body?: string | undefined }) {
    Object.assign(this, init, { url });
  }
}

/** Statuses whose answers have no body; `Response` refuses one. */
const bodiless = new Set([204, 205, 304]);

/** Calls of the API, typed from the spec: for users as plain `openapi-fetch`, and for our own methods. */
export function createHttp(options: {
  baseUrl: BaseUrl;
  timeout: number | undefined;
  retry: Omit<RetryOptions, "repeatable"> | false | undefined;
  credential: Credential | undefined;
  transport: Transport;
}): { api: Client<paths>; call: Call } {
  const { baseUrl, credential, transport } = options;
  const secrets = credential ? [credential.value] : [];
  const common = { secrets, keyFix: keyFix(credential) };
  const prefix = (version: APIVersion): string => `${baseUrl.root}/api/${version}`;
  const ownPrefix = prefix(baseUrl.version);
  const usualRetry = checkedRetry(options.retry, { ...noRetry, attempts: 3 });

  /** Where a request of this client really goes: operations of the other version lie beside. */
  const address = (url: string, method: string): string => {
    if (!url.startsWith(`${ownPrefix}/`)) return url;
    const rest = url.slice(ownPrefix.length);
    const version = versionFor(baseUrl.version, method, rest.replace(/\?.*/s, ""));
    return version === baseUrl.version ? url : prefix(version) + rest;
  };
  const shared = {
    baseUrl: ownPrefix,
    pathSerializer: (path: string, parameters: Record<string, unknown>) => fillPath(path, parameters, secrets),
    querySerializer: { array: { style: "form", explode: false } },
  } as const;

  const api = createClient<paths>({
    ...shared,
    fetch: async (request) => {
      const { method, signal } = request;
      const repeatable = method === "GET" || method === "HEAD";
      const url = address(request.url, method);
      const body = request.body ? await request.arrayBuffer() : undefined;
      const incoming = await transport(
        { method, url, template: undefined, toolSlug: undefined, repeatable, attempts: 1, ...common },
        { headers: new Headers(request.headers), body },
        { timeout: options.timeout ?? 60_000, signal },
      );
      const { status, headers } = incoming;
      return new Response(bodiless.has(status) ? null : incoming.body, { status, headers });
    },
  });

  // Own calls need neither a real Request nor a real Response.
  const client = createClient({ ...shared, Request: LightRequest as unknown as typeof Request });

  const call: Call = async (name, input, { signal, timeout, retry } = {}) => {
    const [method, template, kind, required] = operations[name];
    const { path, query, body, toolSlug, gone, idempotencyKey } = input;
    const repeatable = (retry && retry.repeatable) ?? input.repeatable ?? kind === "read";
    const { attempts, maxDelay, deadline } = checkedRetry(retry, usualRetry);
    const perAttempt = checkedTimeout(timeout ?? options.timeout ?? input.usualTimeout ?? 60_000);
    const end = performance.now() + deadline;

    let facts: CallFacts | undefined;
    let incoming: Incoming | undefined;
    let text = "";
    const attemptUntilDone = async (url: string, { headers, body: sent }: LightRequest): Promise<void> => {
      for (let failed = 0; ;) {
        try {
          facts = { method, url, template, toolSlug, repeatable, attempts: failed + 1, ...common };
          const limits = { timeout: Math.min(perAttempt, end - performance.now()), signal };
          incoming = await transport(facts, { headers, body: sent }, limits);
          text = new TextDecoder().decode(incoming.body);
          if (incoming.status >= 200 && incoming.status < 300) return;
          if (incoming.status === 404 && gone && failed > 0) text = JSON.stringify(gone);
          else throw apiError(facts, { ...incoming, text });
          return;
        } catch (error) {
          if (signal?.aborted || !(error instanceof ToolRouterError)) throw error;
          const left = end - performance.now();
          const random = Math.random();
          const delay = retryDelay(error, { failed: ++failed, repeatable, attempts, maxDelay, left, random });
          if (delay === undefined) throw error;
          await wait(delay, signal);
          // The machine may have slept.
          if (performance.now() >= end) throw error;
        }
      }
    };

    let data: unknown;
    try {
      const answer = await client.request(
        method.toLowerCase() as never,
        template as never,
        {
          params: { path, query },
          body,
          headers: { "idempotency-key": idempotencyKey },
          fetch: async (request: LightRequest) => {
            await attemptUntilDone(address(request.url, method), request);
            return { ok: true, headers: new Headers(), text: async () => text };
          },
        } as never,
      );
      data = (answer as { data?: unknown }).data;
    } catch (error) {
      if (error instanceof ToolRouterError || (signal?.aborted && error === signal.reason)) throw error;
      if (!facts || !incoming) throw new ToolRouterError(redact(`${name} cannot be sent: ${textOf(error)}.`, secrets));
      // Only the parser of the body can have failed. Its own words quote pieces of the body.
      throw unusableAnswer(facts, incoming, `its body is no JSON: ${JSON.stringify(excerpt(text, secrets))}`);
    }
    if (typeof data === "object" && data !== null && required in data) return data as ResultOf<typeof name>;
    const what = text ? JSON.stringify(excerpt(text, secrets)) : "it is empty.";
    throw unusableAnswer(facts!, incoming!, `its body has no ${required}: ${what}`);
  };
  return { api, call };
}

/** Puts ids into a path. An id must stay one segment: `..` would address something else. */
function fillPath(path: string, parameters: Record<string, unknown>, secrets: readonly string[]): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = parameters[name];
    if (typeof id !== "string" || /^\.{0,2}$/.test(id)) {
      throw new ToolRouterError(`${name} must be an id; it is ${redact(JSON.stringify(id) ?? "undefined", secrets)}.`);
    }
    return encodeURIComponent(id);
  });
}

/** @throws ToolRouterError when it is no time. */
export function checkedTimeout(timeout: number): number {
  if (timeout > 0) return timeout;
  throw new ToolRouterError(`timeout must be a number of milliseconds above 0, or Infinity; it is ${timeout}.`);
}
