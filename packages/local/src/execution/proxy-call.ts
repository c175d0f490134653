import type { Account } from "../accounts/account.ts";
import { accountAfterRefusal, freshAccount } from "../accounts/fresh-account.ts";
import { deniedText, waitingText } from "../approvals/answers.ts";
import { requiredApproval } from "../approvals/approval-rules.ts";
import { readableArguments } from "../approvals/question.ts";
import { refuse, Refusal, requireCaller } from "../errors.ts";
import { hookResultsOf, runAfterHooks, runBeforeHooks, type Block } from "../hooks/run-hooks.ts";
import type { JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import { selectAccount } from "../sessions/account-selection.ts";
import { sessionPolicy } from "../sessions/policy.ts";
import type { StoredSession } from "../sessions/session.ts";
import { allowsProxyCalls } from "../sessions/settings.ts";
import { inlineReferences, resolvePointer, type Schemas } from "../spec.ts";
import type { ToolkitProxy } from "../toolkits/define-toolkit.ts";
import { compileArgumentCheck } from "../toolkits/tool-arguments.ts";
import { hookedRun, type HookedRun } from "./hooked-run.ts";
import { logRun, logThrown } from "./log-run.ts";
import type { PreparedCall } from "./prepared-call.ts";
import { requestProvider, type ProviderAnswer } from "./provider-request.ts";
import { proxyAnswer } from "./proxy-answer.ts";
import { contentOf } from "./proxy-content.ts";
import { proxyHeaders, proxyUrl, type ProxyBody } from "./proxy-request.ts";

/** A direct request to the provider of a toolkit. */
export interface ProxyCall {
  readonly body: ProxyBody;
  /** Id, word id or alias of the account to use. */
  readonly account: string | undefined;
  readonly origin: string;
  readonly signal: AbortSignal;
  /** True for the meta tool, which has its own setting. */
  readonly isMetaTool: boolean;
}

/** The provider's response, or the reason why the call was stopped. */
export type ProxyOutcome = { readonly hook_results?: Schemas["HookResult"][] } & (
  | { readonly answer: Schemas["ProxyResult"]; readonly stop?: undefined }
  | { readonly stop: Stop; readonly error: string; readonly reason: string | null }
);

type Stop = "denied" | "blocked" | "withheld";

/** Slug of a proxy call in hooks, permissions and questions. */
export const proxySlug = "COMPOSIO_PROXY_EXECUTE";

/** Replaces the tool's slug in the run log. */
const proxyLogName = "proxy_execute";

/** A proxy call may do anything, so it has the most restrictive tags. */
const proxyTags = ["destructiveHint", "openWorldHint"];

const DEFAULT_PROXY_TIMEOUT_MS = 60_000;

interface ProxyRun extends HookedRun {
  account: Account | undefined;
  /** Whether the request may have been sent. */
  isSent: boolean;
}

/** Runs the checks and the `before_execute` hooks of a proxy call. Sends no request. */
export async function prepareProxyCall(
  router: RouterContext,
  session: StoredSession,
  call: ProxyCall,
): Promise<PreparedCall<ProxyOutcome>> {
  const toolkitSlug = call.body.toolkit_slug.toLowerCase();
  const logId = router.ids("log");
  const run: ProxyRun = {
    ...hookedRun(router, session, { logId, toolkit: toolkitSlug, tool: proxySlug, signal: call.signal }),
    account: undefined,
    isSent: false,
  };
  const finish = logRun(router, session, { id: logId, tool: proxyLogName, args: loggedRequest(call.body) });
  /** Runs a step of the call. If it throws, finishes the log entry. */
  const logged = async <Value>(step: () => Promise<Value>): Promise<Value> => {
    try {
      return await step();
    } catch (thrown) {
      const isBlocked = thrown instanceof Refusal && thrown.slug === "ExternalProxy_SSRFBlocked";
      throw await logThrown(thrown, { what: proxySlug, hasRun: run.isSent && !isBlocked, finish }, run);
    }
  };
  const stop = async (kind: Stop, { error, reason }: Block): Promise<ProxyOutcome> => {
    await finish(kind === "withheld" ? "withheld" : "refused", error, run);
    return { stop: kind, error, reason, ...hookResultsOf(run) };
  };
  const send = async (proxy: ToolkitProxy, args: JSONObject): Promise<ProxyOutcome> => {
    const answer = await callProvider(router, call, proxy, args as ProxyBody, run);
    const after = await runHooksOnAnswer(router, session, run, args, answer);
    if (after.block !== undefined) return stop("withheld", after.block);
    const isFailure = answer.status >= 400;
    await finish(isFailure ? "error" : "ok", isFailure ? `The provider answered ${answer.status}` : null, run);
    return { answer: after.answer, ...hookResultsOf(run) };
  };

  return logged(async () => {
    const checked = await checkProxyCall(router, session, call, run);
    if ("block" in checked) return { ended: await stop("blocked", checked.block) };
    const { proxy, args, approval } = checked;
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
      run: async () => logged(async () => send(proxy, args)),
      deny: async () => stop("denied", { error: deniedText(proxySlug), reason: null }),
      ask: async () => finish("asked", waitingText(proxySlug), run),
    };
  });
}

/** The log's copy of a request, without its body, parameters and query. */
export function loggedRequest({ toolkit_slug, method, endpoint }: JSONObject): JSONObject {
  return { toolkit_slug, method, endpoint: typeof endpoint === "string" ? withoutSecrets(endpoint) : undefined };
}

/** Removes query, fragment and user name, which may hold secrets. */
function withoutSecrets(endpoint: string): string {
  return endpoint
    .replace(/[?#].*$/s, "")
    .replace(/^([a-z][a-z\d+.-]*:)?([/\\]{2})[^/\\]*@/i, "$1$2")
    .slice(0, 1000);
}

interface CheckedProxyCall {
  readonly proxy: ToolkitProxy;
  /** The body, possibly modified by hooks. */
  readonly args: JSONObject;
  readonly approval: Awaited<ReturnType<typeof requiredApproval>>;
}

/** Checks toolkit, account, request and permissions, then runs the hooks. Sets the account of the run. */
async function checkProxyCall(
  router: RouterContext,
  session: StoredSession,
  call: ProxyCall,
  run: ProxyRun,
): Promise<{ block: Block } | CheckedProxyCall> {
  const proxy = await requireProxy(router, session, call, run);
  proxyUrl(proxy, call.body, run.account);
  const subject = { toolkit: run.toolkit, slug: proxySlug, tags: proxyTags, accountId: run.account?.id };
  const approval = await requiredApproval(router, session, subject);
  const hooked = await runBeforeHooks(router, session, run, call.body, (changed) =>
    problemOfModified(changed, proxy, run),
  );
  return hooked.block === undefined ? { proxy, args: hooked.args, approval } : { block: hooked.block };
}

async function requireProxy(
  router: RouterContext,
  { settings }: StoredSession,
  call: ProxyCall,
  run: ProxyRun,
): Promise<ToolkitProxy> {
  if (!call.isMetaTool && !allowsProxyCalls(settings)) {
    refuse("ToolRouterV2_ProxyExecutionDisabled", "Proxy calls are disabled in this session", {
      suggestedFix: "Set workbench.enable_proxy_execution to true, and do not set proxy_execute.enable to false",
    });
  }
  const toolkit =
    router.catalog.toolkits.get(run.toolkit) ??
    refuse("ToolRouterV2_InvalidToolkitSlugs", `Unknown toolkit: ${run.toolkit}`);
  sessionPolicy(settings).requireToolkit(run.toolkit);
  if (toolkit.auth !== undefined) run.account = await selectAccount(router, settings, toolkit, call.account);
  return (
    toolkit.proxy ??
    refuse("ToolRouterV2_UpstreamFailed", `Toolkit '${run.toolkit}' does not support proxy calls`, {
      suggestedFix: "Give the toolkit a proxy.baseUrl",
    })
  );
}

const checkArguments = compileArgumentCheck(
  inlineReferences(resolvePointer("#/components/schemas/ProxyRequest")) as JSONObject,
);

/** The problem with a request that a hook has modified, if there is one. */
function problemOfModified(changed: JSONObject, proxy: ToolkitProxy, run: ProxyRun): string | undefined {
  const problem = checkArguments(changed);
  if (problem !== undefined) return problem;
  const body = changed as ProxyBody;
  if (body.toolkit_slug.toLowerCase() !== run.toolkit) return "toolkit_slug must stay the same";
  try {
    proxyUrl(proxy, body, run.account);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

async function callProvider(
  router: RouterContext,
  { origin, signal: callerSignal }: ProxyCall,
  proxy: ToolkitProxy,
  body: ProxyBody,
  run: ProxyRun,
): Promise<Schemas["ProxyResult"]> {
  const url = proxyUrl(proxy, body, run.account);
  const timeout = Math.min(router.toolTimeout, DEFAULT_PROXY_TIMEOUT_MS);
  const signal = AbortSignal.any([callerSignal, AbortSignal.timeout(timeout)]);
  const content = await contentOf(router, proxy, body, signal);

  const send = async (account: Account | undefined): Promise<ProviderAnswer> => {
    const headers = proxyHeaders(proxy, body, account);
    if (content !== undefined) headers["content-type"] ??= content.type;
    requireCaller(callerSignal, proxySlug);
    run.account = account;
    run.isSent = true;
    return requestProvider({
      url,
      method: body.method,
      headers,
      body: content?.bytes,
      allowPrivate: proxy.allowPrivate ?? false,
      maxBytes: router.maxResultBytes,
      signal,
    });
  };
  const account = run.account && (await freshAccount(router, run.account));
  const answer = await send(account);
  // A 401 means that the provider did nothing, so the request may be sent again with a new token.
  const renewed = answer.status === 401 && account ? await accountAfterRefusal(router, account) : undefined;
  return proxyAnswer(router, origin, renewed === undefined ? answer : await send(renewed));
}

async function runHooksOnAnswer(
  router: RouterContext,
  session: StoredSession,
  run: ProxyRun,
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
