import { createHash } from "node:crypto";
import type { Context, Hono } from "hono";
import { refuse, requireCaller } from "../errors.ts";
import type { Project } from "../requests/caller.ts";
import { callerSignal } from "../requests/caller-signal.ts";
import type { Environment } from "../requests/environment.ts";
import { readBytes } from "../requests/request-body.ts";
import type { RouterContext } from "../router-context.ts";
import type { State } from "../state/state.ts";
import type { StoredFile } from "./blobs.ts";
import { openGrant, projectOfGrant, readGranted, writeGranted, type Grant } from "./presigned.ts";

export interface FileRouteOptions {
  readonly projects: readonly Project[];
  /** State of all projects. Presigned URLs are found by their tokens. */
  readonly shared: State;
  /** Larger uploads are refused. */
  readonly maxFileBytes: number;
}

/** Serves presigned URLs. */
export function addPresignedRoutes(app: Hono<Environment>, options: FileRouteOptions): void {
  app.on(["GET", "HEAD"], "/_local/files/:token", async (context) => {
    const { router, grant } = await requireGrant(context, options, "GET");
    const file = await readGranted(router, grant);
    if (file === undefined) return refuse("ToolRouterV2_MountNotFound", "The file was deleted");
    return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        "content-type": headerSafe(file.mimetype),
        "last-modified": file.modified.toUTCString(),
        // Untrusted bytes must not render as a page of this origin.
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
      refuse("Files_AddressNotValid", `This URL accepts ${grant.mimetype}, not ${mimetype}`);
    }
    const bytes = await readBytes(context.req.raw, options.maxFileBytes);
    if (grant.md5 !== undefined && md5(bytes) !== grant.md5.toLowerCase()) {
      refuse("HTTP_BadRequest", "The MD5 of the upload does not match the requested one");
    }
    // The session may have been deleted during the upload.
    await requireGrant(context, options, "PUT");
    const file: StoredFile = { bytes, mimetype: grant.mimetype ?? mimetype, modified: router.now() };
    requireCaller(callerSignal(context));
    await writeGranted(router, grant, file);
    return new Response(null, { status: 200 });
  });
}

/** Replaces a media type that is not valid in a header. */
function headerSafe(mimetype: string): string {
  return /^[\x20-\x7e]+$/.test(mimetype) ? mimetype : "application/octet-stream";
}

async function requireGrant(
  context: Context<Environment>,
  { projects, shared }: FileRouteOptions,
  method: Grant["method"],
): Promise<{ router: RouterContext; grant: Grant }> {
  const token = context.req.param("token") ?? "";
  const project = await projectOfGrant(shared, token);
  const router = projects.find(({ id }) => id === project)?.context;
  const grant = router && (await openGrant(router, token, method));
  if (router !== undefined && grant !== undefined) return { router, grant };
  // Same error for wrong-method, expired and unknown URLs, so that callers cannot probe.
  return refuse("Files_AddressNotValid", "This presigned URL is invalid or has expired", {
    suggestedFix: "Request a new URL",
  });
}

function md5(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}
