import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import {
  type components,
  createToolRouter,
  defineCustomTool,
  type Fetch,
  HookError,
  type Hooks,
  isHookError,
} from "../index.ts";
import { json, ran, refusal, stubFetch } from "../testing/stub-fetch.ts";

type Batch = components["schemas"]["MultiExecuteToolArguments"];

const apiKey = "ak_secret_123";
const sessionWith = (hooks: Hooks, ...answers: Parameters<typeof stubFetch>) => {
  const { fetch, seen } = stubFetch(...(answers.length > 0 ? answers : [ran({ a: 1 })]));
  return { seen, session: createToolRouter({ apiKey, hooks, fetch, retry: false }).sessions.use("trs_1") };
};

describe("hooks around a tool call", () => {
  test("treat an argument named tools as an argument", async () => {
    const tools = [{ tool_slug: "B_TOOL", arguments: {} }];
    const before: string[] = [];
    const { session, seen } = sessionWith({ beforeExecute: ({ tool }) => void before.push(tool) });
    await session.execute("A_TOOL", { tools });
    expect(before).toEqual(["A_TOOL"]);
    expect(JSON.parse(seen[0]!.body!)).toMatchObject({ tool_slug: "A_TOOL", arguments: { tools } });
  });

  test("see the call, can replace arguments, account and result, and run in order", async () => {
    const order: string[] = [];
    const { session, seen } = sessionWith({
      beforeExecute: [
        async (state) => {
          await Promise.resolve();
          order.push(`first ${state.tool} ${state.sessionId}`);
          state.arguments = { ...state.arguments, added: true };
        },
        (state) => {
          order.push(`second ${JSON.stringify(state.arguments)}`);
          state.account = "work";
        },
      ],
      afterExecute(state) {
        order.push(`after ${state.result.logId} ${state.account}`);
        state.result = { ...state.result, resultType: "completed", data: { replaced: true }, error: null };
      },
    });
    expect(await session.execute("A_TOOL", { given: 1 })).toEqual({
      resultType: "completed",
      data: { replaced: true },
      error: null,
      logId: "log_1",
    });
    expect(order).toEqual(["first A_TOOL trs_1", 'second {"given":1,"added":true}', "after log_1 work"]);
    expect(JSON.parse(seen[0]!.body!)).toEqual({
      tool_slug: "A_TOOL",
      arguments: { given: 1, added: true },
      account: "work",
    });
  });

  test.each(["beforeExecute", "afterExecute"])("abort the call during a slow %s", async (name) => {
    const controller = new AbortController();
    const hook = vi.fn<() => Promise<void>>(() => new Promise(() => {}));
    const { session } = sessionWith({ [name]: hook });
    const run = session.execute("A_TOOL", {}, { signal: controller.signal });
    await vi.waitUntil(() => hook.mock.calls.length > 0);
    controller.abort("the user left");
    await expect(run).rejects.toBe("the user left");
  });

  test("run for meta tools and custom tools", async () => {
    const tools: string[] = [];
    const { fetch } = stubFetch(ran());
    const hooks = { beforeExecute: ({ tool }: { tool: string }) => void tools.push(tool) };
    const here = defineCustomTool({
      slug: "here",
      description: "Runs here",
      inputSchema: { type: "object", properties: {} },
      execute: () => "done",
    });
    const session = createToolRouter({ apiKey, hooks, fetch }).sessions.use("trs_1", { customTools: [here] });
    await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [] });
    await session.execute("LOCAL_HERE");
    expect(tools).toEqual(["COMPOSIO_SEARCH_TOOLS", "LOCAL_HERE"]);
  });

  describe("in a batch", () => {
    /** A router that runs every item, and says what it got. */
    const echo = (): { fetch: Fetch; sent: Batch["tools"][] } => {
      const sent: Batch["tools"][] = [];
      const fetch: Fetch = async (_, init) => {
        const { tools } = (JSON.parse(init.body as string) as { arguments: Batch }).arguments;
        sent.push(tools);
        const results = tools.map(({ tool_slug, arguments: got }, index) => ({
          tool_slug,
          index,
          error: null,
          response: { successful: true, data: { got }, error: null, log_id: `log_${index}` },
        }));
        const counts = { total_count: tools.length, success_count: tools.length, error_count: 0 };
        return Response.json({ data: { results, ...counts }, error: null, log_id: "log_batch" });
      };
      return { fetch, sent };
    };
    const hooks: Hooks = {
      beforeExecute(run) {
        if (run.tool === "A_DELETE") throw new Error("not without a person");
        if (run.tool === "A_TOOL")
          Object.assign(run, { arguments: { ...run.arguments, added: true }, account: "work" });
      },
      afterExecute(run) {
        if (run.tool === "A_SECRET")
          run.result = { ...run.result, resultType: "completed", data: { got: "removed" }, error: null };
      },
    };
    const calls = [
      { tool: "A_TOOL", arguments: { a: 1 } },
      { tool: "A_DELETE" },
      { tool: "A_SECRET", account: "home" },
    ];

    test("see each call of executeMany, and reject one alone", async () => {
      const { fetch, sent } = echo();
      const session = createToolRouter({ apiKey, hooks, fetch }).sessions.use("trs_1");
      expect(await session.executeMany(calls)).toEqual([
        { tool: "A_TOOL", status: "ok", data: { got: { a: 1, added: true } }, logId: "log_0" },
        {
          tool: "A_DELETE",
          status: "tool_error",
          error: "The hook beforeExecute threw: not without a person",
          data: {},
          logId: "",
        },
        { tool: "A_SECRET", status: "ok", data: { got: "removed" }, logId: "" },
      ]);
      expect(sent).toEqual([
        [
          { tool_slug: "A_TOOL", arguments: { a: 1, added: true }, account: "work" },
          { tool_slug: "A_SECRET", arguments: {}, account: "home" },
        ],
      ]);
    });

    test("see each call of a model's batch, by both endpoints", async () => {
      const { fetch, sent } = echo();
      const session = createToolRouter({ apiKey, hooks, fetch }).sessions.use("trs_1");
      const tools = calls.map(({ tool, ...call }) => ({ tool_slug: tool, arguments: {}, ...call }));
      const args = { tools, sync_response_to_workbench: false };
      for (const batch of [
        await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", args),
        await session.executeMeta("COMPOSIO_MULTI_EXECUTE_TOOL", args),
      ]) {
        expect(batch.error).toBe("1 out of 3 tools failed");
        expect(batch.data).toMatchObject({ total_count: 3, success_count: 2, error_count: 1 });
        expect(batch.data.results?.map(({ tool_slug, index, error }) => [tool_slug, index, error])).toEqual([
          ["A_TOOL", 0, null],
          ["A_DELETE", 1, "The hook beforeExecute threw: not without a person"],
          ["A_SECRET", 2, null],
        ]);
      }
      expect(sent.map(({ length }) => length)).toEqual([2, 2]);
    });

    test("leave the response unchanged when they change nothing", async () => {
      const failed = { successful: false, data: {}, error: "no such issue", log_id: "log_1" };
      const answer = {
        data: {
          results: [{ tool_slug: "A_TOOL", index: 0, response: failed }],
          total_count: 1,
          success_count: 0,
          error_count: 1,
          next_steps: "Look for it.",
        },
        error: "1 out of 1 tools failed",
        log_id: "log_batch",
      };
      const seen: unknown[] = [];
      const { session } = sessionWith(
        { afterExecute: ({ tool, result }) => void seen.push([tool, result.error]) },
        json(answer),
      );
      const tools = [{ tool_slug: "A_TOOL", arguments: {} }];
      const { data, error, logId } = await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools });
      expect({ data, error, log_id: logId }).toEqual(answer);
      expect(seen).toEqual([
        ["A_TOOL", "no such issue"],
        ["COMPOSIO_MULTI_EXECUTE_TOOL", "1 out of 1 tools failed"],
      ]);
    });

    test("do not turn lost calls into failures, or failures into successes", async () => {
      const ok = { successful: true, data: {}, error: null, log_id: "log_2" };
      const failed = { successful: false, data: {}, error: "no such issue", log_id: "log_1" };
      // Of four that are sent, the router leaves one out.
      const results = [
        { tool_slug: "A_ONE", index: 0, response: failed },
        { tool_slug: "A_THREE", index: 2, response: ok },
        { tool_slug: "A_FOUR", index: 3, response: { ...ok, data: { mine: true } } },
      ];
      const replace: Hooks = {
        beforeExecute: hooks.beforeExecute,
        afterExecute(run) {
          if (run.tool === "A_THREE")
            run.result = { ...run.result, resultType: "completed", data: { replaced: true }, error: null };
        },
      };
      const { session } = sessionWith(replace, json({ data: { results }, error: "1 failed", log_id: "" }));
      const names = ["A_ONE", "A_DELETE", "A_TWO", "A_THREE", "A_FOUR"];
      expect(await session.executeMany(names.map((tool) => ({ tool })))).toMatchObject([
        { status: "tool_error", error: "no such issue" },
        { status: "tool_error", error: "The hook beforeExecute threw: not without a person" },
        { status: "lost", mayHaveRun: true },
        { status: "ok", data: { replaced: true } },
        { status: "ok", data: { mine: true } },
      ]);
    });

    test("stop, and send nothing, when the call is aborted", async () => {
      const controller = new AbortController();
      const { fetch, sent } = echo();
      const beforeExecute = vi.fn<(run: { tool: string }) => Promise<void>>(async ({ tool }) => {
        if (tool === "A") await new Promise(() => {});
      });
      const session = createToolRouter({ apiKey, hooks: { beforeExecute }, fetch }).sessions.use("trs_1");
      const run = session.executeMany([{ tool: "A" }, { tool: "B" }], { signal: controller.signal });
      await vi.waitUntil(() => beforeExecute.mock.calls.length === 2);
      controller.abort("the user left");
      await expect(run).rejects.toBe("the user left");
      expect(beforeExecute.mock.calls.map(([{ tool }]) => tool)).toEqual(["COMPOSIO_MULTI_EXECUTE_TOOL", "A"]);
      expect(sent).toEqual([]);
    });

    test("reject their call also when the response for the others is unusual", async () => {
      for (const results of [null, {}, [null], [{ index: 0, response: null, error: null }]]) {
        const { session } = sessionWith(hooks, ran({ results }));
        expect(await session.executeMany([{ tool: "A_DELETE" }, { tool: "A_TOOL" }])).toMatchObject([
          { status: "tool_error", error: "The hook beforeExecute threw: not without a person" },
          { tool: "A_TOOL", status: expect.stringMatching(/^(lost|tool_error)$/) },
        ]);
      }
    });

    test("leave a response without results unchanged", async () => {
      for (const results of [null, {}, undefined, [null]]) {
        const { session } = sessionWith({ afterExecute: () => {} }, ran({ results, note: 1 }));
        const batch = { tools: [{ tool_slug: "A_TOOL", arguments: {} }] };
        expect((await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", batch)).data).toEqual({ results, note: 1 });
      }
    });

    test("send nothing when all calls are rejected", async () => {
      const { fetch, sent } = echo();
      const session = createToolRouter({ apiKey, hooks, fetch }).sessions.use("trs_1");
      expect(await session.executeMany([{ tool: "A_DELETE" }])).toMatchObject([{ status: "tool_error" }]);
      expect(sent).toEqual([]);
    });

    const item = { tool_slug: "A_TOOL", arguments: {} };
    const unchecked: [name: string, args: object][] = [
      ["tools are a JSON text", { tools: JSON.stringify([item]) }],
      ["tools are an object", { tools: { 0: item } }],
      ["tools are missing", {}],
      ["tools are given twice, in different letter case", { tools: [item], Tools: [item] }],
      ["an item is a slug", { tools: [item, "A_DELETE"] }],
      ["an item is null", { tools: [item, null] }],
      ["an item is a list", { tools: [item, [item]] }],
      ["an item has no slug", { tools: [item, { arguments: {} }] }],
      ["a slug is a number", { tools: [item, { tool_slug: 5 }] }],
      ["a slug is misspelt", { tools: [item, { toolSlug: "A_DELETE", arguments: {} }] }],
      ["a slug is given twice", { tools: [item, { ...item, TOOL_SLUG: "A_DELETE" }] }],
      ["an item has a field of another name", { tools: [item, { ...item, slug: "A_DELETE" }] }],
      ["arguments are a JSON text", { tools: [item, { ...item, arguments: '{"a":1}' }] }],
      ["arguments are a list", { tools: [item, { ...item, arguments: [] }] }],
      ["an account is a number", { tools: [item, { ...item, account: 5 }] }],
      ["an item is a batch", { tools: [{ tool_slug: "COMPOSIO_MULTI_EXECUTE_TOOL", arguments: { tools: [item] } }] }],
      ["an item is a batch in lower case", { tools: [{ tool_slug: " composio_multi_execute_tool" }] }],
    ];
    test.each(unchecked)("send nothing when %s", async (_, args) => {
      for (const name of ["beforeExecute", "afterExecute"] as const) {
        const { fetch, sent } = echo();
        const session = createToolRouter({ apiKey, hooks: { [name]: () => {} }, fetch }).sessions.use("trs_1");
        const error = await session
          .execute("COMPOSIO_MULTI_EXECUTE_TOOL", args as never)
          .catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(HookError);
        expect(error).toMatchObject({
          hook: name,
          mayHaveRun: false,
          message: expect.stringMatching(
            `^The batch was not sent: \`tools(\\[[01]\\])?\` must be .*\\. Otherwise ${name} cannot check each call\\.$`,
          ),
        });
        expect(sent).toEqual([]);
      }
    });

    test.each(["composio_multi_execute_tool", " COMPOSIO_MULTI_EXECUTE_TOOL"])(
      "check a batch that is named %j",
      async (slug) => {
        const { fetch, sent } = echo();
        const beforeExecute: Hooks["beforeExecute"] = ({ tool }) => {
          if (tool === "A_DELETE") throw new Error("not allowed");
        };
        const session = createToolRouter({ apiKey, hooks: { beforeExecute }, fetch }).sessions.use("trs_1");
        const args = { tools: [{ tool_slug: "A_DELETE", arguments: {} }] };
        await session.execute(slug, args).catch(() => undefined);
        expect(sent).toEqual([]);
      },
    );

    test.each(unchecked)("around requests leave the batch to the router when %s", async (_, args) => {
      const { fetch, seen } = stubFetch(json({ data: {}, error: "refused", log_id: "" }));
      const session = createToolRouter({ apiKey, hooks: { onRequest: () => {} }, fetch }).sessions.use("trs_1");
      await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", args as never);
      expect(seen).toHaveLength(1);
    });

    test("see a call without arguments, and drop a null account", async () => {
      const states: unknown[] = [];
      const { fetch, sent } = echo();
      const beforeExecute: Hooks["beforeExecute"] = (state) => void states.push({ ...state });
      const session = createToolRouter({ apiKey, hooks: { beforeExecute }, fetch }).sessions.use("trs_1");
      const tools = [{ tool_slug: "A_TOOL", arguments: null, account: null }];
      await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools } as never);
      expect(states[1]).toEqual({ sessionId: "trs_1", tool: "A_TOOL", arguments: {}, account: undefined });
      expect(sent).toEqual([[{ tool_slug: "A_TOOL", arguments: {} }]]);
    });
  });

  test("send nothing when one throws, and name it in the error", async () => {
    const why = new Error("not on a Friday");
    const { session, seen } = sessionWith({
      beforeExecute: [
        () => {},
        () => {
          throw why;
        },
      ],
    });
    const error = await session.execute("A_TOOL").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HookError);
    expect(error).toMatchObject({
      message: "The hook beforeExecute[1] threw: not on a Friday",
      hook: "beforeExecute[1]",
      mayHaveRun: false,
      cause: why,
    });
    expect(isHookError(JSON.parse(JSON.stringify(error)))).toBe(true);
    expect(seen).toEqual([]);
  });

  test("set mayHaveRun to false when they throw after a read-only meta tool", async () => {
    const { session } = sessionWith({ afterExecute: () => Promise.reject(new Error("disk full")) });
    await expect(session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [] })).rejects.toMatchObject({
      hook: "afterExecute",
      mayHaveRun: false,
    });
  });

  test("set mayHaveRun to true when they throw after a tool", async () => {
    const { session } = sessionWith({ afterExecute: () => Promise.reject(new Error("disk full")) });
    await expect(session.execute("A_TOOL")).rejects.toMatchObject({ hook: "afterExecute", mayHaveRun: true });
  });
});

describe("hooks around a request", () => {
  test("see every attempt and response, can set headers, and never see the credential", async () => {
    const states: string[] = [];
    const { fetch, seen } = stubFetch(refusal(503, "X", 1), json({ items: [] }));
    const router = createToolRouter({
      apiKey,
      fetch,
      retry: { maxDelay: 0 },
      hooks: {
        onRequest(state) {
          states.push(`${state.method} ${state.operation} #${state.attempt}`, inspect(state, { depth: 5 }));
          state.headers.set("x-trace", `t${state.attempt}`);
          state.headers.set("x-api-key", "smuggled");
        },
        onResponse(state) {
          states.push(`${state.status} ${state.responseHeaders.get("content-type")}`, inspect(state, { depth: 5 }));
        },
      },
    });
    await router.sessions.use("trs_1").tools();
    expect(states.filter((_, index) => index % 2 === 0)).toEqual([
      "GET getToolRouterSessionBySessionIdTools #1",
      "503 application/json",
      "GET getToolRouterSessionBySessionIdTools #2",
      "200 application/json",
    ]);
    expect(states.join()).not.toContain(apiKey);
    expect(seen.map(({ headers }) => [headers.get("x-trace"), headers.get("x-api-key")])).toEqual([
      ["t1", apiKey],
      ["t2", apiKey],
    ]);
  });

  test("can keep the headers, which never contain the key", async () => {
    const kept: unknown[] = [];
    const { session } = sessionWith(
      {
        onRequest(state) {
          state.headers.set("x-trace", "t1");
          kept.push(state);
        },
        onResponse(state) {
          expect(state.headers.get("x-trace")).toBe("t1");
          kept.push(state);
        },
      },
      json({ items: [] }),
    );
    await session.tools();
    expect(kept).toHaveLength(2);
    expect(inspect(kept, { depth: 5 })).not.toContain(apiKey);
  });

  test("send nothing when the call is aborted meanwhile, even if fetch ignores the signal", async () => {
    const controller = new AbortController();
    let goOn = (): void => {};
    const { session, seen } = sessionWith({ onRequest: () => new Promise((resolve) => (goOn = resolve)) });
    const call = session.execute("A_TOOL", {}, { signal: controller.signal });
    const ended = call.catch((reason: unknown) => reason);
    await new Promise(setImmediate);
    controller.abort("enough");
    expect(await ended).toBe("enough");
    goOn();
    await new Promise(setImmediate);
    expect(seen).toEqual([]);
  });

  test("reject the call when they throw, without a retry", async () => {
    let calls = 0;
    const { session, seen } = sessionWith({
      onRequest() {
        calls++;
        throw new Error("offline mode");
      },
    });
    await expect(session.tools({ retry: { attempts: 3 } })).rejects.toMatchObject({
      hook: "onRequest",
      mayHaveRun: false,
    });
    expect([calls, seen.length]).toEqual([1, 0]);

    const after = sessionWith({ onResponse: () => Promise.reject(new Error("no")) });
    await expect(after.session.execute("A_TOOL")).rejects.toMatchObject({ hook: "onResponse", mayHaveRun: true });
  });

  test("run for router.api as well", async () => {
    const seen: (string | undefined)[] = [];
    const { fetch } = stubFetch(json({}));
    const hooks: Hooks = { onRequest: ({ url, operation }) => void seen.push(operation, new URL(url).pathname) };
    await createToolRouter({ apiKey, hooks, fetch }).api.GET("/tools");
    expect(seen).toEqual([undefined, "/api/v3/tools"]);
  });
});
