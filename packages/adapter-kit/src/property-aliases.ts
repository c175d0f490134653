import type { JSONObject } from "@tool-router/core";
import { isJSONObject, setOwn } from "./json-object.ts";
import { createResolver } from "./local-references.ts";
import { placeIn, pointerTo, type Place, type SchemaChange } from "./schema-change.ts";
import { isPropertyName, mapSubschemas, own } from "./schema-keywords.ts";
import { shortened } from "./short-hash.ts";

export interface AliasedSchema {
  readonly schema: JSONObject;
  /** The property's own name by the alias that the model sees; empty if there is none. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Gives properties whose names model APIs refuse (`$top`, names longer than 64 characters) other names,
 * the same one wherever it occurs, and never one that is in use.
 */
export function aliasProperties(root: JSONObject, changes: SchemaChange[]): AliasedSchema {
  const used = new Set<string>();
  let tellsNames = false;
  const collect = (schema: unknown): unknown => {
    if (!isJSONObject(schema)) return schema;
    for (const name of namesIn(schema)) used.add(name);
    // Whether a name fits these is not known for its alias.
    tellsNames ||= "patternProperties" in schema || "propertyNames" in schema;
    return mapSubschemas(schema, collect);
  };
  collect(root);

  const aliases = new Map<string, string>();
  for (const name of Array.from(used)) {
    if (isPropertyName(name) || aliases.has(name)) continue;
    let alias = shortened(name, name.replaceAll(/[^A-Za-z0-9_.-]/g, "_"));
    for (let attempt = 1; used.has(alias); attempt++) alias = shortened(`${name} ${attempt}`, alias);
    used.add(alias);
    aliases.set(name, alias);
  }

  const rename = (name: string): string => aliases.get(name) ?? name;
  const resolver = createResolver(root);
  const visit = (value: unknown, outer: JSONObject, place: Place | undefined): unknown => {
    if (!isJSONObject(value)) return value;
    const resource = resolver.resourceOf(value, outer);
    const inner = mapSubschemas(value, (schema, keyword, name) =>
      visit(schema, resource, placeIn(place, keyword, name)),
    );
    const copy: Record<string, unknown> = { ...inner };
    for (const keyword of Object.keys(copy)) {
      const was = copy[keyword];
      if (nameMaps.has(keyword) && isJSONObject(was)) {
        copy[keyword] = mapKeys(was, rename, (names) => (Array.isArray(names) ? names.map(rename) : names));
      } else if (keyword === "required" && Array.isArray(was)) {
        copy[keyword] = was.map(rename);
      } else if ((keyword === "$ref" || keyword === "$dynamicRef") && typeof was === "string") {
        copy[keyword] = resolver.resolve(was, resource, rename)?.reference ?? was;
      }
    }
    for (const name of Object.keys((own(value, "properties") as object | undefined) ?? {})) {
      if (!aliases.has(name)) continue;
      const reason = `called "${rename(name)}", because model APIs refuse its name`;
      changes.push({ pointer: pointerTo(placeIn(place, "properties", name)), reason, lossless: !tellsNames });
    }
    return copy;
  };
  const schema = visit(root, root, undefined) as JSONObject;
  return { schema, names: new Map([...aliases].map(([name, alias]) => [alias, name])) };
}

/** Keywords that map names of properties to something. */
const nameMaps = new Set(["properties", "dependentRequired", "dependentSchemas", "dependencies"]);

/** The names of properties that stand directly in a schema, in whatever keyword. */
export function* namesIn(schema: JSONObject): Generator<string> {
  for (const keyword of nameMaps) {
    const map = own(schema, keyword);
    if (isJSONObject(map)) {
      for (const [name, more] of Object.entries(map)) {
        yield name;
        if (Array.isArray(more)) yield* more.filter((other) => typeof other === "string");
      }
    }
  }
  const required = own(schema, "required");
  if (Array.isArray(required)) yield* required;
}

function mapKeys(map: JSONObject, rename: (name: string) => string, change: (value: unknown) => unknown): JSONObject {
  const result = {};
  for (const [name, value] of Object.entries(map)) setOwn(result, rename(name), change(value));
  return result;
}
