import {
  APIError,
  type APIErrorFacts,
  AuthenticationError,
  BadRequestError,
  type CallErrorFacts,
  ConflictError,
  GoneError,
  NotFoundError,
  PayloadTooLargeError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  type ToolRouterErrorFacts,
} from "../errors/errors.ts";
import { didYouMean } from "../errors/nearest.ts";
import { redact } from "../errors/redact.ts";
import { operationId } from "./operations.ts";

/** What is known of a call before it has an answer. */
export interface CallFacts {
  readonly method: string;
  readonly url: string;
  /** The operation's path in the OpenAPI document; undefined for `router.api`. */
  readonly template?: string | undefined;
  readonly toolSlug?: string | undefined;
  readonly repeatable: boolean;
  readonly attempts: number;
  /** Slugs of tools, among which a misspelled one may mean another. */
  readonly slugs?: Iterable<string> | undefined;
  /** What to do about a 401, if it can be seen from here. */
  readonly keyFix?: string | undefined;
  /** What no error may show. */
  readonly secrets: readonly string[];
  /** The address itself is the permission: nothing of the caller's is sent along, and a success is left unread. */
  readonly presigned?: boolean | undefined;
}

/** The facts of a call as an error holds them. */
export function callDetails(
  { method, url, template, toolSlug, attempts, repeatable, secrets }: CallFacts,
  mayHaveRun: boolean,
): Omit<CallErrorFacts, keyof ToolRouterErrorFacts> {
  return {
    operation: template && operationId(method, template),
    method,
    // An id in it may be a key, by mistake.
    path: redact(new URL(url).pathname, secrets),
    toolSlug: toolSlug && redact(toolSlug, secrets),
    mayHaveRun: mayHaveRun && !repeatable,
    attempts,
  };
}

/** An answer, as far as an error needs it. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
}

/** Statuses by which the router says that it did not do the work. */
const refusals = new Set([400, 401, 402, 403, 404, 405, 410, 422, 425]);

/** The code of a 403 after the work: the provider's answer was withheld. */
const resultWithheld = 4333;

const classes: Readonly<Record<number, typeof APIError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  402: PaymentRequiredError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  410: GoneError,
  413: PayloadTooLargeError,
  422: BadRequestError,
  429: RateLimitError,
};

/** What to do about a problem, by the router's code, when the router itself does not say. */
const fixes: Readonly<Record<number, string>> = {
  902: "Check the key, and which headers a hook or a proxy adds.",
  4300: "Name one of the accounts as `account`.",
  4301: "session.search() finds slugs.",
  4302: "session.ensureConnected(toolkit) gives a link for the user.",
  4324: "Allow it in the session's `toolkits`.",
  4325: "Allow it in the session's `tools` and `tags`.",
};

/** The error for an answer that is no success. Nothing that the router wrote brings the credential in. */
export function apiError(call: CallFacts, answer: Answer, text: string): APIError {
  const { status, headers } = answer;
  const parsedBody = parsed(text);
  const body = isObject(parsedBody) ? parsedBody : {};
  const envelope = isObject(body["error"]) ? body["error"] : undefined;
  const { errors: details } = envelope ?? {};
  const code = typeof envelope?.["code"] === "number" ? envelope["code"] : undefined;
  const said = (value: unknown): string | undefined =>
    typeof value === "string" && value !== "" ? redact(value, call.secrets) : undefined;

  const slug = said(envelope?.["slug"]);
  const errors = Array.isArray(details)
    ? details.map((entry) => redact(typeof entry === "string" ? entry : JSON.stringify(entry), call.secrets))
    : [];
  // The rate limiter, and proxies in front of the router, do not use the envelope.
  const reason = said(envelope?.["message"]) ?? said(body["message"]) ?? said(excerpt(text, call.secrets));
  const suggestedFix = said(envelope?.["suggested_fix"]);
  const byLimiter = status === 429 && (!envelope || headers.get("x-ratelimit-remaining") === "0");
  const unchanged = status === 409 && call.method === "PATCH";
  const meant = code === 4301 && didYouMean(call.toolSlug ?? "", call.slugs ?? []).trim();

  return make(
    call,
    answer,
    [
      `answered ${status}${slug ? ` ${slug}` : ""}${code === undefined ? "" : ` (${code})`}${reason ? ":" : "."}`,
      reason,
      ...errors,
      // What can be seen from here is in the words of this client.
      (status === 401 ? call.keyFix : undefined) ??
        suggestedFix ??
        (meant || (code === 4300 && !errors[0] ? undefined : fixes[code!])),
    ],
    (!refusals.has(status) || code === resultWithheld) && !byLimiter && !unchanged,
    {
      code,
      slug,
      reason,
      requestId: said(envelope?.["request_id"]),
      suggestedFix,
      errors,
      retryAfterMs: retryAfterMs(headers),
    },
  );
}

/** The error for an answer that says success but cannot be used: the work was done, its result is lost. */
export const unusableAnswer = (call: CallFacts, answer: Answer, problem: string, Type?: typeof APIError): APIError =>
  make(call, answer, [`answered ${answer.status}, but ${problem}`], true, {}, Type);

/**
 * The error for a redirect that is not followed. Those that keep the method (307, 308) say that the work is to be asked for
 * elsewhere; the others are also what a server answers when it is done.
 */
export const refusedRedirect = (call: CallFacts, answer: Answer, target: URL | undefined, why: string): APIError =>
  make(
    call,
    answer,
    [
      `answered a redirect to ${redact(target?.origin ?? "an address that the runtime hides", call.secrets)}, which is not followed: ${why}.`,
      "Check baseUrl.",
    ],
    answer.status < 307,
  );

export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

function make(
  call: CallFacts,
  { status, headers }: Answer,
  message: readonly (string | undefined)[],
  mayHaveRun: boolean,
  facts: Partial<APIErrorFacts> = {},
  Type = classes[status] ?? (status >= 500 ? ServerError : APIError),
): APIError {
  const details = callDetails(call, mayHaveRun);
  return new Type(
    [details.method, details.path, ...message.filter((part) => part !== undefined).map(sentence)].join(" "),
    {
      errors: [],
      ...facts,
      requestId: facts.requestId ?? (redact(headers.get("x-request-id") ?? "", call.secrets) || undefined),
      ...details,
      status,
    },
  );
}

function retryAfterMs(headers: Headers): number | undefined {
  const read = (name: string): string => headers.get(name)?.trim() ?? "";
  const after = read("retry-after");
  // `Number` makes 0 of an empty text, and `Date.parse` a date in the past of many that are no date.
  return [
    Number(read("retry-after-ms") || undefined),
    Number(after || undefined) * 1000,
    Date.parse(after) - Date.now(),
  ].find((wait) => wait >= 0);
}

/** The beginning of a body, on one line. What follows the `?` of an address may be a permission, such as a signature. */
export function excerpt(text: string, secrets: readonly string[]): string {
  const line = redact(text, secrets)
    // Some texts take a regular expression the square of their length.
    .slice(0, 10_000)
    .replaceAll(/(:\/\/[^\s"?]+\?)[^\s"]+/g, "$1…")
    .replaceAll(/("request_state"\s*:\s*")(\\.|[^"\\])+/g, "$1…")
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** Parts of a message come from many hands; some end, and some do not. */
const sentence = (part: string): string => (/[.:!?…"]$/.test(part) ? part : `${part}.`);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** What a body says; undefined when it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
