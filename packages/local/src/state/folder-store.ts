import { hash } from "node:crypto";
import { mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { removeDurably, syncFolder, temporarySuffix, writeDurably } from "./durable-file.ts";
import { lockFolder, type FolderLock } from "./folder-lock.ts";
import type { Store } from "./store.ts";

/** The first line of each file. The rest is the value. */
interface Header {
  readonly key: string;
  readonly kind: "text" | "count" | "bytes" | "member";
  /** Milliseconds since 1970. */
  readonly until?: number | undefined;
  /** Member of the index that `key` names. */
  readonly member?: string | undefined;
  readonly score?: number | undefined;
}

interface Entry {
  readonly header: Header;
  /** The string or counter. Bytes are read from the file each time. */
  readonly value: string | number | undefined;
}

/**
 * Stores state in a folder, one file per value. Writes are durable and atomic, also after a crash.
 *
 * Strings are cached in memory. A folder serves one router of one process at a time; otherwise the first request fails.
 */
export function folderStore(
  folder: string,
  { now = () => new Date() }: { now?: (() => Date) | undefined } = {},
): Store {
  if (typeof folder !== "string" || folder === "") {
    throw new TypeError("folderStore: the folder must be a non-empty path");
  }
  const values = join(resolve(folder), "values");
  const entries = new Map<string, Entry>();
  const indexes = new Map<string, Map<string, number>>();
  // Keys by TTL. Keys with the same TTL expire in insertion order.
  const expiring = new Map<number, Map<string, number>>();
  /** The last pending write of each file. */
  const writing = new Map<string, Promise<void>>();
  const made = new Set<string>();
  let opening: Promise<FolderLock> | undefined;
  /** Set after a failed write, when memory and disk differ. */
  let failure: Error | undefined;

  const pathOf = (key: string, member?: string): string => {
    const name = hash("sha256", JSON.stringify(member === undefined ? [key] : [key, member]), "hex");
    return join(values, name.slice(0, 2), name.slice(2));
  };

  /** Serializes the writes of each file. */
  const inTurn = (path: string, work: () => Promise<void>): Promise<void> => {
    const turn = (writing.get(path) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      failure ??= new Error(`The folder ${folder} is not writable. Restart the router when it is.`, {
        cause: error,
      });
      throw failure;
    });
    writing.set(path, turn);
    const forget = (): void => {
      if (writing.get(path) === turn) writing.delete(path);
    };
    turn.then(forget, forget);
    return turn;
  };
  const makeShard = async (shard: string): Promise<void> => {
    if (made.has(shard)) return;
    await mkdir(shard, { recursive: true });
    await syncFolder(values);
    made.add(shard);
  };
  const save = (header: Header, body: Uint8Array): Promise<void> => {
    const path = pathOf(header.key, header.member);
    const line = Buffer.from(`${JSON.stringify(header)}\n`);
    return inTurn(path, async () => {
      await makeShard(dirname(path));
      await writeDurably(path, [line, body]);
    });
  };
  const discard = (key: string, member?: string): Promise<void> => {
    const path = pathOf(key, member);
    return inTurn(path, () => removeDurably(path));
  };

  const load = async (): Promise<void> => {
    const names = await readdir(values, { recursive: true, withFileTypes: true });
    for (const name of names) {
      if (!name.isFile()) continue;
      const path = join(name.parentPath, name.name);
      if (name.name.endsWith(temporarySuffix)) {
        await rm(path, { force: true });
        continue;
      }
      const { header, value } = await readEntry(path);
      if (header.until !== undefined && header.until <= now().getTime()) await rm(path, { force: true });
      else if (header.kind === "member") putMember(header.key, header.member ?? "", header.score ?? 0);
      else entries.set(header.key, { header, value });
    }
    // Registers loaded keys for expiry, in the order of their expiry. New keys have queues of their own.
    for (const { header } of [...entries.values()].toSorted((a, b) => (a.header.until ?? 0) - (b.header.until ?? 0))) {
      if (header.until !== undefined) remember(header.key, header.until, 0);
    }
  };
  const begin = async (): Promise<FolderLock> => {
    await mkdir(values, { recursive: true, mode: 0o700 });
    const lock = await lockFolder(folder);
    try {
      entries.clear();
      indexes.clear();
      made.clear();
      await load();
    } catch (error) {
      await lock.release();
      throw error;
    }
    return lock;
  };
  /** Awaited by every operation. Rejects if another process has taken the folder. */
  const ready = async (): Promise<void> => {
    opening ??= begin().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    (await opening).check();
    if (failure) throw failure;
  };

  const putMember = (index: string, member: string, score: number): void => {
    const members = indexes.get(index) ?? new Map<string, number>();
    indexes.set(index, members.set(member, score));
  };
  const remember = (key: string, until: number, ttl: number): void => {
    const queue = expiring.get(ttl) ?? new Map<string, number>();
    expiring.set(ttl, queue);
    queue.delete(key);
    queue.set(key, until);
  };
  const at = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    return entry?.header.until !== undefined && entry.header.until <= now().getTime() ? undefined : entry;
  };
  const textAt = (key: string): string | undefined => {
    const entry = at(key);
    return entry?.value === undefined ? undefined : String(entry.value);
  };
  /** Waits until the value is durable: a value that was read must survive a crash. */
  const settled = async (key: string): Promise<void> => {
    for (;;) {
      const turn = writing.get(pathOf(key));
      if (turn === undefined) return;
      await turn;
    }
  };
  const forgetOld = (): void => {
    const time = now().getTime();
    for (const queue of expiring.values()) {
      for (const [key, until] of queue) {
        if (until > time) break;
        queue.delete(key);
        if ((entries.get(key)?.header.until ?? Infinity) > time) continue;
        entries.delete(key);
        discard(key).catch(() => undefined);
      }
    }
  };
  const put = (
    key: string,
    kind: Header["kind"],
    value: string | number | undefined,
    body: Uint8Array,
    ttl: number | undefined,
    until = ttl === undefined ? undefined : now().getTime() + ttl,
  ): Promise<void> => {
    forgetOld();
    const header: Header = { key, kind, until };
    entries.set(key, { header, value });
    if (ttl !== undefined && until !== undefined) remember(key, until, ttl);
    return save(header, body);
  };
  const drop = (key: string): Promise<unknown> => {
    const members = [...(indexes.get(key)?.keys() ?? [])];
    indexes.delete(key);
    const isThere = entries.delete(key);
    return Promise.all([
      ...(isThere || writing.has(pathOf(key)) ? [discard(key)] : []),
      ...members.map((member) => discard(key, member)),
    ]);
  };

  return {
    persistent: true,
    get: async (key) => {
      await ready();
      await settled(key);
      return textAt(key);
    },
    getMany: async (keys) => {
      await ready();
      // Another value may be written during the wait.
      while (keys.some((key) => writing.size > 0 && writing.has(pathOf(key)))) await Promise.all(keys.map(settled));
      return keys.map(textAt);
    },
    set: async (key, value, ttl) => {
      await ready();
      await put(key, "text", value, Buffer.from(value), ttl);
    },
    swap: async (key, expected, value, ttl) => {
      await ready();
      if (textAt(key) !== expected) return false;
      if (value === undefined) await drop(key);
      else await put(key, "text", value, Buffer.from(value), ttl);
      return true;
    },
    increment: async (key, ttl) => {
      await ready();
      const entry = at(key);
      const count = typeof entry?.value === "number" ? entry.value + 1 : 1;
      const text = Buffer.from(String(count));
      await (entry === undefined
        ? put(key, "count", count, text, ttl)
        : put(key, "count", count, text, undefined, entry.header.until));
      return count;
    },
    delete: async (keys) => {
      await ready();
      await Promise.all(keys.map(drop));
    },
    getBytes: async (key) => {
      await ready();
      await settled(key);
      if (at(key)?.header.kind !== "bytes") return undefined;
      try {
        const file = await readFile(pathOf(key));
        return new Uint8Array(file.subarray(file.indexOf(newline) + 1));
      } catch (error) {
        // Deleted during the read.
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    setBytes: async (key, bytes, ttl) => {
      await ready();
      await put(key, "bytes", undefined, new Uint8Array(bytes), ttl);
    },
    addToIndex: async (index, member, score) => {
      await ready();
      const isKnown = indexes.get(index)?.get(member) === score;
      putMember(index, member, score);
      // Unchanged, but its write may still be pending.
      if (isKnown) await writing.get(pathOf(index, member));
      else await save({ key: index, kind: "member", member, score }, Buffer.alloc(0));
    },
    removeFromIndex: async (index, member) => {
      await ready();
      const members = indexes.get(index);
      if (members?.delete(member) !== true) return;
      if (members.size === 0) indexes.delete(index);
      await discard(index, member);
    },
    readIndex: async (index) => {
      await ready();
      const members = [...(indexes.get(index) ?? [])];
      if (writing.size > 0) await Promise.all(members.map(async ([member]) => writing.get(pathOf(index, member))));
      return members.toSorted(([, a], [, b]) => a - b).map(([member]) => member);
    },
    clear: async () => {
      await ready();
      await Promise.all([...entries.keys(), ...indexes.keys()].map(drop));
      expiring.clear();
    },
    close: async () => {
      const lock = await opening?.catch(() => undefined);
      await Promise.allSettled(writing.values());
      opening = undefined;
      await lock?.release();
    },
  };
}

const newline = 0x0a;
/** Longer than any usual header. */
const FIRST_READ_BYTES = 64 * 1024;

async function readEntry(path: string): Promise<Entry> {
  const file = await open(path, "r");
  try {
    const start = Buffer.alloc(FIRST_READ_BYTES);
    const { bytesRead } = await file.read(start, 0, FIRST_READ_BYTES, 0);
    const end = start.indexOf(newline);
    const isWhole = bytesRead < FIRST_READ_BYTES;
    const all = isWhole ? start.subarray(0, bytesRead) : undefined;
    if (end !== -1) {
      const header = JSON.parse(start.toString("utf8", 0, end)) as Header;
      if (header.kind === "bytes" || header.kind === "member") return { header, value: undefined };
    }
    const text = (all ?? (await readFile(path))).toString("utf8");
    const line = text.indexOf("\n");
    const header = JSON.parse(text.slice(0, line)) as Header;
    const value = text.slice(line + 1);
    return { header, value: header.kind === "count" ? Number(value) : header.kind === "text" ? value : undefined };
  } catch (error) {
    throw new Error(`${path} was not written by this store, or is damaged`, { cause: error });
  } finally {
    await file.close();
  }
}
