import {
  type APIErrorFacts,
  type HookErrorFacts,
  isToolRouterError,
  type Tool,
  type ToolRouterErrorFacts,
} from "@tool-router/core";
import {
  failed,
  hopeless,
  notPrepared,
  notRun,
  sentence,
  tellUser,
  unchanged,
  unconnected,
  useAnother,
  withCause,
} from "./failed-outcomes.ts";
import { narrower } from "./render-outcome.ts";
import type { FailedOutcome } from "./tool-outcome.ts";

/** The longest text of the router that a model reads, in characters. */
const MAX_QUOTE_LENGTH = 1000;

// Each problem as `name code`. Some deployments send only one of the two.
const unknownTool = /_ToolNotFound | (4301|2401|1800|3703)$/;
const notAllowed = /_(ToolkitNotAllowed|ToolNotInEnabledList) | 4324$/;
const needsConnection = /_NoActiveConnection | 4302$/;
const badArguments = /(HTTP_BadRequest|_ValidationError) | (10400|1607|3702)$/;
const badRequest = /V2_BadRequest | 4300$/;

/**
 * The outcome of a call that `session.execute` rejected with `error`.
 *
 * @param account - the account that the call named.
 */
export function callFailure(tool: Tool, error: unknown, account?: string): FailedOutcome {
  return withCause(isToolRouterError(error) ? knownFailure(tool, error, account) : lost(tool, "failed"), error);
}

/** The outcome of a call that timed out; `sent` is false if nothing was sent. */
export function callTimeout(tool: Tool, reason: unknown, sent: boolean): FailedOutcome {
  return withCause(lost(tool, "timed out", sent ? undefined : false), reason);
}

function knownFailure(tool: Tool, error: ToolRouterErrorFacts, account: string | undefined): FailedOutcome {
  const { slug } = tool;
  const { mayHaveRun, reason = error.message } = error as Partial<HookErrorFacts>;
  switch (error.kind) {
    case "APIError": {
      const rejection = readRejection(tool, error as APIErrorFacts, account);
      return failureByCode(rejection) ?? failureByStatus(rejection);
    }
    case "ConnectionError":
      return lost(tool, "failed: the tool router did not answer", mayHaveRun);
    case "TimeoutError":
      return lost(tool, "timed out", mayHaveRun);
    case "ToolRouterError":
      // The client refused to send the call: a mistake in the application, not in the arguments.
      return notRun("refused", slug, `the application is not set up for it. ${hopeless}`);
    case "HookError":
    case "LinkError":
    default:
      if (mayHaveRun) return lost(tool, "failed", true);
      // A hook that throws before the call rejects it; its message is meant for the model.
      return notRun("refused", slug, `the application rejected the call: ${sentence(reason)} ${unchanged}.`);
  }
}

/** The outcome of a call without a result. By default, the tool's annotations decide whether it may have run. */
function lost(
  { slug, annotations }: Tool,
  what: string,
  mayHaveRun = !(annotations.readOnly || annotations.idempotent),
  facts: object = {},
): FailedOutcome {
  return mayHaveRun
    ? failed("unknown_outcome", slug, `${slug} ${what}. It may have run: ${check}, or ${tellUser}.`, facts)
    : failed(
        "unavailable",
        slug,
        `${slug} ${what}. It is safe to call it again once; if that fails, ${tellUser}.`,
        facts,
      );
}

/** An error response of the router to one call. */
interface Rejection {
  readonly tool: Tool;
  readonly error: APIErrorFacts;
  /** The account that the call named. */
  readonly account: string | undefined;
  /** The router's own words after a space; empty if it sent none. */
  readonly said: string;
  /** What every outcome of the response carries. */
  readonly facts: object;
}

function readRejection(tool: Tool, error: APIErrorFacts, account: string | undefined): Rejection {
  const { status, code, slug, requestId, reason, errors, suggestedFix } = error;
  const words = [reason, ...errors, suggestedFix].flatMap((part) => (part ? sentence(part) : [])).join(" ");
  const said = words && ` ${words.length > MAX_QUOTE_LENGTH ? `${words.slice(0, MAX_QUOTE_LENGTH)}…` : words}`;
  return { tool, error, account, said, facts: { httpStatus: status, code, slug, requestId } };
}

/** The outcome of an error that the router names by a code. */
function failureByCode(rejection: Rejection): FailedOutcome | undefined {
  const { tool, error, said, facts } = rejection;
  const { slug, toolkit } = tool;
  const problem = `${error.slug} ${error.code}`;
  if (unknownTool.test(problem)) {
    const next = "Search for the right one with COMPOSIO_SEARCH_TOOLS if you have it.";
    return notRun("unknown_tool", slug, `no tool has this name.${said} ${next}`, facts);
  }
  if (notAllowed.test(problem) || (badRequest.test(problem) && toolkit.slug === "composio"))
    return notRun("not_allowed", slug, `this session does not allow it.${said} ${useAnother}`, facts);
  if (needsConnection.test(problem)) {
    const how = "Connect one with COMPOSIO_MANAGE_CONNECTIONS if you have it, otherwise ask the user to";
    return unconnected(slug, how, { toolkit: toolkit.slug, ...facts });
  }
  const ambiguous = badRequest.test(problem) && accountFailure(rejection);
  if (ambiguous) return ambiguous;
  // The application's answer for the user was invalid, which the model cannot fix.
  if (error.errors.some((line) => /^payload\.(input_responses|request_state)\b/.test(line)))
    return notPrepared(slug, error, true);
  if (!badArguments.test(problem) && error.status !== 422) return undefined;
  const why = `the tool router rejected the arguments.${said} Correct them and call it again.`;
  return notRun("invalid_arguments", slug, why, { problems: error.errors, ...facts });
}

/** The outcome of a bad request that is about the account; undefined if it is about something else. */
function accountFailure({ tool, error, account, said, facts }: Rejection): FailedOutcome | undefined {
  const toolkit = tool.toolkit.slug;
  const { errors, reason = "" } = error;
  const choices = errors.every((line) => /\bca_\w/.test(line)) ? errors : [];
  // The code has other causes too. Without a list of accounts, the message must name the account.
  const isUnknown = account && (choices[0] || (/account/i.test(reason) && reason.includes(account)));
  if (!choices[0] && !isUnknown) return undefined;
  const list = choices.join("; ");
  const what = isUnknown
    ? `no ${toolkit} account "${account}".${list ? ` Connected accounts: ${list}.` : said}`
    : `several ${toolkit} accounts: ${list}.`;
  const next =
    "Ask the user which one to use. Name it in the tool's account parameter, or as `account` of an item of " +
    "COMPOSIO_MULTI_EXECUTE_TOOL.";
  return notRun("ambiguous_account", tool.slug, `the user has ${what} ${next}`, { toolkit, choices, ...facts });
}

/** The outcome of an error that only its HTTP status explains. */
function failureByStatus(rejection: Rejection): FailedOutcome {
  const { tool, error, said, facts } = rejection;
  const { slug } = tool;
  const { status, mayHaveRun, retryAfterMs } = error;
  if ([401, 403, 404].includes(status)) {
    // The router's text for a 404 contains the session's id, which users must not see.
    const why = status === 404 ? "the session was not found" : "the application's key does not allow it";
    return notRun("refused", slug, `${why}.${status === 403 ? said : ""} ${hopeless}`, facts);
  }
  if (status === 429) {
    const wait = retryAfterMs === undefined ? "a moment" : `${Math.ceil(retryAfterMs / 1000)} seconds`;
    const why = "a rate limit was exceeded";
    const more = { retryAfterMs, ...facts };
    return mayHaveRun
      ? failed("rate_limited", slug, `${slug} failed: ${why}. It may have run. Wait ${wait}, then ${check}.`, more)
      : notRun("rate_limited", slug, `${why}. Wait ${wait}, then call it again.`, more);
  }
  if (status < 400 || status === 413) return unreadable(rejection);
  if (status < 500 && status !== 408 && !mayHaveRun)
    return notRun("refused", slug, `the tool router rejected the call.${said} ${unchanged}; ${tellUser}.`, facts);
  return lost(tool, `failed: the tool router answered ${status}`, mayHaveRun, facts);
}

const check = "check before you call it again";

/** The outcome of a response that is too large, invalid, or a redirect. */
function unreadable({ tool, error, facts }: Rejection): FailedOutcome {
  const { slug } = tool;
  // A response longer than the client's `maxBytes` keeps its own status.
  const isTooLarge = error.name === "PayloadTooLargeError";
  const what = `failed: ${isTooLarge ? "its arguments or result are too large" : "the tool router's answer was invalid"}`;
  if (error.mayHaveRun) return lost(tool, what, true, facts);
  const problems = error.errors;
  return isTooLarge
    ? failed("invalid_arguments", slug, `${slug} ${what}. Call it again ${narrower}`, { problems, ...facts })
    : failed("unavailable", slug, `${slug} ${what}. ${hopeless}`, facts);
}
