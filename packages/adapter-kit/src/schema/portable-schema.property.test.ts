import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toPortableSchema } from "../schemas.ts";
import { sample } from "../testing/sample-instance.ts";
import { anySchema, helpableSchema } from "../testing/any-schema.ts";

const newAjv = (): Ajv2020 =>
  new Ajv2020({ strict: false, unicodeRegExp: false, logger: false, validateFormats: false });

/** Undefined for endlessly recursive schemas, which validators cannot handle. */
function accepts(validate: (value: unknown) => unknown, value: unknown): boolean | undefined {
  try {
    return validate(value) === true;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Checks the rules of all model APIs for a whole request. */
function problems(schema: unknown): string[] {
  const found: string[] = [];
  const text = JSON.stringify(schema);
  const visit = (node: unknown, isMap = false): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "properties" && !isMap) {
        for (const name of Object.keys(value as object)) if (!/^[\w.-]{1,64}$/.test(name)) found.push(`name ${name}`);
      }
      if (["const", "enum", "default", "examples"].includes(key) && !isMap) continue;
      if (key === "propertyNames" && !isMap) found.push(key);
      visit(value, ["properties", "$defs"].includes(key) && !isMap);
    }
    const { type, items } = node as { type?: unknown; items?: unknown };
    if (!isMap && [type].flat().includes("array") && items === undefined) found.push("no items");
  };
  visit(schema);
  const root = schema as { type?: unknown; properties?: unknown };
  if (root.type !== "object" || typeof root.properties !== "object") found.push("root");
  for (const keyword of ["oneOf", "anyOf", "allOf", "enum", "not"]) if (keyword in root) found.push(keyword);
  const ajv = newAjv();
  if (!ajv.validateSchema(JSON.parse(text))) found.push(ajv.errorsText());
  try {
    // Fails on unresolved references and invalid regular expressions.
    ajv.compile(JSON.parse(text) as object);
  } catch (error) {
    found.push(String(error));
  }
  return found;
}

describe("toPortableSchema", { timeout: 60_000 }, () => {
  test("makes any JSON value acceptable to every model API", () => {
    const hostile = fc.oneof(
      anySchema,
      fc.jsonValue({ maxDepth: 6 }),
      fc.jsonValue().map((value) => ({ type: "object", properties: { a: value } })),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        const { schema, changes } = toPortableSchema(value);
        expect(problems(schema)).toEqual([]);
        expect(changes.length === 0).toBe(schema === value);
      }),
    );
  });

  test("does not change its own results", () => {
    fc.assert(
      fc.property(anySchema, (value) => {
        const { schema } = toPortableSchema(value);
        const again = toPortableSchema(schema);
        expect(again.changes).toEqual([]);
        expect(again.schema).toBe(schema);
      }),
    );
  });

  test("does not mutate its input", () => {
    fc.assert(
      fc.property(anySchema, (value) => {
        const before = JSON.stringify(value);
        toPortableSchema(value);
        expect(JSON.stringify(value)).toBe(before);
      }),
    );
  });

  test("keeps the meaning of lossless changes: restored arguments are valid for the original", () => {
    let checked = 0;
    let renamed = 0;
    fc.assert(
      fc.property(helpableSchema, fc.infiniteStream(fc.nat(1000)), (given, numbers) => {
        // Ajv ignores a property of this name.
        const value: unknown = JSON.parse(JSON.stringify(given).replaceAll('"__proto__"', '"$proto"'));
        const { schema, restoreArguments, changes } = toPortableSchema(value);
        if (!changes.every(({ lossless }) => lossless)) return;
        const original = newAjv().compile(value as object);
        const portable = newAjv().compile(schema);
        for (let attempt = 0; attempt < 12; attempt++) {
          const args = sample(schema, () => numbers.next().value as number);
          if (typeof args !== "object" || args === null || !accepts(portable, args)) continue;
          const restored = restoreArguments(args as Record<string, unknown>);
          checked++;
          if (restored !== args) renamed++;
          const wrong = accepts(original, restored) === false && { args, restored, errors: original.errors };
          expect(wrong).toBe(false);
        }
      }),
    );
    expect(checked).toBeGreaterThan(200);
    expect(renamed).toBeGreaterThan(checked / 20);
  });

  test("visits each part of a schema a fixed number of times", () => {
    const reads = (size: number): number => {
      let count = 0;
      const counted = (properties: object): object =>
        new Proxy(properties, {
          ownKeys: (target) => {
            count++;
            return Reflect.ownKeys(target);
          },
        });
      const level = (index: number): object =>
        counted({
          type: "object",
          properties: { [`$p${index}`]: counted({ type: "array" }), q: counted({ $ref: `#/$defs/d${index}` }) },
          required: [`$p${index}`],
        });
      const $defs = Object.fromEntries(
        Array.from({ length: size }, (_, index) => [`d${index}`, counted({ $ref: `#/$defs/d${index + 1}` })]),
      );
      $defs[`d${size}`] = { type: "string" };
      const many = Object.fromEntries(Array.from({ length: size }, (_, index) => [`s${index}`, level(index)]));
      toPortableSchema({ type: "object", properties: many, $defs });
      return count;
    };
    const [small, large] = [reads(100), reads(1000)];
    expect(large).toBeLessThan(small * 11);
  });
});
