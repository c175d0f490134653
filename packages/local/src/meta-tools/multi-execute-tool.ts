import { Refusal } from "../errors.ts";
import { runTool } from "../execution/run-tool.ts";
import { isTooLong, keepResult, preview, structureOf } from "../files/offload.ts";
import { metaTools, type Schemas } from "../spec.ts";
import type { MetaToolCall, MetaToolHandler } from "./meta-tool.ts";
import { currentWorkflow } from "./workflow.ts";

type Item = Schemas["MultiExecuteToolArguments"]["tools"][number];
type ItemResult = Schemas["MultiExecuteToolData"]["results"][number];

/** Runs app tools side by side. What would refuse a single call is that item's error; the others run. */
export const multiExecute: MetaToolHandler<"COMPOSIO_MULTI_EXECUTE_TOOL"> = async (
  { tools, sync_response_to_workbench: sync = false, session_id: workflowId },
  call,
) => {
  const { router, session } = call;
  const results = await Promise.all(tools.map((item, index) => runItem(item, index, call)));
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

async function runItem(
  { tool_slug: slug, arguments: args, account }: Item,
  index: number,
  { router, session, origin, signal, faults }: MetaToolCall,
): Promise<ItemResult> {
  if (metaTools.has(slug)) {
    return { tool_slug: slug, index, response: null, error: `${slug} is a meta tool; a batch runs app tools only` };
  }
  try {
    const { data, error, log_id } = await runTool(router, session, { slug, args, account, origin, signal, faults });
    return { tool_slug: slug, index, response: { successful: error === null, data, error, log_id }, error };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { tool_slug: slug, index, response: null, error: itemText(error) };
  }
}

// Together the results are too long: each that has data shows a part of it, and the file has all of them.
function cut(result: ItemResult): ItemResult {
  const { response } = result;
  if (response?.data === undefined || result.error !== null) return result;
  const { data, ...rest } = response;
  return {
    ...result,
    response: { ...rest, data_preview: preview(data), structure_info: { data_structure: structureOf(data) } },
  };
}

// An item has one text where a single call has an envelope: nothing that helps the caller may get lost.
function itemText({ message, details: { errors = [] } }: Refusal): string {
  return errors.length === 0 ? message : `${message}: ${errors.join("; ")}`;
}
