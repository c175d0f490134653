import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RouterHooks } from "../hooks/hook-functions.ts";
import type { JSONObject } from "../json.ts";
import type { Schemas } from "../spec.ts";
import { answersTo, approve, deny, type Waiting } from "../testing/approvals.ts";
import { github, githubAccount, testRouter } from "../testing/test-router.ts";

/** Requests that the provider received. */
let requests: string[] = [];
const server = createServer((request, response) => {
  requests.push(`${request.method} ${request.url}`);
  response.writeHead(request.url === "/gone" ? 404 : 200, { "content-type": "application/json" });
  response.end('{"login":"ada"}');
});
let origin = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
beforeEach(() => {
  requests = [];
});
afterAll(() => {
  server.close();
});

type Config = Partial<Schemas["SessionCreate"]>;
type Proxied = Schemas["ProxyResult"] & Schemas["Error"] & Waiting;

const request = { toolkit_slug: "github", endpoint: "/user", method: "GET" };
const listed: Config = { toolkits: { require_approval: ["github"] } };

const open = async (config: Config = listed, hooks: RouterHooks = {}) => {
  const router = testRouter({
    toolkits: [github({ proxy: { baseUrl: origin, allowPrivate: true } })],
    accounts: [githubAccount, { ...githubAccount, id: "ca_second", alias: "second" }],
    hooks,
  });
  const response = await router.fetch(`${router.baseUrl}/api/v3.1/tool_router/session`, {
    method: "POST",
    headers: { "x-api-key": router.apiKey },
    body: JSON.stringify({ user_id: "user_1", ...config }),
  });
  const { session_id: id } = (await response.json()) as Schemas["Session"];
  const path = `/tool_router/session/${id}`;
  const proxy = async (rest: object = {}) =>
    router.request<Proxied>("POST", `${path}/proxy_execute`, { ...request, ...rest });
  const meta = async (args: JSONObject = request, rest: object = {}) =>
    router.request<Schemas["ExecuteResult"] & Schemas["Error"] & Waiting>("POST", `${path}/execute_meta`, {
      slug: "COMPOSIO_PROXY_EXECUTE",
      arguments: args,
      ...rest,
    });
  return { router, path, proxy, meta };
};

describe("a proxy call that needs an approval", () => {
  test("asks the user and is sent once when approved", async () => {
    const { proxy, router } = await open();
    const { body: waiting } = await proxy();
    expect(waiting).toMatchObject({
      result_type: "input_required",
      data: {},
      error: "COMPOSIO_PROXY_EXECUTE was not executed: it waits for an approval.",
    });
    expect(Object.values(waiting.input_requests)[0]?.message).toBe(
      'Run COMPOSIO_PROXY_EXECUTE with {"toolkit_slug":"github","endpoint":"/user","method":"GET"}?',
    );
    expect(requests).toEqual([]);
    const answers = answersTo(waiting);
    expect((await proxy(answers)).body).toMatchObject({
      result_type: "completed",
      status: 200,
      data: { login: "ada" },
    });
    expect((await proxy(answers)).body.result_type).toBe("input_required");
    expect(requests).toEqual(["GET /user"]);
    expect((await router.runs({ tool: "proxy_execute" })).map(({ outcome }) => outcome)).toEqual([
      "asked",
      "ok",
      "asked",
    ]);
  });

  test.each<[string, object]>([
    ["denied", deny],
    ["declined", { action: "decline" }],
    ["canceled", { action: "cancel" }],
  ])("answers 403 when it is %s", async (_, response) => {
    const { proxy, router } = await open();
    const { status, body } = await proxy(answersTo((await proxy()).body, response));
    expect([status, body.error]).toMatchObject([
      403,
      {
        slug: "ToolRouterV2_ApprovalDenied",
        message: "COMPOSIO_PROXY_EXECUTE was not executed: the user did not approve it.",
      },
    ]);
    expect(requests).toEqual([]);
    expect((await router.runs())[0]?.outcome).toBe("refused");
  });

  test("asks again when the request differs", async () => {
    const { proxy } = await open();
    const answers = answersTo((await proxy()).body);
    for (const change of [{ endpoint: "/users" }, { method: "DELETE" }, { method: "POST", body: {} }]) {
      expect((await proxy({ ...answers, ...change })).body.result_type).toBe("input_required");
    }
    expect(requests).toEqual([]);
  });

  test.each<[string, Config]>([
    ["its toolkit", listed],
    ["destructiveHint", { tags: { require_approval: ["destructiveHint"] } }],
    ["openWorldHint, for its toolkit", { tools: { github: { tags: { require_approval: ["openWorldHint"] } } } }],
    ["every call, in its permissions", { experimental: { permissions: { default: "ask_every_call" } } }],
  ])("is required by %s", async (_, config) => {
    const { proxy } = await open(config);
    expect((await proxy()).body.result_type).toBe("input_required");
    expect(requests).toEqual([]);
  });

  test("is not sent when the permissions deny its account", async () => {
    const overrides = { "*:ca_second": "always_deny" } as const;
    const { proxy } = await open({ experimental: { permissions: { default: "allow_all", overrides } } });
    expect((await proxy()).body.error.code).toBe(4328);
  });

  test.each<[string, object, number]>([
    ["an unknown toolkit", { toolkit_slug: "nope" }, 4305],
    ["another site", { endpoint: "http://evil.test/" }, 4329],
    ["a header of its own", { parameters: [{ name: "Host", value: "x", type: "header" }] }, 10400],
    ["a body URL that is not http", { method: "PUT", binary_body: { url: "file:///etc/passwd" } }, 10400],
  ])("fails without a question for %s", async (_, change, code) => {
    const { proxy } = await open({ ...listed, toolkits: { require_approval: ["github"] } });
    expect((await proxy(change)).body.error.code).toBe(code);
  });

  test("fetches no body before it is approved", async () => {
    const { proxy } = await open();
    const put = { method: "PUT", binary_body: { url: `${origin}/picture` } };
    const { body } = await proxy(put);
    expect(requests).toEqual([]);
    await proxy({ ...put, ...answersTo(body) });
    expect(requests).toEqual(["GET /picture", "PUT /user"]);
  });
});

describe("COMPOSIO_PROXY_EXECUTE", () => {
  const on: Config = { proxy_execute: { enable: true } };

  test("sends a request and returns the provider's response", async () => {
    const { meta } = await open(on);
    expect((await meta()).body).toMatchObject({
      result_type: "completed",
      data: { status: 200, data: { login: "ada" }, headers: { "content-type": "application/json" } },
      error: null,
    });
    expect((await meta({ ...request, endpoint: "/gone" })).body).toMatchObject({
      result_type: "completed",
      data: { status: 404 },
      error: null,
    });
  });

  test("rejects a body outside of its schema", async () => {
    const { meta } = await open(on);
    expect((await meta({ ...request, method: "PUT", binary_body: 5 })).body.result_type).toBe("completed");
  });

  test("uses the named account", async () => {
    const { meta, router } = await open({ ...on, multi_account: { enable: true } });
    expect((await meta()).body.error.code).toBe(4300);
    await meta({ ...request, account: "second" });
    expect((await router.runs({ tool: "proxy_execute", outcome: "ok" })).map(({ account }) => account)).toEqual([
      "ca_second",
    ]);
  });

  test("reports invalid arguments", async () => {
    const { meta } = await open(on);
    expect((await meta({ toolkit_slug: "github" })).body).toMatchObject({
      result_type: "failed",
      error: "Invalid arguments: 'endpoint' is required; 'method' is required",
    });
  });

  test("asks the user when its toolkit requires an approval", async () => {
    const { meta } = await open({ ...on, ...listed });
    const { body: waiting } = await meta();
    expect(waiting.error).toBe("COMPOSIO_PROXY_EXECUTE was not executed: it waits for an approval.");
    expect((await meta(request, answersTo(waiting, deny))).body).toMatchObject({
      result_type: "failed",
      error: "COMPOSIO_PROXY_EXECUTE was not executed: the user did not approve it.",
    });
    expect((await meta(request, answersTo((await meta()).body, approve))).body.result_type).toBe("completed");
    expect(requests).toEqual(["GET /user"]);
  });

  test("keeps queries and bodies out of the run log", async () => {
    const { meta, router } = await open(on);
    await meta({ ...request, endpoint: "/user?token=hidden", method: "POST", body: { password: "hidden" } });
    expect(JSON.stringify(await router.runs())).not.toContain("hidden");
  });

  test.each<[string, Config]>([
    ["without the setting", {}],
    ["switched off", { proxy_execute: { enable: false } }],
  ])("is refused %s", async (_, config) => {
    const { meta } = await open(config);
    const { status, body } = await meta();
    expect([status, body.error.code]).toEqual([400, 4300]);
  });

  test("ignores the setting of the workbench", async () => {
    const { meta, proxy } = await open({ ...on, workbench: { enable_proxy_execution: false } });
    expect((await meta()).body.result_type).toBe("completed");
    expect((await proxy()).body.error.code).toBe(4327);
  });

  test("is disabled together with proxy_execute", async () => {
    const { proxy } = await open({ proxy_execute: { enable: false } });
    expect((await proxy()).body.error.code).toBe(4327);
  });
});

describe("hooks of a proxy call", () => {
  const before = { id: "b", type: "before_execute", applies_to: "all", handler: { type: "webhook" } } as const;
  const after = { ...before, id: "a", type: "after_execute" } as const;
  const block = () => ({ decision: "block", message: "No." }) as const;

  test("receive the request and the response", async () => {
    const seen: unknown[] = [];
    const { proxy } = await open(
      { hooks: [before, after] },
      {
        beforeExecute: ({ tool, toolkit, arguments: args }) => {
          seen.push(tool, toolkit, args);
          return { decision: "allow" };
        },
        afterExecute: ({ result }) => {
          seen.push(result.data["status"]);
          return { decision: "allow" };
        },
      },
    );
    expect((await proxy()).body).toMatchObject({
      result_type: "completed",
      hook_results: [
        { hook_id: "b", outcome: "allowed" },
        { hook_id: "a", outcome: "allowed" },
      ],
    });
    expect(seen).toEqual(["COMPOSIO_PROXY_EXECUTE", "github", request, 200]);
  });

  test("block it before it is sent", async () => {
    const { proxy, meta } = await open({ hooks: [before], proxy_execute: { enable: true } }, { beforeExecute: block });
    const { status, body } = await proxy();
    expect([status, body.error.slug, body.error.message]).toEqual([403, "ToolRouterV2_BlockedByHook", "No."]);
    expect((await meta()).body).toMatchObject({ result_type: "blocked", error: "No.", block_reason: "No." });
    expect(requests).toEqual([]);
  });

  test("withhold the response", async () => {
    const { proxy, meta, router } = await open(
      { hooks: [after], proxy_execute: { enable: true } },
      { afterExecute: block },
    );
    const { status, body } = await proxy();
    expect([status, body.error.slug]).toEqual([403, "ToolRouterV2_ResultWithheld"]);
    expect(JSON.stringify(body)).not.toContain("ada");
    expect((await meta()).body).toMatchObject({ result_type: "blocked", data: {} });
    expect(requests).toEqual(["GET /user", "GET /user"]);
    expect((await router.runs({ tool: "proxy_execute" }))[0]?.outcome).toBe("withheld");
  });

  test("modify the request and the response", async () => {
    const { proxy } = await open(
      { hooks: [before, after] },
      {
        beforeExecute: ({ arguments: args }) => ({
          decision: "modify",
          arguments: { ...args, endpoint: "/changed" },
        }),
        afterExecute: () => ({ decision: "modify", data: { status: 202, data: "changed" } }),
      },
    );
    expect((await proxy()).body).toMatchObject({ result_type: "completed", status: 202, data: "changed" });
    expect(requests).toEqual(["GET /changed"]);
  });

  test.each<[string, JSONObject]>([
    ["another site", { endpoint: "http://evil.test/" }],
    ["another toolkit", { toolkit_slug: "weather" }],
    ["no method", { method: undefined }],
    ["an invalid binary body", { binary_body: 5 }],
  ])("block it when they change it to %s", async (_, change) => {
    const { proxy } = await open(
      { hooks: [before] },
      { beforeExecute: ({ arguments: args }) => ({ decision: "modify", arguments: { ...args, ...change } }) },
    );
    expect((await proxy()).body.error.slug).toBe("ToolRouterV2_BlockedByHook");
    expect(requests).toEqual([]);
  });

  test("withhold the response when they make it invalid", async () => {
    const { proxy } = await open({ hooks: [after] }, { afterExecute: () => ({ decision: "modify", data: {} }) });
    expect((await proxy()).body.error.slug).toBe("ToolRouterV2_ResultWithheld");
  });
});
