import * as fc from "fast-check";

type Schema = { readonly [keyword: string]: unknown };

const allNames = ["a", "b", "input", "$top", "@odata.type", "x".repeat(70), "a b", "__proto__"];
const name = fc.constantFrom(...allNames);
const definition = fc.constantFrom("d0", "d1");
const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -3, max: 9 }),
  fc.constantFrom("", "a", "ab"),
);

const record = (values: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.uniqueArray(fc.tuple(name, values), { selector: ([key]) => key, maxLength: 3 }).map((entries) => {
    const result = {};
    for (const [key, value] of entries) Object.defineProperty(result, key, { value, enumerable: true });
    return result;
  });

const optional = (keywords: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Schema> =>
  fc.record(keywords, { requiredKeys: [] });

const leaf: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(true, {}, { type: "string" }, { type: "integer", minimum: 0 }, { type: "boolean" }),
  fc.constantFrom<unknown>({ type: "array" }, { type: ["array", "null"] }, { type: "object" }, { type: "null" }),
  fc.constantFrom<unknown>({ type: "string", nullable: true }, { type: "string", pattern: "^a" }),
  fc.constant({ type: "object", additionalProperties: false }),
  definition.map((key) => ({ $ref: `#/$defs/${key}` })),
  scalar.map((value) => ({ const: value })),
  fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }).map((values) => ({ enum: values })),
);

function objectSchema(schema: fc.Arbitrary<unknown>): fc.Arbitrary<Schema> {
  const common = optional({
    properties: record(schema),
    required: fc.uniqueArray(name, { maxLength: 1 }),
    additionalProperties: fc.oneof(fc.boolean(), schema),
  });
  const rare = optional({
    dependentRequired: record(fc.uniqueArray(name, { maxLength: 1 })),
    dependentSchemas: record(schema),
    minProperties: fc.nat(2),
    propertyNames: fc.constantFrom<unknown>(true, { type: "string" }),
    anyOf: fc.array(schema, { minLength: 1, maxLength: 2 }),
    not: fc.record({ required: fc.tuple(name) }),
    if: fc.record({ required: fc.tuple(name) }),
    else: schema,
  });
  const keywords = fc.oneof(
    { weight: 4, arbitrary: common },
    { weight: 1, arbitrary: fc.tuple(common, rare).map(([some, more]) => ({ ...some, ...more })) },
  );
  return keywords.map((all) => ({ ...all, type: "object" }));
}

/** Subschemas that cannot change without losing their meaning. */
const lossy: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  { pattern: "(?i)a" },
  { $ref: "#/$defs/missing" },
  { patternProperties: { "^b": { type: "string" }, "(": {} }, additionalProperties: false },
  { type: "array", items: [true], additionalItems: { type: "array" } },
  { type: "any", required: true, exclusiveMinimum: true, minimum: 1 },
  { type: "object", propertyNames: { type: "integer" } },
  { propertyNames: { properties: { $top: { type: "array" } } } },
);

/**
 * Ordinary schemas, and schemas that break model APIs or validators: combinations at the
 * root, recursion, names of all kinds, lists without items, OpenAPI's `nullable`. All can be repaired without loss.
 */
export const helpableSchema: fc.Arbitrary<Schema> = schemaOf(leaf);

/** Also schemas that lose something: unresolved references, regular expressions of other dialects. */
export const anySchema: fc.Arbitrary<Schema> = schemaOf(
  fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: lossy }),
);

const smallDefinition = fc.constantFrom<Schema>(
  { type: "string" },
  { type: "object", properties: { next: { $ref: "#/$defs/d1" }, n: { type: "integer" } } },
  { anyOf: [{ type: "object", properties: { next: { $ref: "#/$defs/d0" } }, required: [] }, { type: "boolean" }] },
);

/** Schemas, many of which can be strict. */
export const strictableSchema: fc.Arbitrary<Schema> = fc
  .letrec<{ schema: unknown; object: Schema }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, depthIdentifier: "strictable" },
      fc.constantFrom<unknown>({ type: "string" }, { type: "integer", default: 1 }, { enum: ["a", 1] }, { const: "b" }),
      fc.constantFrom<unknown>({ type: ["string", "null"] }, { $ref: "#/$defs/d0" }, { $ref: "#/$defs/d1" }),
      tie("object"),
      fc.record({ type: fc.constant("array"), items: tie("schema") }),
      fc.array(tie("schema"), { minLength: 1, maxLength: 2 }).map((anyOf) => ({ anyOf })),
    ),
    object: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).chain((names) =>
      fc.record({
        type: fc.constant("object"),
        properties: fc
          .tuple(...names.map(() => tie("schema")))
          .map((schemas) => Object.fromEntries(names.map((key, index) => [key, schemas[index]]))),
        required: fc.subarray(names),
      }),
    ),
  }))
  .object.chain((root) => fc.record({ d0: smallDefinition, d1: smallDefinition }).map(($defs) => ({ ...root, $defs })));

function schemaOf(smallest: fc.Arbitrary<unknown>): fc.Arbitrary<Schema> {
  const { plain, definition: inner } = fc.letrec<{ schema: unknown; plain: Schema; definition: unknown }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 4, depthIdentifier: "schema" },
      { weight: 3, arbitrary: smallest },
      { weight: 6, arbitrary: tie("plain") },
    ),
    plain: fc.oneof(
      { depthIdentifier: "schema" },
      { weight: 6, arbitrary: objectSchema(tie("schema")) },
      { weight: 2, arbitrary: listSchema(tie("schema")) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom("anyOf", "oneOf", "allOf"), fc.array(tie("schema"), { minLength: 1, maxLength: 3 }))
          .map(([keyword, schemas]) => ({ [keyword]: schemas })),
      },
    ),
    definition: fc.oneof({ maxDepth: 2, depthIdentifier: "definition" }, smallest, objectSchema(tie("definition"))),
  }));
  return fc.record({ root: plain, d0: inner, d1: inner }).map(({ root, ...$defs }) => ({ ...root, $defs }));
}

function listSchema(schema: fc.Arbitrary<unknown>): fc.Arbitrary<Schema> {
  return optional({
    items: schema,
    prefixItems: fc.array(schema, { minLength: 1, maxLength: 2 }),
    contains: schema,
    maxItems: fc.nat(4),
    uniqueItems: fc.boolean(),
  }).map((keywords) => ({ ...keywords, type: "array" }));
}
