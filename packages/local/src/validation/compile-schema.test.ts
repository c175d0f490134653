import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test, vi } from "vitest";
import type { JSONObject } from "../json.ts";
import { createSchemaCompiler } from "./compile-schema.ts";

const compiler = createSchemaCompiler(Ajv2020);
const messages = (schema: JSONObject, value: unknown) =>
  compiler
    .compile(schema)(value)
    ?.map(({ message }) => message);

/** Objects that count how often they are read. */
const countedItems = (count: number) => {
  const counted = { reads: 0 };
  const items = Array.from({ length: count }, (_, index) => ({
    get id() {
      counted.reads++;
      return index;
    },
  }));
  return { counted, items };
};

test("checks uniqueItems in linear time", () => {
  const { counted, items } = countedItems(1_000);
  expect(messages({ uniqueItems: true }, items)).toBeUndefined();
  expect(counted.reads).toBeLessThanOrEqual(2_000);
});

test.each<[string, unknown[]]>([
  ["numbers", [1, 2, 1]],
  ["texts", ["a", "a"]],
  [
    "objects with fields in another order",
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
  ],
])("finds duplicate items: %s", (_, items) => {
  expect(messages({ uniqueItems: true }, items)).toEqual(["must NOT have duplicate items, nor more than 50000 items"]);
});

test.each<[unknown[]]>([[[1, "1", true, "true", null]], [[{ a: 1 }, '{"a":1}', [1], "[1]"]], [[]]])(
  "accepts different items: %j",
  (items) => {
    expect(messages({ uniqueItems: true }, items)).toBeUndefined();
  },
);

test("rejects too many unique items", () => {
  const items = Array.from({ length: 50_001 }, (_, index) => index);
  expect(messages({ uniqueItems: true }, items)).toHaveLength(1);
  expect(messages({ uniqueItems: true }, items.slice(1))).toBeUndefined();
});

test("allows duplicate items without uniqueItems", () => {
  expect(messages({ uniqueItems: false }, [1, 1])).toBeUndefined();
});

/** Each level of nesting doubles the number of alternatives. */
const doubling = {
  $defs: {
    node: {
      anyOf: [
        { properties: { next: { $ref: "#/$defs/node" } }, required: ["next"] },
        { properties: { next: { $ref: "#/$defs/node" }, more: false }, required: ["next"] },
      ],
    },
  },
  $ref: "#/$defs/node",
};
const nested = (levels: number): JSONObject => {
  let value: JSONObject = {};
  for (let level = 0; level < levels; level++) value = { next: value };
  return value;
};

test("stops at endlessly recursive alternatives", () => {
  expect(messages(doubling, nested(60))).toEqual(["cannot be checked: the schema has too many recursive alternatives"]);
});

test("limits the errors of recursive alternatives", () => {
  expect(messages(doubling, nested(12))?.length).toBeLessThan(500);
});

test("checks a few recursive alternatives", () => {
  expect(messages(doubling, nested(3))?.at(-1)).toBe("must match a schema in anyOf");
});

test("follows as many references as a large value needs", () => {
  const list = {
    $defs: {
      item: { type: "object", properties: { a: { $ref: "#/$defs/n" } } },
      n: { type: "integer", not: { $ref: "#/$defs/no" } },
      no: { type: "string", not: { $ref: "#" } },
    },
    items: { $ref: "#/$defs/item" },
  };
  const items = Array.from({ length: 60_000 }, (_, index) => ({ a: index }));
  expect(messages(list, items)).toBeUndefined();
  expect(messages(list, [...items, { a: "x" }])).toEqual(["must be integer"]);
});

test("reports all problems of a small value and one of a large value", () => {
  const schema = { items: { type: "string" } };
  expect(
    messages(
      schema,
      Array.from({ length: 100 }, () => 1),
    ),
  ).toHaveLength(100);
  expect(
    messages(
      schema,
      Array.from({ length: 1_000 }, () => 1),
    ),
  ).toHaveLength(1);
});

test.each(["^(a+)+$", "^(a|a)*$", "^(\\w+\\s?)*$"])("matches %s in linear time", (pattern) => {
  const text = `${"a".repeat(100_000)}!`;
  expect(messages({ pattern }, text)).toEqual([`must match pattern "${pattern}"`]);
  expect(messages({ pattern }, "aaa")).toBeUndefined();
  expect(messages({ patternProperties: { [pattern]: false } }, { aaa: 1 })).toHaveLength(1);
});

test.each(["^(?=a)b", "^(a)\\1$", "^.{1,2048}$"])("does not check %s and reports it", (pattern) => {
  const onUnchecked = vi.fn<(pattern: string) => void>();
  const validate = compiler.compile(
    { properties: { a: { pattern } }, patternProperties: { [pattern]: false }, additionalProperties: false },
    onUnchecked,
  );
  expect(onUnchecked).toHaveBeenCalledWith(pattern);
  expect(validate({ a: "x", other: 1 })).toBeUndefined();
});

test("checks the length of a string before its pattern", () => {
  expect(messages({ maxLength: 10, pattern: "^a+$" }, "b".repeat(1_000_000))).toEqual([
    "must NOT have more than 10 characters",
  ]);
});

test.each([
  ["url", "http://a.example/b", `http://a:${":".repeat(200_000)}`],
  ["uri", "https://a.example", `http://${"a b".repeat(70_000)}`],
  ["email", "a@b.example", `a@${"a.".repeat(100_000)}`],
  ["regex", "^a+$", "(".repeat(200_000)],
])("checks the format %s in linear time", (format, fitting, hostile) => {
  expect(messages({ format }, fitting)).toBeUndefined();
  expect(messages({ format }, hostile)).toHaveLength(1);
});
