import type { JSONObject } from "@tool-router/core";
import { isJSONObject, own } from "./json-object.ts";
import { allKinds } from "./rare-keywords.ts";
import { hasForm } from "./schema-keywords.ts";
import { mapSubschemas } from "./subschemas.ts";

/** Resolves the references of a schema. Only local ones, because model APIs do not fetch documents. */
export interface Resolver {
  /**
   * @param resource - the schema to which `#` refers.
   * @param rename - returns the new name of a property.
   * @returns undefined if the target is missing.
   */
  resolve(reference: string, resource: JSONObject, rename?: Rename): Resolved | undefined;
  /** The resource of a schema's references: the schema itself if it has an id. */
  resourceOf(schema: JSONObject, outer: JSONObject): JSONObject;
}

export interface Resolved {
  readonly target: JSONObject | boolean;
  /** The schema in which the fragment is resolved. */
  readonly start: JSONObject;
  /** The part before the `#`. */
  readonly base: string;
  /** The part after the `#`, with renamed properties. */
  readonly fragment: string;
}

type Rename = (property: string) => string;

export function createResolver(root: JSONObject): Resolver {
  let names: Map<string, JSONObject> | undefined;
  const resourceOf = (schema: JSONObject, outer: JSONObject): JSONObject =>
    schema === root || ownId(schema) !== undefined ? schema : outer;

  /** Collects the ids and anchors of the whole schema. */
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

/** Follows a JSON pointer to a schema. Data such as `default` is not a target. */
function follow(start: JSONObject, pointer: string, rename: Rename = (name) => name) {
  let at: unknown = start;
  /** The keyword whose names or indices come next in the pointer. */
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
      // `repairSchema` moved these keywords of older dialects.
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
  // In older dialects, a bare fragment is an anchor.
  return typeof id === "string" && /^[^#]/.test(id) ? id.replace(/#$/, "") : undefined;
}
