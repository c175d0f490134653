import { expect, test } from "vitest";
import { sizeOf } from "./size.ts";

test.each<[unknown, number]>([
  [null, 1],
  ["text", 1],
  [[], 1],
  [{ a: 1, b: [2, { c: null }] }, 6],
  ["x".repeat(1_000), 11],
  [{ ["x".repeat(1_000)]: 1 }, 12],
])("counts the values of %j", (value, size) => {
  expect(sizeOf(value)).toBe(size);
});

test.each([5, 50, 1_000])("stops counting at %d", (limit) => {
  let reads = 0;
  const items = new Proxy(
    Array.from({ length: 10_000 }, () => ({})),
    {
      get: (target, name, receiver) => {
        if (name !== "length") reads++;
        return Reflect.get(target, name, receiver) as unknown;
      },
    },
  );
  expect(sizeOf(items, limit)).toBe(limit);
  expect(reads).toBeLessThanOrEqual(limit);
});
