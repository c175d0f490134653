import {
  type BoundTool,
  type FailedOutcome,
  parseArguments,
  renderOutcome,
  throwIfRunAborted,
  toJSONText,
} from "@tool-router/adapter-kit";
import type { HandleOptions, OtherFunction } from "./other-functions.ts";
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
export interface Answer {
  readonly id: string;
  readonly text: string;
}

/** Answers the calls of one turn: all at the same time, each id once, in the order of the calls. */
export async function answerCalls<Original>(
  tools: readonly object[],
  calls: readonly FunctionCall<Original>[],
  { signal, others = {} }: HandleOptions,
): Promise<{ answers: Answer[]; unhandled: Original[] }> {
  const declared = declaredFunctions(tools);
  const unhandled: Original[] = [];
  const running: Promise<Answer>[] = [];

  for (const group of groupById(calls)) {
    const [call] = group;
    const { id, name, arguments: text } = call;
    const bound = declared.get(name);
    const other = Object.hasOwn(others, name) ? others[name] : undefined;
    if (text === undefined || (!bound && !other && declared.has(name))) {
      unhandled.push(...group.map(({ original }) => original));
      continue;
    }
    const answer = bound
      ? callBound(bound, text, signal)
      : other
        ? callOther(other, { ...call, arguments: text }, signal)
        : Promise.resolve(renderOutcome(unknownFunction(name)));
    running.push(answer.then((result) => ({ id, text: result + repetitionNote(group) })));
  }
  return { answers: await Promise.all(running), unhandled };
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

async function callBound(bound: BoundTool, text: string, signal: AbortSignal | undefined): Promise<string> {
  return bound.render(await bound.call(text, { signal }));
}

async function callOther(
  other: OtherFunction,
  { id, name, arguments: text }: { id: string; name: string; arguments: string },
  signal: AbortSignal | undefined,
): Promise<string> {
  throwIfRunAborted(signal);
  const parsed = parseArguments(text);
  if ("problem" in parsed) {
    const explanation = `${parsed.problem} Call ${name} again with a JSON object that fits its schema.`;
    return renderOutcome({
      status: "invalid_arguments",
      toolSlug: name,
      text: explanation,
      problems: [parsed.problem],
    });
  }
  try {
    const result = await other(parsed.args, { signal, toolCallId: id });
    return typeof result === "string" ? result : toJSONText(result);
  } catch (error) {
    throwIfRunAborted(signal);
    const reason = error instanceof Error ? error.message : String(error);
    return toJSONText({ error: `${name} failed: ${reason}`, status: "tool_error" });
  }
}

function unknownFunction(name: string): FailedOutcome {
  const shown = name.length > 64 ? `${name.slice(0, 64)}…` : name;
  const text = `There is no function ${shown}. Call one of those that you were given.`;
  return { status: "unknown_tool", toolSlug: shown, text };
}
