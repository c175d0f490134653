import { inspect } from "node:util";
import type { HookRun } from "../hooks/run-hooks.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import { addMessage } from "./run-log.ts";

export interface HookedRun extends HookRun {
  readonly logId: string;
  /** Lines for the run log. */
  readonly messages: string[];
}

/** Begins a run. What one of its hooks throws goes where a tool's error goes: to the run log and to `onError`. */
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
