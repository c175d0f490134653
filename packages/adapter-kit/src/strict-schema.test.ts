import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bindTools, strictReport } from "./index.ts";
import { toPortableSchema, toStrictSchema } from "./schemas.ts";
import { fakeSession, fakeTool } from "./testing/fake-session.ts";
import { strictableSchema } from "./testing/any-schema.ts";
import { sample } from "./testing/sample-instance.ts";

const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const closed = (properties: object, required: string[]) => ({
  ...object(properties),
  required,
  additionalProperties: false,
});

describe("toStrictSchema", () => {
  it("requires everything, and lets null stand for what is left out", () => {
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

  it.each([
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
  ])("lets null stand for what is left out, also where a type stands beside %s", (_, a) => {
    const strict = toStrictSchema(object({ a }, { $defs: { text: { type: "string" } } }));
    if (!strict.strict) throw new Error(JSON.stringify(strict));
    const fits = new Ajv2020({ strict: false, logger: false }).compile(strict.schema);
    expect([{ a: null }, { a: "a" }, {}, { a: 1 }].map((args) => fits(args))).toEqual([true, true, false, false]);
    expect(strict.restoreArguments({ a: null })).toEqual({});
  });

  it("keeps a null that is meant", () => {
    const strict = toStrictSchema(object({ parent: { type: ["string", "null"] } }, { required: ["parent"] }));
    expect(strict.strict && strict.restoreArguments({ parent: null })).toEqual({ parent: null });
  });

  it.each([
    ["a free-form object", { type: "object" }, "properties of any name"],
    ["an open one", object({ a: { type: "string" } }, { additionalProperties: true }), "properties of any name"],
    ["what may be null or left out", { type: ["string", "null"] }, "optional and may be null"],
    ["what may be null by reference", { $ref: "#/$defs/maybe" }, "optional and may be null"],
    ["any value", {}, "any value"],
    ["any value of a list", { type: "array", items: {} }, "any value"],
    ["allOf", { type: "string", allOf: [{ minLength: 1 }] }, "does not know allOf"],
    ["a condition", { type: "string", if: { minLength: 1 } }, "does not know if"],
    ["unique items", { type: "array", items: { type: "string" }, uniqueItems: true }, "does not know uniqueItems"],
    ["what is required but unknown", object({}, { required: ["b"], additionalProperties: false }), "does not describe"],
    ["values that are objects", { enum: [{ a: 1 }] }, "objects or lists"],
    [
      "properties beside alternatives with others, of which each would refuse the others'",
      object({ x: { type: "string" } }, { anyOf: [object({ y: { type: "string" } })] }),
      "properties beside",
    ],
    [
      "properties beside a reference",
      object({ x: { type: "string" } }, { $ref: "#/$defs/maybe" }),
      "properties beside",
    ],
    ["a reference into the middle", { $ref: "#/properties/a/x", x: { type: "string" } }, "no definition"],
    [
      "alternatives that mean different things by null",
      {
        anyOf: [object({ x: { type: "string" } }), object({ x: { type: ["string", "null"] } }, { required: ["x"] })],
      },
      'what null means for "x"',
    ],
    ["too many values", { enum: Array.from({ length: 1001 }, (_, index) => index) }, "larger"],
  ])("leaves alone %s", (_, property, reason) => {
    const schema = object({ a: property }, { $defs: { maybe: { anyOf: [{ type: "null" }, { type: "string" }] } } });
    expect(toStrictSchema(schema)).toEqual({
      strict: false,
      problems: expect.arrayContaining([
        { pointer: expect.stringMatching(/^(\/properties\/a|$)/), reason: expect.stringContaining(reason) },
      ]),
    });
  });

  it("leaves alone what is too deep", () => {
    let schema: object = { type: "string" };
    for (let level = 0; level < 11; level++) schema = object({ a: schema });
    expect(toStrictSchema(schema as never)).toMatchObject({ strict: false });
  });

  it("brings back what is valid for the tool: the round trip", { timeout: 60_000 }, () => {
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
      { seed: 5, numRuns: 400 },
    );
    expect(checked).toBeGreaterThan(500);
    expect(left).toBeGreaterThan(200);
  });
});

describe('bindTools with strict: "auto"', () => {
  const send = fakeTool("SEND", {
    inputSchema: object({ to: { type: "string" }, $cc: { type: "string" } }, { required: ["to"] }),
    toolkit: { slug: "mail", name: "Mail" },
  });
  const batch = fakeTool("BATCH", { inputSchema: object({ args: { type: "object" } }) });

  it("makes strict what can be, and brings the arguments back", async () => {
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

  it("tells why each tool is not", async () => {
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
