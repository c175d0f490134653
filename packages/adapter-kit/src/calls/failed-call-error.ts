import type { FailedOutcome, RateLimitedOutcome } from "./tool-outcome.ts";

/** A failed call, for those who asked to have it thrown. The message is the text for the model. */
export class FailedCallError extends Error {
  override readonly name = "FailedCallError";
  /** The whole outcome as data. */
  readonly outcome: FailedOutcome;
  /** Whether calling again may help and is safe: the tool did not run, or running it twice does no harm. */
  readonly isRetryable: boolean;
  /** How long to wait before that, in milliseconds, if the router says so. */
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
