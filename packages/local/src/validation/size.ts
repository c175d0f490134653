/** A text of this length counts as much as one value. */
const CHARACTERS_PER_VALUE = 100;

/** The number of values in a JSON value, itself included; long texts count for more. Counts no further than `limit`. */
export function sizeOf(value: unknown, limit: number = Infinity): number {
  let size = 0;
  const pending = [value];
  while (pending.length > 0 && size + pending.length < limit) {
    const next = pending.pop();
    size += 1 + costOf(next);
    if (Array.isArray(next)) {
      // No copy, and no list of the keys: there may be millions.
      for (let index = 0; index < next.length && size + pending.length < limit; index++) pending.push(next[index]);
    } else if (typeof next === "object" && next !== null) {
      for (const key in next) {
        if (size + pending.length >= limit) break;
        size += costOf(key);
        pending.push((next as Record<string, unknown>)[key]);
      }
    }
  }
  return Math.min(size + pending.length, limit);
}

function costOf(value: unknown): number {
  return typeof value === "string" ? Math.floor(value.length / CHARACTERS_PER_VALUE) : 0;
}
