import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import type { Found } from "../state/state.ts";
import { readBlob, writeBlob, type FileRecord, type StoredFile } from "./blobs.ts";

/** The files of one session, by path. */
export interface Mount {
  /** Unordered. Some files may already be deleted. */
  paths(): Promise<string[]>;
  /** Metadata by path; undefined for deleted files. */
  describe(paths: readonly string[]): Promise<(FileRecord | undefined)[]>;
  read(path: string): Promise<StoredFile | undefined>;
  write(path: string, file: StoredFile): Promise<void>;
  delete(paths: readonly string[]): Promise<void>;
}

/** Path of the mount in the workbench. */
export const sandboxPrefix = "/mnt/files";

const MAX_ATTEMPTS = 100;

/** The mount of a session. Its files have the session's TTL, counted from their last write. */
export function mountOf({ state, sessionTTL }: Pick<RouterContext, "state" | "sessionTTL">, sessionId: string): Mount {
  const index = `files/${sessionId}`;
  const keyOf = (path: string): string => `file/${JSON.stringify([sessionId, path])}`;
  const find = (path: string): Promise<Found<FileRecord> | undefined> => state.read(keyOf(path));
  return {
    paths: async () => (await state.readIndex(index)).map((member) => JSON.parse(member) as string),
    describe: async (paths) => (await state.readMany<FileRecord>(paths.map(keyOf))).map((found) => found?.value),
    read: async (path) => {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const found = await find(path);
        if (found === undefined) return undefined;
        const file = await readBlob(state, found.value);
        if (file !== undefined) return file;
        // The bytes are gone. If the record is unchanged, a deletion was interrupted; otherwise retry.
        if ((await find(path))?.raw === found.raw) return undefined;
      }
      return undefined;
    },
    write: async (path, file) => {
      const record = await writeBlob(state, file, sessionTTL);
      // Indexed first: a path without a file is ignored, but a file without a path would never be listed.
      await state.addToIndex(index, JSON.stringify(path), 0);
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const before = await find(path);
        if (!(await state.replace(keyOf(path), before, record, sessionTTL))) continue;
        if (before !== undefined) await state.delete(before.value.blob);
        return;
      }
      throw new Error(`Too many concurrent writes of file ${path}`);
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

/** Refuses any mount id except `files`. */
export function requireMount(id: string): void {
  if (id === "files") return;
  refuse("ToolRouterV2_MountNotFound", `The session has no mount '${id}'`, { suggestedFix: "Use 'files'" });
}

/**
 * The relative path within the mount. Also accepts the absolute path in the workbench, as results contain it. Refuses
 * invalid paths and path traversal.
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
    errors: [`${field}: must be a relative path within the mount, without empty, "." or ".." segments`],
  });
}

/** The paths that are `path` or below it. */
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
