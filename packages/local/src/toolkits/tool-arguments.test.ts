import { describe, expect, test } from "vitest";
import { compileArgumentCheck } from "./tool-arguments.ts";

const check = (schema: Record<string, unknown>, args: Record<string, unknown>) => compileArgumentCheck(schema)(args);
const age = { type: "object", properties: { age: { type: "integer" } }, required: ["age"] };

describe("problems", () => {
  test.each<[Record<string, unknown>, Record<string, unknown>, string | undefined]>([
    [age, { age: 1 }, undefined],
    [age, {}, "'age' is required"],
    [age, { age: "1" }, "'age' must be integer"],
    [{ properties: { unit: { enum: ["C", "F"] } } }, { unit: "K" }, `'unit' must be one of "C", "F"`],
    [{ properties: { unit: { const: 1 } } }, { unit: 2 }, "'unit' must be 1"],
    [{ additionalProperties: false }, { more: 1 }, "'more' is unknown"],
    [
      { properties: { a: { anyOf: [{ type: "string" }, { type: "null" }] } } },
      { a: 1 },
      "'a' must be string, or must be null",
    ],
    [
      { properties: { a: { oneOf: [{ type: "number" }, { type: "integer" }] } } },
      { a: 1 },
      "'a' does not match any allowed schema",
    ],
    [{ properties: { "a/b": { type: "object", required: ["~c"] } } }, { "a/b": {} }, "'a/b.~c' is required"],
    [{ properties: { a: false } }, { a: 1 }, "'a' is not allowed"],
    [{ minProperties: 1 }, {}, "the arguments must NOT have fewer than 1 properties"],
    [
      { properties: { when: { type: "string", format: "date-time" } } },
      { when: "soon" },
      `'when' must match format "date-time"`,
    ],
    [{ properties: { a: { format: "made-up" } } }, { a: "x" }, undefined],
    [{ required: ["toString"] }, {}, "'toString' is required"],
    [{ required: ["__proto__"] }, {}, "'__proto__' is required"],
    [
      { properties: { a: { type: "string", pattern: "^[\\w\\-\\_]+$" } } },
      { a: "é" },
      `'a' must match pattern "^[\\w\\-\\_]+$"`,
    ],
  ])("%j %j", (schema, args, problem) => {
    expect(check(schema, args)).toBe(problem === undefined ? undefined : `Invalid arguments: ${problem}`);
  });

  test("of alternatives are grouped", () => {
    const choice = [{ required: ["b"] }, { $ref: "#/$defs/c" }];
    const schema = {
      $defs: { c: { required: ["c"] } },
      type: "object",
      required: ["a"],
      minProperties: 1,
      anyOf: choice,
    };
    expect(check(schema, {})).toBe(
      "Invalid arguments: 'b' is required, or 'c' is required; the arguments must NOT have fewer than 1 properties; 'a' is required",
    );
  });

  test("are limited in number", () => {
    const args = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`k${index}`, 1]));
    expect(check({ additionalProperties: false }, args)).toMatch(/'k19' is unknown; and 80 more$/);
  });

  test("are joined in one line", () => {
    expect(check({ ...age, additionalProperties: false }, { a: 1, b: 2 })).toBe(
      "Invalid arguments: 'age' is required; 'a' is unknown; 'b' is unknown",
    );
  });
});

describe("a recursive schema", () => {
  test.each([undefined, "http://json-schema.org/draft-07/schema#"])("is checked at every depth: %s", (dialect) => {
    const tree = {
      ...(dialect && { $schema: dialect }),
      type: "object",
      properties: { child: { $ref: "#" }, n: { type: "integer" } },
    };
    expect(check(tree, { child: { child: { n: 1 } } })).toBeUndefined();
    expect(check(tree, { child: { child: { n: "1" } } })).toContain("'child.child.n' must be integer");
  });

  test("does not clash with another schema of the same $id", () => {
    const schema = (type: string) => ({
      $id: "https://a.example/tool",
      type: "object",
      properties: { child: { $ref: "#" }, n: { type } },
    });
    expect(check(schema("integer"), { child: { n: "1" } })).toContain("must be integer");
    expect(check(schema("string"), { child: { n: "1" } })).toBeUndefined();
  });
});

describe("dialects", () => {
  test.each([
    [undefined],
    ["https://json-schema.org/draft/2020-12/schema"],
    ["https://json-schema.org/draft/2019-09/schema"],
    ["http://json-schema.org/draft-07/schema#"],
    ["http://json-schema.org/draft-06/schema#"],
    ["http://json-schema.org/draft-04/schema#"],
    ["https://example.com/made-up"],
    [42],
  ])("%s", ($schema) => {
    expect(check({ ...age, $schema, id: "x", $id: "https://example.com/same" }, {})).toBe(
      "Invalid arguments: 'age' is required",
    );
  });

  test("support their own keywords", () => {
    const list = {
      type: "object",
      properties: { list: { type: "array", items: [{ type: "string" }], additionalItems: false } },
    };
    expect(check({ ...list, $schema: "http://json-schema.org/draft-07/schema#" }, { list: ["a", 1] })).toContain(
      "'list'",
    );
    const tuple = { type: "object", properties: { list: { prefixItems: [{ type: "string" }], items: false } } };
    expect(check(tuple, { list: ["a", 1] })).toContain("'list'");
  });
});

test("does not mutate the arguments", () => {
  const args = { age: 1, more: "x" };
  check({ ...age, properties: { age: { type: "integer", default: 5 }, unit: { default: "C" } } }, args);
  expect(args).toEqual({ age: 1, more: "x" });
});

test("validates against a recursive schema", () => {
  const schema = {
    $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" }, name: { type: "string" } } } },
    $ref: "#/$defs/node",
  };
  expect(check(schema, { next: { next: { name: 1 } } })).toBe("Invalid arguments: 'next.next.name' must be string");
});
