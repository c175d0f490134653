import type { JSONObject } from "@tool-router/core";
import { isJSONObject, setOwn } from "./json-object.ts";
import { type Place, placeIn, pointerTo, type SchemaChange } from "./schema-change.ts";
import { isSchema, mapSubschemas, own, roleOf } from "./schema-keywords.ts";

/** The keywords that lead to another schema. */
const references = ["$ref", "$dynamicRef"] as const;

/** Finds what a schema's references lead to. Local ones only: no model API fetches another document. */
export interface Resolver {
  /**
   * @param resource - the schema that the reference's `#` stands for.
   * @param rename - gives the new name of a property, when names have changed.
   * @returns the schema, and the reference as it has to be written now; undefined if it leads nowhere.
   */
  resolve(reference: string, resource: JSONObject, rename?: Rename): Resolved | undefined;
  /** What a schema's references start from: itself if it has an id of its own. */
  resourceOf(schema: JSONObject, outer: JSONObject): JSONObject;
}

export interface Resolved {
  readonly target: JSONObject | boolean;
  readonly reference: string;
}

type Rename = (property: string) => string;

export function createResolver(root: JSONObject): Resolver {
  let names: Map<string, JSONObject> | undefined;
  const resourceOf = (schema: JSONObject, outer: JSONObject): JSONObject =>
    schema === root || ownId(schema) !== undefined ? schema : outer;

  /** Ids and anchors of the whole schema; few have any. */
  const collectNames = (): Map<string, JSONObject> => {
    const found = new Map<string, JSONObject>();
    const visit = (schema: unknown, outer: JSONObject): unknown => {
      if (!isJSONObject(schema)) return schema;
      const resource = resourceOf(schema, outer);
      const id = ownId(schema);
      if (id !== undefined) found.set(id, schema);
      for (const keyword of ["$anchor", "$dynamicAnchor"]) {
        const anchor = own(schema, keyword);
        if (typeof anchor === "string") found.set(nameOf(resource, anchor), schema);
      }
      return mapSubschemas(schema, (inner) => visit(inner, resource));
    };
    visit(root, root);
    return found;
  };

  return {
    resourceOf,
    resolve(reference, resource, rename) {
      const hash = reference.indexOf("#");
      const base = hash < 0 ? reference : reference.slice(0, hash);
      const fragment = hash < 0 ? "" : reference.slice(hash + 1);
      if (base !== "" || (fragment !== "" && !fragment.startsWith("/"))) names ??= collectNames();
      const start = base === "" ? resource : names?.get(base);
      if (!start) return undefined;
      if (fragment === "") return { target: start, reference };
      if (!fragment.startsWith("/")) {
        const target = names?.get(nameOf(start, fragment));
        return target && { target, reference };
      }
      const found = follow(start, fragment, rename);
      return found && { target: found.target, reference: `${base}#${found.pointer}` };
    },
  };
}

/** Follows a JSON pointer through what are schemas: a default or a list of names is none. */
function follow(start: JSONObject, pointer: string, rename: Rename | undefined) {
  let at: unknown = start;
  let isMap = false;
  let inProperties = false;
  let result = "";
  const parts = pointer.slice(1).split("/");
  for (const [index, part] of parts.entries()) {
    const name = unescape(part);
    if (name === undefined) return undefined;
    let next = own(at, name);
    let written = part;
    if (isMap) {
      isMap = false;
      if (inProperties && rename && rename(name) !== name) written = escape(rename(name));
    } else if (!Array.isArray(at)) {
      if (roleOf(name) === "data") return undefined;
      isMap = roleOf(name) === "map";
      inProperties = name === "properties";
      // Where `repairSchema` has put what older dialects keep elsewhere.
      const tuple = own(at, "prefixItems");
      if (name === "items" && Array.isArray(tuple) && /^\d/.test(parts[index + 1] ?? "")) {
        next = tuple;
        written = "prefixItems";
      } else if (name === "additionalItems" && next === undefined && Array.isArray(tuple)) {
        next = own(at, "items");
        written = "items";
      }
    }
    result += `/${written}`;
    at = next;
  }
  return isSchema(at) && !isMap ? { target: at as JSONObject | boolean, pointer: result } : undefined;
}

/**
 * Drops references that lead nowhere, which model APIs refuse and validators throw on, and those that
 * lead to themselves; then leads the others to where things have moved. The same object if all is well.
 */
export function repairReferences(root: JSONObject, changes: SchemaChange[]): JSONObject {
  const resolver = createResolver(root);
  const visit = (value: unknown, outer: JSONObject, place: Place | undefined): unknown => {
    if (!isJSONObject(value)) return value;
    const resource = resolver.resourceOf(value, outer);
    let schema: JSONObject = value;
    for (const keyword of references) {
      const reference = own(schema, keyword);
      if (typeof reference !== "string") continue;
      const found = resolver.resolve(reference, resource);
      if (found && found.reference === reference && !leadsToItself(found, resource)) continue;
      const copy: Record<string, unknown> = { ...schema };
      const lossless = found !== undefined && found.reference !== reference;
      if (lossless) copy[keyword] = found.reference;
      else delete copy[keyword];
      const reason = lossless
        ? "led to where its target is now"
        : `dropped, because ${found ? "it leads to itself" : "it leads nowhere"}`;
      changes.push({ pointer: pointerTo({ up: place, key: keyword }), reason, lossless });
      schema = copy;
    }
    return mapSubschemas(schema, (inner, keyword, name) => visit(inner, resource, placeIn(place, keyword, name)));
  };

  /** For each schema that is known already, whether a chain of bare references from it never comes to an end. */
  const endless = new Map<JSONObject, boolean>();
  const leadsToItself = ({ target }: Resolved, resource: JSONObject): boolean => {
    const passed = new Set<JSONObject>();
    let at: JSONObject | boolean = target;
    let loops = false;
    while (isJSONObject(at)) {
      loops = passed.has(at) || endless.get(at) === true;
      const reference = own(at, "$ref");
      if (loops || endless.has(at) || typeof reference !== "string") break;
      passed.add(at);
      const next = resolver.resolve(reference, resolver.resourceOf(at, resource));
      if (!next) break;
      at = next.target;
    }
    for (const schema of passed) endless.set(schema, loops);
    return loops;
  };
  return visit(root, root, undefined) as JSONObject;
}

/**
 * A copy of a schema that is about to be placed at `pointer` (such as `#/properties/input`) of a
 * larger one, with its references to itself led there: `#/x` becomes `#/properties/input/x`.
 *
 * Names (`#name`) and values that are data stay as they are. An inner schema with an `$id` of its own is
 * left alone, since references in it start from itself. The schema's own `$id` goes, and references by it with it.
 */
export function moveReferences(schema: JSONObject, pointer: string): JSONObject {
  const id = ownId(schema);
  const visit = (value: unknown): unknown => {
    if (!isJSONObject(value) || (value !== schema && ownId(value) !== undefined)) return value;
    const copy: Record<string, unknown> = { ...value };
    if (value === schema && id !== undefined) delete copy["$id"];
    for (const keyword of references) {
      const reference = own(copy, keyword);
      if (typeof reference === "string") setOwn(copy, keyword, moveReference(reference, pointer, id));
    }
    return mapSubschemas(copy, visit);
  };
  return visit(schema) as JSONObject;
}

function moveReference(reference: string, pointer: string, id: string | undefined): string {
  const isOwn = id !== undefined && (reference === id || reference.startsWith(`${id}#`));
  const local = isOwn ? reference.slice(id.length) : reference;
  if (local === "" || local === "#") return pointer;
  return local.startsWith("#/") ? pointer + local.slice(1) : local;
}

const nameOf = (resource: JSONObject, anchor: string): string => `${ownId(resource) ?? ""}#${anchor}`;

function ownId(schema: JSONObject): string | undefined {
  const id = own(schema, "$id");
  // A bare fragment is an old way to name a place, not a document of its own.
  return typeof id === "string" && !id.startsWith("#") && id !== "" ? id.replace(/#$/, "") : undefined;
}

const escape = (name: string): string => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));

function unescape(part: string): string | undefined {
  try {
    return decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return undefined;
  }
}
