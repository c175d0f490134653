import type { JSONObject, JSONSchema } from "@tool-router/core";

/** Returns the problems of arguments, one line each; empty if they are valid. */
export type ArgumentCheck = (args: JSONObject) => readonly string[];

/** Models cannot use more at once. */
const MAX_PROBLEMS = 8;

/**
 * Whether a pattern certainly matches in linear time.
 *
 * Accepts a single variable quantifier after a leading `^`, or a single group of alternatives without one. Other patterns may take
 * exponential time and are left to the router.
 */
function isLinear(pattern: string): boolean {
  const plain = pattern.replaceAll(/\\[^1-9k]|\[(?:\\.|[^\]\\])*\]?/gs, "x").replaceAll("(?:", "(");
  const { length: varying } = plain.match(/[*+?]|\{\d+,/g) ?? [];
  return (
    !/\\|\(\?|\)[*+?{]|\d{4}/.test(plain) &&
    (plain.includes("|") ? varying === 0 && plain.split("(").length < 3 : varying < (plain[0] === "^" ? 2 : 1))
  );
}

/** Removes slow patterns from a schema. Returns `true` if the rest could reject valid values. */
function withoutSlowParts(schema: JSONSchema): JSONSchema | true {
  let isSlow = false;
  const text = JSON.stringify(schema, (key, value: unknown) => {
    const slow =
      (key === "format" && value === "url") ||
      (key === "pattern" && typeof value === "string" && !isLinear(value)) ||
      (key === "patternProperties" && !Object.keys(value as object).every(isLinear));
    isSlow ||= slow;
    return slow && key !== "patternProperties" ? undefined : value;
  });
  if (!isSlow) return schema;
  return /"(?:not|oneOf|if|maxContains|patternProperties)":/.test(text) || (JSON.parse(text) as JSONSchema);
}

/**
 * Loads `@cfworker/json-schema`, which must be installed, and returns a function that creates checks.
 *
 * Slow patterns are not checked, and a schema that the package cannot handle accepts any arguments. The router checks them
 * anyway.
 */
export async function loadValidator(): Promise<(schema: JSONSchema) => ArgumentCheck> {
  const { Validator } = await import("@cfworker/json-schema");
  return (schema) => {
    let validator: InstanceType<typeof Validator> | undefined;
    return (args) => {
      try {
        validator ??= new Validator(withoutSlowParts(schema), "2020-12", false);
        const { valid, errors } = validator.validate(args);
        if (valid) return [];
        const lines = errors
          // Errors of these keywords repeat the errors of their parts.
          .filter(({ keyword }) => !["properties", "items", "$ref", "allOf"].includes(keyword))
          .map(({ instanceLocation, error }) => `${instanceLocation.slice(1) || "/"}: ${error}`);
        return [...new Set(lines)].slice(0, MAX_PROBLEMS);
      } catch {
        return [];
      }
    };
  };
}
