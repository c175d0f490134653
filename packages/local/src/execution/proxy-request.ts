import type { Account } from "../accounts/account.ts";
import { credentialsForTools } from "../accounts/fresh-account.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import { refuse } from "../errors.ts";
import type { Schemas } from "../spec.ts";
import type { ToolkitProxy } from "../toolkits/define-toolkit.ts";
import { providerAddress } from "./provider-address.ts";
import { checkContent } from "./proxy-content.ts";

/** The body of a proxy call, without the answers to questions. */
export type ProxyBody = Omit<Schemas["ProxyRequest"], "input_responses" | "request_state">;

/** The URL of a proxy call. Refuses an endpoint outside of the provider's site, forbidden headers and invalid content. */
export function proxyUrl(proxy: ToolkitProxy, body: ProxyBody, account: Account | undefined): URL {
  const url =
    providerAddress(proxy.baseUrl, body.endpoint) ??
    refuse("OriginMismatch", `The endpoint is not below ${new URL(proxy.baseUrl).origin}`, {
      suggestedFix: "Use a path, or a URL with the same site and scheme",
    });
  for (const { name, value, type } of body.parameters ?? []) if (type === "query") url.searchParams.append(name, value);
  proxyHeaders(proxy, body, account);
  checkContent(body);
  return url;
}

/** Headers that callers must not set: credentials, and those that control the connection. */
const forbidden =
  /^(authorization|proxy-.*|host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|http2-settings|content-length|expect)$/i;

/** The headers of a proxy call, with lower-case names. A caller's repeated header is joined with commas. */
export function proxyHeaders(
  proxy: ToolkitProxy,
  { parameters = [] }: ProxyBody,
  account: Account | undefined,
): Record<string, string> {
  const own = new Map(
    Object.entries(credentialHeaders(proxy, account)).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const headers = new Map<string, string>();
  for (const [index, { name, value, type }] of parameters.entries()) {
    if (type !== "header") continue;
    const key = name.toLowerCase();
    const isForbidden = forbidden.test(name) || own.has(key);
    if (isForbidden || !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value)) {
      refuse("HTTP_BadRequest", "The request does not fit the schema", {
        errors: [`payload.parameters[${index}]: ${name} cannot be set by the caller`],
      });
    }
    const earlier = headers.get(key);
    headers.set(key, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return Object.fromEntries([["accept", "application/json"], ...headers, ...own]);
}

function credentialHeaders({ headers }: ToolkitProxy, account: Account | undefined): Record<string, string> {
  const credentials = account === undefined ? {} : credentialsForTools(account);
  return headers?.(credentials) ?? authorizationHeader(account?.authScheme, credentials);
}

function authorizationHeader(scheme: string | undefined, credentials: Credentials): Record<string, string> {
  const { api_key: key, token, access_token: accessToken, username, password } = credentials;
  if (scheme === "BASIC") {
    return { authorization: `Basic ${Buffer.from(`${username ?? ""}:${password ?? ""}`).toString("base64")}` };
  }
  const bearer = accessToken ?? token ?? key;
  return bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
}
