import { sessionPolicy } from "../sessions/policy.ts";
import type { Schemas } from "../spec.ts";
import type { ShownTool } from "../toolkits/catalog.ts";
import type { MetaToolHandler } from "./meta-tool.ts";

/** Returns schemas of tools that the session may use. Other tools are reported as not found. */
export const getToolSchemas: MetaToolHandler<"COMPOSIO_GET_TOOL_SCHEMAS"> = (
  { tool_slugs: slugs, include = ["input_schema"] },
  { router, session, customs },
) => {
  const policy = sessionPolicy(session.settings);
  const wanted = [...new Set(slugs)];
  const found = wanted.flatMap((slug): ShownTool[] => {
    const custom = customs.tools.find((tool) => tool.slug === slug);
    if (custom !== undefined) return [custom];
    const tool = router.catalog.tools.get(slug);
    return tool !== undefined && policy.allowsTool(tool) ? [tool] : [];
  });
  const foundSlugs = new Set(found.map(({ slug }) => slug));
  const missing = wanted.filter((slug) => !foundSlugs.has(slug));
  const suggestions = missing.flatMap((slug) => {
    const similar = router.searchIndex.findWith(customs.tools, slug.replaceAll("_", " "), policy.allowsTool, 3);
    return similar.length === 0 ? [] : [[slug, similar.map((tool) => tool.slug)] as const];
  });

  return {
    data: {
      success: missing.length === 0,
      tool_schemas: Object.fromEntries(found.map((tool) => [tool.slug, schemasOf(tool, include)])),
      not_found: missing,
      ...(suggestions.length === 0 ? {} : { suggestions: Object.fromEntries(suggestions) }),
      ...(missing.length === 0
        ? {}
        : {
            not_found_message:
              suggestions.length === 0
                ? "Search for a tool to get exact slugs."
                : "Use a suggested slug, or search for a tool.",
          }),
    },
    error: null,
  };
};

function schemasOf(
  tool: ShownTool,
  include: readonly ("input_schema" | "output_schema")[],
): Schemas["GetToolSchemasData"]["tool_schemas"][string] {
  return {
    toolkit: tool.toolkit.slug,
    tool_slug: tool.slug,
    description: tool.description,
    ...(include.includes("input_schema") ? { input_schema: tool.inputSchema } : {}),
    ...(include.includes("output_schema") ? { output_schema: tool.outputSchema } : {}),
  };
}
