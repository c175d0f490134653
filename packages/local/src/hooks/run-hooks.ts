import { isJSONObject, type JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import type { Schemas } from "../spec.ts";
import type { AfterDecision, BeforeDecision, HookedCall, HookedResult } from "./hook-functions.ts";

type SessionHook = Schemas["SessionHook"];

/** A call and the results of its hooks so far. */
export interface HookRun {
  readonly toolkit: string;
  readonly tool: string;
  readonly signal: AbortSignal;
  readonly hookResults: Schemas["HookResult"][];
  /** Called with an error that a hook threw. */
  onThrown(hookId: string, error: unknown): void;
}

export interface Block {
  /** For the model. */
  readonly error: string;
  /** The hook's own message. */
  readonly reason: string | null;
}

/** The outcome of one hook. `error` means that the hook could not decide. */
type Outcome = { block: string | undefined } | { error: string } | { value: unknown } | "allowed";

/** Runs the `before_execute` hooks of a session until one blocks. `check` validates modified arguments. */
export async function runBeforeHooks(
  router: RouterContext,
  session: StoredSession,
  run: HookRun,
  args: JSONObject,
  check: (args: JSONObject) => string | undefined,
): Promise<{ args: JSONObject; block?: undefined } | { block: Block }> {
  let current = args;
  for (const hook of hooksFor(session, "before_execute", run.toolkit)) {
    const outcome = await decide(run, hook, async () => {
      const call = hookedCall(session, run, hook, current);
      if (hook.handler.type === "condition_check") return checkCondition(router, hook, call);
      const { beforeExecute } = router.hooks;
      if (beforeExecute === undefined) return { error: "the router has no hooks.beforeExecute" };
      return readBefore(await beforeExecute(call), check);
    });
    const block = record(run, hook, outcome, `blocked ${run.tool}. It was not executed.`);
    if (block !== undefined) return { block };
    if (typeof outcome === "object" && "value" in outcome) current = outcome.value as JSONObject;
  }
  return { args: current };
}

/** Runs the `after_execute` hooks of a session until one blocks. `check` validates modified data. */
export async function runAfterHooks(
  router: RouterContext,
  session: StoredSession,
  run: HookRun,
  args: JSONObject,
  result: HookedResult,
  check: (data: JSONObject) => string | undefined,
): Promise<{ result: HookedResult; block?: undefined } | { block: Block }> {
  let current = result;
  for (const hook of hooksFor(session, "after_execute", run.toolkit)) {
    const outcome = await decide(run, hook, async () => {
      const call = { ...hookedCall(session, run, hook, args), result: structuredClone(current) };
      if (hook.handler.type === "condition_check") return checkCondition(router, hook, call);
      const { afterExecute } = router.hooks;
      if (afterExecute === undefined) return { error: "the router has no hooks.afterExecute" };
      return readAfter(await afterExecute(call), current, check);
    });
    const block = record(run, hook, outcome, `withheld the result of ${run.tool}. The tool ran: do not call it again.`);
    if (block !== undefined) return { block };
    if (typeof outcome === "object" && "value" in outcome) current = outcome.value as HookedResult;
  }
  return { result: current };
}

/** The `hook_results` field of a result, if any hook ran. */
export function hookResultsOf({ hookResults }: HookRun): { hook_results?: Schemas["HookResult"][] } {
  return hookResults.length === 0 ? {} : { hook_results: [...hookResults] };
}

function hooksFor({ settings }: StoredSession, type: SessionHook["type"], toolkit: string): SessionHook[] {
  return (settings.hooks ?? []).filter(
    (hook) => hook.type === type && (hook.applies_to === "all" || hook.applies_to.toolkits.includes(toolkit)),
  );
}

function hookedCall(session: StoredSession, run: HookRun, hook: SessionHook, args: JSONObject): HookedCall {
  return {
    hook: { id: hook.id, name: hook.name },
    session: { id: session.id, userId: session.settings.user_id },
    toolkit: run.toolkit,
    tool: run.tool,
    arguments: structuredClone(args),
    signal: run.signal,
  };
}

// Fails closed: a hook that throws blocks the call.
async function decide(run: HookRun, hook: SessionHook, ask: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await ask();
  } catch (error) {
    run.onThrown(hook.id, error);
    return { error: "it failed" };
  }
}

async function checkCondition(
  { hooks }: RouterContext,
  { handler }: SessionHook,
  call: HookedCall & { result?: HookedResult },
): Promise<Outcome> {
  if (hooks.checkCondition === undefined || handler.type !== "condition_check") {
    return { error: "the router has no hooks.checkCondition to evaluate its condition" };
  }
  const holds: unknown = await hooks.checkCondition({ ...call, condition: handler.condition });
  if (typeof holds !== "boolean") return { error: "hooks.checkCondition returned neither true nor false" };
  return holds ? { block: undefined } : "allowed";
}

function readBefore(decision: BeforeDecision, check: (args: JSONObject) => string | undefined): Outcome {
  const known = readDecision(decision);
  if (known !== "modify") return known;
  const args = plainCopy((decision as { arguments?: unknown }).arguments);
  if (args === undefined) return { error: "it returned arguments that are not a JSON object" };
  const problem = check(args);
  return problem === undefined ? { value: args } : { error: `it returned invalid arguments: ${problem}` };
}

function readAfter(
  decision: AfterDecision,
  current: HookedResult,
  check: (data: JSONObject) => string | undefined,
): Outcome {
  const known = readDecision(decision);
  if (known !== "modify") return known;
  const changed = decision as { data?: unknown; error?: unknown };
  const data = changed.data === undefined ? current.data : plainCopy(changed.data);
  if (data === undefined) return { error: "it returned data that is not a JSON object" };
  if (changed.error !== undefined && typeof changed.error !== "string") {
    return { error: "it returned an error that is not a string" };
  }
  const problem = check(data);
  if (problem !== undefined) return { error: `it returned invalid data: ${problem}` };
  return { value: { data, error: current.error === null ? null : (changed.error ?? current.error) } };
}

function readDecision(written: unknown): Outcome | "modify" {
  const { decision, message } = isJSONObject(written) ? written : {};
  if (decision === "allow") return "allowed";
  if (decision === "modify") return "modify";
  if (decision === "block") return { block: typeof message === "string" && message !== "" ? message : undefined };
  return { error: 'it returned no decision: "allow", "block" or "modify"' };
}

/** A copy by JSON. Undefined if the value is not an object, also after serialization. */
function plainCopy(value: unknown): JSONObject | undefined {
  if (!isJSONObject(value)) return undefined;
  const copy: unknown = JSON.parse(JSON.stringify(value) ?? "null");
  return isJSONObject(copy) ? copy : undefined;
}

/** Records a hook's outcome. Returns the block if there is one; `effect` completes its message. */
function record(run: HookRun, hook: SessionHook, outcome: Outcome, effect: string): Block | undefined {
  const entry = (name: string, message?: string): void => {
    run.hookResults.push({
      hook_id: hook.id,
      type: hook.type,
      outcome: name,
      ...(message === undefined ? {} : { message }),
    });
  };
  const called = `The hook ${JSON.stringify(hook.name ?? hook.id)}`;
  if (outcome === "allowed") {
    entry("allowed");
    return undefined;
  }
  if ("value" in outcome) {
    entry("modified");
    return undefined;
  }
  if ("error" in outcome) {
    entry("error", outcome.error);
    return { error: `${called} ${effect} It could not decide: ${outcome.error}.`, reason: outcome.error };
  }
  entry("blocked", outcome.block);
  return { error: outcome.block ?? `${called} ${effect}`, reason: outcome.block ?? null };
}
