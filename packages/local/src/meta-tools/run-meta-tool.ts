import type { MetaToolSlug } from "@tool-router/openapi";
import { refuse } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import type { MetaTool, Schemas } from "../spec.ts";
import { compileArgumentCheck, type ArgumentCheck } from "../tool-arguments.ts";
import { isExposed, settingOf } from "./exposed.ts";
import { getToolSchemas } from "./get-tool-schemas.ts";
import { manageConnections } from "./manage-connections.ts";
import type { MetaToolCall, MetaToolHandler } from "./meta-tool.ts";
import { multiExecute } from "./multi-execute-tool.ts";
import { searchTools } from "./search-tools.ts";
import { remoteBashTool, remoteWorkbench } from "./workbench.ts";

/** What each meta tool does; one that is missing is answered with 501. */
const handlers: { readonly [Slug in MetaToolSlug]?: MetaToolHandler<Slug> } = {
  COMPOSIO_SEARCH_TOOLS: searchTools,
  COMPOSIO_GET_TOOL_SCHEMAS: getToolSchemas,
  COMPOSIO_MANAGE_CONNECTIONS: manageConnections,
  COMPOSIO_MULTI_EXECUTE_TOOL: multiExecute,
  COMPOSIO_REMOTE_WORKBENCH: remoteWorkbench,
  COMPOSIO_REMOTE_BASH_TOOL: remoteBashTool,
};

/** Runs a meta tool if the session offers it. Arguments that do not fit are the tool's own failure, not a refusal. */
export async function runMetaTool(
  tool: MetaTool,
  args: JsonObject,
  call: MetaToolCall,
): Promise<Schemas["ExecuteResponse"]> {
  const { settings } = call.session;
  if (!isExposed(settings, tool.slug)) {
    refuse("ToolRouterV2_BadRequest", `${tool.slug} is off in this session`, {
      suggestedFix: `Make a session with ${settingOf(tool.slug)}: true`,
    });
  }
  // The slug and its handler belong together, which the type of a lookup cannot say.
  const handler = handlers[tool.slug] as MetaToolHandler<MetaToolSlug> | undefined;
  if (handler === undefined) return refuse("HTTP_NotImplemented", `This router does not run ${tool.slug} yet`);

  const logId = call.router.ids("log");
  const problem = argumentCheck(tool)(args);
  if (problem !== undefined) return { data: {}, error: problem, log_id: logId };
  const { data, error } = await handler(args, call);
  return { data, error, log_id: logId };
}

const argumentChecks = new Map<string, ArgumentCheck>();

function argumentCheck({ slug, inputSchema }: MetaTool): ArgumentCheck {
  const known = argumentChecks.get(slug);
  if (known !== undefined) return known;
  const check = compileArgumentCheck(inputSchema);
  argumentChecks.set(slug, check);
  return check;
}
