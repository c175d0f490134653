import type { Ajv } from "ajv";
import formats from "ajv-formats";

// A CommonJS package: some loaders wrap the function in `default`.
const plugin = ("default" in formats ? formats.default : formats) as unknown as (ajv: Ajv) => unknown;

const MAX_REGEX_LENGTH = 10_000;

/** Adds `uri`, `date-time` and the other formats to a validator. Each takes linear time. */
export function addFormats(ajv: Ajv): void {
  plugin(ajv);
  // The plugin's regular expression takes quadratic time for a long URL.
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
