import { isJSONObject, own } from "../schema/json-object.ts";
import { toJSONText } from "./plain-json.ts";
import { shrinkJSON } from "./shrink-json.ts";
import type { FailedOutcome, NeedsInputOutcome, OkOutcome, ToolOutcome } from "./tool-outcome.ts";

export interface RenderOptions {
  /** Whether it is safe to call the tool again. Default: false, and then the text does not suggest it. */
  readonly isRepeatable?: boolean | undefined;
  /** Maximum length of the text in characters (UTF-16 units). Default: 40 000, about 10 000 tokens. */
  readonly maxChars?: number | undefined;
}

/** In characters. */
export const DEFAULT_MAX_CHARS = 40_000;

/**
 * Renders an outcome as the text that the model reads, which is always valid JSON.
 *
 * A success is its data. A failure is an object with `error` (the text for the model), `status` and the known facts.
 * A text longer than `maxChars` is truncated by structure: small fields stay whole, `…` marks each gap, and a last field
 * `_truncated` gives the original length and the next step. Only that field may exceed `maxChars`.
 */
export function renderOutcome(outcome: ToolOutcome, options: RenderOptions = {}): string {
  const { maxChars = DEFAULT_MAX_CHARS, isRepeatable = false } = options;
  return outcome.status === "ok" ? renderSuccess(outcome, maxChars, isRepeatable) : renderFailure(outcome, maxChars);
}

/** How to call again after a result that is too large. */
export const narrower = "with narrower arguments, fewer items or a smaller page.";

const truncated = (length: number): string => `Truncated from ${length} characters; … marks each gap.`;

function renderSuccess({ data, offloaded }: OkOutcome, maxChars: number, isRepeatable: boolean): string {
  const text = toJSONText(data);
  const where = offloaded
    ? `This is a preview of the session file ${offloaded.path}. Read it with the workbench tools if you have them.`
    : "";
  if (!where && text.length <= maxChars) return text;

  const given: unknown = JSON.parse(text);
  const value = isJSONObject(given) ? given : { result: given };
  let name = "_truncated";
  while (name in value) name = `_${name}`;
  const last = (note: string): string => JSON.stringify({ [name]: note });
  const whole = joined(JSON.stringify(value), last(where));
  if (where && whole.length <= maxChars) return whole;
  // Do not make the model repeat a write to see the rest of its result.
  const next = isRepeatable ? "Call again" : "If this call changed anything, do not repeat it; otherwise call again";
  const note = last(`${truncated(text.length)} ${next} ${narrower}${where && ` ${where}`}`);
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
  // A model cannot fill in a form. An outcome from a store or a browser may have any content.
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

/** Merges the fields of two JSON texts into one object. A text without fields adds none. */
const joined = (start: string, end: string): string =>
  !start.startsWith('{"') ? end : !end.startsWith('{"') ? start : `${start.slice(0, -1)},${end.slice(1)}`;
