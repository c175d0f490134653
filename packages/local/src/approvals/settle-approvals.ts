import { requireCaller, storeRefusal } from "../errors.ts";
import type { JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import type { Schemas } from "../spec.ts";
import { findPending, keepPending } from "./pending-approvals.ts";
import { isApproved, questionAbout, questionId } from "./question.ts";
import { rememberApprovals } from "./remembered-approvals.ts";

/** A request as the caller sent it. An answer is valid for the identical request only. */
export interface AnswerableRequest {
  readonly endpoint: "execute" | "execute_meta" | "proxy_execute";
  readonly slug: string;
  readonly args: JSONObject;
  readonly account: string | undefined;
  readonly responses: Schemas["InputResponses"] | undefined;
  readonly state: string | undefined;
}

/** A call that passed all checks. */
export interface CheckedCall {
  /** Its index in a batch, otherwise 0. */
  readonly index: number;
  readonly slug: string;
  /** The arguments for the tool, possibly modified by hooks. */
  readonly args: JSONObject;
  readonly accountId: string | undefined;
  readonly needsApproval: boolean;
  /** Key under which the approval is remembered for the session, if it is. */
  readonly remember: string | undefined;
  /** The question for the user. Empty if no approval is needed. */
  readonly message: string;
}

export type Question = Pick<Schemas["InputRequired"], "input_requests" | "request_state">;

/** Either a question that must be answered first, or the indexes of the denied calls. */
export type Settled = { question: Question } | { question?: undefined; denied: ReadonlySet<number> };

/** Decides which calls may run. Asks again if the state is not valid for this very request. */
export async function settleApprovals(
  router: RouterContext,
  session: StoredSession,
  request: AnswerableRequest,
  calls: readonly CheckedCall[],
  signal: AbortSignal,
): Promise<Settled> {
  // An answer can be used once. A caller that hung up keeps it.
  requireCaller(signal, request.slug);
  try {
    return await settle(router, session, request, calls);
  } catch (error) {
    throw storeRefusal(error, request.slug, false);
  }
}

async function settle(
  router: RouterContext,
  session: StoredSession,
  request: AnswerableRequest,
  calls: readonly CheckedCall[],
): Promise<Settled> {
  const waiting = calls.filter(({ needsApproval }) => needsApproval);
  const denied = await readAnswers(router, session, request, calls, waiting);
  if (denied !== undefined) {
    const approved = waiting.filter(({ index }) => !denied.has(index));
    const subjects = approved.flatMap(({ remember }) => remember ?? []);
    await rememberApprovals(router, session.id, subjects);
    return { denied };
  }
  if (waiting.length === 0) return { denied: new Set() };
  const asked = waiting.map(({ index }) => index);
  const state = await keepPending(router, session.id, asked, subjectOf(request, waiting));
  return {
    question: {
      input_requests: Object.fromEntries(
        waiting.map(({ index, message }) => [questionId(state, index), questionAbout(message)]),
      ),
      request_state: state,
    },
  };
}

/** The indexes of the denied calls. Undefined unless every question was asked and answered. */
async function readAnswers(
  router: RouterContext,
  session: StoredSession,
  request: AnswerableRequest,
  calls: readonly CheckedCall[],
  waiting: readonly CheckedCall[],
): Promise<ReadonlySet<number> | undefined> {
  const { state, responses } = request;
  if (state === undefined || responses === undefined) return undefined;
  const pending = await findPending(router, session.id, state);
  if (pending === undefined) return undefined;
  const asked = new Set(pending.asked);
  if (waiting.some(({ index }) => !asked.has(index))) return undefined;
  if (
    !pending.matches(
      subjectOf(
        request,
        calls.filter(({ index }) => asked.has(index)),
      ),
    )
  )
    return undefined;

  const answers = pending.asked.flatMap((index) => {
    const id = questionId(state, index);
    const response = Object.hasOwn(responses, id) ? responses[id] : undefined;
    return response === undefined ? [] : [{ index, isApproved: isApproved(id, response) }];
  });
  if (answers.length < asked.size || !(await pending.consume())) return undefined;
  return new Set(answers.filter((answer) => !answer.isApproved).map(({ index }) => index));
}

/** The facts that an approval is bound to, in addition to the session. */
function subjectOf({ endpoint, slug, args, account }: AnswerableRequest, asked: readonly CheckedCall[]): unknown {
  return {
    endpoint,
    slug,
    args,
    account,
    calls: asked.map((call) => ({ index: call.index, slug: call.slug, args: call.args, account: call.accountId })),
  };
}
