import type { paths } from "@tool-router/openapi";
import createClient, { type Client, type ClientOptions } from "openapi-fetch";
import { apiError, type CallFacts, excerpt, parsed, unusableAnswer } from "./api-error.ts";
import { type Credential, keyFix } from "./credential.ts";
import { redact, textOf } from "../errors/redact.ts";
import { type APIError, ToolRouterError } from "../errors/errors.ts";
import type { WireAnswers } from "../tools/execution.ts";
import type { FetchResponse } from "./fetch.ts";
import type { BodyOf, Operation, PathOf, QueryOf, ResultOf } from "./operations.ts";
import { callRules, checkOptions } from "../errors/options.ts";
import { checkedRetry, noRetry, retryDelay, type RetryOptions, routerRetryRules } from "./retry.ts";
import type { Outgoing, Transport } from "./transport.ts";
import { type APIVersion, type BaseUrl, loopback, versionFor } from "./version.ts";
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
export interface CallInput<Row extends Operation, Result> {
  readonly path?: PathOf<Row> | undefined;
  readonly query?: QueryOf<Row> | undefined;
  readonly body?: BodyOf<Row> | undefined;
  /** The version of the API, if it must not be the client's own. */
  readonly version?: APIVersion | undefined;
  /** The tool that the call is to run. */
  readonly toolSlug?: string | undefined;
  /** Slugs that a misspelled one may mean. */
  readonly slugs?: Iterable<string> | undefined;
  /** Overrides the table of operations: whether the call may be repeated without harm. */
  readonly repeatable?: boolean | undefined;
  /** Milliseconds, when neither the call nor the router says otherwise. */
  readonly usualTimeout?: number | undefined;
  /** What to give when a later attempt of a deletion finds nothing left to delete. */
  readonly gone?: Result | undefined;
  readonly idempotencyKey?: string | undefined;
  /**
   * Makes the result of the answer's body; by default they are the same.
   *
   * @param sent - the body that was sent, as JSON text.
   * @param fail - throws for a body that cannot be used; the problem goes on from "its body".
   */
  readonly read?: ((answer: unknown, sent: string, fail: (problem: string) => never) => Result) | undefined;
}

/**
 * Makes one call, again if that is safe, and gives the body of its success.
 *
 * @throws ToolRouterError and its kinds; the reason of the caller's signal.
 */
export type Call = <Row extends Operation, Result = ResultOf<Row>>(
  operation: Row,
  input: CallInput<Row, Result>,
  options?: CallOptions,
) => Promise<Result>;

/** What the parts of a client need of it. */
export interface Access {
  readonly call: Call;
  /** Whether a presigned URL of this host may be plain http. */
  allowsHttp(host: string): boolean;
  /** Talks to a presigned address, once. The body of a success is left to be read. */
  transfer(
    method: "GET" | "PUT",
    url: string,
    options: CallOptions,
    request?: Partial<Outgoing>,
  ): Promise<FetchResponse>;
  /** The error for what cannot be sent. Given along, so that modules that are loaded later import nothing. */
  refusal(message: string): ToolRouterError;
  /** What no error may show. */
  readonly secrets: readonly string[];
}

/** Stands in for `Request`, of which Node makes an expensive one. */
class LightRequest {
  readonly url: string;
  declare readonly method: string;
  declare readonly headers: Headers;
  declare readonly body: string | undefined;

  constructor(url: string, init: object) {
    Object.assign(this, init);
    this.url = url;
  }
}

const noHeaders = new Map();

const unusable = (facts: CallFacts, answer: FetchResponse, what: string, text: string): APIError =>
  unusableAnswer(
    facts,
    answer,
    `its body ${what}: ${text ? JSON.stringify(excerpt(text, facts.secrets)) : "it is empty."}`,
  );

/** Calls of the API, typed from the spec: for users as plain `openapi-fetch`, and for our own methods. */
export function createHttp(options: {
  baseUrl: BaseUrl;
  timeout: number | undefined;
  retry: Omit<RetryOptions, "repeatable"> | false | undefined;
  credential: Credential | undefined;
  allowInsecureHttp: boolean;
  transport: Transport;
}): Access & { api: Client<paths> } {
  const { baseUrl, credential, transport } = options;
  const secrets = credential ? [credential.value] : [];
  const common = { secrets, keyFix: keyFix(credential) };
  const root = `${baseUrl.root}/api/`;
  const ownPrefix = root + baseUrl.version;
  const usualRetry = checkedRetry(options.retry, { ...noRetry, attempts: 3 }, routerRetryRules);

  /** Where a request of this client really goes: operations of the other version lie beside. */
  const address = (url: string, method: string, version?: APIVersion): string => {
    if (!url.startsWith(`${ownPrefix}/`)) return url;
    const path = url.slice(ownPrefix.length);
    return root + (version ?? versionFor(baseUrl.version, method, path)) + path;
  };

  const shared: ClientOptions = {
    baseUrl: ownPrefix,
    pathSerializer: (path, parameters) =>
      path
        .split(/[{}]/)
        .map((part, index) => (index % 2 === 1 ? segment(part, parameters[part], secrets) : part))
        .join(""),
    querySerializer: { array: { style: "form", explode: false } },
  };
  // Own calls need no real Request, and must not meet what a user adds to `api`.
  const own = createClient({ ...shared, Request: LightRequest as never });

  const api = createClient<paths>({
    ...shared,
    fetch: async (request) => {
      const { method, signal, headers } = request;
      const facts: CallFacts = {
        method,
        url: address(request.url, method),
        repeatable: /^(GET|HEAD)$/.test(method),
        attempts: 1,
        ...common,
      };
      // Not every runtime has the `body` of a request.
      const body = await request.arrayBuffer();
      const { response, bytes, text } = await transport(
        facts,
        { headers: new Headers(headers), body: body.byteLength > 0 ? body : undefined },
        { timeout: options.timeout ?? usualTimeout, signal },
      );
      // Left alone, openapi-fetch would reject with a bare SyntaxError, which quotes the body.
      if (response.ok && text && parsed(text) === undefined) throw unusable(facts, response, "is no JSON", text);
      // `Response` takes no empty body where there must be none.
      return new Response((text ? bytes : null) as BodyInit | null, response);
    },
  });

  const call: Call = async <Row extends Operation, Result>(
    [method, template, kind, required]: Row,
    input: CallInput<Row, Result>,
    given: CallOptions = {},
  ) => {
    checkOptions(given, callRules, "This call");
    const { signal, timeout, retry } = given;
    const { path, query, body, toolSlug, slugs, gone, idempotencyKey, version } = input;
    const repeatable = (retry || undefined)?.repeatable ?? input.repeatable ?? kind === "read";
    const policy = checkedRetry(retry, usualRetry);
    const { request_state: state } = Object(body) as WireAnswers;
    const hidden = typeof state === "string" ? [...secrets, state] : secrets;
    const perAttempt = timeout ?? options.timeout ?? input.usualTimeout ?? usualTimeout;
    const end = performance.now() + policy.deadline;

    let facts: CallFacts | undefined;
    let response: FetchResponse | undefined;
    let text = "";
    let sent = "";
    const attempt = async (request: LightRequest, attempts: number): Promise<unknown> => {
      try {
        const url = address(request.url, method, version);
        facts = { method, url, template, toolSlug, slugs, repeatable, attempts, ...common, secrets: hidden };
        const limits = { timeout: Math.min(perAttempt, Math.ceil(end - performance.now())), signal };
        const incoming = await transport(facts, request, limits);
        ({ response, text } = incoming);
        if (response.status === 404 && gone && attempts > 1) text = JSON.stringify(gone);
        else if (!response.ok) throw apiError(facts, response, text);
        // What openapi-fetch looks at in a `Response`.
        return { ok: true, headers: noHeaders, text: () => text };
      } catch (error) {
        if (signal?.aborted || !(error instanceof ToolRouterError)) throw error;
        const left = end - performance.now();
        const delay = retryDelay(error, { ...policy, failed: attempts, repeatable, left, random: Math.random() });
        if (delay === undefined) throw error;
        await wait(delay, signal);
        // The machine may have slept.
        if (performance.now() >= end) throw error;
      }
      return attempt(request, attempts + 1);
    };

    let data: unknown;
    try {
      ({ data } = (await own.request(
        method.toLowerCase() as never,
        template as never,
        {
          params: { path, query },
          body,
          headers: { "idempotency-key": idempotencyKey },
          fetch: (request: LightRequest) => {
            sent = request.body ?? "";
            return attempt(request, 1);
          },
        } as never,
      )) as { data?: unknown });
    } catch (error) {
      if (error instanceof ToolRouterError) throw error;
      // openapi-fetch loses a reason that is null, or empty.
      signal?.throwIfAborted();
      if (!facts || !response) {
        throw new ToolRouterError(redact(`${method} ${template} cannot be sent: ${textOf(error)}.`, hidden));
      }
      // Only the parser of the body can have failed. Its own words quote pieces of the body.
      throw unusable(facts, response, "is no JSON", text);
    }
    const fail = (problem: string): never => {
      throw unusable(facts!, response!, problem, text);
    };
    if (input.read) return input.read(data, sent, fail);
    const answer = Object(data) as { [field: string]: unknown };
    const isUsable = required ? isReadable(required, answer[required]) : answer === data;
    return isUsable ? (data as Result) : fail(`has no readable field "${required}"`);
  };

  return {
    api,
    call,
    secrets,
    refusal: (message) => new ToolRouterError(message),
    allowsHttp: (host) => options.allowInsecureHttp || (root.startsWith("http:") && loopback.test(host)),
    async transfer(method, url, { signal, timeout = 600_000 }, { headers = new Headers(), body } = {}) {
      const facts: CallFacts = {
        method,
        url,
        repeatable: method === "GET",
        attempts: 1,
        presigned: true,
        // Who has the whole address may use it.
        secrets: [...secrets, new URL(url).search],
      };
      const { response, text } = await transport(facts, { headers, body }, { timeout, signal });
      if (response.ok) return response;
      throw apiError(facts, response, text);
    },
  };
}

/** An id as a part of a path. It must stay one: `..` would address something else. */
function segment(name: string, id: unknown, secrets: readonly string[]): string {
  if (typeof id === "string" && !/^\.{0,2}$/.test(id)) return encodeURIComponent(id);
  throw new ToolRouterError(`${name} must be an id; it is ${redact(JSON.stringify(id) ?? "undefined", secrets)}.`);
}

/** Whether the field that every answer of an operation has is one that can be used: a list holds objects, and only `error` is null. */
const isReadable = (field: string, value: unknown): boolean =>
  /^(items|results)$/.test(field)
    ? Array.isArray(value) && value.every((item) => Object(item) === item)
    : value !== undefined && (value !== null || field === "error");

/** Milliseconds for one attempt. */
const usualTimeout = 60_000;
