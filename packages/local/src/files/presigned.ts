import { createHash } from "node:crypto";
import type { Context, Hono } from "hono";
import type { ApiOptions, Environment } from "../http/api.ts";
import { refuse } from "../errors.ts";
import type { StoredFile } from "./blobs.ts";
import { mountOf } from "./mount.ts";
import { readBytes } from "../http/request-body.ts";
import type { RouterContext } from "../router-context.ts";
import { hashed } from "../state/state.ts";
import { findToolFile, keepToolFile } from "./stored-tool-file.ts";

/** What one presigned address admits. Whoever knows its token may do that, and nothing else, for a while. */
export interface Grant {
  readonly method: "GET" | "PUT";
  readonly target: { readonly sessionId: string; readonly path: string } | { readonly toolFile: string };
  /** The `Content-Type` that a PUT must have. */
  readonly mimetype?: string | undefined;
  /** MD5 of the bytes of a PUT, in hex. */
  readonly md5?: string | undefined;
}

interface GrantRecord extends Grant {
  readonly project: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const minutesOpen = 60;

/** Makes an address at which one file can be read or written without a credential. */
export async function presign(
  router: RouterContext,
  origin: string,
  grant: Grant,
): Promise<{ url: string; expiresAt: Date }> {
  const life = minutesOpen * 60_000;
  const expiresAt = new Date(router.now().getTime() + life);
  const token = router.ids("ft");
  const record: GrantRecord = { ...grant, project: router.projectId, expiresAt: expiresAt.getTime() };
  await router.shared.write(grantKey(token), record, life);
  return { url: `${origin}/_local/files/${token}`, expiresAt };
}

function grantKey(token: string): string {
  return `grant/${hashed(token)}`;
}

/** Serves presigned addresses. */
export function addPresignedRoutes(app: Hono<Environment>, options: ApiOptions): void {
  app.on(["GET", "HEAD"], "/_local/files/:token", async (context) => {
    const { router, grant } = await requireGrant(context, options, "GET");
    const file = await fileOf(router, grant);
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
    if ("toolFile" in grant.target) {
      const known = await findToolFile(router, grant.target.toolFile);
      await keepToolFile(router, grant.target.toolFile, { name: known?.name ?? "file", file });
    } else {
      await mountOf(router, grant.target.sessionId).write(grant.target.path, file);
    }
    return new Response(null, { status: 200 });
  });
}

async function requireGrant(
  context: Context<Environment>,
  { keyring, shared }: ApiOptions,
  method: Grant["method"],
): Promise<{ router: RouterContext; grant: Grant }> {
  const token = context.req.param("token") ?? "";
  const found = await shared.read<GrantRecord>(grantKey(token));
  const router = keyring.projects.find(({ id }) => id === found?.value.project)?.context;
  const grant = router && (await openGrant(router, token, method));
  if (router !== undefined && grant !== undefined) return { router, grant };
  // An address of another method, or of yesterday, is told from none by nobody.
  return refuse("Files_AddressNotValid", "This address is not valid, or not any more", {
    suggestedFix: "Ask for a new address",
  });
}

async function openGrant(router: RouterContext, token: string, method: Grant["method"]): Promise<Grant | undefined> {
  const grant = (await router.shared.read<GrantRecord>(grantKey(token)))?.value;
  const isOpen =
    grant !== undefined &&
    grant.project === router.projectId &&
    grant.method === method &&
    grant.expiresAt > router.now().getTime() &&
    (!("sessionId" in grant.target) || (await router.sessions.get(grant.target.sessionId)) !== undefined);
  return isOpen ? grant : undefined;
}

/** The file that an address of this project gives at this moment, whatever its origin; undefined for any other address. */
export async function presignedFile(router: RouterContext, address: URL): Promise<StoredFile | undefined> {
  const token = /^\/_local\/files\/([^/]+)$/.exec(address.pathname)?.[1];
  const grant = token === undefined ? undefined : await openGrant(router, token, "GET");
  return grant && fileOf(router, grant);
}

async function fileOf(router: RouterContext, { target }: Grant): Promise<StoredFile | undefined> {
  return "toolFile" in target
    ? (await findToolFile(router, target.toolFile))?.file
    : mountOf(router, target.sessionId).read(target.path);
}

function md5(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}
