import { Composio } from "@composio/client";
import { expect, test } from "vitest";
import { checkedFetch } from "./checked-fetch.ts";
import { openWorld, type World } from "./world.ts";

// The unmodified low-level client of the hosted router's vendor. It uses v3.1.
const connect = async (): Promise<{ world: World; client: Composio }> => {
  const world = await openWorld();
  const { apiKey, fetch } = world.router;
  const client = new Composio({ apiKey, baseURL: "http://127.0.0.1:4310", fetch: checkedFetch(fetch), maxRetries: 0 });
  return { world, client };
};

test("calls every session method of the vendor's client", async () => {
  const { client, world } = await connect();
  const { session: sessions } = client.toolRouter;
  const created = await sessions.create({
    user_id: "user_1",
    toolkits: { disable: [] },
    connected_accounts: { github: ["ca_1"] },
  });
  const id = created.session_id;
  expect(created.config.connected_accounts).toEqual({ github: ["ca_1"] });
  expect((await sessions.retrieve(id)).config).toEqual(created.config);
  expect((await sessions.patch(id, { connected_accounts: null })).config_version).toBe(2);
  expect((await sessions.configHistory(id, { limit: 1 })).items[0]?.is_current).toBe(true);
  const custom_tools = [
    { slug: "door", name: "Door", description: "Opens", input_schema: { type: "object", properties: {} } },
  ];
  expect((await sessions.attach(id, { experimental: { custom_tools } })).experimental?.custom_tools?.[0]?.slug).toBe(
    "LOCAL_DOOR",
  );
  expect((await sessions.attach(id)).session_id).toBe(id);

  expect((await sessions.tools(id, { limit: 2 })).items).toHaveLength(2);
  expect((await sessions.toolkits(id, { toolkits: ["github", "slack"] })).items.map(({ slug }) => slug)).toEqual([
    "github",
    "slack",
  ]);
  expect(
    (await sessions.search(id, { queries: [{ use_case: "open an issue" }] })).results[0]?.primary_tool_slugs[0],
  ).toBe("GITHUB_CREATE_ISSUE");

  const ran = await sessions.execute(id, { tool_slug: "GITHUB_CREATE_ISSUE", arguments: { repo: "r", title: "t" } });
  expect(ran).toMatchObject({ data: { account: "ca_1" }, error: null });
  const meta = await sessions.executeMeta(id, {
    slug: "COMPOSIO_GET_TOOL_SCHEMAS",
    arguments: { tool_slugs: ["GITHUB_LIST_ISSUES"] },
  });
  expect(meta.data["success"]).toBe(true);

  const link = await sessions.link(id, { toolkit: "slack" });
  expect((await client.connectedAccounts.retrieve(link.connected_account_id)).status).toBe("INITIATED");
  await world.router.fetch(`${world.router.baseUrl}/_local/link/${link.link_token}/complete`, { method: "POST" });
  expect((await client.connectedAccounts.list({ statuses: ["ACTIVE"], toolkit_slugs: ["slack"] })).items).toHaveLength(
    1,
  );

  const { files } = sessions;
  const { upload_url: url } = await files.createUploadURL("files", {
    session_id: id,
    mount_relative_path: "a.txt",
    mimetype: "text/plain",
  });
  await world.router.fetch(url, { method: "PUT", body: "hello", headers: { "content-type": "text/plain" } });
  expect((await files.list("files", { session_id: id })).items.map((item) => item.mount_relative_path)).toEqual([
    "a.txt",
  ]);
  const { download_url: from } = await files.createDownloadURL("files", {
    session_id: id,
    mount_relative_path: "a.txt",
  });
  expect(await (await world.router.fetch(from)).text()).toBe("hello");
  expect((await files.delete("files", { session_id: id, mount_relative_path: "a.txt" })).mount_relative_path).toBe(
    "a.txt",
  );

  expect(await sessions.delete(id)).toEqual({ session_id: id, deleted: true });
});

test("calls tools and toolkits without a session", async () => {
  const { client, world } = await connect();
  const listed = await client.tools.list({ toolkit_slug: "github,weather", limit: 9999, important: "true" });
  expect(listed.items).toHaveLength(8);
  const pinned = { toolkit_versions: { github: "20250909_00" } };
  expect((await client.tools.list({ tool_slugs: "GITHUB_LIST_ISSUES", ...pinned })).items).toHaveLength(1);
  expect((await client.tools.retrieve("GITHUB_LIST_ISSUES", pinned)).slug).toBe("GITHUB_LIST_ISSUES");
  expect(await client.tools.retrieveEnum()).toContain("WEATHER_GET_FORECAST");

  const ran = await client.tools.execute("GITHUB_CREATE_ISSUE", {
    user_id: "user_1",
    version: "20250909_00",
    arguments: { repo: "r", title: "t" },
  });
  expect(ran).toMatchObject({ data: { account: "ca_1" }, error: null, successful: true });
  expect(ran.log_id).toBe((await world.router.runs())[0]?.id);

  expect((await client.toolkits.list({ sort_by: "usage" })).items).toHaveLength(3);
  expect((await client.toolkits.retrieve("github")).auth_config_details?.[0]?.mode).toBe("API_KEY");
  expect((await client.toolkits.retrieveMulti({ toolkits: ["slack"] })).items).toHaveLength(1);
  expect((await client.toolkits.retrieveCategories()).items).toEqual([]);
  expect((await client.auth.session.retrieveInfo()).project?.id).toBe("proj_local");
});

test("calls auth configs and connected accounts", async () => {
  const { client, world } = await connect();
  const { auth_config: config } = await client.authConfigs.create({
    toolkit: { slug: "github" },
    auth_config: { type: "use_custom_auth", authScheme: "API_KEY", name: "Mine", credentials: {} },
  });
  expect((await client.authConfigs.list({ toolkit_slug: "github" })).items.map(({ id }) => id)).toEqual([
    "ac_github",
    config.id,
  ]);
  await client.authConfigs.update(config.id, { type: "custom", name: "Ours" });
  await client.authConfigs.updateStatus("DISABLED", { nanoid: config.id });
  expect(await client.authConfigs.retrieve(config.id)).toMatchObject({ name: "Ours", status: "DISABLED" });
  await client.authConfigs.updateStatus("ENABLED", { nanoid: config.id });

  const link = await client.link.create({ auth_config_id: config.id, user_id: "user_9", alias: "work" });
  const id = link.connected_account_id;
  await world.router.fetch(`${world.router.baseUrl}/_local/link/${link.link_token}/complete`, { method: "POST" });
  const { connectedAccounts: accounts } = client;
  expect((await accounts.list({ auth_config_ids: [config.id], statuses: ["ACTIVE"] })).items).toHaveLength(1);
  const state = { authScheme: "API_KEY" as const, val: { generic_api_key: "new" } };
  expect(await accounts.patch(id, { alias: "main", connection: { state } })).toEqual({
    success: true,
    id,
    status: "ACTIVE",
  });
  await accounts.updateStatus(id, { enabled: false });
  expect(await accounts.retrieve(id)).toMatchObject({ alias: "main", status: "INACTIVE", is_disabled: true });
  await accounts.updateStatus(id, { enabled: true });
  expect(await accounts.refresh(id, { query_redirect_url: "https://app.example/" })).toMatchObject({ id });
  await expect(accounts.revoke(id)).rejects.toMatchObject({ status: 400 });
  const session = { user_id: "user_9", auth_configs: { github: config.id } };
  expect((await client.toolRouter.session.create(session)).config.auth_configs).toEqual({ github: config.id });
  await client.authConfigs.delete(config.id);
  await expect(accounts.delete(id)).rejects.toMatchObject({ status: 404 });
});

test.each([
  ["getTriggersTypes", (client: Composio) => client.triggersTypes.list()],
  ["getTriggerInstancesActive", (client: Composio) => client.triggerInstances.listActive()],
  ["getWebhookSubscriptions", (client: Composio) => client.webhookSubscriptions.list()],
  ["getMcpServers", (client: Composio) => client.mcp.list()],
  ["getFilesList", (client: Composio) => client.files.list()],
  ["getToolkitsChangelog", (client: Composio) => client.toolkits.retrieveChangelog()],
  ["postToolsScopesRequired", (client: Composio) => client.tools.retrieveRequiredScopes({ tools: ["X"] })],
  [
    "postConnectedAccounts",
    (client: Composio) =>
      client.connectedAccounts.create({ auth_config: { id: "ac_github" }, connection: { user_id: "user_1" } }),
  ],
])("reports the name of an unimplemented operation: %s", async (name, call) => {
  const { client } = await connect();
  await expect(call(client)).rejects.toMatchObject({
    status: 501,
    message: expect.stringContaining(name),
  });
});

test.each([
  [
    "BadRequestError",
    400,
    (client: Composio, id: string) => client.toolRouter.session.execute(id, { tool_slug: "NOPE" }),
  ],
  [
    "InternalServerError",
    502,
    (client: Composio, id: string) =>
      client.toolRouter.session.proxyExecute(id, { toolkit_slug: "github", endpoint: "/user", method: "GET" }),
  ],
  ["NotFoundError", 404, (client: Composio) => client.toolRouter.session.retrieve("trs_no")],
  [
    "ConflictError",
    409,
    (client: Composio, id: string) => client.toolRouter.session.patch(id, { expected_config_version: 7 } as object),
  ],
  [
    "AuthenticationError",
    401,
    (client: Composio, id: string) => client.withOptions({ apiKey: "ak_no" }).toolRouter.session.retrieve(id),
  ],
])("maps the status to the vendor's error class: %s", async (name, status, call) => {
  const { client } = await connect();
  const { session_id: id } = await client.toolRouter.session.create({ user_id: "user_1" });
  const error: unknown = await call(client, id).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect([(error as Error).constructor.name, (error as { status: number }).status]).toEqual([name, status]);
});
