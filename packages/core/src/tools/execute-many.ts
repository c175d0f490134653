import { type BatchData, type BatchItem, itemsOf, outcomeOf } from "./batch-item.ts";
import { ToolRouterError } from "../errors/errors.ts";
import type { ExecuteResult, HookResult, JSONObject, Question, ToolArguments } from "./execution.ts";
import type { CallOptions } from "../http/http.ts";
import { aCount, anObject, aString, callRules, checkOptions, type OptionRules, type RulesFor } from "../errors/options.ts";
import type { Tool, toolSlug } from "./tool.ts";
import type { components } from "@tool-router/openapi";

/** One run of several. */
export interface ManyCall {
  readonly tool: string | Tool;
  readonly arguments?: ToolArguments | undefined;
  readonly account?: string | undefined;
}

export interface ManyOptions extends CallOptions {
  /** Batches under way at once. Default: 4. */
  readonly concurrency?: number | undefined;
}

/** What a batch asks before any of its calls runs. Its ids are those of this batch alone. */
export interface ManyQuestion extends Question<ManyResult[]> {
  /** The calls of the batch, by their places in the list that was given. `resume` gives their results, in this order. */
  readonly calls: readonly number[];
}

/** What came of one run of several. */
export type ManyResult = { readonly tool: string } & (
  | { readonly status: "ok"; readonly data: JSONObject; readonly logId: string }
  /** The tool failed, or the router refused this item. */
  | { readonly status: "tool_error"; readonly error: string; readonly data: JSONObject; readonly logId: string }
  /** The result was too long: a preview, and the file that has all of it. */
  | { readonly status: "offloaded"; readonly preview: unknown; readonly path: string | undefined }
  /** A hook of the router refused the call or withheld its result; see `BlockedResult`. */
  | {
      readonly status: "blocked";
      readonly error: string;
      readonly blockReason?: unknown;
      readonly hookResults?: readonly HookResult[] | undefined;
      readonly mayHaveRun: boolean;
    }
  /** It waits with its whole batch, which shares the question: nothing of the batch ran. */
  | { readonly status: "input_required"; readonly error: string; readonly question: ManyQuestion }
  /** There is no result. `reason` is what the batch's call rejected with. */
  | { readonly status: "lost"; readonly reason: unknown; readonly mayHaveRun: boolean }
);

type Item = components["schemas"]["MultiExecuteToolArguments"]["tools"][number];

/** The most calls of one batch. */
const MAX_BATCH = 50;

const manyRules: RulesFor<ManyOptions> = { concurrency: aCount, ...callRules };

const callItemRules: OptionRules = {
  tool: ["a slug or a Tool", () => true],
  arguments: anObject,
  account: aString,
};

/**
 * Runs any number of tools in batches, some at once. Settles: what happens to a batch happens to its items alone.
 *
 * @param slugOf - given along, so that bundlers need not split a module off for it.
 * @throws ToolRouterError for calls and options that cannot be used, before anything is sent; else only the reason of the
 *   caller's signal.
 */
export async function executeMany(
  calls: readonly ManyCall[],
  options: ManyOptions = {},
  slugOf: typeof toolSlug,
  runBatch: (
    items: Item[],
    tools: readonly (string | Tool)[],
    limits: CallOptions,
  ) => Promise<ExecuteResult<BatchData>>,
): Promise<ManyResult[]> {
  checkOptions(options, manyRules, "executeMany");
  const { concurrency = 4, ...limits } = options;
  if (!Array.isArray(calls)) throw new ToolRouterError("executeMany takes a list of { tool, arguments }.");
  const items = (calls as ManyCall[]).map((call, index): Item => {
    checkOptions(call, callItemRules, `calls[${index}]`);
    const { tool, arguments: args, account } = call;
    return { tool_slug: slugOf(tool, `calls[${index}].tool: `), arguments: { ...(args as object) }, account };
  });
  const results: ManyResult[] = Array.from({ length: items.length });
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const start = next;
      next += MAX_BATCH;
      const batch = items.slice(start, next);
      const tools = calls.slice(start, next).map(({ tool }) => tool);
      const settled = await runBatch(batch, tools, limits).then(
        (result) => toResults(batch, start, result),
        (reason: unknown) => {
          limits.signal?.throwIfAborted();
          // An error that is not ours tells nothing.
          const { mayHaveRun = true } = Object(reason) as { mayHaveRun?: boolean };
          return batch.map(({ tool_slug: tool }): ManyResult => ({ tool, status: "lost", reason, mayHaveRun }));
        },
      );
      results.splice(start, settled.length, ...settled);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return results;
}

/** The results of a batch's calls, of which the first has the place `start` in the whole list. */
function toResults(batch: readonly Item[], start: number, result: ExecuteResult<BatchData>): ManyResult[] {
  const { error, logId, hookResults } = result;
  const forAll = (facts: object): ManyResult[] =>
    batch.map(({ tool_slug: tool }) => ({ tool, error, ...facts }) as ManyResult);
  if (result.resultType === "input_required") {
    const question: ManyQuestion = {
      inputRequests: result.inputRequests,
      calls: batch.map((_, place) => start + place),
      resume: async (...answers) => toResults(batch, start, await result.resume(...answers)),
    };
    return forAll({ status: "input_required", question });
  }
  const results = itemsOf(result.data);
  if (result.resultType === "blocked" && !results) {
    const { blockReason, mayHaveRun } = result;
    return forAll({ status: "blocked", blockReason, hookResults, mayHaveRun });
  }
  if (result.resultType === "failed" && !results) return forAll({ status: "tool_error", data: {}, logId });
  return batch.map(({ tool_slug: tool }, index) => {
    const item = results?.find((one) => one.index === index);
    return { tool, ...toResult(item, result.data.remote_file_info?.file_path) } as ManyResult;
  });
}

function toResult(item: BatchItem | undefined, path: string | undefined): object {
  const { response } = item ?? {};
  const outcome = outcomeOf(item);
  const facts = { data: response?.data ?? {}, logId: response?.log_id ?? "" };
  if (outcome.status === "lost") return { status: "lost", reason: new Error(outcome.error), mayHaveRun: true };
  if (outcome.status === "blocked") return { ...outcome, mayHaveRun: true };
  return outcome.status === "tool_error" || response?.data_preview === undefined
    ? { ...outcome, ...facts }
    : { status: "offloaded", preview: response.data_preview, path };
}
