import { setOwn } from "./json-object.ts";

/** How deep a value is followed that `JSON.stringify` refused. */
const deepest = 200;

/**
 * The JSON text of any value. What JSON cannot hold becomes text: a BigInt its digits, a cycle
 * `"[circular]"`, what lies deeper than 200 levels in such a value `"[too deep]"`. Undefined becomes `null`.
 */
export function toJSONText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return JSON.stringify(copy(value, [])) ?? "null";
  }
}

/** The same value if `JSON.stringify` takes it, otherwise a copy that it takes; see {@link toJSONText}. */
export function toPlainJSON(value: unknown): unknown {
  try {
    JSON.stringify(value);
    return value;
  } catch {
    return copy(value, []);
  }
}

function copy(value: unknown, parents: readonly object[]): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (parents.includes(value)) return "[circular]";
  if (parents.length >= deepest) return "[too deep]";
  const inside = [...parents, value];
  if (Array.isArray(value)) return value.map((item) => copy(item, inside));
  const result = {};
  try {
    if ("toJSON" in value && typeof value.toJSON === "function") return copy(value.toJSON(), inside);
    for (const [key, item] of Object.entries(value)) setOwn(result, key, copy(item, inside));
  } catch {
    // A getter or a toJSON of somebody else's object.
    return "[unreadable]";
  }
  return result;
}
