import type { HookResult, InputRequests, JSONObject } from "@tool-router/core";

interface Outcome<Status extends string> {
  readonly status: Status;
  /** The tool that was to run. */
  readonly toolSlug: string;
  /** One or two plain sentences for the model: what happened, and what to do next. Safe to show to a user. */
  readonly text: string;
  /** What was thrown, for your own log. Not enumerable: it goes into no JSON, no copy and no model. */
  readonly cause?: unknown;
}

/** What the router or the connection said of a call that did not come to a result. */
interface Failure<Status extends string> extends Outcome<Status> {
  /** The HTTP status, if there was an answer. */
  readonly httpStatus?: number | undefined;
  /** The router's numeric code, for example 4302. */
  readonly code?: number | undefined;
  /** The router's name of the problem, for example `ToolRouterV2_NoActiveConnection`. */
  readonly slug?: string | undefined;
  readonly requestId?: string | undefined;
}

/** The tool ran and succeeded. */
export interface OkOutcome extends Outcome<"ok"> {
  readonly data: JSONObject;
  readonly logId: string;
  /** Set when `data` is a preview only: the whole result is in this file of the session. */
  readonly offloaded?: { readonly path: string; readonly preview: unknown } | undefined;
}

/** The tool ran and failed, or did not accept its arguments. A batch of which some items failed is one, too. */
export interface ToolErrorOutcome extends Outcome<"tool_error"> {
  /** The tool's own words. */
  readonly error: string;
  /** What there is all the same; for a batch, all items. */
  readonly data: JSONObject;
  readonly logId: string;
}

/** The arguments cannot be used as they are; nothing was done. */
export interface InvalidArgumentsOutcome extends Failure<"invalid_arguments"> {
  /** One line for each problem that is known. */
  readonly problems: readonly string[];
}

/** No tool has this name. */
export type UnknownToolOutcome = Failure<"unknown_tool">;

/** The session or the option `allow` does not permit the tool, or one of a batch. */
export type NotAllowedOutcome = Failure<"not_allowed">;

/** The user has no connected account for the tool's toolkit. */
export interface NeedsConnectionOutcome extends Failure<"needs_connection"> {
  readonly toolkit: string;
  /** Where the user connects an account: with the option `link`, good for about ten minutes. */
  readonly redirectUrl?: string | undefined;
  /** The account that the link will connect. */
  readonly connectedAccountId?: string | undefined;
}

/** The user has several connected accounts, or none of the name that was given. */
export interface AmbiguousAccountOutcome extends Failure<"ambiguous_account"> {
  readonly toolkit: string;
  /** One line for each account: its id, and what else the router tells. */
  readonly choices: readonly string[];
}

/** Too many requests, to the router or to the service behind the tool. */
export interface RateLimitedOutcome extends Failure<"rate_limited"> {
  /** How long to wait, in milliseconds, if the router says so. */
  readonly retryAfterMs?: number | undefined;
}

/** The router could not be reached or failed; nothing was done, or doing it again does no harm. */
export type UnavailableOutcome = Failure<"unavailable">;

/** The call failed, but the tool may have done its work: a repetition may do it twice. */
export type UnknownOutcome = Failure<"unknown_outcome">;

/** The router refuses the credential, its rights or the call itself; neither the model nor a repetition can help. */
export type RefusedOutcome = Failure<"refused">;

/** Nothing ran: a person has to answer first, and the application did not ask, or got no answer. */
export interface NeedsInputOutcome extends Outcome<"needs_input"> {
  /** The questions, by id, as on the wire. The model reads their messages only. */
  readonly inputRequests: InputRequests;
}

/** A policy of the router refused the call, or withheld its result. Other arguments do not help. */
export interface BlockedOutcome extends Outcome<"blocked"> {
  /** The policy's own words. */
  readonly error: string;
  readonly logId: string;
  /** False only when the tool provably did not run. */
  readonly mayHaveRun: boolean;
  readonly blockReason?: unknown;
  readonly hookResults?: readonly HookResult[] | undefined;
}

export type FailedOutcome =
  | ToolErrorOutcome
  | InvalidArgumentsOutcome
  | UnknownToolOutcome
  | NotAllowedOutcome
  | NeedsConnectionOutcome
  | AmbiguousAccountOutcome
  | RateLimitedOutcome
  | UnavailableOutcome
  | UnknownOutcome
  | RefusedOutcome
  | NeedsInputOutcome
  | BlockedOutcome;

/** What came of one call of a tool. Plain data: it survives JSON, and holds no stack and no credential. */
export type ToolOutcome = OkOutcome | FailedOutcome;

/** Whether a value, such as one that comes back from a store or a browser, has the form of an outcome. */
export function isToolOutcome(value: unknown): value is ToolOutcome {
  if (typeof value !== "object" || value === null) return false;
  const { status, toolSlug, text, data } = value as { [key: string]: unknown };
  if (typeof status !== "string" || typeof toolSlug !== "string" || typeof text !== "string") return false;
  // Of a tool in the same process it may be an instance of a class.
  return status !== "ok" || (typeof data === "object" && data !== null);
}
