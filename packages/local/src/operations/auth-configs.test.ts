import { describe, expect, test } from "vitest";
import { memoryStore } from "../state/memory-store.ts";
import type { Schemas } from "../spec.ts";
import { startOAuthProvider, clientId, clientSecret } from "../testing/oauth-provider.ts";
import { openOAuthWorld } from "../testing/oauth-router.ts";
import { github, githubAccount, testRouter, weather, type TestRouter } from "../testing/test-router.ts";

type Failure = Schemas["Error"];
type Config = Schemas["AuthConfig"] & Failure;

const slack = github({
  slug: "slack",
  name: "Slack",
  auth: { scheme: "OAUTH2" },
  tools: [{ slug: "SLACK_SEND", description: "Sends a message", answers: [{ data: {} }] }],
});
const open = (options: Parameters<typeof testRouter>[0] = {}) =>
  testRouter({
    toolkits: [github(), slack, weather()],
    accounts: [githubAccount],
    projects: [{ id: "proj_other", apiKey: "ak_other" }],
    ...options,
  });
const create = (router: TestRouter, slug: string, config?: object) =>
  router.request<Schemas["AuthConfigCreated"] & Failure>("POST", "/auth_configs", {
    toolkit: { slug },
    ...(config === undefined ? {} : { auth_config: config }),
  });
const get = async (router: TestRouter, id: string) => (await router.request<Config>("GET", `/auth_configs/${id}`)).body;
const list = async (router: TestRouter, query = "", headers = {}) =>
  (await router.request<Schemas["AuthConfigPage"]>("GET", `/auth_configs${query}`, undefined, headers)).body.items;
const link = (router: TestRouter, auth_config_id: string, more: object = {}) =>
  router.request<Schemas["ConnectedAccountLinkResponse"] & Failure>("POST", "/connected_accounts/link", {
    auth_config_id,
    user_id: "user_9",
    ...more,
  });
const custom = { type: "use_custom_auth", authScheme: "API_KEY", name: "Acme", credentials: { base: "hidden-base" } };

describe("auth configs", () => {
  test("exist for each toolkit with accounts", async () => {
    const router = open();
    expect((await list(router)).map(({ id }) => id)).toEqual(["ac_github", "ac_slack"]);
    expect(await get(router, "ac_github")).toMatchObject({
      id: "ac_github",
      uuid: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
      type: "default",
      toolkit: { slug: "github" },
      name: "GitHub",
      auth_scheme: "API_KEY",
      is_composio_managed: true,
      status: "ENABLED",
      no_of_connections: 1,
      is_enabled_for_tool_router: true,
      expected_input_fields: [{ name: "api_key", required: true, is_secret: true }],
    });
    expect((await get(router, "ac_weather")).error.code).toBe(1904);
  });

  test("creates a managed one", async () => {
    const router = open();
    const { status, body } = await create(router, "Slack");
    expect([status, body.auth_config]).toMatchObject([201, { auth_scheme: "OAUTH2", is_composio_managed: true }]);
    expect(await get(router, body.auth_config.id)).toMatchObject({
      type: "default",
      name: "Slack",
      no_of_connections: 0,
    });
  });

  test("creates a custom one, redacts its credentials and passes them to its accounts", async () => {
    const given: unknown[] = [];
    const toolkit = github({
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
    const router = open({ toolkits: [toolkit] });
    const { id } = (await create(router, "github", { ...custom, shared_credentials: { region: "eu" } })).body
      .auth_config;
    const shown = await get(router, id);
    expect(shown).toMatchObject({
      type: "custom",
      name: "Acme",
      is_composio_managed: false,
      credentials: { base: "***" },
    });
    expect(JSON.stringify(shown)).not.toContain("hidden");

    const { body } = await link(router, id);
    await router.fetch(body.redirect_url, { method: "POST", body: new URLSearchParams({ "field.api_key": "mine" }) });
    const account = await router.request<Schemas["ConnectedAccount"]>(
      "GET",
      `/connected_accounts/${body.connected_account_id}`,
    );
    expect(account.body).toMatchObject({
      status: "ACTIVE",
      auth_config: { id, auth_scheme: "API_KEY", is_composio_managed: false, is_disabled: false },
    });
    await router.request("POST", "/tools/execute/GITHUB_ME", { user_id: "user_9" });
    expect(given).toEqual([{ base: "hidden-base", region: "eu", api_key: "mine" }]);
    expect((await get(router, id)).no_of_connections).toBe(1);
    const found = await router.request<Schemas["ConnectedAccountPage"]>(
      "GET",
      `/connected_accounts?auth_config_ids=${id}`,
    );
    expect(found.body.items.map((item) => item.id)).toEqual([body.connected_account_id]);
  });

  test.each([
    ["an unknown toolkit", "nope", undefined, 404, 2404],
    ["a toolkit without accounts", "weather", undefined, 400, 4326],
    ["an unsupported scheme", "github", { ...custom, authScheme: "OAUTH2" }, 400, 4300],
    ["sealed credentials", "github", { ...custom, sealed_credentials: {} }, 501, 10501],
    ["a proxy", "github", { ...custom, proxy_config: { proxy_url: "https://proxy.example" } }, 501, 10501],
    ["a credential that is an object", "github", { ...custom, credentials: { a: {} } }, 400, 10400],
    ["an unknown type", "github", { type: "nope" }, 400, 10400],
  ])("rejects %s", async (_, slug, config, status, code) => {
    const answer = await create(open(), slug, config);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  test("filters the list", async () => {
    const router = open();
    const { id } = (await create(router, "github", custom)).body.auth_config;
    await router.request("PATCH", "/auth_configs/ac_slack/DISABLED");
    const ids = async (query: string) => (await list(router, query)).map((item) => item.id);
    expect(await ids("")).toEqual(["ac_github", id]);
    expect(await ids("?show_disabled=true")).toEqual(["ac_github", "ac_slack", id]);
    expect(await ids("?toolkit_slug=Slack,github&is_composio_managed=false")).toEqual([id]);
    expect(await ids("?is_composio_managed=true")).toEqual(["ac_github"]);
    expect(await ids("?search=ACM")).toEqual([id]);
    expect(await ids("?toolkit_slug=weather")).toEqual([]);
    expect(await ids("?limit=1")).toEqual(["ac_github"]);
  });

  test("returns at most 50", async () => {
    const router = open();
    for (let count = 0; count < 50; count++) await create(router, "slack");
    const { body } = await router.request<Schemas["AuthConfigPage"]>("GET", "/auth_configs?limit=1000");
    expect([body.items.length, body.total_items]).toEqual([50, 52]);
  });

  test("changes a custom one and keeps omitted fields", async () => {
    const router = open();
    const { id } = (await create(router, "github", custom)).body.auth_config;
    const patch = (body: object) => router.request<Config>("PATCH", `/auth_configs/${id}`, body);
    expect((await patch({ type: "custom", name: "Other" })).body).toEqual({ success: true });
    await patch({ type: "custom", credentials: { more: "x" }, is_enabled_for_tool_router: false });
    expect(await get(router, id)).toMatchObject({
      name: "Other",
      credentials: { base: "***", more: "***" },
      is_enabled_for_tool_router: false,
    });
    expect((await patch({ type: "default" })).body.error.code).toBe(4300);
    expect((await router.request("PATCH", "/auth_configs/ac_no", { type: "default" })).body.error.code).toBe(1904);
  });

  test("changes the built-in one", async () => {
    const router = open();
    await router.request("PATCH", "/auth_configs/ac_slack", { type: "default", name: "Chat", scopes: ["chat:write"] });
    expect(await get(router, "ac_slack")).toMatchObject({ name: "Chat", credentials: { scopes: ["chat:write"] } });
  });

  test("refuses accounts through a disabled one", async () => {
    const router = open();
    const session = await router.session();
    const pending = (await session.link({ toolkit: "slack" })).body;
    await router.request("PATCH", "/auth_configs/ac_slack/DISABLED");
    expect((await link(router, "ac_slack")).body.error.code).toBe(4308);
    expect((await session.link({ toolkit: "slack" })).body.error.code).toBe(4308);
    expect((await router.fetch(pending.redirect_url, { method: "POST", body: "" })).status).toBe(400);
    const { body } = await router.request<Schemas["ConnectedAccount"]>(
      "GET",
      `/connected_accounts/${pending.connected_account_id}`,
    );
    expect(body.auth_config.is_disabled).toBe(true);
    await router.request("PATCH", "/auth_configs/ac_slack/ENABLED");
    expect((await link(router, "ac_slack")).status).toBe(201);
    expect((await router.request("PATCH", "/auth_configs/ac_slack/GONE")).body.error.code).toBe(10400);
  });

  test("is used by the links of a session that names it", async () => {
    const router = open();
    const { id } = (await create(router, "slack")).body.auth_config;
    const session = await router.session({ auth_configs: { slack: id } });
    const { connected_account_id: account } = (await session.link({ toolkit: "slack" })).body;
    const { body } = await router.request<Schemas["ConnectedAccount"]>("GET", `/connected_accounts/${account}`);
    expect(body.auth_config.id).toBe(id);

    await router.request("PATCH", `/auth_configs/${id}`, { type: "default", is_enabled_for_tool_router: false });
    expect((await session.link({ toolkit: "slack" })).body.error.code).toBe(4308);
    const again = { user_id: "user_1", auth_configs: { slack: id } };
    expect((await router.request("POST", "/tool_router/session", again)).body.error.code).toBe(4307);
  });

  test("is deleted with its accounts", async () => {
    const router = open();
    const { id } = (await create(router, "slack")).body.auth_config;
    const { connected_account_id: account } = (await link(router, id)).body;
    await router.setAccountStatus(account, "ACTIVE");
    const { body } = await router.request("DELETE", `/auth_configs/${id}?revoke_on_delete=true`);
    expect(body).toEqual({ revoke_job_id: expect.stringMatching(/^job_/) });
    expect((await router.request("GET", `/connected_accounts/${account}`)).status).toBe(404);
    expect((await router.request("DELETE", `/auth_configs/${id}`)).body.error.code).toBe(1904);
    expect((await router.request("DELETE", "/auth_configs/ac_slack")).body.error.code).toBe(4300);
  });

  test("is invisible to other projects", async () => {
    const router = open();
    const { id } = (await create(router, "github", custom)).body.auth_config;
    const other = { "x-api-key": "ak_other" };
    await router.request("PATCH", "/auth_configs/ac_github/DISABLED");
    expect((await list(router, "", other)).map((item) => item.id)).toEqual(["ac_github", "ac_slack"]);
    for (const method of ["GET", "DELETE"]) {
      expect((await router.request(method, `/auth_configs/${id}`, undefined, other)).body.error.code).toBe(1904);
    }
  });

  test("persists in the store", async () => {
    const store = memoryStore();
    const before = open({ store });
    const { id } = (await create(before, "github", custom)).body.auth_config;
    const after = open({ store });
    expect((await get(after, id)).name).toBe("Acme");
    expect((await create(after, "github", custom)).body.auth_config.id).not.toBe(id);
  });

  test("applies two concurrent changes", async () => {
    const router = open();
    const { id } = (await create(router, "github", custom)).body.auth_config;
    await Promise.all(
      ["a", "b", "c"].map((name) =>
        router.request("PATCH", `/auth_configs/${id}`, { type: "custom", credentials: { [name]: "x" } }),
      ),
    );
    expect(Object.keys((await get(router, id)).credentials ?? {}).toSorted()).toEqual(["a", "b", "base", "c"]);
  });
});

describe("a custom OAuth app", () => {
  test("signs in with its own client id, secret and scopes", async () => {
    await using world = await openOAuthWorld({ clientId: "not-this-one", clientSecret: "nor-this" });
    const { router } = world;
    const app = {
      type: "use_custom_auth",
      authScheme: "OAUTH2",
      credentials: { client_id: clientId, client_secret: clientSecret, scopes: "openid,repo" },
    };
    const { id } = (await create(router, "github", app)).body.auth_config;
    const { body } = await link(router, id, { user_id: "user_1", callback_url: "https://app.example/done" });
    const { url } = await world.person.open(body.redirect_url, { action: "connect" });
    expect(url).toContain("status=success");
    expect((await world.session.execute("GITHUB_ME")).body.error).toBeNull();
    const shown = await get(router, id);
    expect(shown.credentials).toEqual({ client_id: clientId, client_secret: "***", scopes: "openid,repo" });
  });

  test("requires a client id if the toolkit names a provider", async () => {
    await using provider = await startOAuthProvider([]);
    const toolkit = github({ auth: { scheme: "OAUTH2", issuer: provider.issuer, clientId: "app" } });
    const router = open({ toolkits: [toolkit], accounts: [] });
    const answer = await create(router, "github", { type: "use_custom_auth", authScheme: "OAUTH2", credentials: {} });
    expect(answer.body.error.errors).toEqual(["payload.auth_config.credentials.client_id: is required"]);
  });
});
