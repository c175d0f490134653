import type { JSONObject } from "@tool-router/core";
import { isJSONObject, own } from "./json-object.ts";
import { isPortablePattern } from "./portable-pattern.ts";
import { type Place, placeIn, pointerTo, type SchemaChange } from "./schema-change.ts";
import { allKinds } from "./rare-keywords.ts";
import { hasForm, isNames, isPropertyName, isType } from "./schema-keywords.ts";
import { type Budget, MAX_DEPTH, isData, MAX_VALUES } from "./sound-schema.ts";
import { mapSubschemas, referencesIn, withKeyword } from "./subschemas.ts";

export interface RepairedSchema {
  readonly schema: JSONObject;
  readonly hasReferences: boolean;
  /** Whether a property has a name that model APIs reject. */
  readonly hasRefusedNames: boolean;
}

/**
 * Makes each keyword valid in JSON Schema 2020-12, because APIs reject a request with an invalid schema.
 *
 * Keywords of older dialects and OpenAPI are translated. Other invalid keywords are dropped.
 *
 * @returns the same object if nothing changes; undefined for more than 100 000 values.
 */
export function repairSchema(root: JSONObject, changes: SchemaChange[]): RepairedSchema | undefined {
  const budget: Budget = { left: MAX_VALUES };
  let hasReferences = false;
  let hasRefusedNames = false;

  const repair = (value: unknown, place: Place | undefined, depth: number): unknown => {
    if (typeof value === "boolean" || --budget.left < 0) return value;
    if (!isJSONObject(value) || depth > MAX_DEPTH) {
      // Charge extra for each report, so that a cycle cannot produce millions of them.
      budget.left -= 100;
      const why = depth > MAX_DEPTH ? `was nested deeper than ${MAX_DEPTH} levels` : "was not a JSON Schema";
      changes.push({ pointer: pointerTo(place), reason: `opened, because it ${why}`, lossless: false });
      return {};
    }
    const repaired = repairKeywords(value, place, changes, budget);
    hasRefusedNames ||= !Object.keys(own(repaired, "properties") ?? {}).every(isPropertyName);
    hasReferences ||= referencesIn(repaired).length > 0;
    return mapSubschemas(repaired, (inner, keyword, name) => repair(inner, placeIn(place, keyword, name), depth + 1));
  };
  const schema = repair(root, undefined, 0) as JSONObject;
  return budget.left < 0 ? undefined : { schema, hasReferences, hasRefusedNames };
}

const areNames = (value: unknown): boolean => isJSONObject(value) && Object.values(value).every(isNames);
const anchor = /^[A-Za-z_][-\w.]*$/;

/** Rules for keywords that are stricter than the rule of their kind. */
const exact: { readonly [keyword: string]: RegExp | ((value: unknown) => boolean) } = {
  $ref: /^/,
  $dynamicRef: /^/,
  pattern: /^/,
  $id: /^[^#]*#?$/,
  $anchor: anchor,
  $dynamicAnchor: anchor,
  multipleOf: (value) => Number.isFinite(value) && (value as number) > 0,
  dependentRequired: areNames,
  dependencies: (value) =>
    isJSONObject(value) && areNames(Object.fromEntries(Object.entries(value).filter(([, one]) => Array.isArray(one)))),
};

function isExact(keyword: string, value: unknown): boolean {
  const wanted = own(exact, keyword) as (typeof exact)[string] | undefined;
  if (!wanted) return hasForm(allKinds.get(keyword), value);
  return typeof wanted === "function" ? wanted(value) : typeof value === "string" && wanted.test(value);
}

/** Whether a schema accepts every name. zod writes `{ type: "string" }` for each record. */
const isAnyName = (schema: unknown): boolean =>
  schema === true ||
  (isJSONObject(schema) && Object.keys(schema).every((key) => key === "type" && schema[key] === "string"));

const unsupported = "not every engine supports this regular expression";

/** Limits that are booleans beside another keyword in draft 4. */
const limits: { readonly [keyword: string]: string } = { exclusiveMinimum: "minimum", exclusiveMaximum: "maximum" };

function repairKeywords(
  schema: JSONObject,
  place: Place | undefined,
  changes: SchemaChange[],
  budget: Budget,
): JSONObject {
  let result = schema;
  const put = (keyword: string, value: unknown): void => {
    result = withKeyword(result, keyword, value);
  };
  const set = (key: string, value: unknown, reason: string, lossless = true): void => {
    put(key, value);
    changes.push({ pointer: pointerTo({ up: place, key }), reason, lossless });
  };
  const drop = (keyword: string, reason: string, lossless = false): void =>
    set(keyword, undefined, `dropped, because ${reason}`, lossless);

  for (const [keyword, value] of Object.entries(schema)) {
    if (value === undefined) continue;
    if (keyword === "propertyNames") {
      drop(keyword, "model APIs reject it", isAnyName(value));
    } else if (!isExact(keyword, value)) {
      translate(keyword, value);
    } else if (keyword === "pattern") {
      if (!isPortablePattern(value as string)) drop(keyword, unsupported);
    } else if (keyword === "patternProperties") {
      const patterns = Object.entries(value as JSONObject);
      const known = patterns.filter(([pattern]) => isPortablePattern(pattern));
      if (known.length === patterns.length) continue;
      set(keyword, Object.fromEntries(known), `dropped a pattern, because ${unsupported}`, false);
      // Properties that it allowed must stay allowed.
      if (own(schema, "additionalProperties") !== undefined) drop("additionalProperties", "of the dropped pattern");
    } else if (keyword === "nullable" && value === true && isType(schema["type"])) {
      const types = [schema["type"]].flat();
      if (!types.includes("null")) put("type", [...types, "null"]);
      set(keyword, undefined, 'turned into type "null"');
    } else if (!["schema", "list", "map"].includes(allKinds.get(keyword) ?? "") && !isData(value, MAX_DEPTH, budget)) {
      drop(keyword, `it was nested deeper than ${MAX_DEPTH} levels`, keyword !== "const" && keyword !== "enum");
    }
  }
  if (own(result, "items") === undefined && [result["type"]].flat().includes("array")) {
    set("items", {}, "added for model APIs");
  }
  return result;

  /** Translates a keyword of an older dialect. Any other invalid keyword is dropped. */
  function translate(keyword: string, value: unknown): void {
    const limit = own(limits, keyword) as string | undefined;
    const values = Array.isArray(value) ? new Set<unknown>(value) : undefined;
    if (keyword === "items" && values?.size && schema["prefixItems"] === undefined) {
      put("items", own(schema, "additionalItems"));
      put("additionalItems", undefined);
      set("prefixItems", value, "was items in older drafts");
    } else if (limit !== undefined && typeof value === "boolean") {
      const bound = schema[limit];
      if (!value || typeof bound !== "number") return drop(keyword, "it is a number since JSON Schema draft 6", !value);
      put(limit, undefined);
      set(keyword, bound, `took the number of ${limit}`);
    } else if (
      keyword === "$id" &&
      typeof value === "string" &&
      anchor.test(value.slice(1)) &&
      !("$anchor" in schema)
    ) {
      put(keyword, undefined);
      set("$anchor", value.slice(1), "was an $id that is only an anchor");
    } else if (values && (keyword === "required" || keyword === "type")) {
      const wanted = keyword === "type" ? isType : (one: unknown) => typeof one === "string";
      const kept = [...values].filter((one) => !Array.isArray(one) && wanted(one));
      if (kept.length === 0 && keyword === "type") return drop(keyword, "its types are unknown");
      set(keyword, kept, "removed duplicate and unknown entries", kept.length === values.size);
    } else {
      drop(keyword, `its value was invalid`);
    }
  }
}
