import type { Ajv } from "ajv";
import formats from "ajv-formats";

// Published as CommonJS: whether the import is the function or holds it depends on who loads it.
const plugin = ("default" in formats ? formats.default : formats) as unknown as (ajv: Ajv) => unknown;

/** Teaches a validator `uri`, `date-time` and the other formats. */
export function addFormats(ajv: Ajv): void {
  plugin(ajv);
}
