import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { createLocalRouter } from "../router.ts";
import { testRouter } from "../testing/test-router.ts";

type Session = Schemas["Session"] & Schemas["Error"];

const saved = { toolkits: { enable: ["github"] }, tools: { github: { disable: ["GITHUB_LIST_ISSUES"] } } };
const router = testRouter({
  sessionConfigs: { sc_1: saved, sc_2: { tags: ["readOnlyHint"] }, sc_bad: { toolkits: { enable: ["nope"] } } },
});
const create = (config: object) => router.request<Session>("POST", "/tool_router/session", { user_id: "u", ...config });
const by = (id: string) => ({ experimental: { session_config_id: id } });

describe("a saved configuration", () => {
  test("sets the session's toolkits, tools and tags", async () => {
    const { status, body } = await create(by("sc_1"));
    expect(status).toBe(201);
    expect(body.config).toMatchObject({
      toolkits: { enabled: ["github"] },
      tools: { github: { disabled: ["GITHUB_LIST_ISSUES"] } },
    });
    expect(body.experimental?.source_session_config).toEqual({ id: "sc_1" });
  });

  test("replaces the session's settings", async () => {
    const { path } = await router.session(by("sc_1"));
    const { body } = await router.request<Session>("PATCH", path, by("sc_2"));
    expect(body.config).toMatchObject({ toolkits: { disabled: [] }, tags: { enabled: ["readOnlyHint"] } });
    expect(body.config).not.toHaveProperty("tools");
    expect(body.experimental?.source_session_config).toEqual({ id: "sc_2" });
  });

  test("is no longer echoed after the session gets its own rules", async () => {
    const { path } = await router.session(by("sc_1"));
    const { body } = await router.request<Session>("PATCH", path, { search: { enable: false } });
    expect(body.experimental?.source_session_config).toEqual({ id: "sc_1" });
    const { body: changed } = await router.request<Session>("PATCH", path, { tools: null });
    expect(changed).not.toHaveProperty("experimental.source_session_config");
  });

  test.each(["sc_nope", "constructor"])("answers 404 for the unknown id %s", async (id) => {
    const session = await router.session();
    for (const { status, body } of [
      await create(by(id)),
      await router.request<Session>("PATCH", session.path, by(id)),
    ]) {
      expect([status, body.error.slug]).toEqual([404, "ToolRouterV2_SessionConfigNotFound"]);
    }
  });

  test("answers 404 without the option", async () => {
    const { status } = await testRouter().request("POST", "/tool_router/session", { user_id: "u", ...by("sc_1") });
    expect(status).toBe(404);
  });

  test.each([
    ["toolkits", { toolkits: { enable: [] }, ...by("sc_1") }],
    ["tools, tags", { tools: {}, tags: [], ...by("sc_1") }],
    ["experimental.custom_tools", { experimental: { session_config_id: "sc_1", custom_tools: [] } }],
  ])("excludes %s", async (fields, config) => {
    const { status, body } = await create(config);
    expect([status, body.error.message]).toEqual([400, `experimental.session_config_id excludes ${fields}`]);
  });

  test("excludes hooks", async () => {
    const response = await router.fetch(`${router.baseUrl}/api/v3.1/tool_router/session`, {
      method: "POST",
      headers: { "x-api-key": router.apiKey },
      body: JSON.stringify({ user_id: "u", hooks: [], ...by("sc_1") }),
    });
    expect(response.status).toBe(400);
  });

  test("is checked like any other configuration", async () => {
    expect((await create(by("sc_bad"))).body.error.code).toBe(4305);
  });
});

test("accepts a custom tool whose argument has the name of a setting", async () => {
  const input_schema = { type: "object", properties: { require_approval: { type: "boolean" } } };
  const tool = { slug: "ask", name: "Ask", description: "Asks.", input_schema };
  expect((await create({ experimental: { custom_tools: [tool] } })).status).toBe(201);
});

test.each([{ sessionConfigs: { sc_1: "github" } }, { sessionConfigs: [] }])("rejects the option %j", (options) => {
  expect(() => createLocalRouter({ toolkits: [], ...(options as object) })).toThrow(
    "sessionConfigs must be an object of configurations by id",
  );
});
