import { inspect } from "node:util";
import type { HookRun } from "../hooks/run-hooks.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import { addMessage } from "./log-run.ts";

export interface HookedRun extends HookRun {
  readonly logId: string;
  /** Lines for the log entry. */
  readonly messages: string[];
}

/** Starts a run. Errors thrown by hooks go to the run log and to `onError`, like a tool's errors. */
export function hookedRun(
  router: RouterContext,
  session: StoredSession,
  run: Pick<HookedRun, "logId" | "toolkit" | "tool" | "signal">,
): HookedRun {
  const messages: string[] = [];
  return {
    ...run,
    messages,
    hookResults: [],
    onThrown: (hookId, error) => {
      addMessage(messages, `Hook ${JSON.stringify(hookId)} threw: ${inspect(error)}`);
      router.onError(error, { kind: "run", toolSlug: run.tool, logId: run.logId, sessionId: session.id });
    },
  };
}
