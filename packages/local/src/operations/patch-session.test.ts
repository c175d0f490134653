import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { githubAccount, testRouter } from "../testing/test-router.ts";

type Session = Schemas["Session"] & Schemas["Error"];

const open = async (config: Partial<Schemas["SessionCreate"]> = {}) => {
  const router = testRouter({ accounts: [githubAccount, { userId: "user_1", toolkit: "github", alias: "second" }] });
  const session = await router.session(config);
  const patch = (body?: unknown) => router.request<Session>("PATCH", session.path, body);
  const read = async () => (await router.request<Session>("GET", session.path)).body;
  return { router, session, patch, read };
};

describe("a change", () => {
  test.each<[string, Partial<Schemas["SessionCreate"]>, object, object]>([
    [
      "replaces toolkits",
      { toolkits: { enable: ["github"] } },
      { toolkits: { disable: ["GitHub"] } },
      { toolkits: { disabled: ["github"] } },
    ],
    ["resets toolkits", { toolkits: { enable: ["github"] } }, { toolkits: null }, { toolkits: { disabled: [] } }],
    [
      "replaces all tool filters",
      { tools: { github: { enable: ["GITHUB_LIST_ISSUES"] } } },
      { tools: { weather: { disable: ["WEATHER_GET_FORECAST"] } } },
      { tools: { weather: { disabled: ["WEATHER_GET_FORECAST"] } } },
    ],
    [
      "replaces require_approval of toolkits",
      { toolkits: { enable: ["github"], require_approval: ["github"] } },
      { toolkits: { require_approval: ["weather"] } },
      { toolkits: { require_approval: ["weather"] } },
    ],
    [
      "keeps an absent require_approval",
      {
        tools: { github: { tags: [], require_approval: ["GITHUB_LIST_ISSUES"] } },
        tags: { require_approval: ["createHint"] },
      },
      { toolkits: { enable: ["github"] } },
      {
        tools: { github: { tags: { enabled: [] }, require_approval: ["GITHUB_LIST_ISSUES"] } },
        tags: { require_approval: ["createHint"] },
      },
    ],
    [
      "keeps fields of instant, and clears those that are empty objects",
      {
        instant: { toolkits: { enable: ["github"] }, tools: { github: { disable: [] } }, return_instant_charge: true },
      },
      { instant: { toolkits: {} } },
      { instant: { tools: { github: { disabled: [] } }, return_instant_charge: true } },
    ],
    ["turns instant off", { instant: { return_instant_charge: true } }, { instant: false }, { instant: false }],
    [
      "turns instant on again",
      { instant: false },
      { instant: { return_instant_charge: true } },
      { instant: { return_instant_charge: true } },
    ],
    [
      "replaces proxy_execute",
      { proxy_execute: { enable: false } },
      { proxy_execute: { enable: true } },
      { proxy_execute: { enable: true }, workbench: { enable: true, proxy_execution_enabled: true } },
    ],
    [
      "merges manage_connections by field",
      { manage_connections: { enable: false, callback_url: "https://a.example/", enable_connection_removal: false } },
      { manage_connections: { enable: true, callback_url: null } },
      { manage_connections: { enabled: true, enable_wait_for_connections: false, enable_connection_removal: false } },
    ],
    [
      "resets a switch with null",
      { manage_connections: { enable_connection_removal: false } },
      { manage_connections: { enable_connection_removal: null } },
      { manage_connections: { enabled: true, enable_wait_for_connections: false, enable_connection_removal: true } },
    ],
    [
      "merges workbench by field",
      { workbench: { enable: false, sandbox_size: "large" } },
      { workbench: { auto_offload_threshold: 10 } },
      {
        workbench: { enable: false, proxy_execution_enabled: true, auto_offload_threshold: 10, sandbox_size: "large" },
      },
    ],
    [
      "resets workbench",
      { workbench: { enable: false } },
      { workbench: null },
      { workbench: { enable: true, proxy_execution_enabled: true } },
    ],
    [
      "merges multi_account by field",
      { multi_account: { enable: true, max_accounts_per_toolkit: 3 } },
      { multi_account: { require_explicit_selection: false } },
      { multi_account: { enable: true, max_accounts_per_toolkit: 3, require_explicit_selection: false } },
    ],
    [
      "switches multi_account off",
      { multi_account: { enable: true, max_accounts_per_toolkit: 3 } },
      { multi_account: { enable: false } },
      { multi_account: { enable: false } },
    ],
    [
      "restores the account limit with null",
      { multi_account: { enable: true, max_accounts_per_toolkit: 3 } },
      { multi_account: { max_accounts_per_toolkit: null } },
      { multi_account: { enable: true, max_accounts_per_toolkit: 5 } },
    ],
    [
      "turns multi_account off and restores the account limit with null",
      { multi_account: { enable: true, max_accounts_per_toolkit: 3 } },
      { multi_account: { enable: false, max_accounts_per_toolkit: null } },
      { multi_account: { enable: false } },
    ],
    ["replaces preload", { preload: { tools: ["GITHUB_LIST_ISSUES"] } }, { preload: null }, { preload: { tools: [] } }],
    ["merges search", { search: { enable: false } }, { search: {} }, { search: { enable: false } }],
    ["resets search", { search: { enable: false } }, { search: null }, { search: { enable: true } }],
  ])("%s", async (_, config, body, expected) => {
    const { patch, read } = await open(config);
    const { status, body: changed } = await patch(body);
    expect([status, changed.config_version]).toEqual([200, 2]);
    expect(changed.config).toMatchObject(expected);
    for (const [key, value] of Object.entries(expected)) {
      expect(changed.config[key as keyof Schemas["SessionConfig"]]).toEqual(value);
    }
    expect(await read()).toEqual(changed);
  });

  test("keeps absent fields", async () => {
    const config = {
      toolkits: { enable: ["github"] },
      tags: ["readOnlyHint" as const],
      connected_accounts: { github: "ca_seed" },
    };
    const { session, patch } = await open(config);
    expect((await patch({ workbench: { enable: false } })).body.config).toEqual({
      ...session.config,
      workbench: { ...session.config.workbench, enable: false },
    });
  });

  test("removes all pins with null", async () => {
    const { session, patch } = await open({ connected_accounts: { github: "ca_seed" } });
    expect(session.config.connected_accounts).toEqual({ github: "ca_seed" });
    expect((await patch({ connected_accounts: null })).body.config).not.toHaveProperty("connected_accounts");
  });

  test.each(["toolkits", "tools", "tags"] as const)("removes the approvals in %s with null", async (field) => {
    const { session, patch } = await open({
      toolkits: { require_approval: ["weather"] },
      tools: { weather: { require_approval: ["WEATHER_GET_FORECAST"] } },
      tags: { require_approval: ["readOnlyHint"] },
    });
    const outcome = async (slug: string) => (await session.execute(slug)).body.result_type;
    const { config } = (await patch({ [field]: null })).body;
    expect(JSON.stringify(config[field] ?? {})).not.toContain("require_approval");
    expect(await outcome("WEATHER_GET_FORECAST")).toBe("input_required");
    await patch({ toolkits: null, tools: null, tags: null });
    expect(await outcome("WEATHER_GET_FORECAST")).toBe("completed");
  });

  test("removes proxy_execute with null", async () => {
    const { patch } = await open({ proxy_execute: { enable: false } });
    const { config } = (await patch({ proxy_execute: null })).body;
    expect(config).not.toHaveProperty("proxy_execute");
    expect(config.workbench?.proxy_execution_enabled).toBe(true);
  });

  test("replaces permissions, and removes them with null", async () => {
    const { session, patch } = await open({
      experimental: { permissions: { default: "allow_all", overrides: { "*:ca_seed": "always_deny" } } },
      connected_accounts: { github: "ca_seed" },
    });
    const outcome = async () => {
      const { status, body } = await session.execute("GITHUB_LIST_ISSUES");
      return status === 200 ? body.result_type : status;
    };
    expect(await outcome()).toBe(403);
    await patch({ experimental: { permissions: { default: "allow_all" } } });
    expect(await outcome()).toBe("completed");
    await patch({ experimental: { permissions: { default: "ask_every_call" } } });
    expect(await outcome()).toBe("input_required");
    await patch({ experimental: null });
    expect(await outcome()).toBe("completed");
    await patch({ experimental: { permissions: { default: "ask_every_call" } } });
    await patch({ experimental: { permissions: null } });
    expect(await outcome()).toBe("completed");
  });

  test("turns the feedback tool off with null", async () => {
    const { session, patch } = await open({ experimental: { submit_feedback: { enable: true } } });
    expect(session.tool_router_tools).toContain("COMPOSIO_SUBMIT_FEEDBACK");
    const { body } = await patch({ experimental: { submit_feedback: null } });
    expect(body.tool_router_tools).not.toContain("COMPOSIO_SUBMIT_FEEDBACK");
  });

  test("applies from the next call on", async () => {
    const { session, patch } = await open();
    expect((await session.execute("WEATHER_GET_FORECAST")).status).toBe(200);
    await patch({ toolkits: { enable: [] } });
    expect((await session.execute("WEATHER_GET_FORECAST")).body.error).toMatchObject({ code: 4324 });
  });
});

describe("is not applied", () => {
  test.each([["nothing"], ["an empty object", {}], ["only the version", { expected_config_version: 1 }]])(
    "for %s",
    async (_, body?: object) => {
      const { session, patch, router } = await open();
      const { status, body: same } = await patch(body);
      expect([status, same.config_version, same.config]).toEqual([200, 1, session.config]);
      const { items } = (await router.request<Schemas["ConfigHistoryPage"]>("GET", `${session.path}/config_history`))
        .body;
      expect(items).toHaveLength(1);
    },
  );

  test.each<[string, Partial<Schemas["SessionCreate"]>, object, object]>([
    ["another version", {}, { expected_config_version: 2, toolkits: null }, { status: 409, code: 4312 }],
    ["an unknown key", {}, { user_id: "user_2" }, { status: 400, code: 10400 }],
    ["custom tools", {}, { experimental: { custom_tools: [] } }, { status: 400, code: 10400 }],
    ["an empty callback", {}, { manage_connections: { callback_url: "" } }, { status: 400, code: 10400 }],
    ["an unknown toolkit", {}, { toolkits: { enable: ["nope"] } }, { status: 400, code: 4305 }],
    ["a foreign account", {}, { connected_accounts: { github: "ca_other" } }, { status: 400, code: 4306 }],
    [
      "a preloaded tool outside of the session",
      { preload: { tools: ["GITHUB_LIST_ISSUES"] } },
      { toolkits: { disable: ["github"] } },
      { status: 400, code: 4300 },
    ],
    [
      "several accounts with preloaded tools",
      { preload: { tools: ["GITHUB_LIST_ISSUES"] } },
      { multi_account: { enable: true } },
      { status: 400, code: 4300 },
    ],
    [
      "account rules without several accounts",
      {},
      { multi_account: { enable: false, max_accounts_per_toolkit: 3 } },
      { status: 400, code: 4300 },
    ],
  ])("for %s", async (_, config, body, expected) => {
    const { session, patch, read } = await open(config);
    expect((await patch(body)).body.error).toMatchObject(expected);
    expect(await read()).toMatchObject({ config: session.config, config_version: 1 });
  });
});

describe("the history", () => {
  test("lists all configurations, newest first, in pages", async () => {
    const { router, session, patch } = await open();
    const page = async (query: string) =>
      (await router.request<Schemas["ConfigHistoryPage"]>("GET", `${session.path}/config_history${query}`)).body;
    router.clock.advance(1000);
    await patch({ toolkits: { enable: ["github"] }, expected_config_version: 1 });
    router.clock.advance(1000);
    await patch({ workbench: { enable: false } });
    const first = await page("?limit=2");
    expect(first.items.map(({ version, created_at, is_current }) => [version, created_at, is_current])).toEqual([
      [3, "2026-01-01T00:00:02.000Z", true],
      [2, "2026-01-01T00:00:01.000Z", false],
    ]);
    expect(first).toMatchObject({ total_items: 3, total_pages: 2, current_page: 1 });
    const second = await page(`?cursor=${first.next_cursor}`);
    expect(second.items).toEqual([
      { version: 1, created_at: "2026-01-01T00:00:00.000Z", is_current: false, config: session.config },
    ]);
    expect(second.next_cursor).toBeNull();
    expect((await router.request("GET", `${session.path}/config_history?limit=101`)).status).toBe(400);
  });
});
