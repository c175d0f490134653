import { HookError } from "../errors/errors.ts";
import type { OptionRule, RulesFor } from "../errors/options.ts";
import { redact, redactCause, textOf } from "../errors/redact.ts";
import { withDeadline } from "./deadline.ts";

/** A request before it is sent. The credential is added afterwards. */
export interface RequestState {
  /** The operation's id in the OpenAPI document; undefined for `router.api`. */
  readonly operation: string | undefined;
  readonly method: string;
  readonly url: string;
  /** Can be modified. */
  readonly headers: Headers;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  readonly signal: AbortSignal | undefined;
}

/** A complete response of any status. */
export interface ResponseState extends RequestState {
  readonly status: number;
  readonly responseHeaders: Headers;
}

/** An operation that the router has deprecated. */
export interface DeprecationState {
  /** The operation's id in the OpenAPI document; undefined for `router.api`. */
  readonly operation: string | undefined;
  readonly method: string;
  readonly url: string;
  /** The `Deprecation` header: since when, as the router wrote it. */
  readonly deprecation: string | undefined;
  /** The `Sunset` header: until when. */
  readonly sunset: string | undefined;
  /** The `Link` header, which may name a successor. */
  readonly link: string | undefined;
}

/** Hooks of one kind are awaited in order. If one throws, the call rejects with a `HookError`. */
export type Hook<State> = (state: State) => void | Promise<void>;

type HookOption<State> = Hook<State> | readonly Hook<State>[] | undefined;

/** Functions that run around every request; a list runs in order. */
export interface RequestHooks {
  readonly onRequest?: Hook<RequestState> | readonly Hook<RequestState>[] | undefined;
  readonly onResponse?: Hook<ResponseState> | readonly Hook<ResponseState>[] | undefined;
  /** Called once for each operation whose response has a `Deprecation` or `Sunset` header. */
  readonly onDeprecation?: Hook<DeprecationState> | readonly Hook<DeprecationState>[] | undefined;
}

export const aHook: OptionRule = [
  "a function or a list of functions",
  (value) => [value].flat().every((hook) => typeof hook === "function"),
];

export const requestHookRules: RulesFor<RequestHooks> = {
  onRequest: aHook,
  onResponse: aHook,
  onDeprecation: aHook,
};

interface HookRun {
  /** Whether the tool may have run if a hook throws now. */
  readonly mayHaveRun: boolean;
  readonly secrets: readonly string[];
  /** Stops waiting for hooks, which may be asking a person. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the hooks of one kind in order.
 *
 * @returns undefined without hooks, so that there is nothing to await.
 * @throws HookError that names the hook; the signal's reason.
 */
export function runHooks<Name extends string, State>(
  allHooks: { readonly [Key in Name]?: HookOption<State> } | undefined,
  name: Name,
  state: State,
  run: HookRun,
): Promise<void> | undefined {
  const hooks = allHooks?.[name];
  return hooks && withDeadline(() => runInOrder([hooks].flat(), name, state, run), { signal: run.signal });
}

async function runInOrder<State>(
  hooks: readonly Hook<State>[],
  name: string,
  state: State,
  { mayHaveRun, secrets }: HookRun,
): Promise<void> {
  for (const [index, hook] of hooks.entries()) {
    try {
      await hook(state);
    } catch (cause) {
      const hookName = hooks.length > 1 ? `${name}[${index}]` : name;
      const reason = redact(textOf(cause), secrets);
      throw new HookError(
        `The hook ${hookName} threw: ${reason}`,
        { hook: hookName, reason, mayHaveRun },
        { cause: redactCause(cause, secrets) },
      );
    }
  }
}
