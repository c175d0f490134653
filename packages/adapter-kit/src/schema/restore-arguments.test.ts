import { describe, expect, test } from "vitest";
import { toPortableSchema } from "../schemas.ts";

const named = { type: "object", properties: { $a: {} } };
const alias = Object.keys(toPortableSchema(named).schema["properties"] as object)[0]!;
const theirs = { [alias]: 1 };
const ours = { $a: 1 };

describe("a property whose name model APIs reject", () => {
  test("gets the same alias in every release, so that earlier calls stay valid", () => {
    expect(alias).toBe("_a_58bc2c16");
  });

  test.each<[where: string, schema: object, args: (inner: object) => unknown]>([
    ...["allOf", "anyOf", "oneOf"].map((keyword): [string, object, (inner: object) => unknown] => [
      keyword,
      { [keyword]: [{ type: "null" }, named] },
      (inner) => inner,
    ]),
    ...["if", "then", "else", "not"].map((keyword): [string, object, (inner: object) => unknown] => [
      keyword,
      { [keyword]: named },
      (inner) => inner,
    ]),
    ...["dependentSchemas", "dependencies"].map((keyword): [string, object, (inner: object) => unknown] => [
      keyword,
      { [keyword]: { b: named } },
      (inner) => ({ b: 1, ...inner }),
    ]),
    ["a reference", { $ref: "#/$defs/named" }, (inner) => inner],
    ["a chain of references", { $ref: "#/$defs/chain" }, (inner) => inner],
    ["a reference by name", { $ref: "#here" }, (inner) => inner],
    ["a dynamic reference", { $dynamicRef: "#there" }, (inner) => inner],
    ["properties", { properties: { b: named } }, (inner) => ({ b: inner })],
    ["patternProperties", { patternProperties: { "^b": named } }, (inner) => ({ b1: inner })],
    ["a pattern of the older dialect", { patternProperties: { "^\\_b": named } }, (inner) => ({ _b: inner })],
    ["additionalProperties", { properties: { b: {} }, additionalProperties: named }, (inner) => ({ c: inner })],
    ["unevaluatedProperties", { unevaluatedProperties: named }, (inner) => ({ c: inner })],
    ["items", { items: named }, (inner) => [0, inner, inner]],
    ["prefixItems", { prefixItems: [{}, named] }, (inner) => [0, inner]],
    ["items behind prefixItems", { prefixItems: [{}], items: named }, (inner) => [0, inner]],
    ["unevaluatedItems", { unevaluatedItems: named }, (inner) => [inner]],
    ["contains", { contains: named }, (inner) => [inner]],
  ])("is restored in %s", (_, schema, args) => {
    const { restoreArguments } = toPortableSchema({
      type: "object",
      properties: { p: schema },
      $defs: {
        named,
        chain: { $ref: "#/$defs/named" },
        here: { ...named, $anchor: "here" },
        there: { ...named, $dynamicAnchor: "there" },
      },
    });
    expect(restoreArguments({ p: args(theirs) })).toEqual({ p: args(ours) });
  });

  test.each<[where: string, schema: object, args: unknown]>([
    ["what no schema speaks of", { properties: { b: {} } }, { b: theirs, c: theirs }],
    ["what has a schema of its own", { properties: { b: {} }, additionalProperties: named }, { b: theirs }],
    ["what fits a pattern", { patternProperties: { "^b": {} }, additionalProperties: named }, { b: theirs }],
    ["what fits no pattern", { patternProperties: { "^b": named } }, { c: theirs }],
    ["items before the others", { prefixItems: [{}], items: named }, [theirs]],
    ["names of properties in a list", { items: named }, [[theirs]]],
  ])("stays in data: %s", (_, schema, args) => {
    const { restoreArguments } = toPortableSchema({ type: "object", properties: { p: schema, q: named } });
    const given = { p: args };
    expect(restoreArguments(given)).toBe(given);
  });

  test("is restored where it is only required", () => {
    const { schema, restoreArguments } = toPortableSchema({ ...named, required: ["$b"] });
    const [required] = schema["required"] as string[];
    expect(required).toMatch(/^_b_[0-9a-f]{8}$/);
    expect(restoreArguments({ [required!]: 2, ...theirs })).toEqual({ $b: 2, ...ours });

    const dependent = toPortableSchema({ ...named, dependentRequired: { $c: ["$a"] } });
    const [[key, names]] = Object.entries(dependent.schema["dependentRequired"] as object) as [[string, unknown]];
    expect(names).toEqual([alias]);
    expect(dependent.restoreArguments({ [key]: 3, ...theirs })).toEqual({ $c: 3, ...ours });
  });

  test("does not rename definitions and patterns of the same name", () => {
    const $defs = { $a: { type: "string" } };
    const { schema } = toPortableSchema({
      ...named,
      patternProperties: { $a: {} },
      allOf: undefined,
      additionalProperties: { $ref: "#/$defs/$a" },
      $defs,
    });
    expect(schema).toMatchObject({
      $defs,
      patternProperties: { $a: {} },
      additionalProperties: { $ref: "#/$defs/$a" },
    });
  });
});
