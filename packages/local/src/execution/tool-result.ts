import { isJSONObject, type JSONObject } from "../json.ts";

/** What a tool's return value becomes: data for the wire with its size, or why it cannot be sent. */
export type ToolResult = { data: JSONObject; bytes: number; error?: undefined } | { error: string };

/** A JSON object is taken as it is, nothing becomes `{}`, and any other value is wrapped as `{ result }`. */
export function toolResult(value: unknown): ToolResult {
  if (value === undefined) return { data: {}, bytes: 2 };
  // JSON would make {} of it, and a success of a failure.
  if (value instanceof Error) return { error: failureText(value) };
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    return { error: `The tool's result is not JSON: ${firstLine(error)}` };
  }
  if (text === undefined) return { error: `The tool's result is not JSON: it is a ${typeof value}` };
  const copy: unknown = JSON.parse(text);
  return { data: isJSONObject(copy) ? copy : { result: copy }, bytes: Buffer.byteLength(text) };
}

/** The text of what a tool threw: its message without a stack, never empty. */
export function failureText(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message || thrown.name : typeof thrown === "string" ? thrown : "";
  return text.trim() === "" ? "The tool failed without saying why" : text;
}

// The runtime explains a cycle over several lines, with the shape of the caller's objects.
function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}
