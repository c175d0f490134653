import type { JSONObject, JSONSchema } from "@tool-router/core";

/** What is wrong with arguments, one line each; empty if nothing is. */
export type ArgumentCheck = (args: JSONObject) => readonly string[];

/** More than a model can use at once. */
const mostProblems = 8;

/**
 * Loads `@cfworker/json-schema`, which must be installed, and makes checks of schemas with it. A schema
 * that it cannot work with accepts everything: the router checks the arguments anyway.
 */
export async function loadValidator(): Promise<(schema: JSONSchema) => ArgumentCheck> {
  const { Validator } = await import("@cfworker/json-schema");
  return (schema) => {
    let validator: InstanceType<typeof Validator> | undefined;
    return (args) => {
      try {
        validator ??= new Validator(schema, "2020-12", false);
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
