import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";

/** A connection to the file of an `sqliteStore`. Times are milliseconds since 1970; null never expires. */
export interface Database {
  /** Gives `work` one snapshot. */
  read<Value>(work: () => Value): Value;
  /** Commits what `work` does, or nothing if it throws. Without `sync`, a power failure may undo it. */
  write<Value>(work: () => Value, sync: boolean): Value;
  /** A text as UTF-8, a counter as digits. */
  get(key: string, now: number): Uint8Array | undefined;
  set(key: string, value: string | Uint8Array, expiresAt: number | null): void;
  increment(key: string, now: number, expiresAt: number | null): number;
  /** Deletes a value or an index. */
  delete(key: string): void;
  addMember(index: string, member: string, score: number): void;
  removeMember(index: string, member: string): void;
  /** Members as UTF-8, by score. */
  members(index: string): Uint8Array[];
  clear(): void;
  /** Deletes some expired values. True if none is left. */
  purge(now: number): boolean;
  close(): void;
}

/** Marks the file as a store of this package. */
const APPLICATION_ID = 0x74_72_73_31;
const SCHEMA_VERSION = 1;
/** SQLite blocks the event loop for this long; after that, the store waits asynchronously. */
const BLOCKING_BUSY_TIMEOUT_MS = 20;
const MAX_PURGED = 1000;

const schema = `
  CREATE TABLE entries (key TEXT NOT NULL PRIMARY KEY, value ANY NOT NULL, expires_at REAL) STRICT;
  CREATE INDEX entries_by_expiry ON entries (expires_at) WHERE expires_at IS NOT NULL;
  CREATE TABLE members (
    index_key TEXT NOT NULL, member TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (index_key, member)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX members_by_score ON members (index_key, score);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};`;

const isLive = "(expires_at IS NULL OR expires_at > ?)";

/** Opens or creates the file. */
export function openDatabase(path: string): Database {
  // Node loads the module, and Node 22 prints a warning about it, only here.
  const sqlite = process.getBuiltinModule("node:sqlite");
  if ((sqlite as unknown) === undefined)
    throw new Error("sqliteStore needs node:sqlite: update Node.js to 22.13 or newer");
  createFile(path);
  const connection = new sqlite.DatabaseSync(path);
  try {
    connection.exec(`PRAGMA busy_timeout = ${BLOCKING_BUSY_TIMEOUT_MS}`);
    const isNew = checkSchema(connection);
    const mode = connection.prepare("PRAGMA journal_mode = WAL").get()?.["journal_mode"];
    if (mode !== "wal") throw new Error("the file system does not support the WAL mode of SQLite");
    if (isNew) {
      transaction(connection, "IMMEDIATE", () => {
        // Another process may have created the tables since.
        if (checkSchema(connection)) connection.exec(schema);
      });
    }
    return prepare(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** SQLite gives the `-wal` and `-shm` files the mode of the database. */
function createFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    // Only a new file: closing a descriptor of an open database would drop SQLite's locks on it.
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** Throws if the file is not a store of this schema. True if it is empty. */
function checkSchema(connection: DatabaseSync): boolean {
  const { application, version, tables } = connection
    .prepare(
      `SELECT application_id AS application, user_version AS version, (SELECT count(*) FROM sqlite_schema) AS tables
       FROM pragma_application_id, pragma_user_version`,
    )
    .get() as { application: number; version: number; tables: number };
  if (application === 0 && version === 0 && tables === 0) return true;
  if (application !== APPLICATION_ID) throw new Error("the file is a database of another program");
  if (version !== SCHEMA_VERSION) {
    throw new Error(
      `the file has schema version ${version}, and this release reads version ${SCHEMA_VERSION}: update @tool-router/local`,
    );
  }
  return false;
}

function transaction<Value>(connection: DatabaseSync, kind: "DEFERRED" | "IMMEDIATE", work: () => Value): Value {
  connection.exec(`BEGIN ${kind}`);
  try {
    const value = work();
    connection.exec("COMMIT");
    return value;
  } catch (error) {
    try {
      connection.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself.
    }
    throw error;
  }
}

function prepare(connection: DatabaseSync): Database {
  // As blobs, because Node 22 reads a text only up to its first NUL.
  const get = connection.prepare(`SELECT CAST(value AS BLOB) AS value FROM entries WHERE key = ? AND ${isLive}`);
  const set = connection.prepare(
    `INSERT INTO entries (key, value, expires_at) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
  );
  const increment = connection.prepare(
    `UPDATE entries SET value = value + 1 WHERE key = ? AND ${isLive} RETURNING value`,
  );
  // A literal, because Node binds numbers as floating point: the text of 1 would be "1.0".
  const startCount = connection.prepare("INSERT OR REPLACE INTO entries (key, value, expires_at) VALUES (?, 1, ?)");
  const deleteEntry = connection.prepare("DELETE FROM entries WHERE key = ?");
  const deleteIndex = connection.prepare("DELETE FROM members WHERE index_key = ?");
  const addMember = connection.prepare(
    `INSERT INTO members (index_key, member, score) VALUES (?, ?, ?)
     ON CONFLICT (index_key, member) DO UPDATE SET score = excluded.score`,
  );
  const removeMember = connection.prepare("DELETE FROM members WHERE index_key = ? AND member = ?");
  const members = connection.prepare(
    "SELECT CAST(member AS BLOB) AS member FROM members WHERE index_key = ? ORDER BY score, member",
  );
  const purge = connection.prepare(
    "DELETE FROM entries WHERE rowid IN (SELECT rowid FROM entries WHERE expires_at <= ? LIMIT ?)",
  );
  let isSynced: boolean | undefined;
  return {
    read: (work) => transaction(connection, "DEFERRED", work),
    write: (work, sync) => {
      if (sync !== isSynced) connection.exec(`PRAGMA synchronous = ${sync ? "FULL" : "NORMAL"}`);
      isSynced = sync;
      return transaction(connection, "IMMEDIATE", work);
    },
    get: (key, now) => get.get(key, now)?.["value"] as Uint8Array | undefined,
    set: (key, value, expiresAt) => {
      set.run(key, value, expiresAt);
    },
    increment: (key, now, expiresAt) => {
      const count = increment.get(key, now)?.["value"] as number | undefined;
      if (count === undefined) startCount.run(key, expiresAt);
      return count ?? 1;
    },
    delete: (key) => {
      deleteEntry.run(key);
      deleteIndex.run(key);
    },
    addMember: (index, member, score) => {
      addMember.run(index, member, score);
    },
    removeMember: (index, member) => {
      removeMember.run(index, member);
    },
    members: (index) => members.all(index).map((row) => row["member"] as Uint8Array),
    clear: () => {
      connection.exec("DELETE FROM entries; DELETE FROM members");
    },
    purge: (now) => Number(purge.run(now, MAX_PURGED).changes) < MAX_PURGED,
    close: () => {
      connection.close();
    },
  };
}

/** Primary result codes, https://sqlite.org/rescode.html. */
const BUSY = 5;
const FULL = 13;

class SQLiteStoreError extends Error {
  override readonly name = "SQLiteStoreError";
}

/** Names the file, and keeps the reason as `cause`. */
export function storeError(path: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new SQLiteStoreError(`SQLite store ${path}: ${reason}`, { cause: error });
}

export function isLocked(error: unknown): boolean {
  return resultCode(error) === BUSY;
}

export function isFull(error: unknown): boolean {
  return resultCode(error) === FULL;
}

function resultCode(error: unknown): number | undefined {
  const source = error instanceof SQLiteStoreError ? error.cause : error;
  const code = (source as { errcode?: unknown }).errcode;
  return typeof code === "number" ? code & 0xff : undefined;
}
