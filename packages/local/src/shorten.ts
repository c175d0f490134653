/** Truncates a text and appends "…". */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // Do not split a surrogate pair.
  return `${text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

const MAX_LISTED = 10;
const MAX_LISTED_LENGTH = 60;

/** `a, b, and 3 more`: the first values of a list, for a message. */
export function listed(values: readonly string[]): string {
  const shown = values.slice(0, MAX_LISTED).map((value) => shorten(value, MAX_LISTED_LENGTH));
  const rest = values.length - shown.length;
  return rest > 0 ? `${shown.join(", ")}, and ${rest} more` : shown.join(", ");
}
