import type { components } from "@tool-router/openapi";
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
 * the results together as if the router had run them all.
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
  /** What ran here must not be run again because the router's part failed: then it is a failure of its items. */
  const lost = (error: unknown): ExecuteResult => {
    const { kind, message } = error as { kind?: unknown; message: string };
    if (kind === undefined || !ranHere) throw error;
    return { data: {}, error: message, logId: "" };
  };
  const [remote, others] = await Promise.all([
    rest.length > 0
      ? (runRemote({ ...batch, tools: rest }).catch(lost) as Promise<ExecuteResult<BatchData>>)
      : undefined,
    Promise.all(elsewhere.map(async (other) => other)),
  ]);
  let next = 0;
  const results = items.map(({ tool_slug: slug }, index): ItemResult => {
    const other = others[index];
    if (other) return { tool_slug: slug, index, ...toItem(other) };
    const item = remote?.data.results?.[next++];
    // The router may have refused the batch as a whole.
    return { tool_slug: slug, response: null, ...(item ?? { error: remote?.error ?? "no result" }), index };
  });
  return counted({ ...remote?.data, results }, remote?.logId ?? "");
}

const toItem = ({ data, error }: ExecuteResult): Pick<ItemResult, "error" | "response"> => ({
  error,
  response: { successful: error === null, data: { ...data }, error },
});

function counted(data: { readonly results: readonly ItemResult[] }, logId: string): ExecuteResult {
  const { length } = data.results;
  const failed = data.results.filter(({ error }) => typeof error === "string").length;
  return {
    data: { ...data, total_count: length, success_count: length - failed, error_count: failed },
    error: failed > 0 ? `${failed} out of ${length} tools failed` : null,
    logId,
  };
}

/**
 * Runs a batch with the hooks around each of its items, as around single runs. An item that a hook refuses is not run, and
 * has the hook's words as its error; what a hook throws afterwards ends the batch.
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
  const tools: Batch["tools"] = [];
  for (const item of batch.tools) {
    const state = { sessionId, tool: item.tool_slug, arguments: item.arguments ?? {}, account: item.account };
    try {
      await hooks.before(state);
      refusals.push(undefined);
    } catch (error) {
      refusals.push(Promise.resolve({ data: {}, error: (error as Error).message, logId: "" }));
    }
    states.push(state);
    const account = state.account === undefined ? {} : { account: state.account };
    tools.push({ ...item, arguments: { ...state.arguments }, ...account });
  }
  const ran = await runRest({ ...batch, tools }, refusals, run, false);

  const { results } = ran.data as Partial<BatchData>;
  if (!results) return ran;
  const seen: ItemResult[] = [];
  for (const item of results) {
    const { response, index } = item;
    if (!response || refusals[index]) {
      seen.push(item);
      continue;
    }
    const { data = {}, log_id: logId = "" } = response;
    const result = { data, error: item.error ?? null, logId } as ExecuteResult;
    const state: AfterExecuteState = { ...states[index]!, result };
    await hooks.after(state);
    seen.push(state.result === result ? item : { ...item, ...toItem(state.result) });
  }
  return counted({ ...ran.data, results: seen }, ran.logId);
}
