import { mayUse } from "../accounts/access.ts";
import type { Account } from "../accounts/account.ts";
import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import type { AppToolkit } from "../toolkits/catalog.ts";
import { allowsSeveralAccounts, pinsOf, type SessionSettings } from "./settings.ts";

/** The active accounts that a session can use for a toolkit, last connected first. Pins exclude all others. */
export async function usableAccounts(
  router: RouterContext,
  settings: SessionSettings,
  toolkit: string,
): Promise<Account[]> {
  const pins = pinsOf(settings, toolkit);
  // Shared accounts of other users must be pinned.
  const candidates =
    pins === undefined
      ? await router.accounts.ofUser(settings.user_id, toolkit)
      : (await router.accounts.getMany(pins)).toSorted((a, b) => b.connectedOrder - a.connectedOrder);
  return candidates.filter(
    (account) => account.status === "ACTIVE" && account.toolkit.slug === toolkit && mayUse(account, settings.user_id),
  );
}

/** Whether a call must name one of several accounts. */
export function mustNameAccount(settings: SessionSettings, usable: readonly Account[]): boolean {
  return (
    allowsSeveralAccounts(settings) && settings.multi_account?.require_explicit_selection !== false && usable.length > 1
  );
}

/** Selects the account of a call. `named` is an id, a word id or an alias; it is required if the choice is ambiguous. */
export async function selectAccount(
  router: RouterContext,
  settings: SessionSettings,
  toolkit: AppToolkit,
  named: string | undefined,
): Promise<Account> {
  const usable = await usableAccounts(router, settings, toolkit.slug);
  const [best] = usable;
  if (best === undefined) {
    return refuse(
      "ToolRouterV2_NoActiveConnection",
      `No active connection for toolkit '${toolkit.slug}' in this session`,
      {
        suggestedFix: "Link the toolkit, or call COMPOSIO_MANAGE_CONNECTIONS",
      },
    );
  }
  if (named !== undefined) {
    const account = usable.find(({ id, wordId, alias }) => named === id || named === wordId || named === alias);
    return (
      account ??
      refuse("ToolRouterV2_BadRequest", `The user has no active ${toolkit.slug} account '${named}'`, {
        suggestedFix: "Name one of the accounts listed in errors by its id or alias",
        errors: usable.map(describeAccount),
      })
    );
  }
  if (mustNameAccount(settings, usable)) {
    return refuse(
      "ToolRouterV2_BadRequest",
      `Toolkit '${toolkit.slug}' has several connected accounts: name one in \`account\``,
      {
        suggestedFix: "Use an id or alias from errors",
        errors: usable.map(describeAccount),
      },
    );
  }
  return best;
}

/** `ca_1 (work, ACTIVE)` */
export function describeAccount({ id, alias, status }: Account): string {
  return `${id} (${alias === undefined ? "" : `${alias}, `}${status})`;
}
