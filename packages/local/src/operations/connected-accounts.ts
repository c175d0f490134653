import { describeAccess, readAccess } from "../accounts/access.ts";
import type { Account } from "../accounts/account.ts";
import { requireLinkable } from "../accounts/auth-configs.ts";
import { changeAccount } from "../accounts/change-account.ts";
import { connectedAccounts } from "../accounts/connected-account.ts";
import { refreshedAccount } from "../accounts/fresh-account.ts";
import { canRevoke, revokeAccount, tryToRevoke } from "../accounts/revoke.ts";
import { refuse } from "../errors.ts";
import { createLink } from "../links/links.ts";
import type { RouterContext } from "../router-context.ts";
import { refuseUnknownAuthConfig } from "./auth-configs.ts";
import type { Handler } from "./operation.ts";
import { pageOf } from "./pages.ts";

export const listConnectedAccounts: Handler<"getConnectedAccounts"> = async ({ query }, router) => {
  const kind = query.account_type ?? "ALL";
  const time = (account: Account): number =>
    (query.order_by === "updated_at" ? account.updatedAt : account.createdAt).getTime();
  const accounts = (await candidates(query, router))
    .filter(
      (account) =>
        admits(query.toolkit_slugs, account.toolkit.slug) &&
        admits(query.statuses, account.status) &&
        admits(query.user_ids, account.userId) &&
        admits(query.auth_config_ids, account.authConfig.id) &&
        (kind === "ALL" || kind === account.access.type) &&
        admits(query.connected_account_ids, account.id),
    )
    .toSorted((a, b) => time(a) - time(b) || a.order - b.order);
  if (query.order_direction !== "asc") accounts.reverse();
  const { items, ...page } = pageOf(accounts, query, 20);
  const described = await connectedAccounts(router, items);
  return {
    items: described.map((account) => {
      const { params: _, ...listed } = account;
      return listed;
    }),
    ...page,
  };
};

export const getConnectedAccount: Handler<"getConnectedAccountsByNanoid"> = async ({ path }, router) =>
  (await connectedAccounts(router, [await requireAccount(router, path.nanoid)]))[0]!;

export const patchConnectedAccount: Handler<"patchConnectedAccountsByNanoid"> = async ({ path, body }, router) => {
  const { id, status } = await changeAccount(router, await requireAccount(router, path.nanoid), body);
  return { success: true, id, status };
};

/** Enables or disables a connected account. Idempotent. */
export const setConnectedAccountStatus: Handler<"patchConnectedAccountsByNanoidStatus"> = async (
  { path, body },
  router,
) => {
  const account = await requireAccount(router, path.nanoid);
  const [from, to] = body.enabled ? ["INACTIVE", "ACTIVE"] : ["ACTIVE", "INACTIVE"];
  const changed = await router.accounts.change(account.id, ({ status }) =>
    status === from ? { status: to, statusReason: body.enabled ? undefined : "The account was disabled" } : undefined,
  );
  if (changed === undefined) return refuseUnknown(path.nanoid);
  if (changed.status === to) return { success: true };
  return refuse("ToolRouterV2_BadRequest", `The connected account ${changed.id} is ${changed.status}`, {
    suggestedFix: "Only ACTIVE accounts can be disabled, and only INACTIVE ones enabled",
  });
};

/** Refreshes the tokens of an OAuth account. Other accounts are returned unchanged. */
export const refreshConnectedAccount: Handler<"postConnectedAccountsByNanoidRefresh"> = async ({ path }, router) => {
  const { id, status } = await refreshedAccount(router, await requireAccount(router, path.nanoid));
  return { id, status, redirect_url: null };
};

export const revokeConnectedAccount: Handler<"postConnectedAccountsByNanoidRevoke"> = async ({ path }, router) => {
  const { revoked, account } = await revokeAccount(router, await requireAccount(router, path.nanoid));
  return { revoked_tokens: revoked, connected_account: { id: account.id, status: account.status } };
};

export const deleteConnectedAccount: Handler<"deleteConnectedAccountsByNanoid"> = async ({ path, query }, router) => {
  const account = await requireAccount(router, path.nanoid);
  const isRevoking = query.revoke_on_delete === true && canRevoke(account);
  if (isRevoking) await tryToRevoke(router, account);
  await router.accounts.remove(account);
  return { success: true, ...(isRevoking ? { revoke_job_id: router.ids("job") } : {}) };
};

export const linkConnectedAccount: Handler<"postConnectedAccountsLink"> = async (request, router) => {
  const { body, origin, faults } = request;
  const wanted = body.experimental;
  const access = readAccess(wanted?.account_type, wanted?.acl_config_for_shared);
  const authConfig = requireLinkable(
    (await router.authConfigs.get(body.auth_config_id)) ?? refuseUnknownAuthConfig(body.auth_config_id),
    body.auth_config_id,
  );
  const started = await createLink(router, {
    authConfig,
    userId: body.user_id,
    alias: body.alias,
    callbackUrl: body.callback_url,
    connectionData: body.connection_data,
    access,
    expired: faults.some(({ fault }) => fault.kind === "link_expired"),
    origin,
  });
  if (started === undefined) throw new Error("A link without an account limit was refused");
  return {
    link_token: started.token,
    redirect_url: started.redirectUrl,
    expires_at: started.expiresAt.toISOString(),
    connected_account_id: started.account.id,
    ...(wanted === undefined ? {} : { experimental: describeAccess(access) }),
  };
};

type Query = Parameters<typeof listConnectedAccounts>[0]["query"];

/** Above this many pairs of user and toolkit, reading all accounts is faster. */
const MAX_OWNERS = 1_000;

/** Accounts that may match a query. Reads as few as possible, because there may be very many. */
async function candidates(query: Query, { accounts }: RouterContext): Promise<Account[]> {
  const { connected_account_ids: ids, user_ids: users, toolkit_slugs: toolkits } = query;
  if (ids) return accounts.getMany([...new Set(ids)]);
  if (!users || !toolkits || users.length * toolkits.length > MAX_OWNERS) return accounts.all();
  const owners = [...new Set(users)].flatMap((user) =>
    [...new Set(toolkits)].map((toolkit) => [user, toolkit] as const),
  );
  return (await Promise.all(owners.map(([user, toolkit]) => accounts.ofUser(user, toolkit)))).flat();
}

function admits(wanted: readonly string[] | undefined, value: string): boolean {
  return wanted === undefined || wanted.includes(value);
}

async function requireAccount(router: RouterContext, id: string): Promise<Account> {
  return (await router.accounts.get(id)) ?? refuseUnknown(id);
}

function refuseUnknown(id: string): never {
  return refuse("ConnectedAccount_NotFound", `No connected account has the id ${id}`);
}
