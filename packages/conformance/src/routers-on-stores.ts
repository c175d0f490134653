import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalRouter, folderStore, redisStore, type LocalRouter, type Store } from "@tool-router/local";
import type { MakeRouter } from "./world.ts";

/** Where routers can keep their state other than in memory. */
export type StoreKind = "folder" | "redis";

export interface RoutersOnStores {
  /** Makes a router with a store of its own. */
  readonly makeRouter: MakeRouter;
  /** Closes the routers that were made, and removes what they kept. */
  readonly clear: () => Promise<void>;
}

const encryptionKey = Buffer.alloc(32, 1).toString("base64");

/** Routers on stores that outlive them. `redisUrl` is where a Redis is. */
export function routersOn(kind: StoreKind, redisUrl: string | undefined): RoutersOnStores {
  const made: { router: LocalRouter; store: Store; folder: string | undefined }[] = [];
  const openStore = (folder: string | undefined): Store => {
    if (folder !== undefined) return folderStore(folder);
    if (redisUrl === undefined) throw new Error("There is no Redis here: install redis-server, or set TEST_REDIS_URL");
    return redisStore(redisUrl, { prefix: `conformance-${randomUUID()}:` });
  };
  return {
    makeRouter: (options) => {
      const folder = kind === "folder" ? mkdtempSync(join(tmpdir(), "tool-router-conformance-")) : undefined;
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
