import { createHash } from "node:crypto";
import type { Context, Hono } from "hono";
import type { ApiOptions, Environment } from "./api.ts";
import { refuse } from "./errors.ts";
import { mountOf, type StoredFile } from "./mount.ts";
import { readBytes } from "./request-body.ts";
import type { RouterContext } from "./router-context.ts";

/** What one presigned address admits. Whoever knows its token may do that, and nothing else, for a while. */
export interface Grant {
  readonly method: "GET" | "PUT";
  readonly target: { readonly sessionId: string; readonly path: string } | { readonly toolFile: string };
  /** The `Content-Type` that a PUT must have. */
  readonly mimetype?: string | undefined;
  /** MD5 of the bytes of a PUT, in hex. */
  readonly md5?: string | undefined;
  readonly expiresAt: Date;
}

const minutesOpen = 60;

/** Makes an address at which one file can be read or written without a credential. */
export function presign(
  router: RouterContext,
  origin: string,
  grant: Omit<Grant, "expiresAt">,
): { url: string; expiresAt: Date } {
  forgetExpired(router);
  const expiresAt = new Date(router.now().getTime() + minutesOpen * 60_000);
  const token = router.ids("ft");
  router.grants.set(token, { ...grant, expiresAt });
  return { url: `${origin}/_local/files/${token}`, expiresAt };
}

// All of them live equally long, so the oldest are the first to go.
function forgetExpired({ grants, now }: RouterContext): void {
  for (const [token, { expiresAt }] of grants) {
    if (expiresAt > now()) return;
    grants.delete(token);
  }
}

/** Serves presigned addresses. */
export function addPresignedRoutes(app: Hono<Environment>, options: ApiOptions): void {
  app.on(["GET", "HEAD"], "/_local/files/:token", (context) => {
    const { router, grant } = requireGrant(context, options, "GET");
    const file = fileOf(router, grant);
    if (file === undefined) return refuse("ToolRouterV2_MountNotFound", "The file is gone");
    return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        "content-type": file.mimetype,
        "last-modified": file.modified.toUTCString(),
        // The bytes are anybody's. They must not act as a page of this origin.
        "content-disposition": "attachment",
        "content-security-policy": "sandbox",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
  });

  app.put("/_local/files/:token", async (context) => {
    const { router, grant } = requireGrant(context, options, "PUT");
    const mimetype = context.req.header("content-type") ?? "application/octet-stream";
    if (grant.mimetype !== undefined && mimetype.toLowerCase() !== grant.mimetype.toLowerCase()) {
      refuse("Files_AddressNotValid", `This address takes ${grant.mimetype}, not ${mimetype}`);
    }
    const bytes = await readBytes(context.req.raw, options.maxFileBytes);
    if (grant.md5 !== undefined && md5(bytes) !== grant.md5.toLowerCase()) {
      refuse("HTTP_BadRequest", "The bytes do not have the MD5 that was announced");
    }
    // While the bytes came in, the session may have been deleted.
    requireGrant(context, options, "PUT");
    const file: StoredFile = { bytes, mimetype: grant.mimetype ?? mimetype, modified: router.now() };
    if ("toolFile" in grant.target) {
      const known = router.toolFiles.get(grant.target.toolFile);
      router.toolFiles.set(grant.target.toolFile, { name: known?.name ?? "file", file });
    } else {
      mountOf(router, grant.target.sessionId).set(grant.target.path, file);
    }
    return new Response(null, { status: 200 });
  });
}

function requireGrant(
  context: Context<Environment>,
  { keyring }: ApiOptions,
  method: Grant["method"],
): { router: RouterContext; grant: Grant } {
  const token = context.req.param("token") ?? "";
  for (const { context: router } of keyring.projects) {
    const grant = router.grants.get(token);
    if (grant === undefined || grant.method !== method || grant.expiresAt <= router.now()) continue;
    if ("sessionId" in grant.target && !router.sessions.has(grant.target.sessionId)) continue;
    return { router, grant };
  }
  // An address of another method, or of yesterday, is told from none by nobody.
  return refuse("Files_AddressNotValid", "This address is not valid, or not any more", {
    suggestedFix: "Ask for a new address",
  });
}

function fileOf(router: RouterContext, { target }: Grant): StoredFile | undefined {
  return "toolFile" in target
    ? router.toolFiles.get(target.toolFile)?.file
    : router.mounts.get(target.sessionId)?.get(target.path);
}

function md5(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}
