import type { JSONObject } from "@tool-router/core";
import { isJSONObject, own } from "./json-object.ts";
import { type Place, placeIn, pointerTo, type SchemaChange } from "./schema-change.ts";
import { createResolver, type Resolved } from "./schema-references.ts";
import { isPropertyName } from "./schema-keywords.ts";
import { shortened } from "./short-hash.ts";
import { eachSchema, mapSubschemas, namesIn, referencesIn, renamed, withKeyword } from "./subschemas.ts";

/** Other names for properties. */
export interface Aliases {
  readonly aliases: ReadonlyMap<string, string>;
  /** Whether nothing in the schema tells what a name must look like, which is not known for another one. */
  readonly lossless: boolean;
}

/** Every name that some schema in this one has for a property. */
export function propertyNames(root: JSONObject): Set<string> {
  const found = new Set<string>();
  eachSchema(root, (schema) => namesIn(schema).forEach((name) => found.add(name)));
  return found;
}

/** Other names for those that are refused (`$top`, names longer than 64 characters), none of them in use. */
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

/** Of a name in other letters than ASCII's, the other name keeps nothing: a model must be able to read it somewhere. */
const titled = (schema: unknown, name: string): unknown =>
  /[^ -~]/.test(name) && isJSONObject(schema) && !("title" in schema || "description" in schema)
    ? withKeyword(schema, "title", name)
    : schema;

/** Without other names. */
export const noAliases: Aliases = { aliases: new Map(), lossless: true };

/**
 * Gives properties other names, and leads references to where things are now. Drops references that lead
 * nowhere, which model APIs refuse and validators throw on, and those that lead to themselves. Names (`#name`) and
 * values that are data stay as they are.
 *
 * @param place - where the schema is about to stand in a larger one, such as `/properties/input`. Its own `$id` goes
 *   then, and references by it with it; an inner schema with one is left alone, since references in it start from itself.
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
      const why = endless ? "it leads to itself" : "it leads nowhere";
      if (written === undefined) report(at, keyword, `dropped, because ${why}`, false);
    }
    if (place !== "" && value === root && "$id" in schema) schema = withKeyword(schema, "$id", undefined);
    if (aliases.size === 0) return schema;
    for (const name of Object.keys(own(value, "properties") ?? {})) {
      const because = `called "${rename(name)}", because model APIs or frameworks refuse its name`;
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

  /** For each schema that is known already, whether a chain of bare references from it never comes to an end. */
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
