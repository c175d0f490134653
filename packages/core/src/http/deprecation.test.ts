import { describe, expect, test } from "vitest";
import { createToolRouter, type DeprecationState, type Hooks } from "../index.ts";
import { json, refusal, stubFetch } from "../testing/stub-fetch.ts";

const headers = {
  deprecation: "@1793491200",
  sunset: "Sun, 31 Jan 2027 00:00:00 GMT",
  link: '<https://docs.example/next>; rel="successor-version"',
};
const page = { items: [], next_cursor: null };
const open = (hooks: Hooks, ...answers: Parameters<typeof stubFetch>) => {
  const { fetch, seen } = stubFetch(...answers);
  return { router: createToolRouter({ apiKey: "ak_1", hooks, fetch, retry: { maxDelay: 0 } }), seen };
};

describe("onDeprecation", () => {
  test("is called once for each deprecated operation", async () => {
    const told: DeprecationState[] = [];
    const { router } = open({ onDeprecation: (state) => void told.push(state) }, json(page, { headers }));
    const session = router.sessions.use("trs_1");
    await session.tools();
    await session.tools();
    await router.sessions.use("trs_2").tools();
    expect(told).toEqual([
      {
        operation: "getToolRouterSessionBySessionIdTools",
        method: "GET",
        url: "https://backend.composio.dev/api/v3/tool_router/session/trs_1/tools",
        ...headers,
      },
    ]);
    for await (const _ of session.toolkits()) expect.unreachable();
    expect(told.map(({ operation }) => operation)).toEqual([
      "getToolRouterSessionBySessionIdTools",
      "getToolRouterSessionBySessionIdToolkits",
    ]);
  });

  test("is called again for another router", async () => {
    let calls = 0;
    for (let round = 0; round < 2; round++) {
      await open({ onDeprecation: () => void calls++ }, json(page, { headers }))
        .router.sessions.use("trs_1")
        .tools();
    }
    expect(calls).toBe(2);
  });

  test.each([
    [{ sunset: headers.sunset }, { deprecation: undefined, sunset: headers.sunset, link: undefined }],
    [{ deprecation: "true" }, { deprecation: "true", sunset: undefined, link: undefined }],
  ])("is called for the headers %o", async (given, state) => {
    const told: DeprecationState[] = [];
    await open({ onDeprecation: (one) => void told.push(one) }, json(page, { headers: given }))
      .router.sessions.use("trs_1")
      .tools();
    expect(told).toMatchObject([state]);
  });

  test("is not called for a Link alone, or without headers", async () => {
    const hooks = { onDeprecation: () => expect.unreachable() };
    const { router } = open(hooks, json(page, { headers: { link: headers.link } }), json(page));
    await router.sessions.use("trs_1").tools();
    await router.sessions.use("trs_1").tools();
    expect.assertions(0);
  });

  test("is called for an error response, and for router.api", async () => {
    const told: (string | undefined)[] = [];
    const gone = () => refusal(410, "Tool_Gone", 1)();
    const { router } = open({ onDeprecation: [({ operation, url }) => void told.push(operation ?? url)] }, () => {
      const { status, body } = gone();
      return new Response(body, { status, headers });
    });
    await expect(router.sessions.use("trs_1").execute("A_TOOL")).rejects.toMatchObject({ name: "GoneError" });
    await router.api.GET("/tools");
    expect(told).toEqual(["postToolRouterSessionBySessionIdExecute", "https://backend.composio.dev/api/v3/tools"]);
  });

  test("rejects the call with a HookError when it throws, once", async () => {
    const hooks = { onDeprecation: () => Promise.reject(new Error("stop using it")) };
    const { router } = open(hooks, json({ data: {}, error: null, log_id: "" }, { headers }));
    const session = router.sessions.use("trs_1");
    await expect(session.execute("A_TOOL")).rejects.toMatchObject({
      kind: "HookError",
      hook: "onDeprecation",
      mayHaveRun: true,
    });
    expect(await session.execute("A_TOOL")).toMatchObject({ resultType: "completed" });
  });

  test("does not see the key", async () => {
    let seen = "";
    const hooks: Hooks = { onDeprecation: (state) => void (seen = JSON.stringify(state)) };
    const { fetch } = stubFetch(json(page, { headers }));
    await createToolRouter({ apiKey: "ak_secret_123", hooks, fetch }).sessions.use("trs_1").tools();
    expect(seen).toContain("sunset");
    expect(seen).not.toContain("ak_secret_123");
  });
});
