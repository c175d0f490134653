// The checks of options objects. An entry of its own, since the packages that build on this one use them too.
import { ToolRouterError } from "./errors.ts";
import type { CallOptions } from "../http/http.ts";
import { didYouMean } from "./nearest.ts";

/** What an option must be, in words, and the check of it. */
export type OptionRule = readonly [expected: string, isValid: (value: unknown) => boolean];

/** The rules of an options object, by the names of its options. */
export interface OptionRules {
  readonly [name: string]: OptionRule;
}

/** Rules that name every option of a type. */
export type RulesFor<Options> = { readonly [Name in keyof Required<Options>]: OptionRule };

export const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value in a message. A string may be a key. */
export const shown = (value: unknown): string =>
  Array.isArray(value)
    ? "a list"
    : value === null || /^(number|boolean|undefined)$/.test(typeof value)
      ? String(value)
      : typeof value === "object"
        ? "an object"
        : `a ${typeof value}`;

const ofType = (type: string): OptionRule => [`a ${type}`, (value) => typeof value === type];

export const aString: OptionRule = ofType("string");
export const aBoolean: OptionRule = ofType("boolean");
export const aFunction: OptionRule = ofType("function");
export const anObject: OptionRule = ["an object", isObject];
export const aList: OptionRule = ["a list", Array.isArray];

const isPositive = (value: unknown): boolean => typeof value === "number" && value > 0;

export const aPositiveNumber: OptionRule = ["a number above 0", isPositive];
/** `Infinity` counts as whole. */
export const aCount: OptionRule = [
  "a whole number above 0",
  (value) => isPositive(value) && (Number.isInteger(value) || value === Infinity),
];
export const anAbortSignal: OptionRule = [
  "an AbortSignal",
  (value) => typeof (value as Partial<AbortSignal> | null)?.addEventListener === "function",
];
export const aTimeout: OptionRule = ["a number of milliseconds above 0, or Infinity", isPositive];
export const retryRule: OptionRule = ["false or an object", (value) => value === false || isObject(value)];

export const callRules: RulesFor<CallOptions> = { signal: anAbortSignal, timeout: aTimeout, retry: retryRule };

/**
 * Checks an options object where it comes in: a misspelled option would be ignored silently.
 *
 * @param where - the function or the option that takes the object.
 * @throws ToolRouterError that names the option and a likely correction.
 */
export function checkOptions(options: unknown, rules: OptionRules, where: string): void {
  if (!isObject(options)) {
    throw new ToolRouterError(
      `${where} takes an object, such as { ${Object.keys(rules)[0]}: … }. Got ${shown(options)}.`,
    );
  }
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const names = Object.keys(rules);
    if (!rule) {
      throw new ToolRouterError(`Unknown option "${name}".${didYouMean(name, names)} Options: ${names.join(", ")}.`);
    }
    if (value !== undefined) checkOption(name, value, rule);
  }
}

/** @throws ToolRouterError that names the option, what it must be, and a number, a boolean or null that was given. */
export function checkOption(name: string, value: unknown, [expected, isValid]: OptionRule): void {
  if (isValid(value)) return;
  // A choice of strings is no place for a key.
  const given = typeof value === "string" && expected.includes('"') ? JSON.stringify(value) : shown(value);
  throw new ToolRouterError(`${name} must be ${expected}. Got ${given}.`);
}
