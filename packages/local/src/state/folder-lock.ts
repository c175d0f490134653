import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";

/** Exclusive use of a folder by this process. */
export interface FolderLock {
  /** Throws if another process has taken the folder, which happens if this process was suspended. */
  check(): void;
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

const RENEWAL_INTERVAL_MS = 5_000;
/** A lock that was not renewed for this long is stale, even if a process has its pid: pids are reused. */
const LOCK_TIMEOUT_MS = 30_000;

/** Lock files held by this process. */
const ours = new Set<string>();

/** Locks a folder, or takes it over from a crashed process. Throws if it is in use, also by another store of this process. */
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
    if (current?.token !== holder.token) lost = inUse(folder, "by another process, which has taken it over");
    else await utimes(path, new Date(), new Date());
  };
  const renewal = setInterval(() => {
    renew().catch(() => undefined);
  }, RENEWAL_INTERVAL_MS).unref();
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
    // Renamed instead of deleted: if another process was faster, this is its lock, which is moved back.
    const aside = `${path}.${holder.token}.aside`;
    await rename(path, aside).catch(() => undefined);
    const moved = await read(aside);
    if (moved !== undefined && moved.token !== other?.token) {
      await rename(aside, path);
      throw inUse(folder, `by process ${moved.pid} of ${moved.host}`);
    }
    await rm(aside, { force: true });
  }
  throw inUse(folder, "by other processes that are starting");
}

// Linked with its content, so that no other process can see an empty lock.
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
  if (Date.now() - mtimeMs > LOCK_TIMEOUT_MS) return false;
  // Processes of other hosts cannot be probed.
  if (holder === undefined || holder.host !== hostname()) return true;
  // A crashed process with the same pid: otherwise `ours` would contain the lock.
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
    `The folder ${folder} is in use ${by}. A folder serves one router at a time. Use redisStore to share state between routers.`,
  );
}
