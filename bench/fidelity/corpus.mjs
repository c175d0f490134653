// Schemas with one JSON Schema keyword or pitfall each, with valid and invalid arguments.

const object = (properties, more = {}) => ({ type: "object", properties, ...more });
/** An entry with a schema for the property `a`, and a valid and an invalid value. */
const a = (name, schema, valid, invalid, more) => ({
  name,
  schema: object({ a: schema }, { required: ["a"], ...more }),
  valid: { a: valid },
  invalid: invalid === undefined ? undefined : { a: invalid },
});
/** An entry with a whole schema, and valid and invalid arguments. */
const root = (name, schema, valid, invalid) => ({ name, schema, valid, invalid });
const string = { type: "string" };
const node = object({ value: string, next: { $ref: "#/$defs/node" } }, { required: ["value"] });
const pairs = Object.fromEntries(
  Array.from({ length: 18 }, (_, level) => {
    const inner = { $ref: `#/$defs/pair${level - 1}` };
    return [`pair${level}`, level === 0 ? string : { type: "array", prefixItems: [inner, inner], items: false }];
  }),
);

/* oxlint-disable unicorn/no-thenable -- `then` is a keyword here */
export const corpus = [
  // Types
  a("type: string", string, "x", 1),
  a("type: integer", { type: "integer" }, 1, 1.5),
  a("type: number", { type: "number" }, 1.5, "x"),
  a("type: boolean", { type: "boolean" }, true, "x"),
  a("type: null", { type: "null" }, null, "x"),
  a("a list of types", { type: ["string", "null"] }, null, 1),
  a("enum", { enum: ["x", 1, null] }, null, "y"),
  a("enum of one type", { type: "string", enum: ["x", "y"] }, "x", "z"),
  a("const", { const: "x" }, "x", "y"),
  // Numbers
  a("minimum, maximum", { type: "number", minimum: 1, maximum: 3 }, 2, 4),
  a("exclusiveMinimum", { type: "number", exclusiveMinimum: 1 }, 2, 1),
  a("multipleOf", { type: "number", multipleOf: 3 }, 6, 7),
  // Strings
  a("minLength, maxLength", { type: "string", minLength: 2, maxLength: 3 }, "xx", "x"),
  a("pattern", { type: "string", pattern: "^x+$" }, "xx", "y"),
  a("format: email", { type: "string", format: "email" }, "a@example.com", "x"),
  a("format: uri", { type: "string", format: "uri" }, "https://example.com/", "x y"),
  // Arrays
  a("items", { type: "array", items: string }, ["x"], [1]),
  a("minItems, maxItems", { type: "array", items: {}, minItems: 1, maxItems: 2 }, [1], []),
  a("uniqueItems", { type: "array", items: {}, uniqueItems: true }, [1, 2], [1, 1]),
  a("prefixItems", { type: "array", prefixItems: [string], items: { type: "integer" } }, ["x", 1], [1]),
  a("items: false", { type: "array", prefixItems: [string], items: false }, ["x"], ["x", 1]),
  a("contains", { type: "array", items: {}, contains: string }, [1, "x"], [1]),
  a("minContains", { type: "array", items: {}, contains: string, minContains: 2 }, ["x", "y"], ["x", 1]),
  a("unevaluatedItems", { type: "array", items: {}, prefixItems: [string], unevaluatedItems: false }, ["x"]),
  // Objects
  a("nested object", object({ b: string }, { required: ["b"] }), { b: "x" }, {}),
  root("optional property", object({ a: string, b: string }, { required: ["a"] }), { a: "x" }, { b: "x" }),
  a("additionalProperties: true", { type: "object", additionalProperties: true }, { any: [1] }, "x"),
  a("additionalProperties: false", object({ b: string }, { additionalProperties: false }), { b: "x" }, { c: 1 }),
  a("additionalProperties: a schema", { type: "object", additionalProperties: string }, { b: "x" }, { b: 1 }),
  a("a free-form object", { type: "object" }, { any: 1 }, "x"),
  a("patternProperties", { type: "object", patternProperties: { "^x": { type: "integer" } } }, { xa: 1 }, { xa: "1" }),
  a("propertyNames", { type: "object", propertyNames: { pattern: "^x" } }, { xa: 1 }, { a: 1 }),
  a("propertyNames of zod's records", { type: "object", propertyNames: string }, { a: 1 }, "x"),
  a("propertyNames: false", { type: "object", propertyNames: false }, {}, { a: 1 }),
  a("minProperties", { type: "object", minProperties: 1 }, { b: 1 }, {}),
  a("dependentRequired", object({ b: {}, c: {} }, { dependentRequired: { b: ["c"] } }), { b: 1, c: 1 }, { b: 1 }),
  a("dependentSchemas", { type: "object", dependentSchemas: { b: { required: ["c"] } } }, { b: 1, c: 1 }, { b: 1 }),
  a("unevaluatedProperties", object({ b: string }, { unevaluatedProperties: false }), { b: "x" }, { c: 1 }),
  // Combinations
  a("anyOf", { anyOf: [string, { type: "integer" }] }, 1, true),
  a("oneOf", { oneOf: [string, { type: "array", items: string }] }, ["x"], 1),
  a("oneOf, exactly one", { oneOf: [{ type: "integer" }, { type: "number", minimum: 5 }] }, 3, 7),
  a("allOf", { allOf: [object({ b: string }, { required: ["b"] }), object({ c: string })] }, { b: "x" }, {}),
  a("not", { not: { type: "string" } }, 1, "x"),
  a("if, then, else", { if: { type: "string" }, then: { minLength: 2 }, else: { type: "integer" } }, "xx", "x"),
  // References
  a("$ref to $defs", { $ref: "#/$defs/text" }, "x", 1, { $defs: { text: string } }),
  a("$ref to definitions", { $ref: "#/definitions/text" }, "x", 1, { definitions: { text: string } }),
  a("$ref with siblings", { $ref: "#/$defs/text", minLength: 2 }, "xx", "x", { $defs: { text: string } }),
  a(
    "recursion",
    { $ref: "#/$defs/node" },
    { value: "x", next: { value: "y" } },
    { value: "x", next: {} },
    { $defs: { node } },
  ),
  a("recursion through the root", { anyOf: [{ $ref: "#" }, { type: "null" }] }, { a: null }, { a: 1 }),
  a("$anchor", { $ref: "#text" }, "x", 1, { $defs: { text: { $anchor: "text", ...string } } }),
  a("nested $ref pairs", { $ref: "#/$defs/pair1" }, ["x", "y"], [1], { $defs: pairs }),
  // Annotations
  a("default", { type: "string", default: "x" }, "y", 1),
  a("title, description, examples", { ...string, title: "A", description: "b", examples: ["x"] }, "x", 1),
  a("deprecated, readOnly, $comment", { ...string, deprecated: true, readOnly: true, $comment: "c" }, "x", 1),
  a("unknown keyword", { ...string, "x-order": 1 }, "x", 1),
  a("contentMediaType", { ...string, contentMediaType: "application/json" }, "{}", 1),
  // Boolean and empty schemas
  a("an empty schema", {}, [1]),
  a("true", true, [1]),
  root("no properties", object({}), {}, undefined),
  root("an empty root schema", {}, {}, undefined),
  root("an object without properties", { type: "object" }, {}, undefined),
  root("no type", { properties: { a: string }, required: ["a"] }, { a: "x" }, {}),
  // Roots that model APIs reject
  root(
    "root oneOf",
    { oneOf: [object({ a: string }, { required: ["a"] }), object({ b: string }, { required: ["b"] })] },
    { a: "x" },
    {},
  ),
  root(
    "root anyOf beside properties",
    object({ a: string, b: string }, { anyOf: [{ required: ["a"] }, { required: ["b"] }] }),
    { a: "x" },
    {},
  ),
  root("root allOf", { allOf: [object({ a: string }, { required: ["a"] })] }, { a: "x" }, {}),
  root(
    "root $ref",
    { $ref: "#/$defs/args", $defs: { args: object({ a: string }, { required: ["a"] }) } },
    { a: "x" },
    {},
  ),
  root(
    "root type object or null",
    { type: ["object", "null"], properties: { a: string }, required: ["a"] },
    { a: "x" },
    {},
  ),
  // Names that model APIs reject
  root(
    "a property named $top",
    object({ $top: { type: "integer" } }, { required: ["$top"] }),
    { $top: 1 },
    { $top: "x" },
  ),
  root(
    "a property name of 70 characters",
    object({ ["x".repeat(70)]: string }),
    { ["x".repeat(70)]: "x" },
    { ["x".repeat(70)]: 1 },
  ),
  a(
    "a property named @odata.type in an array",
    { type: "array", items: object({ "@odata.type": string }) },
    [{ "@odata.type": "x" }],
    [{ "@odata.type": 1 }],
  ),
  { ...a("a tool name of 70 characters", string, "x", 1), slug: `LONG_${"X".repeat(65)}` },
  // Invalid in JSON Schema 2020-12
  a("an array without items", { type: "array" }, [1], "x"),
  a("nullable (OpenAPI)", { type: "string", nullable: true }, null, 1),
  {
    ...a("exclusiveMinimum: true (draft 4)", { type: "number", minimum: 1, exclusiveMinimum: true }, 2, 1),
    foreign: true,
  },
  {
    ...a("a tuple as items (draft 7)", { type: "array", items: [string, { type: "integer" }] }, ["x", 1], [1]),
    foreign: true,
  },
  { ...a("required: true (draft 3)", { type: "string", required: true }, "x", 1), foreign: true },
  { ...a("type: any", { type: "any" }, 1), foreign: true },
  { ...a("a dangling $ref", { $ref: "#/$defs/missing" }, "x"), foreign: true },
  { ...a("a Python regular expression", { type: "string", pattern: "(?i)^x" }, "X", 1), foreign: true },
  a("a lookahead", { type: "string", pattern: "^(?!y)" }, "x", "y"),
];
