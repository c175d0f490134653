import type { JSONObject } from "@tool-router/core";
import { isJSONObject, own } from "./json-object.ts";
import { allKinds } from "./rare-keywords.ts";
import { hasForm } from "./schema-keywords.ts";
import { mapSubschemas } from "./subschemas.ts";

/** Finds what a schema's references lead to. Local ones only: no model API fetches another document. */
export interface Resolver {
  /**
   * @param resource - the schema that the reference's `#` stands for.
   * @param rename - gives the new name of a property, when names have changed.
   * @returns undefined if it leads nowhere.
   */
  resolve(reference: string, resource: JSONObject, rename?: Rename): Resolved | undefined;
  /** What a schema's references start from: itself if it has an id of its own. */
  resourceOf(schema: JSONObject, outer: JSONObject): JSONObject;
}

export interface Resolved {
  readonly target: JSONObject | boolean;
  /** The schema that the fragment is about. */
  readonly start: JSONObject;
  /** What stands before the `#`. */
  readonly base: string;
  /** What stands behind it, as it has to be written now. */
  readonly fragment: string;
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
      const [base = "", ...rest] = reference.split("#");
      const fragment = rest.join("#");
      const isPointer = fragment === "" || fragment.startsWith("/");
      if (base !== "" || !isPointer) names ??= collectNames();
      const start = base === "" ? resource : names?.get(base);
      if (!start) return undefined;
      if (isPointer) {
        const found = follow(start, fragment, rename);
        return found && { ...found, start, base };
      }
      const target = names?.get(nameOf(start, fragment));
      return target && { target, start, base, fragment };
    },
  };
}

/** Follows a JSON pointer through what are schemas: a default or a list of names is none. */
function follow(start: JSONObject, pointer: string, rename: Rename = (name) => name) {
  let at: unknown = start;
  /** The keyword whose names or indices come next. */
  let map: string | undefined;
  let fragment = "";
  const parts = pointer.split("/").slice(1);
  for (const [index, part] of parts.entries()) {
    let name: string;
    try {
      name = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    } catch {
      return undefined;
    }
    let written = part;
    if (map !== undefined) {
      if (map === "properties" && rename(name) !== name) {
        written = encodeURIComponent(rename(name).replaceAll("~", "~0").replaceAll("/", "~1"));
      }
      map = undefined;
    } else if (!Array.isArray(at)) {
      // Where `repairSchema` has put what older dialects keep elsewhere.
      if (own(at, "prefixItems") !== undefined) {
        if (name === "items" && /^\d/.test(parts[index + 1] ?? "")) name = written = "prefixItems";
        if (name === "additionalItems" && own(at, name) === undefined) name = written = "items";
      }
      const kind = allKinds.get(name);
      if (kind === "data" || kind === "values" || kind === "examples") return undefined;
      if (kind === "map") map = name;
    }
    fragment += `/${written}`;
    at = own(at, name);
  }
  return hasForm("schema", at) && map === undefined ? { target: at as JSONObject | boolean, fragment } : undefined;
}

const nameOf = (resource: JSONObject, anchor: string): string => `${ownId(resource) ?? ""}#${anchor}`;

export function ownId(schema: JSONObject): string | undefined {
  const id = own(schema, "$id");
  // A bare fragment is an old way to name a place, not a document of its own.
  return typeof id === "string" && /^[^#]/.test(id) ? id.replace(/#$/, "") : undefined;
}
