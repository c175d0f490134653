import type { JSONObject } from "@tool-router/core";
import { changeAlong } from "./change-along.ts";
import { namesIn } from "./property-aliases.ts";

/**
 * Gives the properties of a value their own names again, wherever the schema speaks of them: through
 * lists, alternatives and references. A value that the model sent under its own name stays.
 */
export function restoreNames(root: JSONObject, names: ReadonlyMap<string, string>): (value: unknown) => unknown {
  return changeAlong(root, (schemas) => {
    const known = new Set(schemas.flatMap((schema) => [...namesIn(schema)]));
    return (key) => (known.has(key) && names.get(key)) || key;
  });
}
