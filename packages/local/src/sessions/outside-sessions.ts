import { mayUse } from "../accounts/access.ts";
import type { Account } from "../accounts/account.ts";
import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import type { AppToolkit } from "../toolkits/catalog.ts";
import { usableAccounts } from "./account-selection.ts";
import type { StoredSession } from "./session.ts";
import { sessionSettings } from "./settings.ts";

const DEFAULT_USER_ID = "default";

/** A session without restrictions and with an empty id, for calls outside of sessions. */
export function unrestrictedSession(userId: string = DEFAULT_USER_ID, pinned?: Account): StoredSession {
  const pins = pinned && { connected_accounts: { [pinned.toolkit.slug]: [pinned.id] } };
  return {
    id: "",
    settings: sessionSettings({ user_id: userId, ...pins }),
    configVersion: 1,
    configuredAt: new Date(0),
    customs: {},
  };
}

/** Selects the account of a call outside of sessions. */
export interface AccountChoice {
  userId: string | undefined;
  accountId: string | undefined;
}

/** The unrestricted session of a call that needs an account of a toolkit. Refuses a choice without a usable account. */
export async function sessionWithAccount(
  router: RouterContext,
  toolkit: AppToolkit,
  { userId, accountId }: AccountChoice,
): Promise<StoredSession> {
  if (accountId !== undefined) {
    const account = await requireUsable(router, accountId, userId);
    if (account.toolkit.slug === toolkit.slug) return unrestrictedSession(userId ?? account.userId, account);
    return refuse(
      "ToolRouterV2_BadRequest",
      `The connected account ${accountId} belongs to ${account.toolkit.slug}, not to ${toolkit.slug}`,
      { suggestedFix: `Use an account of ${toolkit.slug}` },
    );
  }
  if (userId === undefined) {
    return refuse("HTTP_BadRequest", "The request does not fit the schema", {
      errors: ["payload.user_id: is required unless connected_account_id is given"],
    });
  }
  const session = unrestrictedSession(userId);
  if ((await usableAccounts(router, session.settings, toolkit.slug)).length > 0) return session;
  return refuse("ToolRouterV2_NoActiveConnection", `The user '${userId}' has no active ${toolkit.slug} account`, {
    suggestedFix: "Connect one with POST /connected_accounts/link",
  });
}

/** An active account that the user may use. Refuses any other. */
export async function requireUsable(router: RouterContext, id: string, userId: string | undefined): Promise<Account> {
  const account =
    (await router.accounts.get(id)) ?? refuse("ConnectedAccount_NotFound", `No connected account has the id ${id}`);
  if (userId !== undefined && !mayUse(account, userId)) {
    refuse("ToolRouterV2_BadRequest", `The user '${userId}' may not use the connected account ${id}`, {
      suggestedFix: "Use an account of this user, or one that is shared with them",
    });
  }
  if (account.status !== "ACTIVE") {
    refuse("ToolRouterV2_NoActiveConnection", `The connected account ${id} is ${account.status}, not ACTIVE`, {
      suggestedFix: account.status === "INACTIVE" ? "Enable it first" : "Link the toolkit again",
    });
  }
  return account;
}
