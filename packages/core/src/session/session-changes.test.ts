import { describe, expect, test } from "vitest";
import { createToolRouter } from "../index.ts";
import { json, refusal, stubFetch } from "../testing/stub-fetch.ts";

const raw = (version: number) => ({
  session_id: "trs_1",
  mcp: { type: "http", url: "https://backend.composio.dev/tool_router/trs_1/mcp" },
  tool_router_tools: [],
  config: { user_id: "user_1", toolkits: { enabled: ["github"] }, preload: { tools: [] } },
  config_version: version,
});
const routerOf = (...answers: Parameters<typeof stubFetch>) => {
  const { fetch, seen } = stubFetch(...answers);
  return { router: createToolRouter({ apiKey: "ak_1", retry: { maxDelay: 0 }, fetch }), seen };
};
const sent = (seen: ReturnType<typeof routerOf>["seen"]) =>
  seen.map(({ method, url }) => `${method} ${url.replace("https://backend.composio.dev/api", "")}`);

describe("update", () => {
  test("sends the given fields, including null, and returns the new session", async () => {
    const { router, seen } = routerOf(json(raw(2)));
    const updated = await router.sessions
      .use("trs_1")
      .update(
        { toolkits: ["github"], tools: null, manage_connections: { callback_url: null }, tags: undefined },
        { expectedVersion: 1 },
      );
    expect(updated).toMatchObject({ id: "trs_1", configVersion: 2 });
    // Only v3.1 documents an expected version, and null for all of these.
    expect(sent(seen)).toEqual(["PATCH /v3.1/tool_router/session/trs_1"]);
    expect(JSON.parse(seen[0]!.body!)).toEqual({
      toolkits: { enable: ["github"] },
      tools: null,
      manage_connections: { callback_url: null },
      expected_config_version: 1,
    });
  });

  test("rejects a conflict without a retry, with mayHaveRun false", async () => {
    const { router, seen } = routerOf(refusal(409, "ToolRouterV2_ConfigVersionConflict", 4312));
    await expect(router.sessions.use("trs_1").update({}, { expectedVersion: 1 })).rejects.toMatchObject({
      name: "ConflictError",
      mayHaveRun: false,
      attempts: 1,
    });
    expect(seen).toHaveLength(1);
  });

  test("rejects v3.1-only fields", async () => {
    const { router, seen } = routerOf(json(raw(2)));
    await expect(router.sessions.use("trs_1").update({ search: { enable: false } })).rejects.toThrow(
      /Only v3\.1.*search/,
    );
    await expect(router.sessions.use("trs_1").update({ tools: null })).rejects.toThrow(
      /Only v3\.1 of the API supports tools: null .*version: "v3\.1"/,
    );
    expect(seen).toEqual([]);
    await router.sessions.use("trs_1").update({ toolkits: ["github"] });
    expect(sent(seen)).toEqual(["PATCH /v3/tool_router/session/trs_1"]);
  });
});

test("sends history, attach and delete to v3.1 also from a v3 client", async () => {
  const entry = (version: number) => ({ version, created_at: "", config: raw(1).config, is_current: version === 3 });
  const { router, seen } = routerOf(
    json({ items: [entry(3), entry(2)], next_cursor: "c2", total_pages: 2, current_page: 1, total_items: 3 }),
    json({ items: [entry(1)], next_cursor: null }),
    json(raw(3)),
    json({ session_id: "trs_1", deleted: true }),
  );
  const session = router.sessions.use("trs_1");
  const versions: number[] = [];
  for await (const { version } of session.history({ pageSize: 2 })) versions.push(version);
  expect(versions).toEqual([3, 2, 1]);
  expect((await session.attach()).configVersion).toBe(3);
  expect(await session.delete()).toEqual({ session_id: "trs_1", deleted: true });
  expect(sent(seen)).toEqual([
    "GET /v3.1/tool_router/session/trs_1/config_history?limit=2",
    "GET /v3.1/tool_router/session/trs_1/config_history?limit=2&cursor=c2",
    "POST /v3.1/tool_router/session/trs_1/attach",
    "DELETE /v3.1/tool_router/session/trs_1",
  ]);
});

test("treats a 404 as success when retrying a deletion", async () => {
  const gone = refusal(404, "ToolRouterV2_SessionNotFound", 4303);
  const lost = () => Promise.reject(new TypeError("fetch failed"));
  expect(await routerOf(lost, gone).router.sessions.delete("trs_1")).toEqual({ session_id: "trs_1", deleted: true });
  expect(await routerOf(lost, gone).router.connectedAccounts.delete("ca_1")).toEqual({ success: true });
  await expect(routerOf(gone).router.sessions.delete("trs_1")).rejects.toMatchObject({ status: 404 });
});

describe("the catalog and the accounts", () => {
  test("are listed lazily, filtered, limited, and fetched one by one", async () => {
    const page = (...slugs: string[]) => json({ items: slugs.map((slug) => ({ slug })), next_cursor: "c2" });
    const { router, seen } = routerOf(
      page("A_ONE", "A_TWO"),
      page("github"),
      json({ items: [{ id: "ca_1" }] }),
      json({ slug: "A_ONE" }),
      json({ id: "ca_1", status: "ACTIVE" }),
    );
    const tools: string[] = [];
    for await (const tool of router.tools.list({ toolkit_slug: "a", tags: ["readOnlyHint"], limit: 1 })) {
      tools.push(tool.slug);
      expect(Object.isFrozen(tool)).toBe(true);
    }
    for await (const { slug } of router.toolkits.list({ search: "git", pageSize: 1, limit: 1 })) tools.push(slug);
    for await (const { id } of router.connectedAccounts.list({ user_ids: ["user_1", "user_2"], statuses: ["ACTIVE"] }))
      tools.push(id);
    tools.push(
      (await router.tools.get("A_ONE", { version: "20260101_00" })).slug,
      (await router.connectedAccounts.get("ca_1")).id,
    );
    expect(tools).toEqual(["A_ONE", "github", "ca_1", "A_ONE", "ca_1"]);
    expect(sent(seen)).toEqual([
      "GET /v3/tools?toolkit_slug=a&tags=readOnlyHint",
      "GET /v3/toolkits?search=git&limit=1",
      "GET /v3/connected_accounts?user_ids=user_1,user_2&statuses=ACTIVE",
      "GET /v3/tools/A_ONE?version=20260101_00",
      "GET /v3/connected_accounts/ca_1",
    ]);
  });
});

test("sends a proxied request unchanged, without a retry", async () => {
  const { router, seen } = routerOf(refusal(502, "ToolRouterV2_UpstreamFailed", 4341));
  const request = { toolkit_slug: "github", endpoint: "/user", method: "GET" } as const;
  await expect(router.sessions.use("trs_1").proxy(request)).rejects.toMatchObject({ status: 502, mayHaveRun: true });
  expect(JSON.parse(seen[0]!.body!)).toEqual(request);
  expect(seen.map(({ url }) => new URL(url).pathname)).toEqual(["/api/v3/tool_router/session/trs_1/proxy_execute"]);
  const answered = routerOf(json({ status: 404, data: null, headers: {} }));
  expect(await answered.router.sessions.use("trs_1").proxy(request)).toMatchObject({ status: 404, data: null });
});

test("sends an idempotency key only if given", async () => {
  const { router, seen } = routerOf(json({ data: {}, error: null, log_id: "log_1" }));
  const session = router.sessions.use("trs_1");
  await session.execute("A_TOOL", {}, { idempotencyKey: "order-7" });
  await session.execute("A_TOOL");
  expect(seen.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["order-7", null]);
});
