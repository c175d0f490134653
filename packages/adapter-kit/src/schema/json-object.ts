import type { JSONObject } from "@tool-router/core";

/** Whether a value is a plain object, not an array, null or an instance of a class. */
export function isJSONObject(value: unknown): value is JSONObject {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Accept plain objects of another realm, whose prototype is not ours. Prototypes of arrays have a parent.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The value of the own property `key`; undefined if `value` is not an object. */
export const own = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as { [key: string]: unknown })[key]
    : undefined;

/** Sets an own property. Unlike an assignment, this is safe for `__proto__`. */
export function setOwn(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
