import type { RetryOptions } from "./retry.ts";

/** Limits of one call. */
export interface CallOptions {
  /** Cancels the call immediately, even between attempts; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Timeout of each attempt in milliseconds, including the response body. Default: the router's `timeout`. */
  readonly timeout?: number | undefined;
  /** Overrides the router's `retry` for this call; `false` disables retries. */
  readonly retry?: RetryOptions | false | undefined;
}
