import type { Schemas } from "../spec.ts";
import { describeAccess } from "./access.ts";
import type { Account } from "./accounts.ts";

/** An account as the API shows it: everything but its credentials. */
export function connectedAccount(account: Account): Schemas["ConnectedAccount"] {
  const { toolkit, authScheme, status } = account;
  return {
    id: account.id,
    word_id: account.wordId,
    alias: account.alias ?? null,
    user_id: account.userId,
    toolkit: { slug: toolkit.slug },
    auth_config: { id: toolkit.authConfigId, auth_scheme: authScheme, is_composio_managed: true, is_disabled: false },
    status,
    status_reason: account.statusReason ?? null,
    is_disabled: false,
    created_at: account.createdAt.toISOString(),
    updated_at: account.updatedAt.toISOString(),
    state: { authScheme, val: { status } },
    data: {},
    params: {},
    experimental: describeAccess(account.access),
  };
}
