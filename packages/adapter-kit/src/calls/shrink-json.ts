/** Replaces a value that is left out. */
const GAP = '"…"';
/** Deeper values are left out. */
const MAX_DEPTH = 100;

/**
 * Serializes a plain value as JSON of at most `room` characters.
 *
 * Long strings lose their end. Long lists keep their first items, and large objects their smallest fields. As many are kept
 * as fit with a quarter (in a list) or a sixteenth (in an object) of the room each, or less if they need less. They share
 * the room equally, smallest first. With fewer than three characters of room, the text is `"…"`.
 */
export function shrinkJSON(value: unknown, room: number, depth = 0): string {
  const text = JSON.stringify(value);
  if (text.length <= room) return text;
  if (typeof value === "string") {
    // Do not split an escape sequence or a surrogate pair.
    const splitEnd = /([^\\](?:\\\\)*)\\(?:u.{0,3})?$|[\uD800-\uDBFF]$/;
    return `${text.slice(0, Math.max(1, room - 2)).replace(splitEnd, "$1")}…"`;
  }
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return GAP;

  const isList = Array.isArray(value);
  // Each item takes more than one character, so further ones cannot fit.
  const entries = Object.entries(isList ? (value as unknown[]).slice(0, room) : value);
  const total = isList ? value.length : entries.length;
  const all = entries.map(([key, inner]: [string, unknown]) => ({
    name: isList ? "" : `${JSON.stringify(key)}:`,
    inner,
    size: JSON.stringify(inner).length,
    text: "",
  }));
  const order = isList ? all : all.toSorted(bySize);
  // Lists favor whole items over many shortened ones; objects favor keeping their fields.
  const least = Math.max(3, isList ? room >> 2 : room >> 4, Math.min(100, room >> 2));
  /** How many entries of `order` fit when each gets no more than `least`. */
  const countIn = (left: number): number => {
    const first = order.findIndex(({ name, size }) => (left -= name.length + 1 + Math.min(size, least)) < 0);
    return first < 0 ? all.length : first;
  };
  const noteOn = (count: number): string => (isList ? `"… ${count} more items"` : `"…":"${count} more fields"`);

  // Two brackets, and one comma less than entries.
  let left = room - 1;
  let kept = countIn(left);
  if (kept < total) kept = countIn((left -= noteOn(total).length + 1));
  if (kept === 0) return GAP;
  const chosen = order.slice(0, kept);
  for (const { name } of chosen) left -= name.length + 1;
  for (const entry of chosen.toSorted(bySize)) {
    const inner = shrinkJSON(entry.inner, Math.floor(left / kept--), depth + 1);
    left -= inner.length;
    entry.text = entry.name + inner;
  }
  const parts = all.flatMap((entry) => entry.text || []);
  if (parts.length < total) parts.push(noteOn(total - parts.length));
  return isList ? `[${parts.join()}]` : `{${parts.join()}}`;
}

const bySize = (a: { readonly size: number }, b: { readonly size: number }): number => a.size - b.size;
