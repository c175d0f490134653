import type { Context } from "hono";
import type { Environment } from "./environment.ts";

/** Aborts when the caller hangs up: the in-process caller's own signal, or the connection's. */
export function callerSignal(context: Context<Environment>): AbortSignal {
  return context.env?.signal ?? context.req.raw.signal;
}
