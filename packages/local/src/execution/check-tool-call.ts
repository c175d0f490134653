import type { Account } from "../accounts/account.ts";
import { refuse } from "../errors.ts";
import type { ActiveFault } from "../faults.ts";
import { runBeforeHooks } from "../hooks/run-hooks.ts";
import type { JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import { selectAccount } from "../sessions/account-selection.ts";
import { requirePermission } from "../sessions/permissions.ts";
import { sessionPolicy } from "../sessions/policy.ts";
import type { StoredSession } from "../sessions/session.ts";
import type { AppTool } from "../toolkits/catalog.ts";
import { editDistance } from "../validation/edit-distance.ts";
import { blocked, failed, type ToolCall, type ToolCallResult, type ToolRun } from "./tool-run.ts";

/** A call that may run, unless it needs an approval. */
export interface CheckedToolCall {
  readonly tool: AppTool;
  /** Possibly modified by hooks. */
  readonly args: JSONObject;
  /** The faults that concern this tool. */
  readonly faults: readonly ActiveFault[];
}

/**
 * Checks a call in the documented order: tool, session policy, account, permission, arguments, hooks. Returns a result if
 * the arguments are invalid or a hook blocks the call. Sets the account of the run.
 */
export async function checkToolCall(
  router: RouterContext,
  session: StoredSession,
  call: ToolCall,
  run: ToolRun,
): Promise<{ readonly result: ToolCallResult } | CheckedToolCall> {
  const { settings } = session;
  const tool = requireKnownTool(router, session, call.slug);
  sessionPolicy(settings).requireTool(tool);
  const faults = call.faults.filter((fault) => fault.appliesTo(tool));
  if (!tool.noAuth) run.account = await chooseAccount(router, session, tool, call, faults);
  requirePermission(settings, tool.slug, run.account?.id);
  const problem = tool.checkArguments(call.args);
  if (problem !== undefined) return { result: failed(run, problem) };
  const hooked = await runBeforeHooks(router, session, run, call.args, tool.checkArguments);
  return hooked.block === undefined ? { tool, args: hooked.args, faults } : { result: blocked(run, hooked.block) };
}

async function chooseAccount(
  router: RouterContext,
  { settings }: StoredSession,
  tool: AppTool,
  call: ToolCall,
  faults: readonly ActiveFault[],
): Promise<Account> {
  const account = await selectAccount(router, settings, tool.toolkit, call.account);
  const revoked = faults.filter(({ fault }) => fault.kind === "account_revoked");
  if (revoked.length === 0) return account;
  for (const fault of revoked) fault.markFired();
  await router.accounts.change(account.id, () => ({
    status: "REVOKED",
    statusReason: "The user revoked the access",
  }));
  return refuse("ToolRouterV2_NoActiveConnection", `The connection ${account.id} has been revoked`, {
    suggestedFix: "Link the toolkit again",
  });
}

function requireKnownTool(router: RouterContext, { settings }: StoredSession, slug: string): AppTool {
  const tool = router.catalog.tools.get(slug);
  if (tool !== undefined) return tool;
  if (slug.startsWith("LOCAL_")) {
    return refuse("ToolRouterV2_ToolNotFound", `${slug} is a custom tool: it runs in the caller's process, not here`);
  }
  const near = closestTool(router, slug, sessionPolicy(settings).allowsTool);
  return refuse("ToolRouterV2_ToolNotFound", `No tool is called ${slug}`, {
    suggestedFix: near === undefined ? "Search for a tool first" : `Did you mean ${near.slug}?`,
  });
}

/** The part of a slug, without its toolkit, that may be misspelled. */
const MAX_MISSPELLED = 1 / 4;

/** The tool that was probably meant. Only close spellings count: a model follows any suggestion. */
function closestTool(
  { searchIndex }: RouterContext,
  slug: string,
  allows: (tool: AppTool) => boolean,
): AppTool | undefined {
  return searchIndex
    .find(slug.replaceAll("_", " "), allows, 10)
    .map((tool) => ({ tool, distance: editDistance(slug.toUpperCase(), tool.slug.toUpperCase()) }))
    .filter(({ tool, distance }) => distance <= (tool.slug.length - tool.toolkit.slug.length) * MAX_MISSPELLED)
    .toSorted((one, other) => one.distance - other.distance)[0]?.tool;
}
