import type { JSONObject } from "../json.ts";
import type { Awaitable } from "../state/store.ts";

/** Functions that decide for the hooks of sessions. */
export interface RouterHooks {
  /** Decides before a call runs, for each `before_execute` hook with a `webhook` handler. */
  beforeExecute?: ((call: HookedCall) => Awaitable<BeforeDecision>) | undefined;
  /** Decides before a result is returned, for each `after_execute` hook with a `webhook` handler. */
  afterExecute?: ((call: HookedCall & { result: HookedResult }) => Awaitable<AfterDecision>) | undefined;
  /** Whether the condition of a `condition_check` handler holds. If it does, the call or its result is blocked. */
  checkCondition?: ((call: ConditionedCall) => Awaitable<boolean>) | undefined;
}

/** A call of an app tool, or a request past the tools. */
export interface HookedCall {
  /** The session's hook, as it was configured. */
  hook: { id: string; name: string | undefined };
  session: { id: string; userId: string };
  toolkit: string;
  /** Slug of the tool; `COMPOSIO_PROXY_EXECUTE` for a request past the tools. */
  tool: string;
  /** A copy. To change the arguments, return them. */
  arguments: JSONObject;
  /** Aborts when the caller no longer waits. */
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

/** `message` is read by the model. */
export type BlockDecision = { decision: "block"; message?: string | undefined };

export type BeforeDecision = { decision: "allow" } | BlockDecision | { decision: "modify"; arguments: JSONObject };

/** `error` replaces the text of a failure. A failure stays one, and so does a success. */
export type AfterDecision =
  | { decision: "allow" }
  | BlockDecision
  | { decision: "modify"; data?: JSONObject | undefined; error?: string | undefined };
