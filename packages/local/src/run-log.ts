import type { JsonObject } from "./json.ts";

/** One run of a tool, or one that was refused. */
export interface RunLogEntry {
  /** The run's `log_id`. */
  id: string;
  project: string;
  session: string;
  user_id: string;
  tool: string;
  /** Id of the connected account; null if none was used. */
  account: string | null;
  arguments: JsonObject;
  /** `ok`, `error` (it ran and failed) or `refused` (it did not run). */
  outcome: "ok" | "error" | "refused";
  error: string | null;
  started_at: string;
  duration_ms: number;
  /** What the tool wrote with its `log`. */
  messages: string[];
}

export interface RunLogFilter {
  project?: string | undefined;
  session?: string | undefined;
  user_id?: string | undefined;
  tool?: string | undefined;
  account?: string | undefined;
  outcome?: string | undefined;
}

export interface RunLog {
  add(entry: RunLogEntry): void;
  /** Newest first. */
  list(filter?: RunLogFilter): RunLogEntry[];
  clear(): void;
}

const mostKept = 10_000;

/** The newest runs, so that a router which runs for weeks does not grow. */
export function createRunLog(): RunLog {
  let entries: RunLogEntry[] = [];
  return {
    add: (entry) => {
      entries.push(entry);
      // Cutting now and then costs less than cutting each time.
      if (entries.length >= 2 * mostKept) entries = entries.slice(-mostKept);
    },
    list: (filter = {}) => {
      const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
      return entries
        .slice(-mostKept)
        .filter((entry) => wanted.every(([key, value]) => entry[key as keyof RunLogFilter] === value))
        .toReversed();
    },
    clear: () => {
      entries = [];
    },
  };
}
