import type { JSONObject, Tool } from "@tool-router/core";
import { isJSONObject } from "../schema/json-object.ts";

/** What is known of a tool. An item of a batch may be known by its slug only. */
export type KnownTool = Pick<Tool, "slug" | "tags" | "annotations"> & Partial<Pick<Tool, "toolkit">>;

/** Finds tools by slug. Those that are not among the result are unknown. */
export type FindTools = (slugs: readonly string[]) => Promise<readonly KnownTool[]>;

/** A call of one tool. */
export interface ToolCall {
  readonly tool: KnownTool;
  readonly args: JSONObject;
  /** The account that an item of a batch names. */
  readonly account?: string | undefined;
}

/** The form of a slug that is compared: a router may ignore letter case. */
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
 * The items of a batch. Undefined if there are none, or if one may mean something else to a router that reads more
 * leniently: with fields of other names, or with a batch within.
 */
export function itemsOf(args: JSONObject): readonly Item[] | undefined {
  const { tools, ...others } = args;
  const isClear = Array.isArray(tools) && tools.length > 0 && !Object.keys(others).some((key) => /^tools$/i.test(key));
  return isClear && tools.every(isItem) ? tools : undefined;
}

/** What is wrong with a batch that has no readable items. */
export const unreadable =
  "`tools` must be a list of { tool_slug, arguments, account }, without other fields and without a batch in it.";

/** The calls that a call consists of: itself, or the items of a batch. Undefined for a batch without readable items. */
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
