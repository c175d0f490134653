import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindTools, strictReport } from "../index.ts";
import { toPortableSchema, toStrictSchema } from "../schemas.ts";
import { fakeSession, fakeTool } from "../testing/fake-session.ts";
import { strictableSchema } from "../testing/any-schema.ts";
import { sample } from "../testing/sample-instance.ts";

const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const closed = (properties: object, required: string[]) => ({
  ...object(properties),
  required,
  additionalProperties: false,
});

describe("toStrictSchema", () => {
  test("requires every property, and accepts null for omitted ones", () => {
    const schema = object(
      {
        to: { type: "string", minLength: 1, default: "me" },
        count: { type: "integer", minimum: 0 },
        kind: { enum: ["a", "b"] },
        one: { const: 1 },
        item: { $ref: "#/$defs/item", description: "An item" },
        either: { oneOf: [{ type: "string" }, { type: "array", items: { type: "number" } }] },
        site: { type: "string", format: "uri", description: "Where" },
        day: { type: "string", format: "date" },
      },
      { required: ["to"], $defs: { item: object({ next: { $ref: "#/$defs/item" } }) } },
    );
    const strict = toStrictSchema(schema);
    expect(strict).toMatchObject({
      strict: true,
      schema: {
        ...closed(
          {
            to: { type: "string", minLength: 1 },
            count: { type: ["integer", "null"], minimum: 0 },
            kind: { type: ["string", "null"], enum: ["a", "b", null] },
            one: { anyOf: [{ type: "number", const: 1 }, { type: "null" }] },
            item: { description: "An item", anyOf: [{ $ref: "#/$defs/item" }, { type: "null" }] },
            either: { anyOf: [{ type: "string" }, { type: "array", items: { type: "number" } }, { type: "null" }] },
            site: { type: ["string", "null"], description: "Where (format: uri)" },
            day: { type: ["string", "null"], format: "date" },
          },
          ["to", "count", "kind", "one", "item", "either", "site", "day"],
        ),
        $defs: { item: closed({ next: { anyOf: [{ $ref: "#/$defs/item" }, { type: "null" }] } }, ["next"]) },
      },
    });
    if (!strict.strict) throw new Error("not strict");
    expect(JSON.stringify(strict.schema)).not.toContain("default");
    expect(
      strict.restoreArguments({ to: "a", count: null, item: { next: { next: null } }, either: [1], site: null }),
    ).toEqual({ to: "a", item: { next: {} }, either: [1] });
    const args = { to: "a", count: 1 };
    expect(strict.restoreArguments(args)).toBe(args);
  });

  test.each<[what: string, property: object, expected: object]>([
    ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].map(
      (keyword): [string, object, object] => [
        keyword,
        { type: "number", [keyword]: 3 },
        { type: "number", [keyword]: 3 },
      ],
    ),
    ...["minItems", "maxItems"].map((keyword): [string, object, object] => [
      keyword,
      { type: "array", items: { type: "null" }, [keyword]: 3 },
      { type: "array", items: { type: "null" }, [keyword]: 3 },
    ]),
    ...["minLength", "maxLength"].map((keyword): [string, object, object] => [
      keyword,
      { type: "string", [keyword]: 3 },
      { type: "string", [keyword]: 3 },
    ]),
    ...["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"].map(
      (format): [string, object, object] => [format, { type: "string", format }, { type: "string", format }],
    ),
    ["another format", { type: "string", format: "uri" }, { type: "string", description: "(format: uri)" }],
    ["a pattern", { type: "string", pattern: "^a", title: "A" }, { type: "string", pattern: "^a", title: "A" }],
    ["what means nothing", { type: "string", $comment: "a", default: "b", example: "c" }, { type: "string" }],
    ["what is for others", { type: "string", examples: ["a"], deprecated: true, "x-a": 1 }, { type: "string" }],
    ["what is not for models", { type: "string", readOnly: true, writeOnly: true }, { type: "string" }],
    ["what is undefined", { type: "string", allOf: undefined, minLength: undefined }, { type: "string" }],
    ["a reference alone", { $ref: "#/$defs/item" }, { $ref: "#/$defs/item" }],
    ["the whole schema again", { $ref: "#", title: "A" }, { anyOf: [{ $ref: "#" }], title: "A" }],
    ["null among values", { enum: ["a", null] }, { type: ["string", "null"], enum: ["a", null] }],
    ["values of one type", { enum: [1, 2], type: "integer" }, { type: "integer", enum: [1, 2] }],
    ["a constant null", { const: null }, { type: "null", const: null }],
    ["an object of nothing", closed({}, []), closed({}, [])],
  ])("accepts %s", (_, property, expected) => {
    const schema = object({ a: property }, { $schema: "s", required: ["a"], $defs: { item: { type: "string" } } });
    expect(toStrictSchema(schema)).toMatchObject({
      strict: true,
      schema: { ...closed({ a: expected }, ["a"]), $defs: { item: { type: "string" } } },
    });
  });

  test.each([
    ["a reference", { type: "string", $ref: "#/$defs/text" }],
    [
      "alternatives",
      {
        type: "string",
        oneOf: [
          { type: "string", const: "a" },
          { type: "string", const: "b" },
        ],
      },
    ],
    ["values and alternatives", { enum: ["a"], anyOf: [{ type: "string" }] }],
    ["a constant and alternatives", { const: "a", anyOf: [{ type: "string" }] }],
  ])("accepts null for omitted properties where a type stands beside %s", (_, a) => {
    const strict = toStrictSchema(object({ a }, { $defs: { text: { type: "string" } } }));
    if (!strict.strict) throw new Error(JSON.stringify(strict));
    const fits = new Ajv2020({ strict: false, logger: false }).compile(strict.schema);
    expect([{ a: null }, { a: "a" }, {}, { a: 1 }].map((args) => fits(args))).toEqual([true, true, false, false]);
    expect(strict.restoreArguments({ a: null })).toEqual({});
  });

  test("keeps an intended null", () => {
    const strict = toStrictSchema(object({ parent: { type: ["string", "null"] } }, { required: ["parent"] }));
    expect(strict.strict && strict.restoreArguments({ parent: null })).toEqual({ parent: null });
  });

  test.each([
    ["a free-form object", { type: "object" }, "properties of any name"],
    ["an open one", object({ a: { type: "string" } }, { additionalProperties: true }), "properties of any name"],
    ["an optional property that may be null", { type: ["string", "null"] }, "optional and may be null"],
    ["an optional property that may be null by reference", { $ref: "#/$defs/maybe" }, "optional and may be null"],
    ["any value", {}, "any value"],
    ["any value of a list", { type: "array", items: {} }, "any value"],
    ["allOf", { type: "string", allOf: [{ minLength: 1 }] }, "does not support allOf"],
    ["a condition", { type: "string", if: { minLength: 1 } }, "does not support if"],
    ["unique items", { type: "array", items: { type: "string" }, uniqueItems: true }, "does not support uniqueItems"],
    [
      "a required but unknown property",
      object({}, { required: ["b"], additionalProperties: false }),
      "does not describe",
    ],
    ["values that are objects", { enum: [{ a: 1 }] }, "objects or lists"],
    [
      "properties beside alternatives with others",
      object({ x: { type: "string" } }, { anyOf: [object({ y: { type: "string" } })] }),
      "properties beside",
    ],
    [
      "properties beside a reference",
      object({ x: { type: "string" } }, { $ref: "#/$defs/maybe" }),
      "properties beside",
    ],
    [
      "a reference into the middle",
      { $ref: "#/properties/a/x", x: { type: "string" } },
      "does not refer to a definition",
    ],
    [
      "alternatives that mean different things by null",
      {
        anyOf: [object({ x: { type: "string" } }), object({ x: { type: ["string", "null"] } }, { required: ["x"] })],
      },
      'the meaning of null in "x"',
    ],
    ["too many values", { enum: Array.from({ length: 1001 }, (_, index) => index) }, "larger"],
  ])("does not make strict %s", (_, property, reason) => {
    const schema = object({ a: property }, { $defs: { maybe: { anyOf: [{ type: "null" }, { type: "string" }] } } });
    expect(toStrictSchema(schema)).toEqual({
      strict: false,
      problems: expect.arrayContaining([
        { pointer: expect.stringMatching(/^(\/properties\/a|$)/), reason: expect.stringContaining(reason) },
      ]),
    });
  });

  test("does not make strict schemas above OpenAI's limits", () => {
    const nested = (levels: number): object => (levels === 0 ? { type: "string" } : object({ a: nested(levels - 1) }));
    const named = (count: number, length: number) =>
      object(
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => [String(index).padStart(length, "a"), { type: "string" }]),
        ),
      );
    const chosen = (count: number, length = 1) =>
      object({ a: { enum: Array.from({ length: count }, (_, index) => String(index).padStart(length, "a")) } });
    for (const [schema, isStrict] of [
      [nested(10), true],
      [nested(11), false],
      [named(5000, 4), true],
      [named(5001, 4), false],
      [named(2000, 60), true],
      [named(2000, 61), false],
      [chosen(1000), true],
      [chosen(1001), false],
      [chosen(999, 120), true],
      [chosen(1000, 121), false],
    ] as const) {
      expect(toStrictSchema(schema as never).strict).toBe(isStrict);
    }
  });

  test("restores arguments that are valid for the tool", { timeout: 60_000 }, () => {
    const ajv = (): Ajv2020 => new Ajv2020({ strict: false, logger: false, validateFormats: false });
    let checked = 0;
    let left = 0;
    fc.assert(
      fc.property(strictableSchema, fc.infiniteStream(fc.nat(1000)), (value, numbers) => {
        const { schema } = toPortableSchema(value);
        const strict = toStrictSchema(schema);
        if (!strict.strict) return;
        const portable = ajv().compile(schema);
        const valid = ajv().compile(strict.schema);
        for (let attempt = 0; attempt < 20; attempt++) {
          const args = sample(strict.schema, () => numbers.next().value as number);
          if (typeof args !== "object" || args === null || !valid(args)) continue;
          const restored = strict.restoreArguments(args as Record<string, unknown>);
          checked++;
          if (restored !== args) left++;
          expect(portable(restored) || { args, restored, schema, errors: portable.errors }).toBe(true);
        }
      }),
    );
    expect(checked).toBeGreaterThan(100);
    expect(left).toBeGreaterThan(checked / 10);
  });
});

describe('bindTools with strict: "auto"', () => {
  const send = fakeTool("SEND", {
    inputSchema: object({ to: { type: "string" }, $cc: { type: "string" } }, { required: ["to"] }),
    toolkit: { slug: "mail", name: "Mail" },
  });
  const batch = fakeTool("BATCH", { inputSchema: object({ args: { type: "object" } }) });

  test("makes possible schemas strict, and restores the arguments", async () => {
    const session = fakeSession(() => ({ data: {}, error: null, logId: "" }), [send, batch]);
    const accounts = { mail: ["work", "home"] };
    const [strict, plain] = await bindTools(session, { strict: "auto", accounts });
    expect([strict!.strict, plain!.strict]).toEqual([true, false]);
    expect(plain!.inputSchema).toBe(batch.inputSchema);
    const { required } = strict!.inputSchema as { required: string[] };
    expect(required).toEqual(["to", expect.stringMatching(/^_cc_/), "account"]);
    await strict!.call({ to: "a", [required[1]!]: null, account: null });
    await strict!.call({ to: "a", [required[1]!]: "b", account: "home" });
    expect(session.calls.map(({ args, options }) => [args, options?.account])).toEqual([
      [{ to: "a" }, undefined],
      [{ to: "a", $cc: "b" }, "home"],
    ]);
    expect((await bindTools(session)).map((bound) => bound.strict)).toEqual([false, false]);
  });

  test("reports the problems of each tool", async () => {
    expect(await strictReport([send, batch])).toEqual([
      { slug: "SEND", strict: true, problems: [] },
      {
        slug: "BATCH",
        strict: false,
        problems: [{ pointer: "/properties/args", reason: "it takes properties of any name" }],
      },
    ]);
  });
});
