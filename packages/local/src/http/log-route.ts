import type { Hono } from "hono";
import { refuse } from "../errors.ts";
import { runLogFilter } from "../execution/run-log.ts";
import { checkShape } from "../validation/shape.ts";
import type { Environment } from "./api.ts";
import { requireArea } from "./keys.ts";

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
      checkShape(filter, "query", runLogFilter);
    } catch (error) {
      return refuse("HTTP_BadRequest", "The request does not fit the schema", { errors: [(error as Error).message] });
    }
    const items = await caller.project.context.runLog.list(filter, Math.min(Number(limit), 10_000));
    return context.json({ items });
  });
}
