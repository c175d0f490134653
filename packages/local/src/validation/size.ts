/** What the characters of a text count for: a text of this length counts as much as a value. */
const CHARACTERS_PER_VALUE = 100;

/** The number of values in a JSON value, itself included; long texts count for more. Counts no further than `limit`. */
export function sizeOf(value: unknown, limit: number = Infinity): number {
  let size = 0;
  const pending = [value];
  while (pending.length > 0 && size < limit) {
    const next = pending.pop();
    size += 1 + costOf(next);
    if (typeof next !== "object" || next === null) continue;
    // No copy of the keys or values: a list may be as long as a request.
    for (const key in next) {
      if (!Array.isArray(next)) size += costOf(key);
      pending.push((next as Record<string, unknown>)[key]);
      if (size + pending.length >= limit) return limit;
    }
  }
  return Math.min(size, limit);
}

function costOf(value: unknown): number {
  return typeof value === "string" ? Math.floor(value.length / CHARACTERS_PER_VALUE) : 0;
}
