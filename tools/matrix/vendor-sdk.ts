// The SDK that the hosted router's makers publish, unmodified, on the local router: what docs/vendor-sdk.md says of it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { AuthScheme, Composio } from "@composio/core";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";

const provider = createServer(({ url }, response) => {
  response.setHeader("content-type", "application/json").end(JSON.stringify({ url }));
});
await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
const { port } = provider.address() as AddressInfo;

const github = defineToolkit({
  slug: "github",
  name: "GitHub",
  description: "Code",
  auth: { scheme: "API_KEY" },
  proxy: { baseUrl: `http://127.0.0.1:${port}`, allowPrivate: true },
  tools: [
    defineTool({
      slug: "GITHUB_CREATE_ISSUE",
      description: "Opens an issue",
      tags: ["createHint"],
      inputSchema: {
        type: "object",
        properties: { repo: { type: "string" }, title: { type: "string" } },
        required: ["repo", "title"],
      },
      execute: ({ title }, { account, session }) => ({ title, account: account?.id, by: session.userId }),
    }),
    defineTool({
      slug: "GITHUB_LIST_ISSUES",
      description: "Lists issues",
      tags: ["readOnlyHint"],
      inputSchema: { type: "object" },
      execute: () => ({ issues: [1] }),
    }),
  ],
});
const slack = defineToolkit({
  slug: "slack",
  description: "Chat",
  auth: { scheme: "OAUTH2" },
  tools: [
    defineTool({
      slug: "SLACK_SEND",
      description: "Sends a message",
      inputSchema: { type: "object" },
      execute: () => ({}),
    }),
  ],
});
const weather = defineToolkit({
  slug: "weather",
  description: "Forecasts",
  tools: [
    defineTool({
      slug: "WEATHER_GET",
      description: "Gives the forecast",
      inputSchema: { type: "object", properties: { city: { type: "string" } } },
      execute: ({ city }) => ({ city }),
    }),
    defineTool({
      slug: "WEATHER_BREAK",
      description: "Fails",
      inputSchema: { type: "object" },
      execute: () => {
        throw new Error("broken");
      },
    }),
  ],
});

const router = createLocalRouter({
  toolkits: [github, slack, weather],
  accounts: [
    { userId: "user_1", toolkit: "github", id: "ca_1", alias: "work", credentials: { api_key: "k" } },
    { userId: "user_1", toolkit: "slack", id: "ca_slack", credentials: { access_token: "t" } },
    {
      userId: "user_2",
      toolkit: "github",
      id: "ca_shared",
      accountType: "SHARED",
      aclConfigForShared: { allowAllUsers: true },
    },
  ],
});
const server = await router.listen({ port: 0 });
after(async () => {
  await server.close();
  await router.close();
  provider.close();
});

const { tools, toolkits, authConfigs, connectedAccounts, ...composio } = new Composio({
  apiKey: router.apiKey,
  baseURL: server.baseUrl,
  allowTracking: false,
  disableVersionCheck: true,
  toolkitVersions: { github: "20250909_00" },
});
const issue = { repo: "acme/site", title: "Broken link" };
const unchecked = { userId: "user_1", dangerouslySkipVersionCheck: true };

/** That the answer to a call, or what its error is made of, contains a text. */
const refuses = (call: Promise<unknown>, text: string): Promise<void> =>
  assert.rejects(call, (error) => {
    let said = "";
    for (let cause: unknown = error; cause instanceof Error; { cause } = cause)
      said += `${cause.name} ${cause.message} `;
    assert.ok(said.includes(text), `${said} has no ${text}`);
    return true;
  });

const names = (fields: readonly { name: string }[]): string[] => fields.map(({ name }) => name);

void test("tools", async () => {
  const count = async (query: Parameters<typeof tools.getRawComposioTools>[0]): Promise<number> =>
    (await tools.getRawComposioTools(query)).length;
  assert.equal(await count({ toolkits: ["github"] }), 2);
  assert.equal(await count({ tools: ["GITHUB_CREATE_ISSUE", "WEATHER_GET"] }), 2);
  assert.equal(await count({ toolkits: ["github"], important: false }), 2);
  assert.equal(await count({ toolkits: ["github"], tags: ["readOnlyHint"] }), 1);
  assert.equal(await count({ toolkits: ["github", "weather"], limit: 3 }), 3);
  assert.equal(await count({ authConfigIds: ["ac_github"] }), 2);
  assert.ok((await count({ search: "forecast" })) > 0);
  assert.equal((await tools.getRawComposioToolBySlug("GITHUB_CREATE_ISSUE")).slug, "GITHUB_CREATE_ISSUE");
  await refuses(tools.getRawComposioToolBySlug("NOPE"), "ComposioToolNotFoundError");
  assert.equal((await tools.get("user_1", { toolkits: ["github"] })).length, 2);
  assert.equal((await tools.getToolsEnum()).length, 5);
  await refuses(tools.getInput("WEATHER_GET", { text: "rain?" }), "501");
});

void test("execution outside of sessions", async () => {
  const opened = await tools.execute("GITHUB_CREATE_ISSUE", { userId: "user_1", arguments: issue });
  assert.deepEqual([opened.successful, opened.data["account"], opened.data["by"]], [true, "ca_1", "user_1"]);
  const named = { userId: "user_1", connectedAccountId: "ca_1", arguments: issue };
  assert.equal((await tools.execute("GITHUB_CREATE_ISSUE", named)).data["account"], "ca_1");
  const broken = await tools.execute("WEATHER_BREAK", { ...unchecked, arguments: {} });
  assert.deepEqual([broken.successful, broken.error], [false, "broken"]);
  assert.equal((await tools.execute("GITHUB_CREATE_ISSUE", { userId: "user_1", arguments: {} })).successful, false);
  await refuses(
    tools.execute("GITHUB_CREATE_ISSUE", { userId: "user_9", arguments: issue }),
    "no active github account",
  );
  await refuses(tools.execute("NOPE", { ...unchecked, arguments: {} }), "NotFound");
  await refuses(tools.execute("WEATHER_GET", { ...unchecked, text: "rain?" }), "not support");

  const seen: string[] = [];
  await tools.execute(
    "WEATHER_GET",
    { ...unchecked, arguments: {} },
    {
      beforeExecute: ({ params }) => (seen.push("before"), params),
      afterExecute: ({ result }) => (seen.push("after"), result),
    },
  );
  assert.deepEqual(seen, ["before", "after"]);

  const request = { endpoint: "/user", method: "GET", connectedAccountId: "ca_1" } as const;
  const proxied = await tools.proxyExecute({ ...request, parameters: [{ in: "query", name: "q", value: 1 }] });
  assert.deepEqual(proxied.data, { url: "/user?q=1" });

  const call = { name: "GITHUB_CREATE_ISSUE", arguments: JSON.stringify(issue) };
  const answer = await composio.provider.executeToolCall("user_1", { id: "1", type: "function", function: call });
  assert.equal((JSON.parse(answer) as { successful: boolean }).successful, true);
});

void test("toolkits", async () => {
  assert.equal((await toolkits.get()).length, 3);
  await toolkits.get({ managedBy: "composio", sortBy: "usage", limit: 2 });
  assert.equal((await toolkits.get("github")).authConfigDetails?.[0]?.mode, "API_KEY");
  await refuses(toolkits.get("nope"), "ComposioToolkitNotFoundError");
  await toolkits.listCategories();
  assert.deepEqual(names(await toolkits.getAuthConfigCreationFields("slack", "OAUTH2", { requiredOnly: true })), [
    "client_id",
    "client_secret",
  ]);
  assert.deepEqual(names(await toolkits.getConnectedAccountInitiationFields("github", "API_KEY")), ["api_key"]);
});

let custom = "";
void test("auth configs", async () => {
  assert.equal((await authConfigs.list()).items.length, 2);
  assert.equal((await authConfigs.list({ toolkit: "github", isComposioManaged: true })).items.length, 1);
  const managed = await authConfigs.create("slack", { type: "use_composio_managed_auth", name: "Mine" });
  ({ id: custom } = await authConfigs.create("github", {
    type: "use_custom_auth",
    authScheme: "API_KEY",
    credentials: {},
    name: "Custom",
  }));
  const oauth = { type: "use_custom_auth", authScheme: "OAUTH2", credentials: {} } as const;
  await refuses(authConfigs.create("github", oauth), "400");
  await refuses(authConfigs.create("nope"), "404");
  assert.equal((await authConfigs.get(custom)).name, "Custom");
  await authConfigs.update(managed.id, { type: "default", scopes: "chat:write" });
  await authConfigs.disable(managed.id);
  assert.equal((await authConfigs.get(managed.id)).status, "DISABLED");
  await authConfigs.enable(managed.id);
  await authConfigs.delete(managed.id);
});

void test("connected accounts", async () => {
  assert.equal((await connectedAccounts.list()).items.length, 3);
  const query = { userIds: ["user_1"], toolkitSlugs: ["github"], statuses: ["ACTIVE" as const] };
  assert.equal((await connectedAccounts.list(query)).items.length, 1);
  assert.equal((await connectedAccounts.list({ accountType: "SHARED" })).items.length, 1);
  assert.equal((await connectedAccounts.get("ca_1")).alias, "work");
  await refuses(connectedAccounts.get("ca_no"), "404");

  const link = await connectedAccounts.link("user_5", custom, { callbackUrl: "https://a.example/", alias: "x" });
  const connected = link.waitForConnection(20_000);
  await router.completeLink(String(link.redirectUrl), { api_key: "k" });
  assert.equal((await connected).status, "ACTIVE");
  await refuses(connectedAccounts.link("user_5", custom), "ComposioMultipleConnectedAccountsError");
  await refuses(connectedAccounts.link("user_5", "ac_no"), "No auth config has the id");
  await refuses(
    connectedAccounts.initiate("user_6", "ac_github", { config: AuthScheme.APIKey({ api_key: "x" }) }),
    "501",
  );

  await connectedAccounts.disable("ca_1");
  assert.equal((await connectedAccounts.get("ca_1")).status, "INACTIVE");
  await refuses(
    tools.execute("GITHUB_CREATE_ISSUE", { userId: "user_1", arguments: issue }),
    "no active github account",
  );
  await connectedAccounts.enable("ca_1");
  await connectedAccounts.updateAcl("ca_shared", { allowAllUsers: false, allowedUserIds: ["user_1"] });
  await refuses(connectedAccounts.updateAcl("ca_1", { allowAllUsers: false }), "ComposioAclOnlyForSharedError");
  await connectedAccounts.refresh("ca_1");
  assert.equal((await connectedAccounts.revoke("ca_slack")).connectedAccount.status, "REVOKED");
  await refuses(connectedAccounts.revoke("ca_slack"), "ComposioConnectedAccountNotRevokableError");
  await refuses(connectedAccounts.revoke("ca_1"), "ComposioConnectedAccountRevocationNotSupportedError");
  await connectedAccounts.delete("ca_slack");
  await authConfigs.delete(custom);
});

void test("sessions", async () => {
  const session = await composio.create("user_1", { toolkits: ["github", "weather"], manageConnections: true });
  assert.ok((await session.tools()).length > 0);
  assert.equal((await session.toolkits({ limit: 1, isConnected: true })).items.length, 1);
  await session.search({ query: "open an issue" });
  assert.equal((await session.execute("GITHUB_CREATE_ISSUE", issue)).error, null);
  assert.equal((await session.execute("WEATHER_BREAK", {})).error, "broken");
  await session.execute("COMPOSIO_SEARCH_TOOLS", { queries: [{ use_case: "forecast" }] });
  assert.equal((await session.proxyExecute({ toolkit: "github", endpoint: "/user", method: "GET" })).status, 200);
  assert.ok((await session.authorize("github", { alias: "second" })).redirectUrl);
  await session.update({ toolkits: ["github"] });
  assert.equal((await composio.use(session.sessionId)).sessionId, session.sessionId);
  await session.delete();
  await refuses(composio.use(session.sessionId), "404");
});

void test("what the router does not serve is a 501", async () => {
  await refuses(composio.triggers.listTypes(), "501");
  await refuses(composio.triggers.create("user_1", "X", { connectedAccountId: "ca_1", triggerConfig: {} }), "501");
  await refuses(composio.mcp.list({ toolkits: ["github"], limit: 1, page: 1, authConfigs: [] }), "501");
  await refuses(composio.mcp.create("name", { toolkits: ["github"] }), "501");
  await refuses(toolkits.authorize("user_1", "github"), "501");
});

void test("files do not go through the SDK, which refuses addresses of this machine", async () => {
  const file = new File(["hello"], "a.txt", { type: "text/plain" });
  const upload = composio.files.upload({ file, toolSlug: "WEATHER_GET", toolkitSlug: "weather" });
  await refuses(upload, "ComposioBlockedInternalUrlError");
});
