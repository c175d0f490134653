import type { JSONObject } from "@tool-router/core";
import { isJSONObject, setOwn } from "./json-object.ts";
import { type Place, placeIn, pointerTo, type SchemaChange } from "./schema-change.ts";
import { hasShape, isPortablePattern, isPropertyName, isType, mapSubschemas, own, roleOf } from "./schema-keywords.ts";

/** How many schemas may stand in each other. */
const deepest = 64;
/** How many values a schema may hold in all. */
const largest = 100_000;

/** Why nothing of a schema can be kept. */
export class TooLargeSchema extends Error {}

export interface RepairedSchema {
  readonly schema: JSONObject;
  readonly hasReferences: boolean;
  /** Whether some property has a name that model APIs refuse. */
  readonly hasRefusedNames: boolean;
}

/**
 * Makes each keyword what JSON Schema 2020-12 says it is: APIs that check schemas refuse the whole
 * request if one is not. What older dialects and OpenAPI write otherwise is translated; what has no meaning is dropped.
 *
 * @returns the same object if there is nothing to do.
 * @throws TooLargeSchema for more than 100 000 values, which is also how a cycle that branches ends.
 */
export function repairSchema(root: JSONObject, changes: SchemaChange[]): RepairedSchema {
  let seen = 0;
  let hasReferences = false;
  let hasRefusedNames = false;
  const count = (): void => {
    if (++seen > largest) throw new TooLargeSchema();
  };

  const repair = (value: unknown, place: Place | undefined, depth: number): unknown => {
    count();
    if (typeof value === "boolean") return value;
    if (!isJSONObject(value) || depth > deepest) {
      // Each is reported with its place: a cycle must not make millions of them.
      seen += 100;
      const why = depth > deepest ? `was nested deeper than ${deepest} levels` : "was no JSON Schema";
      changes.push({ pointer: pointerTo(place), reason: `opened, because it ${why}`, lossless: false });
      return {};
    }
    const repaired = isSound(value, count) ? value : repairKeywords(value, place, changes, count);
    const properties = own(repaired, "properties");
    for (const name in properties as object | undefined) hasRefusedNames ||= !isPropertyName(name);
    if ("$ref" in repaired || "$dynamicRef" in repaired) hasReferences = true;
    return mapSubschemas(repaired, (inner, keyword, name) => repair(inner, placeIn(place, keyword, name), depth + 1));
  };
  const schema = repair(root, undefined, 0) as JSONObject;
  return { schema, hasReferences, hasRefusedNames };
}

/** Whether nothing has to be done about a schema itself, as about nearly all. */
function isSound(schema: JSONObject, count: () => void): boolean {
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword];
    if (value === undefined) continue;
    if (!hasShape(keyword, value)) return false;
    if (keyword === "pattern" && !isPortablePattern(value as string)) return false;
    if (keyword === "patternProperties" && !Object.keys(value as object).every(isPortablePattern)) return false;
    if (keyword === "nullable" && value === true && isType(schema["type"])) return false;
    if (typeof value === "object" && (roleOf(keyword) ?? "data") === "data" && !isBounded(value, deepest, count))
      return false;
    if (typeof value === "bigint") return false;
  }
  const type = schema["type"];
  const isList = type === "array" || (Array.isArray(type) && type.includes("array"));
  return !isList || own(schema, "items") !== undefined;
}

function repairKeywords(
  schema: JSONObject,
  place: Place | undefined,
  changes: SchemaChange[],
  count: () => void,
): JSONObject {
  const change = (key: string, reason: string, lossless: boolean): void => {
    changes.push({ pointer: pointerTo({ up: place, key }), reason, lossless });
  };
  let result = schema as Record<string, unknown>;
  const edit = (): Record<string, unknown> => (result === schema ? (result = { ...schema }) : result);
  const drop = (keyword: string, reason: string, lossless = false): void => {
    delete edit()[keyword];
    change(keyword, `dropped, because ${reason}`, lossless);
  };
  const set = (keyword: string, value: unknown, reason: string, lossless = true): void => {
    setOwn(edit(), keyword, value);
    change(keyword, reason, lossless);
  };

  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword];
    if (value === undefined) continue;
    if (keyword === "pattern" && typeof value === "string") {
      if (!isPortablePattern(value)) drop(keyword, "not every engine knows this regular expression");
    } else if (keyword === "patternProperties" && isJSONObject(value)) {
      const known = Object.entries(value).filter(([pattern]) => isPortablePattern(pattern));
      if (known.length < Object.keys(value).length) {
        set(keyword, Object.fromEntries(known), "dropped a regular expression that not every engine knows", false);
        // What it allowed must not be refused now.
        if (own(schema, "additionalProperties") !== undefined) drop("additionalProperties", "of the dropped pattern");
      }
    } else if (!hasShape(keyword, value)) {
      translate(keyword, value);
    } else if (keyword === "nullable" && value === true && isType(schema["type"])) {
      delete edit()[keyword];
      const types = [schema["type"]].flat();
      if (!types.includes("null")) edit()["type"] = [...types, "null"];
      change(keyword, 'turned into type "null", since nullable is a keyword of OpenAPI only', true);
    } else if ((roleOf(keyword) ?? "data") === "data" && !isBounded(value, deepest, count)) {
      drop(keyword, `it was nested deeper than ${deepest} levels`, keyword !== "const" && keyword !== "enum");
    }
  }
  if (own(result, "items") === undefined && [result["type"]].flat().includes("array")) {
    set("items", {}, "added, because model APIs want items for every array");
  }
  return result;

  /** What older dialects write differently; everything else of a wrong form is dropped. */
  function translate(keyword: string, value: unknown): void {
    if (keyword === "items" && Array.isArray(value) && value.length > 0 && schema["prefixItems"] === undefined) {
      const rest = own(schema, "additionalItems");
      delete edit()["additionalItems"];
      delete edit()["items"];
      if (rest !== undefined) setOwn(edit(), "items", rest);
      set("prefixItems", value, "was items; model APIs want a single schema there");
      return;
    }
    const limit = { exclusiveMinimum: "minimum", exclusiveMaximum: "maximum" }[keyword];
    if (limit !== undefined && typeof value === "boolean") {
      const bound = schema[limit];
      if (!value || typeof bound !== "number") return drop(keyword, "it is a number since JSON Schema draft 6", !value);
      delete edit()[limit];
      return set(keyword, bound, `took the number of ${limit}, as in newer drafts of JSON Schema`);
    }
    if (keyword === "$id" && typeof value === "string" && /^#[A-Za-z_][-\w.]*$/.test(value) && !("$anchor" in schema)) {
      delete edit()[keyword];
      return set("$anchor", value.slice(1), "was an $id that only names a place");
    }
    if (keyword === "required" && Array.isArray(value)) {
      const names = [...new Set(value.filter((name) => typeof name === "string"))];
      return set(
        keyword,
        names,
        "keeps each name once",
        value.every((name) => typeof name === "string"),
      );
    }
    if (keyword === "type" && Array.isArray(value)) {
      const types = [...new Set(value)].filter((type) => !Array.isArray(type) && isType(type));
      const lossless = value.every((type) => types.includes(type));
      if (types.length > 0) return set(keyword, types, "keeps each type that JSON Schema knows, once", lossless);
    }
    drop(keyword, `${keyword} was not what JSON Schema wants there`);
  }
}

/** Whether data is JSON of a bounded depth; a cycle is not. */
function isBounded(value: unknown, depth: number, count: () => void): boolean {
  if (typeof value !== "object" || value === null) return typeof value !== "bigint";
  if (depth === 0) return false;
  return Object.values(value).every((item) => {
    count();
    return isBounded(item, depth - 1, count);
  });
}
