import { deepEqual, equal, match } from "node:assert/strict";
import { rejects, requires, type Requirement } from "../requirement.ts";

export const connections: readonly Requirement[] = [
  requires(
    "connections.link",
    "a link",
    "201 and an INITIATED account; after sign-in, it is ACTIVE and usable",
    async (open) => {
      const world = await open();
      const path = await world.session();
      const { status, body } = await world.request("POST", `${path}/link`, { toolkit: "slack" });
      equal(status, 201);
      const read = async () =>
        (await world.request("GET", `/connected_accounts/${body.connected_account_id}`)).body.status;
      equal(await read(), "INITIATED");
      equal((await world.execute(path, "SLACK_SEND_MESSAGE")).status, 400);
      await world.router.fetch(`${world.router.baseUrl}/_local/link/${body.link_token}/complete`, { method: "POST" });
      equal(await read(), "ACTIVE");
      equal((await world.execute(path, "SLACK_SEND_MESSAGE")).status, 200);
    },
    "the URL is the router's own /link/{token}",
  ),
  requires("connections.link-expires", "a link older than ten minutes", "is expired", async (open) => {
    const world = await open();
    const { body } = await world.request("POST", `${await world.session()}/link`, { toolkit: "slack" });
    world.advance(10 * 60_000);
    equal((await world.request("GET", `/connected_accounts/${body.connected_account_id}`)).body.status, "EXPIRED");
    equal((await world.router.fetch(body.redirect_url)).status, 410);
  }),
  requires(
    "connections.callback",
    "the browser's redirect after sign-in",
    "goes to the link's callback URL, keeps its query, and adds status and connected_account_id",
    async (open) => {
      const world = await open();
      const path = await world.session({ manage_connections: { callback_url: "https://session.example/" } });
      const back = async (more: object) => {
        const { body } = await world.request("POST", `${path}/link`, { toolkit: "slack", ...more });
        const done = await world.router.fetch(body.redirect_url, { method: "POST", body: "" });
        return [done.headers.get("refresh"), body.connected_account_id];
      };
      const [own, id] = await back({ callback_url: "https://link.example/a?b=1" });
      equal(own, `0; url=https://link.example/a?b=1&status=success&connected_account_id=${id}`);
      match(String((await back({}))[0]), /^0; url=https:\/\/session\.example\/\?status=success/);
    },
    "the parameters status and connected_account_id",
  ),
  rejects("connections.no-auth", "a link for a toolkit that needs no account", [400, 4326], async (world) =>
    world.request("POST", `${await world.session()}/link`, { toolkit: "weather" }),
  ),
  rejects("connections.unknown", "a link for an unknown toolkit", [400, 4305], async (world) =>
    world.request("POST", `${await world.session()}/link`, { toolkit: "nope" }),
  ),
  rejects(
    "connections.not-allowed",
    "a link for a toolkit that the session does not allow",
    [400, 4324],
    async (world) =>
      world.request("POST", `${await world.session({ toolkits: { disable: ["slack"] } })}/link`, { toolkit: "slack" }),
  ),
  rejects("connections.pinned", "a link for a toolkit with a pinned account", [400, 4300], async (world) =>
    world.request("POST", `${await world.session({ connected_accounts: { github: "ca_1" } })}/link`, {
      toolkit: "github",
    }),
  ),
  requires(
    "connections.most",
    "more links than max_accounts_per_toolkit",
    "can be completed up to the limit, then return 400",
    async (open) => {
      const world = await open();
      const path = await world.session({ multi_account: { enable: true, max_accounts_per_toolkit: 2 } });
      const link = () => world.request("POST", `${path}/link`, { toolkit: "github" });
      const complete = async (token: string) =>
        (await world.router.fetch(`${world.router.baseUrl}/_local/link/${token}/complete`, { method: "POST" })).status;
      const tokens = [(await link()).body.link_token, (await link()).body.link_token];
      deepEqual([await complete(tokens[0]), await complete(tokens[1])], [200, 400]);
      const { status, body } = await link();
      deepEqual([status, body.error.code], [400, 4300]);
    },
    "pending links do not count",
  ),
  rejects("connections.alias-taken", "a link with an alias that the user already has", [400, 4300], async (world) =>
    world.request("POST", `${await world.session()}/link`, { toolkit: "github", alias: "work" }),
  ),
  rejects("connections.acl-private", "sharing rules for a private account", [400, 4300], async (world) =>
    world.request("POST", `${await world.session()}/link`, {
      toolkit: "slack",
      experimental: { acl_config_for_shared: {} },
    }),
  ),
  requires(
    "connections.overwrite",
    "a link in a session with link_url_overwrite",
    "uses it as the base of the URL",
    async (open) => {
      const world = await open();
      const path = await world.session({ experimental: { link_url_overwrite: "https://mine.example/x" } });
      const { body } = await world.request("POST", `${path}/link`, { toolkit: "slack" });
      equal(body.redirect_url, `https://mine.example/x/link/${body.link_token}`);
    },
  ),
  requires(
    "connections.list",
    "listing connected accounts",
    "filters by user, toolkit and status; newest first",
    async (open) => {
      const world = await open();
      const ids = async (query: string) =>
        (await world.request("GET", `/connected_accounts${query}`)).body.items.map(({ id }: { id: string }) => id);
      deepEqual(await ids("?user_ids=user_2"), ["ca_2"]);
      deepEqual(await ids("?toolkit_slugs=github&statuses=ACTIVE&order_direction=asc"), ["ca_1", "ca_2"]);
      deepEqual(await ids("?statuses=EXPIRED"), []);
    },
  ),
];
