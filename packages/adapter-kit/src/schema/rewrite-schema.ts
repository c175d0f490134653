import type { JSONObject } from "@tool-router/core";
import { isJSONObject, own } from "./json-object.ts";
import { type Place, placeIn, pointerTo, type SchemaChange } from "./schema-change.ts";
import { createResolver, type Resolved } from "./schema-references.ts";
import { isPropertyName } from "./schema-keywords.ts";
import { shortened } from "./short-hash.ts";
import { eachSchema, mapSubschemas, namesIn, referencesIn, renamed, withKeyword } from "./subschemas.ts";

/** Replacement names for properties. */
export interface Aliases {
  readonly aliases: ReadonlyMap<string, string>;
  /** Whether the schema has no patterns for names, which a replacement could miss. */
  readonly lossless: boolean;
}

/** The names of all properties in a schema. */
export function propertyNames(root: JSONObject): Set<string> {
  const found = new Set<string>();
  eachSchema(root, (schema) => namesIn(schema).forEach((name) => found.add(name)));
  return found;
}

/** Unused names for properties that APIs reject, such as `$top` and names above 64 characters. */
export function aliasesFor(root: JSONObject): Aliases {
  const used = propertyNames(root);
  const aliases = new Map<string, string>();
  for (const name of [...used].filter((one) => !isPropertyName(one))) {
    let alias = shortened(name, name.replaceAll(/[^\w.-]/g, "_"));
    for (let attempt = 1; used.has(alias); attempt++) alias = shortened(`${name} ${attempt}`, alias);
    used.add(alias);
    aliases.set(name, alias);
  }
  let lossless = true;
  eachSchema(root, (schema) => (lossless &&= !("patternProperties" in schema)));
  return { aliases, lossless };
}

/** Keeps a name that is not ASCII as the title, because its alias is unreadable. */
const titled = (schema: unknown, name: string): unknown =>
  /[^ -~]/.test(name) && isJSONObject(schema) && !("title" in schema || "description" in schema)
    ? withKeyword(schema, "title", name)
    : schema;

export const noAliases: Aliases = { aliases: new Map(), lossless: true };

/**
 * Renames properties and updates references.
 *
 * Drops circular references and references without a target, which model APIs reject. Anchors (`#name`) and data stay.
 *
 * @param place - the future pointer to the schema in a larger one, such as `/properties/input`. Then its own `$id` is
 *   removed. An inner schema with an `$id` stays, because its references start from itself.
 */
export function rewriteSchema(
  root: JSONObject,
  { aliases, lossless }: Aliases,
  place: string,
  changes: SchemaChange[],
): JSONObject {
  const resolver = createResolver(root);
  const rename = (name: string): string => aliases.get(name) ?? name;

  const visit = (value: unknown, outer: JSONObject, at: Place | undefined): unknown => {
    if (!isJSONObject(value)) return value;
    const resource = resolver.resourceOf(value, outer);
    let schema = mapSubschemas(value, (inner, keyword, name) => {
      const rewritten = visit(inner, resource, placeIn(at, keyword, name));
      return keyword === "properties" && aliases.has(name ?? "") ? titled(rewritten, name!) : rewritten;
    });
    for (const [keyword, reference] of referencesIn(value)) {
      const found = resolver.resolve(reference, resource, rename);
      const endless = found && leadsToItself(found, resource);
      const written = found && !endless ? write(found, reference, resource) : undefined;
      if (written === reference) continue;
      schema = withKeyword(schema, keyword, written);
      const why = endless ? "it refers to itself" : "its target is missing";
      if (written === undefined) report(at, keyword, `dropped, because ${why}`, false);
    }
    if (place !== "" && value === root && "$id" in schema) schema = withKeyword(schema, "$id", undefined);
    if (aliases.size === 0) return schema;
    for (const name of Object.keys(own(value, "properties") ?? {})) {
      const because = `called "${rename(name)}", because model APIs or frameworks reject its name`;
      if (aliases.has(name)) report({ up: at, key: "properties" }, name, because, lossless);
    }
    return renamed(schema, rename);
  };

  const report = (up: Place | undefined, key: string, reason: string, isLossless: boolean): void =>
    void changes.push({ pointer: pointerTo({ up, key }), reason, lossless: isLossless });

  const write = ({ start, base, fragment }: Resolved, reference: string, resource: JSONObject): string => {
    if (place !== "" && start === root && resource === root) {
      return `#${/^(\/|$)/.test(fragment) ? place : ""}${fragment}`;
    }
    return reference === base || reference === `${base}#${fragment}` ? reference : `${base}#${fragment}`;
  };

  /** Whether a chain of references from a schema is circular, for schemas already checked. */
  const endless = new Map<JSONObject, boolean>();
  const leadsToItself = ({ target }: Resolved, resource: JSONObject): boolean => {
    const passed = new Set<JSONObject>();
    let at: JSONObject | boolean | undefined = target;
    let loops = false;
    while (isJSONObject(at)) {
      loops = passed.has(at) || endless.get(at) === true;
      const reference = own(at, "$ref");
      if (loops || endless.has(at) || typeof reference !== "string") break;
      passed.add(at);
      at = resolver.resolve(reference, resolver.resourceOf(at, resource))?.target;
    }
    for (const schema of passed) endless.set(schema, loops);
    return loops;
  };
  return visit(root, root, undefined) as JSONObject;
}
