import type { JSONObject, JSONSchema } from "@tool-router/core";

/** What is wrong with arguments, one line each; empty if nothing is. */
export type ArgumentCheck = (args: JSONObject) => readonly string[];

/** More than a model can use at once. */
const mostProblems = 8;

/**
 * Whether matching surely takes linear time: at most one quantifier that varies, at the start of the text, or one group of
 * alternatives. Anything else may take exponential time, and is left to the router.
 */
function isLinear(pattern: string): boolean {
  const plain = pattern.replaceAll(/\\[^1-9k]|\[(?:\\.|[^\]\\])*\]?/gs, "x").replaceAll("(?:", "(");
  const { length: varying } = plain.match(/[*+?]|\{\d+,/g) ?? [];
  return (
    !/\\|\(\?|\)[*+?{]|\d{4}/.test(plain) &&
    (plain.includes("|") ? varying === 0 && plain.split("(").length < 3 : varying < (plain[0] === "^" ? 2 : 1))
  );
}

/** The schema without what may take exponential time to check; `true` if it could refuse more values then. */
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
 * Loads `@cfworker/json-schema`, which must be installed, and makes checks of schemas with it. Patterns that may take
 * exponential time are not checked, and a schema that it cannot work with accepts everything: the router checks the
 * arguments anyway.
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
          // Those of a combination repeat what their parts say.
          .filter(({ keyword }) => !["properties", "items", "$ref", "allOf"].includes(keyword))
          .map(({ instanceLocation, error }) => `${instanceLocation.slice(1) || "/"}: ${error}`);
        return [...new Set(lines)].slice(0, mostProblems);
      } catch {
        return [];
      }
    };
  };
}
