import type { Tokens } from "./oauth-client.ts";
import type { Credentials } from "./toolkit-auth.ts";

/** What an account keeps of the tokens it was given, and of what it had. */
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

/** Until when the access token is good; undefined if nobody knows. */
export function accessEndsAt(credentials: Credentials): Date | undefined {
  const time = Date.parse(credentials["expires_at"] ?? "");
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** When an account with these credentials stops to work for good: with its access token, unless that can be renewed. */
export function accountEndsAt(credentials: Credentials): Date | undefined {
  return credentials["refresh_token"] === undefined ? accessEndsAt(credentials) : undefined;
}
