import { isJSONObject } from "../json.ts";
import { unknownName } from "./closest-name.ts";
import { isText } from "./definition-fields.ts";

/** The rule for one field of an object that a caller wrote. */
export interface Rule {
  /** The text after "must be". */
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
  /** Whether the field is required. */
  readonly isRequired?: boolean;
  /** Throws if something inside a valid value is invalid. */
  readonly checkInside?: (value: never, where: string) => void;
}

/** A rule for each field of a type. A missing rule does not compile. */
export type Shape<T> = { readonly [Field in keyof T]-?: Rule };

/**
 * Throws a TypeError that names the first unknown or invalid field and what it must be.
 *
 * `where` is the path of the object (`projects[0]`), empty for the options themselves. Messages never repeat a value: it
 * may be a secret.
 */
export function checkShape<T>(value: unknown, where: string, shape: Shape<T>): asserts value is T {
  if (!isJSONObject(value)) throw new TypeError(`${where === "" ? "the options" : where} must be an object`);
  checkNames(value, where, Object.keys(shape));
  const prefix = where === "" ? "" : `${where}.`;
  for (const [name, { expected, fits, isRequired, checkInside }] of Object.entries<Rule>(shape)) {
    const given = value[name];
    if (given === undefined && isRequired !== true) continue;
    if (!fits(given)) throw new TypeError(`${prefix}${name} must be ${expected}`);
    checkInside?.(given as never, `${prefix}${name}`);
  }
}

/** Throws a TypeError that names the first unknown field: it may be misspelled. */
export function checkNames(value: object, where: string, names: readonly string[]): void {
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const [prefix, kind] = where === "" ? ["", "option"] : [`${where}: `, "field"];
  const problem = unknownName(kind, unknown, names);
  throw new TypeError(`${prefix}${problem} ${kind === "option" ? "Options" : "Fields"}: ${names.join(", ")}.`);
}

export const required = (rule: Rule): Rule => ({ ...rule, isRequired: true });

export const text: Rule = { expected: "a non-empty string", fits: isText };
/** A string that is sent in a header. */
export const headerText: Rule = {
  expected: "a non-empty string of visible ASCII characters without spaces",
  fits: (value) => typeof value === "string" && /^[\x21-\x7e]+$/.test(value),
};
export const flag: Rule = { expected: "true or false", fits: (value) => typeof value === "boolean" };
export const date: Rule = {
  expected: "a date",
  fits: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
};

/** `example` is source code. */
export const func = (example: string): Rule => ({
  expected: `a function, such as ${example}`,
  fits: (value) => typeof value === "function",
});

export const oneOf = (...values: readonly string[]): Rule => ({
  expected: values.map((value) => JSON.stringify(value)).join(" or "),
  fits: (value) => values.includes(value as string),
});

// Node fires a longer timer immediately.
const MAX_TIMER_MS = 2 ** 31 - 1;

export const milliseconds = (min: 0 | 1): Rule => ({
  expected: `a number of milliseconds from ${min} to ${MAX_TIMER_MS}`,
  fits: (value) => typeof value === "number" && value >= min && value <= MAX_TIMER_MS,
});

/** Accepts Infinity, which means no limit. */
export const numberAbove0: Rule = {
  expected: "a number above 0",
  fits: (value) => typeof value === "number" && value > 0,
};

export const wholeNumber = (min: number, max: number = Infinity): Rule => ({
  expected: max === Infinity ? `a whole number from ${min} up` : `a whole number from ${min} to ${max}`,
  fits: (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
});

export const texts: Rule = {
  expected: "an array of strings",
  fits: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
};

export const objectOfTexts: Rule = {
  expected: "an object with string values",
  fits: (value) => isJSONObject(value) && Object.values(value).every((item) => typeof item === "string"),
};

export const webAddress: Rule = {
  expected: "a URL that begins with http:// or https://",
  fits: (value) => typeof value === "string" && /^https?:\/\/[^/]/.test(value) && URL.canParse(value),
};

export const object = <T>(shape: Shape<T>): Rule => ({
  expected: "an object",
  fits: isJSONObject,
  checkInside: (value, where) => {
    checkShape(value, where, shape);
  },
});

export const listOf = <T>(shape: Shape<T>): Rule => ({
  expected: "an array of objects",
  fits: Array.isArray,
  checkInside: (value: readonly unknown[], where) => {
    for (const [index, item] of value.entries()) checkShape(item, `${where}[${index}]`, shape);
  },
});
