import { RE2JS } from "re2js";

/** What a validator needs of a regular expression. */
export interface Pattern {
  test(text: string): boolean;
}

/**
 * Compiles a regular expression of a schema for an engine that takes linear time, whatever the text. Undefined if the
 * engine does not support it: lookarounds, backreferences, counts above 1,000.
 */
export function linearPattern(source: string): Pattern | undefined {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source));
  } catch {
    return undefined;
  }
}
