import { describe, expect, test } from "vitest";
import { toPortableSchema } from "../schemas.ts";

const open = { type: "object", properties: {}, additionalProperties: true };

describe("a root that model APIs accept", () => {
  test.each([
    { type: "object", properties: {} },
    { type: "object", properties: { a: { type: "string" } }, required: ["a"], $defs: { x: {} } },
    { type: "object", properties: { items: false, any: true, oneOf: { oneOf: [{}, {}] } } },
    {
      type: "object",
      properties: { a: { $ref: "#/$defs/a" } },
      $defs: { a: { type: "string" } },
      dependentRequired: { a: [] },
    },
  ])("returns the same object: %j", (schema) => {
    const portable = toPortableSchema(schema);
    const args = { a: 1 };

    expect(portable.schema).toBe(schema);
    expect(portable.changes).toEqual([]);
    expect(portable.restoreArguments(args)).toBe(args);
  });
});

describe("a root that lacks something", () => {
  test.each([
    [{ type: "object" }, ["/properties"]],
    [{ properties: { a: {} }, required: ["a"] }, ["/type"]],
    [{ description: "anything" }, ["/type", "/properties"]],
    [{ type: ["object", "null"], properties: { a: {} } }, ["/type"]],
    [{ type: "object", properties: ["no", "map"] }, ["/properties", "/properties"]],
  ])("completes it in a copy: %j", (schema, pointers) => {
    const before = structuredClone(schema);
    const { schema: portable, changes, restoreArguments } = toPortableSchema(schema);

    expect(portable).toMatchObject({ type: "object", properties: expect.any(Object) });
    expect(portable["properties"]).not.toBeInstanceOf(Array);
    expect(changes.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(schema).toEqual(before);
    expect(restoreArguments({ a: 1 })).toEqual({ a: 1 });
  });

  test("keeps its other parts by reference", () => {
    const a = { type: "string" };
    const rest = { required: ["a"], description: "A", $defs: { b: a }, additionalProperties: false };
    expect(toPortableSchema({ properties: { a }, ...rest }).schema).toEqual({
      type: "object",
      properties: { a },
      ...rest,
    });
    expect((toPortableSchema({ properties: { a } }).schema["properties"] as { a: object }).a).toBe(a);
  });
});

describe("a value that is not a schema", () => {
  test.each([undefined, null, true, false, "object", 5, [], {}, { type: 7 }, { type: "dict" }, { type: [] }])(
    "becomes an object of any properties: %j",
    (schema) => {
      const { schema: portable, changes } = toPortableSchema(schema);
      expect(portable).toEqual(open);
      expect(changes).toEqual([{ pointer: "", reason: expect.any(String), lossless: expect.any(Boolean) }]);
    },
  );
});

describe("a root that model APIs reject", () => {
  test.each([
    { oneOf: [{ type: "object" }, { type: "object" }] },
    { type: "object", properties: { a: {} }, anyOf: [{ required: ["a"] }] },
    { allOf: [{ type: "object", properties: {} }] },
    { type: "object", properties: {}, not: { required: ["a"] } },
    { enum: [{ a: 1 }] },
    { type: "array", items: false },
    { type: ["string", "null"] },
  ])("moves into one property unchanged: %j", (schema) => {
    const { schema: portable, changes } = toPortableSchema(schema);
    expect(portable).toEqual({
      type: "object",
      properties: { input: schema },
      required: ["input"],
      additionalProperties: false,
    });
    expect(changes).toHaveLength(1);
  });

  test("restores the arguments", () => {
    const { restoreArguments } = toPortableSchema({ oneOf: [{ type: "object" }] });
    expect(restoreArguments({ input: { a: 1 } })).toEqual({ a: 1 });
    expect(restoreArguments({ input: { input: { a: 1 } } })).toEqual({ input: { a: 1 } });
  });

  test("accepts the inner object from the model", () => {
    const { restoreArguments } = toPortableSchema({ oneOf: [{ type: "object" }] });
    expect(restoreArguments({ a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
    expect(restoreArguments({ input: "text", b: 2 })).toEqual({ input: "text", b: 2 });
    expect(restoreArguments({})).toEqual({});
  });

  test("uses a name that the tool does not use", () => {
    const { schema, restoreArguments } = toPortableSchema({ anyOf: [{ properties: { input: {} } }, { type: "null" }] });
    expect(schema["required"]).toEqual(["input_2"]);
    expect(restoreArguments({ input_2: { input: 1 } })).toEqual({ input: 1 });
    expect(restoreArguments({ input: 1 })).toEqual({ input: 1 });
  });

  test("passes on values for a tool of another type", () => {
    expect(toPortableSchema({ type: "array" }).restoreArguments({ input: [1] })).toEqual([1]);
    expect(toPortableSchema({ enum: ["a"] }).restoreArguments({ input: "a" })).toBe("a");
  });

  test("updates references to itself", () => {
    const schema = {
      $ref: "#/$defs/node",
      $defs: {
        node: {
          type: "object",
          properties: {
            next: { $ref: "#/$defs/node" },
            root: { $ref: "#" },
            named: { $ref: "#here" },
            const: { $ref: "#/$defs/node", default: 1 },
            default: { $ref: "#/$defs/node" },
          },
          $anchor: "here",
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
      const: { $ref: "#/properties/input/$defs/node", default: 1 },
      default: { $ref: "#/properties/input/$defs/node" },
    });
    expect(input.$defs.node.default).toEqual({ $ref: "#/$defs/node" });
    expect(schema.$ref).toBe("#/$defs/node");
  });

  test("resolves references by the schema's own id, which it drops", () => {
    const { schema } = toPortableSchema({
      $id: "https://example.com/tool",
      anyOf: [
        { $ref: "https://example.com/tool#/$defs/a" },
        { $id: "https://example.com/inner", allOf: [{ $ref: "#/$defs/b" }], $defs: { b: {} } },
      ],
      $defs: { a: { type: "object" } },
    });
    expect(schema["properties"]).toEqual({
      input: {
        anyOf: [
          { $ref: "#/properties/input/$defs/a" },
          { $id: "https://example.com/inner", allOf: [{ $ref: "#/$defs/b" }], $defs: { b: {} } },
        ],
        $defs: { a: { type: "object" } },
      },
    });
  });
});

const inside = (property: unknown): object => ({ type: "object", properties: { a: property } });

describe("schemas that break model APIs and validators", () => {
  test.each<[string, unknown, unknown, boolean]>([
    ["an array without items", { type: "array" }, { type: "array", items: {} }, true],
    ["one that may be null", { type: ["array", "null"] }, { type: ["array", "null"], items: {} }, true],
    [
      "a tuple of older drafts",
      { items: [{ type: "string" }, true], additionalItems: false, type: "array" },
      { prefixItems: [{ type: "string" }, true], items: false, type: "array" },
      true,
    ],
    ["nullable", { type: "string", nullable: true }, { type: ["string", "null"] }, true],
    ["what may be null, twice", { type: ["string", "null"], nullable: true }, { type: ["string", "null"] }, true],
    ["a limit of draft 4", { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }, true],
    ["no limit of draft 4", { maximum: 1, exclusiveMaximum: false }, { maximum: 1 }, true],
    ["a limit without a number", { exclusiveMaximum: true }, {}, false],
    ["an old anchor", { $id: "#here" }, { $anchor: "here" }, true],
    ["required of draft 3", { type: "string", required: true }, { type: "string" }, false],
    ["names twice", { required: ["a", "a"] }, { required: ["a"] }, true],
    ["an unknown type", { type: "any", title: "A" }, { title: "A" }, false],
    ["unknown types", { type: ["any", "thing"], title: "A" }, { title: "A" }, false],
    ["a known and an unknown type", { type: ["string", "any"] }, { type: ["string"] }, false],
    ["an enum of nothing", { enum: [] }, {}, false],
    ["a combination of nothing", { anyOf: [] }, {}, false],
    ["no schema", "string", {}, false],
    ["no schema in a list", { anyOf: [{ type: "string" }, null] }, { anyOf: [{ type: "string" }, {}] }, false],
    ["wrong words", { title: 5, minLength: -1, multipleOf: 0, uniqueItems: "yes", properties: [] }, {}, false],
    ["a flag of Python", { pattern: "(?i)x", type: "string" }, { type: "string" }, false],
    ["a lookahead", { pattern: "^(?!a)" }, {}, false],
    ["a broken expression", { pattern: "(" }, {}, false],
    [
      "a broken expression as a name",
      { patternProperties: { "(": { type: "string" }, "^a": {} }, additionalProperties: false },
      { patternProperties: { "^a": {} } },
      false,
    ],
    ["a reference without a target", { $ref: "#/$defs/missing", title: "A" }, { title: "A" }, false],
    ["a reference to another document", { $ref: "https://example.com/x" }, {}, false],
    ["a reference to data", { default: {}, $ref: "#/properties/a/default" }, { default: {} }, false],
    ["a reference to no name", { $ref: "#undefined" }, {}, false],
    ["what JSON cannot hold", { "x-a": 1n }, {}, false],
    ["an invalid reference", { $ref: "#/%" }, {}, false],
    ["a reference to itself", { $ref: "#/properties/a" }, {}, false],
  ])("%s", (_, property, expected, lossless) => {
    const { schema, changes } = toPortableSchema(inside(property));
    expect(schema).toEqual(inside(expected));
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.every((change) => change.lossless)).toBe(lossless);
    for (const { pointer } of changes) expect(pointer).toMatch(/^\/properties\/a/);
  });

  test.each([
    true,
    false,
    {},
    { type: "object" },
    { enum: ["a", null], type: ["string", "null"] },
    { pattern: "^[\\w-.]+\\_$" },
    { pattern: "[(?=]\\(?=" },
    { nullable: true },
    { type: "string", nullable: false },
    { "x-order": { $ref: "#/nowhere" }, example: { $ref: "#/nowhere" } },
    { type: "array", prefixItems: [{}], items: false },
    { $ref: "#/properties/a/$defs/x", $defs: { x: {} } },
    { prefixItems: [{}], anyOf: [{ type: "string" }], not: { $ref: "#/properties/a/anyOf/0" } },
    { $ref: "#x", $defs: { x: { $anchor: "x" } } },
    { $ref: "https://example.com/x", $defs: { x: { $id: "https://example.com/x" } } },
    { $ref: "https://example.com/x#", $defs: { x: { $id: "https://example.com/x" } } },
    { $ref: "#/properties/a/$defs/a~1b%25", $defs: { "a/b%": { type: "null" } } },
  ])("keeps %j", (property) => {
    const schema = inside(property);
    expect(toPortableSchema(schema).schema).toBe(schema);
  });

  test("updates a reference whose target has moved", () => {
    const list = { type: "array", items: [{ type: "string" }], additionalItems: { type: "null" } };
    const schema = {
      ...inside({ $ref: "#/$defs/list/items/0" }),
      $defs: { list, rest: { $ref: "#/$defs/list/additionalItems" } },
    };
    expect(toPortableSchema(schema).schema).toEqual({
      ...inside({ $ref: "#/$defs/list/prefixItems/0" }),
      $defs: {
        list: { type: "array", prefixItems: [{ type: "string" }], items: { type: "null" } },
        rest: { $ref: "#/$defs/list/items" },
      },
    });
  });

  test("resolves schemas of an OpenAPI document", () => {
    const schema = {
      ...inside({ $ref: "#/components/schemas/A" }),
      components: {
        schemas: { A: { type: "array", items: { $ref: "#/components/schemas/B" } }, B: { type: "array" } },
      },
    };
    const { changes } = toPortableSchema(schema);
    expect(changes.map(({ pointer }) => pointer)).toEqual(["/components/schemas/B/items"]);
  });

  test("keeps recursion without inlining", () => {
    const node = { type: "object", properties: { left: { $ref: "#/$defs/node" }, right: { $ref: "#/$defs/node" } } };
    const recursive = { ...inside({ $ref: "#/$defs/node" }), $defs: { node } };
    expect(toPortableSchema(recursive).schema).toBe(recursive);

    const $defs: Record<string, unknown> = { pair0: { type: "string" } };
    for (let level = 1; level < 18; level++) {
      const $ref = `#/$defs/pair${level - 1}`;
      $defs[`pair${level}`] = { type: "array", prefixItems: [{ $ref }, { $ref }] };
    }
    const pairs = { ...inside({ $ref: "#/$defs/pair17" }), $defs };
    const { schema } = toPortableSchema(pairs);
    expect(JSON.stringify(pairs).length).toBeGreaterThan(1500);
    expect(JSON.stringify(schema).length).toBeLessThan(JSON.stringify(pairs).length * 1.3);
  });
});

describe("propertyNames", () => {
  test.each([
    [true, true],
    [{}, true],
    [{ type: "string" }, true],
    [false, false],
    [{ type: "integer" }, false],
    [{ type: ["string"] }, false],
    [{ type: "string", pattern: "^x" }, false],
    [{ enum: ["a", "b"] }, false],
    ["x", false],
    [null, false],
    [[{}], false],
    [5, false],
  ])("is dropped and reported when it is %j", (propertyNames, lossless) => {
    const { schema, changes } = toPortableSchema(inside({ type: "object", propertyNames }));
    expect(schema).toEqual(inside({ type: "object" }));
    expect(changes).toEqual([
      { pointer: "/properties/a/propertyNames", reason: "dropped, because model APIs reject it", lossless },
    ]);
  });

  test("drops it at the root and in every subschema", () => {
    const record = { type: "object", propertyNames: false };
    const { schema, changes } = toPortableSchema({
      ...record,
      properties: { list: { type: "array", items: record, prefixItems: [record] }, either: { anyOf: [record] } },
      patternProperties: { "^a": record },
      dependentSchemas: { a: record },
      if: { not: record },
      $defs: { record: { additionalProperties: record } },
    });
    expect(JSON.stringify(schema)).not.toContain("propertyNames");
    expect(changes.map(({ pointer }) => pointer)).toEqual([
      "/propertyNames",
      "/properties/list/items/propertyNames",
      "/properties/list/prefixItems/0/propertyNames",
      "/properties/either/anyOf/0/propertyNames",
      "/patternProperties/^a/propertyNames",
      "/dependentSchemas/a/propertyNames",
      "/if/not/propertyNames",
      "/$defs/record/additionalProperties/propertyNames",
    ]);
  });

  test("keeps it as the name of a property or in data", () => {
    const schema = {
      type: "object",
      properties: {
        propertyNames: { type: "array", items: { type: "string" }, default: ["propertyNames"] },
        a: { const: { propertyNames: true }, default: { propertyNames: false }, examples: [{ propertyNames: 1 }] },
      },
      required: ["propertyNames"],
      $defs: { propertyNames: { enum: [{ propertyNames: {} }] } },
    };
    expect(toPortableSchema(schema).schema).toBe(schema);
  });

  test("drops references into it", () => {
    const { schema } = toPortableSchema({
      type: "object",
      properties: { a: { propertyNames: { $defs: { b: {} } } }, b: { $ref: "#/properties/a/propertyNames/$defs/b" } },
    });
    expect(schema["properties"]).toEqual({ a: {}, b: {} });
  });
});

test("reports each change with its place, its reason, and whether it is lossless", () => {
  const { changes } = toPortableSchema({
    properties: {
      "a/b~c": { type: "array" },
      tuple: { type: "array", items: [{}] },
      limits: { minimum: 1, exclusiveMinimum: true, exclusiveMaximum: false },
      place: { $id: "#here", title: 5, type: ["string", "any"], nullable: true },
      types: { type: ["any"], const: Array.from({ length: 70 }).reduce<unknown>((inner) => [inner], 1) },
      patterns: { pattern: "(?i)x", patternProperties: { "(": {} }, additionalProperties: false },
      lost: { anyOf: [{ $ref: "#/nowhere" }, { $ref: "#/properties/lost/anyOf/1" }, null, { $ref: "#/$defs/lost" }] },
    },
    $defs: { lost: { $ref: "#/$defs/missing" } },
    oneOf: [{ required: ["tuple", "tuple"] }],
  });
  const told = changes.map(({ pointer, reason, lossless }) => `${lossless ? "" : "LOST "}${pointer}: ${reason}`);
  expect(told).toMatchInlineSnapshot(`
    [
      "/properties/a~1b~0c/items: added for model APIs",
      "/properties/tuple/prefixItems: was items in older drafts",
      "/properties/tuple/items: added for model APIs",
      "/properties/limits/exclusiveMinimum: took the number of minimum",
      "/properties/limits/exclusiveMaximum: dropped, because it is a number since JSON Schema draft 6",
      "/properties/place/$anchor: was an $id that is only an anchor",
      "LOST /properties/place/title: dropped, because its value was invalid",
      "LOST /properties/place/type: removed duplicate and unknown entries",
      "LOST /properties/types/type: dropped, because its types are unknown",
      "LOST /properties/types/const: dropped, because it was nested deeper than 64 levels",
      "LOST /properties/patterns/pattern: dropped, because not every engine supports this regular expression",
      "LOST /properties/patterns/patternProperties: dropped a pattern, because not every engine supports this regular expression",
      "LOST /properties/patterns/additionalProperties: dropped, because of the dropped pattern",
      "LOST /properties/lost/anyOf/2: opened, because it was not a JSON Schema",
      "/oneOf/0/required: removed duplicate and unknown entries",
      "LOST /properties/lost/anyOf/0/$ref: dropped, because its target is missing",
      "LOST /properties/lost/anyOf/1/$ref: dropped, because it refers to itself",
      "LOST /$defs/lost/$ref: dropped, because its target is missing",
      "LOST /properties/a~1b~0c: called "a_b_c_4f09854a", because model APIs or frameworks reject its name",
      ": moved from the root into the property "input", because model APIs reject oneOf there",
    ]
  `);
  const root = ["enum", "not", "allOf"].map((keyword) => toPortableSchema({ [keyword]: [{}], properties: {} }).changes);
  expect(root.map(([change]) => change?.reason)).toMatchInlineSnapshot(`
    [
      "moved from the root into the property "input", because model APIs reject enum there",
      "dropped, because its value was invalid",
      "moved from the root into the property "input", because model APIs reject allOf there",
    ]
  `);
  const whole = [undefined, null, { type: "any" }, { type: "array" }, { properties: 5 }].map(
    (schema) => toPortableSchema(schema).changes,
  );
  expect(whole.map((all) => all.map(({ reason }) => reason))).toMatchInlineSnapshot(`
    [
      [
        "replaced by an object of any properties, because the schema was missing",
      ],
      [
        "replaced by an object of any properties, because it was not a JSON Schema of an object",
      ],
      [
        "replaced by an object of any properties, because its type was unknown",
      ],
      [
        "added for model APIs",
        "moved from the root into the property "input", because model APIs want an object there",
      ],
      [
        "dropped, because its value was invalid",
        "added for model APIs",
        "added for model APIs",
      ],
    ]
  `);
});

test("keeps a name that is not ASCII as the title", () => {
  const { schema, restoreArguments, changes } = toPortableSchema({
    type: "object",
    properties: {
      名前: { type: "string" },
      年齢: { type: "integer", description: "in years" },
      題名: { type: "string", title: "Title" },
      $top: { type: "integer" },
      "🙂": true,
    },
    required: ["名前"],
    $defs: { 名前: { type: "null" } },
  });
  const properties = Object.entries(schema["properties"] as object);

  expect(properties.map(([, inner]) => inner)).toEqual([
    { type: "string", title: "名前" },
    { type: "integer", description: "in years" },
    { type: "string", title: "Title" },
    { type: "integer" },
    true,
  ]);
  expect(schema["$defs"]).toEqual({ 名前: { type: "null" } });
  expect(restoreArguments({ [properties[0]![0]]: "Aya", [properties[1]![0]]: 3 })).toEqual({ 名前: "Aya", 年齢: 3 });
  expect(changes.every(({ lossless }) => lossless)).toBe(true);
});

describe("a property whose name model APIs reject", () => {
  const long = "settings_".repeat(8);
  const schema = {
    type: "object",
    properties: {
      $top: { type: "integer" },
      [long]: { type: "boolean" },
      items: { type: "array", items: { $ref: "#/$defs/item" } },
      either: { anyOf: [{ type: "object", properties: { "@id": { type: "string" } } }, { type: "string" }] },
      open: { type: "object", additionalProperties: true },
      top: { $ref: "#/properties/$top" },
    },
    required: ["$top"],
    dependentRequired: { $top: [long] },
    dependentSchemas: { $top: { required: ["items"] } },
    dependencies: { $top: [long], items: { required: ["$top"] } },
    $defs: {
      item: {
        type: "object",
        properties: { "@odata.type": { type: "string" }, next: { $ref: "#/$defs/item" } },
        required: ["@odata.type"],
      },
    },
  };
  const { schema: portable, restoreArguments, changes } = toPortableSchema(schema);
  const properties = portable["properties"] as Record<string, object>;
  const nameOf = (pointer: string): string =>
    /called "(.*?)"/.exec(changes.find((one) => one.pointer === pointer)!.reason)![1]!;
  const top = nameOf("/properties/$top");
  const type = nameOf("/$defs/item/properties/@odata.type");
  const id = nameOf("/properties/either/anyOf/0/properties/@id");

  test("gets the same alias everywhere", () => {
    expect(JSON.stringify(Object.keys(properties))).not.toMatch(/[$@]/);
    for (const name of [top, type, id, nameOf(`/properties/${long}`)]) expect(name).toMatch(/^[\w.-]{1,64}$/);
    expect(portable).toMatchObject({
      required: [top],
      dependentRequired: { [top]: [nameOf(`/properties/${long}`)] },
      dependentSchemas: { [top]: { required: ["items"] } },
      dependencies: { [top]: [nameOf(`/properties/${long}`)], items: { required: [top] } },
      $defs: { item: { required: [type] } },
    });
    expect(properties["top"]).toEqual({ $ref: `#/properties/${top}` });
    expect(changes).toHaveLength(4);
    expect(changes.every(({ lossless }) => lossless)).toBe(true);
    expect(toPortableSchema(structuredClone(schema)).schema).toEqual(portable);
  });

  test("is restored in arguments through lists, alternatives and references", () => {
    const args = {
      [top]: 5,
      items: [{ [type]: "a", next: { [type]: "b", next: {} } }, { other: 1 }],
      either: { [id]: "x" },
      open: { [top]: 1, [id]: [{ [type]: 2 }] },
    };
    expect(restoreArguments(args)).toEqual({
      $top: 5,
      items: [{ "@odata.type": "a", next: { "@odata.type": "b", next: {} } }, { other: 1 }],
      either: { "@id": "x" },
      open: { [top]: 1, [id]: [{ [type]: 2 }] },
    });
  });

  test("keeps the same object if nothing is renamed", () => {
    const args = { items: [{}, { next: {} }], either: "text", open: { [top]: 1 } };
    expect(restoreArguments(args)).toBe(args);
  });

  test("is restored even if its name is empty", () => {
    const empty = toPortableSchema({ type: "object", properties: { "": { type: "string" } } });
    const [alias] = Object.keys(empty.schema["properties"] as object);
    expect(alias).toMatch(/^_[0-9a-f]{8}$/);
    expect(empty.restoreArguments({ [alias!]: "v" })).toEqual({ "": "v" });
  });

  test("is accepted under its own name", () => {
    expect(restoreArguments({ $top: 1 })).toEqual({ $top: 1 });
    expect(restoreArguments({ [top]: 2, $top: 1 })).toEqual({ $top: 2 });
    expect(restoreArguments({ $top: 1, [top]: 2 })).toEqual({ $top: 2 });
  });

  test("is restored within a root that had to move", () => {
    const { restoreArguments: restore, schema: moved } = toPortableSchema({
      anyOf: [{ properties: { $top: {} } }, { type: "null" }],
    });
    expect(JSON.stringify(moved)).toContain(`"${top}"`);
    expect(restore({ input: { [top]: 1 } })).toEqual({ $top: 1 });
  });

  test("does not get a name that is in use", () => {
    const { schema: taken, restoreArguments: restore } = toPortableSchema({
      type: "object",
      properties: { $top: { const: 1 }, [top]: { const: 2 } },
    });
    const [alias] = Object.keys(taken["properties"] as object);
    expect(alias).not.toBe(top);
    expect(restore({ [alias!]: 1, [top]: 2 })).toEqual({ $top: 1, [top]: 2 });
  });

  test("reports the loss of a pattern for names", () => {
    const { changes: told } = toPortableSchema({
      type: "object",
      properties: { $a: {} },
      patternProperties: { "^\\$": {} },
    });
    expect(told).toMatchObject([{ pointer: "/properties/$a", lossless: false }]);
  });
});

describe("hostile schemas", () => {
  test("keeps a key that is called __proto__", () => {
    const schema = JSON.parse('{"type":"object","properties":{"a":{"type":"array"}},"__proto__":{"x":1}}') as object;
    expect(JSON.stringify(toPortableSchema(schema).schema)).toBe(
      '{"type":"object","properties":{"a":{"type":"array","items":{}}},"__proto__":{"x":1}}',
    );
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test.each(["__proto__", "constructor"])("renames a property called %s, which frameworks drop", (name) => {
    const text = `{"type":"object","properties":{"a":{"properties":{"${name}":{}},"required":["${name}"]}}}`;
    const { schema, restoreArguments, changes } = toPortableSchema(JSON.parse(text));
    const { a } = schema["properties"] as { a: { properties: object; required: string[] } };
    const [alias] = a.required;
    expect(Object.keys(a.properties)).toEqual([alias]);
    expect(alias).toMatch(/^[a-z_]+_[0-9a-f]{8}$/);
    expect(changes).toMatchObject([{ pointer: `/properties/a/properties/${name}`, lossless: true }]);
    expect(JSON.stringify(restoreArguments({ a: { [alias!]: { prototype: 1 } } }))).toBe(
      `{"a":{"${name}":{"prototype":1}}}`,
    );
    expect(({} as { prototype?: number }).prototype).toBeUndefined();
  });

  test("accepts any value below the maximum depth", () => {
    let deep: Record<string, unknown> = { type: "string" };
    for (let level = 0; level < 50_000; level++) deep = { not: deep };
    const { schema, changes } = toPortableSchema(inside(deep));
    expect(JSON.stringify(schema).length).toBeLessThan(1000);
    expect(changes).toMatchObject([{ reason: expect.stringContaining("deeper"), lossless: false }]);

    let data: unknown = 1;
    for (let level = 0; level < 50_000; level++) data = [data];
    for (const [keyword, lossless] of [
      ["default", true],
      ["const", false],
      ["enum", false],
    ] as const) {
      const portable = toPortableSchema(inside({ [keyword]: [data], title: "A" }));
      expect(portable.schema).toEqual(inside({ title: "A" }));
      expect(portable.changes).toMatchObject([{ pointer: `/properties/a/${keyword}`, lossless }]);
    }
  });

  test("ends cycles", () => {
    const cyclic: Record<string, unknown> = { anyOf: [] };
    (cyclic["anyOf"] as unknown[]).push(cyclic);
    expect(JSON.stringify(toPortableSchema(inside(cyclic)).schema).length).toBeLessThan(2000);

    (cyclic["anyOf"] as unknown[]).push(cyclic);
    expect(toPortableSchema(inside(cyclic)).schema).toEqual(open);
    cyclic["default"] = cyclic;
    expect(toPortableSchema(inside(cyclic)).schema).toEqual(open);
  });

  test("replaces a schema that is too large", () => {
    const many = Object.fromEntries(Array.from({ length: 100_001 }, (_, index) => [`p${index}`, { type: "array" }]));
    const { schema, changes } = toPortableSchema({ type: "object", properties: many });
    expect(schema).toEqual(open);
    expect(changes).toMatchObject([{ reason: expect.stringContaining("too large"), lossless: false }]);
  });

  test("restores arguments of any depth", () => {
    const { restoreArguments } = toPortableSchema({
      type: "object",
      properties: { $a: { $ref: "#" }, next: { $ref: "#" } },
    });
    let args: Record<string, unknown> = {};
    for (let level = 0; level < 50_000; level++) args = { next: args };
    expect(restoreArguments(args)).toBe(args);
  });
});
