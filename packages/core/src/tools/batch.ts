import type { components } from "@tool-router/openapi";
import { type BatchData, type BatchItem, itemsOf, outcomeOf } from "./batch-item.ts";
import { HookError } from "../errors/errors.ts";
import { isObject } from "../errors/options.ts";
import { andThen, consistent, type ExecuteResult, type JSONObject } from "./execution.ts";
import type { AfterExecuteState, BeforeExecuteState } from "../http/hooks.ts";
import type { CallOptions } from "../http/http.ts";

export type Batch = components["schemas"]["MultiExecuteToolArguments"];

/** Whether these are the arguments of a batch. The router refuses anything else. */
export const isBatch = (args: JSONObject): args is JSONObject & Batch =>
  Array.isArray(args["tools"]) && args["tools"].every(isItem);

function isItem(item: unknown): boolean {
  const { tool_slug: slug, arguments: args, account } = Object(item) as JSONObject;
  return typeof slug === "string" && isObject(args ?? {}) && typeof (account ?? "") === "string";
}

/**
 * The first thing in a batch that hooks could not check item by item, in words; undefined if there is none. A router that
 * reads requests more leniently than this client would run what no hook has seen.
 */
export function uncheckable(args: JSONObject): string | undefined {
  const { tools } = args;
  if (!Array.isArray(tools) || Object.keys(args).some((key) => key !== "tools" && /^tools$/i.test(key)))
    return "`tools` must be a list, and be given once";
  const index = tools.findIndex(
    (item: JSONObject) =>
      !isItem(item) ||
      /^\s*COMPOSIO_MULTI_EXECUTE_TOOL\s*$/i.test(item["tool_slug"] as string) ||
      Object.keys(item).some((key) => !/^(tool_slug|arguments|account)$/.test(key)),
  );
  return index < 0
    ? undefined
    : `\`tools[${index}]\` must be { tool_slug, arguments, account }, without other fields, and not a batch itself`;
}

/**
 * Gives the result of one call that the router does not run; undefined for those that it runs. `later` holds the options
 * of `resume`, if a question came first.
 */
export type RunElsewhere = ((later: CallOptions | undefined) => Promise<ExecuteResult>) | undefined;

/**
 * Runs a batch of which some items have their result from elsewhere. The router's part comes first: if it asks a person,
 * nothing else runs before the answer. Then the others run, and the results are put together as if the router had run
 * them all. What the router leaves out of its answer is left out here.
 *
 * @param elsewhere - for each item, how it runs here, or undefined for those of the router.
 * @param goesOn - whether the others run even if the router's part rejects, which then fails its own items alone.
 */
export async function runRest(
  batch: Batch,
  elsewhere: readonly RunElsewhere[],
  runRemote: (args: JSONObject) => Promise<ExecuteResult>,
  goesOn: boolean,
): Promise<ExecuteResult> {
  const rest = batch.tools.filter((_, index) => !elsewhere[index]);
  const finish = async (remote: ExecuteResult, later?: CallOptions): Promise<ExecuteResult> => {
    const others = await Promise.all(elsewhere.map(async (run) => run?.(later).catch(asFailure)));
    return merge(batch, others, rest.length > 0 ? remote : undefined);
  };
  if (rest.length === 0) return finish({ resultType: "completed", data: {}, error: null, logId: "" });
  const remote = runRemote({ ...batch, tools: rest });
  return andThen(await (goesOn ? remote.catch(asFailure) : remote), finish);
}

/** A rejected call as a result. The caller's own abort goes on. */
function asFailure(error: unknown): ExecuteResult {
  const { kind, message } = Object(error) as { kind?: unknown; message: string };
  if (kind === undefined) throw error;
  return { resultType: "failed", data: {}, error: message, logId: "" };
}

function merge(
  batch: Batch,
  others: readonly (ExecuteResult | undefined)[],
  remote: ExecuteResult | undefined,
): ExecuteResult {
  const data = remote?.data as Partial<BatchData> | undefined;
  const ran = itemsOf(data);
  let next = 0;
  const results = batch.tools.flatMap(({ tool_slug: slug }, index): BatchItem[] => {
    const other = others[index];
    if (other) return [{ tool_slug: slug, index, ...toItem(other) }];
    const place = next++;
    const item = ran?.find((result) => result.index === place);
    if (item) return [{ ...item, index }];
    // The router may have refused the batch as a whole.
    const { resultType, error } = remote!;
    const whole = { tool_slug: slug, index, response: null, error };
    return ran || error === null ? [] : [resultType === "blocked" ? { ...whole, result_type: resultType } : whole];
  });
  return counted({ ...data, results }, batch.tools.length, remote);
}

/** A result as an item. A question of one call cannot be answered in a batch. */
const toItem = ({ resultType, data, error: reason }: ExecuteResult): Omit<BatchItem, "tool_slug" | "index"> => {
  const error = resultType === "input_required" ? `${reason} Run it alone, not in a batch.` : reason;
  return {
    // Also replaces the type that the item had.
    result_type: resultType === "blocked" ? resultType : undefined,
    error,
    response: { successful: error === null, data: { ...data }, error },
  };
};

function counted(
  data: { readonly results: readonly BatchItem[] },
  total: number,
  { logId = "", hookResults }: Partial<ExecuteResult> = {},
): ExecuteResult {
  const succeeded = data.results.filter((item) => outcomeOf(item).status === "ok").length;
  const failed = total - succeeded;
  const facts = {
    data: { ...data, total_count: total, success_count: succeeded, error_count: failed },
    logId,
    ...(hookResults && { hookResults }),
  };
  return failed > 0
    ? { resultType: "failed", error: `${failed} out of ${total} tools failed`, ...facts }
    : { resultType: "completed", error: null, ...facts };
}

/**
 * Runs a batch with the hooks around each of its items, as around single runs. An item that a hook refuses is not run, and
 * has the hook's words as its error; what a hook throws afterwards ends the batch. Where hooks refuse and replace nothing,
 * the router's answer stays as it is.
 *
 * @param hook - the name of a hook that there is.
 * @throws HookError before anything is sent, for a batch that cannot be checked item by item.
 */
export async function runBetweenHooks(
  given: JSONObject,
  sessionId: string,
  hook: string,
  hooks: {
    before(state: BeforeExecuteState): Promise<void> | undefined;
    after(state: AfterExecuteState, later: CallOptions | undefined): Promise<void> | undefined;
  },
  run: (args: JSONObject) => Promise<ExecuteResult>,
): Promise<ExecuteResult> {
  const problem = uncheckable(given);
  if (problem) {
    const reason = `The batch was not sent: ${problem}.`;
    throw new HookError(`${reason} Otherwise ${hook} cannot check each item.`, { hook, reason, mayHaveRun: false });
  }
  const batch = given as Batch;
  const refusals: RunElsewhere[] = [];
  const states: BeforeExecuteState[] = [];
  for (const item of batch.tools) {
    const { tool_slug: tool, arguments: args, account } = item;
    const state = { sessionId, tool, arguments: args ?? {}, account: account ?? undefined };
    states.push(state);
    try {
      await hooks.before(state);
      refusals.push(undefined);
    } catch (error) {
      // Else it is the reason of the caller's signal.
      if ((Object(error) as Partial<HookError>).kind !== "HookError") throw error;
      refusals.push(async () => asFailure(error));
    }
  }
  const tools = batch.tools.map((item, index) => {
    const { arguments: args, account } = states[index]!;
    return { ...item, arguments: { ...args }, account };
  });
  const changed = { ...batch, tools };
  const ran = refusals.some(Boolean) ? await runRest(changed, refusals, run, false) : await run(changed);
  return andThen(ran, (done, later) => afterItems(done, states, refusals, (state) => hooks.after(state, later)));
}

/** Shows each item that ran to the hooks, and puts in what they replace. */
async function afterItems(
  ran: ExecuteResult,
  states: readonly BeforeExecuteState[],
  refusals: readonly RunElsewhere[],
  after: (state: AfterExecuteState) => Promise<void> | undefined,
): Promise<ExecuteResult> {
  let isReplaced = false;
  const seen: BatchItem[] = [];
  for (const item of itemsOf(ran.data) ?? []) {
    const { index, response } = item;
    const before = states[index];
    if (!response || !before || refusals[index]) {
      seen.push(item);
      continue;
    }
    const { data = {}, log_id: logId = "" } = response;
    const outcome = outcomeOf(item);
    const result = (
      outcome.status === "ok"
        ? { resultType: "completed", data, error: null, logId }
        : outcome.status === "blocked"
          ? { resultType: "blocked", data, error: outcome.error, logId, blockReason: undefined, mayHaveRun: true }
          : { resultType: "failed", data, error: outcome.error, logId }
    ) as ExecuteResult;
    const state: AfterExecuteState = { ...before, result };
    await after(state);
    isReplaced ||= state.result !== result;
    seen.push(state.result === result ? item : { ...item, ...toItem(consistent(state.result)) });
  }
  return isReplaced ? counted({ ...ran.data, results: seen }, states.length, ran) : ran;
}
