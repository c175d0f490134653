import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLocalRouter } from "../router.ts";
import { encryptionKey } from "../testing/test-stores.ts";
import { sqliteStore, type SQLiteStoreOptions } from "./sqlite-store.ts";
import type { Store } from "./store.ts";

let folder: string;
let file: string;
const stores: Store[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tool-router-sqlite-"));
  file = join(folder, "state", "router.db");
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const store of stores.splice(0)) await store.close?.();
  rmSync(folder, { recursive: true, force: true });
});

function open(options: SQLiteStoreOptions = {}): Store {
  const store = sqliteStore(file, options);
  stores.push(store);
  return store;
}

/** Opens a store, and gives its connection to the database. */
async function openConnection(options?: SQLiteStoreOptions): Promise<[Store, DatabaseSync]> {
  const exec = vi.spyOn(DatabaseSync.prototype, "exec");
  const store = open(options);
  await store.set("key", "old");
  const connection = exec.mock.contexts[0] as DatabaseSync;
  exec.mockClear();
  return [store, connection];
}

/** Changes the file as another program. */
function editFile(sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test.each([[""], [":memory:"], [undefined as never]])("rejects %j as a file", (given) => {
  expect(() => sqliteStore(given)).toThrow('sqliteStore: the file must be a path, such as "./state.db"');
});

test.each([
  [{ synchronous: "off" }, 'sqliteStore.synchronous must be "full" or "normal"'],
  [{ busyTimeout: -1 }, "sqliteStore.busyTimeout must be a number of milliseconds"],
  [{ now: 5 }, "sqliteStore.now must be a function"],
  [{ busyTimout: 5 }, 'Did you mean "busyTimeout"?'],
])("rejects the options %j", (options, message) => {
  expect(() => sqliteStore("state.db", options as never)).toThrow(message);
});

test.skipIf(process.platform === "win32")("creates files that only their owner can read", async () => {
  const umask = process.umask(0);
  try {
    await open().set("key", "a");
    expect(readdirSync(dirname(file)).toSorted()).toEqual(["router.db", "router.db-shm", "router.db-wal"]);
    for (const name of readdirSync(dirname(file))) expect(modeOf(join(dirname(file), name))).toBe("600");
    expect(modeOf(dirname(file))).toBe("700");
  } finally {
    process.umask(umask);
  }
});

test.each([
  ["full", 2],
  ["normal", 1],
] as const)("opens the file with WAL and synchronous = %s", async (synchronous, level) => {
  const [, connection] = await openConnection({ synchronous });
  expect(connection.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
  expect(connection.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: level });
});

test("syncs to the disk by default", async () => {
  const [, connection] = await openConnection();
  expect(connection.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
});

test("commits the writes of one turn together", async () => {
  const exec = vi.spyOn(DatabaseSync.prototype, "exec");
  const store = open();
  await store.set("first", "a");
  exec.mockClear();
  await Promise.all(Array.from({ length: 50 }, async (_, index) => store.set(`key ${index}`, "a")));
  expect(exec.mock.calls.flat()).toEqual(["BEGIN IMMEDIATE", "COMMIT"]);
});

test("syncs increments with the next write", async () => {
  const [store, connection] = await openConnection();
  await store.increment("count");
  expect(connection.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 1 });
  await Promise.all([store.increment("count"), store.set("key", "a")]);
  expect(connection.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
});

test("merges the WAL into the file when the last store closes", async () => {
  const [store, other] = [open(), open()];
  await store.set("key", "a");
  expect(await other.get("key")).toBe("a");
  await store.close?.();
  expect(existsSync(`${file}-wal`)).toBe(true);
  await other.close?.();
  expect(readdirSync(dirname(file))).toEqual(["router.db"]);
});

test("finishes queued writes before it closes, and reopens after it", async () => {
  const store = open();
  const written = store.set("key", "a");
  await store.close?.();
  await written;
  expect(await store.get("key")).toBe("a");
});

test("hides expired values at once, and deletes them later", async () => {
  let time = 0;
  const store = open({ now: () => new Date(time) });
  await store.set("short", "a", 1000);
  await store.setBytes("short bytes", new Uint8Array(10), 1000);
  await store.set("long", "a", 200_000);
  await store.set("lasting", "a");
  time = 1000;
  expect(await store.getMany(["short", "long", "lasting"])).toEqual([undefined, "a", "a"]);
  expect(await store.getBytes("short bytes")).toBeUndefined();
  time = 100_000;
  await store.set("other", "a");
  const database = new DatabaseSync(file);
  const keys = database.prepare("SELECT key FROM entries ORDER BY key").all();
  database.close();
  expect(keys.map(({ key }) => key)).toEqual(["lasting", "long", "other"]);
});

describe("with a full disk", () => {
  test("rejects what does not fit, writes the rest, and heals by itself", async () => {
    const [store, connection] = await openConnection();
    const { page_count: pages } = connection.prepare("PRAGMA page_count").get() as { page_count: number };
    connection.exec(`PRAGMA max_page_count = ${pages + 4}`);
    const [large, small] = await Promise.allSettled([
      store.setBytes("file", new Uint8Array(100_000)),
      store.set("key", "new"),
    ]);
    expect(large).toMatchObject({ reason: { message: `SQLite store ${file}: database or disk is full` } });
    expect(small).toMatchObject({ status: "fulfilled" });
    expect([await store.get("key"), await store.getBytes("file")]).toEqual(["new", undefined]);

    connection.exec("PRAGMA max_page_count = 1000000");
    await store.setBytes("file", new Uint8Array(100_000));
    expect(await store.getBytes("file")).toHaveLength(100_000);
  });
});

describe("with a file that cannot be opened", () => {
  test("heals when it can be opened", async () => {
    const store = open();
    writeFileSync(dirname(file), "where the directory should be");
    await expect(store.set("key", "a")).rejects.toThrow(`SQLite store ${file}: `);
    expect(() => store.get("key")).toThrow(`SQLite store ${file}: `);
    unlinkSync(dirname(file));
    await store.set("key", "a");
    expect(await store.get("key")).toBe("a");
  });

  test("answers 503 until then", async () => {
    await open().set("key", "a");
    await stores[0]?.close?.();
    const errors: unknown[] = [];
    const router = createLocalRouter({
      toolkits: [],
      store: open(),
      encryptionKey,
      onError: (error) => errors.push(error),
    });
    const status = async (): Promise<number> => {
      const headers = { "x-api-key": router.apiKey, "content-type": "application/json" };
      const url = `${router.baseUrl}/api/v3/tool_router/session`;
      return (await router.fetch(url, { method: "POST", headers, body: '{"user_id":"u"}' })).status;
    };
    expect(await status()).toBe(201);
    await stores[1]?.close?.();
    renameSync(file, `${file}.away`);
    mkdirSync(file);
    expect(await status()).toBe(503);
    expect(errors.map(String)).toEqual([expect.stringContaining("unable to open database file")]);
    rmSync(file, { recursive: true });
    renameSync(`${file}.away`, file);
    expect(await status()).toBe(201);
    await router.close();
  });

  test.each([
    [
      "is not a database",
      () => {
        writeFileSync(file, "shopping list\n".repeat(100));
      },
      "file is not a database",
    ],
    [
      "belongs to another program",
      () => {
        editFile("CREATE TABLE notes (text TEXT)");
      },
      "the file is a database of another program",
    ],
  ])("names a file that %s, and leaves it as it is", async (_, write, message) => {
    mkdirSync(dirname(file));
    write();
    const before = statSync(file);
    await expect(open().set("key", "a")).rejects.toThrow(`SQLite store ${file}: ${message}`);
    expect(statSync(file)).toMatchObject({ size: before.size, mtimeMs: before.mtimeMs });
  });

  test("names a file of a newer release", async () => {
    const store = open();
    await store.set("key", "a");
    await store.close?.();
    editFile("PRAGMA user_version = 2");
    await expect(store.set("key", "b")).rejects.toThrow(
      `SQLite store ${file}: the file has schema version 2, and this release reads version 1: update @tool-router/local`,
    );
  });
});

describe("with a file that another process has locked", () => {
  test("waits without blocking the event loop", async () => {
    const store = open();
    await store.set("key", "a");
    const database = new DatabaseSync(file);
    database.exec("BEGIN IMMEDIATE");
    const written = store.set("key", "b");
    const counted = store.increment("count");
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(await store.get("key")).toBe("a");
    database.exec("COMMIT");
    database.close();
    await written;
    expect([await counted, await store.get("key")]).toEqual([1, "b"]);
  });

  test("rejects after busyTimeout, and heals by itself", async () => {
    const store = open({ busyTimeout: 1 });
    await store.set("key", "a");
    const database = new DatabaseSync(file);
    database.exec("BEGIN IMMEDIATE");
    const written = await Promise.allSettled([store.set("key", "b"), store.set("other", "b")]);
    expect(written.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(written[0]).toMatchObject({ reason: { message: `SQLite store ${file}: database is locked` } });
    database.exec("COMMIT");
    database.close();
    await store.set("key", "b");
    expect(await store.get("key")).toBe("b");
  });
});

test("lets several processes count in one file", { timeout: 30_000 }, async () => {
  const code = `
    const { sqliteStore } = await import(${JSON.stringify(join(import.meta.dirname, "sqlite-store.ts"))});
    const store = sqliteStore(${JSON.stringify(file)});
    await Promise.all(Array.from({ length: 20 }, async () => {
      for (let round = 0; round < 5; round++) await store.increment("count");
    }));
    await store.close();`;
  const ended = [0, 1, 2].map(
    () =>
      new Promise((resolve) => {
        const args = ["--conditions=@tool-router/source", "--input-type=module", "--eval", code];
        spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] }).once("close", resolve);
      }),
  );
  expect(await Promise.all(ended)).toEqual([0, 0, 0]);
  expect(await open().get("count")).toBe("300");
});
