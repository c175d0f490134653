import type { Hono } from "hono";
import { refuse } from "../errors.ts";
import { runLogFilter, type RunLogFilter } from "../execution/run-log.ts";
import { checkShape, type Shape } from "../validation/shape.ts";
import type { Environment } from "./api.ts";
import { requireArea } from "./keys.ts";

/** The filter in the spelling of the API. */
type RunLogQuery = Omit<RunLogFilter, "userId"> & { user_id?: string | undefined };

const { project, session, userId: user_id, ...others } = runLogFilter;
const runLogQuery: Shape<RunLogQuery> = { project, session, user_id, ...others };

/** The newest runs of the caller's project, for a person or a test at another process. */
export function addLogRoute(app: Hono<Environment>): void {
  app.get("/_local/logs", async (context) => {
    const caller = context.get("caller");
    requireArea(caller, "sessions:read");
    const { limit = "100", ...query } = context.req.query();
    // A key sees its own project and no other.
    const filter: unknown = { ...query, project: caller.project.id };
    try {
      if (!/^[1-9]\d*$/.test(limit)) throw new TypeError("query.limit must be a whole number from 1 up");
      checkShape(filter, "query", runLogQuery);
    } catch (error) {
      return refuse("HTTP_BadRequest", "The request does not fit the schema", { errors: [(error as Error).message] });
    }
    const { user_id: userId, ...fields } = filter;
    const items = await caller.project.context.runLog.list({ ...fields, userId }, Math.min(Number(limit), 10_000));
    return context.json({ items });
  });
}
