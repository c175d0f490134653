import type { HookResult, InputRequests, JSONObject } from "@tool-router/core";

interface Outcome<Status extends string> {
  readonly status: Status;
  /** The slug of the tool. */
  readonly toolSlug: string;
  /** A short text for the model: what happened, whether anything ran, what to do next. Safe to show to users. */
  readonly text: string;
  /** The error, for your own log. Not enumerable, so that it is never serialized, copied or shown to a model. */
  readonly cause?: unknown;
}

/** A call that failed without a result. */
interface Failure<Status extends string> extends Outcome<Status> {
  /** The HTTP status, if the router answered. */
  readonly httpStatus?: number | undefined;
  /** The router's numeric code, for example 4302. */
  readonly code?: number | undefined;
  /** The router's name of the error, for example `ToolRouterV2_NoActiveConnection`. */
  readonly slug?: string | undefined;
  readonly requestId?: string | undefined;
}

/** The tool ran and succeeded. */
export interface OkOutcome extends Outcome<"ok"> {
  readonly data: JSONObject;
  readonly logId: string;
  /** Set if `data` is only a preview. The whole result is in this file of the session. */
  readonly offloaded?: { readonly path: string; readonly preview: unknown } | undefined;
}

/** The tool ran and failed, or rejected its arguments. Also a batch with failed items. */
export interface ToolErrorOutcome extends Outcome<"tool_error"> {
  /** The tool's error message. */
  readonly error: string;
  /** What the tool returned beside the error; for a batch, all items. */
  readonly data: JSONObject;
  readonly logId: string;
}

/** The arguments are invalid. The tool did not run. */
export interface InvalidArgumentsOutcome extends Failure<"invalid_arguments"> {
  /** One line for each known problem. */
  readonly problems: readonly string[];
}

/** No tool has this name. */
export type UnknownToolOutcome = Failure<"unknown_tool">;

/** The session or the option `allow` excludes the tool, or one of a batch. */
export type NotAllowedOutcome = Failure<"not_allowed">;

/** The user has no connected account for the tool's toolkit. */
export interface NeedsConnectionOutcome extends Failure<"needs_connection"> {
  readonly toolkit: string;
  /** The URL where the user connects an account, with the option `link`. Expires after about ten minutes. */
  readonly redirectUrl?: string | undefined;
  /** The account that the link will connect. */
  readonly connectedAccountId?: string | undefined;
}

/** The user has several connected accounts, or the named account does not exist. */
export interface AmbiguousAccountOutcome extends Failure<"ambiguous_account"> {
  readonly toolkit: string;
  /** One line for each account: its id, and what else the router sent. */
  readonly choices: readonly string[];
}

/** A rate limit of the router, or of the service behind the tool, was exceeded. */
export interface RateLimitedOutcome extends Failure<"rate_limited"> {
  /** How long to wait, in milliseconds, if the router sent it. */
  readonly retryAfterMs?: number | undefined;
}

/** The router was unreachable or failed. The tool did not run, or it is safe to run twice. */
export type UnavailableOutcome = Failure<"unavailable">;

/** The call failed, but the tool may have run. A retry may repeat its work. */
export type UnknownOutcome = Failure<"unknown_outcome">;

/** The router rejected the credential or the call, or the user or the application did not approve it. */
export type RefusedOutcome = Failure<"refused">;

/** The call did not run, because the router asks a person and has no answer. */
export interface NeedsInputOutcome extends Outcome<"needs_input"> {
  /** The questions by id, as on the wire. The model only reads their messages. */
  readonly inputRequests: InputRequests;
}

/** A policy of the router blocked the call, or withheld its result. Other arguments do not help. */
export interface BlockedOutcome extends Outcome<"blocked"> {
  /** The policy's message. */
  readonly error: string;
  readonly logId: string;
  /** False only if the tool provably did not run. */
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

/** The outcome of one call of a tool: plain data without stack traces and credentials. */
export type ToolOutcome = OkOutcome | FailedOutcome;

/** Whether a value has the shape of an outcome, for example one from a store or a browser. */
export function isToolOutcome(value: unknown): value is ToolOutcome {
  if (typeof value !== "object" || value === null) return false;
  const { status, toolSlug, text, data } = value as { [key: string]: unknown };
  if (typeof status !== "string" || typeof toolSlug !== "string" || typeof text !== "string") return false;
  // A custom tool may return an instance of a class.
  return status !== "ok" || (typeof data === "object" && data !== null);
}
