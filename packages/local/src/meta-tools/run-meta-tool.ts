import type { MetaToolSlug } from "@tool-router/openapi";
import { refuse } from "../errors.ts";
import { logRun } from "../execution/run-log.ts";
import type { JsonObject } from "../json.ts";
import { isExposed, settingOf } from "../sessions/exposed-meta-tools.ts";
import type { MetaTool, Schemas } from "../spec.ts";
import { compileArgumentCheck, type ArgumentCheck } from "../toolkits/tool-arguments.ts";
import { getToolSchemas } from "./get-tool-schemas.ts";
import { manageConnections } from "./manage-connections.ts";
import type { MetaToolCall, MetaToolHandler } from "./meta-tool.ts";
import { multiExecute } from "./multi-execute-tool.ts";
import { searchTools } from "./search-tools.ts";
import { submitFeedback } from "./submit-feedback.ts";
import { waitForConnections } from "./wait-for-connections.ts";
import { remoteBashTool, remoteWorkbench } from "./workbench.ts";

/** What each meta tool does. */
const handlers: { readonly [Slug in Exclude<MetaToolSlug, "COMPOSIO_PROXY_EXECUTE">]: MetaToolHandler<Slug> } = {
  COMPOSIO_SEARCH_TOOLS: searchTools,
  COMPOSIO_GET_TOOL_SCHEMAS: getToolSchemas,
  COMPOSIO_MANAGE_CONNECTIONS: manageConnections,
  COMPOSIO_MULTI_EXECUTE_TOOL: multiExecute,
  COMPOSIO_REMOTE_WORKBENCH: remoteWorkbench,
  COMPOSIO_REMOTE_BASH_TOOL: remoteBashTool,
  COMPOSIO_WAIT_FOR_CONNECTIONS: waitForConnections,
  COMPOSIO_SUBMIT_FEEDBACK: submitFeedback,
};

/** Runs a meta tool if the session offers it. Arguments that do not fit are the tool's own failure, not a refusal. */
export async function runMetaTool(
  tool: MetaTool,
  args: JsonObject,
  call: MetaToolCall,
): Promise<Schemas["ExecuteResult"]> {
  const { settings } = call.session;
  if (!isExposed(settings, tool.slug)) {
    refuse("ToolRouterV2_BadRequest", `${tool.slug} is off in this session`, {
      suggestedFix: `Make a session with ${settingOf(tool.slug)}: true`,
    });
  }
  // The slug and its handler belong together, which the type of a lookup cannot say.
  const handler = handlers[tool.slug as keyof typeof handlers] as MetaToolHandler<MetaToolSlug>;
  const logId = call.router.ids("log");
  const finish = logRun(call.router, call.session, { id: logId, tool: tool.slug, args });
  const problem = argumentCheck(tool)(args);
  const { data, error } = problem === undefined ? await handler(args, call) : { data: {}, error: problem };
  await finish(error === null ? "ok" : "error", error);
  return { result_type: error === null ? "completed" : "failed", data, error, log_id: logId };
}

const argumentChecks = new Map<string, ArgumentCheck>();

function argumentCheck({ slug, inputSchema }: MetaTool): ArgumentCheck {
  const known = argumentChecks.get(slug);
  if (known !== undefined) return known;
  const check = compileArgumentCheck(inputSchema);
  argumentChecks.set(slug, check);
  return check;
}
