import type { Tokens } from "./oauth-client.ts";
import type { Credentials } from "./toolkit-auth.ts";

/** Merges new tokens into an account's credentials. */
export function credentialsFrom(tokens: Tokens, now: Date, before: Credentials): Credentials {
  const { accessToken, tokenType, refreshToken = before["refresh_token"], scope = before["scope"], expiresIn } = tokens;
  const { expires_at: _, ...rest } = before;
  return {
    ...rest,
    access_token: accessToken,
    token_type: tokenType,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    ...(scope === undefined ? {} : { scope }),
    ...(expiresIn === undefined ? {} : { expires_at: new Date(now.getTime() + expiresIn * 1000).toISOString() }),
  };
}

/** Expiry of the access token; undefined if unknown. */
export function accessEndsAt(credentials: Credentials): Date | undefined {
  const time = Date.parse(credentials["expires_at"] ?? "");
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** Expiry of the account: that of its access token, unless a refresh token can renew it. */
export function accountEndsAt(credentials: Credentials): Date | undefined {
  return credentials["refresh_token"] === undefined ? accessEndsAt(credentials) : undefined;
}
