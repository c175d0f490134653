import type { JSONObject, Tool } from "@tool-router/core";
import { isJSONObject } from "./json-object.ts";

/** What is known of a tool. An item of a batch may be known by its slug only. */
export type KnownTool = Pick<Tool, "slug" | "tags" | "annotations"> & Partial<Pick<Tool, "toolkit">>;

/** Finds tools by slug. Those that are not among the result are unknown. */
export type FindTools = (slugs: readonly string[]) => Promise<readonly KnownTool[]>;

/** A call of one tool. */
export interface ToolCall {
  readonly tool: KnownTool;
  readonly args: JSONObject;
}

/** The calls that a call consists of: itself, or the items of a batch. Undefined for a batch without readable items. */
export async function callsIn({ tool, args }: ToolCall, find: FindTools): Promise<readonly ToolCall[] | undefined> {
  if (tool.slug !== "COMPOSIO_MULTI_EXECUTE_TOOL") return [{ tool, args }];
  const items = Array.isArray(args["tools"]) ? (args["tools"] as unknown[]) : [];
  const calls = items.flatMap((item) => {
    const { tool_slug: slug, arguments: given } = isJSONObject(item) ? item : {};
    return typeof slug === "string" ? [{ slug, args: isJSONObject(given) ? given : {} }] : [];
  });
  if (calls.length === 0 || calls.length < items.length) return undefined;
  const found = new Map((await find(calls.map(({ slug }) => slug))).map((known) => [known.slug, known]));
  return calls.map(({ slug, args: given }) => ({
    tool: found.get(slug) ?? { slug, tags: [], annotations: {} },
    args: given,
  }));
}
