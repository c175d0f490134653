import type { RouterContext } from "../router-context.ts";
import { hashed, type State } from "../state/state.ts";
import type { StoredFile } from "./blobs.ts";
import { mountOf } from "./mount.ts";
import { findToolFile, keepToolFile } from "./stored-tool-file.ts";

/** The access that a presigned URL grants to anyone who has it, until it expires. */
export interface Grant {
  readonly method: "GET" | "PUT";
  readonly target: { readonly sessionId: string; readonly path: string } | { readonly toolFile: string };
  /** Required `Content-Type` of a PUT. */
  readonly mimetype?: string | undefined;
  /** Required MD5 of a PUT's bytes, in hex. */
  readonly md5?: string | undefined;
}

interface GrantRecord extends Grant {
  readonly project: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const GRANT_TTL_MS = 60 * 60_000;

/** Creates a presigned URL, which reads or writes one file without credentials. */
export async function presign(
  router: RouterContext,
  origin: string,
  grant: Grant,
): Promise<{ url: string; expiresAt: Date }> {
  const expiresAt = new Date(router.now().getTime() + GRANT_TTL_MS);
  const token = router.ids("ft");
  const record: GrantRecord = { ...grant, project: router.projectId, expiresAt: expiresAt.getTime() };
  await router.shared.write(grantKey(token), record, GRANT_TTL_MS);
  return { url: `${origin}/_local/files/${token}`, expiresAt };
}

function grantKey(token: string): string {
  return `grant/${hashed(token)}`;
}

/** The project of a presigned URL. Does not check whether it is still valid; see {@link openGrant}. */
export async function projectOfGrant(shared: State, token: string): Promise<string | undefined> {
  return (await shared.read<GrantRecord>(grantKey(token)))?.value.project;
}

/** The valid grant of a presigned URL. Undefined for every reason alike, so that callers cannot probe. */
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

/** Reads the file of a presigned URL of this project with any origin. Undefined for any other URL. */
export async function presignedFile(router: RouterContext, url: URL): Promise<StoredFile | undefined> {
  const token = /^\/_local\/files\/([^/]+)$/.exec(url.pathname)?.[1];
  const grant = token === undefined ? undefined : await openGrant(router, token, "GET");
  return grant && readGranted(router, grant);
}

/** Reads the file of a grant. Undefined if it was deleted. */
export async function readGranted(router: RouterContext, { target }: Grant): Promise<StoredFile | undefined> {
  return "toolFile" in target
    ? (await findToolFile(router, target.toolFile))?.file
    : mountOf(router, target.sessionId).read(target.path);
}

/** Stores an uploaded file. */
export async function writeGranted(router: RouterContext, { target }: Grant, file: StoredFile): Promise<void> {
  if ("toolFile" in target) {
    const known = await findToolFile(router, target.toolFile);
    await keepToolFile(router, target.toolFile, { name: known?.name ?? "file", file });
  } else {
    await mountOf(router, target.sessionId).write(target.path, file);
  }
}
