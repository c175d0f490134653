/** What every error of this package tells; `JSON.stringify(error)` keeps all of it. */
export interface ToolRouterErrorFacts {
  /** Decides which facts there are. Survives copies of this package and a way through JSON. */
  readonly kind: "ToolRouterError" | "APIError" | "ConnectionError" | "TimeoutError" | "HookError" | "LinkError";
  readonly name: string;
  readonly message: string;
}

/** Facts of a call that failed while it was made. */
export interface CallErrorFacts extends ToolRouterErrorFacts {
  /** The operation's id in the API's OpenAPI document; undefined for calls made with `router.api`, and for custom tools. */
  readonly operation: string | undefined;
  /** Empty for a custom tool, as is the path. */
  readonly method: string;
  /** The path that was asked for, without origin and query. */
  readonly path: string;
  /** The tool that the call would have run, if it was to run one. */
  readonly toolSlug: string | undefined;
  /**
   * True when a write may have taken effect although the call failed: do not simply repeat it.
   * False when it provably did not run, and for every call that may be repeated.
   */
  readonly mayHaveRun: boolean;
  /** How often the call was sent, or tried to. */
  readonly attempts: number;
}

/** Facts of an answer that is no success, or whose body cannot be used. */
export interface APIErrorFacts extends CallErrorFacts {
  /** The HTTP status; 0 where a browser hides it (a redirect). */
  readonly status: number;
  /** The router's numeric code, for example 4302. */
  readonly code: number | undefined;
  /** The router's stable name of the problem, for example `ToolRouterV2_NoActiveConnection`. */
  readonly slug: string | undefined;
  /** The router's own words: the envelope's `message`, or the beginning of a body that is no envelope. */
  readonly reason: string | undefined;
  readonly requestId: string | undefined;
  readonly suggestedFix: string | undefined;
  /** Details, such as one line for each invalid field; empty when there are none. */
  readonly errors: readonly string[];
  /** How long the router asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** Facts of a call whose time ran out. */
export interface TimeoutErrorFacts extends CallErrorFacts {
  /** The limit that was reached, in milliseconds. */
  readonly timeout: number;
}

/** Facts of a call that one of the caller's own hooks ended. */
export interface HookErrorFacts extends ToolRouterErrorFacts {
  /** The hook, for example `beforeExecute`, or `beforeExecute[1]` in a list. */
  readonly hook: string;
  /** What it said. */
  readonly reason: string;
  readonly mayHaveRun: boolean;
}

/** Facts of a link that did not lead to a connection. */
export interface LinkErrorFacts extends ToolRouterErrorFacts {
  readonly connectedAccountId: string;
  /** `FAILED`, `EXPIRED` or `REVOKED`. */
  readonly status: string;
  /** The router's own words. */
  readonly reason: string | undefined;
}

/** The class names of an error, its own first. A registered symbol, so that copies of this package share it. */
const lineage = Symbol.for("@tool-router/core.lineage");

/**
 * Every error that this package makes. Itself it is thrown for options and arguments that cannot be
 * used; nothing was sent then.
 *
 * A call that its caller aborts rejects with the reason of the caller's signal, which is none of these.
 * `instanceof` and the guards hold across duplicated copies of this package.
 */
export class ToolRouterError extends Error implements ToolRouterErrorFacts {
  static readonly lineage: readonly string[] = ["ToolRouterError"];
  readonly kind: ToolRouterErrorFacts["kind"] = "ToolRouterError";

  /** @param details - the facts that the class adds. */
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

/** An answer that is no success (a refusal, a redirect, a failure), or one whose body cannot be used. */
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

/** 400 and 422: the router refuses the request as it is. */
export class BadRequestError extends APIError {
  static override readonly lineage: readonly string[] = ["BadRequestError", ...super.lineage];
}

/** 401: no credential, or one that is not accepted. */
export class AuthenticationError extends APIError {
  static override readonly lineage: readonly string[] = ["AuthenticationError", ...super.lineage];
}

/** 402: the balance is used up; nothing ran. */
export class PaymentRequiredError extends APIError {
  static override readonly lineage: readonly string[] = ["PaymentRequiredError", ...super.lineage];
}

/** 403: the credential or the session does not allow this. */
export class PermissionDeniedError extends APIError {
  static override readonly lineage: readonly string[] = ["PermissionDeniedError", ...super.lineage];
}

/** 404: the session, or something else that the path names, does not exist. An unknown tool is a 400. */
export class NotFoundError extends APIError {
  static override readonly lineage: readonly string[] = ["NotFoundError", ...super.lineage];
}

/** 409: somebody else changed it meanwhile. */
export class ConflictError extends APIError {
  static override readonly lineage: readonly string[] = ["ConflictError", ...super.lineage];
}

/** 410: the tool or the feature was withdrawn; nothing ran. */
export class GoneError extends APIError {
  static override readonly lineage: readonly string[] = ["GoneError", ...super.lineage];
}

/** 413: the request, or what the tool returned, is too large for the router; or an answer is longer than `maxBytes`. */
export class PayloadTooLargeError extends APIError {
  static override readonly lineage: readonly string[] = ["PayloadTooLargeError", ...super.lineage];
}

/** 429: too many requests; see `retryAfterMs`. */
export class RateLimitError extends APIError {
  static override readonly lineage: readonly string[] = ["RateLimitError", ...super.lineage];
}

/** 5xx: the router, or what stands behind it, failed. */
export class ServerError extends APIError {
  static override readonly lineage: readonly string[] = ["ServerError", ...super.lineage];
}

/** There is no answer: the connection could not be made, or was lost. The `cause` says why. */
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

/** The answer, its body included, did not arrive within `timeout`. */
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

/** One of the caller's own hooks threw, which is the `cause`; or hooks cannot check a batch, and it was not sent. */
export class HookError extends ToolRouterError implements HookErrorFacts {
  static override readonly lineage: readonly string[] = ["HookError", ...super.lineage];
  override readonly kind = "HookError";
  declare readonly hook: string;
  declare readonly reason: string;
  declare readonly mayHaveRun: boolean;
}

/** The user did not connect the account, or the connection ended. */
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
