import { describe, expect, test } from "vitest";
import { githubAccount, testRouter } from "../testing/test-router.ts";

const router = testRouter({
  accounts: [githubAccount, { ...githubAccount, id: "ca_two" }, { ...githubAccount, id: "ca_other", userId: "user_2" }],
});

const severalAccounts = { multi_account: { enable: true } };

describe("rejects a configuration with", () => {
  test.each([
    ["an unknown toolkit", { toolkits: { enable: ["github", "nope"] } }, 4305, "nope"],
    ["an unknown toolkit to leave out", { toolkits: { disable: ["nope"] } }, 4305, "nope"],
    ["filters for an unknown toolkit", { tools: { constructor: { enable: [] } } }, 4305, "constructor"],
    ["an unknown tool", { tools: { github: { enable: ["GITHUB_NOPE"] } } }, 4300, "GITHUB_NOPE (github)"],
    [
      "a tool of another toolkit",
      { tools: { github: { disable: ["WEATHER_GET_FORECAST"] } } },
      4300,
      "WEATHER_GET_FORECAST (github)",
    ],
    ["an unknown toolkit to approve", { toolkits: { require_approval: ["github", "nope"] } }, 4305, "nope"],
    ["an unknown tool to approve", { tools: { github: { require_approval: ["GITHUB_NOPE"] } } }, 4300, "GITHUB_NOPE"],
    [
      "a tool to approve of another toolkit",
      { tools: { github: { tags: [], require_approval: ["WEATHER_GET_FORECAST"] } } },
      4300,
      "WEATHER_GET_FORECAST (github)",
    ],
    [
      "proxy calls both on and off",
      { proxy_execute: { enable: false }, workbench: { enable_proxy_execution: true } },
      4300,
      "proxy_execute.enable",
    ],
    ["an unknown auth config", { auth_configs: { github: "ac_nope" } }, 4307, "ac_nope"],
    [
      "an auth config outside of the session",
      { toolkits: { enable: [] }, auth_configs: { github: "ac_github" } },
      4307,
      "ac_github",
    ],
    ["an unknown pinned account", { connected_accounts: { github: "ca_nope" } }, 4306, "ca_nope"],
    ["another user's pinned account", { connected_accounts: { github: "ca_other" } }, 4306, "ca_other"],
    ["an account pinned for another toolkit", { connected_accounts: { weather: "ca_seed" } }, 4306, "ca_seed"],
    ["two pins without multi_account", { connected_accounts: { github: ["ca_seed", "ca_two"] } }, 4300, "github"],
    ["preloading of an unknown tool", { preload: { tools: ["NOPE"] } }, 4300, "NOPE"],
    ["preloading of a meta tool", { preload: { tools: ["COMPOSIO_SEARCH_TOOLS"] } }, 4300, "COMPOSIO_SEARCH_TOOLS"],
    [
      "preloading of a blocked tool",
      { toolkits: { disable: ["github"] }, preload: { tools: ["GITHUB_LIST_ISSUES"] } },
      4300,
      "GITHUB_LIST_ISSUES",
    ],
    ["preloading of everything without a filter", { preload: { tools: "all" } }, 4300, "all"],
    [
      "preloading together with several accounts",
      { ...severalAccounts, preload: { tools: ["GITHUB_LIST_ISSUES"] } },
      4300,
      "multi_account",
    ],
    [
      "rules for several accounts while they are off",
      { multi_account: { enable: false, max_accounts_per_toolkit: 3 } },
      4300,
      "multi_account",
    ],
    [
      "a callback that no browser should follow",
      { manage_connections: { callback_url: "javascript:alert(1)" } },
      10400,
      "schema",
    ],
  ])("%s", async (_, config, code, mentioned) => {
    const { status, body } = await router.request("POST", "/tool_router/session", { user_id: "user_1", ...config });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code, message: expect.stringContaining(mentioned) });
  });

  test("a toolkit called __proto__", async () => {
    const body =
      '{"user_id":"u","tools":{"__proto__":{"enable":["X"]}},"toolkits":{"enable":["__proto__","constructor"]}}';
    expect((await router.request("POST", "/tool_router/session", body)).body.error).toMatchObject({
      code: 4305,
      message: "Unknown toolkits: __proto__, constructor",
    });
  });
});

describe("accepts a configuration with", () => {
  test.each([
    [
      "filters for a toolkit that it leaves out",
      { toolkits: { enable: ["weather"] }, tools: { github: { enable: [] } } },
    ],
    [
      "several pins and several accounts",
      { ...severalAccounts, connected_accounts: { github: ["ca_seed", "ca_two"] } },
    ],
    ["its toolkit's own auth config", { auth_configs: { github: "ac_github" } }],
  ])("%s", async (_, config) => {
    const { status } = await router.request("POST", "/tool_router/session", { user_id: "user_1", ...config });
    expect(status).toBe(201);
  });

  test.each([
    [{ toolkits: { enable: ["github"] } }, 4],
    [{ tools: { github: { enable: ["GITHUB_LIST_ISSUES"] } } }, 2],
    [{ tags: ["readOnlyHint"] }, 1],
  ] as const)("all preloaded tools of %j", async (filter, count) => {
    const { path } = await router.session({ ...(filter as object), preload: { tools: "all" } });
    const { body } = await router.request<{ items: { slug: string }[] }>("GET", `${path}/tools`);
    expect(body.items.filter(({ slug }) => !slug.startsWith("COMPOSIO_"))).toHaveLength(count);
  });
});
