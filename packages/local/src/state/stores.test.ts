import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testStores, type TestStore } from "../testing/test-stores.ts";
import type { Store } from "./store.ts";

describe.each(testStores)("a %s", (_, make) => {
  let place: TestStore;
  let store: Store;
  beforeEach(() => {
    place = make();
    store = place.open();
  });
  afterEach(async () => {
    await store.close?.();
    await place.remove();
  });

  /** Waits until a condition holds or the test times out. */
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
  };

  test("returns the last value, even for unusual keys and values", async () => {
    const odd = ["a", "a/b", "../../etc/passwd", "", "é \u{1f600}\n\0", "*?[x]", "x".repeat(70_000)];
    for (const key of odd) await store.set(key, "old");
    for (const key of odd) await store.set(key, `value of\n${key}`);
    for (const key of odd) expect(await store.get(key)).toBe(`value of\n${key}`);
    expect(await store.getMany([...odd, "absent"])).toEqual([...odd.map((key) => `value of\n${key}`), undefined]);
    expect(await store.getMany([])).toEqual([]);
    await store.set("empty", "");
    expect([await store.get("empty"), await store.get("absent")]).toEqual(["", undefined]);
  });

  test("swaps only the expected value", async () => {
    expect(await store.swap("key", "a", "b")).toBe(false);
    expect(await store.swap("key", undefined, "a")).toBe(true);
    expect(await store.swap("key", undefined, "b")).toBe(false);
    expect(await store.swap("key", "b", "c")).toBe(false);
    expect(await store.swap("key", "a", "")).toBe(true);
    expect(await store.swap("key", undefined, "c")).toBe(false);
    expect(await store.swap("key", "", undefined)).toBe(true);
    expect(await store.get("key")).toBeUndefined();
    expect(await store.swap("key", undefined, undefined)).toBe(true);
    expect(await store.swap("key", undefined, "d", 60_000)).toBe(true);
    expect(await store.get("key")).toBe("d");
  });

  test("swaps several keys, or none of them", async () => {
    await store.set("a", "1");
    const both = [
      { key: "a", expected: "1", value: "2" },
      { key: "b", expected: undefined, value: "é\n" },
    ];
    expect(await store.swapAll([...both, { key: "c", expected: "", value: "1" }])).toBe(false);
    expect(await store.getMany(["a", "b", "c"])).toEqual(["1", undefined, undefined]);
    expect(await store.swapAll(both)).toBe(true);
    expect(await store.swapAll(both)).toBe(false);
    expect(await store.getMany(["a", "b"])).toEqual(["2", "é\n"]);
    expect(await store.swapAll([{ key: "a", expected: "2", value: undefined }])).toBe(true);
    expect(await store.get("a")).toBeUndefined();
  });

  test("lets one of many concurrent swaps win", async () => {
    const won = await Promise.all(
      Array.from({ length: 20 }, async (__, index) => store.swap("key", undefined, `${index}`)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.get("key")).toBe(String(won.indexOf(true)));
  });

  test("counts each increment once", async () => {
    const counts = await Promise.all(Array.from({ length: 50 }, async () => store.increment("count")));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (__, index) => index + 1));
    expect(await store.get("count")).toBe("50");
    expect([await store.increment("window", 60_000), await store.increment("window", 60_000)]).toEqual([1, 2]);
  });

  test("expires values after their TTL", async () => {
    await store.set("short", "a", 30);
    await store.setBytes("short bytes", new Uint8Array([1]), 30);
    await store.increment("short count", 30);
    await store.set("long", "b", 60_000);
    await store.set("lasting", "a", 30);
    await store.set("lasting", "c");
    await until(async () => (await store.get("short")) === undefined);
    await until(async () => (await store.getBytes("short bytes")) === undefined);
    await until(async () => (await store.get("short count")) === undefined);
    expect(await store.swap("short", undefined, "anew", 60_000)).toBe(true);
    expect(await store.increment("short count", 60_000)).toBe(1);
    expect(await store.getMany(["short", "long", "lasting"])).toEqual(["anew", "b", "c"]);
  });

  test("stores a copy of bytes", async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (__, index) => index % 256);
    await store.setBytes("bytes", bytes);
    const copy = bytes.slice();
    bytes.fill(0);
    const read = await store.getBytes("bytes");
    expect(read).toEqual(copy);
    read?.fill(1);
    expect(await store.getBytes("bytes")).toEqual(copy);
    await store.setBytes("bytes", new Uint8Array());
    expect(await store.getBytes("bytes")).toEqual(new Uint8Array());
    await store.delete(["bytes", "absent"]);
    expect(await store.getBytes("bytes")).toBeUndefined();
  });

  test("returns the members of an index once each, by score", async () => {
    await store.addToIndex("index", "c", 3);
    await store.addToIndex("index", "a", 1);
    await store.addToIndex("index", "é\n", 2);
    await store.addToIndex("index", "c", 3);
    await store.addToIndex("other", "x", 1);
    expect(await store.readIndex("index")).toEqual(["a", "é\n", "c"]);
    await store.addToIndex("index", "a", 9);
    await store.removeFromIndex("index", "é\n");
    await store.removeFromIndex("index", "absent");
    expect(await store.readIndex("index")).toEqual(["c", "a"]);
    await store.delete(["index"]);
    expect([await store.readIndex("index"), await store.readIndex("other")]).toEqual([[], ["x"]]);
  });

  test("keeps data when reopened, and nothing after clear", async () => {
    await store.set("text", "a");
    await store.set("gone", "a");
    await store.delete(["gone"]);
    await store.increment("count");
    await store.setBytes("bytes", new Uint8Array([1, 2, 3]));
    await store.addToIndex("index", "b", 2);
    await store.addToIndex("index", "a", 1);
    await store.addToIndex("index", "c", 3);
    await store.removeFromIndex("index", "b");
    await store.close?.();
    store = place.open();
    expect(await store.getMany(["text", "gone", "count"])).toEqual(["a", undefined, "1"]);
    expect(await store.getBytes("bytes")).toEqual(new Uint8Array([1, 2, 3]));
    expect(await store.readIndex("index")).toEqual(["a", "c"]);
    expect(await store.increment("count")).toBe(2);
    await store.clear();
    expect(await store.getMany(["text", "count"])).toEqual([undefined, undefined]);
    expect([await store.getBytes("bytes"), await store.readIndex("index")]).toEqual([undefined, []]);
  });
});

test.each(testStores)("shares one %s between its users", async (_, make) => {
  const place = make();
  const [store, other] = [place.open(), place.open()];
  await store.set("key", "a");
  expect(await other.swap("key", "a", "b")).toBe(true);
  expect(await store.get("key")).toBe("b");
  expect([await store.increment("count"), await other.increment("count")]).toEqual([1, 2]);
  await Promise.all([store.close?.(), other.close?.()]);
  await place.remove();
});
