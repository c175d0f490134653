import { expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { heldStore } from "../testing/held-store.ts";
import { ask, vaultRouter } from "../testing/vault-router.ts";
import { memoryStore } from "./memory-store.ts";

// A router that is killed has lost nothing that it had answered: so it answers when the last write is done.
test.each([
  ["a new session", "session/", "create"],
  ["what a session was configured as before", "config/", "patch"],
  ["what it is configured as now", "session/", "patch"],
  ["a deletion", "session/", "delete"],
  ["an account", "account/", "link"],
  ["an account in the list of all", "/accounts", "link"],
  ["an account in the list of its user", "accounts-of/", "link"],
  ["an alias", "alias/", "link"],
  ["a link", "link/", "link"],
  ["a completed link", "account/", "complete"],
  ["the permission to upload", "grant/", "presign"],
  ["the bytes of a file", "blob/", "upload"],
  ["a file", "file/", "upload"],
  ["a file in the list of all", "files/", "upload"],
  ["a run in the log", "run/", "execute"],
  ["the outcome for an idempotency key", "idempotency/", "execute"],
])("%s is written before it is answered", async (_, part, action) => {
  const { store, hold } = heldStore(memoryStore());
  const router = vaultRouter(store);
  const { body: session } = await ask<Schemas["Session"]>(router, "POST", "/tool_router/session", { user_id: "u" });
  const path = `/tool_router/session/${session.session_id}`;
  const link = async (alias: string) =>
    ask<Schemas["LinkResponse"]>(router, "POST", `${path}/link`, { toolkit: "vault", alias });
  const complete = async (token: string) => ask(router, "POST", `${router.baseUrl}/_local/link/${token}/complete`);
  const { body: first } = await link("first");
  await complete(first.link_token);
  const { body: second } = await link("second");
  const presign = async () =>
    ask<Schemas["UploadUrlResponse"]>(router, "POST", `${path}/mounts/files/upload_url`, {
      mount_relative_path: "a.txt",
      mimetype: "text/plain",
    });
  const { body: file } = await presign();
  const actions: Record<string, () => Promise<{ status: number }>> = {
    create: () => ask(router, "POST", "/tool_router/session", { user_id: "u" }),
    patch: () => ask(router, "PATCH", path, { search: { enable: false } }),
    delete: () => ask(router, "DELETE", path),
    link: () => link("third"),
    complete: () => complete(second.link_token),
    presign,
    upload: () => ask(router, "PUT", file.upload_url, "text", { "content-type": "text/plain" }),
    execute: () => ask(router, "POST", `${path}/execute`, { tool_slug: "VAULT_OPEN" }, { "idempotency-key": "key" }),
  };

  const held = hold(part);
  let isAnswered = false;
  const answer = actions[action]?.().finally(() => {
    isAnswered = true;
  });
  await held.arrived;
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(isAnswered).toBe(false);
  held.letGo();
  expect((await answer)?.status).toBeLessThan(300);
});
