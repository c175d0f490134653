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

/** One call of a turn, in the same shape for all APIs. */
export interface FunctionCall<Original> {
  readonly id: string;
  readonly name: string;
  /** JSON text; undefined for a call of a custom tool, which cannot be answered here. */
  readonly arguments: string | undefined;
  readonly original: Original;
}

/** The result that the model reads for the call with this id. */
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

/** The outcome of a call and its text for the model. A call that waits for an answer has no text. */
type Result = Pick<Answer, "outcome" | "text"> | { readonly outcome: NeedsInputOutcome; readonly text?: undefined };

/** The options by which a person is asked for approval. */
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
 * Answers the calls of one turn concurrently: each id once, in the order of the calls.
 *
 * @param waits - whether a call with open questions can be pending. Otherwise the model reads that it did not run.
 */
export async function answerCalls<Original>(
  tools: readonly object[],
  calls: readonly FunctionCall<Original>[],
  options: HandleOptions,
  waits: boolean,
): Promise<Answers<Original>> {
  checkOptions(options, optionRules, "the handler");
  requireOrder(Array.isArray(tools));
  const { signal, functions = {} } = options;
  const declared = declaredFunctions(tools);
  const ours = [...declared.values()].filter((bound) => bound !== undefined);
  const canSearch = searchesIn(tools).length > 0;
  if (ours.length === 0 && !canSearch && calls.some(({ name }) => !Object.hasOwn(functions, name))) {
    throw new ToolRouterError(
      "None of these tools is the router's. Pass those of toChatTools or toResponsesTools, not copies.",
    );
  }
  const isEmptyIdShared = calls.filter(({ id }) => !id).length > 1;
  const turn: Turn = { declared, canSearch, asks: approvalOf(ours, options), options, waits, isEmptyIdShared };
  const settled = await Promise.all(
    groupById(calls).map((group) =>
      answerGroup(group, turn).catch((error: unknown): Settle<Original> => {
        // An abort ends everything at once. Any other error waits for the other calls, whose writes continue.
        throwIfRunAborted(signal);
        return () => {
          throw error;
        };
      }),
    ),
  );
  const all: Answers<Original> = { answers: [], unhandled: [], pending: [], questions: [] };
  for (const settle of settled) settle(all);
  return all;
}

/** The parts that all calls of a turn share. */
interface Turn {
  readonly declared: ReadonlyMap<string, BoundTool | undefined>;
  readonly canSearch: boolean;
  readonly asks: ReturnType<typeof bindApproval> | undefined;
  readonly options: HandleOptions;
  readonly waits: boolean;
  /** Whether several calls have an empty id. */
  readonly isEmptyIdShared: boolean;
}

/** Adds the result of a call. Called when all calls have ended, so that the results are in the order of the calls. */
type Settle<Original> = (all: Answers<Original>) => unknown;

/** Answers the calls that share an id. */
async function answerGroup<Original>(group: readonly FunctionCall<Original>[], turn: Turn): Promise<Settle<Original>> {
  const { declared, canSearch, isEmptyIdShared, options } = turn;
  const { functions = {}, signal } = options;
  const [{ id, name, arguments: text, original }] = group as [FunctionCall<Original>];
  const bound = declared.get(name);
  const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (text === undefined || (!bound && !own && declared.has(name)))
    return (all) => all.unhandled.push(...group.map((call) => call.original));

  const differs = group.some((call) => call.name !== name || call.arguments !== text);
  const result = bound
    ? await runTool(bound, id, text, differs || (!id && isEmptyIdShared), turn)
    : own
      ? await runFunction(own, id, name, text, signal)
      : resultOf(unknownFunction(name, canSearch));
  if (result?.text === undefined)
    return (all) => {
      // Of identical calls only one is pending, because an approval is for one call.
      all.pending.push(original);
      if (result) all.questions.push({ id, name, outcome: result.outcome });
    };
  const note = differs ? "\n[Another call with the same id did not run. Make it again.]" : "";
  return (all) => all.answers.push({ id, name, outcome: result.outcome, text: result.text + note });
}

/**
 * Runs a tool of the router if it is approved.
 *
 * @param isShared - whether other calls have the same id, so that an approval could be for them.
 * @returns undefined if the call waits for an approval.
 */
async function runTool(
  bound: BoundTool,
  id: string,
  text: string,
  isShared: boolean,
  { asks, options, waits }: Turn,
): Promise<Result | undefined> {
  const { tool, render } = bound;
  const { signal, account, onInputRequired } = options;
  const decision = asks && !signal?.aborted ? await decide(bound, id, text, isShared, asks, options) : "run";
  if (!decision) return undefined;
  if (decision !== "run") return resultOf(decision, render);
  const outcome = await bound
    .call(text, { signal, account, callId: id || undefined, onInputRequired })
    .catch((error: unknown) => {
      // A question is not a failure here, even with `onError: "throw"`.
      if (error instanceof FailedCallError && error.outcome.status === "needs_input") return error.outcome;
      throw error;
    });
  // Running a custom tool again later would repeat its earlier steps.
  const canWait = waits && !isCustomTool(tool.slug);
  if (outcome.status !== "needs_input" || !canWait) return resultOf(outcome, render);
  return isShared ? resultOf(sharedCallId(tool.slug), render) : { outcome };
}

/** Decides whether a call runs, waits for an approval (undefined), or is refused. */
async function decide(
  bound: BoundTool,
  id: string,
  text: string,
  isShared: boolean,
  asks: NonNullable<Turn["asks"]>,
  { signal, approve }: HandleOptions,
): Promise<"run" | FailedOutcome | undefined> {
  const { tool } = bound;
  const ask = async (): Promise<"run" | FailedOutcome | undefined> => {
    if (!(await asks(bound, text))) return "run";
    if (isShared) return sharedCallId(tool.slug);
    if (!approve) return undefined;
    // A call that needs approval has valid arguments.
    const args = bound.readArguments(text) ?? {};
    const answer: unknown = await approve({ id, tool, args, account: bound.readAccount(text) });
    return answer === true ? "run" : notApproved(tool.slug);
  };
  try {
    return await untilAborted(ask(), signal);
  } catch (error) {
    // Thrown, it would discard the results of other calls, whose writes are done. An abort is reported by the call.
    return signal?.aborted ? "run" : notPrepared(tool.slug, error);
  }
}

/**
 * Creates the check of which calls need approval; undefined without the option `approval`.
 *
 * @throws ToolRouterError for `approve` without `approval`, which would never be called.
 */
export function approvalOf(
  ours: readonly BoundTool[],
  { approval, approve, known }: Pick<HandleOptions, "approval" | "approve" | "known">,
): ReturnType<typeof bindApproval> | undefined {
  if (approval !== undefined) return bindApproval(ours, approval, known);
  if (approve === undefined) return undefined;
  throw new ToolRouterError('approve needs the option approval, for example "destructive".');
}

/** @throws ToolRouterError if the arguments of a handler are wrong, for example swapped. */
export function requireOrder(isRight: boolean): void {
  if (isRight) return;
  throw new ToolRouterError("Pass the request's tools, then choices[0].message or response.output.");
}

const resultOf = (outcome: ToolOutcome, render: (outcome: ToolOutcome) => string = renderOutcome): Result => ({
  outcome,
  text: render(outcome),
});

/** Groups calls that share an id, because an id can be answered only once. An empty id groups nothing. */
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
  const text = `No function is named ${toolSlug}. Call one that you were given${canSearch ? ", or search for one" : ""}.`;
  return { status: "unknown_tool", toolSlug, text };
}
