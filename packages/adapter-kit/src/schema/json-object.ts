import type { JSONObject } from "@tool-router/core";

/** Whether a value is an object as JSON knows it: no array, no null, no instance of a class. */
export function isJSONObject(value: unknown): value is JSONObject {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // The prototype of plain objects of another realm is not ours, but it has none above it either. That of arrays has.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The value that the own property `key` of an object has; undefined for what is no object. */
export const own = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as { [key: string]: unknown })[key]
    : undefined;

/** Sets an own property, whatever its name: plain assignment would take `__proto__` for the prototype. */
export function setOwn(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
