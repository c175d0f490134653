import type { JSONObject } from "../json.ts";

export type ToolErrorKind = "failed" | "unreachable" | "rate_limited" | "unauthorized";

export interface ToolErrorOptions extends ErrorOptions {
  /** Details for the call's `data`, such as what the provider answered. */
  data?: JSONObject | undefined;
  /**
   * `failed`: the tool ran and failed, 200 with `error` (the default). `unreachable`: the provider could not be reached,
   * 502. `rate_limited`: the provider asks to slow down, 429. `unauthorized`: the provider took no notice, because it does
   * not accept the credentials; where people sign in at a provider, the tool runs once more with a new access token.
   */
  kind?: ToolErrorKind | undefined;
  /** Seconds after which a caller may try again. */
  retryAfter?: number | undefined;
}

/** What a tool throws to say how it failed. Any other error counts as `failed`, with its message. */
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
  }
}
