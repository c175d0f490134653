/** A string of this length counts as one more value. */
const CHARACTERS_PER_VALUE = 100;

/** Counts the values in a JSON value, including itself, up to `limit`. Long strings count more than once. */
export function sizeOf(value: unknown, limit: number = Infinity): number {
  let size = 0;
  const pending = [value];
  while (pending.length > 0 && size + pending.length < limit) {
    const next = pending.pop();
    size += 1 + costOf(next);
    if (Array.isArray(next)) {
      // Avoids a copy or a list of keys: there may be millions of items.
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
