import type { JSONObject } from "@tool-router/core";
import { isJSONObject, own, setOwn } from "./json-object.ts";
import { allKinds } from "./rare-keywords.ts";
import { createResolver } from "./schema-references.ts";
import { referencesIn } from "./subschemas.ts";

/** Keywords whose subschemas apply to the same value as their parent. */
const sameValue = ["allOf", "anyOf", "oneOf", "if", "then", "else", "not", "dependentSchemas", "dependencies"];
/** Deeper arguments are passed on unchanged. */
const MAX_DEPTH = 500;

/** A schema, and the resource against which its references are resolved. */
interface Applied {
  readonly schema: JSONObject;
  readonly resource: JSONObject;
}

/**
 * Decides about one property of an object in the arguments.
 *
 * @returns the name under which to keep it; undefined to remove it.
 */
export type PropertyChange = (key: string, value: unknown) => string | undefined;

/**
 * Renames or removes properties of a value where its schema describes them.
 *
 * Data that the schema leaves open stays as it is. Returns the same object if nothing changes.
 */
export function changeAlong(
  root: JSONObject,
  changeOf: (schemas: readonly JSONObject[]) => PropertyChange,
): (value: unknown) => unknown {
  const resolver = createResolver(root);

  /** All schemas that apply to the same value as those in `from`. */
  const expand = (from: readonly { schema: unknown; resource: JSONObject }[]): Applied[] => {
    const found = new Map<JSONObject, Applied>();
    const add = (schema: unknown, outer: JSONObject): void => {
      if (!isJSONObject(schema) || found.has(schema)) return;
      found.set(schema, { schema, resource: resolver.resourceOf(schema, outer) });
    };
    for (const { schema, resource } of from) add(schema, resource);
    // The loop also visits entries that it adds.
    for (const { schema, resource } of found.values()) {
      for (const [, reference] of referencesIn(schema)) add(resolver.resolve(reference, resource)?.target, resource);
      for (const keyword of sameValue) {
        const value = own(schema, keyword);
        for (const one of allKinds.get(keyword) === "schema" ? [value] : Object.values(value ?? {})) add(one, resource);
      }
    }
    return [...found.values()];
  };

  const restore = (value: unknown, schemas: Parameters<typeof expand>[0], depth: number): unknown => {
    if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return value;
    const all = expand(schemas);
    if (all.length === 0) return value;
    const isList = Array.isArray(value);
    const change = isList ? (key: string) => key : changeOf(all.map(({ schema }) => schema));
    const about = isList ? itemSchemas : propertySchemas;
    const result = isList ? [] : {};
    let changed = false;
    for (const [key, item] of Object.entries(value)) {
      const name = change(key, item);
      const inner = all.flatMap(({ schema, resource }) => about(schema, key).map((one) => ({ schema: one, resource })));
      const restored = name === undefined ? undefined : restore(item, inner, depth + 1);
      changed ||= name !== key || restored !== item;
      // If both names are present, the one in the schema for the model wins.
      if (name !== undefined && (name !== key || !Object.hasOwn(result, name))) setOwn(result, name, restored);
    }
    return changed ? result : value;
  };
  return (value) => restore(value, [{ schema: root, resource: root }], 0);
}

const itemSchemas = (schema: JSONObject, index: string): unknown[] => [
  own(own(schema, "prefixItems"), index) ?? own(schema, "items") ?? own(schema, "unevaluatedItems"),
  own(schema, "contains"),
];

function propertySchemas(schema: JSONObject, key: string): unknown[] {
  const patterns = Object.entries(own(schema, "patternProperties") ?? {}).filter(([pattern]) => fits(pattern, key));
  const found = [own(own(schema, "properties"), key), ...patterns.map(([, inner]: [string, unknown]) => inner)];
  return found.some((one) => one !== undefined)
    ? found
    : [own(schema, "additionalProperties") ?? own(schema, "unevaluatedProperties")];
}

function fits(pattern: string, key: string): boolean {
  try {
    return new RegExp(pattern, "u").test(key);
  } catch {
    return new RegExp(pattern).test(key);
  }
}
