import { Hono } from "hono";
import { answerTo, executed } from "./answers.ts";

const headers = { "content-type": "application/json" };

/** Nothing but an answer: what is left is the client, and the runtime's `Response`. */
export const constant: typeof globalThis.fetch = async (input) =>
  String(input instanceof Request ? input.url : input).endsWith("/execute")
    ? new Response(executed, { headers })
    : served(input, { method: "GET" });

/** A server in this process, as tests and local routers have it: it makes a request of what it gets, and reads it. */
export const bare: Hono = new Hono().all("*", async (context) => {
  const { status, text } = answerTo(context.req.method, context.req.path, await context.req.text());
  return context.body(text, status as 200, headers);
});
export const served: typeof globalThis.fetch = async (input, init) => bare.fetch(new Request(input, init));
