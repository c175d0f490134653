import { randomUUID } from "node:crypto";
import { accessEndsAt, credentialsFrom } from "../auth/oauth-credentials.ts";
import { OAuthProblem } from "../auth/oauth-problem.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import { Refusal, refuse, StoreFailure } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import type { Account } from "./account.ts";
import { oauthClientOf } from "./oauth-client-of.ts";

/** Tokens are renewed this long before they expire, so that they are still valid when they reach the provider. */
const MAX_LEEWAY_MS = 60_000;

/** The account with a valid access token, renewed if necessary. Refuses if it cannot be renewed. */
export async function freshAccount(router: RouterContext, account: Account): Promise<Account> {
  const endsAt = accessEndsAt(account.credentials)?.getTime() ?? Infinity;
  const left = endsAt - router.now().getTime();
  // Half of a short lifetime: otherwise every run would renew the token.
  const leeway = Math.min(MAX_LEEWAY_MS, (endsAt - account.updatedAt.getTime()) / 2);
  if (account.toolkit.oauth === undefined || left > leeway) return account;
  if (!canRenew(account)) return left > 0 ? account : giveUp(router, account, "The credentials have expired");
  try {
    return await renewedAccount(router, account);
  } catch (error) {
    // The current token is still valid.
    if (error instanceof OAuthProblem && left > 0) return account;
    throw error instanceof OAuthProblem ? unreachable(account, error) : error;
  }
}

/** After a 401 has renewed a token, another 401 does not renew it for this long. */
const RENEWAL_PAUSE_MS = 60_000;

/** The last renewal after a 401, by account id. */
const renewalsAfter401 = new WeakMap<RouterContext, Map<string, { readonly token: string; readonly at: number }>>();

/**
 * Renews the access token after the provider has rejected it. Undefined if it cannot be renewed, or if it was renewed for
 * the same reason a moment ago: then the token is not the cause.
 */
export async function accountAfterRefusal(router: RouterContext, account: Account): Promise<Account | undefined> {
  const known = renewalsAfter401.get(router) ?? new Map<string, { token: string; at: number }>();
  renewalsAfter401.set(router, known);
  const { token, at = 0 } = known.get(account.id) ?? {};
  const isNew = token === account.credentials["access_token"] && router.now().getTime() - at < RENEWAL_PAUSE_MS;
  if (!canRenew(account) || isNew) return undefined;
  try {
    const renewed = await renewedAccount(router, account);
    known.set(account.id, { token: renewed.credentials["access_token"] as string, at: router.now().getTime() });
    return renewed;
  } catch (error) {
    throw error instanceof OAuthProblem ? unreachable(account, error) : error;
  }
}

/** Renews the access token if possible. If the provider rejects the refresh token, the account is EXPIRED afterwards. */
export async function refreshedAccount(router: RouterContext, account: Account): Promise<Account> {
  if (account.status !== "ACTIVE" || !canRenew(account)) return account;
  try {
    return await renewedAccount(router, account);
  } catch (error) {
    if (error instanceof OAuthProblem) return unreachable(account, error);
    const after = error instanceof Refusal ? await router.accounts.get(account.id) : undefined;
    if (after === undefined) throw error;
    return after;
  }
}

/** Credentials without the OAuth refresh token, which tools must not see. */
export function credentialsForTools({ toolkit, credentials }: Account): Credentials {
  if (toolkit.oauth === undefined) return { ...credentials };
  const { refresh_token: _, ...rest } = credentials;
  return rest;
}

function canRenew({ toolkit, credentials }: Account): boolean {
  return toolkit.oauth !== undefined && credentials["refresh_token"] !== undefined;
}

const renewals = new WeakMap<RouterContext, Map<string, Promise<Account>>>();

/** Renews an access token. Concurrent calls share one renewal. Throws an OAuthProblem if the provider fails. */
function renewedAccount(router: RouterContext, account: Account): Promise<Account> {
  const running = renewals.get(router) ?? new Map<string, Promise<Account>>();
  renewals.set(router, running);
  const known = running.get(account.id);
  if (known !== undefined) return known;
  const renewal = renew(router, account).finally(() => running.delete(account.id));
  running.set(account.id, renewal);
  return renewal;
}

/** Timeout of a renewal by another router, and the interval at which this one polls for it. */
const RENEWAL_TIMEOUT_MS = 40_000;
const POLL_INTERVAL_MS = 100;

async function renew(router: RouterContext, stale: Account): Promise<Account> {
  const lock = `renewing/${stale.id}`;
  const holder = randomUUID();
  for (let waited = 0; waited <= RENEWAL_TIMEOUT_MS; waited += POLL_INTERVAL_MS) {
    const account = await router.accounts.get(stale.id);
    if (account?.status !== "ACTIVE") return refuseGone(stale.id, account?.statusReason);
    if (account.credentials["access_token"] !== stale.credentials["access_token"]) return account;
    if (await router.state.replace(lock, undefined, holder, RENEWAL_TIMEOUT_MS)) {
      try {
        return await requestTokens(router, account);
      } finally {
        await release(router, lock, holder);
      }
    }
    await router.wait(POLL_INTERVAL_MS, new AbortController().signal);
  }
  throw new OAuthProblem("unreachable", "another router did not finish renewing it in time");
}

/** Releases the lock, unless another router has taken it. */
async function release({ state }: RouterContext, lock: string, holder: string): Promise<void> {
  try {
    const found = await state.read<string>(lock);
    if (found?.value === holder) await state.replace(lock, found, undefined);
  } catch (error) {
    // The lock expires.
    if (!(error instanceof StoreFailure)) throw error;
  }
}

/**
 * New credentials that are not stored yet, by the refresh token they were issued for. Many providers accept a refresh token
 * only once.
 */
const unsaved = new WeakMap<RouterContext, Map<string, Credentials>>();

async function requestTokens(router: RouterContext, account: Account): Promise<Account> {
  const oauth = await oauthClientOf(router, account);
  const refreshToken = account.credentials["refresh_token"] as string;
  const kept = unsaved.get(router) ?? new Map<string, Credentials>();
  unsaved.set(router, kept);
  let credentials: Credentials;
  try {
    credentials =
      kept.get(refreshToken) ?? credentialsFrom(await oauth.refresh(refreshToken), router.now(), account.credentials);
  } catch (error) {
    // Only `invalid_grant` means that the user's consent has ended.
    if (!(error instanceof OAuthProblem) || error.code !== "invalid_grant") throw error;
    return giveUp(router, account, "The provider rejected the refresh token: invalid_grant");
  }
  kept.set(refreshToken, credentials);
  const renewed = await router.accounts.change(account.id, ({ status }) =>
    status === "ACTIVE" ? { credentials } : undefined,
  );
  kept.delete(refreshToken);
  return renewed?.status === "ACTIVE" ? renewed : refuseGone(account.id, renewed?.statusReason);
}

async function giveUp(router: RouterContext, { id, credentials }: Account, statusReason: string): Promise<never> {
  await router.accounts.change(id, (current) =>
    current.status === "ACTIVE" && current.credentials["access_token"] === credentials["access_token"]
      ? { status: "EXPIRED", statusReason }
      : undefined,
  );
  return refuseGone(id, statusReason);
}

function refuseGone(id: string, reason: string | undefined): never {
  return refuse(
    "ToolRouterV2_NoActiveConnection",
    `The connection ${id} can no longer be used${reason === undefined ? "" : `: ${reason}`}`,
    { suggestedFix: "Link the toolkit again" },
  );
}

function unreachable({ toolkit }: Account, { message }: OAuthProblem): never {
  return refuse("ToolRouterV2_UpstreamFailed", `The access to ${toolkit.slug} could not be renewed: ${message}`, {
    suggestedFix: "Try again later",
  });
}
