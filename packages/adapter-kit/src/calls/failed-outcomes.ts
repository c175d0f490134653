import type { BlockedResult, Link } from "@tool-router/core";
import type { FailedOutcome, NeedsConnectionOutcome } from "./tool-outcome.ts";

export const tellUser = "tell the user";
export const hopeless: string = `Calling it again does not help; ${tellUser}.`;
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
  facts: Facts<Status>,
) => ({ status, toolSlug, text, ...facts }) as unknown as FailedOutcome;

/** Adds the cause as a property that is not enumerable, so that JSON leaves it out. */
export const withCause = (outcome: FailedOutcome, cause: unknown): FailedOutcome =>
  Object.defineProperty(outcome, "cause", { value: cause });

/** The outcome of a call that the user or the application did not approve. */
export const notApproved = (slug: string): FailedOutcome =>
  failed("refused", slug, `${slug} did not run: the user did not approve this call. ${unlessAsked}`, {});

/** The outcome of a call whose id is shared, so that an approval could be for another call. */
export const sharedCallId = (slug: string): FailedOutcome =>
  failed(
    "refused",
    slug,
    `${slug} did not run: other calls have the same id, so it is unclear which of them the user approved. Call it again.`,
    {},
  );

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
export function notPrepared(slug: string, error: unknown, hasStarted = false): FailedOutcome {
  const text = `${notRun(slug, "the application could not prepare the call", hasStarted)} ${hopeless}`;
  return withCause(failed("refused", slug, text, {}), error);
}

export const unconnected = (toolkit: string, how: string, slug: string): string =>
  `${slug} did not run: the user has no connected ${toolkit} account. ${how}. Then call ${slug} again.`;

/** The same outcome with a link by which the user connects an account. */
export function withLink(
  outcome: NeedsConnectionOutcome,
  { redirectUrl, connectedAccountId }: Pick<Link, "redirectUrl" | "connectedAccountId">,
): FailedOutcome {
  const how = `Ask the user to open ${redirectUrl} and connect one; the link expires after ten minutes`;
  const text = unconnected(outcome.toolkit, how, outcome.toolSlug);
  return withCause({ ...outcome, text, redirectUrl, connectedAccountId }, outcome.cause);
}

/** Whether a tool runs in the application's process. It may have done some of its work before a question stops it. */
export const isCustomTool = (slug: string): boolean => slug.startsWith("LOCAL_");

/** Says that a call did not run, or that a custom tool stopped at a call that it makes. */
export const notRun = (slug: string, why: string, hasStarted: boolean): string =>
  hasStarted && isCustomTool(slug)
    ? `${slug} stopped partway: ${why}. Its earlier steps took effect.`
    : `${slug} did not run: ${why}.`;
