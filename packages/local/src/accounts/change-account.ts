import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import type { Schemas } from "../spec.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import { readAccess, type Access } from "./access.ts";
import type { Account } from "./account.ts";
import { fieldName } from "./auth-config-credentials.ts";

const MAX_ATTEMPTS = 100;

/** Changes alias, credentials and sharing of an account. Checks everything before the first change. */
export async function changeAccount(
  router: RouterContext,
  account: Account,
  { alias, connection, experimental }: Schemas["ConnectedAccountPatch"],
): Promise<Account> {
  const acl = experimental?.acl_config_for_shared;
  const state = connection?.state;
  if (state !== undefined) await checkCredentials(account, changedCredentials(account, state));
  if (acl !== undefined) changedAccess(account, acl);
  let changed = alias === undefined ? account : found(await router.accounts.rename(account.id, alias), account);
  if (acl !== undefined) {
    const edit = (current: Account): { access: Access } => ({ access: changedAccess(current, acl) });
    changed = found(await router.accounts.change(account.id, edit), account);
  }
  return state === undefined ? changed : storeCredentials(router, changed, state);
}

async function storeCredentials(
  router: RouterContext,
  before: Account,
  state: Schemas["ConnectionStatePatch"],
): Promise<Account> {
  let account = before;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const credentials = changedCredentials(account, state);
    await checkCredentials(account, credentials);
    const known = JSON.stringify(account.credentials);
    // If a concurrent change replaced the credentials, merge and verify again.
    let isStored = false;
    const changed = await router.accounts.change(account.id, (current) => {
      isStored = JSON.stringify(current.credentials) === known;
      return isStored ? { credentials } : undefined;
    });
    account = found(changed, before);
    if (isStored) return account;
  }
  throw new Error(`Too many concurrent changes of account ${before.id}`);
}

function changedCredentials(
  { id, authScheme, toolkit, credentials }: Account,
  { authScheme: given, val }: Schemas["ConnectionStatePatch"],
): Credentials {
  if (given !== authScheme) {
    refuse("ToolRouterV2_BadRequest", `The connected account ${id} has the scheme ${authScheme}, not ${given}`, {
      suggestedFix:
        authScheme === "OAUTH2" ? "Link the toolkit again to renew the access" : `Set authScheme to ${authScheme}`,
    });
  }
  const changed = { ...credentials };
  for (const [name, value] of Object.entries(val)) {
    const field = fieldName(toolkit.auth, name);
    if (value === null) delete changed[field];
    else if (value !== undefined) changed[field] = value;
  }
  return changed;
}

async function checkCredentials({ toolkit }: Account, credentials: Credentials): Promise<void> {
  try {
    await toolkit.auth?.verify?.(credentials);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    refuse("ToolRouterV2_BadRequest", reason || "The credentials were rejected");
  }
}

/** Merges an ACL into the stored one. */
function changedAccess({ access }: Account, acl: Schemas["SharedAcl"]): Access {
  return access.type === "SHARED" ? readAccess("SHARED", { ...access.acl, ...acl }) : readAccess("PRIVATE", acl);
}

function found(account: Account | undefined, { id }: Account): Account {
  return account ?? refuse("ConnectedAccount_NotFound", `No connected account has the id ${id}`);
}
