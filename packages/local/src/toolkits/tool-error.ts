import type { JSONObject } from "../json.ts";

export type ToolErrorKind = "failed" | "unreachable" | "rate_limited" | "unauthorized";

export interface ToolErrorOptions extends ErrorOptions {
  /** Details for the call's `data`, such as the provider's response. */
  data?: JSONObject | undefined;
  /**
   * How the tool failed. Default: `failed`.
   *
   * - `failed`: the tool ran and failed; status 200 with `error`.
   * - `unreachable`: the provider could not be reached; status 502.
   * - `rate_limited`: the provider limits the rate; status 429.
   * - `unauthorized`: the provider rejected the credentials without doing anything. If the toolkit uses OAuth, the tool
   *   runs once more with a new access token.
   */
  kind?: ToolErrorKind | undefined;
  /** Seconds after which a caller may retry. */
  retryAfter?: number | undefined;
}

const brand = Symbol.for("@tool-router/local.ToolError");

/** Thrown by a tool to describe its failure. Any other error counts as `failed`, with its message. */
export class ToolError extends Error {
  override readonly name = "ToolError";
  readonly data: JSONObject;
  readonly kind: ToolErrorKind;
  readonly retryAfter: number | undefined;

  constructor(message: string, { data = {}, kind = "failed", retryAfter, ...options }: ToolErrorOptions = {}) {
    super(message, options);
    this.data = data;
    this.kind = kind;
    this.retryAfter = retryAfter;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Whether an error is a ToolError, also one of another copy of this package: the command has its own. */
export function isToolError(error: unknown): error is ToolError {
  return error instanceof Error && brand in error;
}
