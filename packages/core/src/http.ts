import type { paths } from "@tool-router/openapi";
import type { Client, Middleware } from "openapi-fetch";
import type { APIContext } from "./api.ts";
import { apiError, type CallFacts, excerpt, parsed, unusableAnswer } from "./api-error.ts";
import { type Credential, keyFix } from "./credential.ts";
import { lazily } from "./lazily.ts";
import { redact, textOf } from "./redact.ts";
import { type APIError, ToolRouterError } from "./errors.ts";
import type { WireAnswers } from "./execution.ts";
import type { FetchResponse } from "./fetch.ts";
import type { BodyOf, Operation, PathOf, QueryOf, ResultOf } from "./operations.ts";
import { callRules, checkOptions } from "./options.ts";
import { checkedRetry, noRetry, retryDelay, type RetryOptions, routerRetryRules } from "./retry.ts";
import type { Outgoing, Transport } from "./transport.ts";
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

const unusable = (facts: CallFacts, answer: FetchResponse, what: string, text: string): APIError =>
  unusableAnswer(
    facts,
    answer,
    `its body ${what}: ${text ? JSON.stringify(excerpt(text, facts.secrets)) : "it is empty."}`,
  );

/** @throws APIError for a body that is not JSON. The parser's own words would quote pieces of it. */
function readJSON(facts: CallFacts, answer: FetchResponse, text: string): unknown {
  const data = parsed(text);
  if (text && data === undefined) throw unusable(facts, answer, "is no JSON", text);
  return data;
}

/** Calls of the API, typed from the spec: for our own methods, and for users as plain `openapi-fetch`. */
export function createHttp(options: {
  baseUrl: BaseUrl;
  timeout: number | undefined;
  retry: Omit<RetryOptions, "repeatable"> | false | undefined;
  credential: Credential | undefined;
  transport: Transport;
}): Access & { api: Client<paths> } {
  const { baseUrl, credential, transport } = options;
  const secrets = credential ? [credential.value] : [];
  const common = { secrets, keyFix: keyFix(credential) };
  const root = `${baseUrl.root}/api/`;
  const ownPrefix = root + baseUrl.version;
  const usualRetry = checkedRetry(options.retry, { ...noRetry, attempts: 3 }, routerRetryRules);

  /** Where a request of this client really goes: operations of the other version lie beside. */
  const address = (method: string, path: string, version = versionFor(baseUrl.version, method, path)): string =>
    root + version + path;

  const writePath = (template: string, parameters: Readonly<Record<string, unknown>>): string =>
    template
      .split(/[{}]/)
      .map((part, index) => (index % 2 === 1 ? segment(part, parameters[part], secrets) : part))
      .join("");

  const apiContext: APIContext = {
    baseUrl: ownPrefix,
    writePath,
    async send(method, url, request, signal) {
      const facts: CallFacts = {
        method,
        url: url.startsWith(`${ownPrefix}/`) ? address(method, url.slice(ownPrefix.length)) : url,
        repeatable: /^(GET|HEAD)$/.test(method),
        attempts: 1,
        ...common,
      };
      const incoming = await transport(facts, request, { timeout: options.timeout ?? usualTimeout, signal });
      // Left alone, openapi-fetch would reject with a bare SyntaxError, which quotes the body.
      if (incoming.response.ok) readJSON(facts, incoming.response, incoming.text);
      return incoming;
    },
  };
  const middleware: Middleware[] = [];
  const api = {
    ...lazily(async () => {
      const used = [...middleware];
      return (await import("./api.ts")).createAPI(apiContext, used);
    }, ["request", "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"]),
    use: (...added: Middleware[]) => void middleware.push(...added),
    eject(...removed: Middleware[]) {
      for (const one of removed) {
        const place = middleware.indexOf(one);
        if (place >= 0) middleware.splice(place, 1);
      }
    },
  } satisfies Client<paths>;

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

    let url: string;
    let sent: string | undefined;
    const headers = new Headers();
    try {
      url = address(method, writePath(template, Object(path)) + queryText(Object(query)), version);
      sent = JSON.stringify(body);
      if (sent !== undefined) headers.set("content-type", "application/json");
      if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
    } catch (error) {
      if (error instanceof ToolRouterError) throw error;
      throw new ToolRouterError(redact(`${method} ${template} cannot be sent: ${textOf(error)}.`, hidden));
    }

    const attempt = async (attempts: number): Promise<{ facts: CallFacts; response: FetchResponse; text: string }> => {
      try {
        const facts = { method, url, template, toolSlug, slugs, repeatable, attempts, ...common, secrets: hidden };
        const limits = { timeout: Math.min(perAttempt, Math.ceil(end - performance.now())), signal };
        const { response, text } = await transport(facts, { headers, body: sent }, limits);
        if (response.status === 404 && gone && attempts > 1) return { facts, response, text: JSON.stringify(gone) };
        if (response.ok) return { facts, response, text };
        throw apiError(facts, response, text);
      } catch (error) {
        if (signal?.aborted || !(error instanceof ToolRouterError)) throw error;
        const left = end - performance.now();
        const delay = retryDelay(error, { ...policy, failed: attempts, repeatable, left, random: Math.random() });
        if (delay === undefined) throw error;
        await wait(delay, signal);
        // The machine may have slept.
        if (performance.now() >= end) throw error;
      }
      return attempt(attempts + 1);
    };
    const { facts, response, text } = await attempt(1);
    const data = readJSON(facts, response, text);
    const fail = (problem: string): never => {
      throw unusable(facts, response, problem, text);
    };
    if (input.read) return input.read(data, sent ?? "", fail);
    const answer = Object(data) as { [field: string]: unknown };
    const isUsable = required ? isReadable(required, answer[required]) : answer === data;
    return isUsable ? (data as Result) : fail(`has no readable field "${required}"`);
  };

  return {
    api,
    call,
    secrets,
    refusal: (message) => new ToolRouterError(message),
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

/** A query as text. Lists are joined by commas; empty lists, null and undefined are left out. */
function queryText(query: object): string {
  const given = Object.entries(query).flatMap(([name, value]) => {
    const values = [value ?? []].flat();
    return values.length > 0 ? [`${name}=${values.map((each) => encodeURIComponent(each)).join(",")}`] : [];
  });
  return given.length > 0 ? `?${given.join("&")}` : "";
}

/** Whether the field that every answer of an operation has is one that can be used: a list holds objects, and only `error` is null. */
const isReadable = (field: string, value: unknown): boolean =>
  /^(items|results)$/.test(field)
    ? Array.isArray(value) && value.every((item) => Object(item) === item)
    : value !== undefined && (value !== null || field === "error");

/** Milliseconds for one attempt. */
const usualTimeout = 60_000;
