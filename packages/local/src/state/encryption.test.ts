import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "redis";
import { afterEach, describe, expect, test } from "vitest";
import { createLocalRouter } from "../router.ts";
import type { Schemas } from "../spec.ts";
import { encryptionKey, sqliteTestStore, redisTestStore, redisUrl, type TestStore } from "../testing/test-stores.ts";
import { ask, vaultRouter } from "../testing/vault-router.ts";
import { memoryStore } from "./memory-store.ts";
import { createEncryption } from "./encryption.ts";
import { sqliteStore } from "./sqlite-store.ts";
import { createState } from "./state.ts";
import type { Store } from "./store.ts";

let place: TestStore | undefined;
afterEach(() => place?.remove());

/** Makes requests that store secrets. Returns the secrets. */
async function leaveSecrets(store: Store): Promise<string[]> {
  const router = vaultRouter(store);
  const secret = "hunter2-credential";
  const { body: session } = await ask<Schemas["Session"]>(router, "POST", "/tool_router/session", { user_id: "u" });
  const path = `/tool_router/session/${session.session_id}`;
  const { body: link } = await ask<Schemas["LinkResponse"]>(
    router,
    "POST",
    `${path}/link`,
    { toolkit: "vault" },
    { "idempotency-key": "hunter2-key" },
  );
  const complete = `${router.baseUrl}/_local/link/${link.link_token}/complete`;
  await ask(router, "POST", complete, { credentials: { api_key: secret } });
  const mount = `${path}/mounts/files`;
  const { body: file } = await ask<Schemas["UploadUrlResponse"]>(router, "POST", `${mount}/upload_url`, {
    mount_relative_path: "a.txt",
    mimetype: "text/plain",
  });
  await ask(router, "PUT", file.upload_url, "hunter2-file", { "content-type": "text/plain" });
  const run = { tool_slug: "VAULT_OPEN", arguments: { password: "hunter2-argument" } };
  const { body: opened } = await ask<Schemas["ExecuteResult"]>(router, "POST", `${path}/execute`, run, {
    "idempotency-key": "hunter2-key-2",
  });
  expect(opened.data).toEqual({ api_key: secret });
  expect((await router.runs())[0]?.arguments).toEqual(run.arguments);
  await router.close();
  return ["hunter2", link.link_token, file.upload_url.split("/").at(-1) as string, router.apiKey, encryptionKey];
}

const bytesIn = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

test("stores no secret in plain text in SQLite", async () => {
  const at = sqliteTestStore();
  place = at;
  const secrets = await leaveSecrets(at.open());
  const bytes = bytesIn(at.folder);
  expect(bytes.length).toBeGreaterThan(1000);
  expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);
});

test.skipIf(redisUrl === undefined)("stores no secret in plain text in Redis", async () => {
  const at = redisTestStore(redisUrl as string);
  place = at;
  const secrets = await leaveSecrets(at.open());
  const client = await createClient({ url: redisUrl as string }).connect();
  const found: string[] = [];
  for (const key of await client.keys(`${at.prefix}*`)) {
    const isIndex = (await client.type(key)) === "zset";
    found.push(key, ...(isIndex ? await client.zRange(key, 0, -1) : [(await client.get(key)) ?? ""]));
  }
  await client.close();
  const all = found.join("\n");
  expect(found.length).toBeGreaterThan(20);
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
});

test("rejects a store that was written with another key", async () => {
  const at = sqliteTestStore();
  place = at;
  const router = vaultRouter(at.open());
  await router.runs();
  await router.close();
  const store = at.open();
  const other = createLocalRouter({ toolkits: [], store, encryptionKey: Buffer.alloc(32, 8) });
  const told = "The store was written with another encryptionKey. Use the original key.";
  await expect(other.fetch("/api/v3/toolkits", { headers: { "x-api-key": other.apiKey } })).rejects.toThrow(told);
  await expect(other.listen()).rejects.toThrow(told);
  await expect(other.runs()).rejects.toThrow(told);
  await other.close();
});

describe("encryptionKey", () => {
  test.each([
    ["in bytes", new Uint8Array(32).fill(7)],
    ["in base64", encryptionKey],
    ["in base64 without its end", encryptionKey.replace("=", "")],
    ["in hex", "07".repeat(32)],
  ])("is accepted %s as the same key", async (_, written) => {
    const at = sqliteTestStore();
    place = at;
    const first = vaultRouter(at.open());
    await first.runs();
    await first.close();
    const second = createLocalRouter({ toolkits: [], store: at.open(), encryptionKey: written });
    expect(await second.runs()).toEqual([]);
    await second.close();
  });

  test.each([
    ["missing", undefined],
    ["empty", ""],
    ["too short", "c2hvcnQ="],
    ["too long", Buffer.alloc(33).toString("base64")],
    ["a password", "correct horse battery staple"],
    ["31 bytes", new Uint8Array(31)],
    ["no bytes", 32 as never],
  ])("is rejected but not shown if it is %s", (_, written) => {
    const make = (): unknown =>
      createLocalRouter({ toolkits: [], store: sqliteStore("/nowhere/state.db"), encryptionKey: written });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(/^encryptionKey (?:is missing\.|is invalid\.|must be) .*base64 or hex/);
    expect(make).not.toThrow(/horse|c2hv/);
  });

  test("is optional for a store in memory", () => {
    expect(() => createLocalRouter({ toolkits: [], store: memoryStore() })).not.toThrow();
  });
});

describe("an encrypted value", () => {
  const encryption = createEncryption(Buffer.alloc(32, 7));
  const bytes = Buffer.from("secret");

  test("is different each time and bound to its name", () => {
    const encrypted = encryption.encrypt(bytes, "account/ca_1");
    expect(encryption.encrypt(bytes, "account/ca_1")).not.toEqual(encrypted);
    expect(encryption.decrypt(encrypted, "account/ca_1")).toEqual(bytes);
    expect(() => encryption.decrypt(encrypted, "account/ca_2")).toThrow("cannot be decrypted");
    expect(() => createEncryption(Buffer.alloc(32, 8)).decrypt(encrypted, "account/ca_1")).toThrow(
      "cannot be decrypted",
    );
    for (const offset of [0, 13, encrypted.length - 1]) {
      const changed = Uint8Array.from(encrypted, (byte, index) => (index === offset ? byte ^ 1 : byte));
      expect(() => encryption.decrypt(changed, "account/ca_1")).toThrow("cannot be decrypted");
    }
    for (const length of [0, 11, 27])
      expect(() => encryption.decrypt(encrypted.subarray(0, length), "account/ca_1")).toThrow("cannot be decrypted");
  });

  test("cannot be moved to another account", async () => {
    const store = memoryStore();
    const state = createState(store, encryption);
    await state.write("account/ca_1", { credentials: { api_key: "hers" } });
    await state.write("account/ca_2", { credentials: { api_key: "his" } });
    await store.set("account/ca_2", (await store.get("account/ca_1")) as string);
    await expect(state.read("account/ca_2")).rejects.toThrow("cannot be decrypted");
    expect((await state.read("account/ca_1"))?.value).toEqual({ credentials: { api_key: "hers" } });
  });
});
