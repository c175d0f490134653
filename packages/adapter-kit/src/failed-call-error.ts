import type { FailedOutcome } from "./tool-outcome.ts";

/** A failed call, for those who asked to have it thrown. The message is the text for the model. */
export class FailedCallError extends Error {
  override readonly name = "FailedCallError";
  /** The whole outcome as data. */
  readonly outcome: FailedOutcome;

  constructor(outcome: FailedOutcome) {
    super(outcome.text, { cause: outcome.cause });
    this.outcome = outcome;
  }
}
