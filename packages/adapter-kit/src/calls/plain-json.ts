import { setOwn } from "../schema/json-object.ts";

/** How deep a value is followed that `JSON.stringify` refused. */
const deepest = 200;

/**
 * The JSON text of any value. What JSON cannot hold becomes text: a BigInt its digits, bytes `"[3 bytes]"`, a cycle
 * `"[circular]"`, what lies deeper than 200 levels in such a value `"[too deep]"`. Undefined becomes `null`.
 */
export const toJSONText = (value: unknown): string => textOf(value) ?? JSON.stringify(copy(value, [])) ?? "null";

/** The same value if JSON holds it, otherwise a copy that it holds; see {@link toJSONText}. */
export const toPlainJSON = (value: unknown): unknown => (textOf(value) === undefined ? copy(value, []) : value);

/** Undefined if there is none, or if there may be bytes in it, which JSON writes one by one. */
function textOf(value: unknown): string | undefined {
  try {
    const text = JSON.stringify(value);
    return /\{"0":[-\dn]|:"Buffer"/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function copy(value: unknown, parents: readonly object[]): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
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
