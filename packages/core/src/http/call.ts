import type { paths } from "@tool-router/openapi";
import type { Client } from "openapi-fetch";
import { ToolRouterError } from "../errors/errors.ts";
import { callRules, checkOptions } from "../errors/options.ts";
import { redact, textOf } from "../errors/redact.ts";
import { apiError, parseJSON, unusableBody } from "./api-error.ts";
import type { APIUrls } from "./api-url.ts";
import type { CallFacts } from "./call-facts.ts";
import type { CallOptions } from "./call-options.ts";
import { type LightRequest, lightResponse } from "./light-request.ts";
import type { BodyOf, Operation, PathOf, QueryOf, ResultOf } from "./operations.ts";
import { retryDelay, type RetryPolicy, retryPolicy } from "./retry.ts";
import type { IncomingResponse, Limits, Transport } from "./transport.ts";
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
  /** Headers of this call, read once for each attempt. Undefined values are not sent. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
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
export interface CallContext extends Pick<CallFacts, "secrets" | "keyFix"> {
  /** An `openapi-fetch` client with `LightRequest`. */
  readonly client: Client<paths>;
  readonly urls: APIUrls;
  readonly transport: Transport;
  /** The router's own timeout, in milliseconds. */
  readonly timeout: number | undefined;
  readonly retry: RetryPolicy;
}

/** The parts of an input that every attempt sends. */
type SentInput = Pick<CallInput<Operation, unknown>, "version" | "headers"> & {
  readonly path?: unknown;
  readonly query?: unknown;
};

interface Answer extends IncomingResponse {
  readonly facts: CallFacts;
}

export function createCall(context: CallContext): Call {
  return async ([method, template, kind, required], input, options = {}) => {
    checkOptions(options, callRules, "This call");
    const { signal, retry } = options;
    const timeout = options.timeout ?? context.timeout ?? input.defaultTimeout ?? DEFAULT_TIMEOUT_MS;
    const policy = retryPolicy(retry, context.retry);
    const repeatable = (retry || undefined)?.repeatable ?? input.repeatable ?? kind === "read";
    const { toolSlug, slugs } = input;
    const secrets = secretsOf(context, input);
    const facts = { method, template, toolSlug, slugs, repeatable, keyFix: context.keyFix, secrets };
    const end = performance.now() + policy.deadline;
    let sent: string | undefined;

    for (let attempts = 1; ; attempts++) {
      try {
        // Serialized once, so that all attempts are identical.
        sent ??= JSON.stringify(input.body);
        const limits = { timeout: Math.min(timeout, Math.ceil(end - performance.now())), signal };
        const answer = await send(context, { ...facts, attempts }, input, sent, limits);
        return readAnswer(input, sent, required, answer);
      } catch (error) {
        if (!(error instanceof ToolRouterError)) {
          // openapi-fetch drops a reason that is null, empty or false.
          signal?.throwIfAborted();
          throw new ToolRouterError(redact(`${method} ${template} cannot be sent: ${textOf(error)}.`, secrets));
        }
        const left = end - performance.now();
        const delay = retryDelay(error, { ...policy, failed: attempts, repeatable, left, random: Math.random() });
        if (delay === undefined || signal?.aborted) throw error;
        await wait(delay, signal);
        // The wait may take longer than planned, for example if the machine sleeps.
        if (performance.now() >= end) throw error;
      }
    }
  };
}

/** The state of a question is secret, too. */
function secretsOf({ secrets }: CallContext, { body }: { readonly body?: unknown }): readonly string[] {
  const { request_state: state } = Object(body) as { readonly request_state?: unknown };
  return typeof state === "string" ? [...secrets, state] : secrets;
}

/** Sends one attempt and reads the whole response. */
async function send(
  { client, urls, transport }: CallContext,
  facts: Omit<CallFacts, "url"> & { readonly template: string },
  { path, query, version, headers }: SentInput,
  body: string | undefined,
  limits: Limits,
): Promise<Answer> {
  const { method, template } = facts;
  const fetch = async (request: LightRequest): Promise<unknown> => {
    const attempt = { ...facts, url: urls.route(request.url, method, version) };
    return lightResponse({ ...(await transport(attempt, request, limits)), facts: attempt });
  };
  const init = { params: { path, query }, body, headers, parseAs: "stream", fetch };
  const { data } = (await client.request(method.toLowerCase() as never, template as never, init as never)) as {
    data?: unknown;
  };
  return data as Answer;
}

/** @throws APIError for a response that is not a success, or whose body is unusable. */
function readAnswer<Row extends Operation, Result>(
  { resultIfGone, read }: CallInput<Row, Result>,
  sent = "",
  required: string,
  { facts, response, text }: Answer,
): Result {
  if (response.status === 404 && resultIfGone && facts.attempts > 1) return resultIfGone;
  if (!response.ok) throw apiError(facts, response, text);
  const fail = (problem: string): never => {
    throw unusableBody(facts, response, problem, text);
  };
  const body = parseJSON(text);
  if (text && body === undefined) return fail("is not JSON");
  if (read) return read(body, sent, fail);
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
