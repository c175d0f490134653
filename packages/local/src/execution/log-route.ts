import type { Hono } from "hono";
import { refuse } from "../errors.ts";
import { requireArea } from "../requests/caller.ts";
import type { Environment } from "../requests/environment.ts";
import { checkShape, type Shape } from "../validation/shape.ts";
import { runLogFilter, type RunLogFilter } from "./run-log.ts";

/** The filter in the API's spelling. */
type RunLogQuery = Omit<RunLogFilter, "userId"> & { user_id?: string | undefined };

const { project, session, userId: user_id, ...rest } = runLogFilter;
const runLogQuery: Shape<RunLogQuery> = { project, session, user_id, ...rest };

/** Serves the newest runs of the caller's project, newest first. */
export function addLogRoute(app: Hono<Environment>): void {
  app.get("/_local/logs", async (context) => {
    const caller = context.get("caller");
    requireArea(caller, "sessions:read");
    const { limit = "100", ...query } = context.req.query();
    // A key sees its own project only.
    const filter: unknown = { ...query, project: caller.project.id };
    try {
      if (!/^[1-9]\d*$/.test(limit)) throw new TypeError("query.limit must be a whole number, at least 1");
      checkShape(filter, "query", runLogQuery);
    } catch (error) {
      return refuse("HTTP_BadRequest", "The request does not fit the schema", { errors: [(error as Error).message] });
    }
    const { user_id: userId, ...fields } = filter;
    const items = await caller.project.context.runLog.list({ ...fields, userId }, Math.min(Number(limit), 10_000));
    return context.json({ items });
  });
}
