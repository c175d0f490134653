import type { components } from "@tool-router/openapi";
import { ToolRouterError } from "../errors/errors.ts";
import {
  aCount,
  anObject,
  aString,
  callRules,
  checkOptions,
  type OptionRules,
  type RulesFor,
} from "../errors/options.ts";
import type { CallOptions } from "../http/call-options.ts";
import { type BatchData, type BatchItem, itemsOf, outcomeOf } from "./batch-item.ts";
import type { ExecuteResult, HookResult, JSONObject, Question, ToolArguments } from "./result.ts";
import type { Tool, toolSlug } from "./tool.ts";

/** One call of `executeMany`. */
export interface ManyCall {
  readonly tool: string | Tool;
  readonly arguments?: ToolArguments | undefined;
  readonly account?: string | undefined;
}

export interface ManyOptions extends CallOptions {
  /** Maximum number of batches in flight. Default: 4. */
  readonly concurrency?: number | undefined;
}

/** A question that must be answered before a batch runs. Its ids are unique within the batch only. */
export interface ManyQuestion extends Question<ManyResult[]> {
  /** The indexes of the batch's calls in the given list. `resume` resolves to their results, in this order. */
  readonly calls: readonly number[];
}

/** The result of one call of `executeMany`. */
export type ManyResult = { readonly tool: string } & (
  | { readonly status: "ok"; readonly data: JSONObject; readonly logId: string }
  /** The tool failed, or the router rejected this call. */
  | { readonly status: "tool_error"; readonly error: string; readonly data: JSONObject; readonly logId: string }
  /** The result was too long: a preview, and the path of the file with the whole result. */
  | { readonly status: "offloaded"; readonly preview: unknown; readonly path: string | undefined }
  /** A hook of the router blocked the call or withheld its result; see `BlockedResult`. */
  | {
      readonly status: "blocked";
      readonly error: string;
      readonly blockReason?: unknown;
      readonly hookResults?: readonly HookResult[] | undefined;
      readonly mayHaveRun: boolean;
    }
  /** The whole batch waits for the answer to one question; none of its calls ran. */
  | { readonly status: "input_required"; readonly error: string; readonly question: ManyQuestion }
  /** The result is unknown. `reason` is the error of the batch. */
  | { readonly status: "lost"; readonly reason: unknown; readonly mayHaveRun: boolean }
);

type Item = components["schemas"]["MultiExecuteToolArguments"]["tools"][number];

/** The router's limit. */
const MAX_BATCH_SIZE = 50;

const manyRules: RulesFor<ManyOptions> = { concurrency: aCount, ...callRules };

const callItemRules: OptionRules = {
  tool: ["a slug or a Tool", () => true],
  arguments: anObject,
  account: aString,
};

type RunBatch = (
  items: Item[],
  tools: readonly (string | Tool)[],
  limits: CallOptions,
) => Promise<ExecuteResult<BatchData>>;

/**
 * Runs any number of calls, in batches. A batch that fails affects its own calls only.
 *
 * @param slugOf - `toolSlug`, passed in so that bundlers do not create a chunk for it.
 * @throws ToolRouterError for invalid calls and options, before anything is sent; otherwise only the signal's reason.
 */
export async function executeMany(
  calls: readonly ManyCall[],
  options: ManyOptions = {},
  slugOf: typeof toolSlug,
  runBatch: RunBatch,
): Promise<ManyResult[]> {
  checkOptions(options, manyRules, "executeMany");
  const { concurrency = 4, ...limits } = options;
  const items = toItems(calls, slugOf);
  const results: ManyResult[] = Array.from({ length: items.length });
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const start = next;
      next += MAX_BATCH_SIZE;
      const batch = items.slice(start, next);
      const tools = calls.slice(start, next).map(({ tool }) => tool);
      const settled = await runBatch(batch, tools, limits).then(
        (result) => toResults(batch, start, result),
        (reason: unknown) => {
          limits.signal?.throwIfAborted();
          // An error of another kind does not say whether the calls ran.
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

function toItems(calls: readonly ManyCall[], slugOf: typeof toolSlug): Item[] {
  if (!Array.isArray(calls)) throw new ToolRouterError("executeMany takes a list of { tool, arguments }.");
  return (calls as ManyCall[]).map((call, index): Item => {
    checkOptions(call, callItemRules, `calls[${index}]`);
    const { tool, arguments: args, account } = call;
    return { tool_slug: slugOf(tool, `calls[${index}].tool: `), arguments: { ...(args as object) }, account };
  });
}

/** The results of a batch's calls. `start` is the index of the first in the given list. */
function toResults(batch: readonly Item[], start: number, result: ExecuteResult<BatchData>): ManyResult[] {
  const { error, logId, hookResults } = result;
  const forAll = (facts: object): ManyResult[] =>
    batch.map(({ tool_slug: tool }) => ({ tool, error, ...facts }) as ManyResult);
  if (result.resultType === "input_required") {
    const question: ManyQuestion = {
      inputRequests: result.inputRequests,
      calls: batch.map((_, index) => start + index),
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
