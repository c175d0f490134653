import { settleApprovals } from "../approvals/settle-approvals.ts";
import { Refusal } from "../errors.ts";
import type { PreparedCall } from "../execution/prepared-call.ts";
import { prepareTool } from "../execution/run-tool.ts";
import { isTooLong, keepResult, preview, structureOf } from "../files/offload.ts";
import { metaTools, type Schemas } from "../spec.ts";
import type { MetaToolCall, MetaToolHandler } from "./meta-tool.ts";
import { currentWorkflow } from "./workflow.ts";

type Item = Schemas["MultiExecuteToolArguments"]["tools"][number];
type ItemResult = Schemas["MultiExecuteToolData"]["results"][number];

/**
 * Runs app tools concurrently. A refused item reports its own error, and the others run. If any item needs approval,
 * nothing runs before all questions are answered.
 */
export const multiExecute: MetaToolHandler<"COMPOSIO_MULTI_EXECUTE_TOOL"> = async (
  { tools, sync_response_to_workbench: sync = false, session_id: workflowId },
  call,
) => {
  const { router, session } = call;
  const items = await Promise.all(tools.map((item, index) => prepareItem(item, index, call)));
  const waiting = items.flatMap(({ prepared }) => (prepared === undefined || "ended" in prepared ? [] : prepared));
  const settled = await settleApprovals(
    router,
    session,
    call.request,
    waiting.map(({ checked }) => checked),
    call.signal,
  );
  if (settled.question !== undefined) {
    await Promise.all(waiting.map(async (one) => (one.checked.needsApproval ? one.ask() : undefined)));
    return { question: settled.question };
  }
  const { denied } = settled;
  const results = await Promise.all(items.map(async (item, index) => finishItem(item, index, denied.has(index))));
  const failed = results.filter(({ error }) => error !== null).length;
  const text = JSON.stringify({ results });
  const tooLong = isTooLong(session, text);
  const file =
    tooLong || (sync && session.settings.workbench.enable)
      ? await keepResult(router, session, router.ids("mex"), text)
      : null;
  return {
    data: {
      results: tooLong ? results.map(cut) : results,
      total_count: results.length,
      success_count: results.length - failed,
      error_count: failed,
      session: currentWorkflow(workflowId) ?? null,
      remote_file_info: file,
      next_steps: null,
    },
    error: failed === 0 ? null : `${failed} out of ${results.length} tools failed`,
  };
};

/** An item after its checks: ready to run, or refused. */
type PreparedItem = { slug: string } & (
  | { prepared: PreparedCall<Schemas["ExecuteResult"]> }
  | { prepared?: undefined; error: string }
);

async function prepareItem(
  { tool_slug: slug, arguments: args, account }: Item,
  index: number,
  { router, session, origin, signal, faults }: MetaToolCall,
): Promise<PreparedItem> {
  if (metaTools.has(slug)) return { slug, error: `${slug} is a meta tool. Batches run app tools only` };
  return orError(slug, async () => {
    const prepared = await prepareTool(router, session, { slug, args, account, origin, signal, faults, index });
    return { slug, prepared };
  });
}

async function finishItem(item: PreparedItem, index: number, isDenied: boolean): Promise<ItemResult> {
  const { slug, prepared } = item;
  if (prepared === undefined) return { tool_slug: slug, index, response: null, error: item.error };
  const ended = await orError(slug, async () => {
    if ("ended" in prepared) return prepared.ended;
    return isDenied ? prepared.deny() : prepared.run();
  });
  if ("slug" in ended) return { tool_slug: slug, index, response: null, error: ended.error };
  const { data, error, log_id, result_type: type, hook_results: hooks } = ended;
  return {
    tool_slug: slug,
    index,
    ...(type === "blocked" && { result_type: type }),
    ...(hooks && { hook_results: hooks }),
    response: { successful: type === "completed", data, error, log_id },
    error,
  };
}

async function orError<Value>(
  slug: string,
  work: () => Promise<Value>,
): Promise<Value | { slug: string; error: string }> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { slug, error: itemText(error) };
  }
}

// Replaces data with a preview when the results together are too long. The file has the full results.
function cut(result: ItemResult): ItemResult {
  const { response } = result;
  if (response?.data === undefined || result.error !== null) return result;
  const { data, ...rest } = response;
  return {
    ...result,
    response: { ...rest, data_preview: preview(data), structure_info: { data_structure: structureOf(data) } },
  };
}

// Joins the message and details of a refusal, because an item has one error text.
function itemText({ message, details: { errors = [] } }: Refusal): string {
  return errors.length === 0 ? message : `${message}: ${errors.join("; ")}`;
}
