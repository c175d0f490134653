import { type SessionHandle, type Tool, ToolRouterError } from "@tool-router/core";

/** The options that select tools of a session. */
export interface ToolSelection {
  /** Tools that `session.tools()` returned earlier. No request is sent, and many agents may share them. */
  readonly tools?: readonly Tool[] | undefined;
  /** Only these slugs, or only the tools for which the function returns true. Default: all. */
  readonly include?: readonly string[] | ((tool: Tool) => boolean) | undefined;
}

/**
 * Selects tools for a model, without duplicates, in the router's order.
 *
 * @throws ToolRouterError if `include` names an unknown slug, and for anything that is not a tool; the error of
 *   `session.tools()` if it rejects.
 */
export async function selectTools(
  session: Pick<SessionHandle, "tools">,
  selection: ToolSelection = {},
): Promise<readonly Tool[]> {
  const { include } = selection;
  const bySlug = new Map<string, Tool>();
  for (const tool of selection.tools ?? (await session.tools())) {
    // A slug or a wire object has no schema in the right place.
    if (!(tool as Tool | undefined)?.annotations)
      throw new ToolRouterError("tools must be the result of `await session.tools()`.");
    if (!bySlug.has(tool.slug)) bySlug.set(tool.slug, tool);
  }
  const tools = [...bySlug.values()];
  if (include === undefined) return tools;
  if (typeof include === "function") return tools.filter((tool) => include(tool));
  const unknown = include.filter((slug) => !bySlug.has(slug));
  if (unknown.length > 0) {
    throw new ToolRouterError(
      `Unknown tools in include: ${unknown.join(", ")}. A session offers meta tools and preloaded tools.`,
    );
  }
  const wanted = new Set(include);
  return tools.filter(({ slug }) => wanted.has(slug));
}
