import type { JSONObject } from "@tool-router/core";
import { commonKinds, hasForm, isPropertyName } from "./schema-keywords.ts";

/** Maximum nesting of schemas. */
export const MAX_DEPTH = 64;
/** Maximum number of values in a schema. Also ends cycles. */
export const MAX_VALUES = 100_000;
/** Keywords that model APIs reject at the root of a schema. */
export const refusedAtRoot = ["oneOf", "anyOf", "allOf", "enum", "not"] as const;

/** The number of values that may still be visited. */
export interface Budget {
  left: number;
}

/**
 * Whether model APIs certainly accept a schema unchanged, as they do for nearly all schemas.
 *
 * Visits each value once. Returns false for anything that needs a closer look: references, regular expressions, names that
 * must change.
 */
export function isSurelyPortable(schema: unknown): schema is JSONObject {
  return (
    isSound(schema, 0, { left: MAX_VALUES }) &&
    schema["type"] === "object" &&
    "properties" in schema &&
    !refusedAtRoot.some((keyword) => keyword in schema)
  );
}

function isSound(schema: unknown, depth: number, budget: Budget): schema is JSONObject {
  if (typeof schema === "boolean") return true;
  if (!isPlain(schema) || depth > MAX_DEPTH || --budget.left < 0) return false;
  let type: unknown;
  // The hot path of a conversion. `for in` allocates nothing; a polluted prototype only leads to false.
  for (const keyword in schema) {
    const value = schema[keyword];
    const kind = commonKinds.get(keyword);
    if (kind === "schema") {
      if (!isSound(value, depth + 1, budget)) return false;
    } else if (kind === "map") {
      if (!isPlain(value)) return false;
      for (const name in value) if (!isPropertyName(name) || !isSound(value[name], depth + 1, budget)) return false;
    } else {
      // Extensions (`x-order`, `file_uploadable`) are never spelled like keywords of JSON Schema.
      if (kind === undefined ? typeof value === "bigint" || /^[a-zA-Z$]+$/.test(keyword) : !hasForm(kind, value))
        return false;
      if (kind === "list") {
        for (const inner of value as unknown[]) if (!isSound(inner, depth + 1, budget)) return false;
      } else if (kind === "type") type = value;
      else if (typeof value === "object" && !isData(value, MAX_DEPTH, budget)) return false;
    }
  }
  return !(type === "array" || (Array.isArray(type) && type.includes("array"))) || "items" in schema;
}

const isPlain = (value: unknown): value is JSONObject =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Whether data is JSON of a bounded depth, without cycles. */
export function isData(value: unknown, depth: number, budget: Budget): boolean {
  if (typeof value !== "object" || value === null) return typeof value !== "bigint";
  if (depth === 0 || --budget.left < 0) return false;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) if (!isData(item, depth - 1, budget)) return false;
    return true;
  }
  for (const key in value) if (!isData((value as JSONObject)[key], depth - 1, budget)) return false;
  return true;
}
