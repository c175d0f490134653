import { deepEqual, equal, match, ok } from "node:assert/strict";
import { rejects, requires, type Requirement } from "../requirement.ts";
import { twoAccounts } from "../world.ts";

const issue = { tool_slug: "GITHUB_CREATE_ISSUE", arguments: { repo: "r", title: "t" } };
const queries = (count: number) => Array.from({ length: count }, (_, index) => ({ use_case: `issue ${index}` }));

export const metaTools: readonly Requirement[] = [
  requires("meta.both-endpoints", "a meta tool through execute and execute_meta", "the same response", async (open) => {
    const world = await open();
    const path = await world.session();
    const args = { tool_slugs: ["GITHUB_LIST_ISSUES"] };
    const [one, two] = [
      await world.execute(path, "COMPOSIO_GET_TOOL_SCHEMAS", args),
      await world.meta(path, "COMPOSIO_GET_TOOL_SCHEMAS", args),
    ];
    deepEqual([one.status, one.body.data, one.body.error], [two.status, two.body.data, two.body.error]);
  }),
  rejects("meta.app-tool", "execute_meta with an app tool", [400, 10400], async (world) =>
    world.meta(await world.session(), "GITHUB_LIST_ISSUES"),
  ),
  rejects("meta.tool-slug", "execute_meta with tool_slug instead of slug", [400, 10400], async (world) =>
    world.request("POST", `${await world.session()}/execute_meta`, { tool_slug: "COMPOSIO_SEARCH_TOOLS" }),
  ),
  requires(
    "meta.off",
    "a meta tool that the session does not offer",
    "400 with code 4300",
    async (open) => {
      const world = await open();
      const path = await world.session({
        workbench: { enable: false },
        search: { enable: false },
        execute: { enable_multi_execute: false },
        manage_connections: { enable: false },
      });
      for (const slug of [
        "REMOTE_WORKBENCH",
        "REMOTE_BASH_TOOL",
        "SEARCH_TOOLS",
        "GET_TOOL_SCHEMAS",
        "MULTI_EXECUTE_TOOL",
        "MANAGE_CONNECTIONS",
        "WAIT_FOR_CONNECTIONS",
        "SUBMIT_FEEDBACK",
      ]) {
        const { status, body } = await world.meta(path, `COMPOSIO_${slug}`);
        deepEqual([status, body.error.code], [400, 4300]);
      }
    },
    "400 with code 4300 for all of them",
  ),
  requires("meta.account-ignored", "an account on a meta tool", "is ignored", async (open) => {
    const world = await open();
    equal(
      (
        await world.execute(
          await world.session(),
          "COMPOSIO_SEARCH_TOOLS",
          { queries: queries(1) },
          { account: "nope" },
        )
      ).status,
      200,
    );
  }),
  requires("meta.bad-arguments", "invalid arguments for a meta tool", "200 with a message in error", async (open) => {
    const world = await open();
    const { status, body } = await world.meta(await world.session(), "COMPOSIO_SEARCH_TOOLS", {});
    equal(status, 200);
    match(body.error, /queries/);
  }),
  requires(
    "meta.schemas",
    "schemas of known and unknown slugs",
    "known and unknown slugs, with up to three suggestions each",
    async (open) => {
      const world = await open();
      const { data, error } = (
        await world.meta(await world.session(), "COMPOSIO_GET_TOOL_SCHEMAS", {
          tool_slugs: ["GITHUB_LIST_ISSUES", "GITHUB_CREATE_ISSUES"],
        })
      ).body;
      deepEqual(
        [error, data.success, data.not_found, Object.keys(data.tool_schemas)],
        [null, false, ["GITHUB_CREATE_ISSUES"], ["GITHUB_LIST_ISSUES"]],
      );
      ok(
        data.suggestions["GITHUB_CREATE_ISSUES"].includes("GITHUB_CREATE_ISSUE") &&
          data.suggestions["GITHUB_CREATE_ISSUES"].length <= 3,
      );
    },
  ),
  requires(
    "meta.schemas-hidden",
    "the schema of a tool that the session does not allow",
    "is not found",
    async (open) => {
      const world = await open();
      const path = await world.session({ toolkits: { disable: ["github"] } });
      deepEqual(
        (await world.meta(path, "COMPOSIO_GET_TOOL_SCHEMAS", { tool_slugs: ["GITHUB_LIST_ISSUES"] })).body.data
          .not_found,
        ["GITHUB_LIST_ISSUES"],
      );
    },
  ),
  requires(
    "meta.manage",
    "connecting a connected toolkit, an unconnected one, and one that needs no account",
    "active, initiated with a URL, active",
    async (open) => {
      const world = await open();
      const { results, summary } = (
        await world.meta(await world.session(), "COMPOSIO_MANAGE_CONNECTIONS", {
          toolkits: ["github", "slack", "weather"],
        })
      ).body.data;
      deepEqual(
        [results.github.status, results.slack.status, results.weather.status],
        ["active", "initiated", "active"],
      );
      ok(URL.canParse(results.slack.redirect_url));
      deepEqual([summary.active_connections, summary.initiated_connections], [2, 1]);
    },
    "a toolkit that needs no account is active",
  ),
  requires(
    "meta.manage-failed",
    "connecting an unknown and a disallowed toolkit",
    "each fails; the call succeeds",
    async (open) => {
      const world = await open();
      const path = await world.session({ toolkits: { disable: ["slack"] } });
      const { status, body } = await world.meta(path, "COMPOSIO_MANAGE_CONNECTIONS", { toolkits: ["nope", "slack"] });
      deepEqual(
        [status, body.error, body.data.results.nope.status, body.data.results.slack.status],
        [200, null, "failed", "failed"],
      );
    },
    "errors are reported per toolkit",
  ),
  requires(
    "meta.manage-items",
    "items with an action",
    "list, rename and remove accounts",
    async (open) => {
      const world = await open({ accounts: twoAccounts });
      const path = await world.session();
      const manage = async (item: object) =>
        (await world.meta(path, "COMPOSIO_MANAGE_CONNECTIONS", { toolkits: [{ name: "github", ...item }] })).body.data
          .results.github;
      equal((await manage({ action: "list" })).status, "active");
      await manage({ action: "rename", account_id: "ca_1", alias: "renamed" });
      equal((await world.request("GET", "/connected_accounts/ca_1")).body.alias, "renamed");
      await manage({ action: "remove", account_id: "ca_1" });
      equal((await world.request("GET", "/connected_accounts/ca_1")).status, 404);
    },
    "slugs and objects are both accepted",
  ),
  requires(
    "meta.manage-no-removal",
    "removing an account in a session that disables removal",
    "fails; the account remains",
    async (open) => {
      const world = await open();
      const path = await world.session({ manage_connections: { enable_connection_removal: false } });
      equal(
        (await world.meta(path, "COMPOSIO_MANAGE_CONNECTIONS", { toolkits: [{ name: "github", action: "remove" }] }))
          .body.data.results.github.status,
        "failed",
      );
      equal((await world.request("GET", "/connected_accounts/ca_1")).status, 200);
    },
  ),
  requires(
    "meta.wait",
    "waiting for connections",
    "ends when a connection is decided or at the timeout",
    async (open) => {
      const world = await open();
      const path = await world.session({ manage_connections: { enable_wait_for_connections: true } });
      const wait = async (toolkits: string[], mode: string) =>
        (await world.meta(path, "COMPOSIO_WAIT_FOR_CONNECTIONS", { toolkits, mode })).body.data.results;
      deepEqual((await wait(["github", "slack"], "any")).github.status, "ACTIVE");
      equal((await wait(["github", "slack"], "all")).slack.status, "NOT_FOUND");
      await world.request("POST", `${path}/link`, { toolkit: "slack" });
      equal((await wait(["slack"], "all")).slack.status, "INITIATED");
    },
    "a timeout of thirty seconds",
  ),
  requires(
    "meta.feedback",
    "feedback",
    "200 with success: true",
    async (open) => {
      const world = await open();
      const path = await world.session({ experimental: { submit_feedback: { enable: true } } });
      deepEqual((await world.meta(path, "COMPOSIO_SUBMIT_FEEDBACK", { anything: 1 })).body.data, { success: true });
    },
    "any object is accepted",
  ),
  requires(
    "meta.workbench",
    "the workbench tools of a router without a workbench",
    "are not offered and return 400 with code 4300",
    async (open) => {
      const world = await open();
      const path = await world.session({ workbench: { enable: true } });
      const { tool_router_tools: offered } = (await world.request("GET", path)).body;
      for (const slug of ["COMPOSIO_REMOTE_WORKBENCH", "COMPOSIO_REMOTE_BASH_TOOL"]) {
        ok(!offered.includes(slug));
        const { status, body } = await world.meta(path, slug, { command: "ls", code_to_execute: "1" });
        deepEqual([status, body.error.code], [400, 4300]);
      }
    },
    "the local router has no sandbox",
  ),
  requires(
    "batch.partly",
    "a batch with one rejected item",
    "200, the item's error, '1 out of 2 tools failed', indexes from 0",
    async (open) => {
      const world = await open();
      const { status, body } = await world.meta(await world.session(), "COMPOSIO_MULTI_EXECUTE_TOOL", {
        tools: [issue, { tool_slug: "SLACK_SEND_MESSAGE", arguments: {} }],
      });
      deepEqual([status, body.error], [200, "1 out of 2 tools failed"]);
      const { results, total_count, success_count, error_count } = body.data;
      deepEqual([total_count, success_count, error_count], [2, 1, 1]);
      deepEqual(
        results.map((result: { index: number; tool_slug: string }) => [result.index, result.tool_slug]),
        [
          [0, "GITHUB_CREATE_ISSUE"],
          [1, "SLACK_SEND_MESSAGE"],
        ],
      );
      deepEqual([results[0].error, results[0].response.data.title], [null, "t"]);
      ok(results[1].error.length > 0);
    },
  ),
  requires("batch.ok", "a batch in which every item succeeds", "null error", async (open) => {
    const world = await open();
    equal(
      (await world.meta(await world.session(), "COMPOSIO_MULTI_EXECUTE_TOOL", { tools: [issue, issue] })).body.error,
      null,
    );
  }),
  requires(
    "batch.sizes",
    "a batch of 0 and of 51 items",
    "200 with a message in error",
    async (open) => {
      const world = await open();
      const path = await world.session();
      for (const count of [0, 51]) {
        const { status, body } = await world.meta(path, "COMPOSIO_MULTI_EXECUTE_TOOL", {
          tools: Array.from({ length: count }, () => issue),
        });
        equal(status, 200);
        ok(body.error);
      }
      equal(
        (await world.meta(path, "COMPOSIO_MULTI_EXECUTE_TOOL", { tools: Array.from({ length: 50 }, () => issue) })).body
          .data.results.length,
        50,
      );
    },
    "an invalid argument of the tool, not an invalid request",
  ),
  requires(
    "batch.meta-item",
    "a meta tool as an item",
    "an error for that item",
    async (open) => {
      const world = await open();
      const { data } = (
        await world.meta(await world.session(), "COMPOSIO_MULTI_EXECUTE_TOOL", {
          tools: [{ tool_slug: "COMPOSIO_SEARCH_TOOLS", arguments: {} }],
        })
      ).body;
      ok(data.results[0].error);
    },
    "rejected per item",
  ),
  requires(
    "batch.accounts",
    "a batch with a different account per item",
    "each item uses its account",
    async (open) => {
      const world = await open({ accounts: twoAccounts });
      const path = await world.session({ multi_account: { enable: true } });
      const tools = ["work", "home", undefined].map((account) => ({
        tool_slug: "GITHUB_LIST_ISSUES",
        arguments: {},
        ...(account && { account }),
      }));
      const { results } = (await world.meta(path, "COMPOSIO_MULTI_EXECUTE_TOOL", { tools })).body.data;
      deepEqual(
        results.map((result: { response?: { data: { account: string } } | null }) => result.response?.data.account),
        ["ca_1", "ca_home", undefined],
      );
    },
  ),
  requires("batch.sync-left-out", "sync_response_to_workbench omitted", "defaults to false", async (open) => {
    const world = await open();
    equal(
      (await world.meta(await world.session(), "COMPOSIO_MULTI_EXECUTE_TOOL", { tools: [issue] })).body.data
        .remote_file_info,
      null,
    );
  }),
  requires(
    "search.order",
    "several queries",
    "one result per query, in order, indexes from 1",
    async (open) => {
      const world = await open();
      const { body } = await world.request("POST", `${await world.session()}/search`, {
        queries: [{ use_case: "open an issue" }, { use_case: "weather forecast" }],
      });
      deepEqual(
        body.results.map((result: { index: number; primary_tool_slugs: string[] }) => [
          result.index,
          result.primary_tool_slugs[0],
        ]),
        [
          [1, "GITHUB_CREATE_ISSUE"],
          [2, "WEATHER_GET_FORECAST"],
        ],
      );
      deepEqual([body.success, body.error], [true, null]);
    },
    "BM25; six tools per query, the top three with schemas",
  ),
  ...[0, 8].map((count) =>
    rejects(`search.queries-${count}`, `a search with ${count} queries`, [400, 10400], async (world) =>
      world.request("POST", `${await world.session()}/search`, { queries: queries(count) }),
    ),
  ),
  requires(
    "search.schemas",
    "the results of a search",
    "up to three tools with a schema, the others with a reference",
    async (open) => {
      const world = await open();
      const { body } = await world.request("POST", `${await world.session()}/search`, {
        queries: [{ use_case: "forecast days file station weather" }],
      });
      const [result] = body.results;
      ok(result.primary_tool_slugs.length <= 3);
      for (const slug of result.primary_tool_slugs)
        ok(body.tool_schemas[slug].hasFullSchema && body.tool_schemas[slug].input_schema);
      for (const slug of result.related_tool_slugs)
        deepEqual(body.tool_schemas[slug].schemaRef.args.tool_slugs, [slug]);
    },
  ),
  requires("search.rules", "a search in a session with filters", "never finds excluded tools", async (open) => {
    const world = await open();
    const path = await world.session({
      tools: { github: { disable: ["GITHUB_CREATE_ISSUE"] } },
      toolkits: { disable: ["weather"] },
    });
    const { body } = await world.request("POST", `${path}/search`, {
      queries: [{ use_case: "create issue weather forecast" }],
    });
    equal(
      Object.keys(body.tool_schemas).some((slug) => slug === "GITHUB_CREATE_ISSUE" || slug.startsWith("WEATHER")),
      false,
    );
  }),
  requires(
    "search.connections",
    "the toolkits of the found tools",
    "include the user's connection status",
    async (open) => {
      const world = await open();
      const { body } = await world.request("POST", `${await world.session()}/search`, {
        queries: [{ use_case: "issue message forecast" }],
      });
      const states = Object.fromEntries(
        body.toolkit_connection_statuses.map((status: { toolkit: string; has_active_connection: boolean }) => [
          status.toolkit,
          status.has_active_connection,
        ]),
      );
      deepEqual([states.github, states.slack, states.weather], [true, false, true]);
    },
  ),
  requires(
    "search.workflow",
    "a workflow id",
    "is created, or reused if given",
    async (open) => {
      const world = await open();
      const path = await world.session();
      const search = async (session?: object) =>
        (await world.meta(path, "COMPOSIO_SEARCH_TOOLS", { queries: queries(1), ...(session && { session }) })).body
          .data.session;
      match((await search()).id, /^[a-z]+$/);
      deepEqual([(await search({ id: "lead" })).id, (await search({ id: "lead" })).generate_id], ["lead", false]);
    },
    "any id is accepted",
  ),
  requires(
    "search.off",
    "the search operation with search.enable: false",
    "still works",
    async (open) => {
      const world = await open();
      equal(
        (
          await world.request("POST", `${await world.session({ search: { enable: false } })}/search`, {
            queries: queries(1),
          })
        ).status,
        200,
      );
    },
    "search.enable affects only the meta tools",
  ),
];
