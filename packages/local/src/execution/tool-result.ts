import { isJSONObject, type JSONObject } from "../json.ts";

/** A tool's return value as JSON data with its size, or an error if JSON cannot represent it. */
export type ToolResult = { data: JSONObject; bytes: number; error?: undefined } | { error: string };

/** A JSON object stays as it is, undefined becomes `{}`, and any other value becomes `{ result }`. */
export function toolResult(value: unknown): ToolResult {
  if (value === undefined) return { data: {}, bytes: 2 };
  // JSON would turn it into {}, and a failure into a success.
  if (value instanceof Error) return { error: failureText(value) };
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    return { error: `The tool's result cannot be serialized as JSON: ${firstLine(error)}` };
  }
  if (text === undefined) return { error: `The tool's result cannot be serialized as JSON: it is a ${typeof value}` };
  const copy: unknown = JSON.parse(text);
  return { data: isJSONObject(copy) ? copy : { result: copy }, bytes: Buffer.byteLength(text) };
}

/** The message of a thrown value, without a stack. Never empty. */
export function failureText(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message || thrown.name : typeof thrown === "string" ? thrown : "";
  return text.trim() === "" ? "The tool failed without an error message" : text;
}

// The runtime describes a cycle in several lines that show the object's structure.
function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}
