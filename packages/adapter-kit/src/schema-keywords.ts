import type { JSONObject } from "@tool-router/core";
import { isJSONObject, setOwn } from "./json-object.ts";

/** What stands under a keyword: schemas, whose keywords count, or data, in which they do not. */
export type KeywordRole = "schema" | "list" | "map" | "data";

const roles = new Map<string, KeywordRole>([
  ...role("schema", "items", "additionalItems", "additionalProperties", "unevaluatedItems", "unevaluatedProperties"),
  ...role("schema", "propertyNames", "contains", "not", "if", "then", "else", "contentSchema"),
  ...role("list", "allOf", "anyOf", "oneOf", "prefixItems"),
  ...role("map", "properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"),
  // Where OpenAPI keeps what its references lead to: `#/components/schemas/…`.
  ...role("schema", "components"),
  ...role("map", "schemas"),
  ...role("data", "const", "enum", "default", "example", "examples"),
]);

function role(name: KeywordRole, ...keywords: string[]): [string, KeywordRole][] {
  return keywords.map((keyword) => [keyword, name]);
}

/** Undefined for keywords that hold no schema, and for unknown ones. */
export const roleOf = (keyword: string): KeywordRole | undefined => roles.get(keyword);

const types = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);

/** Whether a value of `type` is one that JSON Schema knows. */
export const isType = (type: unknown): boolean =>
  Array.isArray(type)
    ? type.length > 0 && new Set(type).size === type.length && type.every((one) => types.has(one as string))
    : types.has(type as string);

/** Whether all model APIs take a name for a property. */
export const isPropertyName = (name: string): boolean => /^[A-Za-z0-9_.-]{1,64}$/.test(name);

export const isSchema = (value: unknown): boolean => typeof value === "boolean" || isJSONObject(value);

const isText = (value: unknown): boolean => typeof value === "string";
const isFlag = (value: unknown): boolean => typeof value === "boolean";
const isNumber = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const isNames = (value: unknown): boolean =>
  Array.isArray(value) && value.every(isText) && new Set(value).size === value.length;
const isNonEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** What the values of the other keywords must be: APIs that check a schema refuse the request otherwise. */
const shapes = new Map<string, (value: unknown) => boolean>([
  ...shape(isType, "type"),
  ...shape(isText, "$schema", "title", "description", "format", "contentEncoding", "contentMediaType", "$comment"),
  ...shape(isText, "$ref", "$dynamicRef"),
  ...shape((value) => isText(value) && /^[^#]*#?$/.test(value as string), "$id"),
  ...shape((value) => isText(value) && /^[A-Za-z_][-\w.]*$/.test(value as string), "$anchor", "$dynamicAnchor"),
  ...shape(isNumber, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
  ...shape((value) => isNumber(value) && (value as number) > 0, "multipleOf"),
  ...shape(isCount, "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
  ...shape(isCount, "minContains", "maxContains"),
  ...shape(isFlag, "uniqueItems", "deprecated", "readOnly", "writeOnly"),
  ...shape(isNames, "required"),
  ...shape(isNonEmptyList, "enum"),
  ...shape(Array.isArray, "examples"),
  ...shape((value) => isJSONObject(value) && Object.values(value).every(isNames), "dependentRequired"),
  ...shape(isText, "pattern"),
  ...shape(isSchema, ...withRole("schema")),
  ...shape(isNonEmptyList, ...withRole("list")),
  ...shape(isJSONObject, ...withRole("map")),
  ...shape(
    (value) => isJSONObject(value) && Object.values(value).every((inner) => !Array.isArray(inner) || isNames(inner)),
    "dependencies",
  ),
]);

function withRole(wanted: KeywordRole): string[] {
  return [...roles].flatMap(([keyword, itsRole]) => (itsRole === wanted ? [keyword] : []));
}

function shape(test: (value: unknown) => boolean, ...keywords: string[]): [string, typeof test][] {
  return keywords.map((keyword) => [keyword, test]);
}

/** Whether a keyword's value has a form that JSON Schema gives it; true for keywords that are not its own. */
export const hasShape = (keyword: string, value: unknown): boolean => shapes.get(keyword)?.(value) ?? true;

/**
 * The schema with each schema that stands directly in it replaced; the same object if none changes.
 *
 * @param replace - is told the keyword, and the name or index under it.
 */
export function mapSubschemas(
  schema: JSONObject,
  replace: (inner: unknown, keyword: string, name?: string) => unknown,
): JSONObject {
  let result = schema;
  for (const keyword of Object.keys(schema)) {
    const kind = roles.get(keyword);
    if (kind === undefined || kind === "data") continue;
    const value = schema[keyword];
    let next = value;
    if (kind === "schema" && isSchema(value)) next = replace(value, keyword);
    else if (typeof value === "object" && value !== null) {
      // A copy keeps its kind, and names such as `__proto__` stay names.
      for (const name of Object.keys(value)) {
        const inner = (value as JSONObject)[name];
        // `dependencies` may list names.
        const mapped = keyword === "dependencies" && Array.isArray(inner) ? inner : replace(inner, keyword, name);
        if (mapped === inner) continue;
        if (next === value) next = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
        setOwn(next as object, name, mapped);
      }
    }
    if (next === value) continue;
    if (result === schema) result = { ...schema };
    setOwn(result, keyword, next);
  }
  return result;
}

/** The value that the own property `key` of a JSON object has. */
export const own = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as { [key: string]: unknown })[key]
    : undefined;

const patterns = new Map<string, boolean>();

/** Whether a regular expression is one everywhere: some engines know no `(?i)`, others no lookaround. */
export function isPortablePattern(pattern: string): boolean {
  let portable = patterns.get(pattern);
  if (portable === undefined) {
    portable = !hasLookaround(pattern) && compiles(pattern);
    // The schemas of a catalogue share few patterns; a hostile one must not fill the memory.
    if (patterns.size >= 1000) patterns.clear();
    patterns.set(pattern, portable);
  }
  return portable;
}

/** Groups such as `(?=`, outside of character classes and escapes. */
const hasLookaround = (pattern: string): boolean =>
  /\(\?<?[=!]/.test(pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/gs, ""));

function compiles(pattern: string): boolean {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags) instanceof RegExp;
    } catch {
      // Many a pattern escapes what needs no escape, which only the older dialect allows.
    }
  }
  return false;
}
