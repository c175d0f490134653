import {
  type APIErrorFacts,
  type BlockedResult,
  type HookErrorFacts,
  isToolRouterError,
  type Link,
  type Tool,
  type ToolRouterErrorFacts,
} from "@tool-router/core";
import { forLess } from "./render-outcome.ts";
import type { FailedOutcome, NeedsConnectionOutcome } from "./tool-outcome.ts";

/** The longest text of the router that is repeated to a model. */
const longestQuote = 1000;

// Names and codes of one problem, as `name code`; some deployments know only one of the two.
const unknownTool = /_ToolNotFound | (4301|2401|1800|3703)$/;
const notAllowed = /_(ToolkitNotAllowed|ToolNotInEnabledList) | 4324$/;
const needsConnection = /_NoActiveConnection | 4302$/;
const badArguments = /(HTTP_BadRequest|_ValidationError) | (10400|1607|3702)$/;
const badRequest = /V2_BadRequest | 4300$/;

const tellUser = "tell the user";
const hopeless = `Calling again does not help; ${tellUser}.`;
const unchanged = "Do not call it again unchanged";
const check = "It may have run: check";

/**
 * What came of a call that `session.execute` rejected with `error`.
 *
 * @param account - the one that the call named.
 */
export function callFailure(tool: Tool, error: unknown, account?: string): FailedOutcome {
  return withCause(isToolRouterError(error) ? knownFailure(tool, error, account) : lost(tool, "failed"), error);
}

/** What came of a call whose time ran out; `sent` tells whether it had begun. */
export function callTimeout(tool: Tool, reason: unknown, sent: boolean): FailedOutcome {
  return withCause(lost(tool, "timed out", sent ? undefined : false), reason);
}

function knownFailure(tool: Tool, error: ToolRouterErrorFacts, account: string | undefined): FailedOutcome {
  const { slug } = tool;
  const { mayHaveRun, reason = error.message } = error as Partial<HookErrorFacts>;
  switch (error.kind) {
    case "APIError":
      return refusal(tool, error as APIErrorFacts, account);
    case "ConnectionError":
      return lost(tool, "got no answer from the tool router", mayHaveRun);
    case "TimeoutError":
      return lost(tool, "timed out", mayHaveRun);
    case "ToolRouterError":
      // The client refuses to send some calls at all; that is a mistake in the application, not in the call.
      return failed("refused", slug, `The application is not set up to call ${slug}. ${hopeless}`, {});
    case "HookError":
    case "LinkError":
    default:
      if (mayHaveRun) return lost(tool, "failed", true);
      // A hook that throws before the call is how an application says no; its words are for whoever asked.
      return failed("refused", slug, `The application did not let ${slug} run: ${sentence(reason)} ${unchanged}.`, {});
  }
}

/** Without a result; of somebody else's error nothing is known but what the tool says of itself. */
function lost(
  { slug, annotations }: Tool,
  what: string,
  mayHaveRun = !(annotations.readOnly || annotations.idempotent),
  facts: object = {},
): FailedOutcome {
  return mayHaveRun
    ? failed("unknown_outcome", slug, `${slug} ${what}. ${check} before you call it again, or ${tellUser}.`, facts)
    : failed(
        "unavailable",
        slug,
        `${slug} ${what}. Calling it again is safe: do so once; if that fails, ${tellUser}.`,
        facts,
      );
}

function refusal(tool: Tool, error: APIErrorFacts, account: string | undefined): FailedOutcome {
  const { slug } = tool;
  const toolkit = tool.toolkit.slug;
  const { status, mayHaveRun, errors, retryAfterMs, reason = "" } = error;
  const facts = { httpStatus: status, code: error.code, slug: error.slug, requestId: error.requestId };
  const is = (problem: RegExp): boolean => problem.test(`${error.slug} ${error.code}`);
  /** The router's own words, behind which a sentence may follow. */
  const words = [reason, ...errors, error.suggestedFix].flatMap((part) => (part ? sentence(part) : [])).join(" ");
  const said = words && ` ${words.length > longestQuote ? `${words.slice(0, longestQuote)}…` : words}`;
  const fail = <Status extends FailedOutcome["status"]>(as: Status, text: string, more: Facts<Status, typeof facts>) =>
    failed(as, slug, text, { ...more, ...facts } as unknown as Facts<Status>);

  if (is(unknownTool)) {
    const next = "Look for the right one with COMPOSIO_SEARCH_TOOLS if you have it.";
    return fail("unknown_tool", `There is no tool ${slug}.${said} ${next}`, {});
  }
  if (is(notAllowed) || (is(badRequest) && toolkit === "composio")) {
    return fail("not_allowed", `This session does not allow ${slug}.${said} Use another tool, or ${tellUser}.`, {});
  }
  if (is(needsConnection)) {
    const how = `Connect one with COMPOSIO_MANAGE_CONNECTIONS if you have it, otherwise ask the user to do so`;
    return fail("needs_connection", unconnected(toolkit, how, slug), { toolkit });
  }
  const choices = errors.every((line) => /\bca_\w/.test(line)) ? errors : [];
  // Without a list, the message must be about the account: this code has other causes, too.
  const isUnknown = account && (choices[0] || (/account/i.test(reason) && reason.includes(account)));
  if (is(badRequest) && (choices[0] || isUnknown)) {
    const list = choices.join("; ");
    const text =
      (isUnknown
        ? `The user has no ${toolkit} account "${account}".${list ? ` Connected accounts: ${list}.` : said} Ask the user which one to use`
        : `It is not clear which ${toolkit} account to use: ${list}. Ask the user`) +
      `, then name it: in the parameter of ${slug} for it if there is one, otherwise as \`account\` of an item of ` +
      "COMPOSIO_MULTI_EXECUTE_TOOL if you have it.";
    return fail("ambiguous_account", text, { toolkit, choices });
  }
  // The model cannot mend the answer that the application gave for a person.
  if (errors.some((line) => /^payload\.(input_responses|request_state)\b/.test(line))) return notPrepared(slug, error);
  if (is(badArguments) || status === 422) {
    const text = `The call of ${slug} is not valid.${said} Correct the arguments and call it again.`;
    return fail("invalid_arguments", text, { problems: errors });
  }
  if ([401, 403, 404].includes(status)) {
    // What a router says of a session that there is not names the session, which is nothing to show to users.
    const why = status === 404 ? "its session is not there" : "the application's key does not allow it";
    return fail("refused", `The tool router refuses ${slug}: ${why}.${status === 403 ? said : ""} ${hopeless}`, {});
  }
  if (status === 429) {
    const wait = retryAfterMs === undefined ? "a little" : `${Math.ceil(retryAfterMs / 1000)} seconds`;
    const next = mayHaveRun ? `${check}, then wait ${wait} before you` : `Nothing was done. Wait ${wait}, then`;
    return fail("rate_limited", `${slug} met a rate limit. ${next} call it again.`, { retryAfterMs });
  }
  if (status < 400 || status === 413) {
    // What is longer than the client's `maxBytes` has a status of its own.
    const isTooLong = error.name === "PayloadTooLargeError";
    const what = isTooLong
      ? status === 413
        ? "took or gave too much for the tool router"
        : "gave a result that is too long to read"
      : "got an answer that cannot be used";
    if (mayHaveRun) return lost(tool, what, true, facts);
    const text = `${slug} ${what}. `;
    return isTooLong
      ? fail("invalid_arguments", `${text}Call again ${forLess}`, { problems: errors })
      : // A success that is none, or a redirect: it will be the same again.
        fail("unavailable", text + hopeless, {});
  }
  if (status < 500 && status !== 408 && !mayHaveRun) {
    return fail("refused", `The tool router refuses the call of ${slug}.${said} ${unchanged}; ${tellUser}.`, {});
  }
  return lost(tool, `failed: the tool router answered ${status}`, mayHaveRun, facts);
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

const unconnected = (toolkit: string, how: string, slug: string): string =>
  `The user has no connected ${toolkit} account. ${how}; then call ${slug} again.`;

/** The same failure, with a way out of it: the user opens a link. */
export function withLink(
  outcome: NeedsConnectionOutcome,
  { redirectUrl, connectedAccountId }: Pick<Link, "redirectUrl" | "connectedAccountId">,
): FailedOutcome {
  const how = `Ask the user to open ${redirectUrl} and to connect one; the link is good for ten minutes`;
  const text = unconnected(outcome.toolkit, how, outcome.toolSlug);
  return withCause({ ...outcome, text, redirectUrl, connectedAccountId }, outcome.cause);
}

/** A call that the application or its user did not let happen. */
export const notApproved = (slug: string): FailedOutcome =>
  failed(
    "refused",
    slug,
    `The user did not allow this call of ${slug}. Do not call it again unless the user asks for it.`,
    {},
  );

/** A call whose id does not tell it from others, so that an approval cannot be for it alone. */
export const sharedCallId = (slug: string): FailedOutcome =>
  failed(
    "refused",
    slug,
    `${slug} did not run: other calls have the same id, so it is unclear which of them the user approved. Call it again.`,
    {},
  );

/** A call that a policy of the router refused, or whose result it withheld. */
export function blocked(
  slug: string,
  { error, logId, mayHaveRun, blockReason, hookResults }: BlockedResult,
): FailedOutcome {
  const ran = mayHaveRun ? ", but may have run" : " and did not run";
  const next = `Do not call it again, even with other arguments; ${tellUser}.`;
  const facts = { error, logId, mayHaveRun, blockReason, hookResults };
  return failed("blocked", slug, `${slug} was blocked by a policy${ran}: ${sentence(error)} ${next}`, facts);
}

/** A call whose arguments cannot be used as they are. */
export const invalidArguments = (
  name: string,
  problem: string,
  problems: readonly string[] = [problem],
): FailedOutcome =>
  failed("invalid_arguments", name, `${problem} Call ${name} again with a JSON object that fits its schema.`, {
    problems,
  });

/** A call that the application cannot make. */
export const notPrepared = (slug: string, error: unknown): FailedOutcome =>
  withCause(failed("refused", slug, `The application could not prepare the call of ${slug}. ${hopeless}`, {}), error);

type Facts<Status, Known = object> = Omit<
  Extract<FailedOutcome, { status: Status }>,
  "status" | "toolSlug" | "text" | "cause" | keyof Known
>;

/** A failed call, with the words for the model and the facts of its status. */
export const failed = <Status extends FailedOutcome["status"]>(
  status: Status,
  toolSlug: string,
  text: string,
  facts: Facts<Status>,
) => ({ status, toolSlug, text, ...facts }) as unknown as FailedOutcome;

/** Not enumerable, as what is defined is: it goes into no JSON. */
export const withCause = (outcome: FailedOutcome, cause: unknown): FailedOutcome =>
  Object.defineProperty(outcome, "cause", { value: cause });
