import {
  approvalRule,
  bindApproval,
  type BoundTool,
  FailedCallError,
  type FailedOutcome,
  invalidArguments,
  isCustomTool,
  type NeedsInputOutcome,
  notApproved,
  notPrepared,
  parseArguments,
  renderOutcome,
  sharedCallId,
  throwIfRunAborted,
  toJSONText,
  type ToolOutcome,
  untilAborted,
} from "@tool-router/adapter-kit";
import { ToolRouterError } from "@tool-router/core";
import {
  aFunction,
  aList,
  anAbortSignal,
  anObject,
  aString,
  checkOptions,
  type OptionRules,
} from "@tool-router/core/options";
import type { AnsweredCall, CallerFunction, HandleOptions, PendingQuestion } from "./handle-options.ts";
import { declaredFunctions, searchesIn } from "./tool-binding.ts";

/** One call of a turn, whichever API it came from. */
export interface FunctionCall<Original> {
  readonly id: string;
  readonly name: string;
  /** JSON text; undefined for a call of another kind, which nobody here can answer. */
  readonly arguments: string | undefined;
  readonly original: Original;
}

/** What the model reads as the result of the call with this id. */
export interface Answer extends AnsweredCall {
  readonly text: string;
}

export interface Answers<Original> {
  readonly answers: Answer[];
  readonly unhandled: Original[];
  /** Calls that wait for a person. */
  readonly pending: Original[];
  readonly questions: PendingQuestion[];
}

/** What came of a call, and the text for the model; without a text for one that waits for an answer. */
type Result = Pick<Answer, "outcome" | "text"> | { readonly outcome: NeedsInputOutcome; readonly text?: undefined };

/** How the person is asked. */
export const approvalRules: OptionRules = { approval: approvalRule, approve: aFunction };
const optionRules: OptionRules = {
  ...approvalRules,
  onInputRequired: aFunction,
  signal: anAbortSignal,
  functions: anObject,
  known: aList,
  account: aString,
};

/**
 * Answers the calls of one turn: all at the same time, each id once, in the order of the calls.
 *
 * @param waits - whether a call about which the router asks can wait; otherwise the model reads that it did not run.
 */
export async function answerCalls<Original>(
  tools: readonly object[],
  calls: readonly FunctionCall<Original>[],
  options: HandleOptions,
  waits: boolean,
): Promise<Answers<Original>> {
  checkOptions(options, optionRules, "the handler");
  requireOrder(Array.isArray(tools));
  const { signal, account, functions = {}, approve, onInputRequired } = options;
  const declared = declaredFunctions(tools);
  const ours = [...declared.values()].filter((bound) => bound !== undefined);
  const asks = approvalOf(ours, options);
  const canSearch = searchesIn(tools).length > 0;
  if (ours.length === 0 && !canSearch && calls.some(({ name }) => !Object.hasOwn(functions, name))) {
    throw new ToolRouterError(
      "None of these tools is the router's: give those that toChatTools or toResponsesTools made, no copies of them.",
    );
  }

  /** @param isShared - whether other calls have the id, so that an approval could be taken for theirs. */
  const run = async (bound: BoundTool, id: string, text: string, isShared: boolean): Promise<Result | undefined> => {
    const { tool } = bound;
    let refusal: FailedOutcome | undefined;
    /** True: it may run. Undefined: nobody can be asked here. */
    const decide = async (): Promise<unknown> => {
      if (!(await asks?.(bound, text))) return true;
      // What needs approval has arguments that can be read.
      const args = bound.readArguments(text) ?? {};
      if (!isShared) return approve?.({ id, tool, args, account: bound.readAccount(text) });
      refusal = sharedCallId(tool.slug);
      return true;
    };
    try {
      const answer = asks && !signal?.aborted ? await untilAborted(decide(), signal) : true;
      if (answer === undefined && !approve) return undefined;
      if (answer !== true) refusal = notApproved(tool.slug);
    } catch (error) {
      // Thrown on, it would take the results of the other calls along, whose writes are done. An abort is the call's to tell.
      if (!signal?.aborted) refusal = notPrepared(tool.slug, error);
    }
    if (refusal) return resultOf(refusal, bound.render);
    const outcome = await bound
      .call(text, { signal, account, callId: id || undefined, onInputRequired })
      .catch((error: unknown) => {
        // With `onError: "throw"`; a question is no failure here.
        if (error instanceof FailedCallError && error.outcome.status === "needs_input") return error.outcome;
        throw error;
      });
    // A custom tool has begun: to run it again later would repeat what it did.
    const canWait = waits && !isCustomTool(tool.slug);
    if (outcome.status !== "needs_input" || !canWait) return resultOf(outcome, bound.render);
    return isShared ? resultOf(sharedCallId(tool.slug), bound.render) : { outcome };
  };

  const all: Answers<Original> = { answers: [], unhandled: [], pending: [], questions: [] };
  const failures: unknown[] = [];
  /** Gives what to do when all are through, so that everything is in the order of the calls. */
  const answer = async (group: readonly FunctionCall<Original>[]): Promise<() => unknown> => {
    const [{ id, name, arguments: text }] = group as [FunctionCall<Original>];
    const bound = declared.get(name);
    const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
    const originals = group.map(({ original }) => original);
    if (text === undefined || (!bound && !own && declared.has(name))) return () => all.unhandled.push(...originals);
    const differs = group.some((call) => call.name !== name || call.arguments !== text);
    const isShared = differs || (!id && calls.filter((call) => !call.id).length > 1);
    const result = bound
      ? await run(bound, id, text, isShared)
      : own
        ? await runFunction(own, id, name, text, signal)
        : resultOf(unknownFunction(name, canSearch));
    if (result?.text === undefined) {
      return () => {
        // Of two that are the same, one waits: an approval is for one.
        all.pending.push(group[0]!.original);
        if (result) all.questions.push({ id, name, outcome: result.outcome });
      };
    }
    const note = differs
      ? "\n[Another call had the same id. It was not run: make it again, with an id of its own.]"
      : "";
    return () => all.answers.push({ id, name, outcome: result.outcome, text: result.text + note });
  };
  const settled = await Promise.all(
    groupById(calls).map((group) =>
      answer(group).catch((error: unknown) => {
        // An abort ends everything at once. Anything else waits for the other calls, whose writes go on.
        throwIfRunAborted(signal);
        return () => failures.push(error);
      }),
    ),
  );
  for (const settle of settled) settle();
  if (failures.length > 0) throw failures[0];
  return all;
}

/**
 * Which calls need approval, if any may.
 *
 * @throws ToolRouterError for options that guard nothing, though their caller means them to.
 */
export function approvalOf(
  ours: readonly BoundTool[],
  { approval, approve, known }: Pick<HandleOptions, "approval" | "approve" | "known">,
): ReturnType<typeof bindApproval> | undefined {
  if (approval !== undefined) return bindApproval(ours, approval, known);
  if (approve === undefined) return undefined;
  throw new ToolRouterError(
    'approve is asked about no call without approval, which chooses the calls: give both, for example approval: "destructive".',
  );
}

/** @throws ToolRouterError when the arguments of a handler are not what they should be, such as swapped. */
export function requireOrder(isRight: boolean): void {
  if (isRight) return;
  throw new ToolRouterError(
    "Give the list of the request's tools first, then what the model answered: choices[0].message, or response.output.",
  );
}

const resultOf = (outcome: ToolOutcome, render: (outcome: ToolOutcome) => string = renderOutcome): Result => ({
  outcome,
  text: render(outcome),
});

/** An id can be answered only once, so calls that share one belong together. An empty id is no id. */
function groupById<Call extends { readonly id: string }>(calls: readonly Call[]): Call[][] {
  const groups = new Map<unknown, Call[]>();
  for (const call of calls) {
    const known = groups.get(call.id);
    if (known) known.push(call);
    else groups.set(call.id || call, [call]);
  }
  return [...groups.values()];
}

async function runFunction(
  own: CallerFunction,
  toolCallId: string,
  name: string,
  text: string,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const parsed = parseArguments(text);
  if ("problem" in parsed) return resultOf(invalidArguments(name, parsed.problem));
  try {
    signal?.throwIfAborted();
    const result = await untilAborted(own(parsed.args, { signal, toolCallId }), signal);
    return { outcome: "function", text: typeof result === "string" ? result : toJSONText(result) };
  } catch (error) {
    throwIfRunAborted(signal);
    const reason = error instanceof Error ? error.message : String(error);
    const status = signal?.aborted ? "unknown_outcome" : "tool_error";
    return { outcome: "function", text: toJSONText({ error: `${name} failed: ${reason}`, status }) };
  }
}

function unknownFunction(name: string, canSearch: boolean): FailedOutcome {
  const toolSlug = name.length > 64 ? `${name.slice(0, 64)}…` : name;
  const text = `There is no function ${toolSlug}. Call one of those that you were given${canSearch ? ", or search for it" : ""}.`;
  return { status: "unknown_tool", toolSlug, text };
}
