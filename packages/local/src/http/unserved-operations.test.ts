import { describe, expect, test } from "vitest";
import { githubAccount, testRouter } from "../testing/test-router.ts";

const router = testRouter({
  accounts: [githubAccount],
  scopedKeys: [{ key: "ak_scoped", areas: [] }],
  userApiKey: "uak_1",
});

describe("unserved operations", () => {
  test.each([
    ["GET", "/triggers_types", "getTriggersTypes (GET /triggers_types)"],
    ["GET", "/triggers_types/GITHUB_STAR", "getTriggersTypesBySlug (GET /triggers_types/{slug})"],
    ["PATCH", "/trigger_instances/manage/ti_1", "patchTriggerInstancesManageByTriggerId"],
    ["POST", "/connected_accounts", "postConnectedAccounts (POST /connected_accounts)"],
    ["POST", "/connected_accounts/complete_auth", "postConnectedAccountsCompleteAuth"],
    ["POST", "/tools/execute/GITHUB_LIST_ISSUES/input", "postToolsExecuteByToolSlugInput"],
    ["POST", "/tools/scopes/required", "postToolsScopesRequired"],
    ["GET", "/toolkits/changelog", "getToolkitsChangelog (GET /toolkits/changelog)"],
    ["POST", "/mcp/servers", "postMcpServers (POST /mcp/servers)"],
    ["GET", "/cli/get-session", "getCliGetSession"],
    ["POST", "/toolkits/github/scopes/recommend", "POST /toolkits/github/scopes/recommend"],
    ["GET", "/keyring/keys", "GET /keyring/keys"],
    ["PUT", "/webhook_subscriptions/we_1", "PUT /webhook_subscriptions/we_1"],
  ])("%s %s answers 501 and names the operation", async (method, path, name) => {
    const { status, body } = await router.request(method, path, method === "GET" ? undefined : {});
    expect([status, body.error.code]).toEqual([501, 10501]);
    expect(body.error.message).toContain(`This router does not implement ${name}`);
  });

  test("suggests the link operation instead of POST /connected_accounts", async () => {
    const { body } = await router.request("POST", "/connected_accounts", {});
    expect(body.error.suggested_fix).toBe("Use POST /connected_accounts/link");
  });

  test("checks the credential first", async () => {
    const { status } = await router.request("GET", "/triggers_types", undefined, { "x-api-key": "ak_no" });
    expect(status).toBe(401);
  });

  test("does not affect other paths and methods", async () => {
    expect((await router.request("GET", "/nothing")).status).toBe(404);
    expect((await router.request("GET", "/connected_accounts")).status).toBe(200);
    expect((await router.request("PUT", "/connected_accounts", {})).status).toBe(405);
  });
});

test.each([{ "x-api-key": "ak_scoped" }, { "x-user-api-key": "uak_1" }])(
  "returns the project of a credential: %j",
  async (headers) => {
    const response = await router.fetch(`${router.baseUrl}/api/v3.1/auth/session/info`, { headers });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ project: { id: "proj_local", org_id: "org_local" } });
  },
);
