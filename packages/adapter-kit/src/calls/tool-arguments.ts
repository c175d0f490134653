import type { JSONObject } from "@tool-router/core";
import { isJSONObject } from "../schema/json-object.ts";

/** Arguments, or what is wrong with them in words for the model. */
export type ParsedArguments = { readonly args: JSONObject } | { readonly problem: string };

/**
 * Reads what a model or its framework hands over as arguments. A text is read as JSON; nothing
 * (undefined, null, a blank text) means no arguments. Anything else must be an object.
 */
export function parseArguments(raw: unknown): ParsedArguments {
  let value = raw;
  if (typeof raw === "string" && raw.trim() !== "") {
    try {
      value = JSON.parse(raw);
    } catch {
      return { problem: "The arguments are no valid JSON." };
    }
  } else if (typeof raw === "string") {
    value = undefined;
  }
  if (value === undefined || value === null) return { args: {} };
  return isJSONObject(value) ? { args: value } : { problem: `The arguments are ${kindOf(value)}, not a JSON object.` };
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? "a list" : `a ${typeof value}`);
