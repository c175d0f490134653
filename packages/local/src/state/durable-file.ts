import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a file atomically and durably: after a crash or power loss, either the old or the new file exists. */
export async function writeDurably(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const temporary = `${path}${temporarySuffix}`;
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writev(parts);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

export async function removeDurably(path: string): Promise<void> {
  try {
    await rm(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Suffix of the temporary file of a write. */
export const temporarySuffix = ".new";

export async function syncFolder(path: string): Promise<void> {
  // Windows cannot sync directories.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
