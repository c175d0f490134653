import { resolve } from "node:path";
import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";
import { func, milliseconds, oneOf, checkShape, type Shape } from "../validation/shape.ts";
import { isFull, isLocked, openDatabase, storeError, type Database } from "./sqlite-database.ts";
import type { Awaitable, Store } from "./store.ts";

export interface SQLiteStoreOptions {
  /**
   * `full` syncs every write to the disk before it resolves, so that it survives a power failure. `normal` is faster: a
   * power failure may lose the last writes, a crash of the process does not. Default: `full`.
   */
  synchronous?: "full" | "normal" | undefined;
  /** Milliseconds that an operation waits while another process has locked the file. Default: 5000. */
  busyTimeout?: number | undefined;
  /** The clock for TTLs. Processes that share a file need the same time. Default: the system's clock. */
  now?: (() => Date) | undefined;
}

const sqliteStoreOptions: Shape<SQLiteStoreOptions> = {
  synchronous: oneOf("full", "normal"),
  busyTimeout: milliseconds(0),
  now: func("() => new Date()"),
};

const DEFAULT_BUSY_TIMEOUT_MS = 5000;
const RETRY_DELAY_MS = 5;
const MAX_BATCH = 1000;
const PURGE_INTERVAL_MS = 60_000;

interface Write {
  readonly run: (database: Database) => unknown;
  readonly needsSync: boolean;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Keeps state in an SQLite file, which several processes on one machine can share. Needs Node.js 22.13 or newer.
 *
 * Writes of the same turn of the event loop share one transaction and one sync of the disk. A missing file is created with
 * mode 0600, a missing directory with 0700. Network file systems are not supported, because SQLite cannot lock files there.
 *
 * Operations reject if the file cannot be opened, is locked for longer than `busyTimeout`, belongs to another program or to
 * a newer release, or if the disk is full. The next operation tries again.
 *
 * @param file Path of the database. SQLite puts `-wal` and `-shm` files beside it.
 * @throws TypeError if the path or an option is invalid.
 */
export function sqliteStore(file: string, options: SQLiteStoreOptions = {}): Store {
  if (typeof file !== "string" || file === "" || file === ":memory:") {
    throw new TypeError('sqliteStore: the file must be a path, such as "./state.db"');
  }
  checkShape(options, "sqliteStore", sqliteStoreOptions);
  const { synchronous = "full", busyTimeout = DEFAULT_BUSY_TIMEOUT_MS, now = () => new Date() } = options;
  const path = resolve(file);
  const queue: Write[] = [];
  let database: Database | undefined;
  let flushing: Promise<void> | undefined;
  let purgedAt = -Infinity;

  const time = (): number => now().getTime();
  const disconnect = (): void => {
    const open = database;
    database = undefined;
    open?.close();
  };
  const attempt = <Value>(work: (database: Database) => Value): Value => {
    try {
      database ??= openDatabase(path);
      return work(database);
    } catch (error) {
      // Descriptors that ran out or a broken disk may have damaged the connection.
      if (!isLocked(error) && !isFull(error)) disconnect();
      throw storeError(path, error);
    }
  };
  const retry = async <Value>(work: (database: Database) => Value): Promise<Value> => {
    const until = performance.now() + busyTimeout;
    for (;;) {
      await delay(RETRY_DELAY_MS);
      try {
        return attempt(work);
      } catch (error) {
        if (!isLocked(error) || performance.now() >= until) throw error;
      }
    }
  };
  /** Waits for a lock without blocking the event loop. */
  const whenUnlocked = <Value>(work: (database: Database) => Value): Awaitable<Value> => {
    try {
      return attempt(work);
    } catch (error) {
      if (!isLocked(error)) throw error;
      return retry(work);
    }
  };
  const commit = (batch: readonly Write[]): Awaitable<unknown[]> =>
    whenUnlocked((open) =>
      open.write(
        () => {
          const results = batch.map(({ run }) => run(open));
          if (time() - purgedAt >= PURGE_INTERVAL_MS && open.purge(time())) purgedAt = time();
          return results;
        },
        synchronous === "full" && batch.some(({ needsSync }) => needsSync),
      ),
    );
  const settle = async (batch: readonly Write[]): Promise<void> => {
    try {
      const results = await commit(batch);
      for (const [index, write] of batch.entries()) write.resolve(results[index] as never);
    } catch (error) {
      if (batch.length > 1 && isFull(error)) {
        // A large file that does not fit must not fail the other writes.
        for (const write of batch) await settle([write]);
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  };
  const flush = async (): Promise<void> => {
    await nextTurn();
    while (queue.length > 0) await settle(queue.splice(0, MAX_BATCH));
    flushing = undefined;
  };
  const write = <Value>(run: (database: Database) => Value, needsSync = true): Promise<Value> =>
    new Promise<Value>((resolveWrite, reject) => {
      queue.push({ run, needsSync, resolve: resolveWrite, reject });
      flushing ??= flush();
    });
  const expiry = (ttl: number | undefined): number | null => (ttl === undefined ? null : time() + ttl);

  return {
    persistent: true,
    get: (key) => whenUnlocked((open) => decode(open.get(key, time()))),
    getMany: (keys) => whenUnlocked((open) => open.read(() => keys.map((key) => decode(open.get(key, time()))))),
    set: (key, value, ttl) =>
      write((open) => {
        open.set(key, value, expiry(ttl));
      }),
    swap: (key, expected, value, ttl) =>
      write((open) => {
        if (decode(open.get(key, time())) !== expected) return false;
        if (value === undefined) open.delete(key);
        else open.set(key, value, expiry(ttl));
        return true;
      }),
    swapAll: (swaps) =>
      write((open) => {
        if (!swaps.every(({ key, expected }) => decode(open.get(key, time())) === expected)) return false;
        for (const { key, value } of swaps) {
          if (value === undefined) open.delete(key);
          else open.set(key, value, null);
        }
        return true;
      }),
    // The WAL is sequential: the sync of the data written after the increment covers it, too.
    increment: (key, ttl) => write((open) => open.increment(key, time(), expiry(ttl)), false),
    delete: (keys) =>
      write((open) => {
        for (const key of keys) open.delete(key);
      }),
    getBytes: (key) => whenUnlocked((open) => open.get(key, time())),
    setBytes: (key, bytes, ttl) =>
      write((open) => {
        open.set(key, bytes, expiry(ttl));
      }),
    addToIndex: (index, member, score) =>
      write((open) => {
        open.addMember(index, member, score);
      }),
    removeFromIndex: (index, member) =>
      write((open) => {
        open.removeMember(index, member);
      }),
    readIndex: (index) => whenUnlocked((open) => open.members(index).map(toText)),
    clear: () =>
      write((open) => {
        open.clear();
      }),
    close: async () => {
      await flushing;
      disconnect();
    },
  };
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

function decode(bytes: Uint8Array | undefined): string | undefined {
  return bytes && toText(bytes);
}
