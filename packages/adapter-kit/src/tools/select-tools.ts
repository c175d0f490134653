import { type SessionHandle, type Tool, ToolRouterError } from "@tool-router/core";

/** Which of a session's tools to take. */
export interface ToolSelection {
  /** Tools that `session.tools()` gave earlier: no request is sent, and many agents may share them. */
  readonly tools?: readonly Tool[] | undefined;
  /** Only these slugs, or only the tools that the function says yes to. Default: all. */
  readonly include?: readonly string[] | ((tool: Tool) => boolean) | undefined;
}

/**
 * The tools to hand to a model, each once, in the router's order.
 *
 * @throws ToolRouterError when `include` names a slug that is not among them, and for what is no tool; what
 *   `session.tools()` rejects with.
 */
export async function selectTools(
  session: Pick<SessionHandle, "tools">,
  selection: ToolSelection = {},
): Promise<readonly Tool[]> {
  const { include } = selection;
  const bySlug = new Map<string, Tool>();
  for (const tool of selection.tools ?? (await session.tools())) {
    // A slug, or what the router sent, would be a tool without a schema.
    if (!(tool as Tool | undefined)?.annotations)
      throw new ToolRouterError("tools must be what `await session.tools()` gives.");
    if (!bySlug.has(tool.slug)) bySlug.set(tool.slug, tool);
  }
  const tools = [...bySlug.values()];
  if (include === undefined) return tools;
  if (typeof include === "function") return tools.filter((tool) => include(tool));
  const unknown = include.filter((slug) => !bySlug.has(slug));
  if (unknown.length > 0) {
    throw new ToolRouterError(
      `include names ${unknown.join(", ")}, which the session does not offer: it offers its meta tools and those that it preloads.`,
    );
  }
  const wanted = new Set(include);
  return tools.filter(({ slug }) => wanted.has(slug));
}
