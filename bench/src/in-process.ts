import { Hono } from "hono";
import { respondTo, executeResponse } from "./stub-responses.ts";

const headers = { "content-type": "application/json" };

/** Returns a fixed response, so that only the client and the runtime's `Response` are measured. */
export const fixedResponse: typeof globalThis.fetch = async (input) =>
  String(input instanceof Request ? input.url : input).endsWith("/execute")
    ? new Response(executeResponse, { headers })
    : honoFetch(input, { method: "GET" });

/** A Hono handler that builds and reads a `Request`, like an in-process router. */
export const bareHandler: Hono = new Hono().all("*", async (context) => {
  const { status, text } = respondTo(context.req.method, context.req.path, await context.req.text());
  return context.body(text, status as 200, headers);
});
export const honoFetch: typeof globalThis.fetch = async (input, init) => bareHandler.fetch(new Request(input, init));
