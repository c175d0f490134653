import { waitsForApproval, type WaitingResult } from "../approvals/answers.ts";
import { settleApprovals, type AnswerableRequest, type CheckedCall } from "../approvals/settle-approvals.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";

/** A call that passed its checks, or one that has already ended. */
export type PreparedCall<Result> = { readonly ended: Result } | WaitingCall<Result>;

/** A call that passed its checks. Each of `run`, `deny` and `ask` ends it and writes its log entry. */
export interface WaitingCall<Result> {
  readonly checked: CheckedCall;
  readonly logId: string;
  /** Aborts when the caller hangs up. */
  readonly signal: AbortSignal;
  run(): Promise<Result>;
  /** The user denied the call. */
  deny(): Promise<Result>;
  /** The user must be asked first. */
  ask(): Promise<void>;
}

/** Runs a single call, unless it needs an approval or was denied. */
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

/** Runs a single call outside of sessions, which never needs an approval. */
export async function runWithoutApproval<Result>(call: PreparedCall<Result>): Promise<Result> {
  if ("ended" in call) return call.ended;
  if (call.checked.needsApproval)
    throw new Error(`${call.checked.slug} needs an approval, which only a session can ask for`);
  return call.run();
}
