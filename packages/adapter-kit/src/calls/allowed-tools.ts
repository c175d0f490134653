import type { JSONObject } from "@tool-router/core";
import { failed, invalidArguments, useAnother } from "./failed-outcomes.ts";
import { canonical, isBatch, itemsOf, unreadable } from "./batch-calls.ts";
import type { FailedOutcome } from "./tool-outcome.ts";

/**
 * The tools that an agent may run: slugs in any letter case, or a function of the slug in upper case.
 *
 * The router's search, connection, feedback and batch tools may always run. Its workbench and proxy tools run only if they
 * are named.
 */
export type AllowedTools = readonly string[] | ((slug: string) => boolean);

/** Meta tools that run no other tool, and the batch, whose items are checked. */
const always =
  /^COMPOSIO_(SEARCH_TOOLS|GET_TOOL_SCHEMAS|MANAGE_CONNECTIONS|WAIT_FOR_CONNECTIONS|SUBMIT_FEEDBACK|MULTI_EXECUTE_TOOL)$/;

/** Why a call must not be sent; undefined if it may be. Every item of a batch must be allowed. */
export function disallowed(slug: string, args: JSONObject, allow: AllowedTools): FailedOutcome | undefined {
  const items = isBatch(slug) ? itemsOf(args) : [];
  if (!items) return invalidArguments(slug, unreadable);
  const isAllowed = (one: string): boolean => {
    const name = canonical(one);
    if (always.test(name)) return true;
    // A promise does not count as a yes.
    if (typeof allow === "function") return (allow(name) as unknown) === true;
    return allow.some((other) => canonical(other) === name);
  };
  const refused = [slug, ...items.map((item) => item.tool_slug)].find((one) => !isAllowed(one));
  if (refused === undefined) return undefined;
  const batch = items.length > 0 ? " Nothing in the batch ran." : "";
  const text = `${refused.slice(0, 100)} did not run: this agent may not run it.${batch} ${useAnother}`;
  return failed("not_allowed", slug, text, {});
}
