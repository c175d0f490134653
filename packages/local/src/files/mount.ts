import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import type { Found } from "../state/state.ts";
import { readBlob, writeBlob, type FileRecord, type StoredFile } from "./blobs.ts";

/** The files of one session, by path. */
export interface Mount {
  /** In no particular order; some may be gone. */
  paths(): Promise<string[]>;
  /** What is known of files; undefined for those that are gone. */
  describe(paths: readonly string[]): Promise<(FileRecord | undefined)[]>;
  read(path: string): Promise<StoredFile | undefined>;
  write(path: string, file: StoredFile): Promise<void>;
  delete(paths: readonly string[]): Promise<void>;
}

/** Where a workbench sees the mount. */
export const sandboxPrefix = "/mnt/files";

/** How often a read or a write begins anew because somebody else was faster. */
const mostAttempts = 100;

/** A session's one mount. Its files outlive the session by no more than the session's TTL. */
export function mountOf({ state, sessionTTL }: Pick<RouterContext, "state" | "sessionTTL">, sessionId: string): Mount {
  const index = `files/${sessionId}`;
  const keyOf = (path: string): string => `file/${JSON.stringify([sessionId, path])}`;
  const find = (path: string): Promise<Found<FileRecord> | undefined> => state.read(keyOf(path));
  return {
    paths: async () => (await state.readIndex(index)).map((member) => JSON.parse(member) as string),
    describe: async (paths) => (await state.readMany<FileRecord>(paths.map(keyOf))).map((found) => found?.value),
    read: async (path) => {
      for (let attempt = 0; attempt < mostAttempts; attempt++) {
        const found = await find(path);
        if (found === undefined) return undefined;
        const file = await readBlob(state, found.value);
        if (file !== undefined) return file;
        // Its bytes are gone: if it was not replaced meanwhile, it is what an unfinished deletion left.
        if ((await find(path))?.raw === found.raw) return undefined;
      }
      return undefined;
    },
    write: async (path, file) => {
      const record = await writeBlob(state, file, sessionTTL);
      // A path that leads nowhere is passed over; a file without its path would never be listed.
      await state.addToIndex(index, JSON.stringify(path), 0);
      for (let attempt = 0; attempt < mostAttempts; attempt++) {
        const before = await find(path);
        if (!(await state.replace(keyOf(path), before, record, sessionTTL))) continue;
        if (before !== undefined) await state.delete(before.value.blob);
        return;
      }
      throw new Error(`The file ${path} is written too often at the same time`);
    },
    delete: async (paths) => {
      for (const path of paths) {
        const found = await find(path);
        if (found !== undefined) await state.delete(keyOf(path), found.value.blob);
        await state.removeFromIndex(index, JSON.stringify(path));
      }
    },
  };
}

/** Refuses any mount but the one that every session has. */
export function requireMount(id: string): void {
  if (id === "files") return;
  refuse("ToolRouterV2_MountNotFound", `The session has no mount '${id}'`, { suggestedFix: "Use 'files'" });
}

/**
 * The path within the mount. A path as the workbench sees it is understood as well, since results name their files so.
 * Refuses what is no plain path, above all what would lead out of the mount.
 */
export function mountPath(written: string, field = "payload.mount_relative_path"): string {
  const path = written.startsWith(`${sandboxPrefix}/`) ? written.slice(sandboxPrefix.length + 1) : written;
  const segments = path.replace(/\/$/, "").split("/");
  const isPlain =
    path.length <= 1024 &&
    !/[\\\p{Cc}]/u.test(path) &&
    segments.every((segment) => segment !== "" && segment !== "." && segment !== "..");
  if (isPlain) return segments.join("/");
  return refuse("HTTP_BadRequest", "The request does not fit the schema", {
    errors: [`${field}: must be a path of names and single slashes, within the mount`],
  });
}

/** Those of the paths that are `path`, or below it. */
export function pathsAt(paths: readonly string[], path: string): string[] {
  return paths.filter((candidate) => candidate === path || candidate.startsWith(`${path}/`));
}

export function writeText(router: RouterContext, sessionId: string, path: string, text: string): Promise<void> {
  return mountOf(router, sessionId).write(path, {
    bytes: new TextEncoder().encode(text),
    mimetype: "application/json",
    modified: router.now(),
  });
}
