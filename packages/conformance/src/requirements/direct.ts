import { deepEqual, equal, match, ok } from "node:assert/strict";
import { rejects, requires, type Requirement } from "../requirement.ts";
import { toolkits } from "../toolkits.ts";
import { startProvider } from "../provider.ts";
import { otherProject, twoAccounts, type World } from "../world.ts";

const run =
  (tool: string, body: object, headers?: Record<string, string>) =>
  ({ request }: World) =>
    request("POST", `/tools/execute/${tool}`, body, headers);

const issue = { repo: "r", title: "t" };

/** Tools, proxy calls and the catalog, all without a session. */
export const direct: readonly Requirement[] = [
  requires(
    "direct.run",
    "running a tool without a session",
    "returns data, error, successful and log_id, but no result_type; the run is logged",
    async (open) => {
      const world = await open();
      const { status, body } = await run("GITHUB_CREATE_ISSUE", { user_id: "user_1", arguments: issue })(world);
      deepEqual([status, body.data, body.error, body.successful], [200, { title: "t", account: "ca_1" }, null, true]);
      equal("result_type" in body, false);
      const [entry] = await world.router.runs();
      deepEqual([entry?.id, entry?.account, entry?.user_id, entry?.outcome], [body.log_id, "ca_1", "user_1", "ok"]);
    },
  ),
  requires("direct.account", "connected_account_id", "selects the account", async (open) => {
    const world = await open({ accounts: twoAccounts });
    const account = async (choice: object) =>
      (await run("GITHUB_LIST_ISSUES", { ...choice, arguments: {} })(world)).body.data.account;
    deepEqual(
      [
        await account({ user_id: "user_1" }),
        await account({ connected_account_id: "ca_1", user_id: "user_1" }),
        await account({ connected_account_id: "ca_1" }),
        await account({ entity_id: "user_2" }),
      ],
      ["ca_home", "ca_1", "ca_1", "ca_2"],
    );
  }),
  requires("direct.failure", "a failing tool", "200 with successful: false and the tool's message", async (open) => {
    const { status, body } = await run("WEATHER_BREAK", {})(await open());
    deepEqual([status, body.successful, body.error], [200, false, "The station is broken"]);
  }),
  requires("direct.arguments", "invalid arguments", "200 with successful: false", async (open) => {
    const { status, body } = await run("GITHUB_CREATE_ISSUE", { user_id: "user_1", arguments: {} })(await open());
    deepEqual([status, body.successful], [200, false]);
    match(body.error, /title/);
  }),
  requires(
    "direct.version",
    "a tool with an unknown version",
    "runs the only version",
    async (open) => {
      const { body } = await run("WEATHER_GET_FORECAST", { version: "20250101_00", arguments: {} })(await open());
      equal(body.successful, true);
    },
    "the local router has one version of each tool",
  ),
  rejects(
    "direct.unknown-tool",
    "running an unknown tool without a session",
    [404, 2401],
    run("NOPE", { user_id: "user_1" }),
  ),
  rejects(
    "direct.no-connection",
    "running a tool without a session for a user without an account",
    [400, 4302],
    run("GITHUB_LIST_ISSUES", { user_id: "user_9" }),
    { choice: "the same code as in sessions" },
  ),
  rejects(
    "direct.no-user",
    "a tool that needs an account, without user_id and connected_account_id",
    [400, 10400],
    run("GITHUB_LIST_ISSUES", {}),
  ),
  rejects(
    "direct.unknown-account",
    "an unknown account",
    [404, 1804],
    run("GITHUB_LIST_ISSUES", { connected_account_id: "ca_no" }),
  ),
  rejects(
    "direct.foreign-account",
    "another project's account",
    [404, 1804],
    run("GITHUB_LIST_ISSUES", { connected_account_id: "ca_1" }, { "x-api-key": otherProject.apiKey }),
  ),
  rejects(
    "direct.account-of-another",
    "an account that user_id may not use",
    [400, 4300],
    run("GITHUB_LIST_ISSUES", { connected_account_id: "ca_2", user_id: "user_1" }),
  ),
  rejects("direct.text", "text instead of arguments", [400, 10400], run("WEATHER_GET_FORECAST", { text: "Rome" }), {
    choice: "the local router has no model",
  }),
  rejects(
    "direct.custom-auth",
    "the caller's own credentials",
    [400, 10400],
    run("WEATHER_GET_FORECAST", { arguments: {}, custom_auth_params: {} }),
  ),
  rejects("direct.unreachable", "an unreachable provider", [502, 4341], run("WEATHER_OFFLINE", {})),
  requires(
    "direct.proxy",
    "a proxy call without a session",
    "sends the account's credentials; without an account it is rejected",
    async (open) => {
      const provider = await startProvider({ long: 1 });
      try {
        const [github] = toolkits;
        const proxy = { baseUrl: provider.origin, allowPrivate: true };
        const world = await open({ toolkits: [{ ...github!, proxy }] });
        const call = { endpoint: "/user", method: "GET" };
        const send = (more: object) => world.request("POST", "/tools/execute/proxy", { ...call, ...more });
        const { status, body } = await send({ connected_account_id: "ca_1" });
        deepEqual([status, body.status, "result_type" in body], [200, 200, false]);
        equal((await send({})).body.error.code, 10400);
        equal((await send({ connected_account_id: "ca_no" })).body.error.code, 1804);
      } finally {
        await provider.close();
      }
    },
  ),
  requires("direct.tools", "listing the tools of several toolkits", "accepts a limit above 1,000", async (open) => {
    const world = await open();
    const slugs = async (query: string) =>
      (await world.request("GET", `/tools${query}`)).body.items.map(({ slug }: { slug: string }) => slug);
    const toolkitsOf = async (query: string) => [
      ...new Set((await slugs(query)).map((slug: string) => slug.split("_")[0])),
    ];
    deepEqual(await toolkitsOf("?toolkit_slug=github,slack&limit=9999"), ["GITHUB", "SLACK"]);
    // No tool in these toolkits is featured.
    equal((await slugs("?toolkit_slug=github&important=true")).length, 3);
    equal((await slugs("?toolkit_slug=github&toolkit_versions[github]=20250101_00")).length, 3);
  }),
  requires("direct.enum", "listing the slugs of all tools", "200 with a list of strings", async (open) => {
    const { status, body } = await (await open()).request("GET", "/tools/enum");
    equal(status, 200);
    ok(body.includes("GITHUB_CREATE_ISSUE") && body.length === 9);
  }),
  requires("direct.toolkit", "reading a toolkit", "returns its auth schemes with their fields", async (open) => {
    const { body } = await (await open()).request("GET", "/toolkits/github");
    const [scheme] = body.auth_config_details;
    deepEqual(
      [body.slug, scheme.mode, scheme.fields.connected_account_initiation.required[0].name],
      ["github", "API_KEY", "api_key"],
    );
  }),
  rejects("direct.unknown-toolkit", "an unknown toolkit", [404, 2404], ({ request }) =>
    request("GET", "/toolkits/nope"),
  ),
  requires("direct.toolkits", "listing toolkits by slug, and categories", "returns pages", async (open) => {
    const world = await open();
    const { body } = await world.request("POST", "/toolkits/multi", { toolkits: ["weather", "github", "nope"] });
    deepEqual(
      body.items.map(({ slug }: { slug: string }) => slug),
      ["github", "weather"],
    );
    equal((await world.request("GET", "/toolkits/categories")).body.total_items, 0);
  }),
  requires(
    "direct.not-served",
    "operations that the local router does not implement",
    "501 with the operation's name in the message",
    async (open) => {
      const world = await open();
      for (const [method, path, name] of [
        ["GET", "/triggers_types", "getTriggersTypes"],
        ["POST", "/connected_accounts", "postConnectedAccounts"],
        ["POST", "/tools/execute/GITHUB_LIST_ISSUES/input", "postToolsExecuteByToolSlugInput"],
        ["GET", "/toolkits/changelog", "getToolkitsChangelog"],
      ] as const) {
        const { status, body } = await world.request(method, path, method === "POST" ? {} : undefined);
        equal(status, 501);
        match(body.error.message, new RegExp(`\\b${name}\\b`));
      }
      equal((await world.request("GET", "/auth/session/info")).status, 200);
    },
  ),
];
