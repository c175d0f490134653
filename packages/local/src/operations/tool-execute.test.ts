import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { github, githubAccount, testRouter, weather } from "../testing/test-router.ts";
import { ToolError } from "../toolkits/tool-error.ts";

type Result = Schemas["ToolExecuteResponse"] & Schemas["Error"];

const accounts = [
  { ...githubAccount, id: "ca_1", alias: "work" },
  { ...githubAccount, id: "ca_2" },
  { ...githubAccount, id: "ca_off", status: "INACTIVE" },
  {
    ...githubAccount,
    id: "ca_shared",
    userId: "user_2",
    accountType: "SHARED" as const,
    aclConfigForShared: { allowedUserIds: ["user_1"] },
  },
  { ...githubAccount, id: "ca_other", userId: "user_3" },
];
const open = (options: Parameters<typeof testRouter>[0] = {}) => testRouter({ accounts, ...options });
const issue = { owner: "acme", title: "Hi" };

describe("POST /tools/execute/{tool_slug}", () => {
  test.each([
    [{ user_id: "user_1" }, "ca_2", "user_1"],
    [{ entity_id: "user_1" }, "ca_2", "user_1"],
    [{ connected_account_id: "ca_1" }, "ca_1", "user_1"],
    [
      { connected_account_id: "ca_1", user_id: "user_1", version: "20250101_00", allow_tracing: null },
      "ca_1",
      "user_1",
    ],
    [{ connected_account_id: "ca_shared", user_id: "user_1" }, "ca_shared", "user_1"],
    [{ connected_account_id: "ca_shared" }, "ca_shared", "user_2"],
  ])("runs the tool with the account of %j", async (choice, account, by) => {
    const router = open();
    const { status, body } = await router.request<Result>("POST", "/tools/execute/GITHUB_CREATE_ISSUE", {
      ...choice,
      arguments: issue,
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { number: 7, title: "Hi", by, account },
      error: null,
      successful: true,
      session_info: null,
      log_id: expect.any(String),
    });
    expect(await router.runs()).toMatchObject([
      { id: body.log_id, session: "", user_id: by, account, tool: "GITHUB_CREATE_ISSUE", outcome: "ok" },
    ]);
  });

  test.each([
    ["an unknown tool", "NOPE", { user_id: "user_1" }, 404, 2401],
    ["a missing user and account", "GITHUB_LIST_ISSUES", {}, 400, 10400],
    ["a user without an account", "GITHUB_LIST_ISSUES", { user_id: "user_9" }, 400, 4302],
    ["an unknown account", "GITHUB_LIST_ISSUES", { connected_account_id: "ca_no" }, 404, 1804],
    ["a disabled account", "GITHUB_LIST_ISSUES", { connected_account_id: "ca_off" }, 400, 4302],
    [
      "an account of another user",
      "GITHUB_LIST_ISSUES",
      { connected_account_id: "ca_other", user_id: "user_1" },
      400,
      4300,
    ],
    ["a meta tool that requires a session", "COMPOSIO_MULTI_EXECUTE_TOOL", { user_id: "user_1" }, 400, 4300],
  ])("rejects %s and logs the refusal", async (_, slug, choice, status, code) => {
    const router = open();
    const answer = await router.request<Result>("POST", `/tools/execute/${slug}`, { ...choice, arguments: {} });
    expect([answer.status, answer.body.error]).toMatchObject([status, { code }]);
    expect(await router.runs()).toMatchObject([{ tool: slug, outcome: "refused" }]);
  });

  test("rejects an account of another toolkit", async () => {
    const mail = {
      ...github(),
      slug: "mail",
      tools: [{ slug: "MAIL_SEND", description: "Sends", answers: [{ data: {} }] }],
    };
    const router = open({ toolkits: [github(), mail] });
    const { status, body } = await router.request<Result>("POST", "/tools/execute/MAIL_SEND", {
      connected_account_id: "ca_1",
    });
    expect([status, body.error]).toMatchObject([400, { code: 4300 }]);
  });

  test.each(["text", "custom_auth_params", "custom_connection_data"])("rejects %s and names it", async (field) => {
    const { status, body } = await open().request("POST", "/tools/execute/GITHUB_LIST_ISSUES", {
      user_id: "user_1",
      [field]: field === "text" ? "list issues" : {},
    });
    expect([status, body.error.errors]).toEqual([400, [`payload.${field}: is not supported by this router`]]);
  });

  test("returns tool failures and invalid arguments as the result", async () => {
    const router = open({
      toolkits: [
        github(),
        weather(() => {
          throw new ToolError("The station is broken", { data: { station: 1 } });
        }),
      ],
    });
    const broken = await router.request<Result>("POST", "/tools/execute/WEATHER_GET_FORECAST", {});
    expect(broken.body).toMatchObject({ data: { station: 1 }, error: "The station is broken", successful: false });
    const misfit = await router.request<Result>("POST", "/tools/execute/GITHUB_CREATE_ISSUE", { user_id: "user_1" });
    expect(misfit.body).toMatchObject({ data: {}, successful: false });
    expect(misfit.body.error).toMatch(/owner/);
  });

  test("answers 502 for an unreachable provider", async () => {
    const router = open({
      toolkits: [
        weather(() => {
          throw new ToolError("no route", { kind: "unreachable" });
        }),
      ],
      accounts: [],
    });
    expect((await router.request("POST", "/tools/execute/WEATHER_GET_FORECAST", {})).status).toBe(502);
  });

  test("runs a tool without accounts without a user", async () => {
    const { body } = await open().request<Result>("POST", "/tools/execute/GITHUB_GET_STATUS", {});
    expect(body).toMatchObject({ data: { up: true, account: null }, successful: true });
  });

  test("runs the search meta tools", async () => {
    const { body } = await open().request<Result>("POST", "/tools/execute/COMPOSIO_SEARCH_TOOLS", {
      user_id: "user_1",
      arguments: { queries: [{ use_case: "open an issue" }] },
    });
    expect(body).toMatchObject({ successful: true, data: { results: [{ primary_tool_slugs: expect.any(Array) }] } });
  });

  test("skips approvals and hooks", async () => {
    const block = () => ({ decision: "block" }) as const;
    const router = open({ hooks: { beforeExecute: block, afterExecute: block } });
    const { body } = await router.request<Result>("POST", "/tools/execute/GITHUB_DELETE_REPOSITORY", {
      user_id: "user_1",
    });
    expect(body).toEqual({ data: {}, error: null, successful: true, session_info: null, log_id: expect.any(String) });
  });

  test("isolates projects", async () => {
    const router = open({ projects: [{ id: "proj_other", apiKey: "ak_other" }] });
    const run = { connected_account_id: "ca_1", arguments: {} };
    const other = { "x-api-key": "ak_other" };
    const { body } = await router.request<Result>("POST", "/tools/execute/GITHUB_LIST_ISSUES", run, other);
    expect(body.error).toMatchObject({ code: 1804 });
  });
});

describe("POST /tools/execute/proxy", () => {
  test.each([
    ["a missing account", {}, 400, 10400],
    ["an unknown account", { connected_account_id: "ca_no" }, 404, 1804],
    ["a disabled account", { connected_account_id: "ca_off" }, 400, 4302],
    ["custom connection data", { connected_account_id: "ca_1", custom_connection_data: {} }, 400, 10400],
    ["a toolkit without a base address", { connected_account_id: "ca_1" }, 502, 4341],
  ])("rejects %s", async (_, choice, status, code) => {
    const call = { endpoint: "/user", method: "GET", ...choice };
    const answer = await open().request("POST", "/tools/execute/proxy", call);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });
});
