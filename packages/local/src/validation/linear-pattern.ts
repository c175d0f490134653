import { RE2JS } from "re2js";

/** The part of `RegExp` that a validator uses. */
export interface Pattern {
  test(text: string): boolean;
}

/**
 * Compiles a schema's regular expression for an engine with linear running time. Undefined if the engine does not
 * support it: lookarounds, backreferences, counts above 1,000.
 */
export function linearPattern(source: string): Pattern | undefined {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source));
  } catch {
    return undefined;
  }
}
