import { isLoopback } from "../loopback.ts";
import { objectOfTexts, oneOf, text, type Rule, type Shape } from "../validation/shape.ts";
import type { OAuthSettings, ToolkitAuth } from "./toolkit-auth.ts";

/** Whether secrets may be sent there: not in the clear, unless it is this machine. */
export function isSafeAddress(address: unknown): address is string {
  if (typeof address !== "string" || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && isThisMachine(hostname));
}

function isThisMachine(hostname: string): boolean {
  return hostname === "[::1]" || isLoopback(hostname) || hostname.endsWith(".localhost");
}

const safeAddress: Rule = {
  expected: "an address that begins with https://, or with http:// on this machine",
  fits: isSafeAddress,
};

/** What the sign-in is asked for anyway. */
const ownParameters = new Set([
  "client_id",
  "code_challenge",
  "code_challenge_method",
  "redirect_uri",
  "response_type",
  "scope",
  "state",
]);

export const oauthShape: Shape<OAuthSettings> = {
  issuer: safeAddress,
  authorizationUrl: safeAddress,
  tokenUrl: safeAddress,
  clientId: text,
  clientSecret: text,
  clientSecretEnv: text,
  clientAuthentication: oneOf("basic", "post"),
  scopes: {
    expected: "a list of texts without spaces",
    fits: (value) =>
      Array.isArray(value) && value.every((scope) => typeof scope === "string" && /^[!-~]+$/.test(scope)),
  },
  authorizationParameters: {
    expected: `an object of texts without ${[...ownParameters].join(", ")}`,
    fits: (value) =>
      objectOfTexts.fits(value) && Object.keys(value as object).every((name) => !ownParameters.has(name)),
  },
};

/** Throws a TypeError if the settings, each of which is right, do not go together. */
export function checkOAuth(auth: ToolkitAuth, where: string): void {
  const given = Object.keys(oauthShape).find((name) => auth[name as keyof OAuthSettings] !== undefined);
  if (given === undefined) return;
  const problem = (textOfIt: string): TypeError => new TypeError(`${where}.${textOfIt}`);
  if (auth.scheme !== "OAUTH2") throw problem(`scheme must be "OAUTH2", since there is ${given}`);
  if (auth.clientId === undefined) throw problem(`clientId must be a text that is not empty, since there is ${given}`);
  if (auth.issuer === undefined && (auth.authorizationUrl === undefined || auth.tokenUrl === undefined)) {
    throw problem("issuer must be the provider's address, or both authorizationUrl and tokenUrl must be there");
  }
  if (auth.clientSecret !== undefined && auth.clientSecretEnv !== undefined) {
    throw problem("clientSecretEnv must be left out where there is a clientSecret");
  }
}
