// Starts a server, prints its port, and exits with its parent. `node local-server.ts router` starts the local router,
// `node local-server.ts bare` a bare Hono handler that reads and writes the same JSON.
import { serve } from "@hono/node-server";
import { createLocalRouter } from "@tool-router/local";
import { Hono } from "hono";
import { respondTo, key } from "./stub-responses.ts";
import { github } from "./local-toolkits.ts";

if (process.argv[2] === "bare") {
  const bare = new Hono().all("*", async (context) => {
    const { status, text } = respondTo(context.req.method, context.req.path, await context.req.text());
    return context.json(JSON.parse(text) as object, status as 200);
  });
  serve({ fetch: bare.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => console.log(port));
} else {
  const { origin } = await createLocalRouter({ toolkits: [github], apiKey: key }).listen();
  console.log(new URL(origin).port);
}
process.stdin.on("end", () => process.exit()).resume();
