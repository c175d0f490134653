import { mayUse } from "../accounts/access.ts";
import type { Account } from "../accounts/accounts.ts";
import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import type { AppToolkit } from "../toolkits/catalogue.ts";
import { allowsSeveralAccounts, pinsOf, type SessionSettings } from "./settings.ts";

/** The accounts a session can use for a toolkit now: active, and the pinned ones only if there are pins. Best first. */
export async function usableAccounts(
  router: RouterContext,
  settings: SessionSettings,
  toolkit: string,
): Promise<Account[]> {
  const pins = pinsOf(settings, toolkit);
  // Other users' shared accounts can be reached by a pin alone.
  const candidates =
    pins === undefined
      ? await router.accounts.ofUser(settings.user_id, toolkit)
      : (await router.accounts.getMany(pins)).toSorted((a, b) => b.connectedOrder - a.connectedOrder);
  return candidates.filter(
    (account) => account.status === "ACTIVE" && account.toolkit.slug === toolkit && mayUse(account, settings.user_id),
  );
}

/** Whether a call has to say which of several accounts it means. */
export function mustNameAccount(settings: SessionSettings, usable: readonly Account[]): boolean {
  return (
    allowsSeveralAccounts(settings) && settings.multi_account?.require_explicit_selection !== false && usable.length > 1
  );
}

/** The account for one call. `named` is an id, a word id or an alias; without it the choice must be clear. */
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

/** An account in one line: `ca_1 (work, ACTIVE)`. */
export function describeAccount({ id, alias, status }: Account): string {
  return `${id} (${alias === undefined ? "" : `${alias}, `}${status})`;
}
