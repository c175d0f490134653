import { toJSONText } from "./plain-json.ts";
import type { FailedOutcome, OkOutcome, ToolOutcome } from "./tool-outcome.ts";

export interface RenderOptions {
  /** The most characters (UTF-16 units) that the text may have. Default: 40 000, about 10 000 tokens. */
  readonly maxChars?: number | undefined;
}

/** How long a result may be when nobody says otherwise, in characters. */
export const defaultMaxChars = 40_000;

/**
 * The text that the model reads.
 *
 * A success is its data as JSON. What is longer than `maxChars` is cut, and a note at the end tells how
 * much was left out and what to do; the note stays whole even if `maxChars` is shorter than it.
 *
 * A failure is a JSON object: `error` (the words for the model), `status`, and the facts that there
 * are; it stays valid JSON when it is cut.
 */
export function renderOutcome(outcome: ToolOutcome, options: RenderOptions = {}): string {
  const { maxChars = defaultMaxChars } = options;
  return outcome.status === "ok" ? renderSuccess(outcome, maxChars) : renderFailure(outcome, maxChars);
}

/** What to do about a result that is too long. */
export const forLess = "for less: narrower arguments, fewer items, a smaller page.";

function renderSuccess({ data, offloaded }: OkOutcome, maxChars: number): string {
  const text = toJSONText(data);
  const where = offloaded
    ? ` This is a preview: the whole result is in the session's file ${offloaded.path}; read it with the workbench tools if you have them.`
    : "";
  if (text.length + where.length <= maxChars) return text + where;

  const note = (kept: number): string =>
    `… [cut: these are the first ${kept} of ${text.length} characters. Call again ${forLess}${where}]`;
  const start = firstPart(text, maxChars - note(text.length).length);
  return start + note(start.length);
}

function renderFailure(outcome: FailedOutcome, maxChars: number): string {
  const { status, text, toolSlug: _, ...rest } = outcome;
  const { data, error: __, ...facts } = rest as Partial<typeof rest> & { data?: object; error?: string };
  const head = { error: text, status, ...facts };
  const hasData = data !== undefined && Object.keys(data).length > 0;
  const whole = toJSONText(hasData ? { ...head, data } : head);
  if (whole.length <= maxChars) return whole;
  return (
    (hasData &&
      cut({ ...head, data: "", note: "data is the beginning of a longer JSON text" }, "data", toJSONText(data))) ||
    cut({ error: "", status, note: "error is the beginning of a longer text" }, "error", text) ||
    toJSONText({ error: "", status })
  );

  /** The object with the longest beginning of a text that there is room for; nothing if there is none. */
  function cut(object: object, key: string, from: string): string | undefined {
    const room = maxChars - toJSONText(object).length;
    for (let part = firstPart(from, room); part !== "";) {
      const length = JSON.stringify(part).length - 2;
      if (length <= room) return toJSONText({ ...object, [key]: part });
      part = firstPart(part, Math.min(part.length - 1, Math.floor((part.length * room) / length)));
    }
    return undefined;
  }
}

/** Never ends within a character that takes two units. */
const firstPart = (text: string, length: number): string =>
  text.slice(0, Math.max(0, length)).replace(length < text.length ? /[\uD800-\uDBFF]$/ : /$^/, "");
