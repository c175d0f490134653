import type { JSONObject } from "@tool-router/core";
import { isJSONObject } from "../schema/json-object.ts";

/** Arguments, or a sentence for the model about what is wrong with them. */
export type ParsedArguments = { readonly args: JSONObject } | { readonly problem: string };

/**
 * Parses the arguments that a model or its framework sent.
 *
 * A string is parsed as JSON. Undefined, null and a blank string mean no arguments. Any other value must be an object.
 */
export function parseArguments(raw: unknown): ParsedArguments {
  let value = raw;
  if (typeof raw === "string" && raw.trim() !== "") {
    try {
      value = JSON.parse(raw);
    } catch {
      return { problem: "The arguments are not valid JSON." };
    }
  } else if (typeof raw === "string") {
    value = undefined;
  }
  if (value === undefined || value === null) return { args: {} };
  return isJSONObject(value) ? { args: value } : { problem: `The arguments are ${kindOf(value)}, not a JSON object.` };
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? "a list" : `a ${typeof value}`);
