import type { Account } from "../accounts/accounts.ts";
import { Refusal, storeRefusal } from "../errors.ts";
import { preview } from "../files/offload.ts";
import type { JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import type { State } from "../state/state.ts";
import { oneOf, text, type Shape } from "../validation/shape.ts";

/** One run of a tool, or one that was refused. */
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
   * `ok`, `error` (it ran and failed), `refused` (it did not run), `asked` (it did not run: it waits for an approval) or
   * `withheld` (it ran, and a hook blocked its result).
   */
  outcome: "ok" | "error" | "refused" | "asked" | "withheld";
  error: string | null;
  started_at: string;
  duration_ms: number;
  /** What the tool wrote with its `log`. */
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

/** One that is misspelt would find nothing, as if nothing had run. */
export const runLogFilter: Shape<RunLogFilter> = {
  project: text,
  session: text,
  userId: text,
  tool: text,
  account: text,
  outcome: oneOf("ok", "error", "refused", "asked", "withheld"),
};

/** An entry with its arguments as the text that they were when the run began. */
export interface NewRunLogEntry extends Omit<RunLogEntry, "arguments"> {
  arguments: string;
}

export interface RunLog {
  add(entry: NewRunLogEntry): Promise<void>;
  /** Newest first, and no more than `limit`. */
  list(filter?: RunLogFilter, limit?: number): Promise<RunLogEntry[]>;
}

const mostKept = 10_000;
const atOnce = 500;

/** The newest runs, so that a router which runs for weeks does not grow. */
export function createRunLog(state: State): RunLog {
  return {
    add: async (entry) => {
      const number = await state.increment("runs");
      await state.write(entryKey(number), entry);
      // Deleting many now and then costs less than one each time.
      if (number % atOnce === 0 && number > mostKept) {
        await state.delete(...numbersBelow(number - mostKept + 1, atOnce).map(entryKey));
      }
    },
    list: async (filter = {}, limit = mostKept) => {
      const { userId: user_id, ...fields } = filter;
      const wanted = Object.entries({ ...fields, user_id }).filter(([, value]) => value !== undefined);
      const newest = await state.count("runs");
      const entries: RunLogEntry[] = [];
      for (let read = 0; read < mostKept && read < newest && entries.length < limit; read += atOnce) {
        const found = await state.readMany<NewRunLogEntry>(numbersBelow(newest - read + 1, atOnce).map(entryKey));
        for (const record of found) {
          // A number without an entry is that of a run whose router was killed.
          if (record === undefined) continue;
          if (!wanted.every(([key, value]) => record.value[key as keyof typeof fields] === value)) continue;
          entries.push({ ...record.value, arguments: JSON.parse(record.value.arguments) as JSONObject });
        }
      }
      return entries.slice(0, limit);
    },
  };
}

/** Descending, and none below 1. */
function numbersBelow(end: number, count: number): number[] {
  return Array.from({ length: Math.min(count, end - 1) }, (_, index) => end - 1 - index);
}

function entryKey(number: number): string {
  return `run/${number}`;
}

/** Writes the entry, unless that was tried before. */
export type FinishRun = (
  outcome: RunLogEntry["outcome"],
  error: string | null,
  run?: { account: Account | undefined; messages: string[] },
) => Promise<void>;

/** Begins the log's entry of a run; what is given ends it. */
export function logRun(
  router: RouterContext,
  session: StoredSession,
  { id, tool, args }: { id: string; tool: string; args: JSONObject },
): FinishRun {
  const startedAt = router.now();
  // The tool may change its arguments, and nobody reads megabytes of them.
  const written = JSON.stringify(args);
  const kept = written.length > MAX_LOGGED_CHARACTERS ? JSON.stringify(preview(args)) : written;
  let isFinished = false;
  return async (outcome, error, run) => {
    if (isFinished) return;
    isFinished = true;
    await router.runLog.add({
      id,
      project: router.projectId,
      session: session.id,
      user_id: session.settings.user_id,
      tool,
      account: run?.account?.id ?? null,
      arguments: kept,
      outcome,
      error: error === null ? null : truncated(error, MAX_LOGGED_CHARACTERS),
      started_at: startedAt.toISOString(),
      duration_ms: router.now().getTime() - startedAt.getTime(),
      messages: run?.messages ?? [],
    });
  };
}

/** Writes the entry of a call that threw, and gives the error for the caller. If the store failed, it says whether the call ran. */
export async function logThrown(
  thrown: unknown,
  { what, hasRun, finish }: { what: string; hasRun: boolean; finish: FinishRun },
  run?: Parameters<FinishRun>[2],
): Promise<unknown> {
  const error = storeRefusal(thrown, what, hasRun);
  try {
    await finish(hasRun ? "error" : "refused", error instanceof Refusal ? error.message : "The router failed", run);
  } catch (unlogged) {
    return error === thrown ? storeRefusal(unlogged, what, hasRun) : error;
  }
  return error;
}

const MAX_LOGGED_CHARACTERS = 10_000;
const MAX_MESSAGES = 1000;

/** Adds a line to a run's messages. Past the limits, one last line says that the rest is missing. */
export function addMessage(messages: string[], message: string): void {
  if (messages.at(-1) === MESSAGES_DROPPED) return;
  const left = MAX_LOGGED_CHARACTERS - messages.reduce((sum, { length }) => sum + length, 0);
  if (left <= 0 || messages.length >= MAX_MESSAGES) messages.push(MESSAGES_DROPPED);
  else messages.push(truncated(message, left));
}

const MESSAGES_DROPPED = `...later messages are not kept: a run keeps ${MAX_MESSAGES} messages and ${MAX_LOGGED_CHARACTERS} characters`;

function truncated(written: string, most: number): string {
  const left = written.length - most;
  return left > 0 ? `${written.slice(0, most)}...${left} more characters` : written;
}
