import type { Ajv } from "ajv";
import formats from "ajv-formats";

// Published as CommonJS: whether the import is the function or holds it depends on who loads it.
const plugin = ("default" in formats ? formats.default : formats) as unknown as (ajv: Ajv) => unknown;

const MAX_REGEX_LENGTH = 10_000;

/** Teaches a validator `uri`, `date-time` and the other formats. Each takes linear time. */
export function addFormats(ajv: Ajv): void {
  plugin(ajv);
  // The plugin's expression takes quadratic time for a long URL.
  ajv.addFormat("url", (text) => /^(?:https?|ftp):\/\//i.test(text) && URL.canParse(text));
  ajv.addFormat("regex", (text) => text.length <= MAX_REGEX_LENGTH && isRegex(text));
}

function isRegex(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
