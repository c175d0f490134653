import type { JSONObject, Tool } from "@tool-router/core";
import { isJSONObject } from "../schema/json-object.ts";

/** A tool. For an item of a batch, only the slug may be known. */
export type KnownTool = Pick<Tool, "slug" | "tags" | "annotations"> & Partial<Pick<Tool, "toolkit">>;

/** Finds tools by slug. Tools that are missing in the result are unknown. */
export type FindTools = (slugs: readonly string[]) => Promise<readonly KnownTool[]>;

/** A call of one tool. */
export interface ToolCall {
  readonly tool: KnownTool;
  readonly args: JSONObject;
  /** The account that an item of a batch names. */
  readonly account?: string | undefined;
}

/** The form in which slugs are compared, because a router may ignore letter case. */
export const canonical = (slug: string): string => slug.trim().toUpperCase();

export const isBatch = (slug: string): boolean => canonical(slug) === "COMPOSIO_MULTI_EXECUTE_TOOL";

/** An item of a batch, as the model wrote it. */
interface Item extends JSONObject {
  readonly tool_slug: string;
  readonly arguments?: JSONObject | null;
  readonly account?: string | null;
}

const isItem = (item: unknown): item is Item => {
  if (!isJSONObject(item)) return false;
  const { tool_slug: slug, arguments: args, account, ...others } = item;
  return (
    typeof slug === "string" &&
    !isBatch(slug) &&
    isJSONObject(args ?? {}) &&
    typeof (account ?? "") === "string" &&
    Object.keys(others).length === 0
  );
};

/**
 * The items of a batch; undefined if they are missing or ambiguous.
 *
 * Unknown fields and nested batches are ambiguous: a more lenient router could read them differently.
 */
export function itemsOf(args: JSONObject): readonly Item[] | undefined {
  const { tools, ...others } = args;
  const isClear = Array.isArray(tools) && tools.length > 0 && !Object.keys(others).some((key) => /^tools$/i.test(key));
  return isClear && tools.every(isItem) ? tools : undefined;
}

/** The problem of a batch whose items cannot be read. */
export const unreadable =
  "`tools` must be a list of { tool_slug, arguments, account }, without other fields or nested batches.";

/** The call itself, or the items of a batch. Undefined for a batch whose items cannot be read. */
export async function callsIn({ tool, args }: ToolCall, find: FindTools): Promise<readonly ToolCall[] | undefined> {
  if (!isBatch(tool.slug)) return [{ tool, args }];
  const items = itemsOf(args);
  if (!items) return undefined;
  const slugs = items.map(({ tool_slug: slug }) => slug);
  const found = await find([...new Set(slugs.flatMap((slug) => [slug, canonical(slug)]))]);
  return items.map(({ tool_slug: slug, arguments: given, account }) => ({
    tool: found.find((known) => known.slug === slug) ??
      found.find((known) => canonical(known.slug) === canonical(slug)) ?? {
        slug: canonical(slug),
        tags: [],
        annotations: {},
      },
    args: given ?? {},
    account: account || undefined,
  }));
}
