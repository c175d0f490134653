import { waitsForApproval, type WaitingResult } from "../approvals/answers.ts";
import { settleApprovals, type AnswerableRequest, type CheckedCall } from "../approvals/settle-approvals.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";

/** A call that has passed its checks and waits to be run, or one that ended before that. */
export type PreparedCall<Result> = { readonly ended: Result } | WaitingCall<Result>;

/** One of its three functions ends the call, and writes the entry of the run log. */
export interface WaitingCall<Result> {
  readonly checked: CheckedCall;
  readonly logId: string;
  /** Aborts when the caller hangs up. */
  readonly signal: AbortSignal;
  run(): Promise<Result>;
  /** A person said no. */
  deny(): Promise<Result>;
  /** A person has to be asked first. */
  ask(): Promise<void>;
}

/** Runs a single call, unless a person has to be asked about it or has denied it. */
export async function runPrepared<Result>(
  router: RouterContext,
  session: StoredSession,
  request: AnswerableRequest,
  call: PreparedCall<Result>,
): Promise<Result | WaitingResult> {
  if ("ended" in call) return call.ended;
  const { checked, logId, signal } = call;
  const settled = await settleApprovals(router, session, request, [checked], signal);
  if (settled.question !== undefined) {
    await call.ask();
    return waitsForApproval(checked.slug, settled.question, logId);
  }
  return settled.denied.has(checked.index) ? call.deny() : call.run();
}

/** Runs a single call that needs no approval: nothing outside of sessions does. */
export async function runWithoutApproval<Result>(call: PreparedCall<Result>): Promise<Result> {
  if ("ended" in call) return call.ended;
  if (call.checked.needsApproval) throw new Error(`${call.checked.slug} needs an approval, and nobody can be asked`);
  return call.run();
}
