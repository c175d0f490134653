import type { JSONObject } from "../json.ts";
import type { State } from "../state/state.ts";
import { oneOf, text, type Shape } from "../validation/shape.ts";

/** A run of a tool, or a refused one. */
export interface RunLogEntry {
  /** The run's `log_id`. */
  id: string;
  project: string;
  /** Empty for a run outside of sessions. */
  session: string;
  user_id: string;
  tool: string;
  /** Id of the connected account; null if none was used. */
  account: string | null;
  arguments: JSONObject;
  /**
   * `ok`, `error` (it ran and failed), `refused` (it did not run), `asked` (it did not run: an approval is pending) or
   * `withheld` (it ran, but a hook blocked its result).
   */
  outcome: "ok" | "error" | "refused" | "asked" | "withheld";
  error: string | null;
  started_at: string;
  duration_ms: number;
  /** Lines that the tool logged with `context.log`. */
  messages: string[];
}

export interface RunLogFilter {
  project?: string | undefined;
  session?: string | undefined;
  userId?: string | undefined;
  tool?: string | undefined;
  account?: string | undefined;
  outcome?: RunLogEntry["outcome"] | undefined;
}

/** Unknown fields are rejected: a misspelled filter would match nothing. */
export const runLogFilter: Shape<RunLogFilter> = {
  project: text,
  session: text,
  userId: text,
  tool: text,
  account: text,
  outcome: oneOf("ok", "error", "refused", "asked", "withheld"),
};

/** An entry with its arguments serialized when the run began. */
export interface NewRunLogEntry extends Omit<RunLogEntry, "arguments"> {
  arguments: string;
}

export interface RunLog {
  add(entry: NewRunLogEntry): Promise<void>;
  /** Newest first, at most `limit`. */
  list(filter?: RunLogFilter, limit?: number): Promise<RunLogEntry[]>;
}

const MAX_ENTRIES = 10_000;
const BATCH_SIZE = 500;

/** Keeps the newest 10,000 runs. */
export function createRunLog(state: State): RunLog {
  return {
    add: async (entry) => {
      const number = await state.increment("runs");
      await state.write(entryKey(number), entry);
      // Deletes in batches, which costs less than one deletion per run.
      if (number % BATCH_SIZE === 0 && number > MAX_ENTRIES) {
        await state.delete(...numbersBelow(number - MAX_ENTRIES + 1, BATCH_SIZE).map(entryKey));
      }
    },
    list: async (filter = {}, limit = MAX_ENTRIES) => {
      const { userId: user_id, ...fields } = filter;
      const wanted = Object.entries({ ...fields, user_id }).filter(([, value]) => value !== undefined);
      const newest = await state.count("runs");
      const entries: RunLogEntry[] = [];
      for (let read = 0; read < MAX_ENTRIES && read < newest && entries.length < limit; read += BATCH_SIZE) {
        const found = await state.readMany<NewRunLogEntry>(numbersBelow(newest - read + 1, BATCH_SIZE).map(entryKey));
        for (const record of found) {
          // The router crashed between taking the number and writing the entry.
          if (record === undefined) continue;
          if (!wanted.every(([key, value]) => record.value[key as keyof typeof fields] === value)) continue;
          entries.push({ ...record.value, arguments: JSON.parse(record.value.arguments) as JSONObject });
        }
      }
      return entries.slice(0, limit);
    },
  };
}

/** The `count` numbers below `end`, descending, but at least 1. */
function numbersBelow(end: number, count: number): number[] {
  return Array.from({ length: Math.min(count, end - 1) }, (_, index) => end - 1 - index);
}

function entryKey(number: number): string {
  return `run/${number}`;
}
