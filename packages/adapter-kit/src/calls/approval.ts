import type { JSONObject } from "@tool-router/core";
import { checkOption, type OptionRule } from "@tool-router/core/options";
import { callsIn, canonical, type FindTools, type KnownTool } from "./batch-calls.ts";
import { isJSONObject } from "../schema/json-object.ts";

/** A tool that may need approval. For an item of a batch, only the slug may be known. */
export type ApprovalSubject = KnownTool;

/**
 * Which calls need a person's approval.
 *
 * - `"destructive"`: calls of all tools that are not tagged as only reading, creating or updating.
 * - `"non-read-only"`: calls of all tools that are not tagged as read-only.
 * - a function: calls for which it returns true.
 *
 * Tags are hints of the tool's author, not guarantees.
 */
export type ApprovalMode =
  | "destructive"
  | "non-read-only"
  | ((tool: ApprovalSubject, args: JSONObject) => boolean | Promise<boolean>);

export const approvalRule: OptionRule = [
  '"destructive" or "non-read-only" or a function',
  (mode) => typeof mode === "function" || mode === "destructive" || mode === "non-read-only",
];

/** Whether a call with these arguments needs approval. */
export type Approval = (tool: ApprovalSubject, args: JSONObject) => Promise<boolean>;

/** Whether a meta tool only reads. Needed because some routers do not tag them. */
export const isReadingMetaTool = (slug: string): boolean =>
  /^COMPOSIO_(SEARCH_TOOLS|GET_TOOL_SCHEMAS|WAIT_FOR_CONNECTIONS)$/.test(slug);
/** Meta tools that can run arbitrary code or requests. Their tags are ignored. */
const unlimited = /^COMPOSIO_(REMOTE_WORKBENCH|REMOTE_BASH_TOOL|PROXY_EXECUTE)$/;
/**
 * Tags of tools that do not destroy anything. `idempotentHint` is not one of them, because a deletion is idempotent. MCP
 * treats tools without hints as destructive.
 */
const harmless = /^(readOnly|create|update)Hint$/;

/**
 * Creates a check of which calls need approval.
 *
 * A tool without tags needs approval, and so does an item of a batch that cannot be found. A batch
 * (`COMPOSIO_MULTI_EXECUTE_TOOL`) needs approval if any item does, or if its items cannot be read. The workbench and proxy
 * tools always need approval.
 *
 * @param known - tools that may be in batches, such as those of `session.tools()`.
 * @param find - looks up other tools of a batch, such as `session.lookUp`. If it rejects, they stay unknown.
 * @throws ToolRouterError for an unknown mode.
 */
export function approval(mode: ApprovalMode, known: readonly ApprovalSubject[] = [], find?: FindTools): Approval {
  checkOption("approval", mode, approvalRule);
  const findAll = findAmong(known, find);
  const asks =
    typeof mode === "function"
      ? mode
      : (tool: ApprovalSubject, args: JSONObject): boolean => !isHarmless(tool, args, mode);
  return async (tool, args) => {
    for (const call of (await callsIn({ tool, args }, findAll)) ?? [undefined]) {
      if (!call || (await asks(call.tool, call.args))) return true;
    }
    return false;
  };
}

/** Finds tools in a list, and looks up those that are missing. */
export function findAmong(known: readonly KnownTool[], find?: FindTools): FindTools {
  const bySlug = new Map(known.map((tool) => [tool.slug, tool]));
  return async (slugs) => {
    const missing = slugs.filter((slug) => !bySlug.has(slug));
    let found: readonly KnownTool[] = [];
    try {
      if (missing.length > 0) found = (await find?.(missing)) ?? [];
    } catch {
      // The missing tools stay unknown.
    }
    return [...slugs.flatMap((slug) => bySlug.get(slug) ?? []), ...found];
  };
}

function isHarmless(
  { slug: given, tags, annotations }: ApprovalSubject,
  args: JSONObject,
  mode: "destructive" | "non-read-only",
): boolean {
  const slug = canonical(given);
  if (unlimited.test(slug)) return false;
  if (slug === "COMPOSIO_MANAGE_CONNECTIONS" && onlyLists(args)) return true;
  if (annotations.destructive) return false;
  if (annotations.readOnly || isReadingMetaTool(slug)) return true;
  return mode === "destructive" && tags.some((tag) => harmless.test(tag));
}

/** Whether a call of COMPOSIO_MANAGE_CONNECTIONS only lists accounts. */
const onlyLists = ({ toolkits, reinitiate_all: again }: JSONObject): boolean =>
  !again &&
  Array.isArray(toolkits) &&
  toolkits.length > 0 &&
  toolkits.every(
    (item) =>
      isJSONObject(item) && item["action"] === "list" && Object.keys(item).every((key) => /^(name|action)$/.test(key)),
  );
