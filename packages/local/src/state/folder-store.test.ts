import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { folderTestStore } from "../testing/test-stores.ts";
import { folderStore } from "./folder-store.ts";
import type { Store } from "./store.ts";

let place: ReturnType<typeof folderTestStore>;
let store: Store;
beforeEach(() => {
  place = folderTestStore();
  store = place.open();
});
afterEach(async () => {
  await store.close?.();
  await place.remove();
});

const files = (): string[] =>
  readdirSync(place.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "lock")
    .map((entry) => join(entry.parentPath, entry.name));

describe("a folder", () => {
  /** A folder as a crashed process leaves it. */
  const leaveLock = (holder: object | string, age = 0): void => {
    const path = join(place.folder, "lock");
    writeFileSync(path, typeof holder === "string" ? holder : JSON.stringify(holder));
    const time = Date.now() / 1000 - age;
    utimesSync(path, time, time);
  };

  test("serves one store at a time", async () => {
    await store.set("key", "a");
    const other = place.open();
    await expect(other.get("key")).rejects.toThrow(
      /^The folder .* is in use by another store of this process\. A folder serves one router at a time\. Use redisStore /,
    );
    await store.close?.();
    expect(await other.get("key")).toBe("a");
    await other.close?.();
  });

  test("is not taken over from a running process", async () => {
    leaveLock({ pid: process.ppid, host: hostname(), token: "t" });
    await expect(store.get("key")).rejects.toThrow(`in use by process ${process.ppid} of ${hostname()}`);
    leaveLock({ pid: 1, host: "elsewhere", token: "t" });
    await expect(store.get("key")).rejects.toThrow("in use by process 1 of elsewhere");
  });

  test("is taken over from a dead process", async () => {
    const gone = Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }));
    const leftovers: [object | string, number][] = [
      [{ pid: gone, host: hostname(), token: "t" }, 0],
      // The same pid, as is common in containers.
      [{ pid: process.pid, host: hostname(), token: "t" }, 0],
      // A stale lock.
      [{ pid: process.ppid, host: hostname(), token: "t" }, 60],
      [{ pid: 1, host: "elsewhere", token: "t" }, 60],
      ["{ cut o", 60],
    ];
    for (const [holder, age] of leftovers) {
      leaveLock(holder, age);
      expect(await store.increment("count")).toBeGreaterThan(0);
      await store.close?.();
    }
    expect(readdirSync(place.folder)).toEqual(["values"]);
  });

  test("is released when the store is closed, even before its first use", async () => {
    await store.close?.();
    await store.set("key", "a");
    await store.close?.();
    await store.close?.();
    expect(readdirSync(place.folder)).toEqual(["values"]);
  });
});

test("reads the old value after an interrupted write", async () => {
  await store.set("key", "old");
  await store.close?.();
  const [file] = files() as [string];
  writeFileSync(`${file}.new`, "half of the ne");
  expect(await store.get("key")).toBe("old");
  expect(files()).toEqual([file]);
});

test("names a foreign file", async () => {
  await store.close?.();
  mkdirSync(join(place.folder, "values", "00"), { recursive: true });
  const path = join(place.folder, "values", "00", "notes");
  writeFileSync(path, "shopping list");
  await expect(store.get("key")).rejects.toThrow(`${path} was not written by this store, or is damaged`);
});

test("removes files of deleted, replaced and expired values", async () => {
  let time = 0;
  store = folderStore(place.folder, { now: () => new Date(time) });
  await store.set("a", "1");
  await store.set("a", "2");
  await store.addToIndex("index", "member", 1);
  await store.setBytes("bytes", new Uint8Array(10));
  expect(files()).toHaveLength(3);
  await store.delete(["a", "index", "bytes", "absent"]);
  expect(files()).toEqual([]);
  await store.set("short", "1", 1000);
  await store.set("other", "1", 2000);
  time = 1500;
  await store.set("other", "2", 2000);
  expect(await store.getMany(["short", "other"])).toEqual([undefined, "2"]);
  await store.close?.();
  expect(files().map((file) => readFileSync(file, "utf8").split("\n")[1])).toEqual(["2"]);
  time = 5000;
  expect(await store.get("other")).toBeUndefined();
  expect(files()).toEqual([]);
});

test("rejects every operation after a failed write", async () => {
  await store.set("key", "a");
  const blocked = new Uint8Array(1);
  // A directory in place of the file.
  await store.close?.();
  store = folderStore(place.folder);
  const [file] = files() as [string];
  mkdirSync(`${file}.new`);
  await expect(store.set("key", "b")).rejects.toThrow(/is not writable\. Restart the router when it is\./);
  await expect(store.setBytes("other", blocked)).rejects.toThrow(/is not writable/);
});

test("rejects an empty path", () => {
  expect(() => folderStore("")).toThrow("folderStore: the folder must be a non-empty path");
});
