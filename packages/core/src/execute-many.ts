import type { ExecuteResult, JSONObject, ToolArguments } from "./execution.ts";
import { checkedCount } from "./count.ts";
import type { CallOptions } from "./http.ts";
import { ToolRouterError } from "./errors.ts";
import { type Tool, toolSlug } from "./tool.ts";
import type { components } from "@tool-router/openapi";

/** One run of several. */
export interface ManyCall {
  readonly tool: string | Tool;
  readonly arguments?: ToolArguments | undefined;
  readonly account?: string | undefined;
}

export interface ManyOptions extends CallOptions {
  /** Batches in flight at once: a whole number above 0, or `Infinity`. Default: 4. */
  readonly concurrency?: number | undefined;
}

/** What came of one run of several. */
export type ManyResult = { readonly tool: string } & (
  | { readonly status: "ok"; readonly data: JSONObject; readonly logId: string }
  /** The tool failed, or the router refused this item. */
  | { readonly status: "tool_error"; readonly error: string; readonly data: JSONObject; readonly logId: string }
  /** The result was too long: a preview, and the file that has all of it. */
  | { readonly status: "offloaded"; readonly preview: unknown; readonly path: string | undefined }
  /** There is no result. `reason` is what the batch's call rejected with. */
  | { readonly status: "lost"; readonly reason: unknown; readonly mayHaveRun: boolean }
);

type BatchData = components["schemas"]["MultiExecuteToolData"];
type ItemResult = BatchData["results"][number];
type BatchItem = components["schemas"]["MultiExecuteToolArguments"]["tools"][number];

/** The router takes no more in one batch. */
const largestBatch = 50;

/**
 * Runs any number of tools in batches, some at once. Settles: what happens to a batch happens to its items alone.
 *
 * @throws ToolRouterError for an invalid `concurrency` or a call without a tool, before anything is sent; else only the
 *   reason of the caller's signal.
 */
export async function executeMany(
  calls: readonly ManyCall[],
  { concurrency = 4, signal }: ManyOptions,
  runBatch: (items: BatchItem[], tools: readonly (string | Tool)[]) => Promise<ExecuteResult<BatchData>>,
): Promise<ManyResult[]> {
  if (!Array.isArray(calls)) throw new ToolRouterError("executeMany takes a list of { tool, arguments }.");
  const items = (calls.map(Object) as ManyCall[]).map(({ tool, arguments: args, account }, index) => ({
    tool_slug: toolSlug(tool, `calls[${index}]: `),
    arguments: Object.assign({}, args),
    account,
  }));
  const results: ManyResult[] = Array.from({ length: items.length });
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const start = next;
      next += largestBatch;
      const batch = items.slice(start, next);
      const settled = await runBatch(
        batch,
        calls.slice(start, start + largestBatch).map(({ tool }) => tool),
      ).then(
        (result) => batch.map((item, index) => toResult(item.tool_slug, index, result)),
        (reason: unknown) => {
          signal?.throwIfAborted();
          // An error that is not ours tells nothing.
          const { mayHaveRun = true } = Object(reason) as { mayHaveRun?: boolean };
          return batch.map(({ tool_slug: tool }): ManyResult => ({ tool, status: "lost", reason, mayHaveRun }));
        },
      );
      results.splice(start, settled.length, ...settled);
    }
  };
  await Promise.all(Array.from({ length: Math.min(checkedCount("concurrency", concurrency), items.length) }, worker));
  return results;
}

function toResult(
  tool: string,
  index: number,
  { data, error: batchError, logId: batchLog }: ExecuteResult<BatchData>,
): ManyResult {
  const results = data.results as Partial<(ItemResult | null)[]> | undefined;
  const item = results?.find?.((result, position) => (result?.index ?? position) === index);
  // What tells neither a result nor a failure tells nothing.
  if (!item?.response && !item?.error) {
    return results
      ? { tool, status: "lost", reason: new Error("The router left it out of its answer."), mayHaveRun: true }
      : { tool, status: "tool_error", error: batchError ?? "The batch failed.", data: {}, logId: batchLog };
  }
  const { response, error } = item;
  const logId = response?.log_id ?? "";
  const failure = error ?? (response?.successful === false ? (response.error ?? "The tool failed.") : undefined);
  if (failure !== undefined) return { tool, status: "tool_error", error: failure, data: response?.data ?? {}, logId };
  if (response?.data_preview !== undefined) {
    return { tool, status: "offloaded", preview: response.data_preview, path: data.remote_file_info?.file_path };
  }
  return { tool, status: "ok", data: response?.data ?? {}, logId };
}
