import type { RouterContext } from "../router-context.ts";
import { hashed, type State } from "../state/state.ts";
import type { StoredFile } from "./blobs.ts";
import { mountOf } from "./mount.ts";
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
  const ttl = minutesOpen * 60_000;
  const expiresAt = new Date(router.now().getTime() + ttl);
  const token = router.ids("ft");
  const record: GrantRecord = { ...grant, project: router.projectId, expiresAt: expiresAt.getTime() };
  await router.shared.write(grantKey(token), record, ttl);
  return { url: `${origin}/_local/files/${token}`, expiresAt };
}

function grantKey(token: string): string {
  return `grant/${hashed(token)}`;
}

/** The project that an address of this token is of, if there was one; whether it is still good, {@link openGrant} says. */
export async function projectOfGrant(shared: State, token: string): Promise<string | undefined> {
  return (await shared.read<GrantRecord>(grantKey(token)))?.value.project;
}

/** What an address of this project admits at this moment; undefined if nothing, for whatever reason. */
export async function openGrant(
  router: RouterContext,
  token: string,
  method: Grant["method"],
): Promise<Grant | undefined> {
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
  return grant && readGranted(router, grant);
}

/** The file that a grant is about; undefined if it is gone. */
export async function readGranted(router: RouterContext, { target }: Grant): Promise<StoredFile | undefined> {
  return "toolFile" in target
    ? (await findToolFile(router, target.toolFile))?.file
    : mountOf(router, target.sessionId).read(target.path);
}

/** Keeps what came to the address of a grant. */
export async function writeGranted(router: RouterContext, { target }: Grant, file: StoredFile): Promise<void> {
  if ("toolFile" in target) {
    const known = await findToolFile(router, target.toolFile);
    await keepToolFile(router, target.toolFile, { name: known?.name ?? "file", file });
  } else {
    await mountOf(router, target.sessionId).write(target.path, file);
  }
}
