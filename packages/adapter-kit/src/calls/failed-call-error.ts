import type { FailedOutcome, RateLimitedOutcome } from "./tool-outcome.ts";

/** A failed call as an error. Its message is the text for the model. */
export class FailedCallError extends Error {
  override readonly name = "FailedCallError";
  /** The whole outcome as data. */
  readonly outcome: FailedOutcome;
  /** Whether a retry may help and is safe: the tool did not run, or is read-only or idempotent. */
  readonly isRetryable: boolean;
  /** How long to wait before a retry, in milliseconds, if the router sent it. */
  readonly retryAfterMs: number | undefined;

  constructor(outcome: FailedOutcome) {
    const { text, status, cause, retryAfterMs } = outcome as FailedOutcome & Pick<RateLimitedOutcome, "retryAfterMs">;
    super(text, { cause });
    this.outcome = outcome;
    this.isRetryable =
      status === "unavailable" ||
      (status === "rate_limited" && (cause as { mayHaveRun?: unknown } | undefined)?.mayHaveRun === false);
    this.retryAfterMs = retryAfterMs;
  }
}
