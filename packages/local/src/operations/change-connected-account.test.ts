import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { openOAuthWorld } from "../testing/oauth-router.ts";
import { github, githubAccount, testRouter, type TestRouter } from "../testing/test-router.ts";

type Account = Schemas["ConnectedAccount"];
type Failure = Schemas["Error"];

const tokenAccount = { userId: "user_1", toolkit: "slack", id: "ca_slack", credentials: { access_token: "hidden" } };
const slack = github({
  slug: "slack",
  auth: { scheme: "OAUTH2" },
  tools: [{ slug: "SLACK_SEND", description: "Sends a message", answers: [{ data: {} }] }],
});

/** A router whose GitHub tool returns its credentials. */
function open(options: Parameters<typeof testRouter>[0] = {}) {
  const given: unknown[] = [];
  const toolkit = github({
    auth: {
      scheme: "API_KEY",
      verify: ({ api_key: key }) => {
        if (key === "bad") throw new Error("The key was not accepted");
      },
    },
    tools: [
      {
        slug: "GITHUB_ME",
        description: "Tells who the user is",
        inputSchema: { type: "object" },
        execute: (_, { credentials }) => {
          given.push(credentials);
        },
      },
    ],
  });
  const router = testRouter({
    toolkits: [toolkit, slack],
    accounts: [
      { ...githubAccount, alias: "work" },
      { ...githubAccount, id: "ca_2", alias: "home" },
      { ...githubAccount, id: "ca_shared", accountType: "SHARED", aclConfigForShared: { allowedUserIds: ["u"] } },
      { ...githubAccount, id: "ca_gone", status: "EXPIRED" },
      tokenAccount,
    ],
    projects: [{ id: "proj_other", apiKey: "ak_other" }],
    ...options,
  });
  const run = (id: string) =>
    router.request<Schemas["ToolExecuteResponse"] & Failure>("POST", "/tools/execute/GITHUB_ME", {
      connected_account_id: id,
      arguments: {},
    });
  return { router, given, run };
}

const read = async (router: TestRouter, id: string) =>
  (await router.request<Account>("GET", `/connected_accounts/${id}`)).body;

describe("PATCH /connected_accounts/{nanoid}", () => {
  const patch = (router: TestRouter, id: string, body: unknown) =>
    router.request<Schemas["ConnectedAccountPatched"] & Failure>("PATCH", `/connected_accounts/${id}`, body);
  const key = (val: object, authScheme = "API_KEY") => ({ connection: { state: { authScheme, val } } });

  test("renames an account and removes its alias", async () => {
    const { router } = open();
    const { status, body } = await patch(router, "ca_seed", { alias: "main" });
    expect([status, body]).toEqual([200, { success: true, id: "ca_seed", status: "ACTIVE" }]);
    expect((await read(router, "ca_seed")).alias).toBe("main");
    await patch(router, "ca_2", { alias: "work" });
    await patch(router, "ca_2", { alias: "" });
    expect((await read(router, "ca_2")).alias).toBeNull();
  });

  test("rejects a duplicate alias of the user's toolkit", async () => {
    const { router } = open();
    const answers = await Promise.all(["ca_seed", "ca_2"].map((id) => patch(router, id, { alias: "same" })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
    expect((await patch(router, "ca_shared", { alias: "same" })).body.error.code).toBe(4300);
  });

  test("changes credentials, keeps absent fields and removes null ones", async () => {
    const { router, given, run } = open();
    await patch(router, "ca_seed", key({ generic_api_key: "second", user_agent: "me" }));
    await run("ca_seed");
    await patch(router, "ca_seed", key({ api_key: "third" }));
    await run("ca_seed");
    await patch(router, "ca_seed", key({ user_agent: null }));
    await run("ca_seed");
    expect(given).toEqual([
      { api_key: "second", user_agent: "me" },
      { api_key: "third", user_agent: "me" },
      { api_key: "third" },
    ]);
    expect(JSON.stringify(await read(router, "ca_seed"))).not.toContain("third");
  });

  test("applies two concurrent changes", async () => {
    const { router, given, run } = open();
    await Promise.all([
      patch(router, "ca_seed", key({ username: "ann" })),
      patch(router, "ca_seed", key({ password: "pass" })),
    ]);
    await run("ca_seed");
    expect(given).toEqual([{ api_key: "hunter2-secret", username: "ann", password: "pass" }]);
  });

  test.each([
    ["another scheme", "ca_seed", key({ token: "x" }, "BEARER_TOKEN"), 4300],
    ["a key for an OAuth account", "ca_slack", key({ api_key: "x" }), 4300],
    ["a scheme without fields", "ca_slack", key({ token: "x" }, "OAUTH2"), 10400],
    ["an unknown field", "ca_seed", key({ access_token: "x" }), 10400],
    ["a rejected key", "ca_seed", { alias: "new", ...key({ api_key: "bad" }) }, 4300],
    ["rules for a private account", "ca_seed", { alias: "new", experimental: { acl_config_for_shared: {} } }, 4300],
    ["an unknown account", "ca_no", { alias: "x" }, 1804],
  ])("rejects %s and changes nothing", async (_, id, body, code) => {
    const { router, given, run } = open();
    expect((await patch(router, id, body)).body.error.code).toBe(code);
    expect((await read(router, "ca_seed")).alias).toBe("work");
    await run("ca_seed");
    expect(given).toEqual([githubAccount.credentials]);
  });

  test("changes the access rules of a shared account and keeps absent ones", async () => {
    const { router } = open();
    const change = (acl: object) => patch(router, "ca_shared", { experimental: { acl_config_for_shared: acl } });
    await change({ not_allowed_user_ids: ["v"] });
    expect((await read(router, "ca_shared")).experimental?.acl_config_for_shared).toEqual({
      allow_all_users: false,
      allowed_user_ids: ["u"],
      not_allowed_user_ids: ["v"],
    });
    await change({ allow_all_users: true, allowed_user_ids: [] });
    const pinned = (user_id: string) =>
      router.request("POST", "/tool_router/session", { user_id, connected_accounts: { github: ["ca_shared"] } });
    expect([(await pinned("w")).status, (await pinned("v")).status]).toEqual([201, 400]);
  });

  test("does not find accounts of other projects", async () => {
    const { router } = open();
    const other = { "x-api-key": "ak_other" };
    for (const [method, path] of [
      ["PATCH", ""],
      ["PATCH", "/status"],
      ["POST", "/refresh"],
      ["POST", "/revoke"],
      ["DELETE", ""],
    ] as const) {
      const body = path === "/status" ? { enabled: false } : {};
      const answer = await router.request(method, `/connected_accounts/ca_seed${path}`, body, other);
      expect(answer.body.error.code).toBe(1804);
    }
    expect((await read(router, "ca_seed")).status).toBe("ACTIVE");
  });
});

describe("PATCH /connected_accounts/{nanoid}/status", () => {
  const set = (router: TestRouter, id: string, enabled: boolean) =>
    router.request<Schemas["ConnectedAccountStatusPatched"] & Failure>("PATCH", `/connected_accounts/${id}/status`, {
      enabled,
    });

  test("hides a disabled account from sessions until it is enabled", async () => {
    const { router, run } = open();
    const session = await router.session({ connected_accounts: { github: ["ca_seed"] } });
    for (const _ of [1, 2]) expect((await set(router, "ca_seed", false)).body).toEqual({ success: true });
    expect(await read(router, "ca_seed")).toMatchObject({ status: "INACTIVE", is_disabled: true });
    expect((await session.execute("GITHUB_ME")).body.error).toMatchObject({ code: 4302 });
    expect((await run("ca_seed")).body.error).toMatchObject({ code: 4302 });
    for (const _ of [1, 2]) expect((await set(router, "ca_seed", true)).body).toEqual({ success: true });
    expect(await read(router, "ca_seed")).toMatchObject({ status: "ACTIVE", is_disabled: false, status_reason: null });
    expect((await session.execute("GITHUB_ME")).status).toBe(200);
  });

  test("keeps the order of accounts when enabling one", async () => {
    const { router } = open();
    await set(router, "ca_seed", false);
    await set(router, "ca_seed", true);
    await router.request("DELETE", "/connected_accounts/ca_shared");
    await (await router.session()).execute("GITHUB_ME");
    expect((await router.runs())[0]?.account).toBe("ca_2");
  });

  test.each([true, false])("rejects an account that is not connected: enabled %s", async (enabled) => {
    expect((await set(open().router, "ca_gone", enabled)).body.error.code).toBe(4300);
  });
});

describe("POST /connected_accounts/{nanoid}/refresh", () => {
  test("leaves an API key account unchanged", async () => {
    const { router } = open();
    const { body } = await router.request("POST", "/connected_accounts/ca_seed/refresh");
    expect(body).toEqual({ id: "ca_seed", status: "ACTIVE", redirect_url: null });
  });

  test("refreshes the tokens of an OAuth account", async () => {
    await using world = await openOAuthWorld({ authorizationParameters: { access_type: "offline" } });
    const { account } = await world.connect();
    await world.session.execute("GITHUB_ME");
    const { body } = await world.router.request("POST", `/connected_accounts/${account}/refresh?redirect_url=x`, {});
    expect(body).toEqual({ id: account, status: "ACTIVE", redirect_url: null });
    await world.session.execute("GITHUB_ME");
    const [before, after] = world.given;
    expect(after?.["access_token"]).not.toBe(before?.["access_token"]);
  });
});

describe("POST /connected_accounts/{nanoid}/revoke", () => {
  const revoke = (router: TestRouter, id: string) =>
    router.request<Schemas["ConnectedAccountRevoked"] & Failure>("POST", `/connected_accounts/${id}/revoke`);

  test("revokes an OAuth account once", async () => {
    const { router } = open();
    const { body } = await revoke(router, "ca_slack");
    expect(body).toEqual({
      revoked_tokens: ["access_token"],
      connected_account: { id: "ca_slack", status: "REVOKED" },
    });
    const again = await revoke(router, "ca_slack");
    expect([again.status, again.body.error.slug]).toEqual([409, "ConnectedAccount_NotRevocable"]);
  });

  test("lets one of two concurrent requests revoke", async () => {
    const { router } = open();
    const answers = await Promise.all([revoke(router, "ca_slack"), revoke(router, "ca_slack")]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test("rejects a scheme that cannot be revoked", async () => {
    const { status, body } = await revoke(open().router, "ca_seed");
    expect([status, body.error.code]).toEqual([400, 4300]);
  });

  test("revokes the tokens at the provider", async () => {
    await using world = await openOAuthWorld();
    const { account } = await world.connect();
    await world.session.execute("GITHUB_ME");
    const { status, body } = await revoke(world.router, account);
    expect([status, body.connected_account]).toEqual([200, { id: account, status: "REVOKED" }]);
    const headers = { authorization: `Bearer ${world.given[0]?.["access_token"]}` };
    expect((await fetch(`${world.provider.issuer}/api/me`, { headers })).status).toBe(401);
  });

  test("rejects a provider without a revocation endpoint", async () => {
    await using world = await openOAuthWorld();
    const { issuer } = world.provider;
    const router = testRouter({
      toolkits: [
        github({
          auth: { scheme: "OAUTH2", clientId: "app", authorizationUrl: `${issuer}/a`, tokenUrl: `${issuer}/t` },
        }),
      ],
      accounts: [{ ...tokenAccount, toolkit: "github" }],
    });
    const { status, body } = await revoke(router, "ca_slack");
    expect([status, body.error.message]).toEqual([400, "The provider of github has no revocation endpoint"]);
  });

  test("returns a job id when an account is deleted and revoked", async () => {
    const { router } = open();
    const remove = (id: string) => router.request("DELETE", `/connected_accounts/${id}?revoke_on_delete=true`);
    expect((await remove("ca_slack")).body).toEqual({ success: true, revoke_job_id: expect.stringMatching(/^job_/) });
    expect((await remove("ca_seed")).body).toEqual({ success: true });
  });
});

describe("POST /connected_accounts/link", () => {
  const link = (router: TestRouter, body: object) =>
    router.request<Schemas["ConnectedAccountLinkResponse"] & Failure>("POST", "/connected_accounts/link", body);

  test("creates a pending account", async () => {
    const { router, given, run } = open();
    const { status, body } = await link(router, {
      auth_config_id: "ac_github",
      user_id: "user_9",
      alias: "mine",
      callback_url: "https://app.example/done",
      experimental: { account_type: "SHARED" },
    });
    expect([status, body.expires_at]).toEqual([201, "2026-01-01T00:10:00.000Z"]);
    expect(body.experimental?.account_type).toBe("SHARED");
    const id = body.connected_account_id;
    expect(await read(router, id)).toMatchObject({ status: "INITIATED", user_id: "user_9", alias: "mine" });
    const form = new URLSearchParams({ "field.api_key": "mine" });
    const done = await router.fetch(body.redirect_url, { method: "POST", body: form });
    expect(done.headers.get("refresh")).toBe(
      `0; url=https://app.example/done?status=success&connected_account_id=${id}`,
    );
    await run(id);
    expect(given).toEqual([{ api_key: "mine" }]);
  });

  test("does not ask for fields in connection_data", async () => {
    const { router, given, run } = open();
    const { body } = await link(router, {
      auth_config_id: "ac_github",
      user_id: "user_9",
      connection_data: { generic_api_key: "sent", subdomain: "acme" },
    });
    expect(await (await router.fetch(body.redirect_url)).text()).not.toContain("<input");
    await router.fetch(body.redirect_url, { method: "POST", body: "" });
    await run(body.connected_account_id);
    expect(given).toEqual([{ api_key: "sent", subdomain: "acme" }]);
  });

  test.each([
    ["an unknown auth config", { auth_config_id: "ac_no" }, 404, 1904],
    ["an auth config of a toolkit without accounts", { auth_config_id: "ac_weather" }, 404, 1904],
    ["an alias that is already in use", { alias: "work", user_id: "user_1" }, 400, 4300],
    ["rules for a private account", { experimental: { acl_config_for_shared: {} } }, 400, 4300],
    ["an unsafe callback URL", { callback_url: "javascript:alert(1)" }, 400, 10400],
    ["a field value that is not a string", { connection_data: { a: {} } }, 400, 10400],
    ["a missing user", { user_id: undefined }, 400, 10400],
  ])("rejects %s", async (_, more, status, code) => {
    const answer = await link(open().router, { auth_config_id: "ac_github", user_id: "user_9", ...more });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  test("completes at once with instant links", async () => {
    const { router } = open({ links: "instant" });
    const { body } = await link(router, { auth_config_id: "ac_github", user_id: "user_9" });
    expect((await read(router, body.connected_account_id)).status).toBe("ACTIVE");
  });

  test("expires at once with the fault link_expired", async () => {
    const { router } = open({ faults: [{ operation: "postConnectedAccountsLink", fault: { kind: "link_expired" } }] });
    const { body } = await link(router, { auth_config_id: "ac_github", user_id: "user_9" });
    expect((await read(router, body.connected_account_id)).status).toBe("EXPIRED");
  });
});
