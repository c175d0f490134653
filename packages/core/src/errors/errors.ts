/** Facts of every error of this package. `JSON.stringify(error)` keeps all of them. */
export interface ToolRouterErrorFacts {
  /** Determines the other facts. Works across duplicate copies of this package and in JSON. */
  readonly kind: "ToolRouterError" | "APIError" | "ConnectionError" | "TimeoutError" | "HookError" | "LinkError";
  readonly name: string;
  readonly message: string;
}

/** Facts of a failed call. */
export interface CallErrorFacts extends ToolRouterErrorFacts {
  /** The operation's id in the OpenAPI document; undefined for `router.api` and for custom tools. */
  readonly operation: string | undefined;
  /** Empty for a custom tool. */
  readonly method: string;
  /** The path of the request, without origin and query; empty for a custom tool. */
  readonly path: string;
  /** The tool that the call runs, if it runs one. */
  readonly toolSlug: string | undefined;
  /**
   * Whether a failed write may have taken effect: do not repeat it without a check. False if it provably did not run, and for
   * every call that can safely run twice.
   */
  readonly mayHaveRun: boolean;
  /** Number of attempts. */
  readonly attempts: number;
}

/** Facts of an unsuccessful response, or of a successful one with an unusable body. */
export interface APIErrorFacts extends CallErrorFacts {
  /** The HTTP status; 0 for a redirect in a browser, which hides it. */
  readonly status: number;
  /** The router's numeric code, such as 4302. */
  readonly code: number | undefined;
  /** The router's stable name of the error, such as `ToolRouterV2_NoActiveConnection`. */
  readonly slug: string | undefined;
  /** The router's message, or the beginning of a body of another format. */
  readonly reason: string | undefined;
  readonly requestId: string | undefined;
  readonly suggestedFix: string | undefined;
  /** Details, such as one line for each invalid field. */
  readonly errors: readonly string[];
  /** Milliseconds to wait before a retry, if the router says. */
  readonly retryAfterMs: number | undefined;
}

/** Facts of a call that timed out. */
export interface TimeoutErrorFacts extends CallErrorFacts {
  /** The timeout in milliseconds. */
  readonly timeout: number;
}

/** Facts of a call that one of the caller's own hooks rejected. */
export interface HookErrorFacts extends ToolRouterErrorFacts {
  /** The hook, such as `beforeExecute`, or `beforeExecute[1]` in a list. */
  readonly hook: string;
  /** The message of the error that the hook threw. */
  readonly reason: string;
  readonly mayHaveRun: boolean;
}

/** Facts of a link that failed to connect an account. */
export interface LinkErrorFacts extends ToolRouterErrorFacts {
  readonly connectedAccountId: string;
  /** `FAILED`, `EXPIRED` or `REVOKED`. */
  readonly status: string;
  /** The router's explanation, if it gives one. */
  readonly reason: string | undefined;
}

/** The key of an error's class names, its own first. Registered, so that duplicate copies of this package share it. */
const lineage = Symbol.for("@tool-router/core.lineage");

/**
 * The base class of all errors of this package. Thrown itself for invalid options and arguments, before anything is sent.
 *
 * An aborted call rejects with the reason of the caller's signal instead. `instanceof` and the guards work across duplicate
 * copies of this package.
 */
export class ToolRouterError extends Error implements ToolRouterErrorFacts {
  static readonly lineage: readonly string[] = ["ToolRouterError"];
  readonly kind: ToolRouterErrorFacts["kind"] = "ToolRouterError";

  /** @param details - the facts of the subclass. */
  constructor(message: string, details: object = {}, options?: ErrorOptions) {
    super(message, options);
    const names = new.target.lineage;
    Object.defineProperties(this, { name: { value: names[0], configurable: true }, [lineage]: { value: names } });
    Object.assign(this, details);
  }

  static override [Symbol.hasInstance](this: typeof ToolRouterError, value: unknown): boolean {
    if (!Object.hasOwn(this, "lineage")) return Function.prototype[Symbol.hasInstance].call(this, value);
    const names = (value as { [lineage]?: unknown } | null | undefined)?.[lineage];
    return Array.isArray(names) && names.includes(this.lineage[0]);
  }

  /** All facts as plain data, without the stack. */
  toJSON(): Record<string, unknown> {
    const { cause, name, message } = this;
    const facts: Record<string, unknown> = { name, message };
    Object.assign(facts, this);
    if (cause instanceof Error) facts["cause"] = { name: cause.name, message: cause.message };
    return facts;
  }
}

/** An unsuccessful response, such as an error or a redirect, or a successful one with an unusable body. */
export class APIError extends ToolRouterError implements APIErrorFacts {
  static override readonly lineage: readonly string[] = ["APIError", ...super.lineage];
  override readonly kind = "APIError";
  declare readonly operation: string | undefined;
  declare readonly method: string;
  declare readonly path: string;
  declare readonly toolSlug: string | undefined;
  declare readonly mayHaveRun: boolean;
  declare readonly attempts: number;
  declare readonly status: number;
  declare readonly code: number | undefined;
  declare readonly slug: string | undefined;
  declare readonly reason: string | undefined;
  declare readonly requestId: string | undefined;
  declare readonly suggestedFix: string | undefined;
  declare readonly errors: readonly string[];
  declare readonly retryAfterMs: number | undefined;
}

/** 400 and 422: the request is invalid. */
export class BadRequestError extends APIError {
  static override readonly lineage: readonly string[] = ["BadRequestError", ...super.lineage];
}

/** 401: the credential is missing or invalid. */
export class AuthenticationError extends APIError {
  static override readonly lineage: readonly string[] = ["AuthenticationError", ...super.lineage];
}

/** 402: the balance is used up. The call did not run. */
export class PaymentRequiredError extends APIError {
  static override readonly lineage: readonly string[] = ["PaymentRequiredError", ...super.lineage];
}

/** 403: the credential or the session does not allow this. */
export class PermissionDeniedError extends APIError {
  static override readonly lineage: readonly string[] = ["PermissionDeniedError", ...super.lineage];
}

/** 404: the session, or another object in the path, does not exist. An unknown tool is a 400. */
export class NotFoundError extends APIError {
  static override readonly lineage: readonly string[] = ["NotFoundError", ...super.lineage];
}

/** 409: the object changed in the meantime. */
export class ConflictError extends APIError {
  static override readonly lineage: readonly string[] = ["ConflictError", ...super.lineage];
}

/** 410: the tool or the feature was removed. The call did not run. */
export class GoneError extends APIError {
  static override readonly lineage: readonly string[] = ["GoneError", ...super.lineage];
}

/** 413: the request or the tool's result is too large for the router; or a response is longer than `maxBytes`. */
export class PayloadTooLargeError extends APIError {
  static override readonly lineage: readonly string[] = ["PayloadTooLargeError", ...super.lineage];
}

/** 429: too many requests; see `retryAfterMs`. */
export class RateLimitError extends APIError {
  static override readonly lineage: readonly string[] = ["RateLimitError", ...super.lineage];
}

/** 5xx: the router or a service behind it failed. */
export class ServerError extends APIError {
  static override readonly lineage: readonly string[] = ["ServerError", ...super.lineage];
}

/** The connection failed or was lost before the response was complete. The `cause` says why. */
export class ConnectionError extends ToolRouterError implements CallErrorFacts {
  static override readonly lineage: readonly string[] = ["ConnectionError", ...super.lineage];
  override readonly kind = "ConnectionError";
  declare readonly operation: string | undefined;
  declare readonly method: string;
  declare readonly path: string;
  declare readonly toolSlug: string | undefined;
  declare readonly mayHaveRun: boolean;
  declare readonly attempts: number;
}

/** The complete response did not arrive within `timeout`. */
export class TimeoutError extends ToolRouterError implements TimeoutErrorFacts {
  static override readonly lineage: readonly string[] = ["TimeoutError", ...super.lineage];
  override readonly kind = "TimeoutError";
  declare readonly operation: string | undefined;
  declare readonly method: string;
  declare readonly path: string;
  declare readonly toolSlug: string | undefined;
  declare readonly mayHaveRun: boolean;
  declare readonly attempts: number;
  declare readonly timeout: number;
}

/** One of the caller's own hooks threw its `cause`; or a batch was not sent, because hooks cannot check it. */
export class HookError extends ToolRouterError implements HookErrorFacts {
  static override readonly lineage: readonly string[] = ["HookError", ...super.lineage];
  override readonly kind = "HookError";
  declare readonly hook: string;
  declare readonly reason: string;
  declare readonly mayHaveRun: boolean;
}

/** The user did not connect the account, or the connection expired or was revoked. */
export class LinkError extends ToolRouterError implements LinkErrorFacts {
  static override readonly lineage: readonly string[] = ["LinkError", ...super.lineage];
  override readonly kind = "LinkError";
  declare readonly connectedAccountId: string;
  declare readonly status: string;
  declare readonly reason: string | undefined;
}

const kindOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "kind" in value && "message" in value ? value.kind : undefined;

/** True for an {@link APIError} of any copy of this package, and for its `toJSON()`. */
export const isAPIError = (value: unknown): value is APIErrorFacts => kindOf(value) === "APIError";

/** True for a {@link ConnectionError} of any copy of this package, and for its `toJSON()`. */
export const isConnectionError = (value: unknown): value is CallErrorFacts => kindOf(value) === "ConnectionError";

/** True for a {@link TimeoutError} of any copy of this package, and for its `toJSON()`. */
export const isTimeoutError = (value: unknown): value is TimeoutErrorFacts => kindOf(value) === "TimeoutError";

/** True for a {@link HookError} of any copy of this package, and for its `toJSON()`. */
export const isHookError = (value: unknown): value is HookErrorFacts => kindOf(value) === "HookError";

/** True for a {@link LinkError} of any copy of this package, and for its `toJSON()`. */
export const isLinkError = (value: unknown): value is LinkErrorFacts => kindOf(value) === "LinkError";

/** True for every error of any copy of this package, and for its `toJSON()`. */
export const isToolRouterError = (value: unknown): value is ToolRouterErrorFacts =>
  /^(ToolRouter|API|Connection|Timeout|Hook|Link)Error$/.test(String(kindOf(value)));
