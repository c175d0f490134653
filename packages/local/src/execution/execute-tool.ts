import { inspect } from "node:util";
import { accountAfterRefusal, credentialsForTools, freshAccount } from "../accounts/fresh-account.ts";
import { Refusal, refuse, requireCaller, StoreFailure } from "../errors.ts";
import type { ActiveFault } from "../faults.ts";
import { toolFiles } from "../files/tool-files.ts";
import { runAfterHooks } from "../hooks/run-hooks.ts";
import type { JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import type { AppTool } from "../toolkits/catalog.ts";
import { compileResultCheck } from "../toolkits/tool-arguments.ts";
import type { ToolContext } from "../toolkits/tool-context.ts";
import { isToolError, ToolError } from "../toolkits/tool-error.ts";
import type { CheckedToolCall } from "./check-tool-call.ts";
import { addMessage } from "./log-run.ts";
import { failureText, toolResult } from "./tool-result.ts";
import { blocked, failed, type ToolCall, type ToolCallResult, type ToolRun } from "./tool-run.ts";

/** Everything that a step of a run needs. */
interface Execution extends CheckedToolCall {
  readonly router: RouterContext;
  readonly session: StoredSession;
  readonly call: ToolCall;
  readonly run: ToolRun;
}

/** Runs the tool, then the `after_execute` hooks on its result. */
export async function executeTool(
  router: RouterContext,
  session: StoredSession,
  call: ToolCall,
  checked: CheckedToolCall,
  run: ToolRun,
): Promise<ToolCallResult> {
  const result = await resultOfTool({ router, session, call, run, ...checked });
  const { data, error } = result;
  const hooked = await runAfterHooks(router, session, run, checked.args, { data, error }, (changed) =>
    isTooLarge(router, changed) ? `it has more than ${router.maxResultBytes} bytes` : undefined,
  );
  return hooked.block === undefined ? { ...result, ...hooked.result } : blocked(run, hooked.block);
}

function isTooLarge({ maxResultBytes }: RouterContext, data: JSONObject): boolean {
  return Buffer.byteLength(JSON.stringify(data)) > maxResultBytes;
}

async function resultOfTool(execution: Execution): Promise<ToolCallResult> {
  const { router, call, run, tool, faults } = execution;
  if (run.account !== undefined) run.account = await freshAccount(router, run.account);
  requireCaller(call.signal, tool.slug);
  run.hasRun = true;
  let returned: unknown;
  try {
    throwProviderFault(faults);
    returned = await callWithFreshToken(execution);
  } catch (error) {
    if (error instanceof Refusal || error instanceof StoreFailure) throw error;
    reportThrown(execution, error);
    if (isToolError(error)) refuseProviderFailure(tool, error);
    return failed(run, failureText(error), isToolError(error) ? serializable(error.data) : {});
  }
  return readReturned(execution, returned);
}

/** Turns the tool's return value into the result of the call. */
function readReturned(execution: Execution, returned: unknown): ToolCallResult {
  const { router, run, tool } = execution;
  if (returned instanceof Error) reportThrown(execution, returned);
  const result = toolResult(returned);
  if (result.error !== undefined) return failed(run, result.error);
  if (result.bytes > router.maxResultBytes) {
    return refuse(
      "ToolRouterV2_PayloadTooLarge",
      `The result of ${tool.slug} has ${result.bytes} bytes, more than the limit of ${router.maxResultBytes}`,
      { suggestedFix: "Ask the tool for less, such as fewer items or a page of them" },
    );
  }
  const problem = router.validateResults ? compileResultCheck(tool.outputSchema)(result.data) : undefined;
  if (problem !== undefined) return failed(run, problem, result.data);
  return { result_type: "completed", data: result.data, error: null, log_id: run.logId };
}

/** Passes an error to `onError`. A ToolError without a cause is expected, so it is not reported. */
function reportThrown({ router, session, call, run }: Execution, error: unknown): void {
  if (isToolError(error) && error.cause === undefined) return;
  router.onError(error, { kind: "run", toolSlug: call.slug, logId: run.logId, sessionId: session.id });
}

/** Calls the tool, and once more with a new access token if the provider rejects the first. */
async function callWithFreshToken(execution: Execution): Promise<unknown> {
  const { router, call, run } = execution;
  try {
    return await callWithTimeout(execution);
  } catch (error) {
    const isUnauthorized = isToolError(error) && error.kind === "unauthorized";
    const account = isUnauthorized && run.account !== undefined && (await accountAfterRefusal(router, run.account));
    if (!account || call.signal.aborted) throw error;
    run.account = account;
    return callWithTimeout(execution);
  }
}

/** Calls the tool's code. After the timeout, aborts its signal and rejects. */
async function callWithTimeout(execution: Execution): Promise<unknown> {
  const { router, call, tool, args } = execution;
  const context = contextOf(execution);
  const timeout = tool.timeout ?? router.toolTimeout;
  if (timeout === Infinity) return tool.execute(args, context);
  const expiry = new AbortController();
  const done = new AbortController();
  const signal = AbortSignal.any([call.signal, expiry.signal]);
  const expired = router.wait(timeout, done.signal).then(() => {
    const error = new ToolError(`${tool.slug} timed out after ${timeout} ms`);
    expiry.abort(error);
    throw error;
  });
  try {
    return await Promise.race([tool.execute(args, { ...context, signal }), expired]);
  } finally {
    expired.catch(() => undefined);
    done.abort();
  }
}

function contextOf({ router, session, call, run, args }: Execution): ToolContext {
  const { account, messages } = run;
  return {
    arguments: args,
    session: { id: session.id, userId: session.settings.user_id },
    account: account && { id: account.id, alias: account.alias },
    credentials: account === undefined ? {} : credentialsForTools(account),
    signal: call.signal,
    now: router.now,
    files: toolFiles(router, call.origin),
    // Untyped callers log errors and objects, too: that must not fail the run.
    log: (message: unknown) => {
      addMessage(messages, typeof message === "string" ? message : inspect(message));
    },
  };
}

/** Fails as the injected faults of the provider demand. */
function throwProviderFault(faults: readonly ActiveFault[]): void {
  for (const { fault, markFired } of faults) {
    if (fault.kind === "provider_unreachable") {
      markFired();
      throw new ToolError("The provider is unreachable", { kind: "unreachable" });
    }
    if (fault.kind === "provider_rate_limited") {
      markFired();
      throw new ToolError("The provider's rate limit was exceeded", {
        kind: "rate_limited",
        retryAfter: fault.retryAfter,
      });
    }
  }
}

/** A failure of the provider is an HTTP error, not a result of the tool. */
function refuseProviderFailure(tool: AppTool, { kind, message, retryAfter }: ToolError): void {
  if (kind === "unreachable") refuse("ToolRouterV2_UpstreamFailed", `${tool.slug}: ${failureText(message)}`);
  if (kind === "rate_limited") {
    refuse("ToolRouterV2_ProviderRateLimited", `${tool.slug}: ${failureText(message)}`, { retryAfter });
  }
}

/** The data of a ToolError, or `{}` if JSON cannot represent it. */
function serializable(data: JSONObject): JSONObject {
  const result = toolResult(data);
  return result.error === undefined ? result.data : {};
}
