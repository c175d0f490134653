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
    case "APIError":
      return apiFailure(tool, error as APIErrorFacts, account);
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
): FailedOutcome {
  return mayHaveRun
    ? failed("unknown_outcome", slug, `${slug} ${what}. It may have run: ${check}, or ${tellUser}.`)
    : failed("unavailable", slug, `${slug} ${what}. It is safe to call it again once; if that fails, ${tellUser}.`);
}

/** The outcome of an error response of the router. */
function apiFailure(tool: Tool, error: APIErrorFacts, account: string | undefined): FailedOutcome {
  const { status: httpStatus, code, slug, requestId, reason, errors, suggestedFix } = error;
  // The application's answer for the user was invalid, which the model cannot fix.
  if (errors.some((line) => /^payload\.(input_responses|request_state)\b/.test(line)))
    return notPrepared(tool.slug, error, true);
  const words = [reason, ...errors, suggestedFix].flatMap((part) => (part ? sentence(part) : [])).join(" ");
  const said = words && ` ${words.length > MAX_QUOTE_LENGTH ? `${words.slice(0, MAX_QUOTE_LENGTH)}…` : words}`;
  const outcome = failureByCode(tool, error, said, account) ?? failureByStatus(tool, error, said);
  return Object.assign(outcome, { httpStatus, code, slug, requestId });
}

/**
 * The outcome of an error that the router names by a code.
 *
 * @param said - the router's own words after a space; empty if it sent none.
 */
function failureByCode(
  tool: Tool,
  error: APIErrorFacts,
  said: string,
  account: string | undefined,
): FailedOutcome | undefined {
  const { slug, toolkit } = tool;
  const problem = `${error.slug} ${error.code}`;
  if (unknownTool.test(problem)) {
    const next = "Search with COMPOSIO_SEARCH_TOOLS if you have it.";
    return notRun("unknown_tool", slug, `no tool has this name.${said} ${next}`);
  }
  if (notAllowed.test(problem) || (badRequest.test(problem) && toolkit.slug === "composio"))
    return notRun("not_allowed", slug, `this session does not allow it.${said} ${useAnother}`);
  if (needsConnection.test(problem)) {
    const how = "Connect one with COMPOSIO_MANAGE_CONNECTIONS if you have it, otherwise ask the user to";
    return unconnected(slug, how, { toolkit: toolkit.slug });
  }
  const ambiguous = badRequest.test(problem) && accountFailure(tool, error, said, account);
  if (ambiguous) return ambiguous;
  if (!badArguments.test(problem) && error.status !== 422) return undefined;
  const why = `the tool router rejected the arguments.${said} Correct them and call it again.`;
  return notRun("invalid_arguments", slug, why, { problems: error.errors });
}

/** The outcome of a bad request that is about the account; undefined if it is about something else. */
function accountFailure(
  tool: Tool,
  { errors, reason = "" }: APIErrorFacts,
  said: string,
  account: string | undefined,
): FailedOutcome | undefined {
  const toolkit = tool.toolkit.slug;
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
  return notRun("ambiguous_account", tool.slug, `the user has ${what} ${next}`, { toolkit, choices });
}

/** The outcome of an error that only its HTTP status explains. */
function failureByStatus(tool: Tool, error: APIErrorFacts, said: string): FailedOutcome {
  const { slug } = tool;
  const { status, mayHaveRun, retryAfterMs } = error;
  if ([401, 403, 404].includes(status)) {
    // The router's text for a 404 contains the session's id, which users must not see.
    const why = status === 404 ? "the session was not found" : "the application's key does not allow it";
    return notRun("refused", slug, `${why}.${status === 403 ? said : ""} ${hopeless}`);
  }
  if (status === 429) {
    const wait = retryAfterMs === undefined ? "a moment" : `${Math.ceil(retryAfterMs / 1000)} seconds`;
    const why = "a rate limit was exceeded";
    return mayHaveRun
      ? failed("rate_limited", slug, `${slug} failed: ${why}. It may have run. Wait ${wait}, then ${check}.`, {
          retryAfterMs,
        })
      : notRun("rate_limited", slug, `${why}. Wait ${wait}, then call it again.`, { retryAfterMs });
  }
  if (status < 400 || status === 413) return unreadable(tool, error);
  if (status < 500 && status !== 408 && !mayHaveRun)
    return notRun("refused", slug, `the tool router rejected the call.${said} ${unchanged}; ${tellUser}.`);
  return lost(tool, `failed: the tool router answered ${status}`, mayHaveRun);
}

const check = "check before you call it again";

/** The outcome of a response that is too large, invalid, or a redirect. */
function unreadable(tool: Tool, { name, mayHaveRun, errors: problems }: APIErrorFacts): FailedOutcome {
  const { slug } = tool;
  // A response longer than the client's `maxBytes` keeps its own status.
  const isTooLarge = name === "PayloadTooLargeError";
  const what = `failed: ${isTooLarge ? "its arguments or result are too large" : "the tool router's answer was invalid"}`;
  if (mayHaveRun) return lost(tool, what, true);
  return isTooLarge
    ? failed("invalid_arguments", slug, `${slug} ${what}. Call it again ${narrower}`, { problems })
    : failed("unavailable", slug, `${slug} ${what}. ${hopeless}`);
}
