import { ToolRouterError } from "./errors.ts";

/** @throws ToolRouterError unless the value of an option is a whole number above 0, or `Infinity` where that is allowed. */
export function checkedCount(option: string, value: number, canBeInfinite = true): number {
  if (value > 0 && (value % 1 === 0 || (canBeInfinite && value === Infinity))) return value;
  throw new ToolRouterError(`${option} must be a whole number above 0; it is ${value}.`);
}
