import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalRouter, redisStore, sqliteStore, type LocalRouter, type Store } from "@tool-router/local";
import type { MakeRouter } from "./make-router.ts";

/** A persistent store for a router's state. */
export type StoreKind = "redis" | "sqlite";

export interface PersistentRouters {
  /** Creates a router with its own store. */
  readonly makeRouter: MakeRouter;
  /** Closes all routers and deletes their state. */
  readonly clear: () => Promise<void>;
}

const encryptionKey = Buffer.alloc(32, 1).toString("base64");

/** Creates routers on persistent stores. `redisUrl` is required for `redis`. */
export function persistentRouters(kind: StoreKind, redisUrl: string | undefined): PersistentRouters {
  const made: { router: LocalRouter; store: Store; folder: string | undefined }[] = [];
  const openStore = (folder: string | undefined): Store => {
    if (folder !== undefined) return sqliteStore(join(folder, "state.db"), { synchronous: "normal" });
    if (redisUrl === undefined) throw new Error("Redis is missing. Install redis-server or set TEST_REDIS_URL.");
    return redisStore(redisUrl, { prefix: `conformance-${randomUUID()}:` });
  };
  return {
    makeRouter: (options) => {
      const folder = kind === "sqlite" ? mkdtempSync(join(tmpdir(), "tool-router-conformance-")) : undefined;
      const store = openStore(folder);
      const router = createLocalRouter({ store, encryptionKey, ...options });
      made.push({ router, store, folder });
      return router;
    },
    clear: async () => {
      for (const { router, store, folder } of made.splice(0)) {
        await store.clear();
        await router.close();
        if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
