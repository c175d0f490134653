import { newestAccount, type Account } from "../accounts/account.ts";
import { Refusal, refuse, requireCaller } from "../errors.ts";
import { startLink } from "../links/links.ts";
import { describeAccount, usableAccounts } from "../sessions/account-selection.ts";
import { sessionPolicy } from "../sessions/policy.ts";
import { pinsOf } from "../sessions/settings.ts";
import type { Schemas } from "../spec.ts";
import type { AppToolkit } from "../toolkits/catalog.ts";
import type { MetaToolCall, MetaToolHandler } from "./meta-tool.ts";
import { currentWorkflow } from "./workflow.ts";

type Item = Exclude<Schemas["ManageConnectionsArguments"]["toolkits"][number], string>;
type Result = Schemas["ManageConnectionsData"]["results"][string];

/** Connects toolkits, or lists, renames and removes accounts. Failures are reported per toolkit. */
export const manageConnections: MetaToolHandler<"COMPOSIO_MANAGE_CONNECTIONS"> = async (
  { toolkits, reinitiate_all: reinitiate = false, session_id: workflowId },
  call,
) => {
  const results = new Map<string, Result>();
  for (const wanted of toolkits) {
    requireCaller(call.signal, "COMPOSIO_MANAGE_CONNECTIONS");
    const item: Item = typeof wanted === "string" ? { name: wanted } : wanted;
    const slug = item.name.toLowerCase();
    results.set(slug, await manage(slug, item, reinitiate, call));
  }
  const count = (status: string): number => [...results.values()].filter((result) => result.status === status).length;
  const workflow = currentWorkflow(workflowId);
  return {
    data: {
      message: [
        [count("active"), "active"],
        [count("initiated"), "waiting for the user"],
        [count("failed"), "failed"],
      ]
        .filter(([number]) => number !== 0)
        .map((part) => part.join(" "))
        .join(", "),
      results: Object.fromEntries(results),
      summary: {
        total_toolkits: results.size,
        active_connections: count("active"),
        initiated_connections: count("initiated"),
        failed_connections: count("failed"),
      },
      ...(workflow === undefined ? {} : { session: workflow }),
    },
    error: null,
  };
};

async function manage(slug: string, item: Item, reinitiate: boolean, call: MetaToolCall): Promise<Result> {
  const { router, session } = call;
  try {
    const toolkit = router.catalog.toolkits.get(slug);
    if (toolkit === undefined) return failed(slug, `Unknown toolkit '${slug}'`);
    sessionPolicy(session.settings).requireToolkit(slug);
    if (toolkit.auth === undefined) {
      return { toolkit: slug, status: "active", has_active_connection: true, instruction: "No account is needed." };
    }
    if (item.action === "list") return await list(toolkit, call);
    if (item.action === "rename") return await rename(toolkit, item, call);
    if (item.action === "remove") return await remove(toolkit, item, call);
    return await connect(toolkit, item, reinitiate, call);
  } catch (error) {
    if (error instanceof Refusal) return failed(slug, error.message);
    throw error;
  }
}

// Without an action, a toolkit is connected only if it has no active account. `add` always creates a link.
async function connect(
  toolkit: AppToolkit,
  item: Item,
  reinitiate: boolean,
  { router, session, origin, faults }: MetaToolCall,
): Promise<Result> {
  const [active] = await usableAccounts(router, session.settings, toolkit.slug);
  const pinned = pinsOf(session.settings, toolkit.slug) !== undefined;
  if (active !== undefined && (pinned || (item.action === undefined && !reinitiate))) return activeResult(active);

  const expiries = faults.filter(({ fault, appliesToToolkit }) => {
    return fault.kind === "link_expired" && appliesToToolkit(toolkit.slug);
  });
  const expired = expiries.length > 0;
  const { account, redirectUrl } = await startLink(router, session, { toolkit, alias: item.alias, expired, origin });
  for (const { markFired } of expiries) markFired();
  if (account.status === "ACTIVE") return activeResult(account);
  return {
    ...accountFields(account),
    status: "initiated",
    has_active_connection: active !== undefined,
    redirect_url: redirectUrl,
    instruction: "Show redirect_url to the user and wait until they have signed in.",
    ...(active === undefined ? {} : { was_reinitiated: true }),
  };
}

// The status is that of an active account, or else of a pending one.
async function list(toolkit: AppToolkit, { router, session }: MetaToolCall): Promise<Result> {
  const accounts = await router.accounts.ofUser(session.settings.user_id, toolkit.slug);
  const [active] = await usableAccounts(router, session.settings, toolkit.slug);
  const waiting = newestAccount(accounts.filter(({ status }) => status === "INITIATED"));
  const instruction = accounts.length === 0 ? null : `Accounts: ${accounts.map(describeAccount).join("; ")}`;
  if (active !== undefined) return { ...activeResult(active), instruction };
  if (waiting !== undefined)
    return { ...accountFields(waiting), status: "initiated", has_active_connection: false, instruction };
  return { ...failed(toolkit.slug, "No account is connected"), instruction };
}

async function rename(toolkit: AppToolkit, item: Item, call: MetaToolCall): Promise<Result> {
  const { alias } = item;
  if (alias === undefined) return failed(toolkit.slug, "Set alias to rename an account");
  const account = await pick(
    toolkit,
    call,
    (candidate) => item.account_id === undefined || candidate.id === item.account_id,
  );
  await call.router.accounts.rename(account.id, alias);
  return list(toolkit, call);
}

async function remove(toolkit: AppToolkit, item: Item, call: MetaToolCall): Promise<Result> {
  const { router, session } = call;
  if (!session.settings.manage_connections.enable_connection_removal) {
    return failed(
      toolkit.slug,
      "This session does not allow removing connections (manage_connections.enable_connection_removal is false)",
    );
  }
  const account = await pick(
    toolkit,
    call,
    ({ id, alias }) =>
      (item.account_id === undefined || id === item.account_id) && (item.alias === undefined || alias === item.alias),
  );
  await router.accounts.remove(account);
  return {
    ...accountFields(account),
    status: "removed",
    has_active_connection: (await usableAccounts(router, session.settings, toolkit.slug)).length > 0,
  };
}

/** Finds the one matching account. Refuses zero or several matches. */
async function pick(
  toolkit: AppToolkit,
  { router, session }: MetaToolCall,
  isMeant: (account: Account) => boolean,
): Promise<Account> {
  const accounts = await router.accounts.ofUser(session.settings.user_id, toolkit.slug);
  const [account, another] = accounts.filter(isMeant);
  if (account !== undefined && another === undefined) return account;
  const choices = accounts.map(describeAccount).join("; ") || "none";
  return refuse("ToolRouterV2_BadRequest", `Set account_id to one of the user's ${toolkit.slug} accounts: ${choices}`);
}

function activeResult(account: Account): Result {
  return { ...accountFields(account), status: "active", has_active_connection: true };
}

function accountFields(
  account: Account,
): Pick<Result, "toolkit" | "auth_config_id" | "connected_account_id" | "created_at" | "account_type"> {
  return {
    toolkit: account.toolkit.slug,
    auth_config_id: account.authConfig.id,
    connected_account_id: account.id,
    created_at: account.createdAt.toISOString(),
    account_type: account.access.type,
  };
}

function failed(toolkit: string, message: string): Result {
  return { toolkit, status: "failed", has_active_connection: false, error_message: message };
}
