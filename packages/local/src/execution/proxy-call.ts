import type { Account } from "../accounts/accounts.ts";
import { accountAfterRefusal, credentialsForTools, freshAccount } from "../accounts/fresh-account.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import { refuse, Refusal } from "../errors.ts";
import { providerAddress } from "../execution/provider-address.ts";
import { requestProvider, type ProviderAnswer } from "../execution/provider-request.ts";
import { contentOf } from "../execution/proxy-content.ts";
import { logRun } from "../execution/run-log.ts";
import { presign } from "../files/presigned.ts";
import { keepToolFile } from "../files/stored-tool-file.ts";
import type { RouterContext } from "../router-context.ts";
import { selectAccount } from "../sessions/account-selection.ts";
import { sessionPolicy } from "../sessions/policy.ts";
import type { Schemas } from "../spec.ts";
import type { ToolkitProxy } from "../toolkits/define-toolkit.ts";
import type { ApiRequest, Handler } from "./operation.ts";

/** Sends a request to the provider of a toolkit, with the user's credentials put in. */
export const proxyExecute: Handler<"postToolRouterSessionBySessionIdProxyExecute"> = async (request, router) => {
  const { session, body } = request;
  const call: ProxyCall = { account: undefined, isSent: false, messages: [] };
  const finish = logRun(router, session, {
    id: router.ids("log"),
    tool: proxyLogName,
    args: { toolkit_slug: body.toolkit_slug, method: body.method, endpoint: withoutSecrets(body.endpoint) },
  });
  try {
    const answer = await callProvider(request, router, call);
    const isFailure = answer.status >= 400;
    await finish(isFailure ? "error" : "ok", isFailure ? `The provider answered ${answer.status}` : null, call);
    return answer;
  } catch (error) {
    const reason = error instanceof Refusal ? error.message : "The router failed";
    const isBlocked = error instanceof Refusal && error.slug === "ExternalProxy_SSRFBlocked";
    await finish(call.isSent && !isBlocked ? "error" : "refused", reason, call);
    throw error;
  }
};

/** What stands in the run log in place of a tool's slug. */
const proxyLogName = "proxy_execute";

interface ProxyCall {
  account: Account | undefined;
  /** Whether the request has gone out, or may have. */
  isSent: boolean;
  readonly messages: string[];
}

async function callProvider(
  request: ApiRequest<"postToolRouterSessionBySessionIdProxyExecute">,
  router: RouterContext,
  call: ProxyCall,
): Promise<Schemas["ProxyResult"]> {
  const { session, body, origin, signal } = request;
  const { settings } = session;
  if (!settings.workbench.enable_proxy_execution) {
    refuse("ToolRouterV2_ProxyExecutionDisabled", "This session makes no proxy calls", {
      suggestedFix: "Set workbench.enable_proxy_execution to true",
    });
  }
  const slug = body.toolkit_slug.toLowerCase();
  const toolkit =
    router.catalogue.toolkits.get(slug) ??
    refuse("ToolRouterV2_InvalidToolkitSlugs", `There are no toolkits called ${slug}`);
  sessionPolicy(settings).requireToolkit(slug);
  if (toolkit.auth !== undefined) call.account = await selectAccount(router, settings, toolkit, undefined);
  const { proxy } = toolkit;
  if (proxy === undefined) {
    return refuse("ToolRouterV2_UpstreamFailed", `Toolkit '${slug}' has no address to call`, {
      suggestedFix: "Give the toolkit a proxy.baseUrl",
    });
  }
  const url =
    providerAddress(proxy.baseUrl, body.endpoint) ??
    refuse("OriginMismatch", `The endpoint is not below ${new URL(proxy.baseUrl).origin}`, {
      suggestedFix: "Use a path, or an address of the same site and scheme",
    });
  for (const { name, value, type } of body.parameters ?? []) if (type === "query") url.searchParams.append(name, value);
  // What is wrong with the request is said before anybody is asked.
  headersOf(body, credentialHeaders(proxy, call.account));
  const untilOver = AbortSignal.any([signal, AbortSignal.timeout(Math.min(router.toolTimeout, usualTimeout))]);
  const content = await contentOf(router, proxy, body, untilOver);

  const send = async (account: Account | undefined): Promise<ProviderAnswer> => {
    const headers = headersOf(body, credentialHeaders(proxy, account));
    if (content !== undefined) headers["content-type"] ??= content.type;
    call.account = account;
    call.isSent = true;
    return requestProvider({
      url,
      method: body.method,
      headers,
      body: content?.bytes,
      allowPrivate: proxy.allowPrivate ?? false,
      maxBytes: router.maxResultBytes,
      signal: untilOver,
    });
  };
  const account = call.account && (await freshAccount(router, call.account));
  const answer = await send(account);
  // A provider that does not know the token has done nothing: with a new one it may be asked again.
  const renewed = answer.status === 401 && account ? await accountAfterRefusal(router, account) : undefined;
  return describe(router, origin, renewed === undefined ? answer : await send(renewed));
}

function credentialHeaders({ headers }: ToolkitProxy, account: Account | undefined): Record<string, string> {
  const credentials = account === undefined ? {} : credentialsForTools(account);
  return headers?.(credentials) ?? usualHeaders(account?.authScheme, credentials);
}

/** An endpoint as the log may show it: queries, fragments and user names may hold what is nobody's business. */
function withoutSecrets(endpoint: string): string {
  return endpoint
    .replace(/[?#].*$/s, "")
    .replace(/^([a-z][a-z\d+.-]*:)?([/\\]{2})[^/\\]*@/i, "$1$2")
    .slice(0, 1000);
}

const usualTimeout = 60_000;

const forbidden =
  /^(authorization|proxy-.*|host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|content-length|expect)$/i;

function headersOf({ parameters = [] }: Schemas["ProxyRequest"], own: Record<string, string>): Record<string, string> {
  const headers: Record<string, string> = { accept: "application/json" };
  for (const [index, { name, value, type }] of parameters.entries()) {
    if (type !== "header") continue;
    const taken = forbidden.test(name) || Object.keys(own).some((key) => key.toLowerCase() === name.toLowerCase());
    if (taken || !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value)) {
      refuse("HTTP_BadRequest", "The request does not fit the schema", {
        errors: [`payload.parameters[${index}]: ${name} cannot be set by the caller`],
      });
    }
    headers[name.toLowerCase()] = value;
  }
  return { ...headers, ...own };
}

function usualHeaders(scheme: string | undefined, credentials: Credentials): Record<string, string> {
  const { api_key: key, token, access_token: accessToken, username, password } = credentials;
  if (scheme === "BASIC") {
    return { authorization: `Basic ${Buffer.from(`${username ?? ""}:${password ?? ""}`).toString("base64")}` };
  }
  const bearer = accessToken ?? token ?? key;
  return bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
}

async function describe(
  router: RouterContext,
  origin: string,
  { status, headers, bytes }: ProviderAnswer,
): Promise<Schemas["ProxyResult"]> {
  const mimetype = headers["content-type"] ?? "application/octet-stream";
  if (bytes.length === 0) return { result_type: "completed", status, headers, data: null };
  const isText = /^text\/|[/+](json|xml|javascript|x-www-form-urlencoded)\b/i.test(mimetype);
  if (isText) return { result_type: "completed", status, headers, data: decoded(new TextDecoder().decode(bytes), mimetype) };
  const key = router.ids("file");
  await keepToolFile(router, key, { name: "answer", file: { bytes, mimetype, modified: router.now() } });
  const { url, expiresAt } = await presign(router, origin, { method: "GET", target: { toolFile: key } });
  const binary = { url, content_type: mimetype, size: bytes.length, expires_at: expiresAt.toISOString() };
  return { result_type: "completed", status, headers, binary_data: binary };
}

function decoded(text: string, mimetype: string): unknown {
  if (!/json/i.test(mimetype)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // A provider's mistake is for the caller to see.
    return text;
  }
}
