import { refuse } from "../errors.ts";
import { metaTools } from "../spec.ts";
import { describeAppTool, describeMetaTool } from "../toolkits/tool-description.ts";
import type { Handler } from "./operation.ts";
import { pageOf } from "./pages.ts";

export const listTools: Handler<"getTools"> = ({ query }, { catalogue, searchIndex }) => {
  const slugs = query.tool_slugs;
  const found =
    query.query === undefined
      ? [...catalogue.tools.values()]
      : searchIndex.find(query.query, () => true, catalogue.tools.size);
  const tools = found.filter(
    (tool) =>
      slugs?.includes(tool.slug) ??
      (within(query.toolkit_slug?.toLowerCase().split(","), tool.toolkit.slug) &&
        within(query.auth_config_ids, tool.toolkit.authConfigId) &&
        (query.tags === undefined || query.tags.some((tag) => tool.tags.includes(tag))) &&
        (query.important !== "true" || tool.tags.includes("important"))),
  );
  const { items, ...page } = pageOf(tools, query, 20);
  return { items: items.map(describeAppTool), ...page };
};

export const getTool: Handler<"getToolsByToolSlug"> = ({ path }, { catalogue }) => {
  const tool = catalogue.tools.get(path.tool_slug);
  if (tool !== undefined) return describeAppTool(tool);
  const metaTool = metaTools.get(path.tool_slug);
  if (metaTool !== undefined) return describeMetaTool(metaTool);
  return refuse("Tool_ToolNotFound", `No tool is called ${path.tool_slug}`);
};

function within(wanted: readonly string[] | undefined, value: string): boolean {
  return wanted === undefined || wanted.includes(value);
}
