import { HookError } from "../errors/errors.ts";
import type { CallOptions } from "../http/call-options.ts";
import { type Batch, isBatchCall, type LocalRun, runMixedBatch, toBatchResult, toFailure, toItem } from "./batch.ts";
import { type BatchItem, itemsOf, outcomeOf } from "./batch-item.ts";
import type { AfterExecuteState, BeforeExecuteState } from "./execute-hooks.ts";
import { andThen, consistent } from "./read-result.ts";
import type { ExecuteResult, JSONObject } from "./result.ts";

/** The caller's hooks around one call. */
export interface CallHooks {
  before(state: BeforeExecuteState): Promise<void> | undefined;
  after(state: AfterExecuteState, later: CallOptions | undefined): Promise<void> | undefined;
}

/** A call of a batch after its `beforeExecute` hooks. */
interface CheckedCall {
  readonly state: BeforeExecuteState;
  /** Set if a hook rejected the call, which then does not run. */
  readonly rejection: LocalRun;
}

/**
 * Runs a batch with the hooks around each of its calls. A call that a hook rejects does not run; the hook's message becomes
 * its error. A hook that throws after the batch rejects the whole batch. If hooks change nothing, neither does this.
 *
 * @param hookName - the name of one of the hooks, for errors.
 * @throws HookError before anything is sent, if hooks cannot check every call.
 */
export async function runBetweenHooks(
  args: JSONObject,
  sessionId: string,
  hookName: string,
  hooks: CallHooks,
  run: (args: JSONObject) => Promise<ExecuteResult>,
): Promise<ExecuteResult> {
  const problem = findUncheckable(args);
  if (problem) {
    const reason = `The batch was not sent: ${problem}.`;
    const facts = { hook: hookName, reason, mayHaveRun: false };
    throw new HookError(`${reason} Otherwise ${hookName} cannot check each call.`, facts);
  }
  const batch = args as Batch;
  const calls: CheckedCall[] = [];
  for (const { tool_slug: tool, arguments: callArgs, account } of batch.tools) {
    const state = { sessionId, tool, arguments: callArgs ?? {}, account: account ?? undefined };
    calls.push({ state, rejection: await runBeforeHooks(hooks, state) });
  }
  const tools = batch.tools.map((call, index) => {
    const { arguments: callArgs, account } = calls[index]!.state;
    return { ...call, arguments: { ...callArgs }, account };
  });
  const checked = { ...batch, tools };
  const rejections = calls.map(({ rejection }) => rejection);
  const result = rejections.some(Boolean) ? await runMixedBatch(checked, rejections, run, false) : await run(checked);
  return andThen(result, (final, later) => runAfterHooks(final, calls, (state) => hooks.after(state, later)));
}

/**
 * Finds a part of a batch that hooks could not check. A router that reads requests more leniently than this client could run
 * a call that no hook has seen.
 *
 * @returns the requirement that is violated; undefined for a valid batch.
 */
function findUncheckable(args: JSONObject): string | undefined {
  const { tools } = args;
  if (!Array.isArray(tools) || Object.keys(args).some((key) => key !== "tools" && /^tools$/i.test(key))) {
    return "`tools` must be a list, and be given once";
  }
  const index = tools.findIndex(
    (call: JSONObject) =>
      !isBatchCall(call) ||
      /^\s*COMPOSIO_MULTI_EXECUTE_TOOL\s*$/i.test(call["tool_slug"] as string) ||
      Object.keys(call).some((key) => !/^(tool_slug|arguments|account)$/.test(key)),
  );
  return index < 0
    ? undefined
    : `\`tools[${index}]\` must be { tool_slug, arguments, account }, without other fields, and not a batch itself`;
}

async function runBeforeHooks(hooks: CallHooks, state: BeforeExecuteState): Promise<LocalRun> {
  try {
    await hooks.before(state);
    return undefined;
  } catch (error) {
    // Any other error is the reason of the caller's signal.
    if ((Object(error) as Partial<HookError>).kind !== "HookError") throw error;
    return async () => toFailure(error);
  }
}

/** Runs the hooks for each call that ran, and applies their replacements. */
async function runAfterHooks(
  result: ExecuteResult,
  calls: readonly CheckedCall[],
  after: (state: AfterExecuteState) => Promise<void> | undefined,
): Promise<ExecuteResult> {
  let isReplaced = false;
  const results: BatchItem[] = [];
  for (const item of itemsOf(result.data) ?? []) {
    const call = calls[item.index];
    if (!item.response || !call || call.rejection) {
      results.push(item);
      continue;
    }
    const itemResult = toResult(item);
    const state: AfterExecuteState = { ...call.state, result: itemResult };
    await after(state);
    isReplaced ||= state.result !== itemResult;
    results.push(state.result === itemResult ? item : { ...item, ...toItem(consistent(state.result)) });
  }
  return isReplaced ? toBatchResult({ ...result.data, results }, calls.length, result) : result;
}

/** Converts an item of a batch to the result that the call alone would have. */
function toResult(item: BatchItem): ExecuteResult {
  const { data = {}, log_id: logId = "" } = item.response ?? {};
  const outcome = outcomeOf(item);
  if (outcome.status === "ok") return { resultType: "completed", data, error: null, logId };
  const failure = { data, error: outcome.error, logId };
  return outcome.status === "blocked"
    ? { resultType: "blocked", ...failure, blockReason: undefined, mayHaveRun: true }
    : { resultType: "failed", ...failure };
}
