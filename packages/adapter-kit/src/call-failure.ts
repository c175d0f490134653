import {
  type APIErrorFacts,
  isAPIError,
  isConnectionError,
  isHookError,
  isTimeoutError,
  isToolRouterError,
  type Link,
  type Tool,
} from "@tool-router/core";
import type { FailedOutcome, NeedsConnectionOutcome } from "./tool-outcome.ts";

/** The longest text of the router that is repeated to a model. */
const longestQuote = 1000;

/** Names and codes of one problem; some deployments know only one of the two. */
const problems = {
  unknownTool: [
    "ToolRouterV2_ToolNotFound",
    "Tool_ToolNotFound",
    "ActionExecute_ToolNotFound",
    "ComposioTools_ToolNotFound",
    4301,
    2401,
    1800,
    3703,
  ],
  notAllowed: ["ToolRouterV2_ToolkitNotAllowed", "ToolRouterV2_ToolNotInEnabledList", 4324],
  needsConnection: ["ToolRouterV2_NoActiveConnection", 4302],
  invalidArguments: ["HTTP_BadRequest", "Upstream_ValidationError", "ComposioTools_ValidationError", 10400, 1607, 3702],
  badRequest: ["ToolRouterV2_BadRequest", 4300],
} as const;

/** Whether running the tool again does no harm, by its own word. */
const repeatable = ({ annotations }: Tool): boolean => annotations.readOnly === true || annotations.idempotent === true;

/** What a call came to that `session.execute` rejected with `error`. */
export function callFailure(tool: Tool, error: unknown): FailedOutcome {
  const outcome = isAPIError(error) ? refusal(tool, error) : (notCalled(tool, error) ?? lost(tool, error));
  return withCause(outcome, error);
}

/** What a call came to whose time ran out; `sent` tells whether it had begun. */
export function callTimeout(tool: Tool, reason: unknown, sent: boolean): FailedOutcome {
  const mayHaveRun = sent && !repeatable(tool);
  return withCause(unfinished(tool, "did not finish in the time that it was given", mayHaveRun), reason);
}

/** The client refuses to send some calls at all; that is a mistake in the application, not in the call. */
function notCalled({ slug: toolSlug }: Tool, error: unknown): FailedOutcome | undefined {
  if (isHookError(error) && !error.mayHaveRun) {
    // A hook that throws before the call is how an application says no; its words are for whoever asked.
    const text = `The application did not let ${toolSlug} run: ${sentence(error.reason)} Do not call it again unchanged.`;
    return { status: "refused", toolSlug, text };
  }
  if (!isToolRouterError(error) || error.kind !== "ToolRouterError") return undefined;
  const text = `The application cannot call ${toolSlug} the way it is set up. Calling again does not help; tell the user.`;
  return { status: "refused", toolSlug, text };
}

function lost(tool: Tool, error: unknown): FailedOutcome {
  const mayHaveRun =
    isConnectionError(error) || isTimeoutError(error) || isHookError(error)
      ? error.mayHaveRun
      : // Somebody else's error: nothing is known.
        !repeatable(tool);
  const what = isTimeoutError(error)
    ? "did not finish in the time that it was given"
    : isConnectionError(error)
      ? "got no answer from the tool router"
      : "failed before its result arrived";
  return unfinished(tool, what, mayHaveRun);
}

function unfinished({ slug: toolSlug }: Tool, what: string, mayHaveRun: boolean, facts: object = {}): FailedOutcome {
  return mayHaveRun
    ? {
        status: "unknown_outcome",
        toolSlug,
        text: `${toolSlug} ${what}. It may have done its work all the same: check before you call it again, or tell the user.`,
        ...facts,
      }
    : {
        status: "unavailable",
        toolSlug,
        text: `${toolSlug} ${what}. Calling it again is safe: do so once, and tell the user if that fails too.`,
        ...facts,
      };
}

function refusal(tool: Tool, error: APIErrorFacts): FailedOutcome {
  const { slug: toolSlug, toolkit } = tool;
  const { status: httpStatus, code, slug, requestId, retryAfterMs, mayHaveRun } = error;
  const facts = { httpStatus, code, slug, requestId };
  const is = (problem: readonly (string | number)[]): boolean =>
    (slug !== undefined && problem.includes(slug)) || (code !== undefined && problem.includes(code));
  const said = quote(error);

  if (is(problems.unknownTool)) {
    const text = `There is no tool ${toolSlug}.${said} Look for the right one with COMPOSIO_SEARCH_TOOLS if you have it.`;
    return { status: "unknown_tool", toolSlug, text, ...facts };
  }
  if (is(problems.notAllowed) || (is(problems.badRequest) && toolkit.slug === "composio")) {
    const text = `This session does not allow ${toolSlug}.${said} Use another tool, or tell the user.`;
    return { status: "not_allowed", toolSlug, text, ...facts };
  }
  if (is(problems.needsConnection)) {
    const text =
      `The user has no connected ${toolkit.slug} account. Connect one with COMPOSIO_MANAGE_CONNECTIONS if you have it, ` +
      `otherwise ask the user to connect ${toolkit.slug}; then call ${toolSlug} again.`;
    return { status: "needs_connection", toolSlug, text, toolkit: toolkit.slug, ...facts };
  }
  if (is(problems.badRequest) && error.errors.length > 0 && error.errors.every((line) => /\bca_\w/.test(line))) {
    const text =
      `It is not clear which of the user's ${toolkit.slug} accounts to use: ${error.errors.join("; ")}. Ask the user, then ` +
      `name it: in the parameter for the account if ${toolSlug} has one, otherwise as \`account\` of an item of ` +
      "COMPOSIO_MULTI_EXECUTE_TOOL if you have it.";
    return { status: "ambiguous_account", toolSlug, text, toolkit: toolkit.slug, choices: error.errors, ...facts };
  }
  if (is(problems.invalidArguments) || httpStatus === 422) {
    const text = `The call of ${toolSlug} is not valid.${said} Correct the arguments and call it again.`;
    return { status: "invalid_arguments", toolSlug, text, problems: error.errors, ...facts };
  }
  if (httpStatus === 401 || httpStatus === 403) {
    const text = `The tool router refuses ${toolSlug}: the application's key does not allow it.${httpStatus === 403 ? said : ""} Calling again does not help; tell the user.`;
    return { status: "refused", toolSlug, text, ...facts };
  }
  if (httpStatus === 429) {
    const wait = retryAfterMs === undefined ? "a little" : `${Math.ceil(retryAfterMs / 1000)} seconds`;
    const text = mayHaveRun
      ? `${toolSlug} met a rate limit. It may have done its work all the same: check first, then wait ${wait} before you call it again.`
      : `${toolSlug} met a rate limit; nothing was done. Wait ${wait}, then call it again.`;
    return { status: "rate_limited", toolSlug, text, retryAfterMs, ...facts };
  }
  if (httpStatus === 413) {
    if (mayHaveRun) return unfinished(tool, "took or gave too much for the tool router", true, facts);
    const text = `${toolSlug} took or gave too much for the tool router. Ask for less: narrower arguments, a smaller page.`;
    return { status: "invalid_arguments", toolSlug, text, problems: error.errors, ...facts };
  }
  if (httpStatus >= 400 && httpStatus < 500 && !mayHaveRun) {
    const text = `The tool router refuses the call of ${toolSlug}.${said} Do not repeat it unchanged; tell the user.`;
    return { status: "refused", toolSlug, text, ...facts };
  }
  return unfinished(tool, `failed: the tool router answered ${httpStatus}`, mayHaveRun, facts);
}

/** The router's own words, behind which a sentence may follow. */
function quote({ reason, errors, suggestedFix }: APIErrorFacts): string {
  const words = [reason, ...errors, suggestedFix].filter(Boolean).map((part) => sentence(part as string));
  const all = words.join(" ");
  if (all === "") return "";
  return ` ${all.length > longestQuote ? `${all.slice(0, longestQuote)}…` : all}`;
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** The same failure, with a way out of it: the user opens a link. */
export function withLink(
  outcome: NeedsConnectionOutcome,
  link: Pick<Link, "redirectUrl" | "connectedAccountId">,
): FailedOutcome {
  const { redirectUrl, connectedAccountId } = link;
  const { toolSlug, toolkit } = outcome;
  const text =
    `The user has no connected ${toolkit} account. Ask the user to open ${redirectUrl} and to connect one (the link is ` +
    `good for about ten minutes); then call ${toolSlug} again.`;
  return withCause({ ...outcome, text, redirectUrl, connectedAccountId }, outcome.cause);
}

/** A call that the application or its user did not let happen. */
export function notApproved(toolSlug: string): FailedOutcome {
  const text = `The user did not allow this call of ${toolSlug}; nothing was done. Do not call it again unless the user asks for it.`;
  return { status: "refused", toolSlug, text };
}

export function withCause(outcome: FailedOutcome, cause: unknown): FailedOutcome {
  return Object.defineProperty(outcome, "cause", { value: cause, enumerable: false });
}
