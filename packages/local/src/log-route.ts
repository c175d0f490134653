import type { Hono } from "hono";
import type { Environment } from "./api.ts";
import { requireArea } from "./keys.ts";

/** The newest runs of the caller's project, for a person or a test at another process. */
export function addLogRoute(app: Hono<Environment>): void {
  app.get("/_local/logs", async (context) => {
    const caller = context.get("caller");
    requireArea(caller, "sessions:read");
    const { session, user_id, tool, account, outcome, limit = "100" } = context.req.query();
    const project = caller.project.id;
    const most = Math.max(1, Math.trunc(Number(limit)) || 100);
    const items = await caller.project.context.runLog.list(
      { project, session, user_id, tool, account, outcome },
      Math.min(most, 10_000),
    );
    return context.json({ items });
  });
}
