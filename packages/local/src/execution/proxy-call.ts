import type { Account } from "../accounts/accounts.ts";
import { accountAfterRefusal, credentialsForTools, freshAccount } from "../accounts/fresh-account.ts";
import { deniedText, waitingText } from "../approvals/answers.ts";
import { requiredApproval } from "../approvals/approval-rules.ts";
import { readableArguments } from "../approvals/question.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import { refuse, Refusal, requireCaller } from "../errors.ts";
import { presign } from "../files/presigned.ts";
import { keepToolFile } from "../files/stored-tool-file.ts";
import { hookResultsOf, runAfterHooks, runBeforeHooks, type Block } from "../hooks/run-hooks.ts";
import type { JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import { selectAccount } from "../sessions/account-selection.ts";
import { sessionPolicy } from "../sessions/policy.ts";
import type { StoredSession } from "../sessions/session.ts";
import { allowsProxyCalls } from "../sessions/settings.ts";
import { inlineReferences, resolvePointer, type Schemas } from "../spec.ts";
import type { AppToolkit } from "../toolkits/catalogue.ts";
import type { ToolkitProxy } from "../toolkits/define-toolkit.ts";
import { compileArgumentCheck } from "../toolkits/tool-arguments.ts";
import { hookedRun, type HookedRun } from "./hooked-run.ts";
import type { PreparedCall } from "./prepared-call.ts";
import { providerAddress } from "./provider-address.ts";
import { requestProvider, type ProviderAnswer } from "./provider-request.ts";
import { checkContent, contentOf } from "./proxy-content.ts";
import { logRun, logThrown } from "./run-log.ts";

/** A request past the tools, to the provider of a toolkit. */
export interface ProxyCall {
  readonly body: Omit<Schemas["ProxyRequest"], "input_responses" | "request_state">;
  /** Id, word id or alias of the account to use. */
  readonly account: string | undefined;
  readonly origin: string;
  readonly signal: AbortSignal;
  /** The meta tool has a switch of its own. */
  readonly isMetaTool: boolean;
}

/** The provider's answer, or the reason why there is none. */
export type ProxyOutcome = { readonly hook_results?: Schemas["HookResult"][] } & (
  | { readonly answer: Schemas["ProxyResult"]; readonly stop?: undefined }
  | { readonly stop: "denied" | "blocked" | "withheld"; readonly error: string; readonly reason: string | null }
);

/** Slug of a request past the tools, for hooks, permissions and questions. */
export const proxySlug = "COMPOSIO_PROXY_EXECUTE";

/** Stands in the run log in place of a tool's slug. */
const proxyLogName = "proxy_execute";

/** A request may do anything, so it counts as the worst. */
const proxyTags = ["destructiveHint", "openWorldHint"];

interface Run extends HookedRun {
  account: Account | undefined;
  /** Whether the request has gone out, or may have. */
  isSent: boolean;
}

/** Does everything that comes before the request: the checks and the hooks. Nothing has been sent afterwards. */
export async function prepareProxyCall(
  router: RouterContext,
  session: StoredSession,
  call: ProxyCall,
): Promise<PreparedCall<ProxyOutcome>> {
  const toolkitSlug = call.body.toolkit_slug.toLowerCase();
  const logId = router.ids("log");
  const run: Run = {
    ...hookedRun(router, session, { logId, toolkit: toolkitSlug, tool: proxySlug, signal: call.signal }),
    account: undefined,
    isSent: false,
  };
  const finish = logRun(router, session, { id: logId, tool: proxyLogName, args: loggedRequest(call.body) });
  /** Does a part of the work, and writes the log's entry if that ends the call. */
  const logged = async <Part>(work: () => Promise<Part>): Promise<Part> => {
    try {
      return await work();
    } catch (thrown) {
      const isBlocked = thrown instanceof Refusal && thrown.slug === "ExternalProxy_SSRFBlocked";
      throw await logThrown(thrown, { what: proxySlug, hasRun: run.isSent && !isBlocked, finish }, run);
    }
  };
  const stop = async (kind: "denied" | "blocked" | "withheld", { error, reason }: Block): Promise<ProxyOutcome> => {
    await finish(kind === "withheld" ? "withheld" : "refused", error, run);
    return { stop: kind, error, reason, ...hookResultsOf(run) };
  };

  return logged(async () => {
    const toolkit = await checkToolkit(router, session, call, run);
    const checkBody = (body: JSONObject): void => {
      plan(toolkit, readBody(body), run.account);
    };
    checkBody(call.body);
    const subject = { toolkit: toolkitSlug, slug: proxySlug, tags: proxyTags, accountId: run.account?.id };
    const approval = await requiredApproval(router, session, subject);
    const hooked = await runBeforeHooks(router, session, run, call.body, (changed) =>
      problemOf(toolkitSlug, changed, checkBody),
    );
    if (hooked.block !== undefined) return { ended: await stop("blocked", hooked.block) };
    const args = hooked.args;
    const body = readBody(args);
    return {
      checked: {
        index: 0,
        slug: proxySlug,
        args,
        accountId: run.account?.id,
        ...approval,
        message: `Run ${proxySlug} with ${readableArguments(args)}?`,
      },
      logId,
      signal: call.signal,
      run: async () =>
        logged(async () => {
          const answer = await callProvider(router, call, toolkit, body, run);
          const after = await judge(router, session, run, args, answer);
          if (after.block !== undefined) return stop("withheld", after.block);
          const isFailure = answer.status >= 400;
          await finish(isFailure ? "error" : "ok", isFailure ? `The provider answered ${answer.status}` : null, run);
          return { answer: after.answer, ...hookResultsOf(run) };
        }),
      deny: async () => stop("denied", { error: deniedText(proxySlug), reason: null }),
      ask: async () => finish("asked", waitingText(proxySlug), run),
    };
  });
}

/** A request as the log may show it: no body, no parameters, no query. */
export function loggedRequest({ toolkit_slug, method, endpoint }: JSONObject): JSONObject {
  return { toolkit_slug, method, endpoint: typeof endpoint === "string" ? withoutSecrets(endpoint) : undefined };
}

async function checkToolkit(
  router: RouterContext,
  { settings }: StoredSession,
  call: ProxyCall,
  run: Run,
): Promise<ProxiedToolkit> {
  if (!call.isMetaTool && !allowsProxyCalls(settings)) {
    refuse("ToolRouterV2_ProxyExecutionDisabled", "This session makes no proxy calls", {
      suggestedFix: "Set workbench.enable_proxy_execution to true, and proxy_execute.enable not to false",
    });
  }
  const toolkit =
    router.catalogue.toolkits.get(run.toolkit) ??
    refuse("ToolRouterV2_InvalidToolkitSlugs", `There are no toolkits called ${run.toolkit}`);
  sessionPolicy(settings).requireToolkit(run.toolkit);
  if (toolkit.auth !== undefined) run.account = await selectAccount(router, settings, toolkit, call.account);
  const { proxy } = toolkit;
  if (proxy === undefined) {
    return refuse("ToolRouterV2_UpstreamFailed", `Toolkit '${run.toolkit}' has no address to call`, {
      suggestedFix: "Give the toolkit a proxy.baseUrl",
    });
  }
  return { ...toolkit, proxy };
}

type ProxiedToolkit = AppToolkit & { readonly proxy: ToolkitProxy };

const checkArguments = compileArgumentCheck(
  inlineReferences(resolvePointer("#/components/schemas/ProxyRequest")) as JSONObject,
);

function readBody(args: JSONObject | ProxyCall["body"]): ProxyCall["body"] {
  return args as ProxyCall["body"];
}

/** Says what is wrong with arguments that a hook has changed. */
function problemOf(
  toolkitSlug: string,
  changed: JSONObject,
  checkBody: (body: JSONObject) => void,
): string | undefined {
  const problem = checkArguments(changed);
  if (problem !== undefined) return problem;
  if (readBody(changed).toolkit_slug.toLowerCase() !== toolkitSlug) return "toolkit_slug must stay the same";
  try {
    checkBody(changed);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** Where the request goes. Refuses what would be wrong with it. */
function plan({ proxy }: ProxiedToolkit, body: ProxyCall["body"], account: Account | undefined): URL {
  const url =
    providerAddress(proxy.baseUrl, body.endpoint) ??
    refuse("OriginMismatch", `The endpoint is not below ${new URL(proxy.baseUrl).origin}`, {
      suggestedFix: "Use a path, or an address of the same site and scheme",
    });
  for (const { name, value, type } of body.parameters ?? []) if (type === "query") url.searchParams.append(name, value);
  headersOf(body, credentialHeaders(proxy, account));
  checkContent(body);
  return url;
}

/** Runs the hooks on what the provider answered. */
async function judge(
  router: RouterContext,
  session: StoredSession,
  run: Run,
  args: JSONObject,
  answer: Schemas["ProxyResult"],
): Promise<{ answer: Schemas["ProxyResult"]; block?: undefined } | { block: Block }> {
  const { result_type: _, ...data } = answer;
  const hooked = await runAfterHooks(router, session, run, args, { data, error: null }, (changed) =>
    Number.isInteger(changed["status"]) ? undefined : "status must be an integer",
  );
  if (hooked.block !== undefined) return hooked;
  return { answer: { result_type: "completed", ...(hooked.result.data as typeof data) } };
}

async function callProvider(
  router: RouterContext,
  { origin, signal }: ProxyCall,
  toolkit: ProxiedToolkit,
  body: ProxyCall["body"],
  run: Run,
): Promise<Schemas["ProxyResult"]> {
  const { proxy } = toolkit;
  const url = plan(toolkit, body, run.account);
  const untilOver = AbortSignal.any([signal, AbortSignal.timeout(Math.min(router.toolTimeout, usualTimeout))]);
  const content = await contentOf(router, proxy, body, untilOver);

  const send = async (account: Account | undefined): Promise<ProviderAnswer> => {
    const headers = headersOf(body, credentialHeaders(proxy, account));
    if (content !== undefined) headers["content-type"] ??= content.type;
    requireCaller(signal, proxySlug);
    run.account = account;
    run.isSent = true;
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
  const account = run.account && (await freshAccount(router, run.account));
  const answer = await send(account);
  // A provider that does not know the token has done nothing: with a new one it may be asked again.
  const renewed = answer.status === 401 && account ? await accountAfterRefusal(router, account) : undefined;
  return describe(router, origin, renewed === undefined ? answer : await send(renewed));
}

function credentialHeaders({ headers }: ToolkitProxy, account: Account | undefined): Record<string, string> {
  const credentials = account === undefined ? {} : credentialsForTools(account);
  return headers?.(credentials) ?? usualHeaders(account?.authScheme, credentials);
}

/** An endpoint for the log. Queries, fragments and user names may hold secrets. */
function withoutSecrets(endpoint: string): string {
  return endpoint
    .replace(/[?#].*$/s, "")
    .replace(/^([a-z][a-z\d+.-]*:)?([/\\]{2})[^/\\]*@/i, "$1$2")
    .slice(0, 1000);
}

const usualTimeout = 60_000;

const forbidden =
  /^(authorization|proxy-.*|host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|http2-settings|content-length|expect)$/i;

/** The headers of a request, by their names in lower case. A caller's repeated header becomes a list. */
function headersOf({ parameters = [] }: ProxyCall["body"], given: Record<string, string>): Record<string, string> {
  const own = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const headers = new Map<string, string>();
  for (const [index, { name, value, type }] of parameters.entries()) {
    if (type !== "header") continue;
    const key = name.toLowerCase();
    const taken = forbidden.test(name) || own.has(key);
    if (taken || !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value)) {
      refuse("HTTP_BadRequest", "The request does not fit the schema", {
        errors: [`payload.parameters[${index}]: ${name} cannot be set by the caller`],
      });
    }
    const earlier = headers.get(key);
    headers.set(key, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return Object.fromEntries([["accept", "application/json"], ...headers, ...own]);
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
  const isEncoded = headers["content-encoding"] !== undefined;
  const isText = !isEncoded && /^text\/|[/+](json|xml|javascript|x-www-form-urlencoded)\b/i.test(mimetype);
  if (isText) {
    return { result_type: "completed", status, headers, data: decoded(new TextDecoder().decode(bytes), mimetype) };
  }
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
