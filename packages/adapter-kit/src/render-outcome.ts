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

function renderSuccess({ data, offloaded }: OkOutcome, maxChars: number): string {
  const text = toJSONText(data);
  const where = offloaded
    ? ` This is a preview: the whole result is in the file ${offloaded.path} of the session; read it with the workbench tools if you have them.`
    : "";
  if (text.length + where.length <= maxChars) return text + where;

  const note = (kept: number): string =>
    `… [cut: these are the first ${kept} of ${text.length} characters. ` +
    `Call again for less: narrower arguments, fewer items, a smaller page.${where}]`;
  const kept = Math.max(0, maxChars - note(text.length).length);
  const start = firstPart(text, kept);
  return start + note(start.length);
}

function renderFailure(outcome: FailedOutcome, maxChars: number): string {
  const { status, text, toolSlug: _, ...rest } = outcome;
  const { data, error: __, ...facts } = rest as Partial<typeof rest> & { data?: object; error?: string };
  const head = { error: text, status, ...facts };
  const hasData = data !== undefined && Object.keys(data).length > 0;
  const whole = toJSONText(hasData ? { ...head, data } : head);
  if (whole.length <= maxChars) return whole;

  if (hasData) {
    const note = "data is the beginning of a longer JSON text";
    const room = maxChars - toJSONText({ ...head, data: "", note }).length;
    if (room > 0) return toJSONText({ ...head, data: fitting(toJSONText(data), room), note });
  }
  const note = "error is the beginning of a longer text";
  const room = maxChars - toJSONText({ error: "", status, note }).length;
  return toJSONText({ error: fitting(text, room), status, note });
}

/** The longest beginning of a text that has at most `room` characters once it is a JSON string. */
function fitting(text: string, room: number): string {
  let part = firstPart(text, Math.max(0, room));
  for (;;) {
    const length = JSON.stringify(part).length - 2;
    if (length <= room || part === "") return part;
    part = firstPart(part, Math.min(part.length - 1, Math.floor((part.length * room) / length)));
  }
}

/** Never ends within a character that takes two units. */
function firstPart(text: string, length: number): string {
  const end = length < text.length && /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}
