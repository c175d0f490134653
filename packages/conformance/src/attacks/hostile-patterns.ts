/** Expressions that take a backtracking engine exponential time. */
export const hostilePatterns: Readonly<Record<string, string>> = {
  nested: "^(a+)+$",
  alternation: "^(a|a)*b$",
  overlap: "^(x+x+)+y$",
  words: "^(([a-z])+.)+[A-Z]([a-z])+$",
  spaces: "^\\s*(.*?)\\s*,\\s*(.*?)\\s*$",
  dots: "(.*a){12}$",
  mail: "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
};
