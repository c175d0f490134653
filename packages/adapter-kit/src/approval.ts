import type { JSONObject, Tool } from "@tool-router/core";
import { requireOption } from "./check-options.ts";
import { isJSONObject } from "./json-object.ts";

/** What is known of a tool that may need approval. An item of a batch may be known by its slug only. */
export type ApprovalSubject = Pick<Tool, "slug" | "tags" | "annotations">;

/**
 * Which calls need a person's approval.
 *
 * - `"destructive"`: those of tools that say they destroy something, or do not say what they do;
 * - `"non-read-only"`: those of all tools that do not say that they only read;
 * - a function: those for which it gives true.
 *
 * What a tool says of itself is a hint of its author, not a guarantee.
 */
export type ApprovalMode =
  | "destructive"
  | "non-read-only"
  | ((tool: ApprovalSubject, args: JSONObject) => boolean | Promise<boolean>);

/** The modes in words. */
export const approvalRule = '"destructive", "non-read-only" or a function';

/** Whether a call with these arguments needs approval. */
export type Approval = (tool: ApprovalSubject, args: JSONObject) => boolean | Promise<boolean>;

const batch = "COMPOSIO_MULTI_EXECUTE_TOOL";
/** Meta tools that only read, for routers that do not tag them. */
const reading = /^COMPOSIO_(SEARCH_TOOLS|GET_TOOL_SCHEMAS|WAIT_FOR_CONNECTIONS)$/;
/** Hints by which a tool says what it does to what is there. */
const effects = /^(readOnly|idempotent|create|update)Hint$/;

/**
 * Makes a mode answer for calls. Unknown asks: a tool without hints, and an item of a batch that is not
 * among `known`. A batch (`COMPOSIO_MULTI_EXECUTE_TOOL`) asks if any of its items would, or if it holds none.
 *
 * @param known - the tools that may be in batches, such as those of `session.tools()`.
 * @throws ToolRouterError for a mode that there is not.
 */
export function approval(mode: ApprovalMode, known: readonly ApprovalSubject[] = []): Approval {
  requireOption("approval", mode, approvalRule);
  const bySlug = new Map(known.map((tool) => [tool.slug, tool]));
  const asks = typeof mode === "function" ? mode : (tool: ApprovalSubject): boolean => !isHarmless(tool, mode);

  return async (tool, args) => {
    if (tool.slug !== batch) return asks(tool, args);
    const { tools: items } = args;
    if (!Array.isArray(items) || items.length === 0) return true;
    for (const item of items as unknown[]) {
      const { tool_slug: slug, arguments: itemArgs } = isJSONObject(item) ? item : {};
      if (typeof slug !== "string") return true;
      const itemTool = bySlug.get(slug) ?? { slug, tags: [], annotations: {} };
      if (await asks(itemTool, isJSONObject(itemArgs) ? itemArgs : {})) return true;
    }
    return false;
  };
}

function isHarmless({ slug, tags, annotations }: ApprovalSubject, mode: "destructive" | "non-read-only"): boolean {
  if (annotations.destructive) return false;
  if (annotations.readOnly || reading.test(slug)) return true;
  return mode === "destructive" && tags.some((tag) => effects.test(tag));
}
