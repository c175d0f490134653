/** Checks the fields of one definition. An error names the field and what it must be. */
export interface FieldChecks {
  /** Throws unless `fits`. */
  readonly required: (field: string, fits: boolean, expected: string) => void;
  /** Like `required`, but accepts undefined. */
  readonly optional: (field: string, value: unknown, fits: (value: unknown) => boolean, expected: string) => void;
  /** Makes the error for a problem of the definition. */
  readonly problem: (text: string, cause?: unknown) => TypeError;
}

/** `where` is the prefix of each message: `toolkit "github": tool "GITHUB_X"`. */
export function fieldChecks(where: string): FieldChecks {
  const problem = (text: string, cause?: unknown): TypeError => new TypeError(`${where}: ${text}`, { cause });
  const required = (field: string, fits: boolean, expected: string): void => {
    if (!fits) throw problem(`${field} must be ${expected}`);
  };
  return {
    required,
    optional: (field, value, fits, expected) => {
      required(field, value === undefined || fits(value), expected);
    },
    problem,
  };
}

/** `tool "GITHUB_X"`, or `tool without slug`. */
export function called(kind: string, slug: unknown): string {
  return `${kind} ${typeof slug === "string" ? JSON.stringify(slug) : "without slug"}`;
}

export function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

export function isFunction(value: unknown): boolean {
  return typeof value === "function";
}
