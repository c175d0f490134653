import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "./session.ts";

export async function requireSession(router: RouterContext, id: string): Promise<StoredSession> {
  return (
    (await router.sessions.get(id)) ??
    refuse("ToolRouterV2_SessionNotFound", `No session ${id}`, {
      suggestedFix: "Create a session and use its session_id",
    })
  );
}
