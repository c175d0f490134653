// Starts a server, prints its port, and exits with its parent. `node local-server.ts router` starts the local router,
// `node local-server.ts sqlite` one with its state in SQLite, and `node local-server.ts bare` a bare Hono handler that reads
// and writes the same JSON.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { createLocalRouter, sqliteStore, type LocalRouterOptions } from "@tool-router/local";
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
  const state = process.argv[2] === "sqlite" ? inSQLite() : {};
  const { origin } = await createLocalRouter({ toolkits: [github], apiKey: key, ...state }).listen();
  console.log(new URL(origin).port);
}
process.stdin.on("end", () => process.exit()).resume();

function inSQLite(): Partial<LocalRouterOptions> {
  const directory = mkdtempSync(join(tmpdir(), "tool-router-bench-"));
  process.on("exit", () => {
    rmSync(directory, { recursive: true });
  });
  return { store: sqliteStore(join(directory, "state.db")), encryptionKey: new Uint8Array(32) };
}
