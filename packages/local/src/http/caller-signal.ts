import type { Context } from "hono";
import type { Environment } from "./api.ts";

/** Aborts when the caller hangs up: the signal of a caller in this process, or that of its connection. */
export function callerSignal(context: Context<Environment>): AbortSignal {
  return context.env?.signal ?? context.req.raw.signal;
}
