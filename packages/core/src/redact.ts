/** Takes secrets out of a text that came from elsewhere, however they are written there. */
export function redact(text: string, secrets: readonly string[]): string {
  for (const secret of secrets) {
    // A shorter one is no real key, and would tear holes into ordinary words.
    if (secret.length < 6) continue;
    text = text.replaceAll(new RegExp(secret.replaceAll(/\W/g, "\\$&"), "gi"), "[redacted]");
  }
  return text;
}

/** A rejection in words; what is thrown may be anything. */
export function textOf(reason: unknown): string {
  try {
    return reason instanceof Error ? reason.message : String(reason);
  } catch {
    return "something that has no text";
  }
}

/** More causes than this, one below the other, tell nothing more; and they may form a circle. */
export const deepest = 8;

/**
 * The cause of an error as it is, if it has nothing but texts and numbers, and no secret in them; else
 * what can be shown of it. Clients that wrap `fetch` put whole requests at their errors, keys included.
 */
export function redactCause(cause: unknown, secrets: readonly string[], depth = 0): unknown {
  if (!(cause instanceof Error)) return cause === undefined ? undefined : redact(textOf(cause), secrets);
  if (depth > deepest) return undefined;
  const read = (key: PropertyKey): unknown => {
    try {
      return Reflect.get(cause, key);
    } catch {
      return undefined;
    }
  };
  const facts: Record<string, unknown> = {};
  let isSame = true;
  for (const key of new Set<PropertyKey>(["name", "message", "stack", "cause", "errors", ...Reflect.ownKeys(cause)])) {
    const value = read(key);
    const shown =
      key === "cause"
        ? redactCause(value, secrets, depth + 1)
        : key === "errors" && Array.isArray(value)
          ? value.slice(0, deepest).map((each) => redactCause(each, secrets, depth + 1))
          : typeof value === "string"
            ? redact(value, secrets)
            : /^(object|function|symbol)$/.test(typeof value) && value !== null
              ? undefined
              : value;
    isSame &&= Array.isArray(shown)
      ? shown.every((each, index) => each === (value as unknown[])[index])
      : shown === value;
    if (typeof key === "string" && shown !== undefined) facts[redact(key, secrets)] = shown;
  }
  if (isSame) return cause;
  const copy = cause instanceof TypeError ? new TypeError() : new Error();
  for (const [key, value] of Object.entries(facts)) {
    Object.defineProperty(copy, key, { value, enumerable: Object.prototype.propertyIsEnumerable.call(cause, key) });
  }
  return copy;
}
