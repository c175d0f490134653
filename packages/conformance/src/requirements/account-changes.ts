import { deepEqual, equal } from "node:assert/strict";
import { rejects, requires, type Requirement } from "../requirement.ts";
import { otherProject, twoAccounts, type World } from "../world.ts";

const slackAccount = { userId: "user_1", toolkit: "slack", id: "ca_slack", credentials: { access_token: "s3cret" } };
const change =
  (id: string, body: object, headers?: Record<string, string>) =>
  ({ request }: World) =>
    request("PATCH", `/connected_accounts/${id}`, body, headers);
const key = (authScheme: string, val: object) => ({ connection: { state: { authScheme, val } } });
const sharing = (acl: object) => ({ experimental: { acl_config_for_shared: acl } });

/** Updates of connected accounts, and links without a session. */
export const accountChanges: readonly Requirement[] = [
  requires("accounts.rename", "a new alias", "200 with id and status; an empty alias removes it", async (open) => {
    const world = await open();
    const alias = async () => (await world.request("GET", "/connected_accounts/ca_1")).body.alias;
    const { status, body } = await change("ca_1", { alias: "main" })(world);
    deepEqual([status, body, await alias()], [200, { success: true, id: "ca_1", status: "ACTIVE" }, "main"]);
    await change("ca_1", { alias: "" })(world);
    equal(await alias(), null);
  }),
  rejects(
    "accounts.alias-taken",
    "an alias that another account of the user already has",
    [400, 4300],
    change("ca_home", { alias: "work" }),
    { options: { accounts: twoAccounts } },
  ),
  requires(
    "accounts.credentials",
    "a change of credentials",
    "omitted fields keep their values, null removes a field",
    async (open) => {
      const given: object[] = [];
      const world = await open({
        toolkits: [
          {
            slug: "github",
            description: "Records its credentials",
            auth: { scheme: "API_KEY" },
            tools: [
              {
                slug: "GITHUB_ME",
                description: "Records its credentials",
                inputSchema: { type: "object" },
                execute: (_: unknown, context: { credentials: object }) => {
                  given.push(context.credentials);
                },
              },
            ],
          },
        ],
      });
      for (const val of [{ username: "u" }, { api_key: "new", username: null }]) {
        await change("ca_1", key("API_KEY", val))(world);
        await world.request("POST", "/tools/execute/GITHUB_ME", { connected_account_id: "ca_1" });
      }
      deepEqual(given, [{ api_key: "s3cret-key", username: "u" }, { api_key: "new" }]);
    },
  ),
  rejects(
    "accounts.other-scheme",
    "credentials for a different scheme than the account's",
    [400, 4300],
    change("ca_1", key("BEARER_TOKEN", { token: "x" })),
  ),
  rejects("accounts.acl-private", "sharing rules for a private account", [400, 4300], change("ca_1", sharing({}))),
  requires("accounts.acl", "sharing rules of a shared account", "decide which users may pin it", async (open) => {
    const world = await open({
      accounts: [{ userId: "user_2", toolkit: "github", id: "ca_shared", accountType: "SHARED" }],
    });
    const pin = async () => (await world.create({ connected_accounts: { github: "ca_shared" } })).status;
    equal(await pin(), 400);
    equal((await change("ca_shared", sharing({ allowed_user_ids: ["user_1"] }))(world)).status, 200);
    equal(await pin(), 201);
    await change("ca_shared", sharing({ not_allowed_user_ids: ["user_1"] }))(world);
    equal(await pin(), 400);
  }),
  rejects("accounts.foreign-change", "changing another project's account", [404, 1804], (world) =>
    change("ca_1", { alias: "mine" }, { "x-api-key": otherProject.apiKey })(world),
  ),
  requires(
    "accounts.disable",
    "a disabled account",
    "INACTIVE and unusable in sessions until enabled",
    async (open) => {
      const world = await open();
      const path = await world.session();
      const enable = (enabled: boolean) => world.request("PATCH", "/connected_accounts/ca_1/status", { enabled });
      const read = async () => {
        const { status, is_disabled: isDisabled } = (await world.request("GET", "/connected_accounts/ca_1")).body;
        return [status, isDisabled, (await world.execute(path, "GITHUB_LIST_ISSUES")).status];
      };
      deepEqual((await enable(false)).body, { success: true });
      deepEqual(await read(), ["INACTIVE", true, 400]);
      await enable(true);
      deepEqual(await read(), ["ACTIVE", false, 200]);
    },
  ),
  requires(
    "accounts.refresh",
    "refreshing an account that uses a key",
    "200 with the unchanged account",
    async (open) => {
      const { status, body } = await (await open()).request("POST", "/connected_accounts/ca_1/refresh", {});
      deepEqual([status, body], [200, { id: "ca_1", status: "ACTIVE", redirect_url: null }]);
    },
    "a key cannot be refreshed",
  ),
  requires("accounts.revoke", "revoking an OAuth account twice", "200, then 409", async (open) => {
    const world = await open({ accounts: [slackAccount] });
    const revoke = () => world.request("POST", "/connected_accounts/ca_slack/revoke");
    const { status, body } = await revoke();
    deepEqual([status, body.connected_account], [200, { id: "ca_slack", status: "REVOKED" }]);
    equal((await revoke()).status, 409);
    equal((await world.execute(await world.session(), "SLACK_SEND_MESSAGE")).status, 400);
  }),
  rejects("accounts.revoke-key", "revoking an account that uses a key", [400, 4300], ({ request }) =>
    request("POST", "/connected_accounts/ca_1/revoke"),
  ),
  requires(
    "accounts.delete-revoke",
    "deleting an account with revoke_on_delete",
    "returns the job id",
    async (open) => {
      const { body } = await (
        await open({ accounts: [slackAccount] })
      ).request("DELETE", "/connected_accounts/ca_slack?revoke_on_delete=true");
      deepEqual([body.success, typeof body.revoke_job_id], [true, "string"]);
    },
  ),
  requires("accounts.link", "a link created without a session", "201 and a pending account", async (open) => {
    const world = await open();
    const { status, body } = await world.request("POST", "/connected_accounts/link", {
      auth_config_id: "ac_slack",
      user_id: "user_9",
    });
    deepEqual([status, typeof body.link_token], [201, "string"]);
    equal(body.expires_at, "2026-01-01T00:10:00.000Z");
    const read = async () =>
      (await world.request("GET", `/connected_accounts/${body.connected_account_id}`)).body.status;
    equal(await read(), "INITIATED");
    await world.router.fetch(body.redirect_url, { method: "POST", body: "" });
    equal(await read(), "ACTIVE");
  }),
  rejects("accounts.link-unknown", "a link for an unknown auth config", [404, 1904], ({ request }) =>
    request("POST", "/connected_accounts/link", { auth_config_id: "ac_no", user_id: "user_9" }),
  ),
];
