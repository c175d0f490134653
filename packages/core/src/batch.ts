import type { components } from "@tool-router/openapi";
import type { HookError } from "./errors.ts";
import type { ExecuteResult, JSONObject } from "./execution.ts";
import type { AfterExecuteState, BeforeExecuteState } from "./hooks.ts";

export type Batch = components["schemas"]["MultiExecuteToolArguments"];
type BatchData = components["schemas"]["MultiExecuteToolData"];
type ItemResult = BatchData["results"][number];

/** Whether these are the arguments of a batch. What else a model may have written, the router refuses. */
export const isBatch = (args: JSONObject): args is JSONObject & Batch =>
  Array.isArray(args["tools"]) &&
  args["tools"].every((item: Partial<Batch["tools"][number]> | null) => typeof item?.tool_slug === "string");

/**
 * Runs a batch of which some items have their result from elsewhere: the others by `runRemote`, as one batch, and puts
 * the results together as if the router had run them all. What the router leaves out of its answer is left out here.
 *
 * @param elsewhere - for each item its result, or undefined for those to run.
 * @param ranHere - whether those results come of work that was done.
 */
export async function runRest(
  batch: Batch,
  elsewhere: readonly (Promise<ExecuteResult> | undefined)[],
  runRemote: (args: JSONObject) => Promise<ExecuteResult>,
  ranHere: boolean,
): Promise<ExecuteResult> {
  const items = batch.tools;
  const rest = items.filter((_, index) => !elsewhere[index]);
  /** What ran must not be run again because another part failed: then that is a failure of its own items. */
  const lost = (error: unknown): ExecuteResult => {
    const { kind, message } = Object(error) as { kind?: unknown; message: string };
    if (kind === undefined || !ranHere) throw error;
    return { data: {}, error: message, logId: "" };
  };
  const [remote, others] = await Promise.all([
    rest.length > 0
      ? (runRemote({ ...batch, tools: rest }).catch(lost) as Promise<ExecuteResult<BatchData>>)
      : undefined,
    Promise.all(elsewhere.map(async (other) => other?.catch(lost))),
  ]);
  const ran = resultsIn(remote?.data);
  let next = 0;
  const results = items.flatMap(({ tool_slug: slug }, index): ItemResult[] => {
    const other = others[index];
    if (other) return [{ tool_slug: slug, index, ...toItem(other) }];
    const place = next++;
    const item = ran?.find((result) => result.index === place);
    if (item) return [{ ...item, index }];
    // The router may have refused the batch as a whole.
    return ran ? [] : [{ tool_slug: slug, index, response: null, error: remote?.error ?? "no result" }];
  });
  return counted({ ...remote?.data, results }, items.length, remote?.logId ?? "");
}

const toItem = ({ data, error }: ExecuteResult): Pick<ItemResult, "error" | "response"> => ({
  error,
  response: { successful: error === null, data: { ...data }, error },
});

/** What is said of the items, if that is a list, each with its index: by its place, should a router not number them. */
const resultsIn = (data: Partial<BatchData> | undefined): ItemResult[] | undefined =>
  Array.isArray(data?.results)
    ? (data.results as (ItemResult | null)[]).flatMap((item, place) =>
        item ? { ...item, index: item.index ?? place } : [],
      )
    : undefined;

/** Why an item has no good result, if it has none. */
const failureOf = ({ error, response }: ItemResult): string | null =>
  error ??
  (response ? null : "no result") ??
  (response?.successful === false ? (response.error ?? "The tool failed.") : null);

function counted(data: { readonly results: readonly ItemResult[] }, total: number, logId: string): ExecuteResult {
  const succeeded = data.results.filter((item) => failureOf(item) === null).length;
  const failed = total - succeeded;
  return {
    data: { ...data, total_count: total, success_count: succeeded, error_count: failed },
    error: failed > 0 ? `${failed} out of ${total} tools failed` : null,
    logId,
  };
}

/**
 * Runs a batch with the hooks around each of its items, as around single runs. An item that a hook refuses is not run, and
 * has the hook's words as its error; what a hook throws afterwards ends the batch. Where hooks refuse and replace nothing,
 * the router's answer stays as it is.
 */
export async function runBetweenHooks(
  batch: Batch,
  sessionId: string,
  hooks: {
    before(state: BeforeExecuteState): Promise<void> | undefined;
    after(state: AfterExecuteState): Promise<void> | undefined;
  },
  run: (args: JSONObject) => Promise<ExecuteResult>,
): Promise<ExecuteResult> {
  const refusals: (Promise<ExecuteResult> | undefined)[] = [];
  const states: BeforeExecuteState[] = [];
  for (const item of batch.tools) {
    const state = { sessionId, tool: item.tool_slug, arguments: item.arguments ?? {}, account: item.account };
    states.push(state);
    try {
      await hooks.before(state);
      refusals.push(undefined);
    } catch (error) {
      const { kind, message } = Object(error) as HookError;
      // Else it is the reason of the caller's signal.
      if (kind !== "HookError") throw error;
      refusals.push(Promise.resolve({ data: {}, error: message, logId: "" }));
    }
  }
  const tools = batch.tools.map((item, index) => {
    const { arguments: args, account } = states[index]!;
    return { ...item, arguments: { ...args }, account };
  });
  const changed = { ...batch, tools };
  const ran = refusals.some(Boolean) ? await runRest(changed, refusals, run, false) : await run(changed);

  let isReplaced = false;
  const seen: ItemResult[] = [];
  for (const item of resultsIn(ran.data) ?? []) {
    const { index, response } = item;
    const before = states[index];
    if (!response || !before || refusals[index]) {
      seen.push(item);
      continue;
    }
    const { data = {}, log_id: logId = "" } = response;
    const result = { data, error: failureOf(item), logId } as ExecuteResult;
    const state: AfterExecuteState = { ...before, result };
    await hooks.after(state);
    isReplaced ||= state.result !== result;
    seen.push(state.result === result ? item : { ...item, ...toItem(state.result) });
  }
  return isReplaced ? counted({ ...ran.data, results: seen }, tools.length, ran.logId) : ran;
}
