/**
 * Whether every model API accepts a function name.
 *
 * Excludes names that every object has (`constructor`, `__proto__`), because frameworks look up tools in objects.
 */
export const isFunctionName = (text: string): boolean =>
  /^[A-Za-z_]\w{0,63}$/.test(text) && !(text in Object.prototype);
