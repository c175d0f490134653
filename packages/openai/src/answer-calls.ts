import {
  bindApproval,
  type BoundTool,
  type FailedOutcome,
  notApproved,
  parseArguments,
  renderOutcome,
  throwIfRunAborted,
  toJSONText,
  type ToolOutcome,
} from "@tool-router/adapter-kit";
import { ToolRouterError } from "@tool-router/core";
import type { AnsweredCall, HandleOptions, OtherFunction } from "./other-functions.ts";
import { declaredFunctions } from "./tool-binding.ts";

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
  /** Calls that wait for approval. */
  readonly pending: Original[];
}

/** What came of a call, and the text for the model. */
type Result = Pick<Answer, "outcome" | "text">;

/** Answers the calls of one turn: all at the same time, each id once, in the order of the calls. */
export async function answerCalls<Original>(
  tools: readonly object[],
  calls: readonly FunctionCall<Original>[],
  options: HandleOptions,
): Promise<Answers<Original>> {
  const { signal, others = {}, approval, approve, known } = options;
  const declared = declaredFunctions(tools);
  const ours = [...declared.values()].filter((bound) => bound !== undefined);
  const asks = approval === undefined ? undefined : bindApproval(ours, approval, known);

  const answerBound = async (bound: BoundTool, id: string, text: string): Promise<Result | undefined> => {
    throwIfRunAborted(signal);
    if (await asks?.(bound, text)) {
      if (!approve) return undefined;
      // What needs approval has arguments that can be read.
      const approved = await approve({ id, tool: bound.tool, args: bound.readArguments(text) ?? {} });
      if (!approved) return resultOf(notApproved(bound.tool.slug), bound.render);
    }
    return resultOf(await bound.call(text, options), bound.render);
  };

  if (calls.length > 0 && ours.length === 0) {
    throw new ToolRouterError(
      "None of these tools is the router's: give the array that toChatTools or toResponsesTools made, or one with its " +
        "elements. A copy by way of JSON has lost what runs them.",
    );
  }

  const answerGroup = async (group: Group<Original>): Promise<Settled<Original>> => {
    const originals = group.map(({ original }) => original);
    const [call] = group;
    const { id, name, arguments: text } = call;
    const bound = declared.get(name);
    const other = Object.hasOwn(others, name) ? others[name] : undefined;
    if (text === undefined || (!bound && !other && declared.has(name))) return { unhandled: originals };
    const result = bound
      ? await answerBound(bound, id, text)
      : other
        ? await answerOther(other, { id, name, arguments: text }, signal)
        : resultOf(unknownFunction(name));
    return result
      ? { answer: { id, name, outcome: result.outcome, text: result.text + repetitionNote(group) } }
      : { pending: originals };
  };

  const failures: unknown[] = [];
  const settled = await Promise.all(
    groupById(calls).map((group) =>
      answerGroup(group).catch((error: unknown): Settled<Original> => {
        // An abort ends everything at once. Anything else waits for the other calls, whose writes go on.
        throwIfRunAborted(signal);
        failures.push(error);
        return {};
      }),
    ),
  );
  if (failures.length > 0) throw failures[0];
  return {
    answers: settled.flatMap(({ answer }) => answer ?? []),
    unhandled: settled.flatMap(({ unhandled }) => unhandled ?? []),
    pending: settled.flatMap(({ pending }) => pending ?? []),
  };
}

function resultOf(outcome: ToolOutcome, render: (outcome: ToolOutcome) => string = renderOutcome): Result {
  return { outcome, text: render(outcome) };
}

/** What came of the calls with one id. */
interface Settled<Original> {
  readonly answer?: Answer | undefined;
  readonly unhandled?: Original[] | undefined;
  readonly pending?: Original[] | undefined;
}

type Group<Original> = [FunctionCall<Original>, ...FunctionCall<Original>[]];

/** An id can be answered only once, so calls that share one belong together. An empty id is no id. */
function groupById<Original>(calls: readonly FunctionCall<Original>[]): Group<Original>[] {
  const groups: Group<Original>[] = [];
  const byId = new Map<string, Group<Original>>();
  for (const call of calls) {
    const known = byId.get(call.id);
    if (known) {
      known.push(call);
      continue;
    }
    const group: Group<Original> = [call];
    groups.push(group);
    if (call.id !== "") byId.set(call.id, group);
  }
  return groups;
}

function repetitionNote<Original>([first, ...more]: Group<Original>): string {
  const differs = more.some((call) => call.name !== first.name || call.arguments !== first.arguments);
  return differs ? "\n[Another call had the same id. It was not run: make it again, with an id of its own.]" : "";
}

async function answerOther(
  other: OtherFunction,
  { id, name, arguments: text }: { id: string; name: string; arguments: string },
  signal: AbortSignal | undefined,
): Promise<Result> {
  throwIfRunAborted(signal);
  const parsed = parseArguments(text);
  if ("problem" in parsed) {
    const explanation = `${parsed.problem} Call ${name} again with a JSON object that fits its schema.`;
    const problems = [parsed.problem];
    return resultOf({ status: "invalid_arguments", toolSlug: name, text: explanation, problems });
  }
  try {
    const result = await other(parsed.args, { signal, toolCallId: id });
    return { outcome: "other", text: typeof result === "string" ? result : toJSONText(result) };
  } catch (error) {
    throwIfRunAborted(signal);
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: "other", text: toJSONText({ error: `${name} failed: ${reason}`, status: "tool_error" }) };
  }
}

function unknownFunction(name: string): FailedOutcome {
  const shown = name.length > 64 ? `${name.slice(0, 64)}…` : name;
  const text = `There is no function ${shown}. Call one of those that you were given.`;
  return { status: "unknown_tool", toolSlug: shown, text };
}
