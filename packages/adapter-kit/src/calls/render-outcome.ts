import { isJSONObject, own } from "../schema/json-object.ts";
import { toJSONText } from "./plain-json.ts";
import { shrinkJSON } from "./shrink-json.ts";
import type { FailedOutcome, NeedsInputOutcome, OkOutcome, ToolOutcome } from "./tool-outcome.ts";

export interface RenderOptions {
  /** Whether calling the tool again does no harm. Default: false, and then the model is not told to. */
  readonly isRepeatable?: boolean | undefined;
  /** The most characters (UTF-16 units) that the text may have. Default: 40 000, about 10 000 tokens. */
  readonly maxChars?: number | undefined;
}

/** How long a result may be when nobody says otherwise, in characters. */
export const defaultMaxChars = 40_000;

/**
 * The text that the model reads: always valid JSON.
 *
 * A success is its data. A failure is an object of `error` (the words for the model), `status`, and the known facts.
 * If the text is longer than `maxChars`, it is truncated by structure: small fields stay whole, `…` marks what is left
 * out, and a last field `_truncated` tells the original length and what to do. Only that field may exceed `maxChars`.
 */
export function renderOutcome(outcome: ToolOutcome, options: RenderOptions = {}): string {
  const { maxChars = defaultMaxChars, isRepeatable = false } = options;
  return outcome.status === "ok" ? renderSuccess(outcome, maxChars, isRepeatable) : renderFailure(outcome, maxChars);
}

/** What to do about a result that is too long. */
export const forLess = "for less: narrower arguments, fewer items, a smaller page.";

const truncated = (length: number): string => `Truncated from ${length} characters; … marks each gap.`;

function renderSuccess({ data, offloaded }: OkOutcome, maxChars: number, isRepeatable: boolean): string {
  const text = toJSONText(data);
  const where = offloaded
    ? `This is a preview: the whole result is in the session's file ${offloaded.path}; read it with the workbench tools if you have them.`
    : "";
  if (!where && text.length <= maxChars) return text;

  const given: unknown = JSON.parse(text);
  const value = isJSONObject(given) ? given : { result: given };
  let name = "_truncated";
  while (name in value) name = `_${name}`;
  const last = (note: string): string => JSON.stringify({ [name]: note });
  const whole = joined(JSON.stringify(value), last(where));
  if (where && whole.length <= maxChars) return whole;
  // A write must not be repeated to see the rest of its result.
  const next = isRepeatable
    ? "Call again"
    : "The call is done. If it changed something, do not repeat it; otherwise call again";
  const note = last(`${truncated(text.length)} ${next} ${forLess}${where && ` ${where}`}`);
  return joined(shrinkJSON(value, maxChars - note.length + 1), note);
}

function renderFailure(outcome: FailedOutcome, maxChars: number): string {
  const { status, text, toolSlug: _, ...more } = outcome;
  const {
    data,
    error: __,
    inputRequests,
    hookResults: ___,
    ...facts
  } = more as {
    data?: object;
    error?: string;
    inputRequests?: NeedsInputOutcome["inputRequests"];
    hookResults?: unknown;
  };
  const hasData = Object.keys(Object(data)).length > 0;
  // A model cannot fill in a form. An outcome from a store or a browser may hold anything.
  const questions = inputRequests && Object.values(inputRequests).map((request) => own(request, "message"));
  const whole = toJSONText({ error: text, status, ...facts, questions, data: hasData ? data : undefined });
  if (whole.length <= maxChars) return whole;

  const { error, status: ____, ...rest } = JSON.parse(whole) as { error: string; status: string };
  const last = JSON.stringify({ _truncated: truncated(whole.length) });
  const head = (words: string): string => `{"error":${words},"status":${JSON.stringify(status)}}`;
  const room = maxChars - head("").length - last.length + 2;
  const words = shrinkJSON(error, Math.max(room >> 1, room - JSON.stringify(rest).length));
  return joined(joined(head(words), shrinkJSON(rest, room - words.length)), last);
}

/** One object of the fields of two JSON texts; what is no object with fields adds none. */
const joined = (start: string, end: string): string =>
  !start.startsWith('{"') ? end : !end.startsWith('{"') ? start : `${start.slice(0, -1)},${end.slice(1)}`;
