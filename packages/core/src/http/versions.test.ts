import { document } from "@tool-router/openapi/document";
import { describe, expect, test } from "vitest";
import { createToolRouter, defineCustomTool, type ToolRouter } from "../index.ts";
import { json, stubFetch } from "../testing/stub-fetch.ts";

/** Where the API document says that only v3.1 knows something. */
function marksOf(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "x-api-versions" in value ? [path] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => marksOf(inner, `${path}.${key}`))];
}

const tool = defineCustomTool({
  slug: "here",
  description: "Runs here",
  inputSchema: { type: "object", properties: {} },
  execute: () => ({}),
});
const raw = { session_id: "trs_1", config: { user_id: "user_1" } };
const routerOf = (version: "v3" | "v3.1", answer: unknown = raw) => {
  const { fetch, seen } = stubFetch(json(answer));
  return { router: createToolRouter({ apiKey: "ak_1", version, fetch }), seen };
};

const create = (config: object) => (router: ToolRouter) => router.sessions.create("user_1", config);
const patch = (config: object) => (router: ToolRouter) => router.sessions.use("trs_1").update(config);

/** How each mark is used, and the field that a refusal names. */
const gates: Record<string, [call: (router: ToolRouter) => Promise<unknown>, field: string]> = {
  "ConnectedAccountPins.additionalProperties.anyOf.1": [
    create({ connected_accounts: { github: ["ca_1", "ca_2"] } }),
    "connected_accounts with several accounts or none for a toolkit",
  ],
  "PreloadInput.properties.tools.anyOf.1": [create({ preload: { tools: "all" } }), 'preload.tools: "all"'],
  "InstantConfig.anyOf.1.properties.return_prices_in_search": [
    create({ instant: { return_prices_in_search: true } }),
    "instant.return_prices_in_search",
  ],
  "InstantPatch.anyOf.1.properties.return_prices_in_search": [
    patch({ instant: { return_prices_in_search: false } }),
    "instant.return_prices_in_search",
  ],
  "SessionCreate.properties.search": [create({ search: { enable: false } }), "search"],
  "SessionCreate.properties.execute": [create({ execute: {} }), "execute"],
  "SessionCreate.properties.hooks": [create({ hooks: [] }), "hooks"],
  "SessionCreate.properties.experimental.properties.session_config_id": [
    create({ experimental: { session_config_id: "sc_1" } }),
    "experimental.session_config_id",
  ],
  "SessionPatch.properties.search": [patch({ search: null }), "search"],
  "SessionPatch.properties.execute": [patch({ execute: null }), "execute"],
  "SessionPatch.properties.hooks": [patch({ hooks: null }), "hooks"],
  "SessionPatch.properties.experimental.properties.session_config_id": [
    patch({ experimental: { session_config_id: "sc_1" } }),
    "experimental.session_config_id",
  ],
  "AuthConfigCreate.properties.auth_config.anyOf.1.properties.sealed_credentials": [
    ({ authConfigs }) =>
      authConfigs.create({
        toolkit: { slug: "github" },
        auth_config: { type: "use_custom_auth", authScheme: "API_KEY", sealed_credentials: {} },
      }),
    "auth_config.sealed_credentials",
  ],
};

/** Custom tools as v3.1 wants them: a client of that version alone sends them. */
const inline = ["Attach", "Search", "Execute", "ExecuteMeta"].map((name) => `${name}Request.properties.experimental`);

test("covers every v3.1-only field of the API document", () => {
  const marks = marksOf(document.components.schemas, "").map((path) => path.slice(1));
  expect(marks.toSorted()).toEqual([...Object.keys(gates), ...inline].toSorted());
});

describe("a v3 client", () => {
  test.each(Object.entries(gates))("rejects without sending: %s", async (_, [call, field]) => {
    const { router, seen } = routerOf("v3");
    await expect(call(router)).rejects.toMatchObject({
      kind: "ToolRouterError",
      message: expect.stringContaining(`Only v3.1 of the API supports ${field}`),
    });
    await expect(call(router)).rejects.toThrow('create the router with version: "v3.1".');
    expect(seen).toEqual([]);
  });

  test.each(["toolkits", "tools", "tags", "auth_configs", "preload", "connected_accounts"])(
    "rejects null for %s in a change",
    async (field) => {
      const { router, seen } = routerOf("v3");
      await expect(patch({ [field]: null })(router)).rejects.toThrow(`Only v3.1 of the API supports ${field}: null in`);
      expect(seen).toEqual([]);
      await router.sessions.use("trs_1").update({ [field]: null }, { expectedVersion: 3 });
      expect(JSON.parse(seen[0]!.body!)).toEqual({ [field]: null, expected_config_version: 3 });
    },
  );

  test.each(["manage_connections", "workbench", "multi_account", "proxy_execute", "experimental"])(
    "sends null for %s in a change",
    async (field) => {
      const { router, seen } = routerOf("v3");
      await patch({ [field]: null })(router);
      expect(new URL(seen[0]!.url).pathname).toBe("/api/v3/tool_router/session/trs_1");
    },
  );

  test("sends the rest of the instant settings", async () => {
    const { router, seen } = routerOf("v3");
    await create({ instant: false })(router);
    await create({ instant: { return_instant_charge: true } })(router);
    expect(seen).toHaveLength(2);
  });
});

test.each(Object.entries(gates))("sends v3.1-only fields with a v3.1 client: %s", async (_, [call]) => {
  const { router, seen } = routerOf("v3.1", { ...raw, auth_config: {} });
  await call(router);
  expect(seen).toHaveLength(1);
  expect(new URL(seen[0]!.url).pathname).toMatch(/^\/api\/v3\.1\//);
});

test("sends an update with an expected version to v3.1 in its format", async () => {
  const { router, seen } = routerOf("v3");
  const config = { connected_accounts: { github: "ca_1", gmail: ["ca_2", "ca_3"] }, search: { enable: false } };
  await router.sessions.use("trs_1").update(config, { expectedVersion: 3 });
  expect(new URL(seen[0]!.url).pathname).toBe("/api/v3.1/tool_router/session/trs_1");
  expect(JSON.parse(seen[0]!.body!)).toEqual({
    connected_accounts: { github: ["ca_1"], gmail: ["ca_2", "ca_3"] },
    search: { enable: false },
    expected_config_version: 3,
  });
});

test.each(["v3", "v3.1"] as const)(
  "sends custom tools with each call to v3.1 only, with a %s client",
  async (version) => {
    const { router, seen } = routerOf(version, { error: null, results: [], ...raw });
    const session = router.sessions.use("trs_1", { customTools: [tool] });
    await session.search("add");
    await session.execute("COMPOSIO_SEARCH_TOOLS", { queries: [] });
    await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [] });
    const bodies = seen.map(({ body }) => JSON.parse(body!) as object);
    expect(bodies.map((body) => "experimental" in body)).toEqual(Array.from({ length: 3 }, () => version === "v3.1"));
  },
);
