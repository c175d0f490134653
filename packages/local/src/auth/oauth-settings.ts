import { isLoopback } from "../loopback.ts";
import { objectOfTexts, oneOf, text, type Rule, type Shape } from "../validation/shape.ts";
import type { OAuthSettings, ToolkitAuth } from "./toolkit-auth.ts";

/** Whether secrets may be sent to an address: https, or http on this machine. */
export function isSafeAddress(address: unknown): address is string {
  if (typeof address !== "string" || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && isThisMachine(hostname));
}

function isThisMachine(hostname: string): boolean {
  return hostname === "[::1]" || isLoopback(hostname) || hostname.endsWith(".localhost");
}

const safeAddress: Rule = {
  expected: "a URL that begins with https://, or http:// on this machine",
  fits: isSafeAddress,
};

/** Parameters that the router sets itself. */
const reservedParameters = new Set([
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
    expected: "an array of strings without spaces",
    fits: (value) =>
      Array.isArray(value) && value.every((scope) => typeof scope === "string" && /^[!-~]+$/.test(scope)),
  },
  authorizationParameters: {
    expected: `an object with string values, without the keys ${[...reservedParameters].join(", ")}`,
    fits: (value) =>
      objectOfTexts.fits(value) && Object.keys(value as object).every((name) => !reservedParameters.has(name)),
  },
};

/** Throws a TypeError if settings that are valid alone contradict each other. */
export function checkOAuth(auth: ToolkitAuth, where: string): void {
  const given = Object.keys(oauthShape).find((name) => auth[name as keyof OAuthSettings] !== undefined);
  if (given === undefined) return;
  const problem = (message: string): TypeError => new TypeError(`${where}.${message}`);
  if (auth.scheme !== "OAUTH2") throw problem(`scheme must be "OAUTH2" if ${given} is set`);
  if (auth.clientId === undefined) throw problem(`clientId must be a non-empty string if ${given} is set`);
  if (auth.issuer === undefined && (auth.authorizationUrl === undefined || auth.tokenUrl === undefined)) {
    throw problem("issuer is missing. Set it, or both authorizationUrl and tokenUrl");
  }
  if (auth.clientSecret !== undefined && auth.clientSecretEnv !== undefined) {
    throw problem("clientSecretEnv and clientSecret are both set. Remove one");
  }
}
