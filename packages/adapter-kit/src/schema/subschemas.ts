import type { JSONObject } from "@tool-router/core";
import { isJSONObject, own, setOwn } from "./json-object.ts";
import { allKinds } from "./rare-keywords.ts";
import { hasForm } from "./schema-keywords.ts";

/**
 * Replaces each schema directly inside a schema. Returns the same object if none changes.
 *
 * @param replace - receives the subschema, its keyword, and its name or index there.
 */
export function mapSubschemas(
  schema: JSONObject,
  replace: (inner: unknown, keyword: string, name?: string) => unknown,
): JSONObject {
  let result = schema;
  for (const keyword of Object.keys(schema)) {
    const kind = allKinds.get(keyword);
    const value = schema[keyword];
    let next = value;
    if (kind === "schema" && hasForm(kind, value)) next = replace(value, keyword);
    if ((kind === "map" || kind === "list") && typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        // `dependencies` may contain lists of names.
        const mapped = keyword === "dependencies" && Array.isArray(inner) ? inner : replace(inner, keyword, name);
        if (mapped === inner) continue;
        // `setOwn` keeps names such as `__proto__`.
        if (next === value) next = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
        setOwn(next as object, name, mapped);
      }
    }
    if (next !== value) result = withKeyword(result, keyword, next);
  }
  return result;
}

/** Visits a schema and all schemas inside it. */
export function eachSchema(root: unknown, visit: (schema: JSONObject) => unknown): void {
  if (!isJSONObject(root)) return;
  visit(root);
  mapSubschemas(root, (inner) => {
    eachSchema(inner, visit);
    return inner;
  });
}

/** A copy with another value of a keyword; undefined removes it. */
export function withKeyword(schema: JSONObject, keyword: string, value: unknown): JSONObject {
  const copy = { ...schema };
  setOwn(copy, keyword, value);
  if (value === undefined) delete (copy as Record<string, unknown>)[keyword];
  return copy;
}

/** Keywords that refer to another schema. */
const referring = ["$ref", "$dynamicRef"];

/** The references directly in a schema, by keyword. */
export const referencesIn = (schema: JSONObject): [keyword: string, reference: string][] =>
  referring.flatMap((keyword): [string, string][] => {
    const reference = own(schema, keyword);
    return typeof reference === "string" ? [[keyword, reference]] : [];
  });

/** Keywords whose keys are names of properties. */
const nameMaps = new Set(["properties", "dependentRequired", "dependentSchemas", "dependencies"]);

/** The names of properties directly in a schema, in any keyword. */
export const namesIn = (schema: JSONObject): string[] => [
  ...[...nameMaps].flatMap((keyword) =>
    Object.entries(own(schema, keyword) ?? {}).flatMap(([name, more]: [string, unknown]) =>
      Array.isArray(more) ? [name, ...(more as string[])] : name,
    ),
  ),
  ...((own(schema, "required") ?? []) as string[]),
];

/** Renames the properties directly in a schema. */
export function renamed(schema: JSONObject, rename: (name: string) => string): JSONObject {
  const renameAll = (names: unknown): unknown => (Array.isArray(names) ? (names as string[]).map(rename) : names);
  let result = schema;
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "required") result = withKeyword(result, keyword, renameAll(value));
    if (!nameMaps.has(keyword) || !isJSONObject(value)) continue;
    const map = {};
    for (const [name, inner] of Object.entries(value)) setOwn(map, rename(name), renameAll(inner));
    result = withKeyword(result, keyword, map);
  }
  return result;
}
