import { ToolRouterError } from "@tool-router/core";
import { toJSONText } from "./plain-json.ts";

/**
 * What the value of each option must be, in the words by which it is judged: the names of types, or strings in quotes.
 * Undefined is no value.
 */
export interface OptionRules {
  readonly [name: string]: string;
}

const amount = "a number above 0";
const flag = "a boolean";

/** The options that every adapter has. */
const common: OptionRules = {
  tools: "a list",
  include: "a list or a function",
  maxOutputChars: amount,
  onError: '"return" or "throw"',
  account: "a string or a function",
  accounts: "an object",
  idempotencyKey: "a function",
  timeout: amount,
  concurrency: amount,
  validate: flag,
  strict: '"auto"',
  link: flag,
};

/** @throws ToolRouterError for an option that cannot be used. */
export function requireOption(name: string, value: unknown, rule: string): void {
  const type = Array.isArray(value) ? "list" : typeof value;
  const word = type === "string" && rule.includes('"') ? JSON.stringify(value) : type;
  if (rule.includes(word) && (type !== "number" || (value as number) > 0)) return;
  // JSON has no word for NaN.
  const given = type === "number" ? (value as number) : toJSONText(value).slice(0, 99);
  throw new ToolRouterError(`${name} must be ${rule}; it is ${given}.`);
}

/**
 * Refuses other names, too: who misspells an option that guards calls would have them run unguarded.
 *
 * @throws ToolRouterError for an option that cannot be used, or that there is not.
 */
export function checkOptions(options: object, rules: OptionRules): void {
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) && rules[name];
    if (!rule)
      throw new ToolRouterError(`There is no option ${name} here; there are ${Object.keys(rules).join(", ")}.`);
    if (value !== undefined) requireOption(name, value, rule);
  }
}

/**
 * Looks at what an adapter is given, before anything is sent.
 *
 * @param own - the options that this adapter alone has.
 * @throws ToolRouterError for what is no session, and for options that cannot be used.
 */
export function checkUse(
  session: unknown,
  options: { readonly accounts?: object | undefined },
  own?: OptionRules,
): void {
  if (!(session as { execute?: unknown } | undefined)?.execute)
    throw new ToolRouterError("This is no session: `await router.sessions.create(…)` gives one.");
  checkOptions(options, { ...common, ...own });
  for (const [toolkit, list] of Object.entries(options.accounts ?? {}))
    requireOption(`accounts.${toolkit}`, list, "a list");
}
