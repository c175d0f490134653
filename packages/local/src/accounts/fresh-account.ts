import { randomUUID } from "node:crypto";
import { accessEndsAt, credentialsFrom } from "../auth/oauth-credentials.ts";
import { OAuthProblem } from "../auth/oauth-problem.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import { Refusal, refuse, StoreFailure } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import type { Account } from "./account.ts";
import { oauthClientOf } from "./oauth-client-of.ts";

/** Tokens are renewed while they are still good: they have to last until the provider has them. */
const longestLeeway = 60_000;

/** The account with an access token that is good now: its own, or a new one. Refuses if there is none to be had. */
export async function freshAccount(router: RouterContext, account: Account): Promise<Account> {
  const endsAt = accessEndsAt(account.credentials)?.getTime() ?? Infinity;
  const left = endsAt - router.now().getTime();
  // One that never lasts longer than that would be renewed for every run.
  const leeway = Math.min(longestLeeway, (endsAt - account.updatedAt.getTime()) / 2);
  if (account.toolkit.oauth === undefined || left > leeway) return account;
  if (!canRenew(account)) return left > 0 ? account : giveUp(router, account, "The credentials have expired");
  try {
    return await renewedAccount(router, account);
  } catch (error) {
    // A provider that cannot be reached at the moment takes nothing away.
    if (error instanceof OAuthProblem && left > 0) return account;
    throw error instanceof OAuthProblem ? unreachable(account, error) : error;
  }
}

/** For how long a token that came of a refusal is not renewed because of another one. */
const restAfterRefusal = 60_000;

/** For each account, when its token was renewed because of a refusal. */
const refusals = new WeakMap<RouterContext, Map<string, { readonly token: string; readonly at: number }>>();

/**
 * As `freshAccount`, after the provider has refused the access token; undefined if there is no way to a new one, or if
 * this one came of a refusal a moment ago: then it is not the token that is wrong.
 */
export async function accountAfterRefusal(router: RouterContext, account: Account): Promise<Account | undefined> {
  const known = refusals.get(router) ?? new Map<string, { token: string; at: number }>();
  refusals.set(router, known);
  const { token, at = 0 } = known.get(account.id) ?? {};
  const isNew = token === account.credentials["access_token"] && router.now().getTime() - at < restAfterRefusal;
  if (!canRenew(account) || isNew) return undefined;
  try {
    const renewed = await renewedAccount(router, account);
    known.set(account.id, { token: renewed.credentials["access_token"] as string, at: router.now().getTime() });
    return renewed;
  } catch (error) {
    throw error instanceof OAuthProblem ? unreachable(account, error) : error;
  }
}

/** The account after renewing its access, if it can be renewed. One whose provider refuses is EXPIRED afterwards. */
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

/** What tools may know: what renews the access stays with the router. */
export function credentialsForTools({ toolkit, credentials }: Account): Credentials {
  if (toolkit.oauth === undefined) return { ...credentials };
  const { refresh_token: _, ...rest } = credentials;
  return rest;
}

function canRenew({ toolkit, credentials }: Account): boolean {
  return toolkit.oauth !== undefined && credentials["refresh_token"] !== undefined;
}

const renewals = new WeakMap<RouterContext, Map<string, Promise<Account>>>();

/** Renews an account's access, once for all who ask at the same time. Throws an OAuthProblem if the provider is away. */
function renewedAccount(router: RouterContext, account: Account): Promise<Account> {
  const running = renewals.get(router) ?? new Map<string, Promise<Account>>();
  renewals.set(router, running);
  // Who holds an older token than the one that is being renewed finds a newer one afterwards.
  const known = running.get(account.id);
  if (known !== undefined) return known;
  const renewal = renew(router, account).finally(() => running.delete(account.id));
  running.set(account.id, renewal);
  return renewal;
}

/** For how long another router may take to renew an account, and how often this one looks whether it has. */
const longestRenewal = 40_000;
const pause = 100;

async function renew(router: RouterContext, stale: Account): Promise<Account> {
  const lock = `renewing/${stale.id}`;
  const holder = randomUUID();
  for (let waited = 0; waited <= longestRenewal; waited += pause) {
    const account = await router.accounts.get(stale.id);
    if (account?.status !== "ACTIVE") return refuseGone(stale.id, account?.statusReason);
    if (account.credentials["access_token"] !== stale.credentials["access_token"]) return account;
    if (await router.state.replace(lock, undefined, holder, longestRenewal)) {
      try {
        return await ask(router, account);
      } finally {
        await release(router, lock, holder);
      }
    }
    await router.wait(pause, new AbortController().signal);
  }
  throw new OAuthProblem("unreachable", "The access is being renewed for too long");
}

/** Gives the lock back, unless another router has it by now. */
async function release({ state }: RouterContext, lock: string, holder: string): Promise<void> {
  try {
    const found = await state.read<string>(lock);
    if (found?.value === holder) await state.replace(lock, found, undefined);
  } catch (error) {
    // The lock ends by itself.
    if (!(error instanceof StoreFailure)) throw error;
  }
}

/** New credentials by the refresh token that they came of, until the store has them: many providers take it only once. */
const unsaved = new WeakMap<RouterContext, Map<string, Credentials>>();

async function ask(router: RouterContext, account: Account): Promise<Account> {
  const oauth = await oauthClientOf(router, account);
  const refreshToken = account.credentials["refresh_token"] as string;
  const kept = unsaved.get(router) ?? new Map<string, Credentials>();
  unsaved.set(router, kept);
  let credentials: Credentials;
  try {
    credentials =
      kept.get(refreshToken) ?? credentialsFrom(await oauth.refresh(refreshToken), router.now(), account.credentials);
  } catch (error) {
    // Of all that a provider may say, this alone is about the person's consent; the rest is about this router.
    if (!(error instanceof OAuthProblem) || error.code !== "invalid_grant") throw error;
    return giveUp(router, account, "The provider did not renew the access: invalid_grant");
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
    { suggestedFix: "Link the toolkit anew" },
  );
}

function unreachable({ toolkit }: Account, { message }: OAuthProblem): never {
  return refuse("ToolRouterV2_UpstreamFailed", `The access to ${toolkit.slug} could not be renewed: ${message}`, {
    suggestedFix: "Try again later",
  });
}
