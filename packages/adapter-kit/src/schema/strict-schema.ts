import type { JSONObject, JSONSchema } from "@tool-router/core";
import { changeAlong } from "./change-along.ts";
import { isJSONObject, own, setOwn } from "./json-object.ts";
import { createResolver } from "./schema-references.ts";
import { type Place, placeIn, pointerTo } from "./schema-change.ts";

/** Why a schema cannot be made strict. */
export interface StrictProblem {
  /** JSON pointer into the schema. */
  readonly pointer: string;
  readonly reason: string;
}

/** A schema for strict mode with the way back for the arguments, or why there is none. */
export type StrictSchema =
  | {
      readonly strict: true;
      readonly schema: JSONSchema;
      /** Leaves out the nulls that stand for what the model did not want to give. */
      readonly restoreArguments: (args: JSONObject) => unknown;
    }
  | { readonly strict: false; readonly problems: readonly StrictProblem[] };

/** Constraints that strict mode takes as they are. */
const kept = new Set([
  "title",
  "description",
  "type",
  "enum",
  "const",
  "pattern",
  "multipleOf",
  "minLength",
  "maxLength",
]);
for (const limit of ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems"])
  kept.add(limit);
/** What means nothing for the form of a value. */
const dropped = new Set([
  "$schema",
  "$comment",
  "default",
  "example",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
]);
const formats = new Set(["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"]);

const deepest = 10;
const mostProperties = 5000;
const mostEnumValues = 1000;
const mostCharacters = 120_000;

/**
 * OpenAI's strict subset of a schema, where its meaning survives: optional properties become required
 * and may be null, objects are closed, `oneOf` becomes `anyOf` (the router still checks that only one fits).
 *
 * Not strict are free-form objects, properties that are optional and may be null (null and absence would
 * be the same), values of any type, and keywords that strict mode does not know.
 *
 * @param schema - one that `toPortableSchema` gave.
 */
export function toStrictSchema(schema: JSONSchema): StrictSchema {
  const problems: StrictProblem[] = [];
  const resolver = createResolver(schema);
  const totals = { properties: 0, enumValues: 0, characters: 0 };

  const resolve = (node: JSONObject): JSONObject | boolean | undefined => {
    const reference = own(node, "$ref");
    return typeof reference === "string" ? resolver.resolve(reference, schema)?.target : node;
  };

  /** Whether null is a value of it, as far as can be told; undefined if it cannot. */
  const takesNull = (node: unknown, passed: ReadonlySet<unknown> = new Set()): boolean | undefined => {
    if (!isJSONObject(node) || passed.has(node)) return undefined;
    const target = resolve(node);
    if (target !== node) return takesNull(target, new Set([...passed, node]));
    const values = [
      ...("const" in node ? [node["const"]] : []),
      ...((own(node, "enum") as unknown[] | undefined) ?? []),
    ];
    if (values.length > 0) return values.includes(null);
    const branches = own(node, "anyOf") ?? own(node, "oneOf");
    if (Array.isArray(branches)) {
      const answers = branches.map((branch) => takesNull(branch, new Set([...passed, node])));
      return answers.includes(undefined) ? undefined : answers.includes(true);
    }
    return node["type"] === undefined ? undefined : [node["type"]].flat().includes("null");
  };

  /** The properties in the alternatives of a value, by whether a null of them is left out. */
  const checkAlternatives = (branches: readonly unknown[], refuse: (reason: string) => void): void => {
    const fates = new Map<string, boolean>();
    const collect = (node: unknown, passed: Set<unknown>): void => {
      if (!isJSONObject(node) || passed.has(node)) return;
      passed.add(node);
      const target = resolve(node);
      if (target !== node) return collect(target, passed);
      for (const list of [own(node, "anyOf"), own(node, "oneOf")]) {
        if (Array.isArray(list)) for (const branch of list) collect(branch, passed);
      }
      for (const [name, inner] of Object.entries((own(node, "properties") as object | undefined) ?? {})) {
        const leftOut = takesNull(inner) === false;
        if ((fates.get(name) ?? leftOut) !== leftOut)
          refuse(`what null means for "${name}" depends on the alternative`);
        fates.set(name, leftOut);
      }
    };
    const passed = new Set<unknown>();
    for (const branch of branches) collect(branch, passed);
  };

  const convert = (node: unknown, place: Place | undefined, level: number): unknown => {
    const refuse = (reason: string): void => void problems.push({ pointer: pointerTo(place), reason });
    if (!isJSONObject(node) || problems.length > 20) {
      refuse("it takes any value");
      return node;
    }
    const inside = (inner: unknown, keyword: string, name?: string, deeper = 0): unknown =>
      convert(inner, placeIn(place, keyword, name), level + deeper);
    const result: Record<string, unknown> = {};
    const notes: string[] = [];
    let hasForm = false;

    for (const [keyword, value] of Object.entries(node)) {
      if (value === undefined || dropped.has(keyword)) continue;
      if (kept.has(keyword)) {
        if (keyword === "enum" || keyword === "const") {
          const values = keyword === "enum" ? (value as unknown[]) : [value];
          if (values.some((one) => typeof one === "object" && one !== null)) refuse("its values are objects or lists");
          totals.enumValues += values.length;
          totals.characters += values.reduce((sum: number, one) => sum + String(one).length, 0);
          hasForm = true;
          const types = new Set(values.map((one) => (one === null ? "null" : typeof one)));
          if (!("type" in node)) result["type"] = types.size === 1 ? [...types][0] : [...types];
        }
        hasForm ||= keyword === "type";
        result[keyword] = value;
      } else if (keyword === "format") {
        const format = value as string;
        if (formats.has(format)) result[keyword] = format;
        else notes.push(`(format: ${format})`);
      } else if (keyword === "$ref") {
        hasForm = true;
        if (!/^#(\/(\$defs|definitions)\/[^/]+)?$/.test(value as string)) refuse("it refers to what is no definition");
        // Strict mode takes nothing beside a reference.
        result["anyOf"] = [{ $ref: value }];
      } else if (keyword === "anyOf" || keyword === "oneOf") {
        hasForm = true;
        if (result["anyOf"]) refuse("it has several combinations");
        checkAlternatives(value as unknown[], refuse);
        result["anyOf"] = (value as unknown[]).map((branch, index) => inside(branch, keyword, String(index)));
      } else if (keyword === "$defs" || keyword === "definitions") {
        if (place) refuse("it has definitions that are not at the root");
        const definitions = Object.entries(value as object).map(([name, inner]) => [
          name,
          inside(inner, keyword, name),
        ]);
        setOwn(result, keyword, Object.fromEntries(definitions));
      } else if (keyword === "items") {
        result[keyword] = inside(value, keyword, undefined, 1);
      } else if (keyword === "additionalProperties") {
        if (value !== false) refuse("it takes properties of any name");
      } else if (!["properties", "required"].includes(keyword) && !keyword.startsWith("x-")) {
        refuse(`strict mode does not know ${keyword}`);
      }
    }
    const types = [node["type"]].flat();
    const reference = own(node, "$ref");
    if (typeof reference === "string" && Object.keys(result).length === 1) return { $ref: reference };
    if (types.includes("object") || own(node, "properties") !== undefined) convertObject();
    else if (!hasForm) refuse("it takes any value");
    if (notes.length > 0) result["description"] = [own(node, "description"), ...notes].filter(Boolean).join(" ");
    return result;

    function convertObject(): void {
      const properties = Object.entries((own(node, "properties") as object | undefined) ?? {});
      const required = (own(node, "required") ?? []) as readonly string[];
      if (!types.includes("object")) refuse("it takes what is no object, too");
      // Closed, each of the two would refuse the properties of the other.
      if (result["anyOf"]) refuse("it has properties beside combinations");
      if (properties.length === 0 && own(node, "additionalProperties") !== false)
        refuse("it takes properties of any name");
      if (required.some((name) => !properties.some(([key]) => key === name)))
        refuse("it requires what it does not describe");
      if (level >= deepest) refuse(`objects are nested deeper than ${deepest} levels`);
      totals.properties += properties.length;
      const strict = {};
      for (const [name, inner] of properties) {
        totals.characters += name.length;
        const value = inside(inner, "properties", name, 1);
        const isOptional = !required.includes(name);
        if (isOptional && takesNull(inner) !== false) {
          const pointer = pointerTo(placeIn(place, "properties", name));
          problems.push({ pointer, reason: "it is optional and may be null: absence and null would be the same" });
        }
        setOwn(strict, name, isOptional ? nullable(value) : value);
      }
      result["properties"] = strict;
      result["required"] = properties.map(([name]) => name);
      result["additionalProperties"] = false;
    }
  };

  const strictSchema = convert(schema, undefined, 0) as JSONSchema;
  const { properties, enumValues, characters } = totals;
  if (properties > mostProperties || enumValues > mostEnumValues || characters > mostCharacters) {
    problems.push({ pointer: "", reason: "it is larger than strict mode takes" });
  }
  if (problems.length > 0) return { strict: false, problems };

  const restore = changeAlong(schema, (schemas) => (key, value) => {
    if (value !== null) return key;
    const inner = schemas.flatMap((one) => own(own(one, "properties"), key) ?? []);
    return inner.length > 0 && inner.every((one) => takesNull(one) === false) ? undefined : key;
  });
  return { strict: true, schema: strictSchema, restoreArguments: restore };
}

/** The same, or null. */
function nullable(value: unknown): unknown {
  const schema = value as JSONObject;
  const { type, anyOf } = schema;
  if (type === undefined && Array.isArray(anyOf))
    return { ...schema, anyOf: [...(anyOf as unknown[]), { type: "null" }] };
  if (type === undefined || anyOf !== undefined || "const" in schema) return { anyOf: [schema, { type: "null" }] };
  const values = own(schema, "enum");
  return { ...schema, type: [...[type].flat(), "null"], ...(Array.isArray(values) && { enum: [...values, null] }) };
}
