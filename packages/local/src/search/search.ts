import type { RouterContext } from "../router-context.ts";
import { mustNameAccount, usableAccounts } from "../sessions/account-selection.ts";
import { isExposed } from "../sessions/exposed-meta-tools.ts";
import { sessionPolicy } from "../sessions/policy.ts";
import type { StoredSession } from "../sessions/session.ts";
import { allowsSeveralAccounts, type SessionSettings } from "../sessions/settings.ts";
import type { Schemas } from "../spec.ts";
import type { ShownTool } from "../toolkits/catalog.ts";
import { wordFor } from "../words.ts";

const MAX_TOOLS_PER_QUERY = 6;
/** The best matches, which come with their schemas. */
const MAX_PRIMARY_TOOLS = 3;

interface Found {
  query: Schemas["SearchRequest"]["queries"][number];
  primary: ShownTool[];
  related: ShownTool[];
  /** False if no tool matches the query, so that the tools are arbitrary. */
  matched: boolean;
}

/**
 * Searches the session's tools and the caller's custom tools, one query at a time. `workflowId` continues an earlier
 * workflow; if undefined, a new one starts.
 */
export async function search(
  router: RouterContext,
  { settings }: StoredSession,
  customs: readonly ShownTool[],
  queries: Schemas["SearchRequest"]["queries"],
  workflowId: string | undefined,
): Promise<Schemas["SearchToolsData"]> {
  const { allowsTool } = sessionPolicy(settings);
  const anyTools = (): ShownTool[] =>
    [...customs, ...[...router.catalog.tools.values()].filter(allowsTool)].slice(0, MAX_TOOLS_PER_QUERY);
  const found = queries.map((query): Found => {
    const matches = router.searchIndex.findWith(customs, query.use_case, allowsTool, MAX_TOOLS_PER_QUERY);
    const tools = matches.length > 0 ? matches : anyTools();
    return {
      query,
      primary: tools.slice(0, MAX_PRIMARY_TOOLS),
      related: tools.slice(MAX_PRIMARY_TOOLS),
      matched: matches.length > 0,
    };
  });
  const primary = new Set(found.flatMap((result) => result.primary));
  const related = new Set(found.flatMap((result) => result.related));
  const toolkits = [...new Set([...primary, ...related].map((tool) => tool.toolkit))];
  const statuses = await Promise.all(toolkits.map((toolkit) => connectionStatus(router, settings, toolkit)));

  return {
    results: found.map(resultOf),
    toolkit_connection_statuses: statuses,
    tool_schemas: Object.fromEntries([
      ...[...related].map((tool) => [tool.slug, referenceTo(tool)] as const),
      // A tool may be related for one query and primary for another. Then it gets its schema.
      ...[...primary].map((tool) => [tool.slug, fullSchemaOf(tool)] as const),
    ]),
    time_info: timeInfo(router.now()),
    session: {
      id: workflowId ?? wordFor(router.ids("workflow")),
      generate_id: workflowId === undefined,
      instructions: "Pass this id as session_id to the meta tools from now on.",
    },
    next_steps_guidance: guidance(settings, [...primary], statuses),
  };
}

function resultOf({ query, primary, related, matched }: Found, position: number): Schemas["SearchResult"] {
  return {
    index: position + 1,
    use_case: query.use_case,
    execution_guidance: guidanceFor(primary, matched),
    primary_tool_slugs: primary.map(({ slug }) => slug),
    related_tool_slugs: related.map(({ slug }) => slug),
    toolkits: [...new Set([...primary, ...related].map(({ toolkit }) => toolkit.slug))],
  };
}

function guidanceFor([first]: readonly ShownTool[], matched: boolean): string {
  if (first === undefined) return "This session has no tools.";
  if (!matched) return "No tool matches this query. These are other tools of the session. Try different words.";
  return `Run ${first.slug} with arguments that match its input schema.`;
}

function fullSchemaOf(tool: ShownTool): Schemas["SearchToolSchema"] {
  return {
    toolkit: tool.toolkit.slug,
    tool_slug: tool.slug,
    description: tool.description,
    input_schema: tool.inputSchema,
    hasFullSchema: true,
  };
}

function referenceTo(tool: ShownTool): Schemas["SearchToolSchema"] {
  return {
    toolkit: tool.toolkit.slug,
    tool_slug: tool.slug,
    description: tool.description,
    hasFullSchema: false,
    schemaRef: { tool: "COMPOSIO_GET_TOOL_SCHEMAS", args: { tool_slugs: [tool.slug] } },
  };
}

async function connectionStatus(
  router: RouterContext,
  settings: SessionSettings,
  toolkit: ShownTool["toolkit"],
): Promise<Schemas["ToolkitConnectionStatus"]> {
  const { slug, description } = toolkit;
  if (toolkit.auth === undefined) {
    return { toolkit: slug, description, has_active_connection: true, status_message: "No account is needed." };
  }
  const usable = await usableAccounts(router, settings, slug);
  const [best] = usable;
  const mustChoose = mustNameAccount(settings, usable);
  return {
    toolkit: slug,
    description,
    has_active_connection: best !== undefined,
    ...(best === undefined ? {} : { account_type: best.access.type }),
    ...(best === undefined
      ? {}
      : {
          connection_details: {
            connected_account_id: best.id,
            auth_config_id: toolkit.authConfigId,
            status: best.status,
          },
        }),
    ...(allowsSeveralAccounts(settings)
      ? {
          accounts: usable.map((account) => ({
            id: account.id,
            ...(account.alias === undefined ? {} : { alias: account.alias }),
            status: account.status,
            created_at: account.createdAt.toISOString(),
            account_type: account.access.type,
            is_default: account === best,
          })),
        }
      : {}),
    ...(mustChoose ? { account_selection: "required" } : {}),
    status_message:
      best === undefined
        ? "Not connected. Connect it before running its tools."
        : mustChoose
          ? "Several accounts are connected. Set account in each call."
          : "Connected.",
  };
}

function guidance(
  settings: SessionSettings,
  primary: readonly ShownTool[],
  statuses: readonly Schemas["ToolkitConnectionStatus"][],
): string[] {
  const unconnected = statuses.filter((status) => !status.has_active_connection).map((status) => status.toolkit);
  const connector = isExposed(settings, "COMPOSIO_MANAGE_CONNECTIONS") ? " with COMPOSIO_MANAGE_CONNECTIONS" : "";
  const [first] = primary;
  return [
    ...(unconnected.length === 0
      ? []
      : [`Connect ${unconnected.join(", ")}${connector} before running tools that need it.`]),
    ...(first === undefined ? [] : [`Run ${first.slug}, or another found tool, with arguments that match its schema.`]),
  ];
}

function timeInfo(now: Date): Schemas["TimeInfo"] {
  return {
    current_time_utc: now.toISOString(),
    current_time_utc_epoch_seconds: Math.floor(now.getTime() / 1000),
    message: "Current time in UTC.",
  };
}
