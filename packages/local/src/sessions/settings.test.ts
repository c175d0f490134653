import { expect, test } from "vitest";
import { githubAccount, testRouter } from "../testing/test-router.ts";

const router = testRouter({ accounts: [githubAccount, { ...githubAccount, id: "ca_two" }] });

test("applies the defaults", async () => {
  const {
    config,
    config_version: version,
    tool_router_tools: metaTools,
    warnings,
    experimental,
  } = await router.session();
  expect(config).toEqual({
    user_id: "user_1",
    toolkits: { disabled: [] },
    manage_connections: { enabled: true, enable_wait_for_connections: false, enable_connection_removal: true },
    workbench: { enable: true, proxy_execution_enabled: true },
    preload: { tools: [] },
    search: { enable: true },
    execute: { enable_multi_execute: true },
    instant: { return_instant_charge: false },
  });
  expect([version, warnings]).toEqual([1, []]);
  expect(metaTools.toSorted()).toEqual([
    "COMPOSIO_GET_TOOL_SCHEMAS",
    "COMPOSIO_MANAGE_CONNECTIONS",
    "COMPOSIO_MULTI_EXECUTE_TOOL",
    "COMPOSIO_SEARCH_TOOLS",
  ]);
  expect(experimental?.assistive_prompt).toContain("COMPOSIO_SEARCH_TOOLS");
});

test.each([
  [{ toolkits: { enable: ["GitHub"] } }, { toolkits: { enabled: ["github"] } }],
  [{ toolkits: { enable: [] } }, { toolkits: { enabled: [] } }],
  [{ toolkits: { disable: ["weather"] } }, { toolkits: { disabled: ["weather"] } }],
  [
    { tools: { GITHUB: { enable: ["GITHUB_CREATE_ISSUE"] } } },
    { tools: { github: { enabled: ["GITHUB_CREATE_ISSUE"] } } },
  ],
  [{ tools: { github: { disable: [] } } }, { tools: { github: { disabled: [] } } }],
  [{ tools: { github: { tags: ["readOnlyHint"] } } }, { tools: { github: { tags: { enabled: ["readOnlyHint"] } } } }],
  [
    { tools: { github: { tags: { enable: ["createHint"], disable: ["updateHint"] } } } },
    { tools: { github: { tags: { enabled: ["createHint"], disabled: ["updateHint"] } } } },
  ],
  [{ tags: ["readOnlyHint"] }, { tags: { enabled: ["readOnlyHint"] } }],
  [{ tags: { disable: ["destructiveHint"] } }, { tags: { disabled: ["destructiveHint"] } }],
  [
    {
      manage_connections: {
        enable: false,
        callback_url: "https://app.example.com/done",
        enable_connection_removal: null,
      },
    },
    {
      manage_connections: {
        enabled: false,
        callback_url: "https://app.example.com/done",
        enable_wait_for_connections: false,
        enable_connection_removal: true,
      },
    },
  ],
  [
    {
      workbench: {
        enable_proxy_execution: false,
        enable_tool_execution: true,
        auto_offload_threshold: 5,
        sandbox_size: "large",
      },
    },
    {
      workbench: {
        enable: true,
        proxy_execution_enabled: false,
        tool_execution_enabled: true,
        auto_offload_threshold: 5,
        sandbox_size: "large",
      },
    },
  ],
  [
    { toolkits: { enable: ["github"], require_approval: ["GitHub"] } },
    { toolkits: { enabled: ["github"], require_approval: ["github"] } },
  ],
  [
    { tools: { github: { tags: { require_approval: ["createHint"] }, require_approval: ["GITHUB_LIST_ISSUES"] } } },
    { tools: { github: { tags: { require_approval: ["createHint"] }, require_approval: ["GITHUB_LIST_ISSUES"] } } },
  ],
  [{ tags: { require_approval: ["createHint"] } }, { tags: { require_approval: ["createHint"] } }],
  [{ instant: false }, { instant: false }],
  [{ instant: {} }, { instant: { return_instant_charge: false } }],
  [
    { instant: { toolkits: { disable: ["gmail"] }, return_instant_charge: true, return_prices_in_search: true } },
    { instant: { toolkits: { disabled: ["gmail"] }, return_instant_charge: true, return_prices_in_search: true } },
  ],
  [{ proxy_execute: { enable: true } }, { proxy_execute: { enable: true } }],
  [
    { proxy_execute: { enable: false } },
    { proxy_execute: { enable: false }, workbench: { enable: true, proxy_execution_enabled: false } },
  ],
  [{ multi_account: { enable: true } }, { multi_account: { enable: true, max_accounts_per_toolkit: 5 } }],
  [
    { multi_account: { enable: true, max_accounts_per_toolkit: 3, require_explicit_selection: false } },
    { multi_account: { enable: true, max_accounts_per_toolkit: 3, require_explicit_selection: false } },
  ],
  [{ auth_configs: { github: "ac_github" } }, { auth_configs: { github: "ac_github" } }],
  [{ preload: { tools: ["WEATHER_GET_FORECAST"] } }, { preload: { tools: ["WEATHER_GET_FORECAST"] } }],
  [{ toolkits: { enable: ["github"] }, preload: { tools: "all" } }, { preload: { tools: "all" } }],
  [{ search: { enable: false } }, { search: { enable: false } }],
  [{ execute: { enable_multi_execute: false } }, { execute: { enable_multi_execute: false } }],
] as const)("echoes %j as %j", async (request, echo) => {
  const { config } = await router.session(structuredClone(request) as never);
  expect(config).toMatchObject(echo);
});

test("reports the new name of premium_usage", async () => {
  const { body } = await router.request("POST", "/tool_router/session", { user_id: "u", premium_usage: {} });
  expect(body.error.errors).toEqual(["payload.premium_usage: is unknown; renamed to instant"]);
});

test("echoes require_approval without a filter", async () => {
  const { config } = await router.session({
    toolkits: { require_approval: ["github"] },
    tools: { github: { require_approval: ["GITHUB_LIST_ISSUES"] } },
  });
  expect([config.toolkits, config.tools]).toEqual([
    { require_approval: ["github"] },
    { github: { require_approval: ["GITHUB_LIST_ISSUES"] } },
  ]);
});

test("echoes no_elicitation_support_fallback if it was set", async () => {
  const { experimental } = await router.session({ experimental: { no_elicitation_support_fallback: "allow" } });
  expect(experimental).toMatchObject({ no_elicitation_support_fallback: "allow" });
  const { body } = await router.request<object>("PATCH", (await router.session()).path, {
    experimental: { no_elicitation_support_fallback: "deny" },
  });
  expect(body).toMatchObject({ experimental: { no_elicitation_support_fallback: "deny" } });
  expect(await router.session()).not.toHaveProperty("experimental.no_elicitation_support_fallback");
});

test("echoes pins in the format of the API version", async () => {
  const pins = { connected_accounts: { github: ["ca_seed", "ca_two"] }, multi_account: { enable: true } };
  const { config, session_id: id } = await router.session(pins);
  expect(config).toMatchObject({
    connected_accounts: { github: "ca_seed" },
    all_connected_accounts: { github: ["ca_seed", "ca_two"] },
  });
  const response = await router.fetch(`${router.baseUrl}/api/v3.1/tool_router/session/${id}`, {
    headers: { "x-api-key": router.apiKey },
  });
  const { config: newer } = (await response.json()) as { config: object };
  expect(newer).toMatchObject({ connected_accounts: { github: ["ca_seed", "ca_two"] } });
  expect(newer).not.toHaveProperty("all_connected_accounts");
});

test("isolates sessions from each other and from returned objects", async () => {
  const first = await router.session();
  const second = await router.session();
  expect(first.session_id).not.toBe(second.session_id);
  const { body } = await router.request("GET", first.path);
  expect(body).toMatchObject({ session_id: first.session_id, config: first.config, config_version: 1 });
});
