import { deepEqual, equal } from "node:assert/strict";
import { rejects, requires, type Requirement } from "../requirement.ts";
import { otherProject, type World } from "../world.ts";

const custom = { type: "use_custom_auth", authScheme: "API_KEY", name: "Acme", credentials: { base: "s3cret-base" } };
const create =
  (slug: string, config?: object) =>
  ({ request }: World) =>
    request("POST", "/auth_configs", { toolkit: { slug }, ...(config === undefined ? {} : { auth_config: config }) });
const ids = async ({ request }: World, query = "") =>
  (await request("GET", `/auth_configs${query}`)).body.items.map(({ id }: { id: string }) => id);

export const authConfigs: readonly Requirement[] = [
  requires(
    "auth-configs.list",
    "listing auth configs",
    "one per toolkit with auth, then the created ones",
    async (open) => {
      const world = await open();
      const { id } = (await create("github", custom)(world)).body.auth_config;
      deepEqual(await ids(world), ["ac_github", "ac_slack", id]);
      deepEqual(await ids(world, "?toolkit_slug=github&is_composio_managed=false"), [id]);
    },
    "auth configs derived from the router's toolkits",
  ),
  requires(
    "auth-configs.secrets",
    "credentials of a custom auth config",
    "never appear in a response",
    async (open) => {
      const world = await open();
      const { status, body } = await create("github", custom)(world);
      deepEqual([status, body.auth_config.is_composio_managed], [201, false]);
      for (const path of ["", `/${body.auth_config.id}`]) {
        const read = await world.request("GET", `/auth_configs${path}`);
        deepEqual([read.status, JSON.stringify(read.body).includes("s3cret")], [200, false]);
      }
    },
  ),
  requires("auth-configs.link", "a created auth config", "can connect accounts", async (open) => {
    const world = await open();
    const { id } = (await create("github", custom)(world)).body.auth_config;
    const link = { auth_config_id: id, user_id: "user_9" };
    const { status, body } = await world.request("POST", "/connected_accounts/link", link);
    const account = (await world.request("GET", `/connected_accounts/${body.connected_account_id}`)).body;
    deepEqual([status, account.auth_config.id, account.auth_config.is_composio_managed], [201, id, false]);
  }),
  rejects("auth-configs.unknown-toolkit", "an auth config for an unknown toolkit", [404, 2404], create("nope")),
  rejects("auth-configs.no-auth", "an auth config for a toolkit that needs no account", [400, 4326], create("weather")),
  rejects(
    "auth-configs.scheme",
    "a scheme that the toolkit does not support",
    [400, 4300],
    create("github", { ...custom, authScheme: "BASIC" }),
  ),
  rejects(
    "auth-configs.sealed",
    "sealed credentials",
    [501, 10501],
    create("github", { ...custom, sealed_credentials: {} }),
    { choice: "the local router cannot decrypt them" },
  ),
  requires(
    "auth-configs.patch",
    "updating an auth config",
    "keeps omitted fields; the type cannot change",
    async (open) => {
      const world = await open();
      const { id } = (await create("github", custom)(world)).body.auth_config;
      const patch = (body: object) => world.request("PATCH", `/auth_configs/${id}`, body);
      equal((await patch({ type: "custom", is_enabled_for_tool_router: false })).status, 200);
      const { body } = await world.request("GET", `/auth_configs/${id}`);
      deepEqual([body.name, body.is_enabled_for_tool_router], ["Acme", false]);
      equal((await patch({ type: "default" })).body.error.code, 4300);
    },
  ),
  requires(
    "auth-configs.disable",
    "a disabled auth config",
    "cannot connect accounts and is not listed",
    async (open) => {
      const world = await open();
      await world.request("PATCH", "/auth_configs/ac_slack/DISABLED");
      const link = () =>
        world.request("POST", "/connected_accounts/link", { auth_config_id: "ac_slack", user_id: "user_9" });
      equal((await link()).body.error.code, 4308);
      deepEqual(await ids(world), ["ac_github"]);
      deepEqual(await ids(world, "?show_disabled=true"), ["ac_github", "ac_slack"]);
      await world.request("PATCH", "/auth_configs/ac_slack/ENABLED");
      equal((await link()).status, 201);
    },
  ),
  requires("auth-configs.delete", "deleting an auth config", "also deletes its accounts", async (open) => {
    const world = await open({ links: "instant" });
    const { id } = (await create("slack")(world)).body.auth_config;
    const link = { auth_config_id: id, user_id: "user_9" };
    const { connected_account_id: account } = (await world.request("POST", "/connected_accounts/link", link)).body;
    equal((await world.request("DELETE", `/auth_configs/${id}`)).status, 200);
    equal((await world.request("GET", `/auth_configs/${id}`)).body.error.code, 1904);
    equal((await world.request("GET", `/connected_accounts/${account}`)).body.error.code, 1804);
  }),
  rejects(
    "auth-configs.delete-built-in",
    "deleting a toolkit's own auth config",
    [400, 4300],
    ({ request }) => request("DELETE", "/auth_configs/ac_github"),
    { choice: "it belongs to the toolkit" },
  ),
  rejects("auth-configs.foreign", "another project's auth config", [404, 1904], async (world) => {
    const { id } = (await create("github", custom)(world)).body.auth_config;
    return world.request("GET", `/auth_configs/${id}`, undefined, { "x-api-key": otherProject.apiKey });
  }),
];
