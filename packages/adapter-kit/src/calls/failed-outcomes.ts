import type { BlockedResult, Link } from "@tool-router/core";
import type { FailedOutcome, NeedsConnectionOutcome, RateLimitedOutcome } from "./tool-outcome.ts";

export const tellUser = "tell the user";
export const hopeless: string = `Calling it again does not help; ${tellUser}.`;
export const useAnother: string = `Use another tool, or ${tellUser}.`;
export const unchanged = "Do not call it again unchanged";
export const unlessAsked = "Do not call it again unless the user asks you to.";

/** Ends a text that comes from elsewhere, so that a sentence may follow. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

type Facts<Status> = Omit<Extract<FailedOutcome, { status: Status }>, "status" | "toolSlug" | "text" | "cause">;

/** Builds the outcome of a failed call. */
export const failed = <Status extends FailedOutcome["status"]>(
  status: Status,
  toolSlug: string,
  text: string,
  facts?: Facts<Status>,
) => ({ status, toolSlug, text, ...facts }) as unknown as FailedOutcome;

/** Builds the outcome of a call that did not run. `why` continues the sentence. */
export const notRun = <Status extends FailedOutcome["status"]>(
  status: Status,
  slug: string,
  why: string,
  facts?: Facts<Status>,
): FailedOutcome => failed(status, slug, `${slug} did not run: ${why}`, facts);

/** Adds the cause as a property that is not enumerable, so that JSON leaves it out. */
export const withCause = (outcome: FailedOutcome, cause: unknown): FailedOutcome =>
  Object.defineProperty(outcome, "cause", { value: cause });

/** The outcome of a call that the user or the application did not approve. */
export const notApproved = (slug: string): FailedOutcome =>
  notRun("refused", slug, `the user did not approve this call. ${unlessAsked}`);

/** The outcome of a call whose id is shared, so that an approval could be for another call. */
export const sharedCallId = (slug: string): FailedOutcome =>
  notRun("refused", slug, "other calls have the same id. Call it again.");

/** The outcome of a call that a policy of the router blocked, or whose result it withheld. */
export function blocked(
  slug: string,
  { error, logId, mayHaveRun, blockReason, hookResults }: BlockedResult,
): FailedOutcome {
  const ran = mayHaveRun ? ", but may have run" : " and did not run";
  const next = `Do not call it again, even with other arguments; ${tellUser}.`;
  const facts = { error, logId, mayHaveRun, blockReason, hookResults };
  return failed("blocked", slug, `${slug} was blocked by a policy${ran}: ${sentence(error)} ${next}`, facts);
}

/** The outcome of a call with invalid arguments. `problem` is a sentence. */
export const invalidArguments = (
  name: string,
  problem: string,
  problems: readonly string[] = [problem],
): FailedOutcome => {
  const next = "Call it again with a JSON object that matches its schema.";
  return failed("invalid_arguments", name, `${name} did not run. ${problem} ${next}`, { problems });
};

/**
 * The outcome of a call that failed in the application's own code.
 *
 * @param hasStarted - whether the call was sent, and stopped at a question.
 */
export const notPrepared = (slug: string, error: unknown, hasStarted = false): FailedOutcome =>
  withCause(
    (hasStarted ? stopped : notRun)("refused", slug, `the application could not prepare the call. ${hopeless}`),
    error,
  );

/** The outcome of a call without a connected account. `how` is the sentence about connecting one. */
export const unconnected = (slug: string, how: string, facts: Facts<"needs_connection">): FailedOutcome => {
  const why = `the user has no connected ${facts.toolkit} account. ${how}. Then call ${slug} again.`;
  return notRun("needs_connection", slug, why, facts);
};

/** The same outcome with a link by which the user connects an account. */
export function withLink(
  outcome: NeedsConnectionOutcome,
  { redirectUrl, connectedAccountId }: Pick<Link, "redirectUrl" | "connectedAccountId">,
): FailedOutcome {
  const { toolSlug, toolkit, cause } = outcome;
  const how = `Ask the user to open ${redirectUrl} and connect one; the link expires in ten minutes`;
  const { text } = unconnected(toolSlug, how, { toolkit });
  return withCause({ ...outcome, text, redirectUrl, connectedAccountId }, cause);
}

/** Whether a tool runs in the application's process. It may have done some of its work before a question stops it. */
export const isCustomTool = (slug: string): boolean => slug.startsWith("LOCAL_");

/** Builds the outcome of a call that stopped at a question. A custom tool stopped at a call that it makes. */
export const stopped: typeof notRun = (status, slug, why, facts) =>
  isCustomTool(slug)
    ? failed(status, slug, `${slug} stopped partway, and its earlier steps took effect: ${why}`, facts)
    : notRun(status, slug, why, facts);

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
