import type { paths } from "@tool-router/openapi";
import type { Client } from "openapi-fetch";
import { ToolRouterError } from "../errors/errors.ts";
import { checkOptions } from "../errors/options.ts";
import { redact, textOf } from "../errors/redact.ts";
import { apiError, parseJSON, unusableBody } from "./api-error.ts";
import type { APIUrls } from "./api-url.ts";
import type { CallFacts } from "./call-facts.ts";
import { type CallOptions, callRules } from "./call-options.ts";
import { type LightRequest, lightResponse } from "./light-request.ts";
import type { BodyOf, Operation, PathOf, QueryOf, ResultOf } from "./operations.ts";
import { retryDelay, type RetryPolicy, retryPolicy } from "./retry.ts";
import type { IncomingResponse, Transport } from "./transport.ts";
import type { APIVersion } from "./version.ts";
import { wait } from "./wait.ts";

/** Default timeout of an attempt, in milliseconds. */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** The input of one operation. */
export interface CallInput<Row extends Operation, Result> {
  readonly path?: PathOf<Row> | undefined;
  readonly query?: QueryOf<Row> | undefined;
  readonly body?: BodyOf<Row> | undefined;
  /** Overrides the client's version of the API. */
  readonly version?: APIVersion | undefined;
  /** The tool that the call runs, for errors. */
  readonly toolSlug?: string | undefined;
  /** Known slugs, for suggesting a correction. */
  readonly slugs?: Iterable<string> | undefined;
  /** Whether the call can safely run twice. Default: true for a `read`. */
  readonly repeatable?: boolean | undefined;
  /** Milliseconds, if neither the call nor the router sets a timeout. */
  readonly defaultTimeout?: number | undefined;
  /** The result of a deletion if a retry finds that it has already happened. */
  readonly resultIfGone?: Result | undefined;
  readonly idempotencyKey?: string | undefined;
  /**
   * Converts the response body to the result. Default: returns the body.
   *
   * @param sent - the request body, as JSON text.
   * @param fail - throws an error for an unusable body; the problem follows the words "its body".
   */
  readonly read?: ((body: unknown, sent: string, fail: (problem: string) => never) => Result) | undefined;
}

/**
 * Makes one call, with retries, and returns its result.
 *
 * @throws ToolRouterError or a subclass; the reason of the caller's signal.
 */
export type Call = <Row extends Operation, Result = ResultOf<Row>>(
  operation: Row,
  input: CallInput<Row, Result>,
  options?: CallOptions,
) => Promise<Result>;

/** What all calls of a client share. */
export interface CallContext {
  /** An `openapi-fetch` client with `LightRequest`. */
  readonly client: Client<paths>;
  readonly urls: APIUrls;
  readonly transport: Transport;
  /** The router's own timeout, in milliseconds. */
  readonly timeout: number | undefined;
  readonly retry: RetryPolicy;
  /** Facts that all errors need. */
  readonly common: Pick<CallFacts, "secrets" | "keyFix">;
}

/** A call with its body serialized, so that all attempts are identical, and its limits resolved. */
interface PreparedCall<Row extends Operation, Result> {
  readonly operation: Row;
  readonly input: CallInput<Row, Result>;
  readonly sent: string | undefined;
  readonly facts: Omit<CallFacts, "url" | "attempts">;
  readonly policy: RetryPolicy;
  /** Milliseconds for each attempt. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

interface Answer extends IncomingResponse {
  readonly facts: CallFacts;
}

export function createCall(context: CallContext): Call {
  return async (operation, input, options = {}) => {
    const call = prepare(context, operation, input, options);
    const { signal, policy } = call;
    const end = performance.now() + policy.deadline;
    for (let attempts = 1; ; attempts++) {
      try {
        const answer = await send(context, call, attempts, end - performance.now());
        return readAnswer(call, answer);
      } catch (error) {
        if (signal?.aborted || !(error instanceof ToolRouterError)) throw error;
        const left = end - performance.now();
        const { repeatable } = call.facts;
        const delay = retryDelay(error, { ...policy, failed: attempts, repeatable, left, random: Math.random() });
        if (delay === undefined) throw error;
        await wait(delay, signal);
        // The wait may take longer than planned, for example if the machine sleeps.
        if (performance.now() >= end) throw error;
      }
    }
  };
}

/** @throws ToolRouterError for invalid options and for a body that is not JSON. */
function prepare<Row extends Operation, Result>(
  { timeout: routerTimeout, retry: routerRetry, common }: CallContext,
  operation: Row,
  input: CallInput<Row, Result>,
  options: CallOptions,
): PreparedCall<Row, Result> {
  checkOptions(options, callRules, "This call");
  const { signal, timeout, retry } = options;
  const [method, template, kind] = operation;
  const { body, toolSlug, slugs, defaultTimeout = DEFAULT_TIMEOUT_MS } = input;
  const { request_state: state } = Object(body) as { readonly request_state?: unknown };
  const secrets = typeof state === "string" ? [...common.secrets, state] : common.secrets;
  const repeatable = (retry || undefined)?.repeatable ?? input.repeatable ?? kind === "read";
  const facts = { method, template, toolSlug, slugs, repeatable, keyFix: common.keyFix, secrets };
  const policy = retryPolicy(retry, routerRetry);
  let sent: string | undefined;
  try {
    sent = JSON.stringify(body);
  } catch (error) {
    throw cannotBeSent(facts, error);
  }
  return { operation, input, sent, facts, policy, timeout: timeout ?? routerTimeout ?? defaultTimeout, signal };
}

/**
 * Sends one attempt and reads the whole response.
 *
 * @param left - milliseconds until the deadline of the call.
 * @throws ToolRouterError or a subclass; the reason of the signal.
 */
async function send<Row extends Operation, Result>(
  { client, urls, transport }: CallContext,
  { operation: [method, template], input, sent, facts, timeout, signal }: PreparedCall<Row, Result>,
  attempts: number,
  left: number,
): Promise<Answer> {
  const limits = { timeout: Math.min(timeout, Math.ceil(left)), signal };
  const fetch = async (request: LightRequest): Promise<unknown> => {
    const attempt: CallFacts = { ...facts, url: request.url, attempts };
    return lightResponse({ ...(await transport(attempt, request, limits)), facts: attempt });
  };
  try {
    const { data } = (await client.request(
      method.toLowerCase() as never,
      template as never,
      {
        baseUrl: urls.baseUrlFor(method, template, input.version),
        params: { path: input.path, query: input.query },
        body: sent,
        headers: { "idempotency-key": input.idempotencyKey },
        parseAs: "stream",
        fetch,
      } as never,
    )) as { data?: unknown };
    return data as Answer;
  } catch (error) {
    if (error instanceof ToolRouterError) throw error;
    // openapi-fetch drops a reason that is null, empty or false.
    signal?.throwIfAborted();
    throw cannotBeSent(facts, error);
  }
}

const cannotBeSent = ({ method, template, secrets }: PreparedCall<Operation, unknown>["facts"], error: unknown) =>
  new ToolRouterError(redact(`${method} ${template} cannot be sent: ${textOf(error)}.`, secrets));

/** @throws APIError for a response that is not a success, or whose body is unusable. */
function readAnswer<Row extends Operation, Result>(
  { operation, input, sent = "" }: PreparedCall<Row, Result>,
  { facts, response, text }: Answer,
): Result {
  const { resultIfGone } = input;
  if (response.status === 404 && resultIfGone && facts.attempts > 1) return resultIfGone;
  if (!response.ok) throw apiError(facts, response, text);
  const fail = (problem: string): never => {
    throw unusableBody(facts, response, problem, text);
  };
  const body = parseJSON(text);
  if (text && body === undefined) return fail("is not JSON");
  if (input.read) return input.read(body, sent, fail);
  const [, , , required] = operation;
  const isUsable = required ? hasField(body, required) : Object(body) === body;
  return isUsable ? (body as Result) : fail(`has no readable field "${required}"`);
}

/** Whether a body has the operation's required field: lists hold objects, and only `error` may be null. */
function hasField(body: unknown, field: string): boolean {
  const value = (Object(body) as Record<string, unknown>)[field];
  return /^(items|results)$/.test(field)
    ? Array.isArray(value) && value.every((item) => Object(item) === item)
    : value !== undefined && (value !== null || field === "error");
}
