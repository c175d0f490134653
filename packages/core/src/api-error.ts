import {
  APIError,
  type APIErrorFacts,
  AuthenticationError,
  BadRequestError,
  type CallErrorFacts,
  ConflictError,
  NotFoundError,
  PayloadTooLargeError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  type ToolRouterErrorFacts,
} from "./errors.ts";

/** What is known of a call before it has an answer. */
export type CallFacts = Omit<CallErrorFacts, keyof ToolRouterErrorFacts | "mayHaveRun"> & { readonly read: boolean };

/** Statuses by which the router says that it did not do the work. */
const refusals = new Set([400, 401, 403, 404, 405, 422, 425]);

/** How much of a body that is no JSON goes into a message. */
const excerptLength = 200;

/** The error for an answer that is no success. `redact` takes secrets out of whatever the router wrote. */
export function apiError(
  call: CallFacts,
  answer: { status: number; headers: Headers; text: string },
  redact: (text: string) => string,
  hint = "",
): APIError {
  const { status, headers } = answer;
  const body = parseJSON(answer.text);
  const envelope = isObject(body) && isObject(body["error"]) ? body["error"] : undefined;

  const say = (value: unknown): string | undefined =>
    typeof value === "string" && value !== "" ? redact(value) : undefined;
  const code = typeof envelope?.["code"] === "number" ? envelope["code"] : undefined;
  const slug = say(envelope?.["slug"]);
  const suggestedFix = say(envelope?.["suggested_fix"]);
  const errors = Array.isArray(envelope?.["errors"])
    ? envelope["errors"].map((entry) => redact(typeof entry === "string" ? entry : JSON.stringify(entry)))
    : [];
  // The rate limiter, and proxies in front of the router, do not use the envelope.
  const reason =
    say(envelope?.["message"]) ??
    (isObject(body) ? say(body["message"]) : undefined) ??
    say(excerpt(answer.text, redact));

  const name = [slug, code === undefined ? undefined : `(${code})`].filter(Boolean).join(" ");
  const message = [
    `${call.method} ${call.path} answered ${status}${name ? ` ${name}` : ""}${reason ? `: ${reason}` : "."}`,
    ...errors,
    suggestedFix,
    hint,
  ];
  const byLimiter = status === 429 && (envelope === undefined || headers.get("x-ratelimit-remaining") === "0");
  return make(message.filter(Boolean).join(" "), {
    ...callDetails(call),
    mayHaveRun: !call.read && !refusals.has(status) && !byLimiter && !isRedirect(status),
    status,
    code,
    slug,
    reason,
    requestId: say(envelope?.["request_id"]) ?? headers.get("x-request-id") ?? undefined,
    suggestedFix,
    errors,
    retryAfterMs: retryAfterMs(headers),
  });
}

/** The error for an answer that says success but cannot be used: the work was done, its result is lost. */
export function unusableAnswer(
  call: CallFacts,
  answer: { status: number; headers: Headers },
  problem: string,
  cause?: unknown,
): APIError {
  return make(
    `${call.method} ${call.path} answered ${answer.status}, but ${problem}`,
    {
      ...callDetails(call),
      mayHaveRun: !call.read,
      status: answer.status,
      code: undefined,
      slug: undefined,
      reason: undefined,
      requestId: answer.headers.get("x-request-id") ?? undefined,
      suggestedFix: undefined,
      errors: [],
      retryAfterMs: undefined,
    },
    cause,
  );
}

/** The error for a redirect that is not followed. The work was not done where it was asked for. */
export function refusedRedirect(call: CallFacts, status: number, target: URL | undefined, why: string): APIError {
  const where = target ? `to ${target.origin}` : "to an address that the runtime hides";
  return make(
    `${call.method} ${call.path} answered ${status || "with"} a redirect ${where}, which is not followed: ${why}. ` +
      "Check baseUrl.",
    {
      ...callDetails(call),
      mayHaveRun: false,
      status,
      code: undefined,
      slug: undefined,
      reason: undefined,
      requestId: undefined,
      suggestedFix: undefined,
      errors: [],
      retryAfterMs: undefined,
    },
  );
}

export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** The facts of a call as an error holds them. */
export function callDetails(call: CallFacts): Omit<CallErrorFacts, keyof ToolRouterErrorFacts | "mayHaveRun"> {
  const { operation, method, path, toolSlug } = call;
  return { operation, method, path, toolSlug };
}

function make(message: string, details: Omit<APIErrorFacts, keyof ToolRouterErrorFacts>, cause?: unknown): APIError {
  const { status } = details;
  const Type =
    status === 400 || status === 422
      ? BadRequestError
      : status === 401
        ? AuthenticationError
        : status === 403
          ? PermissionDeniedError
          : status === 404
            ? NotFoundError
            : status === 409
              ? ConflictError
              : status === 413
                ? PayloadTooLargeError
                : status === 429
                  ? RateLimitError
                  : status >= 500
                    ? ServerError
                    : APIError;
  return new Type(message, details, cause === undefined ? undefined : { cause });
}

function retryAfterMs(headers: Headers): number | undefined {
  const milliseconds = headers.get("retry-after-ms");
  if (milliseconds !== null && Number(milliseconds) >= 0) return Number(milliseconds);
  const after = headers.get("retry-after");
  if (after === null) return undefined;
  const wait = /^\s*\d+(\.\d+)?\s*$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function excerpt(text: string, redact: (text: string) => string): string {
  const line = redact(text).replaceAll(/\s+/g, " ").trim();
  return line.length > excerptLength ? `${line.slice(0, excerptLength)}…` : line;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parseJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
