import type { Store } from "./store.ts";

interface Entry {
  readonly value: string | number | Uint8Array | Map<string, number>;
  /** Expiry in milliseconds since 1970; Infinity without a TTL. */
  readonly until: number;
}

/** Stores state in memory, until the process ends. The default. */
export function memoryStore({ now = () => new Date() }: { now?: (() => Date) | undefined } = {}): Store {
  const entries = new Map<string, Entry>();
  // Keys by TTL. Keys with the same TTL expire in insertion order, so only the oldest need to be checked.
  const expiring = new Map<number, Map<string, number>>();

  const at = (key: string): Entry["value"] | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.until === Infinity || entry.until > now().getTime()) return entry?.value;
    entries.delete(key);
    return undefined;
  };
  const textAt = (key: string): string | undefined => {
    const value = at(key);
    return typeof value === "number" ? String(value) : typeof value === "string" ? value : undefined;
  };
  const put = (key: string, value: Entry["value"], ttl: number | undefined): void => {
    if (ttl === undefined) {
      entries.set(key, { value, until: Infinity });
      return;
    }
    const time = now().getTime();
    entries.set(key, { value, until: time + ttl });
    const queue = expiring.get(ttl) ?? new Map<string, number>();
    expiring.set(ttl, queue);
    queue.delete(key);
    queue.set(key, time + ttl);
    for (const [oldest, until] of queue) {
      if (until > time) break;
      queue.delete(oldest);
      if ((entries.get(oldest)?.until ?? Infinity) <= time) entries.delete(oldest);
    }
  };
  const indexAt = (key: string): Map<string, number> | undefined => {
    const value = at(key);
    return value instanceof Map ? value : undefined;
  };

  return {
    persistent: false,
    get: textAt,
    getMany: (keys) => keys.map(textAt),
    set: put,
    swap: (key, expected, value, ttl) => {
      if (textAt(key) !== expected) return false;
      if (value === undefined) entries.delete(key);
      else put(key, value, ttl);
      return true;
    },
    swapAll: (swaps) => {
      if (!swaps.every(({ key, expected }) => textAt(key) === expected)) return false;
      for (const { key, value } of swaps) {
        if (value === undefined) entries.delete(key);
        else put(key, value, undefined);
      }
      return true;
    },
    increment: (key, ttl) => {
      const entry = at(key) === undefined ? undefined : entries.get(key);
      const count = typeof entry?.value === "number" ? entry.value + 1 : 1;
      if (entry === undefined) put(key, count, ttl);
      else entries.set(key, { value: count, until: entry.until });
      return count;
    },
    delete: (keys) => {
      for (const key of keys) entries.delete(key);
    },
    getBytes: (key) => {
      const value = at(key);
      return value instanceof Uint8Array ? value.slice() : undefined;
    },
    setBytes: (key, bytes, ttl) => {
      put(key, new Uint8Array(bytes), ttl);
    },
    addToIndex: (index, member, score) => {
      const members = indexAt(index);
      if (members === undefined) put(index, new Map([[member, score]]), undefined);
      else members.set(member, score);
    },
    removeFromIndex: (index, member) => {
      const members = indexAt(index);
      members?.delete(member);
      if (members?.size === 0) entries.delete(index);
    },
    readIndex: (index) => {
      const members = indexAt(index);
      if (members === undefined) return [];
      if (members.size === 1) return [...members.keys()];
      return [...members].toSorted(([, a], [, b]) => a - b).map(([member]) => member);
    },
    clear: () => {
      entries.clear();
      expiring.clear();
    },
  };
}
