import { isJSONObject, setOwn } from "./json-object.ts";

/** Keywords whose value is data, in which a `$ref` is no reference. */
const dataKeywords = new Set(["const", "enum", "default", "example", "examples"]);

/** Keywords whose value maps names to schemas: a name in it is no keyword. */
const mapKeywords = new Set([
  "properties",
  "patternProperties",
  "$defs",
  "definitions",
  "dependentSchemas",
  "dependencies",
]);

interface Pending {
  readonly from: object;
  readonly to: object;
  readonly isMap: boolean;
}

/**
 * A copy of a schema that is about to be placed at `pointer` (such as `#/properties/input`) of a
 * larger one, with its references to itself led there: `#/x` becomes `#/properties/input/x`.
 *
 * Names (`#name`), other documents and values that are data stay as they are. An inner schema with
 * an `$id` of its own is left alone, since references in it start from itself. Any depth and cycles are fine.
 */
export function moveReferences(schema: object, pointer: string): object {
  const own = ownId(schema);
  const copies = new Map<object, object>();
  const pending: Pending[] = [];

  const visit = (value: unknown, isMap: boolean): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const known = copies.get(value);
    if (known) return known;
    if (!Array.isArray(value) && (!isJSONObject(value) || (value !== schema && !isMap && ownId(value) !== undefined))) {
      return value;
    }
    const to = Array.isArray(value) ? [] : {};
    copies.set(value, to);
    pending.push({ from: value, to, isMap });
    return to;
  };

  const result = visit(schema, false) as object;
  // No recursion: a schema may be deeper than the stack.
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { from, to, isMap } = next;
    for (const [key, value] of Object.entries(from)) {
      let moved = value;
      if (Array.isArray(from) || isMap) moved = visit(value, false);
      else if (key === "$ref" && typeof value === "string") moved = moveReference(value, pointer, own);
      else if (from === schema && key === "$id" && own !== undefined) continue;
      else if (!dataKeywords.has(key)) moved = visit(value, mapKeywords.has(key));
      setOwn(to, key, moved);
    }
  }
  return result;
}

function ownId(schema: object): string | undefined {
  const id = "$id" in schema ? schema.$id : undefined;
  // A bare fragment is an old way to name a place, not a document of its own.
  return typeof id === "string" && !id.startsWith("#") ? id.replace(/#$/, "") : undefined;
}

function moveReference(reference: string, pointer: string, own: string | undefined): string {
  const local =
    own !== undefined && (reference === own || reference.startsWith(`${own}#`))
      ? reference.slice(own.length)
      : reference;
  if (local === "" || local === "#") return pointer;
  return local.startsWith("#/") ? pointer + local.slice(1) : local;
}
