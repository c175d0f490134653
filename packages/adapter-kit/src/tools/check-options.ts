import { ToolRouterError } from "@tool-router/core";
import {
  aBoolean,
  aFunction,
  aList,
  anObject,
  aPositiveNumber,
  aString,
  checkOption,
  checkOptions,
  type OptionRule,
  type OptionRules,
} from "@tool-router/core/options";

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

/** A string or a function, as `account` is. */
const aChoice = oneOf(aString, aFunction);

/** The options that every adapter has. */
const adapterRules: OptionRules = {
  tools: aList,
  include: oneOf(aList, aFunction),
  allow: oneOf(aList, aFunction),
  maxOutputChars: aPositiveNumber,
  onError: literal("return", "throw"),
  onInputRequired: aFunction,
  account: aChoice,
  accounts: anObject,
  idempotencyKey: aFunction,
  timeout: aPositiveNumber,
  concurrency: aPositiveNumber,
  validate: aBoolean,
  strict: literal("auto"),
  link: aBoolean,
};

/**
 * Checks the session and the options of an adapter before anything is sent.
 *
 * @param own - the rules of the options that only this adapter has.
 * @throws ToolRouterError for anything that is not a session, and for unknown or invalid options.
 */
export function checkUse(
  session: unknown,
  options: { readonly accounts?: object | undefined },
  own: OptionRules = {},
): void {
  if (!(session as { execute?: unknown } | undefined)?.execute) {
    throw new ToolRouterError("Expected a session. Did you forget to await router.sessions.create()?");
  }
  checkOptions(options, { ...adapterRules, ...own }, "the adapter");
  for (const [toolkit, list] of Object.entries(options.accounts ?? {})) checkOption(`accounts.${toolkit}`, list, aList);
}
