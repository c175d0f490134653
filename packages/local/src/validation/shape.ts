import { isJSONObject } from "../json.ts";
import { isText } from "./definition-fields.ts";

/** What a field of an object that a caller wrote must be. */
export interface Rule {
  /** As it follows "must be". */
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
  /** Whether the field must be there. */
  readonly isRequired?: boolean;
  /** Throws if something inside of a value that fits is not right. */
  readonly checkInside?: (value: never, where: string) => void;
}

/** A rule for each field of a type: one that is forgotten here does not compile. */
export type Shape<T> = { readonly [Field in keyof T]-?: Rule };

/**
 * Throws a TypeError that names the first field that is not right, or is not known, and what it should be. `where`
 * leads to the object (`projects[0]`) and is empty for the outermost one. No message repeats a value: it may be a secret.
 */
export function checkShape<T>(value: unknown, where: string, shape: Shape<T>): asserts value is T {
  if (!isJSONObject(value)) throw new TypeError(`${where === "" ? "the options" : where} must be an object`);
  checkNames(value, where, Object.keys(shape));
  const place = where === "" ? "" : `${where}.`;
  for (const [name, { expected, fits, isRequired, checkInside }] of Object.entries<Rule>(shape)) {
    const given = value[name];
    if (given === undefined && isRequired !== true) continue;
    if (!fits(given)) throw new TypeError(`${place}${name} must be ${expected}`);
    checkInside?.(given as never, `${place}${name}`);
  }
}

/** Throws a TypeError that names the first field that is not known: it may be misspelt. */
export function checkNames(value: object, where: string, names: readonly string[]): void {
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const [place, kind] = where === "" ? ["", "option"] : [`${where}: `, "field"];
  throw new TypeError(`${place}there is no ${kind} ${unknown}; there are ${names.join(", ")}`);
}

export const required = (rule: Rule): Rule => ({ ...rule, isRequired: true });

export const text: Rule = { expected: "a text that is not empty", fits: isText };
/** A text that is sent in a header. */
export const headerText: Rule = {
  expected: "a text without spaces that is not empty",
  fits: (value) => typeof value === "string" && /^[\x21-\x7e]+$/.test(value),
};
export const flag: Rule = { expected: "true or false", fits: (value) => typeof value === "boolean" };
export const date: Rule = {
  expected: "a date",
  fits: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
};

/** `example` is one in code. */
export const func = (example: string): Rule => ({
  expected: `a function, such as ${example}`,
  fits: (value) => typeof value === "function",
});

export const oneOf = (...values: readonly string[]): Rule => ({
  expected: values.map((value) => JSON.stringify(value)).join(" or "),
  fits: (value) => values.includes(value as string),
});

// A longer one makes a timer of Node's fire at once.
const longestTimer = 2 ** 31 - 1;

export const milliseconds = (least: 0 | 1): Rule => ({
  expected: `milliseconds, from ${least} to ${longestTimer}`,
  fits: (value) => typeof value === "number" && value >= least && value <= longestTimer,
});

/** Infinity counts: no limit. */
export const numberAbove0: Rule = {
  expected: "a number above 0",
  fits: (value) => typeof value === "number" && value > 0,
};

export const wholeNumber = (least: number, most: number = Infinity): Rule => ({
  expected: most === Infinity ? `a whole number from ${least} up` : `a whole number from ${least} to ${most}`,
  fits: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
});

export const texts: Rule = {
  expected: "a list of texts",
  fits: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
};

export const objectOfTexts: Rule = {
  expected: "an object of texts",
  fits: (value) => isJSONObject(value) && Object.values(value).every((item) => typeof item === "string"),
};

export const webAddress: Rule = {
  expected: "an address that begins with http:// or https://",
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
  expected: "a list of objects",
  fits: Array.isArray,
  checkInside: (value: readonly unknown[], where) => {
    for (const [index, item] of value.entries()) checkShape(item, `${where}[${index}]`, shape);
  },
});
