import type { JSONObject } from "@tool-router/core";
import { isJSONObject, own, setOwn } from "./json-object.ts";
import { allKinds } from "./rare-keywords.ts";
import { createResolver } from "./schema-references.ts";
import { referencesIn } from "./subschemas.ts";

/** Keywords whose schemas are about the same value as the schema in which they stand. */
const sameValue = ["allOf", "anyOf", "oneOf", "if", "then", "else", "not", "dependentSchemas", "dependencies"];
/** Arguments that are nested deeper are for no tool; they are handed on as they are. */
const deepest = 500;

/** A schema, and what references in it start from. */
interface Applied {
  readonly schema: JSONObject;
  readonly resource: JSONObject;
}

/**
 * Decides on one property of an object of the arguments.
 *
 * @returns the name to keep it under; undefined to leave it out.
 */
export type PropertyChange = (key: string, value: unknown) => string | undefined;

/**
 * Follows a value along its schema, and changes names of properties or leaves some out. In data that the
 * schema leaves open nothing is changed. The same object comes back if nothing has to be.
 */
export function changeAlong(
  root: JSONObject,
  changeOf: (schemas: readonly JSONObject[]) => PropertyChange,
): (value: unknown) => unknown {
  const resolver = createResolver(root);

  /** All schemas that are about a value of which `from` are some. */
  const expand = (from: readonly { schema: unknown; resource: JSONObject }[]): Applied[] => {
    const found = new Map<JSONObject, Applied>();
    const add = (schema: unknown, outer: JSONObject): void => {
      if (!isJSONObject(schema) || found.has(schema)) return;
      found.set(schema, { schema, resource: resolver.resourceOf(schema, outer) });
    };
    for (const { schema, resource } of from) add(schema, resource);
    // A map may grow while it is walked.
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
    if (typeof value !== "object" || value === null || depth > deepest) return value;
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
      // Both names at once: the one that the model was told counts.
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
