import type { OptionRule } from "@tool-router/core/options";

/** Accepts a value that satisfies any of the rules. */
export const oneOf = (...rules: readonly OptionRule[]): OptionRule => [
  rules.map(([expected]) => expected).join(" or "),
  (value) => rules.some(([, isValid]) => isValid(value)),
];

/** Accepts only these strings. */
export const literal = (...values: readonly string[]): OptionRule => [
  values.map((value) => JSON.stringify(value)).join(" or "),
  (value) => values.includes(value as string),
];
