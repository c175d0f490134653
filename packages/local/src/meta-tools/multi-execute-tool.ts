import { Refusal } from "../errors.ts";
import { runTool } from "../run-tool.ts";
import { metaTools, type Schemas } from "../spec.ts";
import type { MetaToolCall, MetaToolHandler } from "./meta-tool.ts";
import { currentWorkflow } from "./workflow.ts";

type Item = Schemas["MultiExecuteToolArguments"]["tools"][number];
type ItemResult = Schemas["MultiExecuteToolData"]["results"][number];

/** Runs app tools side by side. What would refuse a single call is that item's error; the others run. */
export const multiExecute: MetaToolHandler<"COMPOSIO_MULTI_EXECUTE_TOOL"> = async (
  { tools, session_id: workflowId },
  call,
) => {
  const results = await Promise.all(tools.map((item, index) => runItem(item, index, call)));
  const failed = results.filter(({ error }) => error !== null).length;
  return {
    data: {
      results,
      total_count: results.length,
      success_count: results.length - failed,
      error_count: failed,
      session: currentWorkflow(workflowId) ?? null,
      remote_file_info: null,
      next_steps: null,
    },
    error: failed === 0 ? null : `${failed} out of ${results.length} tools failed`,
  };
};

async function runItem(
  { tool_slug: slug, arguments: args, account }: Item,
  index: number,
  { router, session, signal }: MetaToolCall,
): Promise<ItemResult> {
  if (metaTools.has(slug)) {
    return { tool_slug: slug, index, response: null, error: `${slug} is a meta tool; a batch runs app tools only` };
  }
  try {
    const { data, error, log_id } = await runTool(router, session, { slug, args, account, signal });
    return { tool_slug: slug, index, response: { successful: error === null, data, error, log_id }, error };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { tool_slug: slug, index, response: null, error: itemText(error) };
  }
}

// An item has one text where a single call has an envelope: nothing that helps the caller may get lost.
function itemText({ message, details: { errors = [] } }: Refusal): string {
  return errors.length === 0 ? message : `${message}: ${errors.join("; ")}`;
}
