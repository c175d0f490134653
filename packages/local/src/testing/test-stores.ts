import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryStore } from "../state/memory-store.ts";
import { redisStore } from "../state/redis-store.ts";
import { sqliteStore } from "../state/sqlite-store.ts";
import type { Store } from "../state/store.ts";

/** URL of the tests' Redis; undefined if Redis is unavailable. */
export const redisUrl: string | undefined = process.env["TEST_REDIS_URL"];

/** A place for state. All stores opened there share it. */
export interface TestStore {
  open(): Store;
  remove(): Promise<void>;
}

export function sqliteTestStore(): TestStore & { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), "tool-router-store-"));
  const file = join(folder, "state.db");
  return {
    folder,
    file,
    open: () => sqliteStore(file),
    remove: async () => {
      rmSync(folder, { recursive: true, force: true });
      await Promise.resolve();
    },
  };
}

export function redisTestStore(url: string): TestStore & { readonly prefix: string } {
  const prefix = `test-${randomUUID()}:`;
  return {
    prefix,
    open: () => redisStore(url, { prefix }),
    remove: async () => {
      const store = redisStore(url, { prefix });
      await store.clear();
      await store.close?.();
    },
  };
}

function memoryTestStore(): TestStore {
  const store = memoryStore();
  return { open: () => store, remove: () => Promise.resolve() };
}

/** Every available kind of store. */
export const testStores: readonly (readonly [kind: string, make: () => TestStore])[] = [
  ["memoryStore", memoryTestStore],
  ["sqliteStore", sqliteTestStore],
  ...(redisUrl === undefined ? [] : [["redisStore", () => redisTestStore(redisUrl)] as const]),
];

/** An encryption key for tests. */
export const encryptionKey: string = Buffer.alloc(32, 7).toString("base64");
