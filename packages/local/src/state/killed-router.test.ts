import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { LocalRouter } from "../router.ts";
import type { Schemas } from "../spec.ts";
import { sqliteTestStore, redisTestStore, redisUrl, type TestStore } from "../testing/test-stores.ts";
import { ask, vaultRouter, type Answered } from "../testing/vault-router.ts";

let place: TestStore | undefined;
afterEach(() => place?.remove());

// `TEST_KILL_ROUNDS=20` is the weekly check.
const rounds = Number(process.env["TEST_KILL_ROUNDS"] ?? 3);
const answersPerRound = [1, 8, 24];
const timeout = rounds * 20_000;

/** Starts a router process, kills it after a number of responses, and returns these responses. */
async function killedAfter(answers: number, where: readonly string[]): Promise<Answered[]> {
  const child = spawn(
    process.execPath,
    ["--conditions=@tool-router/source", join(import.meta.dirname, "../testing/router-process.ts"), ...where],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let written = "";
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    written += text;
    if (written.split("\n").length > answers) child.kill("SIGKILL");
  });
  const signal = await new Promise((resolve) => child.once("close", (_, name) => resolve(name)));
  expect([signal, complaint]).toEqual(["SIGKILL", ""]);
  // The last line may be incomplete.
  return written
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Answered);
}

/** Acknowledged writes that another router with the same store does not find. */
async function lost(router: LocalRouter, answered: readonly Answered[]): Promise<unknown[]> {
  const missing: unknown[] = [];
  const expectSame = (what: Answered, found: unknown, wanted: unknown): void => {
    if (JSON.stringify(found) !== JSON.stringify(wanted)) missing.push({ what, found });
  };
  const runs = new Set((await router.runs()).map(({ id }) => id));
  for (const what of answered) {
    const { path } = what;
    switch (what.kind) {
      case "session": {
        const { status, body } = await ask<Schemas["Session"]>(router, "GET", path);
        // An unacknowledged change may have been applied.
        if (status !== 200 || body.config_version < what.version) missing.push({ what, body });
        else if (body.config_version === what.version)
          expectSame(what, body.config.manage_connections?.callback_url, what.callback);
        const history = await ask<Schemas["ConfigHistoryPage"]>(router, "GET", `${path}/config_history`);
        const entry = history.body.items.find(({ version }) => version === what.version);
        expectSame(what, entry?.config.manage_connections?.callback_url, what.callback);
        break;
      }
      case "deleted":
        expectSame(what, (await ask(router, "GET", path)).status, 404);
        break;
      case "account": {
        const { body } = await ask<Schemas["ConnectedAccount"]>(router, "GET", `/connected_accounts/${what.id}`);
        expectSame(what, [body.status, body.alias], ["ACTIVE", what.alias]);
        const opened = await ask<Schemas["ExecuteResult"]>(router, "POST", `${path}/execute`, {
          tool_slug: "VAULT_OPEN",
          account: what.alias,
        });
        expectSame(what, opened.body.data, { secret: what.secret });
        const again = await ask(router, "POST", `${path}/link`, { toolkit: "vault", alias: what.alias });
        expectSame(what, again.status, 400);
        break;
      }
      case "file": {
        const mount = `${path}/mounts/files`;
        const file = { mount_relative_path: what.name };
        const { body } = await ask<Schemas["DownloadUrlResponse"]>(router, "POST", `${mount}/download_url`, file);
        expectSame(what, (await ask(router, "GET", body.download_url)).body, what.text);
        const items = await ask<Schemas["MountItemsPage"]>(router, "GET", `${mount}/items`);
        expectSame(
          what,
          items.body.items.map(({ size }) => size),
          [what.text.length],
        );
        break;
      }
      case "run": {
        const headers = { "idempotency-key": what.key };
        const body = { tool_slug: "VAULT_OPEN" };
        const again = await ask<Schemas["ExecuteResult"]>(router, "POST", `${path}/execute`, body, headers);
        expectSame(what, [again.status, again.body.log_id, runs.has(what.log)], [200, what.log, true]);
      }
    }
  }
  const all = await ask<Schemas["ConnectedAccountPage"]>(router, "GET", "/connected_accounts?limit=1000");
  expect(all.status).toBe(200);
  return missing;
}

/** Kills one router after another. Reads the acknowledged writes with a surviving router and with a new one. */
async function afterKills(at: TestStore, where: readonly string[]): Promise<{ answers: number; missing: unknown[] }> {
  const answered: Answered[] = [];
  const survivor = vaultRouter(at.open());
  await survivor.runs();
  for (let round = 0; round < rounds; round++) {
    const fresh = await killedAfter(answersPerRound[round % answersPerRound.length] as number, where);
    answered.push(...fresh);
    const missing = await lost(survivor, fresh);
    if (missing.length > 0) return { answers: answered.length, missing };
  }
  await survivor.close();
  const next = vaultRouter(at.open());
  const missing = await lost(next, answered);
  await next.close();
  return { answers: answered.length, missing };
}

test("loses no acknowledged write in SQLite", { timeout }, async () => {
  const at = sqliteTestStore();
  place = at;
  const { answers, missing } = await afterKills(at, ["sqlite", at.file]);
  expect(missing).toEqual([]);
  expect(answers).toBeGreaterThanOrEqual(10 * rounds);
});

test.skipIf(redisUrl === undefined)("loses no acknowledged write in Redis", { timeout }, async () => {
  const at = redisTestStore(redisUrl as string);
  place = at;
  const { answers, missing } = await afterKills(at, ["redis", redisUrl as string, at.prefix]);
  expect(missing).toEqual([]);
  expect(answers).toBeGreaterThanOrEqual(10 * rounds);
});
