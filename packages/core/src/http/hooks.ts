import { withDeadline } from "./deadline.ts";
import { redact, redactCause, textOf } from "../errors/redact.ts";
import { HookError } from "../errors/errors.ts";
import type { ExecuteResult, JSONObject } from "../tools/execution.ts";
import type { OptionRule, RulesFor } from "../errors/options.ts";

/** One request, before it is sent. The credential is put in afterwards. */
export interface RequestState {
  /** The operation's id in the OpenAPI document; undefined for `router.api`. */
  readonly operation: string | undefined;
  readonly method: string;
  readonly url: string;
  /** May be changed. */
  readonly headers: Headers;
  /** From 1. */
  readonly attempt: number;
  readonly signal: AbortSignal | undefined;
}

/** One answer of any status, read to its end. */
export interface ResponseState extends RequestState {
  readonly status: number;
  readonly responseHeaders: Headers;
}

/** An operation that the router says will go. */
export interface DeprecationState {
  /** The operation's id in the OpenAPI document; undefined for `router.api`. */
  readonly operation: string | undefined;
  readonly method: string;
  readonly url: string;
  /** The header `Deprecation`: since when, as the router wrote it. */
  readonly deprecation: string | undefined;
  /** The header `Sunset`: until when. */
  readonly sunset: string | undefined;
  /** The header `Link`, which may name a successor. */
  readonly link: string | undefined;
}

/** One run of a tool, before it is sent. */
export interface BeforeExecuteState {
  readonly sessionId: string;
  readonly tool: string;
  /** May be replaced. */
  arguments: JSONObject;
  /** May be replaced. */
  account: string | undefined;
}

/** One run of a tool that came to a result, whatever it is. A question to a person is none: nothing ran yet. */
export interface AfterExecuteState extends Readonly<BeforeExecuteState> {
  /** May be replaced. */
  result: ExecuteResult;
}

/** Called in order, each awaited. What it throws ends the call with a `HookError`. */
export type Hook<State> = (state: State) => void | Promise<void>;

/** Functions around every request and every run of a tool; a list runs in its order. */
export interface Hooks {
  readonly onRequest?: Hook<RequestState> | readonly Hook<RequestState>[] | undefined;
  readonly onResponse?: Hook<ResponseState> | readonly Hook<ResponseState>[] | undefined;
  /** Called once for each operation that answers with `Deprecation` or `Sunset`. */
  readonly onDeprecation?: Hook<DeprecationState> | readonly Hook<DeprecationState>[] | undefined;
  readonly beforeExecute?: Hook<BeforeExecuteState> | readonly Hook<BeforeExecuteState>[] | undefined;
  readonly afterExecute?: Hook<AfterExecuteState> | readonly Hook<AfterExecuteState>[] | undefined;
}

const aHook: OptionRule = [
  "a function or a list of functions",
  (value) => [value].flat().every((hook) => typeof hook === "function"),
];

export const hookRules: RulesFor<Hooks> = {
  onRequest: aHook,
  onResponse: aHook,
  onDeprecation: aHook,
  beforeExecute: aHook,
  afterExecute: aHook,
};

type StateOf<Name extends keyof Hooks> = Parameters<Extract<Hooks[Name], Hook<never>>>[0];

/**
 * Runs the hooks of one name. Nothing is awaited when there are none, and nothing is waited for when the signal aborts: a
 * hook may ask a person.
 *
 * @throws HookError that names the hook; the reason of the signal.
 */
export function runHooks<Name extends keyof Hooks>(
  hooks: Hooks | undefined,
  name: Name,
  state: StateOf<Name>,
  mayHaveRun: boolean,
  secrets: readonly string[],
  signal?: AbortSignal,
): Promise<void> | undefined {
  const given = hooks?.[name] as Hook<StateOf<Name>> | readonly Hook<StateOf<Name>>[] | undefined;
  return (
    given &&
    withDeadline(() => runInOrder([given].flat(), name, state, mayHaveRun, secrets), {
      timeout: Infinity,
      signal,
      late: () => undefined,
    })
  );
}

async function runInOrder<State>(
  hooks: readonly Hook<State>[],
  name: string,
  state: State,
  mayHaveRun: boolean,
  secrets: readonly string[],
): Promise<void> {
  for (const [index, hook] of hooks.entries()) {
    try {
      await hook(state);
    } catch (cause) {
      const which = hooks.length > 1 ? `${name}[${index}]` : name;
      const reason = redact(textOf(cause), secrets);
      throw new HookError(
        `The hook ${which} threw: ${reason}`,
        { hook: which, reason, mayHaveRun },
        { cause: redactCause(cause, secrets) },
      );
    }
  }
}
