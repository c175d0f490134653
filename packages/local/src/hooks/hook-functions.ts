import type { JSONObject } from "../json.ts";
import type { Awaitable } from "../state/store.ts";

/** Functions that implement the hooks of sessions. */
export interface RouterHooks {
  /** Called before a call runs, for each `before_execute` hook with a `webhook` handler. */
  beforeExecute?: ((call: HookedCall) => Awaitable<BeforeDecision>) | undefined;
  /** Called before a result is returned, for each `after_execute` hook with a `webhook` handler. */
  afterExecute?: ((call: HookedCall & { result: HookedResult }) => Awaitable<AfterDecision>) | undefined;
  /** Evaluates the condition of a `condition_check` handler. True blocks the call or its result. */
  checkCondition?: ((call: ConditionedCall) => Awaitable<boolean>) | undefined;
}

/** A call of an app tool, or a proxy call. */
export interface HookedCall {
  /** The session's hook, as it was configured. */
  hook: { id: string; name: string | undefined };
  session: { id: string; userId: string };
  toolkit: string;
  /** Slug of the tool; `COMPOSIO_PROXY_EXECUTE` for a proxy call. */
  tool: string;
  /** A copy. To change the arguments, return them. */
  arguments: JSONObject;
  /** Aborts when the caller hangs up. */
  signal: AbortSignal;
}

/** Result of a call. `error` is null for a success. */
export interface HookedResult {
  data: JSONObject;
  error: string | null;
}

export interface ConditionedCall extends HookedCall {
  condition: string;
  /** Only after the call. */
  result?: HookedResult | undefined;
}

/** The model reads `message`. */
export type BlockDecision = { decision: "block"; message?: string | undefined };

export type BeforeDecision = { decision: "allow" } | BlockDecision | { decision: "modify"; arguments: JSONObject };

/** `error` replaces the message of a failure. It cannot turn a success into a failure, or the reverse. */
export type AfterDecision =
  | { decision: "allow" }
  | BlockDecision
  | { decision: "modify"; data?: JSONObject | undefined; error?: string | undefined };
