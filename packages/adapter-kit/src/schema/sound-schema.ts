import type { JSONObject } from "@tool-router/core";
import { commonKinds, hasForm, isPropertyName } from "./schema-keywords.ts";

/** How many schemas may stand in each other. */
export const deepest = 64;
/** How many values a schema may hold in all, which is also how a cycle that branches ends. */
export const largest = 100_000;
/** Model APIs refuse a request when one of these stands at the root of one tool's schema. */
export const refusedAtRoot = ["oneOf", "anyOf", "allOf", "enum", "not"] as const;

/** How many values may still be looked at. */
export interface Budget {
  left: number;
}

/**
 * Whether model APIs surely take a schema as it is. One look at each of its values, since nearly all are such:
 * whatever needs a second one (references, regular expressions, names that must change) gives false.
 */
export function isSurelyPortable(schema: unknown): schema is JSONObject {
  return (
    isSound(schema, 0, { left: largest }) &&
    schema["type"] === "object" &&
    "properties" in schema &&
    !refusedAtRoot.some((keyword) => keyword in schema)
  );
}

function isSound(schema: unknown, depth: number, budget: Budget): schema is JSONObject {
  if (typeof schema === "boolean") return true;
  if (!isPlain(schema) || depth > deepest || --budget.left < 0) return false;
  let type: unknown;
  // This is where the time of a conversion goes: nothing is allocated, and a polluted prototype only gives false.
  for (const keyword in schema) {
    const value = schema[keyword];
    const kind = commonKinds.get(keyword);
    if (kind === "schema") {
      if (!isSound(value, depth + 1, budget)) return false;
    } else if (kind === "map") {
      if (!isPlain(value)) return false;
      for (const name in value) if (!isPropertyName(name) || !isSound(value[name], depth + 1, budget)) return false;
    } else {
      // What others add (`x-order`, `file_uploadable`) is never spelled like a keyword of JSON Schema.
      if (kind === undefined ? typeof value === "bigint" || /^[a-zA-Z$]+$/.test(keyword) : !hasForm(kind, value))
        return false;
      if (kind === "list") {
        for (const inner of value as unknown[]) if (!isSound(inner, depth + 1, budget)) return false;
      } else if (kind === "type") type = value;
      else if (typeof value === "object" && !isData(value, deepest, budget)) return false;
    }
  }
  return !(type === "array" || (Array.isArray(type) && type.includes("array"))) || "items" in schema;
}

const isPlain = (value: unknown): value is JSONObject =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Whether data is JSON of a bounded depth; a cycle is not. */
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
