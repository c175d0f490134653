import { describe, expect, test } from "vitest";
import { toJSONText, toPlainJSON } from "../index.ts";

const cyclic = (): Record<string, unknown> => {
  const value: Record<string, unknown> = { id: 10n ** 20n, list: [1] };
  value["self"] = value;
  return value;
};

describe("toJSONText", () => {
  test("equals JSON.stringify for JSON values", () => {
    expect(toJSONText({ a: [1, "x", null], when: new Date(0) })).toBe(
      '{"a":[1,"x",null],"when":"1970-01-01T00:00:00.000Z"}',
    );
    expect(toJSONText(undefined)).toBe("null");
  });

  test("writes values that are not JSON as strings", () => {
    expect(JSON.parse(toJSONText(cyclic()))).toEqual({ id: "100000000000000000000", list: [1], self: "[circular]" });
    expect(toJSONText(5n)).toBe('"5"');
    expect(toJSONText({ n: 5n, when: new Date(0) })).toBe('{"n":"5","when":"1970-01-01T00:00:00.000Z"}');
  });

  test("does not expand bytes", () => {
    const bytes = new Uint8Array([1, 2, 3]);
    expect(toJSONText({ file: bytes, more: [Buffer.from("abcd"), new DataView(bytes.buffer)] })).toBe(
      '{"file":"[3 bytes]","more":["[4 bytes]","[3 bytes]"]}',
    );
    expect(toPlainJSON({ file: bytes })).toEqual({ file: "[3 bytes]" });
    expect(toJSONText([new Float32Array([-1, 2]), new Float64Array([Number.NaN])])).toBe('["[8 bytes]","[8 bytes]"]');
    const looksLikeIt = { map: { 0: 1 }, type: "Buffer" };
    expect(toJSONText(looksLikeIt)).toBe('{"map":{"0":1},"type":"Buffer"}');
    expect(toPlainJSON(looksLikeIt)).toEqual(looksLikeIt);
  });

  test("accepts any depth", () => {
    let deep: unknown = 1n;
    for (let level = 0; level < 20_000; level++) deep = { deep };
    expect(toJSONText(deep)).toContain("[too deep]");
  });

  test("accepts objects that throw when they are read", () => {
    const hostile = {
      n: 1n,
      inner: {
        get secret(): never {
          throw new Error("no");
        },
      },
    };
    expect(JSON.parse(toJSONText(hostile))).toEqual({ n: "1", inner: "[unreadable]" });
  });
});

describe("toPlainJSON", () => {
  test("returns the same value for JSON, otherwise a copy", () => {
    const plain = { a: [1] };
    expect(toPlainJSON(plain)).toBe(plain);
    expect(toPlainJSON(cyclic())).toEqual({ id: "100000000000000000000", list: [1], self: "[circular]" });
  });
});
