const known = new Map<string, boolean>();

/** Whether a regular expression is one everywhere: some engines know no `(?i)`, others no lookaround. */
export function isPortablePattern(pattern: string): boolean {
  let portable = known.get(pattern);
  if (portable === undefined) {
    portable = !hasLookaround(pattern) && ["u", ""].some((flags) => compiles(pattern, flags));
    // The schemas of a catalogue share few patterns; a hostile one must not fill the memory.
    if (known.size >= 1000) known.clear();
    known.set(pattern, portable);
  }
  return portable;
}

/** Groups such as `(?=`, outside of character classes and escapes. */
const hasLookaround = (pattern: string): boolean =>
  /\(\?<?[=!]/.test(pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]?/gs, ""));

/** Many a pattern escapes what needs no escape, which only the older dialect, without the flag `u`, allows. */
function compiles(pattern: string, flags: string): boolean {
  try {
    return Boolean(new RegExp(pattern, flags));
  } catch {
    return false;
  }
}
