import type { Account } from "../accounts/account.ts";
import { Refusal, storeRefusal } from "../errors.ts";
import { preview } from "../files/offload.ts";
import type { JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import type { RunLogEntry } from "./run-log.ts";

/** Writes the log entry. Later calls do nothing. */
export type FinishRun = (
  outcome: RunLogEntry["outcome"],
  error: string | null,
  run?: { account: Account | undefined; messages: string[] },
) => Promise<void>;

/** Starts the log entry of a run. Call the returned function to finish it. */
export function logRun(
  router: RouterContext,
  session: StoredSession,
  { id, tool, args }: { id: string; tool: string; args: JSONObject },
): FinishRun {
  const startedAt = router.now();
  // Serialized now, because the tool may mutate its arguments.
  const serialized = JSON.stringify(args);
  const kept = serialized.length > MAX_LOGGED_CHARACTERS ? JSON.stringify(preview(args)) : serialized;
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

/** Finishes the log entry of a call that threw. Returns the error for the caller; after a store failure it says whether the call ran. */
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

/** Adds a line to a run's messages. Beyond the limits, adds one last line about the dropped messages. */
export function addMessage(messages: string[], message: string): void {
  if (messages.at(-1) === MESSAGES_DROPPED) return;
  const left = MAX_LOGGED_CHARACTERS - messages.reduce((sum, { length }) => sum + length, 0);
  if (left <= 0 || messages.length >= MAX_MESSAGES) messages.push(MESSAGES_DROPPED);
  else messages.push(truncated(message, left));
}

const MESSAGES_DROPPED = `...later messages are not kept: a run keeps ${MAX_MESSAGES} messages and ${MAX_LOGGED_CHARACTERS} characters`;

function truncated(text: string, max: number): string {
  const left = text.length - max;
  return left > 0 ? `${text.slice(0, max)}...${left} more characters` : text;
}
