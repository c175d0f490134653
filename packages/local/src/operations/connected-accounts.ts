import type { Account } from "../accounts/accounts.ts";
import { connectedAccount } from "../accounts/connected-account.ts";
import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
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
        admits(query.auth_config_ids, account.toolkit.authConfigId) &&
        (kind === "ALL" || kind === account.access.type) &&
        admits(query.connected_account_ids, account.id),
    )
    .toSorted((a, b) => time(a) - time(b) || a.order - b.order);
  if (query.order_direction !== "asc") accounts.reverse();
  const { items, ...page } = pageOf(accounts, query, 20);
  return {
    items: items.map((account) => {
      const { params: _, ...listed } = connectedAccount(account);
      return listed;
    }),
    ...page,
  };
};

export const getConnectedAccount: Handler<"getConnectedAccountsByNanoid"> = async ({ path }, router) =>
  connectedAccount(await requireAccount(router, path.nanoid));

export const deleteConnectedAccount: Handler<"deleteConnectedAccountsByNanoid"> = async ({ path }, router) => {
  await router.accounts.remove(await requireAccount(router, path.nanoid));
  return { success: true };
};

type Query = Parameters<typeof listConnectedAccounts>[0]["query"];

/** All accounts that a query can mean, and no more of the others than needed: there may be very many. */
async function candidates(query: Query, { accounts }: RouterContext): Promise<Account[]> {
  const { connected_account_ids: ids, user_ids: users, toolkit_slugs: toolkits } = query;
  if (ids) return accounts.getMany([...new Set(ids)]);
  if (!users || !toolkits) return accounts.all();
  const owners = [...new Set(users)].flatMap((user) =>
    [...new Set(toolkits)].map((toolkit) => [user, toolkit] as const),
  );
  return (await Promise.all(owners.map(([user, toolkit]) => accounts.of(user, toolkit)))).flat();
}

function admits(wanted: readonly string[] | undefined, value: string): boolean {
  return wanted === undefined || wanted.includes(value);
}

async function requireAccount(router: RouterContext, id: string): Promise<Account> {
  return (
    (await router.accounts.get(id)) ?? refuse("ConnectedAccount_NotFound", `No connected account has the id ${id}`)
  );
}
