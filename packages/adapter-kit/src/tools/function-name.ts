/**
 * Whether every model API takes a name for a function. Names that every object answers to (`constructor`, `__proto__`) would
 * confuse those who look tools up in one.
 */
export const isFunctionName = (text: string): boolean =>
  /^[A-Za-z_]\w{0,63}$/.test(text) && !(text in Object.prototype);
