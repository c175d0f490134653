// `node router-process.ts sqlite|redis <file or URL> <prefix>`: sends requests to a router and prints each response, until it
// is killed.
import { writeSync } from "node:fs";
import type { Schemas } from "../spec.ts";
import { redisStore } from "../state/redis-store.ts";
import { sqliteStore } from "../state/sqlite-store.ts";
import { ask, vaultRouter, type Answered } from "./vault-router.ts";

const [kind, where = "", prefix] = process.argv.slice(2);
const router = vaultRouter(kind === "sqlite" ? sqliteStore(where) : redisStore(where, { prefix }));
const start = Date.now().toString(36);

// Concurrent workers, so that requests are always in flight.
await Promise.all([0, 1, 2].map(work));

async function work(worker: number): Promise<void> {
  for (let round = 0; round < 1000; round++) await once(`${start}_${worker}_${round}`);
}

async function once(name: string): Promise<void> {
  const callback = (version: number): string => `https://example.com/${name}/${version}`;
  const config = (version: number) => ({ manage_connections: { callback_url: callback(version) } });
  const { session_id: id } = await must<Schemas["Session"]>("POST", "/tool_router/session", {
    user_id: name,
    ...config(1),
  });
  const path = `/tool_router/session/${id}`;
  say({ kind: "session", path, version: 1, callback: callback(1) });
  await must("PATCH", path, config(2));
  say({ kind: "session", path, version: 2, callback: callback(2) });

  const secret = `secret-${name}`;
  const alias = `alias ${name}`;
  const link = await must<Schemas["LinkResponse"]>("POST", `${path}/link`, { toolkit: "vault", alias });
  const account = link.connected_account_id;
  await must("POST", `${router.baseUrl}/_local/link/${link.link_token}/complete`, { credentials: { secret } });
  say({ kind: "account", path, id: account, alias, secret });

  const file = { mount_relative_path: `${name}.txt`, mimetype: "text/plain" };
  const { upload_url: url } = await must<Schemas["UploadUrlResponse"]>("POST", `${path}/mounts/files/upload_url`, file);
  const text = name.repeat(500);
  await must("PUT", url, text, { "content-type": "text/plain" });
  say({ kind: "file", path, name: file.mount_relative_path, text });

  const key = `key ${name}`;
  const run = await must<Schemas["ExecuteResult"]>(
    "POST",
    `${path}/execute`,
    { tool_slug: "VAULT_OPEN" },
    { "idempotency-key": key },
  );
  say({ kind: "run", path, key, account, log: run.log_id });

  const { session_id: other } = await must<Schemas["Session"]>("POST", "/tool_router/session", { user_id: name });
  await must("DELETE", `/tool_router/session/${other}`);
  say({ kind: "deleted", path: `/tool_router/session/${other}` });
}

async function must<Body>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Body> {
  const answer = await ask<Body>(router, method, path, body, headers);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

function say(answered: Answered): void {
  writeSync(1, `${JSON.stringify(answered)}\n`);
}
