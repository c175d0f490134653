/** What a scripted model does next: it calls tools, or says something to the user. */
export type Move =
  | { calls: { name: string; arguments: Record<string, unknown> }[]; say?: undefined }
  | { say: string; calls?: undefined };

/** A part of a script: it yields moves, is given one text for each call (or what the user replies), and has a result. */
export type Ask<Result> = Generator<Move, Result, string[]>;

/** The script cannot do its task with what it was told. */
export class CannotGoOn extends Error {}

export function need<Value>(value: Value | null | undefined, what: string): Value {
  if (value === undefined || value === null) throw new CannotGoOn(`I was not told ${what}`);
  return value;
}

export function needText(value: unknown, what: string): string {
  return need(typeof value === "string" ? value : undefined, what);
}

export function needNumber(value: unknown, what: string): number {
  return need(typeof value === "number" ? value : undefined, what);
}
