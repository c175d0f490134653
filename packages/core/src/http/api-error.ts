import {
  APIError,
  type APIErrorFacts,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  GoneError,
  NotFoundError,
  PayloadTooLargeError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
} from "../errors/errors.ts";
import { didYouMean } from "../errors/nearest.ts";
import { redact } from "../errors/redact.ts";
import { type CallFacts, callDetails } from "./call-facts.ts";

/** The parts of a response that errors use. */
interface ResponseHead {
  readonly status: number;
  readonly headers: Headers;
}

/** Statuses that mean the call did not run. */
const NOT_RUN_STATUSES = new Set([400, 401, 402, 403, 404, 405, 410, 422, 425]);

/** The code of a 403 that withholds the result of a call that ran. */
const RESULT_WITHHELD_CODE = 4333;

const errorClasses: Readonly<Record<number, typeof APIError>> = {
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

/** Fixes by the router's error code, used when the router suggests none. */
const suggestedFixes: Readonly<Record<number, string>> = {
  902: "Check the key, and which headers a hook or a proxy adds.",
  4300: "Name one of the accounts as `account`.",
  4301: "session.search() finds slugs.",
  4302: "session.ensureConnected(toolkit) gives a link for the user.",
  4324: "Allow it in the session's `toolkits`.",
  4325: "Allow it in the session's `tools` and `tags`.",
};

/** The error for an unsuccessful response. Secrets that the router echoes are redacted. */
export function apiError(call: CallFacts, response: ResponseHead, text: string): APIError {
  const { status, headers } = response;
  const body = Object(parseJSON(text)) as Record<string, unknown>;
  const { error } = body;
  const envelope = Object(error) === error ? (error as Record<string, unknown>) : undefined;
  const facts = readFacts(call, headers, body, envelope ?? {}, text);
  const { code, slug, reason, errors } = facts;
  const isFromLimiter = status === 429 && (!envelope || headers.get("x-ratelimit-remaining") === "0");
  const isUnchanged = status === 409 && call.method === "PATCH";
  return createError(
    call,
    response,
    [
      `answered ${status}${slug ? ` ${slug}` : ""}${code === undefined ? "" : ` (${code})`}${reason ? ":" : "."}`,
      reason,
      ...errors,
      adviceFor(call, status, facts),
    ],
    (!NOT_RUN_STATUSES.has(status) || code === RESULT_WITHHELD_CODE) && !isFromLimiter && !isUnchanged,
    facts,
  );
}

type EnvelopeFacts = Pick<
  APIErrorFacts,
  "code" | "slug" | "reason" | "requestId" | "suggestedFix" | "errors" | "retryAfterMs"
>;

/** Reads tolerantly: fields of the wrong type are ignored. */
function readFacts(
  { secrets }: CallFacts,
  headers: Headers,
  body: Record<string, unknown>,
  envelope: Record<string, unknown>,
  text: string,
): EnvelopeFacts {
  const { code, errors } = envelope;
  const textOf = (value: unknown): string | undefined =>
    typeof value === "string" && value !== "" ? redact(value, secrets) : undefined;
  return {
    code: typeof code === "number" ? code : undefined,
    slug: textOf(envelope["slug"]),
    // The rate limiter and proxies in front of the router do not use the envelope.
    reason: textOf(envelope["message"]) ?? textOf(body["message"]) ?? textOf(excerpt(text, secrets)),
    requestId: textOf(envelope["request_id"]),
    suggestedFix: textOf(envelope["suggested_fix"]),
    errors: Array.isArray(errors)
      ? errors.map((entry) => redact(typeof entry === "string" ? entry : JSON.stringify(entry), secrets))
      : [],
    retryAfterMs: retryAfterMs(headers),
  };
}

/** How to fix the error. The client knows best why a key was rejected; otherwise the router's own advice is first. */
function adviceFor(call: CallFacts, status: number, { code, errors, suggestedFix }: EnvelopeFacts): string | undefined {
  const ownAdvice = status === 401 ? call.keyFix : undefined;
  if (ownAdvice ?? suggestedFix) return ownAdvice ?? suggestedFix;
  const correction = code === 4301 && didYouMean(call.toolSlug ?? "", call.slugs ?? []).trim();
  // Without a list of accounts, there is no account to name.
  return correction || (code === 4300 && !errors[0] ? undefined : suggestedFixes[code!]);
}

/** The error for an unusable successful response: the call ran, but its result is lost. */
export const unusableResponse = (
  call: CallFacts,
  response: ResponseHead,
  problem: string,
  Type?: typeof APIError,
): APIError => createError(call, response, [`answered ${response.status}, but ${problem}`], true, {}, Type);

/** The error for a successful response whose body cannot be used. Quotes the beginning of the body. */
export const unusableBody = (call: CallFacts, response: ResponseHead, problem: string, text: string): APIError =>
  unusableResponse(
    call,
    response,
    `its body ${problem}: ${text ? JSON.stringify(excerpt(text, call.secrets)) : "it is empty."}`,
  );

/**
 * The error for a redirect that is not followed. A 307 or 308 means that the call did not run here; servers also send the
 * other statuses after running a call.
 */
export const refusedRedirect = (
  call: CallFacts,
  response: ResponseHead,
  target: URL | undefined,
  reason: string,
): APIError =>
  createError(
    call,
    response,
    [
      `answered a redirect to ${redact(target?.origin ?? "a hidden or invalid address", call.secrets)}, which is not followed: ${reason}.`,
      "Check baseUrl.",
    ],
    response.status < 307,
  );

function createError(
  call: CallFacts,
  { status, headers }: ResponseHead,
  message: readonly (string | undefined)[],
  mayHaveRun: boolean,
  facts: Partial<APIErrorFacts> = {},
  Type = errorClasses[status] ?? (status >= 500 ? ServerError : APIError),
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
  // Invalid values: `Number` turns empty text into 0, and `Date.parse` turns many texts into past dates.
  return [
    Number(read("retry-after-ms") || undefined),
    Number(after || undefined) * 1000,
    Date.parse(after) - Date.now(),
  ].find((wait) => wait >= 0);
}

/** The beginning of a body, on one line. Redacts URL queries, which may hold signatures, and states of questions. */
function excerpt(text: string, secrets: readonly string[]): string {
  const line = redact(text, secrets)
    // Bounds the quadratic time of the expressions below.
    .slice(0, 10_000)
    .replaceAll(/(:\/\/[^\s"?]+\?)[^\s"]+/g, "$1…")
    .replaceAll(/("request_state"\s*:\s*")(\\.|[^"\\])+/g, "$1…")
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** Ends a part of a message with a period, unless it already ends. */
const sentence = (part: string): string => (/[.:!?…"]$/.test(part) ? part : `${part}.`);

/** The value of a JSON text; undefined for invalid JSON. */
export function parseJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
