import { refuse } from "./errors.ts";
import type { RouterContext } from "./router-context.ts";

/** Bytes with their media type. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly mimetype: string;
  readonly modified: Date;
}

/** The files of one session, by path. */
export type Mount = Map<string, StoredFile>;

/** Where a workbench sees the mount. */
export const sandboxPrefix = "/mnt/files";

/** A session's one mount; made when it is first looked at. */
export function mountOf(router: RouterContext, sessionId: string): Mount {
  const known = router.mounts.get(sessionId);
  if (known !== undefined) return known;
  const made: Mount = new Map();
  router.mounts.set(sessionId, made);
  return made;
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

/** Paths of the file at `path`, or of everything below it. */
export function pathsAt(mount: Mount, path: string): string[] {
  return [...mount.keys()].filter((candidate) => candidate === path || candidate.startsWith(`${path}/`));
}

export function writeText(router: RouterContext, sessionId: string, path: string, text: string): void {
  mountOf(router, sessionId).set(path, {
    bytes: new TextEncoder().encode(text),
    mimetype: "application/json",
    modified: router.now(),
  });
}
