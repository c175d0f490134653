import { document } from "@tool-router/openapi/document";
import * as fc from "fast-check";

type Schema = Record<string, unknown>;

/** Meaningful values for the router, by field name or schema name. */
export type Vocabulary = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Generates values that match a schema of the document. */
export function arbitraryOf(schema: Schema, words: Vocabulary, depth = 0): fc.Arbitrary<unknown> {
  const { $ref: reference } = schema;
  if (typeof reference === "string") {
    const name = reference.split("/").at(-1) ?? "";
    return words[name] ?? arbitraryOf(resolve(reference), words, depth);
  }
  if ("const" in schema) return fc.constant(schema["const"]);
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
  const branches = (schema["anyOf"] ?? schema["oneOf"]) as Schema[] | undefined;
  if (branches !== undefined) return fc.oneof(...branches.map((branch) => arbitraryOf(branch, words, depth)));
  const types = [schema["type"] ?? "any"].flat() as string[];
  return fc.oneof(...types.map((type) => ofType(type, schema, words, depth)));
}

function ofType(type: string, schema: Schema, words: Vocabulary, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return fc.integer({ min: Number(schema["minimum"] ?? 1), max: Number(schema["maximum"] ?? 100_000) });
    case "string":
      if (schema["format"] === "uri") return fc.constantFrom("https://a.example/x?y=1", "http://127.0.0.1/");
      if (typeof schema["pattern"] === "string") return fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/);
      return fc.string({
        unit: "grapheme",
        minLength: Number(schema["minLength"] ?? 0),
        maxLength: Math.min(40, Number(schema["maxLength"] ?? 40)),
      });
    case "array":
      return fc.array(arbitraryOf((schema["items"] ?? {}) as Schema, words, depth + 1), {
        minLength: Number(schema["minItems"] ?? 0),
        maxLength: Math.min(3, Number(schema["maxItems"] ?? 3)),
      });
    case "object":
      return ofObject(schema, words, depth);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function ofObject(schema: Schema, words: Vocabulary, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>);
  if (properties.length === 0) {
    const values = schema["additionalProperties"];
    if (values === true || values === undefined)
      return fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });
    if (values === false) return fc.constant({});
    const keys = words["<toolkit>"] as fc.Arbitrary<string> | undefined;
    return fc.dictionary(keys ?? fc.string(), arbitraryOf(values as Schema, words, depth + 1), { maxKeys: 2 });
  }
  const required = new Set((schema["required"] ?? []) as string[]);
  return fc
    .record(
      Object.fromEntries(
        properties.map(([name, property]) => {
          const value = words[name] ?? arbitraryOf(property, words, depth + 1);
          // Include few optional fields, or hardly any value would be valid as a whole.
          return [
            name,
            required.has(name)
              ? value
              : fc.oneof({ weight: 3, arbitrary: fc.constant(absent) }, { weight: 1, arbitrary: value }),
          ];
        }),
      ),
    )
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== absent)));
}

const absent = Symbol("absent");

/** Resolves a reference into the document. */
export function resolve(reference: string): Schema {
  return reference
    .replace(/^#\//, "")
    .split("/")
    .map((segment) => decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((value, segment) => (value as Schema)[segment], document) as Schema;
}
