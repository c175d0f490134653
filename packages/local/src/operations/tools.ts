import { refuse } from "../errors.ts";
import { metaTools } from "../spec.ts";
import type { AppTool } from "../toolkits/catalog.ts";
import { describeAppTool, describeMetaTool } from "../toolkits/tool-description.ts";
import type { Handler } from "./operation.ts";
import { pageOf } from "./pages.ts";

/** Official SDKs send `limit=9999` to request all tools. */
const MAX_LIMIT = 1000;

export const listTools: Handler<"getTools"> = ({ query }, router) => {
  const { catalog, searchIndex } = router;
  const slugs = query.tool_slugs && new Set(query.tool_slugs);
  const found =
    query.query === undefined
      ? [...catalog.tools.values()]
      : searchIndex.find(query.query, () => true, catalog.tools.size);
  const toolkits = query.toolkit_slug?.split(",").map((slug) => slug.trim().toLowerCase());
  const tools = found.filter(
    (tool) =>
      slugs?.has(tool.slug) ??
      (within(toolkits, tool.toolkit.slug) &&
        within(query.auth_config_ids, tool.toolkit.authConfigId) &&
        (query.tags === undefined || query.tags.some((tag) => tool.tags.includes(tag))) &&
        (query.important !== "true" || isImportant(tool))),
  );
  const limit = query.limit === undefined ? undefined : Math.min(query.limit, MAX_LIMIT);
  const { items, ...page } = pageOf(tools, { ...query, limit }, 20);
  return { items: items.map(describeAppTool), ...page };
};

export const listToolSlugs: Handler<"getToolsEnum"> = (_, { catalog }) => [...catalog.tools.keys()];

export const getTool: Handler<"getToolsByToolSlug"> = ({ path }, { catalog }) => {
  const tool = catalog.tools.get(path.tool_slug);
  if (tool !== undefined) return describeAppTool(tool);
  const metaTool = metaTools.get(path.tool_slug);
  if (metaTool !== undefined) return describeMetaTool(metaTool);
  return refuse("Tool_ToolNotFound", `No tool is named ${path.tool_slug}`);
};

/** Whether a tool is important. If a toolkit tags no tool as important, all of its tools are. */
function isImportant({ tags, toolkit }: AppTool): boolean {
  return tags.includes("important") || !toolkit.tools.some((tool) => tool.tags.includes("important"));
}

function within(wanted: readonly string[] | undefined, value: string): boolean {
  return wanted === undefined || wanted.includes(value);
}
