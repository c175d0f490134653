const cache = new Map<string, boolean>();

/** Whether every engine accepts a regular expression. Some reject `(?i)`, others lookaround. */
export function isPortablePattern(pattern: string): boolean {
  let portable = cache.get(pattern);
  if (portable === undefined) {
    portable = !hasLookaround(pattern) && ["u", ""].some((flags) => compiles(pattern, flags));
    // Schemas share few patterns. The limit protects the memory from hostile ones.
    if (cache.size >= 1000) cache.clear();
    cache.set(pattern, portable);
  }
  return portable;
}

/** Detects groups such as `(?=` outside of character classes and escapes. */
const hasLookaround = (pattern: string): boolean =>
  /\(\?<?[=!]/.test(pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]?/gs, ""));

/** Patterns with needless escapes compile only without the flag `u`. */
function compiles(pattern: string, flags: string): boolean {
  try {
    return Boolean(new RegExp(pattern, flags));
  } catch {
    return false;
  }
}
