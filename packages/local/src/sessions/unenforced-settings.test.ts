import { describe, expect, it } from "vitest";
import { testRouter } from "../testing/test-router.ts";

const router = testRouter();
const hook = { id: "h", type: "before_execute", applies_to: "all", handler: { type: "webhook" } };

describe("settings that this router does not enforce", () => {
  it.each([
    ["toolkits.require_approval", { toolkits: { require_approval: ["github"] } }],
    ["toolkits.require_approval", { toolkits: { enable: ["github"], require_approval: ["github"] } }],
    ["toolkits.require_approval", { toolkits: { disable: [], require_approval: ["github"] } }],
    ["tags.require_approval", { tags: { require_approval: ["destructiveHint"] } }],
    ["tools.github.require_approval", { tools: { github: { require_approval: ["GITHUB_CREATE_ISSUE"] } } }],
    [
      "tools.github.require_approval",
      { tools: { github: { disable: [], require_approval: ["GITHUB_CREATE_ISSUE"] } } },
    ],
    ["tools.github.tags.require_approval", { tools: { github: { tags: { require_approval: ["createHint"] } } } }],
    ["instant", { instant: false }],
    ["instant", { instant: {} }],
    ["proxy_execute", { proxy_execute: { enable: false } }],
    ["hooks", { hooks: [] }],
    ["hooks", { hooks: [hook] }],
    ["experimental.no_elicitation_support_fallback", { experimental: { no_elicitation_support_fallback: "deny" } }],
    ["experimental.session_config_id", { experimental: { session_config_id: "sc_1" } }],
  ])("rejects %s in %j on create and on patch", async (field, config) => {
    const session = await router.session();
    const answers = [
      await router.request("POST", "/tool_router/session", { user_id: "user_1", ...config }),
      await router.request("PATCH", session.path, config),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        code: 10400,
        slug: "HTTP_BadRequest",
        errors: [`payload.${field}: this router does not enforce it yet`],
      });
    }
    const { body } = await router.request<{ config_version: number }>("GET", session.path);
    expect(body.config_version).toBe(1);
  });

  it("names every field", async () => {
    const { body } = await router.request("POST", "/tool_router/session", {
      user_id: "user_1",
      tags: { require_approval: ["destructiveHint"] },
      hooks: [hook],
    });
    expect(body.error.errors).toEqual([
      "payload.hooks: this router does not enforce it yet",
      "payload.tags.require_approval: this router does not enforce it yet",
    ]);
  });

  it("accepts null on patch, which is the default", async () => {
    const session = await router.session();
    const { status } = await router.request("PATCH", session.path, { proxy_execute: null, hooks: null, tags: null });
    expect(status).toBe(200);
  });

  it("accepts a custom tool whose argument has the name of a setting", async () => {
    const input_schema = { type: "object", properties: { require_approval: { type: "boolean" } } };
    const tool = { slug: "ask", name: "Ask", description: "Asks.", input_schema };
    const { status } = await router.request("POST", "/tool_router/session", {
      user_id: "user_1",
      experimental: { custom_tools: [tool] },
    });
    expect(status).toBe(201);
  });
});
