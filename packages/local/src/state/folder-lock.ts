import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";

/** That a folder is this process's alone. */
export interface FolderLock {
  /** Throws if another process has taken the folder, as it may if this one stood still for long. */
  check(): void;
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

const renewalMilliseconds = 5_000;
/** Who has not renewed its lock for so long is gone, whatever its process id says: that may be another process's by now. */
const longestSilence = 30_000;

/** The folders that this very process has. */
const ours = new Set<string>();

/** Takes a folder, also from a process that was killed. Throws if another one, or another store here, has it. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(resolve(folder), "lock");
  const holder: Holder = { pid: process.pid, host: hostname(), token: randomUUID() };
  if (ours.has(path)) throw inUse(folder, "by another store of this process");
  ours.add(path);
  try {
    await take(path, folder, holder);
  } catch (error) {
    ours.delete(path);
    throw error;
  }

  let lost: Error | undefined;
  const renew = async (): Promise<void> => {
    const current = await read(path);
    if (current?.token !== holder.token) lost = inUse(folder, "by another process, which has taken it meanwhile");
    else await utimes(path, new Date(), new Date());
  };
  const renewal = setInterval(() => {
    renew().catch(() => undefined);
  }, renewalMilliseconds).unref();
  return {
    check: () => {
      if (lost) throw lost;
    },
    release: async () => {
      clearInterval(renewal);
      ours.delete(path);
      if ((await read(path))?.token === holder.token) await rm(path, { force: true });
    },
  };
}

async function take(path: string, folder: string, holder: Holder): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await create(path, holder)) return;
    const other = await read(path);
    const { pid, host } = other ?? { pid: "unknown", host: "unknown" };
    if (await isHeld(path, other)) throw inUse(folder, `by process ${pid} of ${host}`);
    // Moved away rather than deleted: if somebody was faster, it is theirs that was moved, and goes back.
    const aside = `${path}.${holder.token}.aside`;
    await rename(path, aside).catch(() => undefined);
    const moved = await read(aside);
    if (moved !== undefined && moved.token !== other?.token) {
      await rename(aside, path);
      throw inUse(folder, `by process ${moved.pid} of ${moved.host}`);
    }
    await rm(aside, { force: true });
  }
  throw inUse(folder, "by others that begin just now");
}

// With its content from the first moment on: who finds an empty one could not tell whose it is.
async function create(path: string, holder: Holder): Promise<boolean> {
  const own = `${path}.${holder.token}`;
  await writeFile(own, JSON.stringify(holder), { mode: 0o600 });
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

async function isHeld(path: string, holder: Holder | undefined): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  if (Date.now() - mtimeMs > longestSilence) return false;
  // Of another machine: there is nobody here to ask.
  if (holder === undefined || holder.host !== hostname()) return true;
  // An earlier process of this id was killed: this one has the folder in its list otherwise.
  if (holder.pid === process.pid) return false;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function read(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

function inUse(folder: string, by: string): Error {
  return new Error(
    `The folder ${folder} is in use ${by}: a folder serves one router at a time; several share a Redis (redisStore)`,
  );
}
