import {
  createToolRouter,
  defineCustomTool,
  offloaded,
  type ToolRouter,
  type ToolRouterOptions,
} from "@tool-router/core";
import { describe, expect, test } from "vitest";
import { checkedFetch } from "./checked-fetch.ts";
import { openWorld, twoAccounts, type World } from "./world.ts";

const connect = async (
  options: Parameters<typeof openWorld>[1] = {},
  clientOptions: ToolRouterOptions = {},
): Promise<{ world: World; router: ToolRouter }> => {
  const world = await openWorld(undefined, options);
  const { apiKey, baseUrl, fetch } = world.router;
  const router = createToolRouter({ apiKey, baseUrl, fetch: checkedFetch(fetch), retry: false, ...clientOptions });
  return { world, router };
};
const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe.each(["v3", "v3.1"] as const)("the client at %s", (version) => {
  const open = (options?: Parameters<typeof openWorld>[1]) => connect(options, { version });

  test("creates, reads, updates and deletes sessions", async () => {
    const { router } = await open();
    const session = await router.sessions.create("user_1", { toolkits: ["github"] });
    expect(session).toMatchObject({
      userId: "user_1",
      configVersion: 1,
      config: { toolkits: { enabled: ["github"] } },
    });
    expect(session.assistivePrompt).toContain("tools");
    expect(Object.keys(session.mcp.headers())).toEqual(["x-api-key"]);
    expect((await router.sessions.get(session.id)).config).toEqual(session.config);
    const changed = await session.update(
      { toolkits: null, manage_connections: { enable: false } },
      { expectedVersion: 1 },
    );
    expect([changed.configVersion, changed.metaTools]).toEqual([
      2,
      expect.not.arrayContaining(["COMPOSIO_MANAGE_CONNECTIONS"]),
    ]);
    await expect(session.update({ tags: null }, { expectedVersion: 1 })).rejects.toMatchObject({
      status: 409,
      code: 4312,
    });
    expect((await collect(session.history({ pageSize: 1 }))).map((item) => item.version)).toEqual([2, 1]);
    expect((await session.attach()).configVersion).toBe(2);
    expect(await router.sessions.use(session.id).delete()).toEqual({ session_id: session.id, deleted: true });
    await expect(router.sessions.get(session.id)).rejects.toMatchObject({ status: 404, code: 4303 });
  });

  test("searches and runs tools", async () => {
    const { router } = await open();
    const session = await router.sessions.create("user_1", { preload: { tools: ["GITHUB_LIST_ISSUES"] } });
    expect((await session.tools()).map(({ slug }) => slug)).toContain("GITHUB_LIST_ISSUES");
    const found = await session.search(["open an issue", { use_case: "forecast" }]);
    expect(found.results.map(({ index }) => index)).toEqual([1, 2]);
    expect(await session.execute("GITHUB_CREATE_ISSUE", { repo: "r", title: "t" })).toMatchObject({
      data: { title: "t" },
      error: null,
    });
    expect(await session.execute("WEATHER_BREAK")).toMatchObject({ error: "The station is broken" });
    await expect(session.execute("NOPE")).rejects.toMatchObject({ status: 400, code: 4301, mayHaveRun: false });
    await expect(session.execute("WEATHER_OFFLINE")).rejects.toMatchObject({ status: 502, mayHaveRun: true });
    const { data } = await session.executeMeta("COMPOSIO_GET_TOOL_SCHEMAS", { tool_slugs: ["GITHUB_LIST_ISSUES"] });
    expect(data.success).toBe(true);
    const many = await session.executeMany([
      { tool: "GITHUB_LIST_ISSUES" },
      { tool: "SLACK_SEND_MESSAGE" },
      ...Array.from({ length: 60 }, () => ({ tool: "WEATHER_GET_FORECAST" })),
    ]);
    expect(many.map(({ status }) => status)).toEqual(["ok", "tool_error", ...Array.from({ length: 60 }, () => "ok")]);
  });

  test("selects accounts", async () => {
    const { router } = await open({ accounts: twoAccounts });
    const session = await router.sessions.create("user_1", { multi_account: { enable: true } });
    expect((await session.execute("GITHUB_LIST_ISSUES", {}, { account: "work" })).data["account"]).toBe("ca_1");
    await expect(session.execute("GITHUB_LIST_ISSUES")).rejects.toMatchObject({
      code: 4300,
      errors: [expect.any(String), expect.any(String)],
    });
  });

  test("connects accounts", async () => {
    const { router, world } = await open();
    const session = await router.sessions.create("user_1");
    expect(await session.ensureConnected("github")).toMatchObject({ status: "active" });
    expect(await session.ensureConnected("weather")).toMatchObject({ status: "not_needed" });
    const link = await session.link("slack", { alias: "new" });
    const token = new URL(link.redirectUrl).pathname.split("/").at(-1);
    await world.router.fetch(`${world.router.baseUrl}/_local/link/${token}/complete`, { method: "POST" });
    expect(await link.wait()).toMatchObject({ status: "ACTIVE", alias: "new" });
    expect((await collect(session.toolkits({ isConnected: true }))).map(({ slug }) => slug)).toEqual([
      "github",
      "slack",
    ]);
    expect((await collect(session.toolkits({ pageSize: 1 }))).length).toBe(3);
  });

  test("lists accounts, tools and toolkits", async () => {
    const { router } = await open();
    expect((await collect(router.connectedAccounts.list({ pageSize: 1 }))).map(({ id }) => id)).toEqual(
      ["ca_1", "ca_2"].toReversed(),
    );
    expect((await router.connectedAccounts.get("ca_1")).alias).toBe("work");
    expect(await router.connectedAccounts.delete("ca_1")).toEqual({ success: true });
    await expect(router.connectedAccounts.get("ca_1")).rejects.toMatchObject({ status: 404 });
    expect((await collect(router.toolkits.list({ pageSize: 2 }))).map(({ slug }) => slug)).toEqual([
      "github",
      "slack",
      "weather",
    ]);
    expect((await collect(router.tools.list({ toolkit_slug: "github" }))).length).toBe(3);
    expect((await router.tools.get("GITHUB_LIST_ISSUES")).annotations).toMatchObject({ readOnly: true });
  });

  test("stores files and reads offloaded results", async () => {
    const { router } = await open();
    const session = await router.sessions.create("user_1");
    const stored = await session.files.upload("a/b.txt", new Blob(["hello"], { type: "text/plain" }));
    expect(stored).toEqual({ path: "a/b.txt", sandboxPath: "/mnt/files/a/b.txt" });
    expect(await (await session.files.download("a/b.txt")).text()).toBe("hello");
    const long = await session.execute("WEATHER_LIST_DAYS", {}, { offload: true });
    const preview = offloaded(long);
    const whole = (await (await session.files.download(preview?.path ?? "")).json()) as { days: unknown[] };
    expect(whole.days).toHaveLength(5000);
    expect((await collect(session.files.list())).length).toBe(2);
    await session.files.delete("a");
    expect((await collect(session.files.list())).length).toBe(1);
    await expect(session.files.download("a/b.txt")).rejects.toMatchObject({ status: 404, code: 4313 });
    const [batch] = await session.executeMany([{ tool: "WEATHER_LIST_DAYS" }]);
    expect(batch).toMatchObject({ status: "offloaded", path: expect.stringMatching(/^\/mnt\/files\/mex\//) });
  });

  test("passes files to tools", async () => {
    const { router } = await open();
    const session = await router.sessions.create("user_1");
    const tool = { slug: "WEATHER_READ_FILE", toolkit: { slug: "weather" } };
    const file = await router.uploadToolFile({
      tool,
      file: new Blob(["hello"], { type: "text/plain" }),
      name: "a.txt",
    });
    expect(await session.execute("WEATHER_READ_FILE", { file })).toMatchObject({ data: { text: "hello" } });
  });

  test("calls a provider's API", async () => {
    const { router } = await open();
    const session = await router.sessions.create("user_1");
    const request = { toolkit_slug: "github", endpoint: "/user", method: "GET" } as const;
    await expect(session.proxy(request)).rejects.toMatchObject({ status: 502, code: 4341 });
    const off = await router.sessions.create("user_1", { workbench: { enable_proxy_execution: false } });
    await expect(off.proxy(request)).rejects.toMatchObject({ status: 403, code: 4327, mayHaveRun: false });
  });

  test("asks a person and resumes with the answer", async () => {
    const { router, world } = await open();
    const config = { toolkits: { require_approval: ["weather"] } };
    const session = await router.sessions.create("user_1", config);
    const ask = async () => {
      const result = await session.execute("WEATHER_GET_FORECAST", { city: "Oslo" });
      if (result.resultType !== "input_required") throw new Error(`Expected input_required, got ${result.resultType}`);
      return result;
    };
    const answer = (ids: object, decision: "approve" | "deny") =>
      Object.fromEntries(Object.keys(ids).map((id) => [id, { action: "accept" as const, content: { decision } }]));
    const asked = await ask();
    expect(await asked.resume(answer(asked.inputRequests, "approve"))).toMatchObject({
      resultType: "completed",
      data: { args: { city: "Oslo" } },
    });
    const again = await ask();
    expect(await again.resume(answer(again.inputRequests, "deny"))).toMatchObject({ resultType: "failed" });
    expect(await world.router.runs({ outcome: "ok" })).toHaveLength(1);
    const [item] = await session.executeMany([{ tool: "WEATHER_GET_FORECAST" }]);
    expect(item?.status).toBe("input_required");
  });

  test("runs custom tools in the caller's process", async () => {
    const { router, world } = await open();
    const door = defineCustomTool({
      slug: "open_door",
      description: "Opens the door of the office",
      inputSchema: { type: "object", properties: {} },
      execute: () => ({ open: true }),
    });
    const session = await router.sessions.create("user_1", {}, { customTools: [door] });
    expect((await session.search("open the door")).results[0]?.primary_tool_slugs).toContain("LOCAL_OPEN_DOOR");
    expect(await session.execute("LOCAL_OPEN_DOOR")).toMatchObject({ data: { open: true } });
    const tools = [
      { tool_slug: "LOCAL_OPEN_DOOR", arguments: {} },
      { tool_slug: "WEATHER_GET_FORECAST", arguments: {} },
    ];
    const { data } = await session.executeMeta("COMPOSIO_MULTI_EXECUTE_TOOL", {
      tools,
      sync_response_to_workbench: false,
    });
    expect(data.results?.map(({ tool_slug: slug, error }) => [slug, error])).toEqual([
      ["LOCAL_OPEN_DOOR", null],
      ["WEATHER_GET_FORECAST", null],
    ]);
    expect(await world.router.runs({ tool: "LOCAL_OPEN_DOOR" })).toEqual([]);
    expect((await session.attach()).id).toBe(session.id);
  });
});

describe("the client on a failure", () => {
  test.each<[Parameters<World["router"]["faults"]["add"]>[0]["fault"], object]>([
    [
      { kind: "rate_limited", retryAfter: 2 },
      { status: 429, mayHaveRun: false, retryAfterMs: 2000 },
    ],
    [{ kind: "provider_rate_limited" }, { status: 429, mayHaveRun: true }],
    [{ kind: "error_before" }, { status: 500, mayHaveRun: true }],
    [{ kind: "error_after" }, { status: 500, mayHaveRun: true }],
    [{ kind: "dropped_after" }, { mayHaveRun: true }],
  ])("reports whether the tool may have run: %j", async (fault, expected) => {
    const { router, world } = await connect();
    const session = await router.sessions.create("user_1");
    world.router.faults.add({ fault });
    await expect(session.execute("GITHUB_CREATE_ISSUE", { repo: "r", title: "t" })).rejects.toMatchObject(expected);
  });

  test("retries a read but never a write", async () => {
    const { router, world } = await connect({}, { retry: { attempts: 3, maxDelay: 1 } });
    const session = await router.sessions.create("user_1");
    world.router.faults.add({ tool: "GITHUB_CREATE_ISSUE", fault: [{ kind: "dropped_after" }] });
    await expect(session.execute("GITHUB_CREATE_ISSUE", { repo: "r", title: "t" })).rejects.toMatchObject({
      mayHaveRun: true,
    });
    expect(await world.router.runs({ tool: "GITHUB_CREATE_ISSUE" })).toHaveLength(1);
    world.router.faults.add({
      operation: "getToolRouterSessionBySessionId",
      fault: [{ kind: "error_before" }, { kind: "dropped_after" }],
    });
    expect((await router.sessions.get(session.id)).id).toBe(session.id);
  });
});
