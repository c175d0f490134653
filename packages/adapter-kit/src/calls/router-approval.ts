import type { Session } from "@tool-router/core";
import { callsIn, type FindTools, type ToolCall } from "./batch-calls.ts";
import { own } from "../schema/json-object.ts";

/** The approval rules in the configuration of a session. */
type Rules = Pick<Session["config"], "toolkits" | "tools" | "tags">;
type Listing = { readonly require_approval?: readonly string[] | undefined };

/**
 * Predicts whether the router will ask a person to approve a call.
 *
 * It will if `require_approval` of the session lists the toolkit, the tool or one of its tags. If the prediction is wrong,
 * the person is asked once too often, or the router asks.
 */
export async function predictsApproval(config: Rules, call: ToolCall, find: FindTools): Promise<boolean> {
  const calls = (await callsIn(call, find)) ?? [];
  return calls.some((one) => isListed(config, one));
}

/** Whether the session has any approval rules. */
export const hasApprovalRules = (config: Rules | undefined): boolean =>
  JSON.stringify(config ?? {}).includes('"require_approval":["');

function isListed({ toolkits, tools, tags }: Rules, { tool, args }: ToolCall): boolean {
  const { slug } = tool;
  // A proxy request belongs to the toolkit that it names, and may do anything.
  const isProxy = slug === "COMPOSIO_PROXY_EXECUTE";
  const named = isProxy ? args["toolkit_slug"] : tool.toolkit?.slug;
  const toolkit = typeof named === "string" ? named.toLowerCase() : "";
  const hints = isProxy ? [...tool.tags, "destructiveHint", "openWorldHint"] : tool.tags;
  const rule = own(tools, toolkit) as { readonly tags?: Listing } | undefined;
  const lists = (list: Listing | undefined, names: readonly string[]): boolean =>
    Array.isArray(list?.require_approval) && names.some((name) => list.require_approval!.includes(name));
  // A tool that was not found has no toolkit, but its slug is unique.
  const listsSlug = Object.values(tools ?? {}).some((one) => lists(one, [slug]));
  return listsSlug || lists(toolkits, [toolkit]) || lists(tags, hints) || lists(rule?.tags, hints);
}
