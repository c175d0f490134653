/** Replaces secrets in a text with "[redacted]", in any case. */
export function redact(text: string, secrets: readonly string[]): string {
  for (const secret of secrets) {
    // Shorter ones are not real keys, and could match ordinary words.
    if (secret.length < 6) continue;
    text = text.replaceAll(new RegExp(secret.replaceAll(/\W/g, "\\$&"), "gi"), "[redacted]");
  }
  return text;
}

/** The message of an error, or any other thrown value as text. */
export function textOf(reason: unknown): string {
  try {
    return reason instanceof Error ? reason.message : String(reason);
  } catch {
    return "something that has no text";
  }
}

/** Causes nested more deeply are ignored; they may be circular. */
export const MAX_CAUSE_DEPTH = 8;

/**
 * The cause of an error without secrets. Returned unchanged if it contains neither secrets nor objects; otherwise a copy.
 * Objects are dropped because wrappers of `fetch` attach whole requests, with their keys, to their errors.
 */
export function redactCause(cause: unknown, secrets: readonly string[], depth = 0): unknown {
  if (!(cause instanceof Error)) return cause === undefined ? undefined : redact(textOf(cause), secrets);
  if (depth > MAX_CAUSE_DEPTH) return undefined;
  const keys = new Set<PropertyKey>(["name", "message", "stack", "cause", "errors", ...Reflect.ownKeys(cause)]);
  const fields = [...keys].map((key) => {
    const value = readField(cause, key);
    return { key, value, safe: redactField(key, value, secrets, depth) };
  });
  const isUnchanged = fields.every(({ value, safe }) =>
    Array.isArray(safe) ? safe.every((each, index) => each === (value as unknown[])[index]) : safe === value,
  );
  if (isUnchanged) return cause;
  const copy = cause instanceof TypeError ? new TypeError() : new Error();
  for (const { key, safe } of fields) {
    if (typeof key !== "string" || safe === undefined) continue;
    const enumerable = Object.prototype.propertyIsEnumerable.call(cause, key);
    Object.defineProperty(copy, redact(key, secrets), { value: safe, enumerable });
  }
  return copy;
}

function readField(error: Error, key: PropertyKey): unknown {
  try {
    return Reflect.get(error, key);
  } catch {
    // A getter threw: the field is dropped.
    return undefined;
  }
}

function redactField(key: PropertyKey, value: unknown, secrets: readonly string[], depth: number): unknown {
  if (key === "errors" && Array.isArray(value)) return value.map((each) => redactCause(each, secrets, depth + 1));
  if (key === "cause") return redactCause(value, secrets, depth + 1);
  if (typeof value === "string") return redact(value, secrets);
  return typeof value === "symbol" || Object(value) === value ? undefined : value;
}
