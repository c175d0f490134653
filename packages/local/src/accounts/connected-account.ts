import type { Schemas } from "../spec.ts";
import { describeAccess } from "./access.ts";
import type { RouterContext } from "../router-context.ts";
import type { Account } from "./account.ts";

/** Accounts as the API shows them. */
export async function connectedAccounts(
  { authConfigs }: RouterContext,
  accounts: readonly Account[],
): Promise<Schemas["ConnectedAccount"][]> {
  const configs = await authConfigs.getMany([...new Set(accounts.map(({ authConfig }) => authConfig.id))]);
  const enabled = new Set(configs.filter(({ isEnabled }) => isEnabled).map(({ id }) => id));
  return accounts.map((account) => describe(account, !enabled.has(account.authConfig.id)));
}

/** An account as the API shows it: everything but its credentials. */
function describe(account: Account, isConfigDisabled: boolean): Schemas["ConnectedAccount"] {
  const { toolkit, authConfig, authScheme, status } = account;
  return {
    id: account.id,
    word_id: account.wordId,
    alias: account.alias ?? null,
    user_id: account.userId,
    toolkit: { slug: toolkit.slug },
    auth_config: {
      id: authConfig.id,
      auth_scheme: authScheme,
      is_composio_managed: authConfig.isManaged,
      is_disabled: isConfigDisabled,
    },
    status,
    status_reason: account.statusReason ?? null,
    is_disabled: status === "INACTIVE",
    created_at: account.createdAt.toISOString(),
    updated_at: account.updatedAt.toISOString(),
    state: { authScheme, val: { status } },
    data: {},
    params: {},
    experimental: describeAccess(account.access),
  };
}
