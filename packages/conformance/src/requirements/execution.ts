import { deepEqual, equal, match, ok } from "node:assert/strict";
import { defineToolkit } from "@tool-router/local";
import { rejects, requires, type Requirement } from "../requirement.ts";
import { twoAccounts, type World } from "../world.ts";

const issue = { repo: "r", title: "t" };
const run =
  (config: object, tool: string, args?: object, rest?: object) =>
  async (world: World): ReturnType<World["execute"]> =>
    world.execute(await world.session(config), tool, args, rest);
const several = { multi_account: { enable: true } };
const free = { multi_account: { enable: true, require_explicit_selection: false } };

const vault = defineToolkit({
  slug: "vault",
  description: "Needs a key",
  auth: { scheme: "API_KEY" },
  tools: [
    {
      slug: "VAULT_OPEN",
      description: "Returns its credentials and overwrites them",
      inputSchema: { type: "object" },
      execute: (_, context) => {
        const credentials = context.credentials as { api_key?: string };
        const seen = credentials.api_key;
        credentials.api_key = "overwritten";
        return { seen };
      },
    },
  ],
});

export const execution: readonly Requirement[] = [
  requires(
    "execution.ok",
    "running an app tool with a connected account",
    "200, null error, a log id",
    async (open) => {
      const { status, body } = await run({}, "GITHUB_CREATE_ISSUE", issue)(await open());
      deepEqual([status, body.data, body.error], [200, { title: "t", account: "ca_1" }, null]);
      ok(body.log_id.length > 0);
    },
  ),
  requires(
    "execution.fields",
    "the result of a run",
    "has result_type, data, error and log_id, but not `successful`",
    async (open) => {
      const { body } = await run({}, "WEATHER_GET_FORECAST")(await open());
      deepEqual(Object.keys(body).toSorted(), ["data", "error", "log_id", "result_type"]);
    },
    "exactly these four fields",
  ),
  requires("execution.completed", "a tool that succeeds", "200 with result_type completed", async (open) => {
    const { status, body } = await run({}, "GITHUB_CREATE_ISSUE", issue)(await open());
    deepEqual([status, body.result_type], [200, "completed"]);
  }),
  requires(
    "execution.failed-without-text",
    "a tool that throws without a message",
    "200 with result_type failed and a message in error",
    async (open) => {
      const silent = defineToolkit({
        slug: "silent",
        description: "Fails without a message",
        tools: [
          {
            slug: "SILENT_FAIL",
            description: "Fails",
            inputSchema: { type: "object" },
            execute: () => {
              throw new Error("");
            },
          },
        ],
      });
      const { status, body } = await run({}, "SILENT_FAIL")(await open({ toolkits: [silent], accounts: [] }));
      deepEqual([status, body.result_type, body.data], [200, "failed", {}]);
      ok(body.error.length > 0);
    },
  ),
  requires("execution.no-auth", "a tool that needs no account", "runs without an account", async (open) => {
    const world = await open({ accounts: [] });
    equal((await run({}, "GITHUB_GET_STATUS")(world)).status, 200);
    equal((await run({}, "WEATHER_GET_FORECAST")(world)).status, 200);
  }),
  requires("execution.no-arguments", "omitted arguments", "default to an empty object", async (open) => {
    const { body } = await run({}, "WEATHER_GET_FORECAST")(await open());
    deepEqual(body.data, { args: {} });
  }),
  requires("execution.extra-fields", "unknown fields in the body", "are ignored", async (open) => {
    equal((await run({}, "WEATHER_GET_FORECAST", {}, { nope: 1 })(await open())).status, 200);
  }),
  rejects("execution.no-slug", "a body without tool_slug", [400, 10400], async (world) =>
    world.request("POST", `${await world.session()}/execute`, { arguments: {} }),
  ),
  rejects("execution.not-json", "a body that is not JSON", [400, 10400], async (world) =>
    world.request("POST", `${await world.session()}/execute`, "{"),
  ),
  requires(
    "execution.credentials-are-copies",
    "a tool that overwrites its credentials",
    "does not affect the next run",
    async (open) => {
      const world = await open({
        toolkits: [vault],
        accounts: [{ userId: "user_1", toolkit: "vault", credentials: { api_key: "k" } }],
      });
      for (let time = 0; time < 2; time++) {
        const { body } = await run({}, "VAULT_OPEN")(world);
        deepEqual([body.error, body.data], [null, { seen: "k" }]);
      }
    },
  ),
  rejects(
    "execution.no-connection",
    "an app tool without a connected account",
    [400, 4302],
    run({}, "SLACK_SEND_MESSAGE"),
  ),
  rejects("execution.unknown", "an unknown tool", [400, 4301], run({}, "NOPE")),
  rejects("execution.case", "a lowercase slug", [400, 4301], run({}, "github_list_issues")),
  rejects(
    "execution.unknown-first",
    "an unknown tool of a toolkit that is not allowed",
    [400, 4301],
    run({ toolkits: { enable: [] } }, "GITHUB_NOPE"),
    { choice: "the catalog is checked before the session's filters" },
  ),
  rejects(
    "execution.not-allowed",
    "a toolkit missing from the allowlist",
    [400, 4324],
    run({ toolkits: { enable: ["weather"] } }, "GITHUB_LIST_ISSUES"),
  ),
  rejects(
    "execution.disabled",
    "a toolkit on the denylist",
    [400, 4324],
    run({ toolkits: { disable: ["github"] } }, "GITHUB_LIST_ISSUES"),
  ),
  rejects(
    "execution.toolkit-before-account",
    "a toolkit that is neither allowed nor connected",
    [400, 4324],
    run({ toolkits: { disable: ["slack"] } }, "SLACK_SEND_MESSAGE"),
  ),
  rejects(
    "execution.filter-before-account",
    "a tool that is neither allowed nor connected",
    [400, 4325],
    run({ tools: { slack: { enable: [] } } }, "SLACK_SEND_MESSAGE"),
  ),
  rejects(
    "execution.account-before-arguments",
    "invalid arguments without a connected account",
    [400, 4302],
    run({ user_id: "user_9" }, "GITHUB_CREATE_ISSUE", {}),
  ),
  rejects(
    "execution.tool-denied",
    "a tool on the denylist",
    [400, 4325],
    run({ tools: { github: { disable: ["GITHUB_LIST_ISSUES"] } } }, "GITHUB_LIST_ISSUES"),
    { choice: "code 4325" },
  ),
  rejects(
    "execution.tool-not-listed",
    "a tool missing from the allowlist",
    [400, 4325],
    run({ tools: { github: { enable: ["GITHUB_LIST_ISSUES"] } } }, "GITHUB_CREATE_ISSUE", issue),
  ),
  rejects(
    "execution.tags",
    "a tool without any of the required tags",
    [400, 4325],
    run({ tags: ["readOnlyHint"] }, "GITHUB_CREATE_ISSUE", issue),
  ),
  rejects(
    "execution.untagged",
    "an untagged tool in a session that requires tags",
    [400, 4325],
    run({ tags: ["readOnlyHint"] }, "WEATHER_GET_FORECAST"),
  ),
  requires("execution.list-beats-tags", "a list of tools and session tags", "the list decides", async (open) => {
    const config = { tags: ["readOnlyHint"], tools: { github: { enable: ["GITHUB_CREATE_ISSUE"] } } };
    equal((await run(config, "GITHUB_CREATE_ISSUE", issue)(await open())).status, 200);
  }),
  requires(
    "execution.toolkit-tags-beat-tags",
    "tags of a toolkit and of the session",
    "the toolkit's tags decide",
    async (open) => {
      const config = { tags: ["readOnlyHint"], tools: { github: { tags: ["createHint"] } } };
      const world = await open();
      deepEqual(
        [
          (await run(config, "GITHUB_CREATE_ISSUE", issue)(world)).status,
          (await run(config, "GITHUB_LIST_ISSUES")(world)).body.error.code,
        ],
        [200, 4325],
      );
    },
  ),
  requires(
    "execution.empty-allowlist",
    "toolkits: { enable: [] }",
    "app tools neither run nor appear; meta tools still work",
    async (open) => {
      const world = await open();
      const path = await world.session({ toolkits: { enable: [] } });
      for (const tool of ["GITHUB_LIST_ISSUES", "WEATHER_GET_FORECAST"])
        equal((await world.execute(path, tool)).body.error.code, 4324);
      deepEqual((await world.request("GET", `${path}/toolkits`)).body.items, []);
      equal((await world.meta(path, "COMPOSIO_SEARCH_TOOLS", { queries: [{ use_case: "x" }] })).status, 200);
      equal((await world.request("POST", `${path}/link`, { toolkit: "github" })).body.error.code, 4324);
    },
  ),
  requires(
    "execution.bad-arguments",
    "arguments that do not match the tool's schema",
    "200 with a message in error, and empty data",
    async (open) => {
      const { status, body } = await run({}, "GITHUB_CREATE_ISSUE", { repo: "r" })(await open());
      deepEqual([status, body.data], [200, {}]);
      match(body.error, /title/);
    },
  ),
  requires("execution.failed", "a failing tool", "200 with the tool's message in error", async (open) => {
    const { status, body } = await run({}, "WEATHER_BREAK")(await open());
    deepEqual([status, body.error], [200, "The station is broken"]);
  }),
  rejects("execution.unreachable", "an unreachable provider", [502, 4341], run({}, "WEATHER_OFFLINE"), {
    choice: "code 4341",
  }),
  rejects("execution.too-large", "a result over the size limit", [413, 4345], run({}, "WEATHER_LIST_DAYS"), {
    options: { maxResultBytes: 1000 },
  }),
  rejects(
    "execution.large-request",
    "a request over the size limit",
    [413, 10413],
    run({}, "WEATHER_GET_FORECAST", { a: "x".repeat(2000) }),
    { options: { maxRequestBytes: 1000 }, choice: "code 10413" },
  ),
  rejects("execution.local", "a custom tool's slug", [400, 4301], run({}, "LOCAL_DOOR"), {
    choice: "custom tools run only in the caller's process",
  }),
  rejects(
    "execution.denied",
    "a call that the permissions deny",
    [403, 4328],
    run(
      {
        experimental: {
          permissions: { default: "allow_all", overrides: { "GITHUB_LIST_ISSUES:ca_1": "always_deny" } },
        },
      },
      "GITHUB_LIST_ISSUES",
    ),
    { choice: "403 with code 4328" },
  ),
  requires(
    "execution.own-key-beats-star",
    "a permission for the tool and one for all tools",
    "the tool's permission decides",
    async (open) => {
      const overrides = { "*:ca_1": "always_deny", "GITHUB_LIST_ISSUES:ca_1": "always_allow" };
      equal(
        (
          await run(
            { experimental: { permissions: { default: "ask_every_call", overrides } } },
            "GITHUB_LIST_ISSUES",
          )(await open())
        ).status,
        200,
      );
    },
  ),
  requires("accounts.named", "an account selected by id, alias or word id", "is used", async (open) => {
    const world = await open({ accounts: twoAccounts });
    const path = await world.session(several);
    const { word_id: word } = (await world.request("GET", "/connected_accounts/ca_1")).body;
    for (const account of ["ca_1", "work", word]) {
      equal((await world.execute(path, "GITHUB_LIST_ISSUES", {}, { account })).body.data.account, "ca_1");
    }
  }),
  requires(
    "accounts.must-choose",
    "several accounts, none selected",
    "400 with code 4300 and every account in errors",
    async (open) => {
      const { status, body } = await run(several, "GITHUB_LIST_ISSUES")(await open({ accounts: twoAccounts }));
      deepEqual([status, body.error.code, body.error.errors.length], [400, 4300, 2]);
      ok(["ca_1", "ca_home"].every((id) => JSON.stringify(body.error.errors).includes(id)));
    },
    "selection is required by default; 400 with code 4300",
  ),
  requires(
    "accounts.newest",
    "several accounts, none selected, require_explicit_selection: false",
    "uses the most recently connected account",
    async (open) => {
      equal(
        (await run(free, "GITHUB_LIST_ISSUES")(await open({ accounts: twoAccounts }))).body.data.account,
        "ca_home",
      );
    },
  ),
  requires(
    "accounts.newest-without-multi",
    "several accounts without multi_account",
    "uses the most recently connected account",
    async (open) => {
      equal((await run({}, "GITHUB_LIST_ISSUES")(await open({ accounts: twoAccounts }))).body.data.account, "ca_home");
    },
  ),
  requires("accounts.only", "one account, none selected", "uses that account", async (open) => {
    equal((await run(several, "GITHUB_LIST_ISSUES")(await open())).body.data.account, "ca_1");
  }),
  rejects(
    "accounts.unknown",
    "an unknown account",
    [400, 4300],
    run(several, "GITHUB_LIST_ISSUES", {}, { account: "nope" }),
  ),
  rejects(
    "accounts.foreign",
    "another user's account",
    [400, 4300],
    run(several, "GITHUB_LIST_ISSUES", {}, { account: "ca_2" }),
  ),
  requires(
    "accounts.named-without-multi",
    "an account selected without multi_account",
    "is used if it belongs to the user",
    async (open) => {
      equal(
        (await run({}, "GITHUB_LIST_ISSUES", {}, { account: "work" })(await open({ accounts: twoAccounts }))).body.data
          .account,
        "ca_1",
      );
    },
    "a matching account is accepted",
  ),
  requires("accounts.pin", "a pinned account", "is used; if it is unusable, the call fails", async (open) => {
    const world = await open({ accounts: twoAccounts });
    const path = await world.session({ connected_accounts: { github: "ca_1" } });
    equal((await world.execute(path, "GITHUB_LIST_ISSUES")).body.data.account, "ca_1");
    await world.router.setAccountStatus("ca_1", "EXPIRED");
    equal((await world.execute(path, "GITHUB_LIST_ISSUES")).body.error.code, 4302);
  }),
  requires(
    "accounts.live",
    "a connection created or deleted after the session",
    "takes effect immediately",
    async (open) => {
      const world = await open({ accounts: [], links: "instant" });
      const path = await world.session();
      equal((await world.execute(path, "GITHUB_LIST_ISSUES")).status, 400);
      const { connected_account_id: id } = (await world.request("POST", `${path}/link`, { toolkit: "github" })).body;
      equal((await world.execute(path, "GITHUB_LIST_ISSUES")).status, 200);
      await world.request("DELETE", `/connected_accounts/${id}`);
      equal((await world.execute(path, "GITHUB_LIST_ISSUES")).status, 400);
    },
  ),
  requires("accounts.statuses", "an account that is not ACTIVE", "cannot be used", async (open) => {
    const world = await open();
    const path = await world.session();
    for (const status of ["INITIALIZING", "INITIATED", "FAILED", "EXPIRED", "INACTIVE", "REVOKED"]) {
      await world.router.setAccountStatus("ca_1", status);
      equal((await world.execute(path, "GITHUB_LIST_ISSUES")).body.error.code, 4302);
    }
  }),
  requires(
    "accounts.shared",
    "a shared account",
    "is usable by other users if pinned and if its rules allow it",
    async (open) => {
      const shared = {
        userId: "owner",
        toolkit: "github",
        id: "ca_s",
        accountType: "SHARED" as const,
        aclConfigForShared: { allowAllUsers: true, notAllowedUserIds: ["user_9"] },
      };
      const world = await open({ accounts: [shared] });
      const pins = { connected_accounts: { github: "ca_s" } };
      equal((await run(pins, "GITHUB_LIST_ISSUES")(world)).body.data.account, "ca_s");
      equal((await run({}, "GITHUB_LIST_ISSUES")(world)).body.error.code, 4302);
      equal((await world.create({ ...pins, user_id: "user_9" })).body.error.code, 4306);
    },
  ),
  requires(
    "offload.preview",
    "a long result with the flag",
    "a preview, and a file with the full result",
    async (open) => {
      const world = await open();
      const path = await world.session();
      const { data } = (await world.execute(path, "WEATHER_LIST_DAYS", {}, { enable_auto_workbench_offload: true }))
        .body;
      deepEqual(Object.keys(data).toSorted(), ["data_preview", "remote_file_info"]);
      const file = data.remote_file_info.file_path.replace("/mnt/files/", "");
      const { download_url: url } = (
        await world.request("POST", `${path}/mounts/files/download_url`, { mount_relative_path: file })
      ).body;
      equal(((await (await world.router.fetch(url)).json()) as { days: unknown[] }).days.length, 5000);
    },
    "a preview has three items per list and 500 characters per string",
  ),
  ...(
    [
      ["without-flag", "without the flag", {}, {}],
      [
        "without-workbench",
        "with the flag and a disabled workbench",
        { workbench: { enable: false } },
        { enable_auto_workbench_offload: true },
      ],
      [
        "below-threshold",
        "with the flag, below the session's threshold",
        { workbench: { auto_offload_threshold: 1_000_000 } },
        { enable_auto_workbench_offload: true },
      ],
    ] as const
  ).map(([name, when, config, flag]) =>
    requires(`offload.inline-${name}`, `a long result ${when}`, "is inline", async (open) => {
      equal((await run(config, "WEATHER_LIST_DAYS", {}, flag)(await open())).body.data.days.length, 5000);
    }),
  ),
  requires("offload.meta", "the flag on a meta tool", "has no effect", async (open) => {
    const { data } = (
      await run(
        { workbench: { auto_offload_threshold: 1 } },
        "COMPOSIO_SEARCH_TOOLS",
        { queries: [{ use_case: "x" }] },
        { enable_auto_workbench_offload: true },
      )(await open())
    ).body;
    ok("results" in data);
  }),
  requires("offload.batch", "a batch with long results", "previews, and one file with all results", async (open) => {
    const world = await open();
    const tools = ["WEATHER_LIST_DAYS", "WEATHER_GET_FORECAST"].map((tool_slug) => ({ tool_slug, arguments: {} }));
    const { data } = (await world.meta(await world.session(), "COMPOSIO_MULTI_EXECUTE_TOOL", { tools })).body;
    equal(data.results[0].response.data_preview.days.at(-1), "...4997 more items");
    match(data.remote_file_info.file_path, /^\/mnt\/files\/mex\//);
  }),
];
