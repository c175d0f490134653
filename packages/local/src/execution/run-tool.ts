import { deniedText, waitingText, type WaitingResult } from "../approvals/answers.ts";
import { requiredApproval } from "../approvals/approval-rules.ts";
import { readableArguments } from "../approvals/question.ts";
import type { AnswerableRequest, CheckedCall } from "../approvals/settle-approvals.ts";
import { hookResultsOf } from "../hooks/run-hooks.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import { allowsSeveralAccounts } from "../sessions/settings.ts";
import { checkToolCall, type CheckedToolCall } from "./check-tool-call.ts";
import { executeTool } from "./execute-tool.ts";
import { hookedRun } from "./hooked-run.ts";
import { logRun, logThrown } from "./log-run.ts";
import { runPrepared, type PreparedCall } from "./prepared-call.ts";
import type { RunLogEntry } from "./run-log.ts";
import { failed, type ToolCall, type ToolCallResult, type ToolRun } from "./tool-run.ts";

/**
 * Runs an app tool in a session, or asks for an approval first.
 *
 * Throws a Refusal if the session or the user's connections do not allow the call. Invalid arguments and a failing tool
 * resolve with `error`.
 */
export async function runTool(
  router: RouterContext,
  session: StoredSession,
  call: ToolCall,
  request: AnswerableRequest,
): Promise<ToolCallResult | WaitingResult> {
  return runPrepared(router, session, request, await prepareTool(router, session, call));
}

/** Runs the checks and the `before_execute` hooks of a call. Does not execute the tool. */
export async function prepareTool(
  router: RouterContext,
  session: StoredSession,
  call: ToolCall,
): Promise<PreparedCall<ToolCallResult>> {
  const logId = router.ids("log");
  const finish = logRun(router, session, { id: logId, tool: call.slug, args: call.args });
  const toolkit = router.catalog.tools.get(call.slug)?.toolkit.slug ?? "";
  const run: ToolRun = {
    ...hookedRun(router, session, { logId, toolkit, tool: call.slug, signal: call.signal }),
    account: undefined,
    hasRun: false,
  };
  /** Runs a step of the call. If it throws, finishes the log entry. */
  const logged = async <Value>(step: () => Promise<Value>): Promise<Value> => {
    try {
      return await step();
    } catch (thrown) {
      throw await logThrown(thrown, { what: call.slug, hasRun: run.hasRun, finish }, run);
    }
  };
  const end = async (result: ToolCallResult, outcome = outcomeOf(result, run)): Promise<ToolCallResult> => {
    await finish(outcome, result.error, run);
    return { ...result, ...hookResultsOf(run) };
  };

  /** A single call has the span of its request. */
  const traced = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (call.index === undefined) return work();
    const { slug: tool, account } = call;
    return router.telemetry({ headers: undefined, sessionId: session.id, tool, account }, work);
  };

  return logged(async () => {
    const checked = await checkToolCall(router, session, call, run);
    if ("result" in checked) return { ended: await end(checked.result) };
    return {
      checked: await describeCall(router, session, call, checked, run),
      logId,
      signal: call.signal,
      run: async () =>
        traced(async () => logged(async () => end(await executeTool(router, session, call, checked, run)))),
      deny: async () => end(failed(run, deniedText(call.slug)), "refused"),
      ask: async () => finish("asked", waitingText(call.slug), run),
    };
  });
}

function outcomeOf({ result_type: type, error }: ToolCallResult, { hasRun }: ToolRun): RunLogEntry["outcome"] {
  if (type === "blocked") return hasRun ? "withheld" : "refused";
  return error === null ? "ok" : "error";
}

/** The call for the approval check, with the question for the user. */
async function describeCall(
  router: RouterContext,
  session: StoredSession,
  { index }: ToolCall,
  { tool, args }: CheckedToolCall,
  { account }: ToolRun,
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
