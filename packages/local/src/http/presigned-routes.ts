import { createHash } from "node:crypto";
import type { Context, Hono } from "hono";
import { refuse, requireCaller } from "../errors.ts";
import type { StoredFile } from "../files/blobs.ts";
import { openGrant, projectOfGrant, readGranted, writeGranted, type Grant } from "../files/presigned.ts";
import type { RouterContext } from "../router-context.ts";
import type { ApiOptions, Environment } from "./api.ts";
import { callerSignal } from "./caller-signal.ts";
import { readBytes } from "./request-body.ts";

/** Serves presigned addresses. */
export function addPresignedRoutes(app: Hono<Environment>, options: ApiOptions): void {
  app.on(["GET", "HEAD"], "/_local/files/:token", async (context) => {
    const { router, grant } = await requireGrant(context, options, "GET");
    const file = await readGranted(router, grant);
    if (file === undefined) return refuse("ToolRouterV2_MountNotFound", "The file is gone");
    return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        "content-type": headerSafe(file.mimetype),
        "last-modified": file.modified.toUTCString(),
        // The bytes are anybody's. They must not act as a page of this origin.
        "content-disposition": "attachment",
        "content-security-policy": "sandbox; default-src 'none'",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
  });

  app.put("/_local/files/:token", async (context) => {
    const { router, grant } = await requireGrant(context, options, "PUT");
    const mimetype = context.req.header("content-type") ?? "application/octet-stream";
    if (grant.mimetype !== undefined && mimetype.toLowerCase() !== grant.mimetype.toLowerCase()) {
      refuse("Files_AddressNotValid", `This address takes ${grant.mimetype}, not ${mimetype}`);
    }
    const bytes = await readBytes(context.req.raw, options.maxFileBytes);
    if (grant.md5 !== undefined && md5(bytes) !== grant.md5.toLowerCase()) {
      refuse("HTTP_BadRequest", "The bytes do not have the MD5 that was announced");
    }
    // While the bytes came in, the session may have been deleted.
    await requireGrant(context, options, "PUT");
    const file: StoredFile = { bytes, mimetype: grant.mimetype ?? mimetype, modified: router.now() };
    requireCaller(callerSignal(context));
    await writeGranted(router, grant, file);
    return new Response(null, { status: 200 });
  });
}

/** A tool may name a type that no header can hold. */
function headerSafe(mimetype: string): string {
  return /^[\x20-\x7e]+$/.test(mimetype) ? mimetype : "application/octet-stream";
}

async function requireGrant(
  context: Context<Environment>,
  { keyring, shared }: ApiOptions,
  method: Grant["method"],
): Promise<{ router: RouterContext; grant: Grant }> {
  const token = context.req.param("token") ?? "";
  const project = await projectOfGrant(shared, token);
  const router = keyring.projects.find(({ id }) => id === project)?.context;
  const grant = router && (await openGrant(router, token, method));
  if (router !== undefined && grant !== undefined) return { router, grant };
  // An address of another method, or of yesterday, is told from none by nobody.
  return refuse("Files_AddressNotValid", "This address is not valid, or not any more", {
    suggestedFix: "Ask for a new address",
  });
}

function md5(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}
