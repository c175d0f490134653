import type { JSONObject } from "@tool-router/local";

export type { JSONObject };

export function isJSONObject(value: unknown): value is JSONObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
