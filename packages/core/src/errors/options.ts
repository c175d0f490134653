import { ToolRouterError } from "./errors.ts";
import { didYouMean } from "./nearest.ts";

/** A description of valid values, such as "a string", and the check. */
export type OptionRule = readonly [expected: string, isValid: (value: unknown) => boolean];

/** The rules of an options object, by the names of its options. */
export interface OptionRules {
  readonly [name: string]: OptionRule;
}

/** Rules for every option of a type. */
export type RulesFor<Options> = { readonly [Name in keyof Required<Options>]: OptionRule };

export const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Describes a value in a message. Strings are not shown, because they may be keys. */
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
/** A positive integer, or `Infinity`. */
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

/** Rules for the options that every call takes. */
export const callRules: RulesFor<Record<"signal" | "timeout" | "retry", unknown>> = {
  signal: anAbortSignal,
  timeout: aTimeout,
  retry: retryRule,
};

/**
 * Checks an options object, so that misspelled options are not silently ignored.
 *
 * @param where - the function or option that takes the object, for the message.
 * @throws ToolRouterError that names the option and suggests a correction.
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

/** @throws ToolRouterError that names the option, the expected value and the kind of value given. */
export function checkOption(name: string, value: unknown, [expected, isValid]: OptionRule): void {
  if (isValid(value)) return;
  // An option that takes one of several strings never holds a key, so its value can be shown.
  const given = typeof value === "string" && expected.includes('"') ? JSON.stringify(value) : shown(value);
  throw new ToolRouterError(`${name} must be ${expected}. Got ${given}.`);
}
