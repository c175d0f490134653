import { describe, expect, test } from "vitest";
import type { Fault, FaultRule } from "./faults.ts";
import { createLocalRouter } from "./router.ts";
import type { Schemas } from "./spec.ts";
import { github, githubAccount, testRouter, weather } from "./testing/test-router.ts";

const slug = "WEATHER_GET_FORECAST";

const open = async (faults: FaultRule[] = []) => {
  let count = 0;
  const router = testRouter({
    toolkits: [github(), weather(() => ({ count: ++count }))],
    accounts: [githubAccount],
    faults,
  });
  const session = await router.session();
  return { router, session, ran: () => count };
};

describe("a fault", () => {
  test.each<[Fault, number, number, number, object]>([
    [{ kind: "rate_limited", retryAfter: 7 }, 429, 10429, 0, { "retry-after": "7", "x-ratelimit-remaining": "0" }],
    [{ kind: "error_before" }, 500, 4340, 0, { "x-ratelimit-remaining": "10000" }],
    [{ kind: "error_after" }, 500, 4340, 1, {}],
    [{ kind: "provider_unreachable" }, 502, 4341, 0, {}],
    [
      { kind: "provider_rate_limited", retryAfter: 3 },
      429,
      4342,
      0,
      { "retry-after": "3", "x-ratelimit-remaining": "10000" },
    ],
  ])("%j", async (fault, status, code, ran, headers) => {
    const opened = await open();
    const remove = opened.router.faults.add({ fault });
    const answer = await opened.session.execute(slug);
    expect([answer.status, answer.body.error, opened.ran()]).toEqual([status, expect.objectContaining({ code }), ran]);
    expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
    remove();
    expect((await opened.session.execute(slug)).status).toBe(200);
  });

  test("drops an in-process connection after the work", async () => {
    const { router, session, ran } = await open([{ fault: { kind: "dropped_after" } }]);
    await expect(session.execute(slug)).rejects.toMatchObject({
      message: "fetch failed",
      cause: { code: "ECONNRESET" },
    });
    expect([ran(), (await router.runs())[0]?.outcome]).toEqual([1, "ok"]);
  });

  test("drops a socket after the work", async () => {
    await using router = createLocalRouter({
      toolkits: [weather()],
      faults: [{ tool: slug, fault: { kind: "dropped_after" } }],
    });
    const { origin } = await router.listen();
    const post = (path: string, body: object) =>
      fetch(`${origin}/api/v3/tool_router/session${path}`, {
        method: "POST",
        headers: { "x-api-key": router.apiKey },
        body: JSON.stringify(body),
      });
    const { session_id: id } = (await (await post("", { user_id: "u" })).json()) as Schemas["Session"];
    await expect(post(`/${id}/execute`, { tool_slug: slug })).rejects.toThrow("fetch failed");
    expect(await router.runs()).toMatchObject([{ tool: slug, outcome: "ok" }]);
  });

  test("delays a response", async () => {
    const { router, session } = await open([{ fault: { kind: "latency", milliseconds: 1500 } }]);
    const before = (await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [{ use_case: "x" }] })).body.data
      .time_info;
    expect(before.current_time_utc).toBe("2026-01-01T00:00:01.500Z");
    expect(await router.runs()).toHaveLength(1);
  });

  test("expires a link", async () => {
    const { router, session } = await open([{ toolkit: "github", fault: { kind: "link_expired" }, times: 1 }]);
    const { link_token: token, connected_account_id: id } = (await session.link({ toolkit: "github" })).body;
    expect((await router.fetch(`${router.baseUrl}/link/${token}`)).status).toBe(410);
    expect((await router.request<Schemas["ConnectedAccount"]>("GET", `/connected_accounts/${id}`)).body.status).toBe(
      "EXPIRED",
    );
    const again = (await session.link({ toolkit: "github" })).body.link_token;
    expect((await router.fetch(`${router.baseUrl}/link/${again}`)).status).toBe(200);
  });

  test("revokes an account permanently", async () => {
    const { router, session } = await open([
      { tool: "GITHUB_LIST_ISSUES", fault: { kind: "account_revoked" }, times: 1 },
    ]);
    expect((await session.execute("GITHUB_LIST_ISSUES")).body.error).toMatchObject({ code: 4302 });
    expect(
      (await router.request<Schemas["ConnectedAccount"]>("GET", "/connected_accounts/ca_seed")).body,
    ).toMatchObject({
      status: "REVOKED",
      status_reason: "The user revoked the access",
    });
    expect((await session.execute("GITHUB_LIST_ISSUES")).body.error).toMatchObject({ code: 4302 });
  });
});

describe("a rule", () => {
  test("matches one tool, in batches as well", async () => {
    const { session } = await open([{ tool: "GITHUB_LIST_ISSUES", fault: { kind: "provider_rate_limited" } }]);
    expect((await session.execute(slug)).status).toBe(200);
    const tools = [slug, "GITHUB_LIST_ISSUES"].map((tool) => ({ tool_slug: tool, arguments: {} }));
    const { data } = (await session.executeMeta("COMPOSIO_MULTI_EXECUTE_TOOL", { tools })).body;
    expect(data.results.map(({ error }) => error)).toEqual([
      null,
      "GITHUB_LIST_ISSUES: The provider's rate limit was exceeded",
    ]);
  });

  test("matches one operation", async () => {
    const { router, session } = await open([
      { operation: "getToolRouterSessionBySessionId", fault: { kind: "error_before" } },
    ]);
    expect((await router.request("GET", session.path)).status).toBe(500);
    expect((await session.execute(slug)).status).toBe(200);
  });

  test("accepts the client's method names as operations", async () => {
    const { router, session } = await open([
      { operation: "sessions.get", fault: { kind: "error_before" } },
      { operation: "link", fault: { kind: "rate_limited" } },
      { operation: "executeMeta", fault: { kind: "error_after" } },
    ]);
    expect((await router.request("GET", session.path)).status).toBe(500);
    expect((await session.link({ toolkit: "github" })).status).toBe(429);
    expect((await session.executeMeta("COMPOSIO_GET_TOOL_SCHEMAS", { tool_slugs: [] })).status).toBe(500);
    expect((await session.execute(slug)).status).toBe(200);
  });

  test("matches the tool in a path", async () => {
    const { router } = await open([{ operation: "tools.get", tool: slug, fault: { kind: "error_before" } }]);
    expect((await router.request("GET", "/tools/GITHUB_LIST_ISSUES")).status).toBe(200);
    expect((await router.request("GET", `/tools/${slug}`)).status).toBe(500);
  });

  test("applies link_expired to every link by default", async () => {
    const { router, session } = await open([{ fault: { kind: "link_expired" } }]);
    const { link_token: token } = (await session.link({ toolkit: "github" })).body;
    expect((await router.fetch(`${router.baseUrl}/link/${token}`)).status).toBe(410);
  });

  test.each<[string, Partial<FaultRule>]>([
    ["no name", {}],
    ["its toolkit", { toolkit: "github" }],
    ["the meta tool", { tool: "COMPOSIO_MANAGE_CONNECTIONS" }],
  ])("expires a link of COMPOSIO_MANAGE_CONNECTIONS by a rule with %s", async (_, names) => {
    const rule: FaultRule = { ...names, fault: { kind: "link_expired" }, times: 1 };
    const router = testRouter({ faults: [rule] });
    const session = await router.session();
    const connect = async (toolkits: object[]): Promise<number | undefined> => {
      const { body } = await session.executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits });
      const url = body.data.results["github"]?.redirect_url;
      return url == null ? undefined : (await router.fetch(url)).status;
    };
    expect(await connect([{ name: "GitHub" }])).toBe(410);
    expect(router.faults.unused()).toEqual([]);
    expect(await connect([{ name: "github", action: "add" }])).toBe(200);
  });

  test("stays unused while COMPOSIO_MANAGE_CONNECTIONS creates no link", async () => {
    const rule: FaultRule = { fault: { kind: "link_expired" } };
    const { router, session } = await open([rule]);
    await session.executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits: ["github", "weather"] });
    expect(router.faults.unused()).toEqual([rule]);
  });

  test.each<[Fault["kind"], string]>([
    ["link_expired", "faults[0] can never fire: no toolkit has accounts"],
    ["account_revoked", "faults[0] can never fire: no tool uses an account"],
  ])("is rejected as %s by a router without accounts", (kind, problem) => {
    const faults = [{ fault: { kind } } as FaultRule];
    expect(() => testRouter({ toolkits: [weather()], faults })).toThrow(problem);
  });

  test("saves a provider's fault for the run of an app tool", async () => {
    const { router, session } = await open([{ fault: { kind: "provider_unreachable" }, times: 1 }]);
    await session.executeMeta("COMPOSIO_GET_TOOL_SCHEMAS", { tool_slugs: [] });
    expect(router.faults.unused()).toHaveLength(1);
    expect((await session.execute(slug)).status).toBe(502);
    expect(router.faults.unused()).toEqual([]);
  });

  test("stays unused while a provider's fault has no effect, such as during an approval", async () => {
    const rule: FaultRule = { tool: slug, fault: { kind: "provider_unreachable" } };
    const { router } = await open([rule]);
    const asking = await router.session({ toolkits: { require_approval: ["weather"] } });
    expect((await asking.execute(slug)).body).toMatchObject({ result_type: "input_required" });
    expect(router.faults.unused()).toEqual([rule]);
    expect((await (await router.session()).execute(slug)).status).toBe(502);
    expect(router.faults.unused()).toEqual([]);
  });

  test("stays unused until it fires", async () => {
    const initial: FaultRule = { tool: "GITHUB_LIST_ISSUES", fault: { kind: "error_before" } };
    const { router, session } = await open([initial]);
    const script: FaultRule = { tool: slug, fault: [null, { kind: "error_before" }] };
    const removed: FaultRule = { operation: "link", fault: { kind: "rate_limited" } };
    router.faults.add(script);
    router.faults.add(removed)();
    expect(router.faults.unused()).toEqual([initial, script, removed]);
    await session.execute(slug);
    expect(router.faults.unused()).toContain(script);
    await session.execute(slug);
    expect(router.faults.unused()).toEqual([initial, removed]);
    await router.reset();
    expect(router.faults.unused()).toEqual([initial]);
    router.faults.clear();
    expect(router.faults.unused()).toEqual([]);
  });

  test("runs a script, one entry per call", async () => {
    const { session, ran } = await open([
      { tool: slug, fault: [{ kind: "error_before" }, null, { kind: "error_after" }, { kind: "rate_limited" }] },
    ]);
    const statuses: number[] = [];
    for (let call = 0; call < 6; call++) statuses.push((await session.execute(slug)).status);
    expect([statuses, ran()]).toEqual([[500, 200, 500, 429, 200, 200], 4]);
  });

  test("fires `times` times, and again after a reset", async () => {
    const { router, session } = await open([{ fault: { kind: "error_before" }, times: 2 }]);
    const status = async () => (await session.execute(slug)).status;
    expect([await status(), await status(), await status()]).toEqual([500, 500, 200]);
    router.faults.add({ fault: { kind: "error_before" } });
    router.faults.clear();
    expect(await status()).toBe(200);
    await router.reset();
    const session2 = await router.session();
    expect((await session2.execute(slug)).status).toBe(500);
  });

  test("is validated when added later", () => {
    expect(() => testRouter().faults.add({ tool: "SLACK_SEND", fault: { kind: "error_before" } })).toThrow(
      "rule.tool: unknown tool SLACK_SEND",
    );
  });

  test("matches a toolkit case-insensitively", async () => {
    const { session } = await open([{ toolkit: "github", fault: { kind: "error_before" } }]);
    expect((await session.link({ toolkit: "GitHub" })).status).toBe(500);
  });

  test.each<[object, string | RegExp]>([
    [{ fault: { kind: "nope" } }, "kind must be"],
    [
      { fault: { kind: "error_before" }, operation: "exectue" },
      'faults[0].operation: unknown operation "exectue". Did you mean "execute"? Operations: execute, executeMeta, link,',
    ],
    [{ fault: { kind: "error_before" }, operation: "nope" }, /unknown operation "nope"\. Operations: execute,/],
    [{ fault: { kind: "error_before" }, operation: 1 }, 'faults[0].operation must be an operation, such as "execute"'],
    [
      { fault: { kind: "link_expired" }, operation: "execute" },
      "faults[0] can never fire: link_expired does not apply to execute",
    ],
    [{ fault: { kind: "provider_unreachable" }, operation: "link" }, "provider_unreachable does not apply to link"],
    [{ fault: [null, { kind: "account_revoked" }], operation: "tools" }, "account_revoked does not apply to tools"],
    [
      { fault: { kind: "link_expired" }, tool: "GITHUB_LIST_ISSUES" },
      "link_expired applies to links: leave the tool out, or name COMPOSIO_MANAGE_CONNECTIONS",
    ],
    [
      { fault: { kind: "error_before" }, operation: "link", tool: "GITHUB_LIST_ISSUES" },
      "requests of link name no tool",
    ],
    [
      { fault: { kind: "error_before" }, operation: "sessions.get", toolkit: "github" },
      "requests of sessions.get name no toolkit",
    ],
    [
      { fault: { kind: "error_before" }, tool: "GITHUB_LIST_ISSUES", toolkit: "weather" },
      "GITHUB_LIST_ISSUES is a tool of github, not of weather",
    ],
    [
      { fault: { kind: "error_before" }, tool: "COMPOSIO_SEARCH_TOOLS", toolkit: "github" },
      "COMPOSIO_SEARCH_TOOLS is a meta tool",
    ],
    [
      { fault: { kind: "provider_unreachable" }, tool: "COMPOSIO_SEARCH_TOOLS" },
      "provider_unreachable applies to app tools, and COMPOSIO_SEARCH_TOOLS is a meta tool",
    ],
    [
      { fault: { kind: "account_revoked" }, tool: "GITHUB_GET_STATUS" },
      "account_revoked needs an account, and GITHUB_GET_STATUS uses none",
    ],
    [{ fault: { kind: "link_expired" }, toolkit: "weather" }, "link_expired needs an account, and weather uses none"],
    [{ fault: [] }, "faults[0] can never fire: it has no fault"],
    [{ fault: [null] }, "faults[0] can never fire: it has no fault"],
    [{ fault: { kind: "error_before" }, times: 0 }, "times must be"],
    [
      { fault: { kind: "error_before" }, tool: "GITHUB_LIST_ISSUE" },
      "faults[0].tool: unknown tool GITHUB_LIST_ISSUE. Did you mean GITHUB_LIST_ISSUES?",
    ],
    [
      { fault: { kind: "error_before" }, tool: "COMPOSIO_SEARCH_TOOL" },
      "unknown tool COMPOSIO_SEARCH_TOOL. Did you mean COMPOSIO_SEARCH_TOOLS?",
    ],
    [{ fault: { kind: "error_before" }, tool: "SLACK_SEND" }, /unknown tool SLACK_SEND$/],
    [{ fault: { kind: "error_before" }, toolkit: "GitHub" }, "unknown toolkit GitHub. Did you mean github?"],
  ])("is validated: %j", (rule, problem) => {
    expect(() => testRouter({ faults: [rule as unknown as FaultRule] })).toThrow(problem);
  });
});
