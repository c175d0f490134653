import { isJSONObject } from "./json-object.ts";

/** The kind of value that a keyword has. The first three contain schemas. */
export type KeywordKind = keyof typeof keywords;

const keywords = {
  schema: "items additionalProperties",
  list: "allOf anyOf oneOf",
  map: "properties $defs",
  data: "const default example",
  values: "enum",
  examples: "examples",
  text: "$schema title description format $comment",
  number: "minimum maximum exclusiveMinimum exclusiveMaximum",
  count: "minLength maxLength minItems maxItems",
  flag: "uniqueItems deprecated readOnly writeOnly",
  names: "required",
  type: "type",
} as const;

type Keywords = Partial<Readonly<Record<KeywordKind, string>>>;

export const toKinds = (lists: Keywords): [keyword: string, kind: KeywordKind][] =>
  Object.entries(lists).flatMap(([kind, list]) =>
    list.split(" ").map((keyword): [string, KeywordKind] => [keyword, kind as KeywordKind]),
  );

/** The kinds of the most common keywords. `allKinds` adds the others. */
export const commonKinds: ReadonlyMap<string, KeywordKind> = new Map(toKinds(keywords));

const types = new Set<unknown>(["object", "array", "string", "number", "integer", "boolean", "null"]);

/** Whether a value of `type` is valid. */
export const isType = (value: unknown): boolean =>
  types.has(value) || (isDistinct(value) && value.length > 0 && value.every(isOneType));

/**
 * Whether all model APIs and frameworks accept a property name: `[A-Za-z0-9_.-]{1,64}`.
 *
 * Excludes `__proto__` and `constructor`, because frameworks reject or drop arguments with these names.
 */
export function isPropertyName(name: string): boolean {
  const { length } = name;
  // A hot path, for which a regular expression is too slow.
  for (let at = 0; at < length; at++) {
    const code = name.charCodeAt(at);
    const letter = code | 32;
    if (!((letter > 96 && letter < 123) || (code > 47 && code < 58) || code === 95 || code === 45 || code === 46))
      return false;
  }
  return length > 0 && length < 65 && name !== "__proto__" && name !== "constructor";
}

// Declared here, because inline functions would dominate the allocations of a conversion.
const isOneType = (type: unknown): boolean => types.has(type);
const isString = (name: unknown): boolean => typeof name === "string";
const isFirst = (one: unknown, index: number, all: unknown[]): boolean => all.indexOf(one) === index;

/** Whether a value is a list without duplicates. */
const isDistinct = (value: unknown): value is unknown[] =>
  Array.isArray(value) && (value.length < 20 ? value.every(isFirst) : new Set(value).size === value.length);

/** Whether a value is a list of strings without duplicates. */
export const isNames = (value: unknown): value is string[] => isDistinct(value) && value.every(isString);

/** Whether a value is valid for its kind of keyword. */
export function hasForm(kind: KeywordKind | undefined, value: unknown): boolean {
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "type":
      return isType(value);
    case "schema":
      return typeof value === "boolean" || isJSONObject(value);
    case "map":
      return isJSONObject(value);
    case "list":
    case "values":
      return Array.isArray(value) && value.length > 0;
    case "names":
      return isNames(value);
    case "number":
      return Number.isFinite(value);
    case "count":
      return Number.isInteger(value) && (value as number) >= 0;
    case "flag":
      return typeof value === "boolean";
    case "examples":
      return Array.isArray(value);
    case "data":
    case undefined:
    default:
      return typeof value !== "bigint";
  }
}
