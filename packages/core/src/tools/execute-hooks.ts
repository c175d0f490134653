import type { RulesFor } from "../errors/options.ts";
import { aHook, type Hook, type RequestHooks, requestHookRules } from "../http/hooks.ts";
import type { ExecuteResult, JSONObject } from "./result.ts";

/** A tool call before it is sent. */
export interface BeforeExecuteState {
  readonly sessionId: string;
  readonly tool: string;
  /** Can be replaced. */
  arguments: JSONObject;
  /** Can be replaced. */
  account: string | undefined;
}

/** A tool call with its final result. A question to a person is not a final result: nothing has run yet. */
export interface AfterExecuteState extends Readonly<BeforeExecuteState> {
  /** Can be replaced. */
  result: ExecuteResult;
}

/** Functions that run around every request and every tool call; a list runs in order. */
export interface Hooks extends RequestHooks {
  readonly beforeExecute?: Hook<BeforeExecuteState> | readonly Hook<BeforeExecuteState>[] | undefined;
  readonly afterExecute?: Hook<AfterExecuteState> | readonly Hook<AfterExecuteState>[] | undefined;
}

export const hookRules: RulesFor<Hooks> = { ...requestHookRules, beforeExecute: aHook, afterExecute: aHook };
