import type { JSONObject } from "@tool-router/core";
import { isJSONObject, setOwn } from "./json-object.ts";
import { createResolver } from "./local-references.ts";
import { own } from "./schema-keywords.ts";

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
  const expand = (from: readonly Applied[]): Applied[] => {
    const found = new Map<JSONObject, Applied>();
    const add = (schema: unknown, outer: JSONObject): void => {
      if (!isJSONObject(schema) || found.has(schema)) return;
      const resource = resolver.resourceOf(schema, outer);
      found.set(schema, { schema, resource });
    };
    for (const { schema, resource } of from) add(schema, resource);
    // A map may grow while it is walked.
    for (const { schema, resource } of found.values()) {
      for (const keyword of ["$ref", "$dynamicRef"]) {
        const reference = own(schema, keyword);
        if (typeof reference === "string") add(resolver.resolve(reference, resource)?.target, resource);
      }
      for (const keyword of sameValue) {
        const value = own(schema, keyword);
        if (keyword === "if" || keyword === "then" || keyword === "else" || keyword === "not") add(value, resource);
        else if (typeof value === "object" && value !== null)
          for (const one of Object.values(value)) add(one, resource);
      }
    }
    return [...found.values()];
  };

  const restore = (value: unknown, schemas: readonly Applied[], depth: number): unknown => {
    if (typeof value !== "object" || value === null || schemas.length === 0 || depth > deepest) return value;
    const all = expand(schemas);
    const inside = (pick: (schema: JSONObject) => readonly unknown[]): Applied[] =>
      all.flatMap(({ schema, resource }) =>
        pick(schema).flatMap((inner) => (isJSONObject(inner) ? [{ schema: inner, resource }] : [])),
      );

    if (Array.isArray(value)) {
      const items = value.map((item, index) =>
        restore(
          item,
          inside((schema) => itemSchemas(schema, index)),
          depth + 1,
        ),
      );
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    const change = changeOf(all.map(({ schema }) => schema));
    const result = {};
    let changed = false;
    for (const [key, item] of Object.entries(value)) {
      const name = change(key, item);
      if (name === undefined) {
        changed = true;
        continue;
      }
      const restored = restore(
        item,
        inside((schema) => propertySchemas(schema, key)),
        depth + 1,
      );
      changed ||= name !== key || restored !== item;
      // Both names at once: the one that the model was told counts.
      if (name !== key || !Object.hasOwn(result, name)) setOwn(result, name, restored);
    }
    return changed ? result : value;
  };
  return (value) => restore(value, [{ schema: root, resource: root }], 0);
}

function itemSchemas(schema: JSONObject, index: number): unknown[] {
  const first = own(schema, "prefixItems");
  const length = Array.isArray(first) ? first.length : 0;
  const one = index < length ? (first as unknown[])[index] : (own(schema, "items") ?? own(schema, "unevaluatedItems"));
  return [one, own(schema, "contains")];
}

function propertySchemas(schema: JSONObject, key: string): unknown[] {
  const named = own(own(schema, "properties"), key);
  const patterns = Object.entries((own(schema, "patternProperties") as JSONObject | undefined) ?? {})
    .filter(([pattern]) => fits(pattern, key))
    .map(([, inner]) => inner);
  const found = named === undefined ? patterns : [named, ...patterns];
  return found.length > 0 ? found : [own(schema, "additionalProperties") ?? own(schema, "unevaluatedProperties")];
}

function fits(pattern: string, key: string): boolean {
  try {
    return new RegExp(pattern, "u").test(key);
  } catch {
    return new RegExp(pattern).test(key);
  }
}
