import { selectAccount } from "./account-selection.ts";
import type { Account } from "./accounts.ts";
import type { AppTool } from "./catalogue.ts";
import { refuse } from "./errors.ts";
import type { JsonObject } from "./json.ts";
import { requirePermission } from "./permissions.ts";
import { sessionPolicy } from "./policy.ts";
import type { RouterContext } from "./router-context.ts";
import type { StoredSession } from "./session.ts";
import type { Schemas } from "./spec.ts";
import { failureText, toolResult } from "./tool-result.ts";

export interface ToolCall {
  slug: string;
  args: JsonObject;
  /** Id, word id or alias of the account to use. */
  account?: string | undefined;
  signal: AbortSignal;
}

/**
 * Runs one app tool in a session. What the session or the user's connections do not admit is refused; a tool that
 * rejects its arguments or fails has run, and says so in `error`.
 */
export async function runTool(
  router: RouterContext,
  session: StoredSession,
  call: ToolCall,
): Promise<Schemas["ExecuteResponse"]> {
  const { settings } = session;
  const tool = requireKnownTool(router, session, call.slug);
  sessionPolicy(settings).requireTool(tool);
  const account = tool.noAuth ? undefined : selectAccount(router, settings, tool.toolkit, call.account);
  requirePermission(settings, tool.slug, account?.id);

  const logId = router.ids("log");
  const failed = (error: string): Schemas["ExecuteResponse"] => ({ data: {}, error, log_id: logId });

  const problem = tool.checkArguments(call.args);
  if (problem !== undefined) return failed(problem);

  let returned: unknown;
  try {
    returned = await tool.execute(call.args, {
      userId: settings.user_id,
      sessionId: session.id,
      account: account && forTool(account),
      signal: call.signal,
      now: router.now,
    });
  } catch (error) {
    return failed(failureText(error));
  }

  const result = toolResult(returned);
  if (result.error !== undefined) return failed(result.error);
  if (result.bytes > router.maxResultBytes) {
    return refuse(
      "ToolRouterV2_PayloadTooLarge",
      `The result of ${tool.slug} has ${result.bytes} bytes, more than the ${router.maxResultBytes} that are allowed`,
      { suggestedFix: "Ask the tool for less, such as fewer items or a page of them" },
    );
  }
  return { data: result.data, error: null, log_id: logId };
}

function requireKnownTool(router: RouterContext, { settings }: StoredSession, slug: string): AppTool {
  const tool = router.catalogue.tools.get(slug);
  if (tool !== undefined) return tool;
  if (slug.startsWith("LOCAL_")) {
    return refuse("ToolRouterV2_ToolNotFound", `${slug} is a custom tool: it runs at the caller, not here`);
  }
  const policy = sessionPolicy(settings);
  const [similar] = router.searchIndex.find(slug.replaceAll("_", " "), policy.allowsTool, 1);
  return refuse("ToolRouterV2_ToolNotFound", `No tool is called ${slug}`, {
    suggestedFix: similar === undefined ? "Search for a tool first" : `Did you mean ${similar.slug}?`,
  });
}

// A copy: the tool may do with it what it likes.
function forTool({ id, alias, credentials }: Account): {
  id: string;
  alias: string | undefined;
  credentials: Account["credentials"];
} {
  return { id, alias, credentials: { ...credentials } };
}
