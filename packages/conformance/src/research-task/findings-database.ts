import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { DatabaseSync } from "node:sqlite";

/** What the agent finds out about one package. */
export interface Finding {
  package: string;
  description: string;
  typescript_files: number;
  node_imports: number;
}

/** A SQLite file with findings. Access needs its key. */
export interface FindingsDatabase extends Disposable {
  readonly accessKey: string;
  /** @throws Error when the key is not the database's. */
  requireAccess(key: string | undefined): void;
  /** All of them, or none. */
  insert(findings: readonly Finding[], writtenAt: Date): void;
  list(limit: number): (Finding & { written_at: string })[];
  count(): number;
}

export function createFindingsDatabase(path: string): FindingsDatabase {
  const accessKey = `fk_${randomBytes(16).toString("hex")}`;
  const database = new DatabaseSync(path);
  database.exec(`
    CREATE TABLE access (key_hash BLOB NOT NULL) STRICT;
    CREATE TABLE findings (
      package TEXT PRIMARY KEY,
      description TEXT NOT NULL,
      typescript_files INTEGER NOT NULL CHECK (typescript_files >= 0),
      node_imports INTEGER NOT NULL CHECK (node_imports >= 0),
      written_at TEXT NOT NULL
    ) STRICT;
  `);
  database.prepare("INSERT INTO access (key_hash) VALUES (?)").run(hash(accessKey));
  const insert = database.prepare(`
    INSERT INTO findings (package, description, typescript_files, node_imports, written_at)
    VALUES (:package, :description, :typescript_files, :node_imports, :written_at)
  `);

  return {
    accessKey,
    requireAccess(key) {
      const { key_hash: expected } = database.prepare("SELECT key_hash FROM access").get() as { key_hash: Uint8Array };
      if (key === undefined || !timingSafeEqual(hash(key), expected)) {
        throw new Error("This is not the access key of the findings database");
      }
    },
    insert(findings, writtenAt) {
      database.exec("BEGIN");
      try {
        for (const finding of findings) insert.run({ ...finding, written_at: writtenAt.toISOString() });
        database.exec("COMMIT");
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    list: (limit) =>
      database.prepare("SELECT * FROM findings ORDER BY package LIMIT ?").all(limit) as unknown as (Finding & {
        written_at: string;
      })[],
    count: () => (database.prepare("SELECT count(*) AS count FROM findings").get() as { count: number }).count,
    [Symbol.dispose]: () => database.close(),
  };
}

/** Reads the file anew, so that only stored rows are seen. */
export function readFindings(path: string): Finding[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database
      .prepare("SELECT package, description, typescript_files, node_imports FROM findings ORDER BY package")
      .all()
      .map((row) => ({ ...(row as unknown as Finding) }));
  } finally {
    database.close();
  }
}

const hash = (key: string): Uint8Array => createHash("sha256").update(key).digest();
