import { newestAccount } from "../accounts/account.ts";
import { Refusal } from "../errors.ts";
import { usableAccounts } from "../sessions/account-selection.ts";
import { sessionPolicy } from "../sessions/policy.ts";
import type { Schemas } from "../spec.ts";
import type { MetaToolCall, MetaToolHandler } from "./meta-tool.ts";
import { currentWorkflow } from "./workflow.ts";

type Result = Schemas["WaitForConnectionsData"]["results"][string];

const POLL_INTERVAL_MS = 1000;

/** Polls the user's connections until they are active or failed, or until the timeout. */
export const waitForConnections: MetaToolHandler<"COMPOSIO_WAIT_FOR_CONNECTIONS"> = async (
  { toolkits, mode = "any", session_id: workflowId },
  call,
) => {
  const { now, wait, connectionWait } = call.router;
  const slugs = [...new Set(toolkits.map((slug) => slug.toLowerCase()))];
  const deadline = now().getTime() + connectionWait;
  for (;;) {
    const results = await Promise.all(slugs.map((slug) => stateOf(slug, call)));
    const decided = results.filter(({ status }) => status === "ACTIVE" || status === "FAILED").length;
    const isDecided = mode === "all" ? decided === results.length : decided > 0;
    const left = deadline - now().getTime();
    if (isDecided || left <= 0) {
      const active = results.filter(({ status }) => status === "ACTIVE").length;
      const workflow = currentWorkflow(workflowId);
      return {
        data: {
          message: `${active} of ${results.length} connected${isDecided ? "" : " before the timeout"}`,
          results: Object.fromEntries(results.map((result) => [result.toolkit, result])),
          ...(workflow === undefined ? {} : { session: workflow }),
        },
        error: null,
      };
    }
    await wait(Math.min(left, POLL_INTERVAL_MS), call.signal);
  }
};

async function stateOf(slug: string, { router, session: { settings } }: MetaToolCall): Promise<Result> {
  const toolkit = router.catalog.toolkits.get(slug);
  if (toolkit === undefined) return failed(slug, `Unknown toolkit '${slug}'`);
  try {
    sessionPolicy(settings).requireToolkit(slug);
  } catch (error) {
    if (error instanceof Refusal) return failed(slug, error.message);
    throw error;
  }
  if (toolkit.auth === undefined) return { toolkit: slug, status: "ACTIVE", has_active_connection: true };
  const [active] = await usableAccounts(router, settings, slug);
  const accounts = await router.accounts.ofUser(settings.user_id, slug);
  // Wait for the newest attempt.
  const account = active ?? newestAccount(accounts);
  if (account === undefined) return { toolkit: slug, status: "NOT_FOUND", has_active_connection: false };
  const isWaiting = account.status === "INITIATED" || account.status === "INITIALIZING";
  const status = active !== undefined ? "ACTIVE" : isWaiting ? "INITIATED" : "FAILED";
  return {
    toolkit: slug,
    status,
    has_active_connection: active !== undefined,
    connected_account_id: account.id,
    auth_config_id: toolkit.authConfigId,
    created_at: account.createdAt.toISOString(),
    ...(status === "FAILED" ? { error_message: account.statusReason ?? `The account is ${account.status}` } : {}),
  };
}

function failed(toolkit: string, message: string): Result {
  return { toolkit, status: "FAILED", has_active_connection: false, error_message: message };
}
