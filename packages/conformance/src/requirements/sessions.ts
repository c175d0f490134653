import { deepEqual, equal, match, ok } from "node:assert/strict";
import { rejects, requires, type Requirement } from "../requirement.ts";
import type { World } from "../world.ts";

const create =
  (config: object) =>
  ({ create: make }: World) =>
    make(config);
const tool = {
  slug: "door",
  name: "Door",
  description: "Opens a door",
  input_schema: { type: "object", properties: {} },
};

/** Configurations as sent and as returned. */
const echoes: readonly [name: string, sent: object, echoed: object][] = [
  ["toolkits-allow", { toolkits: { enable: ["GitHub"] } }, { toolkits: { enabled: ["github"] } }],
  ["toolkits-deny", { toolkits: { disable: ["slack"] } }, { toolkits: { disabled: ["slack"] } }],
  [
    "tools-allow",
    { tools: { github: { enable: ["GITHUB_LIST_ISSUES"] } } },
    { tools: { github: { enabled: ["GITHUB_LIST_ISSUES"] } } },
  ],
  [
    "tools-deny",
    { tools: { github: { disable: ["GITHUB_LIST_ISSUES"] } } },
    { tools: { github: { disabled: ["GITHUB_LIST_ISSUES"] } } },
  ],
  [
    "tools-tags-list",
    { tools: { github: { tags: ["readOnlyHint"] } } },
    { tools: { github: { tags: { enabled: ["readOnlyHint"] } } } },
  ],
  [
    "tools-tags",
    { tools: { github: { tags: { disable: ["createHint"] } } } },
    { tools: { github: { tags: { disabled: ["createHint"] } } } },
  ],
  ["tags-list", { tags: ["readOnlyHint"] }, { tags: { enabled: ["readOnlyHint"] } }],
  [
    "tags",
    { tags: { enable: ["readOnlyHint"], disable: ["destructiveHint"] } },
    { tags: { enabled: ["readOnlyHint"], disabled: ["destructiveHint"] } },
  ],
  [
    "manage-connections",
    { manage_connections: { enable: false } },
    { manage_connections: { enabled: false, enable_wait_for_connections: false, enable_connection_removal: true } },
  ],
  [
    "workbench",
    { workbench: { enable_proxy_execution: false, enable_tool_execution: false } },
    { workbench: { enable: true, proxy_execution_enabled: false, tool_execution_enabled: false } },
  ],
  [
    "pins",
    { connected_accounts: { github: "ca_1" } },
    { connected_accounts: { github: "ca_1" }, all_connected_accounts: { github: ["ca_1"] } },
  ],
  ["preload", { preload: { tools: ["GITHUB_LIST_ISSUES"] } }, { preload: { tools: ["GITHUB_LIST_ISSUES"] } }],
];

export const sessions: readonly Requirement[] = [
  requires(
    "sessions.minimal",
    "a session with only a user",
    "201 with a trs_ id, four meta tools, version 1, no preloaded tools",
    async (open) => {
      const { status, body } = await (await open()).create();
      equal(status, 201);
      match(body.session_id, /^trs_/);
      equal(body.tool_router_tools.length, 4);
      deepEqual([body.config_version, body.config.preload], [1, { tools: [] }]);
    },
    "versions start at 1",
  ),
  requires("sessions.always-new", "two identical requests", "create two sessions", async (open) => {
    const world = await open();
    ok((await world.session()) !== (await world.session()));
  }),
  rejects("sessions.no-user", "a session without a user", [400, 10400], ({ request }) =>
    request("POST", "/tool_router/session", {}),
  ),
  rejects("sessions.empty-user", "a session with an empty user", [400, 10400], create({ user_id: "" })),
  rejects(
    "sessions.enabled-for-enable",
    "`enabled` instead of `enable` in a request",
    [400, 10400],
    create({ toolkits: { enabled: ["github"] } }),
  ),
  rejects(
    "sessions.both-lists",
    "an allowlist and a denylist of toolkits at once",
    [400, 10400],
    create({ toolkits: { enable: [], disable: [] } }),
  ),
  rejects("sessions.bare-list", "toolkits as a plain list", [400, 10400], create({ toolkits: ["github"] })),
  rejects("sessions.unknown-key", "an unknown key at the root", [400, 10400], create({ nope: 1 })),
  rejects("sessions.unknown-nested-key", "an unknown key in a block", [400, 10400], create({ workbench: { nope: 1 } })),
  rejects("sessions.unknown-toolkit", "an unknown toolkit", [400, 4305], create({ toolkits: { enable: ["nope"] } })),
  rejects(
    "sessions.unknown-tool",
    "a filter with another toolkit's tool",
    [400, 4300],
    create({ tools: { github: { enable: ["SLACK_SEND_MESSAGE"] } } }),
  ),
  rejects(
    "sessions.foreign-pin",
    "pinning another user's account",
    [400, 4306],
    create({ connected_accounts: { github: "ca_2" } }),
    { choice: "code 4306" },
  ),
  rejects(
    "sessions.several-pins",
    "pinning several accounts without multi_account",
    [400, 4300],
    create({ connected_accounts: { github: ["ca_1", "ca_1b"] } }),
    {
      options: {
        accounts: [
          { userId: "user_1", toolkit: "github", id: "ca_1" },
          { userId: "user_1", toolkit: "github", id: "ca_1b" },
        ],
      },
    },
  ),
  rejects(
    "sessions.shared-pins",
    "pinning two shared accounts for one toolkit",
    [400, 4347],
    create({ multi_account: { enable: true }, connected_accounts: { github: ["ca_s1", "ca_s2"] } }),
    {
      options: {
        accounts: ["ca_s1", "ca_s2"].map((id) => ({
          userId: "user_2",
          toolkit: "github",
          id,
          accountType: "SHARED" as const,
          aclConfigForShared: { allowAllUsers: true },
        })),
      },
    },
  ),
  rejects(
    "sessions.foreign-auth-config",
    "an unknown auth config",
    [400, 4307],
    create({ auth_configs: { github: "ac_no" } }),
    { choice: "code 4307" },
  ),
  rejects(
    "sessions.preload-unknown",
    "preloading an unknown tool",
    [400, 4300],
    create({ preload: { tools: ["NOPE"] } }),
  ),
  rejects(
    "sessions.preload-blocked",
    "preloading a tool that the session does not allow",
    [400, 4300],
    create({ toolkits: { disable: ["github"] }, preload: { tools: ["GITHUB_LIST_ISSUES"] } }),
  ),
  rejects(
    "sessions.preload-meta",
    "preloading a meta tool",
    [400, 4300],
    create({ preload: { tools: ["COMPOSIO_SEARCH_TOOLS"] } }),
  ),
  rejects(
    "sessions.preload-all",
    "preloading all tools without an allowlist",
    [400, 4300],
    create({ preload: { tools: "all" } }),
  ),
  rejects(
    "sessions.preload-multi",
    "preloading with multi_account",
    [400, 4300],
    create({ multi_account: { enable: true }, preload: { tools: ["GITHUB_LIST_ISSUES"] } }),
    { choice: "rejected in both versions" },
  ),
  rejects(
    "sessions.many-accounts",
    "max_accounts_per_toolkit above ten",
    [400, 10400],
    create({ multi_account: { enable: true, max_accounts_per_toolkit: 11 } }),
  ),
  requires(
    "sessions.uncommon-tags",
    "the tags createHint and updateHint",
    "are accepted",
    async (open) => {
      equal((await (await open()).create({ tags: ["createHint", "updateHint"] })).status, 201);
    },
    "all six tags are accepted",
  ),
  ...echoes.map(([name, sent, echoed]) =>
    requires(
      `sessions.echo-${name}`,
      `a configuration with ${JSON.stringify(sent)}`,
      `is returned as ${JSON.stringify(echoed)}`,
      async (open) => {
        const { status, body } = await (await open()).create(sent);
        equal(status, 201);
        for (const [key, value] of Object.entries(echoed)) deepEqual(body.config[key], value);
      },
    ),
  ),
  requires(
    "sessions.meta-switches",
    "each setting that enables meta tools",
    "affects only its own meta tools",
    async (open) => {
      const world = await open();
      const shown = async (config: object): Promise<string[]> =>
        (await world.create(config)).body.tool_router_tools
          .map((slug: string) => slug.replace("COMPOSIO_", ""))
          .toSorted();
      const all = ["GET_TOOL_SCHEMAS", "MANAGE_CONNECTIONS", "MULTI_EXECUTE_TOOL", "SEARCH_TOOLS"];
      deepEqual(await shown({}), all);
      deepEqual(
        await shown({ search: { enable: false } }),
        all.filter((slug) => !/SEARCH|SCHEMAS/.test(slug)),
      );
      deepEqual(
        await shown({ execute: { enable_multi_execute: false } }),
        all.filter((slug) => !slug.startsWith("MULTI")),
      );
      deepEqual(
        await shown({ manage_connections: { enable: false, enable_wait_for_connections: true } }),
        all.filter((slug) => !slug.startsWith("MANAGE")),
      );
      deepEqual(await shown({ proxy_execute: { enable: true } }), [...all, "PROXY_EXECUTE"].toSorted());
      deepEqual(
        await shown({
          manage_connections: { enable_wait_for_connections: true },
          experimental: { submit_feedback: { enable: true } },
        }),
        [...all, "SUBMIT_FEEDBACK", "WAIT_FOR_CONNECTIONS"],
      );
    },
    "COMPOSIO_GET_TOOL_SCHEMAS follows search.enable",
  ),
  requires(
    "sessions.warning",
    "preloading more than twenty tools",
    "a warning; twenty tools give no warning",
    async (open) => {
      const tools = Array.from({ length: 21 }, (_, index) => ({
        slug: `MANY_TOOL_${index}`,
        description: "One of many",
        inputSchema: { type: "object" },
        execute: () => ({}),
      }));
      const world = await open({ toolkits: [{ slug: "many", description: "Many tools", tools }], accounts: [] });
      const warnings = async (count: number): Promise<string[]> => {
        const preload = { tools: tools.slice(0, count).map(({ slug }) => slug) };
        return (await world.create({ preload })).body.warnings.map(({ code }: { code: string }) => code);
      };
      deepEqual([await warnings(20), await warnings(21)], [[], ["PRELOAD_TOOLS_HIGH_CONTEXT_USAGE"]]);
    },
    "the threshold is twenty",
  ),
  rejects(
    "sessions.get-unknown",
    "reading an unknown session",
    [404, 4303],
    ({ request }) => request("GET", "/tool_router/session/trs_no"),
    { choice: "code 4303" },
  ),
  rejects("sessions.get-malformed", "a session id without trs_", [400, 10400], ({ request }) =>
    request("GET", "/tool_router/session/no"),
  ),
  requires(
    "sessions.get",
    "reading a session",
    "200 with the same body as creation, without the prompt",
    async (open) => {
      const world = await open();
      const { body } = await world.create({ toolkits: { enable: ["github"] } });
      const { experimental: _, ...expected } = body;
      deepEqual((await world.request("GET", `/tool_router/session/${body.session_id}`)).body, expected);
    },
  ),
  requires(
    "sessions.patch",
    "updating toolkits",
    "200, the version increases by one, and the history has the old configuration",
    async (open) => {
      const world = await open();
      const path = await world.session({ toolkits: { enable: ["github"] } });
      const { status, body } = await world.request("PATCH", path, { toolkits: { disable: ["github"] } });
      deepEqual([status, body.config_version, body.config.toolkits], [200, 2, { disabled: ["github"] }]);
      const { items } = (await world.request("GET", `${path}/config_history`)).body;
      deepEqual(
        items.map((item: Record<string, never>) => [item["version"], item["is_current"], item["config"]?.["toolkits"]]),
        [
          [2, true, { disabled: ["github"] }],
          [1, false, { enabled: ["github"] }],
        ],
      );
    },
  ),
  rejects(
    "sessions.patch-stale",
    "an update that expects another version",
    [409, 4312],
    async (world) => world.request("PATCH", await world.session(), { toolkits: null, expected_config_version: 7 }),
    { choice: "code 4312, in both versions of the API" },
  ),
  requires(
    "sessions.patch-stale-changes-nothing",
    "a rejected update",
    "changes neither configuration nor version",
    async (open) => {
      const world = await open();
      const path = await world.session();
      const before = (await world.request("GET", path)).body;
      await world.request("PATCH", path, { toolkits: { enable: [] }, expected_config_version: 7 });
      await world.request("PATCH", path, { workbench: { enable: false }, toolkits: { enable: ["nope"] } });
      deepEqual((await world.request("GET", path)).body, before);
    },
  ),
  requires(
    "sessions.patch-empty",
    "an update with an empty or missing body",
    "200 with the same version",
    async (open) => {
      const world = await open();
      const path = await world.session();
      deepEqual(
        [
          (await world.request("PATCH", path, {})).body.config_version,
          (await world.request("PATCH", path)).body.config_version,
        ],
        [1, 1],
      );
    },
    "an empty update does not increase the version",
  ),
  requires("sessions.patch-unpin", "connected_accounts: null", "removes all pins", async (open) => {
    const world = await open();
    const path = await world.session({ connected_accounts: { github: "ca_1" } });
    equal(
      "connected_accounts" in (await world.request("PATCH", path, { connected_accounts: null })).body.config,
      false,
    );
  }),
  requires(
    "sessions.patch-null",
    "null for a block",
    "restores its default",
    async (open) => {
      const world = await open();
      const path = await world.session({
        toolkits: { enable: ["github"] },
        tags: ["readOnlyHint"],
        workbench: { enable: false },
        search: { enable: false },
      });
      const { body } = await world.request("PATCH", path, {
        toolkits: null,
        tags: null,
        workbench: null,
        search: null,
        tools: null,
        preload: null,
        execute: null,
        multi_account: null,
        auth_configs: null,
        manage_connections: null,
        experimental: null,
      });
      deepEqual(body.config, (await world.create()).body.config);
    },
    "every block accepts null",
  ),
  requires(
    "sessions.patch-merge",
    "an update of some fields of manage_connections",
    "keeps the other fields; null removes callback_url only",
    async (open) => {
      const world = await open();
      const path = await world.session({
        manage_connections: { callback_url: "https://a.example/", enable_connection_removal: false },
      });
      const { body } = await world.request("PATCH", path, {
        manage_connections: { callback_url: null, enable_wait_for_connections: true },
      });
      deepEqual(body.config.manage_connections, {
        enabled: true,
        enable_wait_for_connections: true,
        enable_connection_removal: false,
      });
    },
  ),
  rejects("sessions.patch-user", "changing the user", [400, 10400], async (world) =>
    world.request("PATCH", await world.session(), { user_id: "user_2" }),
  ),
  rejects("sessions.patch-preloaded", "an update that excludes a preloaded tool", [400, 4300], async (world) =>
    world.request("PATCH", await world.session({ preload: { tools: ["GITHUB_LIST_ISSUES"] } }), {
      toolkits: { disable: ["github"] },
    }),
  ),
  rejects(
    "sessions.patch-multi-off",
    "disabling multi_account while setting require_explicit_selection",
    [400, 4300],
    async (world) =>
      world.request("PATCH", await world.session(), {
        multi_account: { enable: false, require_explicit_selection: true },
      }),
  ),
  requires(
    "sessions.delete",
    "deleting a session",
    "200, then 404 for every operation including deletion; the accounts remain",
    async (open) => {
      const world = await open();
      const path = await world.session();
      deepEqual((await world.request("DELETE", path)).body, { session_id: path.split("/").at(-1), deleted: true });
      for (const [method, rest] of [
        ["GET", ""],
        ["DELETE", ""],
        ["PATCH", ""],
        ["GET", "/tools"],
        ["GET", "/mounts/files/items"],
      ] as const) {
        equal((await world.request(method, path + rest)).status, 404);
      }
      equal((await world.request("GET", "/connected_accounts/ca_1")).status, 200);
    },
  ),
  requires(
    "sessions.history-pages",
    "reading the history in pages of one",
    "newest first, with a cursor until the last page",
    async (open) => {
      const world = await open();
      const path = await world.session();
      await world.request("PATCH", path, { workbench: { enable: false } });
      const first = (await world.request("GET", `${path}/config_history?limit=1`)).body;
      const second = (await world.request("GET", `${path}/config_history?cursor=${first.next_cursor}`)).body;
      deepEqual(
        [first.items[0].version, second.items[0].version, second.next_cursor, first.total_items],
        [2, 1, null, 2],
      );
    },
    "twenty items by default",
  ),
  requires(
    "sessions.custom-tools",
    "custom tools in v3",
    "are stored, found by search, and named LOCAL_…",
    async (open) => {
      const world = await open();
      const path = await world.session({
        experimental: {
          custom_tools: [tool],
          custom_toolkits: [{ slug: "house", name: "House", description: "d", tools: [tool] }],
        },
      });
      const { experimental } = (await world.request("GET", path)).body;
      deepEqual(
        [experimental.custom_tools[0].slug, experimental.custom_toolkits[0].tools[0].slug],
        ["LOCAL_DOOR", "LOCAL_HOUSE_DOOR"],
      );
      const found = (await world.request("POST", `${path}/search`, { queries: [{ use_case: "open a door" }] })).body;
      ok(found.results[0].primary_tool_slugs.includes("LOCAL_DOOR"));
    },
  ),
  requires(
    "sessions.custom-tools-inline",
    "custom tools in v3.1",
    "are not stored; attach and search accept them inline",
    async (open) => {
      const world = await open();
      const experimental = { custom_tools: [tool] };
      const { body } = await world.request("POST", "/api/v3.1/tool_router/session", { user_id: "u", experimental });
      const path = `/api/v3.1/tool_router/session/${body.session_id}`;
      equal((await world.request("GET", path)).body.experimental, undefined);
      equal(
        (await world.request("POST", `${path}/attach`, { experimental })).body.experimental.custom_tools[0].slug,
        "LOCAL_DOOR",
      );
      const search = async (more: object) =>
        (await world.request("POST", `${path}/search`, { queries: [{ use_case: "open a door" }], ...more })).body
          .tool_schemas;
      deepEqual(["LOCAL_DOOR" in (await search({ experimental })), "LOCAL_DOOR" in (await search({}))], [true, false]);
    },
  ),
  ...(
    [
      ["reserved", { ...tool, slug: "LOCAL_x" }],
      ["long", { ...tool, slug: "x".repeat(55) }],
      ["schema", { ...tool, input_schema: { type: "object" } }],
      ["extends", { ...tool, extends_toolkit: "nope" }],
    ] as const
  ).map(([name, custom]) =>
    rejects(
      `sessions.custom-${name}`,
      `a custom tool with an invalid field (${name})`,
      [400, 4300],
      create({ experimental: { custom_tools: [custom] } }),
    ),
  ),
];
