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
  let isSame = true;
  const show = (key: PropertyKey): unknown => {
    let value: unknown;
    try {
      value = Reflect.get(cause, key);
    } catch {
      // A field that cannot be read tells nothing.
    }
    const inner = (each: unknown): unknown => redactCause(each, secrets, depth + 1);
    const many = key === "errors" && Array.isArray(value) ? value : undefined;
    const shown =
      many?.map(inner) ??
      (key === "cause"
        ? inner(value)
        : typeof value === "string"
          ? redact(value, secrets)
          : typeof value === "symbol" || Object(value) === value
            ? undefined
            : value);
    isSame &&= many ? many.every((each, index) => each === (shown as unknown[])[index]) : shown === value;
    return shown;
  };
  const keys = new Set<PropertyKey>(["name", "message", "stack", "cause", "errors", ...Reflect.ownKeys(cause)]);
  const facts = [...keys].map((key) => [key, show(key)] as const);
  if (isSame) return cause;
  const copy = cause instanceof TypeError ? new TypeError() : new Error();
  for (const [key, value] of facts) {
    if (typeof key !== "string" || value === undefined) continue;
    const enumerable = Object.prototype.propertyIsEnumerable.call(cause, key);
    Object.defineProperty(copy, redact(key, secrets), { value, enumerable });
  }
  return copy;
}
