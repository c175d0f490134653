import { refuse } from "../errors.ts";
import { mountOf, mountPath, pathsAt, requireMount, sandboxPrefix } from "../files/mount.ts";
import { presign } from "../files/presigned.ts";
import { compareText } from "../toolkits/catalog.ts";
import type { Handler } from "./operation.ts";

export const listFiles: Handler<"getToolRouterSessionBySessionIdMountsByMountIdItems"> = async (
  { session, path, query },
  router,
) => {
  requireMount(path.mount_id);
  const mount = mountOf(router, session.id);
  const all = await mount.paths();
  const folder = query.mount_relative_prefix;
  const paths = (folder === undefined ? all : pathsAt(all, mountPath(folder, "query.mount_relative_prefix"))).toSorted(
    compareText,
  );
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const rest = after === undefined ? paths : paths.filter((candidate) => candidate > after);
  const page = rest.slice(0, query.limit ?? 100);
  const last = page.at(-1);
  const files = await mount.describe(page);
  return {
    items: page.flatMap((candidate, index) => {
      const file = files[index];
      if (file === undefined) return [];
      return [
        {
          mount_relative_path: candidate,
          sandbox_mount_prefix: sandboxPrefix,
          size: file.size,
          last_modified: new Date(file.modified).toISOString(),
        },
      ];
    }),
    ...(last !== undefined && page.length < rest.length ? { next_cursor: writeCursor(last) } : {}),
  };
};

export const createDownloadUrl: Handler<"postToolRouterSessionBySessionIdMountsByMountIdDownloadUrl"> = async (
  { session, path, body, origin },
  router,
) => {
  requireMount(path.mount_id);
  const file = mountPath(body.mount_relative_path);
  const [known] = await mountOf(router, session.id).describe([file]);
  if (known === undefined) {
    refuse("ToolRouterV2_MountNotFound", `The mount has no file ${file}`, { suggestedFix: "List the mount's items" });
  }
  const target = { sessionId: session.id, path: file };
  const { url, expiresAt } = await presign(router, origin, { method: "GET", target });
  return { download_url: url, ...place(file), expires_at: expiresAt.toISOString() };
};

export const createUploadUrl: Handler<"postToolRouterSessionBySessionIdMountsByMountIdUploadUrl"> = async (
  { session, path, body, origin },
  router,
) => {
  requireMount(path.mount_id);
  const file = mountPath(body.mount_relative_path);
  const target = { sessionId: session.id, path: file };
  const { url, expiresAt } = await presign(router, origin, { method: "PUT", target, mimetype: body.mimetype });
  return { upload_url: url, ...place(file), expires_at: expiresAt.toISOString() };
};

/** Deletes a file, or everything below a path. Idempotent. */
export const deleteFile: Handler<"postToolRouterSessionBySessionIdMountsByMountIdDelete"> = async (
  { session, path, body },
  router,
) => {
  requireMount(path.mount_id);
  const file = mountPath(body.mount_relative_path);
  const mount = mountOf(router, session.id);
  await mount.delete(pathsAt(await mount.paths(), file));
  return place(file);
};

function place(path: string): { mount_relative_path: string; sandbox_mount_prefix: string } {
  return { mount_relative_path: path, sandbox_mount_prefix: sandboxPrefix };
}

function writeCursor(path: string): string {
  return Buffer.from(path, "utf8").toString("base64url");
}

function readCursor(cursor: string): string {
  const path = Buffer.from(cursor, "base64url").toString("utf8");
  if (writeCursor(path) === cursor) return path;
  return refuse("HTTP_BadRequest", "Invalid cursor", {
    errors: ["query.cursor: is not valid"],
    suggestedFix: "Omit cursor for the first page, then pass next_cursor",
  });
}
