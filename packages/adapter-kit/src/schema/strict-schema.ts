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

/** A schema for strict mode with the way back for the arguments, or the problems that prevent it. */
export type StrictSchema =
  | {
      readonly strict: true;
      readonly schema: JSONSchema;
      /** Removes the nulls that stand for omitted properties. */
      readonly restoreArguments: (args: JSONObject) => unknown;
    }
  | { readonly strict: false; readonly problems: readonly StrictProblem[] };

const words = (text: string): Set<string> => new Set(text.split(" "));
/** Keywords that strict mode accepts unchanged. */
const kept = words(
  "title description type pattern multipleOf minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum " +
    "minItems maxItems",
);
/** Keywords that do not constrain a value, or that `convertObject` handles. */
const ignored = words("$schema $comment default example examples deprecated readOnly writeOnly properties required");
const formats = words("date-time time date duration email hostname ipv4 ipv6 uuid");

// The limits of OpenAI.
const MAX_DEPTH = 10;
const MAX_PROPERTIES = 5000;
const MAX_ENUM_VALUES = 1000;
const MAX_CHARACTERS = 120_000;
/** Problems after which the conversion stops. */
const MAX_PROBLEMS = 20;

/**
 * Converts a schema to OpenAI's strict subset, if it keeps its meaning there.
 *
 * Optional properties become required and nullable, objects are closed, and `oneOf` becomes `anyOf` (the router still
 * checks that exactly one matches). These cannot be strict: free-form objects, optional properties that may be null
 * already, values of any type, and keywords that strict mode does not support.
 *
 * @param schema - a result of `toPortableSchema`.
 */
export function toStrictSchema(schema: JSONSchema): StrictSchema {
  const nulls = findNulls(schema);
  const conversion: Conversion = { problems: [], nulls, totals: { properties: 0, enumValues: 0, characters: 0 } };
  const { problems, totals } = conversion;
  const strictSchema = convert(schema, undefined, 0, conversion) as JSONSchema;
  if (totals.properties > MAX_PROPERTIES || totals.enumValues > MAX_ENUM_VALUES || totals.characters > MAX_CHARACTERS) {
    problems.push({ pointer: "", reason: "it is larger than strict mode allows" });
  }
  if (problems.length > 0) return { strict: false, problems };

  const restore = changeAlong(schema, (schemas) => (key, value) => {
    if (value !== null) return key;
    const inner = schemas.flatMap((one) => own(own(one, "properties"), key) ?? []);
    return inner.length > 0 && inner.every((one) => nulls.takesNull(one) === false) ? undefined : key;
  });
  return { strict: true, schema: strictSchema, restoreArguments: restore };
}

/** The conversion of one schema. */
interface Conversion {
  readonly problems: StrictProblem[];
  readonly nulls: Nulls;
  readonly totals: { properties: number; enumValues: number; characters: number };
}

/** The conversion of one schema inside it. */
interface Visit extends Conversion {
  readonly node: JSONObject;
  readonly isRoot: boolean;
  readonly level: number;
  readonly result: Record<string, unknown>;
  /** Added to the description. */
  readonly notes: string[];
  readonly refuse: (reason: string, property?: string) => void;
  readonly inside: (inner: unknown, keyword: string, name?: string) => unknown;
}

function convert(node: unknown, place: Place | undefined, level: number, conversion: Conversion): unknown {
  const { problems } = conversion;
  const refuse = (reason: string, property?: string): void => {
    const at = property === undefined ? place : placeIn(place, "properties", property);
    problems.push({ pointer: pointerTo(at), reason });
  };
  if (!isJSONObject(node) || problems.length > MAX_PROBLEMS) {
    refuse("it takes any value");
    return node;
  }
  const inside = (inner: unknown, keyword: string, name?: string): unknown =>
    convert(inner, placeIn(place, keyword, name), level + (/^(items|properties)$/.test(keyword) ? 1 : 0), conversion);
  const result: Record<string, unknown> = {};
  const visit: Visit = { ...conversion, node, isRoot: !place, level, result, notes: [], refuse, inside };

  for (const [keyword, value] of Object.entries(node)) {
    if (value === undefined || ignored.has(keyword)) continue;
    const handle = own(handlers, keyword) as (typeof handlers)[string] | undefined;
    if (handle) handle(visit, value, keyword);
    else if (kept.has(keyword)) result[keyword] = value;
    else if (!keyword.startsWith("x-")) refuse(`strict mode does not support ${keyword}`);
  }
  const reference = own(node, "$ref");
  if (typeof reference === "string" && Object.keys(result).length === 1) return { $ref: reference };
  const isObject = [node["type"]].flat().includes("object") || own(node, "properties") !== undefined;
  if (isObject) convertObject(visit);
  else if (result["type"] === undefined && !result["anyOf"]) refuse("it takes any value");
  if (visit.notes.length > 0)
    result["description"] = [own(node, "description"), ...visit.notes].filter(Boolean).join(" ");
  return result;
}

/** The conversion of each keyword that strict mode does not accept unchanged. */
const handlers: { readonly [keyword: string]: (visit: Visit, value: unknown, keyword: string) => void } = {
  enum: (visit, value) => addValues(visit, value as unknown[], { enum: value }),
  const: (visit, value) => addValues(visit, [value], { const: value }),
  format({ result, notes }, format) {
    if (formats.has(format as string)) result["format"] = format;
    else notes.push(`(format: ${String(format)})`);
  },
  $ref({ result, refuse }, reference) {
    if (!/^#(\/(\$defs|definitions)\/[^/]+)?$/.test(reference as string)) refuse("it does not refer to a definition");
    // Strict mode allows no keyword beside a reference.
    result["anyOf"] = [{ $ref: reference }];
  },
  anyOf: addAlternatives,
  oneOf: addAlternatives,
  $defs: addDefinitions,
  definitions: addDefinitions,
  items({ result, inside }, items) {
    result["items"] = inside(items, "items");
  },
  additionalProperties({ refuse }, value) {
    if (value !== false) refuse("it takes properties of any name");
  },
};

function addValues({ node, result, totals, refuse }: Visit, values: readonly unknown[], keyword: object): void {
  if (values.some((one) => typeof one === "object" && one !== null)) refuse("its values are objects or lists");
  totals.enumValues += values.length;
  totals.characters += values.reduce((sum: number, one) => sum + String(one).length, 0);
  const types = new Set(values.map((one) => (one === null ? "null" : typeof one)));
  if (!("type" in node)) result["type"] = types.size === 1 ? [...types][0] : [...types];
  Object.assign(result, keyword);
}

function addAlternatives({ result, nulls, refuse, inside }: Visit, value: unknown, keyword: string): void {
  const branches = value as unknown[];
  if (result["anyOf"]) refuse("it has several lists of alternatives");
  for (const name of nulls.ambiguousIn(branches)) refuse(`the meaning of null in "${name}" depends on the alternative`);
  result["anyOf"] = branches.map((branch, index) => inside(branch, keyword, String(index)));
}

function addDefinitions({ isRoot, result, refuse, inside }: Visit, value: unknown, keyword: string): void {
  if (!isRoot) refuse("definitions must be at the root");
  const definitions = Object.entries(value as object).map(([name, inner]) => [name, inside(inner, keyword, name)]);
  setOwn(result, keyword, Object.fromEntries(definitions));
}

/** Closes an object, and makes its optional properties required and nullable. */
function convertObject({ node, level, result, totals, nulls, refuse, inside }: Visit): void {
  const properties = Object.entries((own(node, "properties") as object | undefined) ?? {});
  const required = (own(node, "required") ?? []) as readonly string[];
  if (![node["type"]].flat().includes("object")) refuse("it is not always an object");
  // Closed, both would reject the properties of the other.
  if (result["anyOf"]) refuse("it has properties beside alternatives");
  if (properties.length === 0 && own(node, "additionalProperties") !== false) refuse("it takes properties of any name");
  if (required.some((name) => !properties.some(([key]) => key === name)))
    refuse("it requires a property that it does not describe");
  if (level >= MAX_DEPTH) refuse(`objects are nested deeper than ${MAX_DEPTH} levels`);
  totals.properties += properties.length;
  const strict = {};
  for (const [name, inner] of properties) {
    totals.characters += name.length;
    const value = inside(inner, "properties", name);
    const isOptional = !required.includes(name);
    if (isOptional && nulls.takesNull(inner) !== false) refuse("it is optional and may be null", name);
    setOwn(strict, name, isOptional ? nullable(value) : value);
  }
  Object.assign(result, {
    properties: strict,
    required: properties.map(([name]) => name),
    additionalProperties: false,
  });
}

/** A copy of a schema that also accepts null. */
function nullable(value: unknown): unknown {
  const schema = value as JSONObject;
  const { type, anyOf } = schema;
  if (type === undefined && Array.isArray(anyOf))
    return { ...schema, anyOf: [...(anyOf as unknown[]), { type: "null" }] };
  if (type === undefined || anyOf !== undefined || "const" in schema) return { anyOf: [schema, { type: "null" }] };
  const values = own(schema, "enum");
  return { ...schema, type: [...[type].flat(), "null"], ...(Array.isArray(values) && { enum: [...values, null] }) };
}

/** Answers which schemas accept null. */
interface Nulls {
  /** Whether a schema accepts null; undefined if it is unknown. */
  readonly takesNull: (node: unknown) => boolean | undefined;
  /** The properties that may be null in one of these alternatives, but not in another. */
  readonly ambiguousIn: (branches: readonly unknown[]) => Iterable<string>;
}

function findNulls(root: JSONSchema): Nulls {
  const resolver = createResolver(root);
  const resolve = (node: JSONObject): JSONObject | boolean | undefined => {
    const reference = own(node, "$ref");
    return typeof reference === "string" ? resolver.resolve(reference, root)?.target : node;
  };

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

  const ambiguousIn = (branches: readonly unknown[]): Iterable<string> => {
    const removed = new Map<string, boolean>();
    const found = new Set<string>();
    const passed = new Set<unknown>();
    const collect = (node: unknown): void => {
      if (!isJSONObject(node) || passed.has(node)) return;
      passed.add(node);
      const target = resolve(node);
      if (target !== node) return collect(target);
      for (const list of [own(node, "anyOf"), own(node, "oneOf")]) if (Array.isArray(list)) list.forEach(collect);
      for (const [name, inner] of Object.entries((own(node, "properties") as object | undefined) ?? {})) {
        const isRemoved = takesNull(inner) === false;
        if ((removed.get(name) ?? isRemoved) !== isRemoved) found.add(name);
        removed.set(name, isRemoved);
      }
    };
    branches.forEach(collect);
    return found;
  };
  return { takesNull: (node) => takesNull(node), ambiguousIn };
}
