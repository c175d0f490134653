import { inspect } from "node:util";
import type { Account } from "../accounts/accounts.ts";
import { accountAfterRefusal, credentialsForTools, freshAccount } from "../accounts/fresh-account.ts";
import { deniedText, waitingText, type WaitingResult } from "../approvals/answers.ts";
import { requiredApproval } from "../approvals/approval-rules.ts";
import { readableArguments } from "../approvals/question.ts";
import type { AnswerableRequest, CheckedCall } from "../approvals/settle-approvals.ts";
import { Refusal, refuse, requireCaller, StoreFailure } from "../errors.ts";
import type { ActiveFault } from "../faults.ts";
import { toolFiles } from "../files/tool-files.ts";
import { hookResultsOf, runAfterHooks, runBeforeHooks, type Block } from "../hooks/run-hooks.ts";
import type { JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import { selectAccount } from "../sessions/account-selection.ts";
import { requirePermission } from "../sessions/permissions.ts";
import { sessionPolicy } from "../sessions/policy.ts";
import type { StoredSession } from "../sessions/session.ts";
import { allowsSeveralAccounts } from "../sessions/settings.ts";
import type { Schemas } from "../spec.ts";
import type { AppTool } from "../toolkits/catalogue.ts";
import { compileResultCheck } from "../toolkits/tool-arguments.ts";
import type { ToolContext } from "../toolkits/tool-context.ts";
import { ToolError } from "../toolkits/tool-error.ts";
import { editDistance } from "../validation/edit-distance.ts";
import { hookedRun, type HookedRun } from "./hooked-run.ts";
import { runPrepared, type PreparedCall } from "./prepared-call.ts";
import { addMessage, logRun, logThrown, type RunLogEntry } from "./run-log.ts";
import { failureText, toolResult } from "./tool-result.ts";

export interface ToolCall {
  slug: string;
  args: JSONObject;
  /** Id, word id or alias of the account to use. */
  account?: string | undefined;
  /** What addresses in the result begin with. */
  origin: string;
  signal: AbortSignal;
  faults: readonly ActiveFault[];
  /** Its place, if it is part of a batch. */
  index?: number | undefined;
}

type Result = Schemas["ExecuteResult"];

/**
 * Runs one app tool in a session, or asks for an approval first. What the session or the user's connections do not admit
 * is refused; a tool that rejects its arguments or fails has run, and says so in `error`.
 */
export async function runTool(
  router: RouterContext,
  session: StoredSession,
  call: ToolCall,
  request: AnswerableRequest,
): Promise<Result | WaitingResult> {
  return runPrepared(router, session, request, await prepareTool(router, session, call));
}

interface Run extends HookedRun {
  account: Account | undefined;
  /** Whether the tool was reached. */
  hasRun: boolean;
}

/** Does everything that comes before the run: the checks and the hooks. Nothing has been executed afterwards. */
export async function prepareTool(
  router: RouterContext,
  session: StoredSession,
  call: ToolCall,
): Promise<PreparedCall<Result>> {
  const logId = router.ids("log");
  const finish = logRun(router, session, { id: logId, tool: call.slug, args: call.args });
  const toolkit = router.catalogue.tools.get(call.slug)?.toolkit.slug ?? "";
  const run: Run = {
    ...hookedRun(router, session, { logId, toolkit, tool: call.slug, signal: call.signal }),
    account: undefined,
    hasRun: false,
  };
  /** Does a part of the work, and writes the log's entry if that ends the call. */
  const logged = async <Part>(work: () => Promise<Part>): Promise<Part> => {
    try {
      return await work();
    } catch (thrown) {
      throw await logThrown(thrown, { what: call.slug, hasRun: run.hasRun, finish }, run);
    }
  };
  const end = async (result: Result): Promise<Result> => {
    await finish(outcomeOf(result, run), result.error, run);
    return { ...result, ...hookResultsOf(run) };
  };

  return logged(async () => {
    const checked = await check(router, session, call, run);
    if ("result" in checked) return { ended: await end(checked.result) };
    const { tool, args, faults } = checked;
    return {
      checked: await describeCall(router, session, tool, call, args, run),
      logId,
      signal: call.signal,
      run: async () => logged(async () => end(await execute(router, session, tool, { ...call, args }, run, faults))),
      deny: async () => {
        const result = failed(run, deniedText(tool.slug));
        await finish("refused", result.error, run);
        return { ...result, ...hookResultsOf(run) };
      },
      ask: async () => finish("asked", waitingText(tool.slug), run),
    };
  });
}

function outcomeOf({ result_type: type, error }: Result, { hasRun }: Run): RunLogEntry["outcome"] {
  if (type === "blocked") return hasRun ? "withheld" : "refused";
  return error === null ? "ok" : "error";
}

function failed({ logId }: Run, error: string, data: JSONObject = {}): Result {
  return { result_type: "failed", data, error, log_id: logId };
}

function blocked({ logId }: Run, { error, reason }: Block): Result {
  return { result_type: "blocked", data: {}, error, log_id: logId, block_reason: reason };
}

type Checked = { result: Result } | { tool: AppTool; args: JSONObject; faults: readonly ActiveFault[] };

async function check(router: RouterContext, session: StoredSession, call: ToolCall, run: Run): Promise<Checked> {
  const { settings } = session;
  const tool = requireKnownTool(router, session, call.slug);
  sessionPolicy(settings).requireTool(tool);
  const faults = call.faults.filter((fault) => fault.appliesTo(tool));
  if (!tool.noAuth) run.account = await chooseAccount(router, session, tool, call, faults);
  requirePermission(settings, tool.slug, run.account?.id);
  const problem = tool.checkArguments(call.args);
  if (problem !== undefined) return { result: failed(run, problem) };
  const hooked = await runBeforeHooks(router, session, run, call.args, tool.checkArguments);
  return hooked.block === undefined ? { tool, args: hooked.args, faults } : { result: blocked(run, hooked.block) };
}

/** The call as a person is asked about it, if it needs an approval. */
async function describeCall(
  router: RouterContext,
  session: StoredSession,
  tool: AppTool,
  { index }: ToolCall,
  args: JSONObject,
  { account }: Run,
): Promise<CheckedCall> {
  const subject = { toolkit: tool.toolkit.slug, slug: tool.slug, tags: tool.tags, accountId: account?.id };
  const approval = await requiredApproval(router, session, subject);
  const question = (): string => {
    const named =
      allowsSeveralAccounts(session.settings) && account ? ` on account ${account.alias ?? account.id}` : "";
    const action = `${tool.slug} with ${readableArguments(args)}${named}?`;
    return index === undefined ? `Run ${action}` : `Call ${index}: run ${action}`;
  };
  return {
    index: index ?? 0,
    slug: tool.slug,
    args,
    accountId: account?.id,
    ...approval,
    message: approval.needsApproval ? question() : "",
  };
}

/** Runs the tool, then the hooks on what it gave. */
async function execute(
  router: RouterContext,
  session: StoredSession,
  tool: AppTool,
  call: ToolCall,
  run: Run,
  faults: readonly ActiveFault[],
): Promise<Result> {
  const result = await runCode(router, session, tool, call, run, faults);
  const { data, error } = result;
  const hooked = await runAfterHooks(router, session, run, call.args, { data, error }, (changed) =>
    isTooLarge(router, changed) ? `it has more than ${router.maxResultBytes} bytes` : undefined,
  );
  return hooked.block === undefined ? { ...result, ...hooked.result } : blocked(run, hooked.block);
}

function isTooLarge({ maxResultBytes }: RouterContext, data: JSONObject): boolean {
  return Buffer.byteLength(JSON.stringify(data)) > maxResultBytes;
}

async function runCode(
  router: RouterContext,
  session: StoredSession,
  tool: AppTool,
  call: ToolCall,
  run: Run,
  faults: readonly ActiveFault[],
): Promise<Result> {
  if (run.account !== undefined) run.account = await freshAccount(router, run.account);
  requireCaller(call.signal, tool.slug);
  run.hasRun = true;
  let returned: unknown;
  try {
    failAsProvider(faults);
    returned = await executeWithAccess(router, session, tool, call, run);
  } catch (error) {
    if (error instanceof Refusal || error instanceof StoreFailure) throw error;
    reportThrown(router, session, call, run, error);
    if (error instanceof ToolError) refuseAsProvider(tool, error);
    return failed(run, failureText(error), error instanceof ToolError ? plain(error.data) : {});
  }

  if (returned instanceof Error) reportThrown(router, session, call, run, returned);
  const result = toolResult(returned);
  if (result.error !== undefined) return failed(run, result.error);
  if (result.bytes > router.maxResultBytes) {
    return refuse(
      "ToolRouterV2_PayloadTooLarge",
      `The result of ${tool.slug} has ${result.bytes} bytes, more than the ${router.maxResultBytes} that are allowed`,
      { suggestedFix: "Ask the tool for less, such as fewer items or a page of them" },
    );
  }
  const misfit = router.validateResults ? compileResultCheck(tool.outputSchema)(result.data) : undefined;
  if (misfit !== undefined) return failed(run, misfit, result.data);
  return { result_type: "completed", data: result.data, error: null, log_id: run.logId };
}

/** A ToolError is a failure that the tool foresaw: only what caused it is news. */
function reportThrown(router: RouterContext, session: StoredSession, call: ToolCall, run: Run, error: unknown): void {
  if (error instanceof ToolError && error.cause === undefined) return;
  router.onError(error, { kind: "run", toolSlug: call.slug, logId: run.logId, sessionId: session.id });
}

async function chooseAccount(
  router: RouterContext,
  { settings }: StoredSession,
  tool: AppTool,
  call: ToolCall,
  faults: readonly ActiveFault[],
): Promise<Account> {
  const account = await selectAccount(router, settings, tool.toolkit, call.account);
  const revoked = faults.filter(({ fault }) => fault.kind === "account_revoked");
  if (revoked.length === 0) return account;
  for (const fault of revoked) fault.markFired();
  await router.accounts.change(account.id, () => ({
    status: "REVOKED",
    statusReason: "The user revoked the access",
  }));
  return refuse("ToolRouterV2_NoActiveConnection", `The connection ${account.id} has been revoked`, {
    suggestedFix: "Link the toolkit anew",
  });
}

function contextOf(router: RouterContext, session: StoredSession, call: ToolCall, run: Run): ToolContext {
  const { account, messages } = run;
  return {
    arguments: call.args,
    session: { id: session.id, userId: session.settings.user_id },
    account: account && { id: account.id, alias: account.alias },
    // A copy: the tool may do with it what it likes.
    credentials: account === undefined ? {} : credentialsForTools(account),
    signal: call.signal,
    now: router.now,
    files: toolFiles(router, call.origin),
    // Who writes JavaScript logs errors and objects, too: that must not undo what the tool has done.
    log: (message: unknown) => {
      addMessage(messages, typeof message === "string" ? message : inspect(message));
    },
  };
}

/** Runs the tool, and once more with a new access token if its provider has refused the one that it was given. */
async function executeWithAccess(
  router: RouterContext,
  session: StoredSession,
  tool: AppTool,
  call: ToolCall,
  run: Run,
): Promise<unknown> {
  try {
    return await callTool(router, tool, call, contextOf(router, session, call, run));
  } catch (error) {
    const isRefused = error instanceof ToolError && error.kind === "unauthorized";
    const account = isRefused && run.account !== undefined && (await accountAfterRefusal(router, run.account));
    if (!account || call.signal.aborted) throw error;
    run.account = account;
    return callTool(router, tool, call, contextOf(router, session, call, run));
  }
}

/** Runs the tool's code, and gives up on it when its time is over. */
async function callTool(router: RouterContext, tool: AppTool, call: ToolCall, context: ToolContext): Promise<unknown> {
  const timeout = tool.timeout ?? router.toolTimeout;
  if (timeout === Infinity) return tool.execute(call.args, context);
  const timeUp = new AbortController();
  const done = new AbortController();
  const signal = AbortSignal.any([call.signal, timeUp.signal]);
  const late = router.wait(timeout, done.signal).then(() => {
    const error = new ToolError(`${tool.slug} did not answer within ${timeout} ms`);
    timeUp.abort(error);
    throw error;
  });
  try {
    return await Promise.race([tool.execute(call.args, { ...context, signal }), late]);
  } finally {
    late.catch(() => undefined);
    done.abort();
  }
}

function failAsProvider(faults: readonly ActiveFault[]): void {
  for (const { fault, markFired } of faults) {
    if (fault.kind === "provider_unreachable") {
      markFired();
      throw new ToolError("The provider cannot be reached", { kind: "unreachable" });
    }
    if (fault.kind === "provider_rate_limited") {
      markFired();
      throw new ToolError("The provider asks to slow down", { kind: "rate_limited", retryAfter: fault.retryAfter });
    }
  }
}

// What keeps the provider from answering is no answer of the tool's.
function refuseAsProvider(tool: AppTool, { kind, message, retryAfter }: ToolError): void {
  if (kind === "unreachable") refuse("ToolRouterV2_UpstreamFailed", `${tool.slug}: ${failureText(message)}`);
  if (kind === "rate_limited") {
    refuse("ToolRouterV2_ProviderRateLimited", `${tool.slug}: ${failureText(message)}`, { retryAfter });
  }
}

function plain(data: JSONObject): JSONObject {
  const result = toolResult(data);
  return result.error === undefined ? result.data : {};
}

function requireKnownTool(router: RouterContext, { settings }: StoredSession, slug: string): AppTool {
  const tool = router.catalogue.tools.get(slug);
  if (tool !== undefined) return tool;
  if (slug.startsWith("LOCAL_")) {
    return refuse("ToolRouterV2_ToolNotFound", `${slug} is a custom tool: it runs at the caller, not here`);
  }
  const policy = sessionPolicy(settings);
  const near = nearestTool(router, slug, policy.allowsTool);
  return refuse("ToolRouterV2_ToolNotFound", `No tool is called ${slug}`, {
    suggestedFix: near === undefined ? "Search for a tool first" : `Did you mean ${near.slug}?`,
  });
}

/** How much of a slug, its toolkit's part left out, may be spelled differently. */
const misspelled = 1 / 4;

/** The tool that was meant, if it is a matter of spelling: a model takes a suggestion for an answer. */
function nearestTool(
  { searchIndex }: RouterContext,
  slug: string,
  allows: (tool: AppTool) => boolean,
): AppTool | undefined {
  return searchIndex
    .find(slug.replaceAll("_", " "), allows, 10)
    .map((tool) => ({ tool, distance: editDistance(slug.toUpperCase(), tool.slug.toUpperCase()) }))
    .filter(({ tool, distance }) => distance <= (tool.slug.length - tool.toolkit.slug.length) * misspelled)
    .toSorted((one, other) => one.distance - other.distance)[0]?.tool;
}
