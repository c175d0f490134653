import type { components } from "@tool-router/openapi";
import { isObject } from "../errors/options.ts";
import type { CallOptions } from "../http/call-options.ts";
import { type BatchData, type BatchItem, itemsOf, outcomeOf } from "./batch-item.ts";
import { andThen } from "./read-result.ts";
import type { ExecuteResult, JSONObject } from "./result.ts";

export type Batch = components["schemas"]["MultiExecuteToolArguments"];

/** Whether these are the arguments of a batch. The router rejects anything else. */
export const isBatch = (args: JSONObject): args is JSONObject & Batch =>
  Array.isArray(args["tools"]) && args["tools"].every(isBatchCall);

export function isBatchCall(call: unknown): boolean {
  const { tool_slug: slug, arguments: args, account } = Object(call) as JSONObject;
  return typeof slug === "string" && isObject(args ?? {}) && typeof (account ?? "") === "string";
}

/**
 * Gets the result of a call that the router does not run; undefined for calls that it runs. `later` holds the options of
 * `resume`, if the router asked a question first.
 */
export type LocalRun = ((later: CallOptions | undefined) => Promise<ExecuteResult>) | undefined;

/**
 * Runs a batch whose calls do not all run on the router. The router's calls are first: if it asks a question, nothing else
 * runs before the answer. The merged result is what the router would return for the whole batch.
 *
 * @param localRuns - for each call, how it runs locally, or undefined for the router's calls.
 * @param ignoresFailure - whether the local calls run even if the request to the router fails.
 */
export async function runMixedBatch(
  batch: Batch,
  localRuns: readonly LocalRun[],
  runRemote: (args: JSONObject) => Promise<ExecuteResult>,
  ignoresFailure: boolean,
): Promise<ExecuteResult> {
  const remoteCalls = batch.tools.filter((_, index) => !localRuns[index]);
  const finish = async (remote: ExecuteResult | undefined, later?: CallOptions): Promise<ExecuteResult> => {
    const local = await Promise.all(localRuns.map(async (run) => run?.(later).catch(toFailure)));
    return mergeResults(batch, local, remote);
  };
  if (remoteCalls.length === 0) return finish(undefined);
  const remote = runRemote({ ...batch, tools: remoteCalls });
  return andThen(await (ignoresFailure ? remote.catch(toFailure) : remote), finish);
}

/** The result of a call that rejected with one of this package's errors. Rethrows other errors, such as an abort. */
export function toFailure(error: unknown): ExecuteResult {
  const { kind, message } = Object(error) as { kind?: unknown; message: string };
  if (kind === undefined) throw error;
  return { resultType: "failed", data: {}, error: message, logId: "" };
}

/** @param remote - the result of the calls without a local result; undefined without such calls. */
function mergeResults(
  batch: Batch,
  local: readonly (ExecuteResult | undefined)[],
  remote: ExecuteResult | undefined,
): ExecuteResult {
  const data = remote?.data as Partial<BatchData> | undefined;
  const remoteItems = itemsOf(data);
  let remoteCount = 0;
  const results = batch.tools.flatMap(({ tool_slug: slug }, index): BatchItem[] => {
    const localResult = local[index];
    if (localResult) return [{ tool_slug: slug, index, ...toItem(localResult) }];
    const remoteIndex = remoteCount++;
    const item = remoteItems?.find((result) => result.index === remoteIndex);
    if (item) return [{ ...item, index }];
    // The router may have rejected all its calls at once.
    const { resultType, error } = remote!;
    if (remoteItems || error === null) return [];
    const rejected = { tool_slug: slug, index, response: null, error };
    return [resultType === "blocked" ? { ...rejected, result_type: resultType } : rejected];
  });
  return toBatchResult({ ...data, results }, batch.tools.length, remote);
}

/** Converts a result to an item of a batch. A question of one call cannot be answered there. */
export const toItem = ({ resultType, data, error: reason }: ExecuteResult): Omit<BatchItem, "tool_slug" | "index"> => {
  const error = resultType === "input_required" ? `${reason} Run it alone, not in a batch.` : reason;
  return {
    // Also clears the type of an item that a hook replaces.
    result_type: resultType === "blocked" ? resultType : undefined,
    error,
    response: { successful: error === null, data: { ...data }, error },
  };
};

/** The result of a batch, with counts. Calls without an item count as failed. */
export function toBatchResult(
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
