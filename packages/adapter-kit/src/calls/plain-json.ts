import { setOwn } from "../schema/json-object.ts";

/** The depth to which a value is copied if `JSON.stringify` rejects it. */
const MAX_DEPTH = 200;

/**
 * Serializes any value as JSON.
 *
 * Values that JSON cannot represent become strings: a BigInt its digits, bytes `"[3 bytes]"`, a cycle `"[circular]"`, and
 * levels below the 200th of such a value `"[too deep]"`. Undefined becomes `null`.
 */
export const toJSONText = (value: unknown): string => textOf(value) ?? JSON.stringify(copy(value, [])) ?? "null";

/** The same value if JSON can represent it, otherwise a copy that it can; see {@link toJSONText}. */
export const toPlainJSON = (value: unknown): unknown => (textOf(value) === undefined ? copy(value, []) : value);

/** Undefined if JSON rejects the value or might expand bytes in it into numbers. */
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
  if (parents.length >= MAX_DEPTH) return "[too deep]";
  const inside = [...parents, value];
  if (Array.isArray(value)) return value.map((item) => copy(item, inside));
  const result = {};
  try {
    if ("toJSON" in value && typeof value.toJSON === "function") return copy(value.toJSON(), inside);
    for (const [key, item] of Object.entries(value)) setOwn(result, key, copy(item, inside));
  } catch {
    // A getter or a `toJSON` threw.
    return "[unreadable]";
  }
  return result;
}
