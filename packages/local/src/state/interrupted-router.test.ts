import { expect, test } from "vitest";
import { createLocalRouter, type LocalRouter } from "../router.ts";
import type { Schemas } from "../spec.ts";
import { dyingStore } from "../testing/dying-store.ts";
import { github, githubAccount } from "../testing/test-router.ts";
import { ask, vaultRouter } from "../testing/vault-router.ts";
import { memoryStore } from "./memory-store.ts";
import type { Store } from "./store.ts";

const path = (id: string): string => `/tool_router/session/${id}`;
const file = { mount_relative_path: "a.txt", mimetype: "text/plain" };

/** Creates, changes and deletes records of every kind. */
async function live(router: LocalRouter): Promise<void> {
  const { body: session } = await ask<Schemas["Session"]>(router, "POST", "/tool_router/session", { user_id: "u" });
  const own = path(session.session_id);
  await ask(router, "PATCH", own, { search: { enable: false } });
  const { body: link } = await ask<Schemas["LinkResponse"]>(router, "POST", `${own}/link`, {
    toolkit: "vault",
    alias: "work",
  });
  await ask(router, "POST", `${router.baseUrl}/_local/link/${link.link_token}/complete`);
  const rename = (alias: string): object => ({
    slug: "COMPOSIO_MANAGE_CONNECTIONS",
    arguments: {
      toolkits: [{ name: "vault", action: "rename", account_id: link.connected_account_id, alias }],
    },
  });
  await ask(router, "POST", `${own}/execute_meta`, rename("home"));
  const { body: up } = await ask<Schemas["UploadUrlResponse"]>(router, "POST", `${own}/mounts/files/upload_url`, file);
  for (const text of ["one", "two"]) await ask(router, "PUT", up.upload_url, text, { "content-type": "text/plain" });
  await ask(router, "POST", `${own}/execute`, { tool_slug: "VAULT_OPEN" }, { "idempotency-key": "k" });
  await ask(router, "DELETE", `/connected_accounts/${link.connected_account_id}`);
  await ask(router, "DELETE", own);
}

/** Problems that a router has with the stored state. */
async function problemsWith(store: Store, sessions: readonly string[]): Promise<unknown[]> {
  const router = vaultRouter(store);
  const problems: unknown[] = [];
  const check = (what: string, isGood: boolean, found: unknown): void => {
    if (!isGood) problems.push([what, found]);
  };
  const list = async () =>
    (await ask<Schemas["ConnectedAccountPage"]>(router, "GET", "/connected_accounts?limit=100")).body.items;
  for (const account of await list()) {
    const { body } = await ask<Schemas["ConnectedAccount"]>(router, "GET", `/connected_accounts/${account.id}`);
    check("an account in the list", body.status === account.status, body);
  }
  for (const id of sessions) {
    const { status, body } = await ask<Schemas["Session"]>(router, "GET", path(id));
    const { body: items } = await ask<Schemas["MountItemsPage"]>(router, "GET", `${path(id)}/mounts/files/items`);
    check("a session", status === 200 || status === 404, body);
    if (status !== 200) continue;
    for (const item of items.items) {
      const { body: down } = await ask<Schemas["DownloadUrlResponse"]>(
        router,
        "POST",
        `${path(id)}/mounts/files/download_url`,
        { mount_relative_path: item.mount_relative_path },
      );
      const { body: text } = await ask(router, "GET", down.download_url);
      check("a file", text === "one" || text === "two", text);
    }
    const patched = await ask<Schemas["Session"]>(router, "PATCH", path(id), { search: { enable: true } });
    check("a change", patched.body.config_version === body.config_version + 1, patched.body);
    const history = await ask<Schemas["ConfigHistoryPage"]>(router, "GET", `${path(id)}/config_history`);
    check("the history", history.body.items.length === patched.body.config_version, history.body);
  }
  const { body: session } = await ask<Schemas["Session"]>(router, "POST", "/tool_router/session", { user_id: "u" });
  for (const alias of ["work", "home"]) {
    const isTaken = (await list()).some((account) => account.alias === alias);
    const linked = await ask(router, "POST", `${path(session.session_id)}/link`, { toolkit: "vault", alias });
    check(`the alias ${alias}`, linked.status === (isTaken ? 400 : 201), linked);
  }
  await router.runs();
  return problems;
}

test("starts after a crash before any write", async () => {
  const most = 200;
  const problems: unknown[] = [];
  let survived = false;
  for (let writes = 0; writes < most && !survived; writes++) {
    const inner = memoryStore();
    const { store, died } = dyingStore(inner, writes);
    const sessions: string[] = [];
    const router = vaultRouter(store);
    const fetch: typeof router.fetch = async (input, init) => {
      const response = await router.fetch(input, init);
      const { session_id: id } = (await response
        .clone()
        .json()
        .catch(() => ({}))) as { session_id?: string };
      if (id !== undefined && !sessions.includes(id)) sessions.push(id);
      return response;
    };
    survived = await Promise.race([live({ ...router, fetch }).then(() => true), died.then(() => false)]);
    const found = await problemsWith(inner, sessions);
    if (found.length > 0) problems.push({ writes, found });
  }
  expect(problems).toEqual([]);
  expect(survived).toBe(true);
});

test("completes interrupted seeding at the next start", async () => {
  const most = 50;
  let survived = false;
  for (let writes = 0; writes < most && !survived; writes++) {
    const inner = memoryStore();
    const seeded = (store: Store): LocalRouter =>
      createLocalRouter({ toolkits: [github()], accounts: [{ ...githubAccount, alias: "work" }], store });
    const { store, died } = dyingStore(inner, writes);
    survived = await Promise.race([
      seeded(store)
        .runs()
        .then(() => true),
      died.then(() => false),
    ]);
    const next = seeded(inner);
    const { body } = await ask<Schemas["ConnectedAccountPage"]>(next, "GET", "/connected_accounts");
    expect([writes, body.items.map(({ id, alias }) => [id, alias])]).toEqual([writes, [["ca_seed", "work"]]]);
  }
  expect(survived).toBe(true);
});
