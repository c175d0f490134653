import { OAuthProblem } from "../auth/oauth-problem.ts";
import { Refusal, refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import type { Account } from "./account.ts";
import { oauthClientOf } from "./oauth-client-of.ts";

export type RevokedToken = "access_token" | "refresh_token";

/** Has the provider revoke an account's tokens, and gives the account the status REVOKED. */
export async function revokeAccount(
  router: RouterContext,
  account: Account,
): Promise<{ revoked: RevokedToken[]; account: Account }> {
  requireRevocable(account);
  const revoked = await revokeTokens(router, account);
  let isRevokedHere = false;
  const after = await router.accounts.change(account.id, ({ status, credentials }) => {
    isRevokedHere = isRevocableStatus(status);
    if (!isRevokedHere) return undefined;
    return { status: "REVOKED", statusReason: "The access was revoked", credentials: withoutTokens(credentials) };
  });
  if (after === undefined) return refuse("ConnectedAccount_NotFound", `No connected account has the id ${account.id}`);
  // A concurrent request revoked it first.
  if (!isRevokedHere) requireRevocable(after);
  return { revoked, account: after };
}

/** Like {@link revokeAccount}, but ignores failures: the account is deleted next. */
export async function tryToRevoke(router: RouterContext, account: Account): Promise<void> {
  try {
    await revokeAccount(router, account);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Whether an account's scheme has tokens that can be revoked. */
export function canRevoke({ authScheme }: Account): boolean {
  return authScheme === "OAUTH2";
}

function requireRevocable(account: Account): void {
  const { id, authScheme, status } = account;
  if (!canRevoke(account)) {
    refuse("ToolRouterV2_BadRequest", `The connected account ${id} cannot be revoked: its scheme is ${authScheme}`, {
      suggestedFix: "Only OAUTH2 accounts can be revoked. Disable or delete this one",
    });
  }
  if (!isRevocableStatus(status)) {
    refuse("ConnectedAccount_NotRevocable", `The connected account ${id} is ${status}`, {
      suggestedFix: "Only ACTIVE and INACTIVE accounts can be revoked",
    });
  }
}

function isRevocableStatus(status: string): boolean {
  return status === "ACTIVE" || status === "INACTIVE";
}

/** Revokes what the account holds, the refresh token first: it could give new access tokens. */
async function revokeTokens(router: RouterContext, account: Account): Promise<RevokedToken[]> {
  const { toolkit, credentials } = account;
  const held = (["refresh_token", "access_token"] as const).filter((kind) => credentials[kind] !== undefined);
  if (toolkit.oauth === undefined) return held;
  try {
    const client = await oauthClientOf(router, account);
    for (const kind of held) {
      if (await client.revoke(credentials[kind] as string, kind)) continue;
      refuse("ToolRouterV2_BadRequest", `The provider of ${toolkit.slug} has no revocation endpoint`, {
        suggestedFix: "Revoke the access at the provider, and delete the account",
      });
    }
    return held;
  } catch (error) {
    if (!(error instanceof OAuthProblem)) throw error;
    return refuse(
      "ToolRouterV2_UpstreamFailed",
      `The access to ${toolkit.slug} could not be revoked: ${error.message}`,
    );
  }
}

function withoutTokens(credentials: Account["credentials"]): Account["credentials"] {
  const { access_token: _, refresh_token: __, ...rest } = credentials;
  return rest;
}
