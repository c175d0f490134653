import { describe, expect, it } from "vitest";
import { toPortableSchema } from "./index.ts";

const open = { type: "object", properties: {}, additionalProperties: true };

describe("a root that model APIs take", () => {
  it.each([
    { type: "object", properties: {} },
    { type: "object", properties: { a: { type: "string" } }, required: ["a"], $defs: { x: {} } },
    { type: "object", properties: { items: false, any: true, oneOf: { oneOf: [{}, {}] } } },
    {
      type: "object",
      properties: { a: { $ref: "#/$defs/a" } },
      $defs: { a: { type: "string" } },
      dependentRequired: { a: [] },
    },
  ])("comes back as the same object: %j", (schema) => {
    const portable = toPortableSchema(schema);
    const args = { a: 1 };

    expect(portable.schema).toBe(schema);
    expect(portable.changes).toEqual([]);
    expect(portable.restoreArguments(args)).toBe(args);
  });
});

describe("a root that lacks something", () => {
  it.each([
    [{ type: "object" }, ["/properties"]],
    [{ properties: { a: {} }, required: ["a"] }, ["/type"]],
    [{ description: "anything" }, ["/type", "/properties"]],
    [{ type: ["object", "null"], properties: { a: {} } }, ["/type"]],
    [{ type: "object", properties: ["no", "map"] }, ["/properties"]],
  ])("gets it in a copy: %j", (schema, pointers) => {
    const before = structuredClone(schema);
    const { schema: portable, changes, restoreArguments } = toPortableSchema(schema);

    expect(portable).toMatchObject({ type: "object", properties: expect.any(Object) });
    expect(portable["properties"]).not.toBeInstanceOf(Array);
    expect(changes.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(schema).toEqual(before);
    expect(restoreArguments({ a: 1 })).toEqual({ a: 1 });
  });

  it("keeps what it has, by reference", () => {
    const a = { type: "string" };
    expect(toPortableSchema({ properties: { a } }).schema["properties"]).toEqual({ a });
    expect((toPortableSchema({ properties: { a } }).schema["properties"] as { a: object }).a).toBe(a);
  });
});

describe("what is no schema", () => {
  it.each([undefined, null, true, false, "object", 5, [], {}, { type: 7 }, { type: "dict" }, { type: [] }])(
    "becomes an open object: %j",
    (schema) => {
      const { schema: portable, changes } = toPortableSchema(schema);
      expect(portable).toEqual(open);
      expect(changes).toEqual([{ pointer: "", reason: expect.any(String) }]);
    },
  );
});

describe("a root that model APIs refuse", () => {
  it.each([
    { oneOf: [{ type: "object" }, { type: "object" }] },
    { type: "object", properties: { a: {} }, anyOf: [{ required: ["a"] }] },
    { allOf: [{ type: "object", properties: {} }] },
    { type: "object", properties: {}, not: { required: ["a"] } },
    { enum: [{ a: 1 }] },
    { type: "array", items: false },
    { type: ["string", "null"] },
  ])("moves into one property as it is: %j", (schema) => {
    const { schema: portable, changes } = toPortableSchema(schema);
    expect(portable).toEqual({ type: "object", properties: { input: schema }, required: ["input"] });
    expect(changes).toHaveLength(1);
  });

  it("gives the arguments back as the tool wants them", () => {
    const { restoreArguments } = toPortableSchema({ oneOf: [{ type: "object" }] });
    expect(restoreArguments({ input: { a: 1 } })).toEqual({ a: 1 });
    expect(restoreArguments({ input: { input: { a: 1 } } })).toEqual({ input: { a: 1 } });
  });

  it("forgives a model that sent the inner object", () => {
    const { restoreArguments } = toPortableSchema({ oneOf: [{ type: "object" }] });
    expect(restoreArguments({ a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
    expect(restoreArguments({ input: "text", b: 2 })).toEqual({ input: "text", b: 2 });
    expect(restoreArguments({ input: "text" })).toEqual({ input: "text" });
    expect(restoreArguments({})).toEqual({});
  });

  it("hands on what a tool of another type wants", () => {
    expect(toPortableSchema({ type: "array" }).restoreArguments({ input: [1] })).toEqual([1]);
    expect(toPortableSchema({ enum: ["a"] }).restoreArguments({ input: "a" })).toBe("a");
  });

  it("leads references to itself to the new place", () => {
    const schema = {
      $ref: "#/$defs/node",
      $defs: {
        node: {
          type: "object",
          properties: {
            next: { $ref: "#/$defs/node" },
            root: { $ref: "#" },
            named: { $ref: "#here" },
            other: { $ref: "https://example.com/schema#/x" },
            $ref: { type: "string" },
            default: { $ref: "#/$defs/node" },
          },
          default: { $ref: "#/$defs/node" },
        },
      },
    };
    const { schema: portable } = toPortableSchema(schema);

    const input = (portable["properties"] as { input: typeof schema }).input;
    expect(input.$ref).toBe("#/properties/input/$defs/node");
    expect(input.$defs.node.properties).toEqual({
      next: { $ref: "#/properties/input/$defs/node" },
      root: { $ref: "#/properties/input" },
      named: { $ref: "#here" },
      other: { $ref: "https://example.com/schema#/x" },
      $ref: { type: "string" },
      default: { $ref: "#/properties/input/$defs/node" },
    });
    expect(input.$defs.node.default).toEqual({ $ref: "#/$defs/node" });
    expect(schema.$ref).toBe("#/$defs/node");
  });

  it("understands references by the schema's own id, which it drops", () => {
    const { schema } = toPortableSchema({
      $id: "https://example.com/tool",
      anyOf: [{ $ref: "https://example.com/tool#/$defs/a" }, { $id: "https://example.com/inner", $ref: "#/x" }],
      $defs: { a: { type: "object" } },
    });
    expect(schema["properties"]).toEqual({
      input: {
        anyOf: [{ $ref: "#/properties/input/$defs/a" }, { $id: "https://example.com/inner", $ref: "#/x" }],
        $defs: { a: { type: "object" } },
      },
    });
  });
});

describe("hostile schemas", () => {
  it("keeps a key that is called __proto__", () => {
    const schema = JSON.parse('{"oneOf":[{"properties":{"__proto__":{"$ref":"#/a"}}}],"__proto__":{"x":1}}') as object;
    const { schema: portable } = toPortableSchema(schema);
    expect(JSON.stringify(portable)).toBe(
      '{"type":"object","properties":{"input":{"oneOf":[{"properties":{"__proto__":{"$ref":"#/properties/input/a"}}}],"__proto__":{"x":1}}},"required":["input"]}',
    );
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it("takes any depth and cycles", () => {
    let deep: Record<string, unknown> = { $ref: "#" };
    for (let level = 0; level < 50_000; level++) deep = { not: deep };
    expect(toPortableSchema(deep).changes).toHaveLength(1);

    const cyclic: Record<string, unknown> = { oneOf: [] };
    (cyclic["oneOf"] as unknown[]).push(cyclic);
    const { schema } = toPortableSchema(cyclic);
    const input = (schema["properties"] as { input: { oneOf: unknown[] } }).input;
    expect(input.oneOf[0]).toBe(input);
  });
});
