import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { type APIVersion, createToolRouter, type CustomTool, defineCustomTool, ToolRouterError } from "../index.ts";
import { json, ran, stubFetch } from "../testing/stub-fetch.ts";

const add = defineCustomTool({
  slug: "add",
  name: "Add",
  description: "Adds two numbers",
  inputSchema: { type: "object", properties: { a: { type: "number" }, b: { type: "number" } }, required: ["a", "b"] },
  preload: true,
  execute: ({ a, b }) => ({ sum: Number(a) + Number(b) }),
});
const fail = defineCustomTool({
  slug: "fail",
  description: "Fails",
  inputSchema: { type: "object", properties: {} },
  execute() {
    throw new Error("it is broken");
  },
});
const raw = {
  session_id: "trs_1",
  mcp: { type: "http", url: "" },
  tool_router_tools: [],
  config: { user_id: "user_1" },
  config_version: 1,
};

const open = async (version: APIVersion, customTools: CustomTool[], ...answers: Parameters<typeof stubFetch>) => {
  const { fetch, seen } = stubFetch(json(raw), ...answers);
  const router = createToolRouter({ apiKey: "ak_1", version, fetch });
  const session = await router.sessions.create("user_1", { experimental: { fast_mode: true } }, { customTools });
  return { session, bodies: () => seen.map(({ body }) => body && (JSON.parse(body) as Record<string, unknown>)) };
};
const announced = {
  custom_tools: [
    {
      slug: "add",
      name: "Add",
      description: "Adds two numbers",
      input_schema: {
        type: "object",
        properties: { a: { type: "number" }, b: { type: "number" } },
        required: ["a", "b"],
      },
      preload: true,
    },
  ],
};

describe("custom tools are sent", () => {
  test("to v3 with the session", async () => {
    const { session, bodies } = await open("v3", [add], ran());
    await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [] });
    expect(bodies()[0]).toEqual({ user_id: "user_1", experimental: { fast_mode: true, ...announced } });
    expect(bodies()[1]).not.toHaveProperty("experimental");
  });

  test("in addition to those of the configuration", async () => {
    const { fetch, seen } = stubFetch(json(raw), json({ items: [], total_pages: 1, next_cursor: null }));
    const router = createToolRouter({ apiKey: "ak_1", fetch });
    const other = { slug: "other", name: "Other", description: "Another", input_schema: { type: "object" } };
    const config = { experimental: { custom_tools: [other] } } as never;
    const session = await router.sessions.create("user_1", config, { customTools: [add] });
    expect(JSON.parse(seen[0]!.body!)).toMatchObject({
      experimental: { custom_tools: [other, ...announced.custom_tools] },
    });
    expect((await session.tools()).map(({ slug, toolkit }) => [slug, toolkit])).toEqual([
      ["LOCAL_ADD", { slug: "local", name: "local", logo: "" }],
    ]);
  });

  test("to v3.1 with each request that needs them", async () => {
    const { session, bodies } = await open("v3.1", [add], ran());
    await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [] });
    await session.execute("COMPOSIO_GET_TOOL_SCHEMAS", { tool_slugs: [] });
    await session.search("add").catch(() => {});
    await session.execute("GITHUB_GET_A_REPOSITORY");
    for (const body of bodies().slice(1, 4)) expect(body).toMatchObject({ experimental: announced });
    expect(bodies()[4]).not.toHaveProperty("experimental");
  });

  test("to v3.1 when the session is attached", async () => {
    const { session, bodies } = await open("v3.1", [add], json(raw));
    await session.attach();
    expect(bodies()[1]).toEqual({ experimental: announced });
  });
});

describe("custom tools run in this process", () => {
  test("with the user and the signal, and nothing is sent", async () => {
    const seenContexts: unknown[] = [];
    const tell = defineCustomTool({
      slug: "tell",
      description: "Tells its context",
      inputSchema: { type: "object", properties: {} },
      execute(_, { userId, signal }) {
        seenContexts.push(userId, signal);
        return undefined;
      },
    });
    const { session, bodies } = await open("v3", [add, fail, tell]);
    expect(await session.execute("LOCAL_ADD", { a: 1, b: 2 })).toEqual({
      resultType: "completed",
      data: { sum: 3 },
      error: null,
      logId: "",
    });
    expect(await session.execute("LOCAL_FAIL")).toEqual({
      resultType: "failed",
      data: {},
      error: "it is broken",
      logId: "",
    });
    const { signal } = new AbortController();
    expect((await session.execute("LOCAL_TELL", {}, { signal })).data).toEqual({});
    expect(seenContexts).toEqual(["user_1", expect.any(AbortSignal)]);
    expect(bodies()).toHaveLength(1);
  });

  test("and reject with the reason of an abort", async () => {
    const controller = new AbortController();
    const stop = defineCustomTool({
      slug: "stop",
      description: "Stops",
      inputSchema: { type: "object", properties: {} },
      execute() {
        controller.abort(new Error("enough"));
        throw new Error("interrupted");
      },
    });
    const { session } = await open("v3", [stop]);
    await expect(session.execute("LOCAL_STOP", {}, { signal: controller.signal })).rejects.toThrow("enough");
  });

  const deaf = defineCustomTool({
    slug: "deaf",
    description: "Looks at no signal",
    inputSchema: { type: "object", properties: {} },
    execute: () => new Promise(() => {}),
  });

  test("until the abort, even if they ignore it", async () => {
    const { session } = await open("v3", [deaf]);
    const controller = new AbortController();
    const running = session.execute("LOCAL_DEAF", {}, { signal: controller.signal });
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
  });

  test("until their timeout", async () => {
    const { session } = await open("v3", [deaf, add]);
    await expect(session.execute("LOCAL_DEAF", {}, { timeout: 1 })).rejects.toMatchObject({
      kind: "TimeoutError",
      toolSlug: "LOCAL_DEAF",
      mayHaveRun: true,
      timeout: 1,
    });
    const tools = [
      { tool_slug: "LOCAL_DEAF", arguments: {} },
      { tool_slug: "LOCAL_ADD", arguments: { a: 1, b: 1 } },
    ];
    const { data } = await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools }, { timeout: 1 });
    expect(data.results).toMatchObject([
      { error: "LOCAL_DEAF timed out after 1 ms. It may have run." },
      { error: null, response: { data: { sum: 2 } } },
    ]);
  });

  test("and keep what they throw as a non-enumerable cause", async () => {
    const { session } = await open("v3", [fail]);
    const result = await session.execute("LOCAL_FAIL");
    expect(result.cause).toMatchObject({ message: "it is broken", stack: expect.any(String) });
    expect(JSON.stringify(result)).toBe('{"resultType":"failed","data":{},"error":"it is broken","logId":""}');
  });

  test("and wrap results that are not objects", async () => {
    const giving = (value: unknown) =>
      defineCustomTool({
        slug: "give",
        description: "Gives",
        inputSchema: { type: "object", properties: {} },
        execute: () => value,
      });
    for (const [value, data] of [
      ["text", { result: "text" }],
      [[1], { result: [1] }],
      [null, { result: null }],
      [undefined, {}],
    ] as const) {
      const { session } = await open("v3", [giving(value)]);
      expect((await session.execute("LOCAL_GIVE")).data).toEqual(data);
    }
  });

  test("within a batch, whose other calls run on the router", async () => {
    const remote = json({
      data: {
        results: [
          {
            tool_slug: "X_ONE",
            index: 0,
            error: null,
            response: { successful: true, data: { one: 1 }, error: null, log_id: "log_1" },
          },
          { tool_slug: "X_TWO", index: 1, error: "no connection", response: null },
        ],
        total_count: 2,
        success_count: 1,
        error_count: 1,
        session: { id: "lead", instructions: "" },
      },
      error: "1 out of 2 tools failed",
      log_id: "log_b",
    });
    const item = (tool_slug: string, args = {}) => ({ tool_slug, arguments: args });
    const { session, bodies } = await open("v3", [add, fail], remote);
    const batch = { tools: [item("X_ONE"), item("LOCAL_ADD", { a: 1, b: 1 }), item("X_TWO"), item("LOCAL_FAIL")] };
    const result = await session.executeMeta("COMPOSIO_MULTI_EXECUTE_TOOL", batch);
    expect((bodies()[1] as { arguments: unknown }).arguments).toEqual({ tools: [item("X_ONE"), item("X_TWO")] });
    expect(result).toMatchObject({ error: "2 out of 4 tools failed", logId: "log_b" });
    expect(result.data).toMatchObject({ total_count: 4, success_count: 2, error_count: 2, session: { id: "lead" } });
    expect(result.data.results).toMatchObject([
      { tool_slug: "X_ONE", index: 0, response: { data: { one: 1 } } },
      { tool_slug: "LOCAL_ADD", index: 1, error: null, response: { successful: true, data: { sum: 2 } } },
      { tool_slug: "X_TWO", index: 2, error: "no connection" },
      { tool_slug: "LOCAL_FAIL", index: 3, error: "it is broken", response: { successful: false } },
    ]);
  });

  test("without a request if a batch has no other calls", async () => {
    const { session, bodies } = await open("v3", [add]);
    const batch = { tools: [{ tool_slug: "LOCAL_ADD", arguments: { a: 1, b: 1 } }] };
    expect(await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", batch)).toMatchObject({
      error: null,
      data: { total_count: 1 },
    });
    expect(bodies()).toHaveLength(1);
  });

  test("and report a lost remote part", async () => {
    const { session } = await open("v3", [add], json({ data: {}, error: "the batch is not valid", log_id: "log_b" }));
    const batch = {
      tools: [
        { tool_slug: "LOCAL_ADD", arguments: { a: 1, b: 1 } },
        { tool_slug: "X_ONE", arguments: {} },
      ],
    };
    const result = await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", batch);
    expect(result.data.results).toMatchObject([{ error: null }, { error: "the batch is not valid" }]);
  });

  test("once, even if the router is unreachable", async () => {
    const { session } = await open("v3", [add], () => Promise.reject(new TypeError("fetch failed")));
    const tools = [
      { tool_slug: "LOCAL_ADD", arguments: { a: 1, b: 1 } },
      { tool_slug: "X_ONE", arguments: {} },
    ];
    const result = await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools });
    expect(result.error).toBe("1 out of 2 tools failed");
    expect(result.data.results).toMatchObject([
      { error: null, response: { data: { sum: 2 } } },
      { error: expect.stringMatching(/got no response: fetch failed. It may have run/) },
    ]);
    // Where nothing ran here, the failure is the call's own.
    await expect(session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools: tools.slice(1) })).rejects.toMatchObject({
      kind: "ConnectionError",
    });
  });

  test.each([new Error("enough"), null])("and reject the batch on abort: %o", async (reason) => {
    const controller = new AbortController();
    const { session } = await open("v3", [add], () => {
      controller.abort(reason);
      return new Promise<never>(() => {});
    });
    const tools = [
      { tool_slug: "LOCAL_ADD", arguments: { a: 1, b: 1 } },
      { tool_slug: "X_ONE", arguments: {} },
    ];
    await expect(session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools }, { signal: controller.signal })).rejects.toBe(
      reason,
    );
  });
});

test("lists preloaded custom tools once", async () => {
  const { session } = await open("v3", [add, fail], json({ items: [] }));
  const tools = await session.tools();
  expect(tools.map(({ slug }) => slug)).toEqual(["LOCAL_ADD"]);
  expect(tools[0]).toMatchObject({ name: "Add", inputSchema: { required: ["a", "b"] }, annotations: {} });
  const listed = await open("v3", [add], json({ items: [{ slug: "LOCAL_ADD" }] }));
  expect(await listed.session.tools()).toHaveLength(1);
});

describe("the router's description of a custom tool", () => {
  const lie = {
    slug: "LOCAL_ADD",
    name: "Harmless",
    description: "Only reads.",
    input_parameters: { type: "object", properties: {} },
    tags: ["readOnlyHint"],
    toolkit: { slug: "other", name: "Other", logo: "" },
  };
  const truth = {
    slug: "LOCAL_ADD",
    name: "Add",
    description: expect.not.stringContaining("Only reads"),
    inputSchema: { required: ["a", "b"] },
    tags: [],
    annotations: {},
    toolkit: { slug: "local" },
  };

  test("does not replace its definition in the session's tools", async () => {
    const { session } = await open("v3", [add], json({ items: [lie, { ...lie, slug: "A_TOOL" }] }));
    expect(await session.tools()).toMatchObject([truth, { slug: "A_TOOL", annotations: { readOnly: true } }]);
  });

  test("does not replace its definition in the results of a search", async () => {
    const found = { toolkit: "local", description: "Only reads.", input_schema: { type: "object", properties: {} } };
    const answer = { results: [], tool_schemas: { LOCAL_ADD: found, A_TOOL: found } };
    const { session } = await open("v3", [add], json(answer));
    expect((await session.search("add")).tool_schemas).toMatchObject({
      LOCAL_ADD: { toolkit: "local", description: "Adds two numbers", input_schema: { required: ["a", "b"] } },
      A_TOOL: found,
    });
  });

  test("is not requested by lookUp", async () => {
    const { session, bodies } = await open("v3", [add], json({ items: [lie, { ...lie, slug: "A_TOOL" }] }));
    const before = bodies().length;
    expect(await session.lookUp(["LOCAL_ADD", "LOCAL_OTHER"])).toMatchObject([truth]);
    expect(bodies()).toHaveLength(before);
    // The router may send more than it was asked for.
    expect(await session.lookUp(["A_TOOL", "LOCAL_ADD"])).toMatchObject([{ slug: "A_TOOL" }, truth]);
    expect(await session.lookUp(["LOCAL_ADD"])).toMatchObject([truth]);
  });
});

describe("a batch with arguments that are a JSON text", () => {
  test("runs no custom tool", async () => {
    const execute = vi.fn<() => number>(() => 1);
    const wipe = defineCustomTool({
      slug: "wipe",
      description: "Wipes the disk",
      inputSchema: { type: "object", properties: {} },
      execute,
    });
    const { session } = await open("v3", [wipe], json({ data: {}, error: "Invalid arguments", log_id: "" }));
    const tools = [{ tool_slug: "LOCAL_WIPE", arguments: "{}" }];
    expect(await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools } as never)).toMatchObject({
      error: "Invalid arguments",
    });
    expect(execute).not.toHaveBeenCalled();
  });
});

describe("a Standard JSON Schema", () => {
  /** What objects of zod and arktype have in common. */
  const twoNumbers = {
    "~standard": {
      version: 1,
      vendor: "test",
      types: undefined as { input: { a: number }; output: { a: number } } | undefined,
      jsonSchema: {
        input: ({ target }: { target: string }) => ({
          type: "object",
          properties: { a: { type: "number" } },
          $comment: target,
        }),
      },
      validate: (value: unknown) =>
        typeof (value as { a?: unknown }).a === "number"
          ? { value: value as { a: number } }
          : { issues: [{ message: "must be a number", path: ["a"] }] },
    },
  } as const;

  test("provides schema, types and validation", async () => {
    const double = defineCustomTool({
      slug: "double",
      description: "Doubles",
      inputSchema: twoNumbers,
      execute(args) {
        expectTypeOf(args).toEqualTypeOf<{ a: number }>();
        return { twice: args.a * 2 };
      },
    });
    const { session, bodies } = await open("v3", [double]);
    expect(bodies()[0]).toMatchObject({
      experimental: { custom_tools: [{ input_schema: { $comment: "draft-2020-12" } }] },
    });
    expect((await session.execute("LOCAL_DOUBLE", { a: 2 })).data).toEqual({ twice: 4 });
    expect(await session.execute("LOCAL_DOUBLE", { a: "2" })).toMatchObject({
      error: "Invalid arguments: a: must be a number",
    });
  });
});

test.each([Number.NaN, 0, -1])("rejects a timeout of %o before the custom tool runs", async (timeout) => {
  let runs = 0;
  const count = defineCustomTool({
    slug: "count",
    description: "Counts its runs",
    inputSchema: { type: "object", properties: {} },
    execute: () => ++runs,
  });
  const { session } = await open("v3", [count]);
  const tools = [{ tool_slug: "LOCAL_COUNT", arguments: {} }];
  for (const run of [
    session.execute("LOCAL_COUNT", {}, { timeout }),
    session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools }, { timeout }),
  ]) {
    await expect(run).rejects.toThrow(`timeout must be a number of milliseconds above 0, or Infinity. Got ${timeout}.`);
  }
  expect(runs).toBe(0);
});

const noDates = (): never => {
  throw new Error("no dates");
};

test.each<[string, Partial<Parameters<typeof defineCustomTool>[0]>, RegExp]>([
  ["a slug with a space", { slug: "a b" }, /slug must be letters/],
  ["no slug", { slug: undefined as never }, /slug must be letters/],
  ["a reserved prefix", { slug: "LOCAL_a" }, /slug must be letters/],
  ["a slug that is too long", { slug: "a".repeat(50), extendsToolkit: "github" }, /at most 60/],
  ["no description", { description: "" }, /description must say/],
  ["a schema of no object", { inputSchema: { type: "string" } }, /inputSchema must have type "object"/],
  ["no schema", { inputSchema: undefined as never }, /inputSchema must have type "object"/],
  [
    "a schema that has no JSON Schema",
    { inputSchema: { "~standard": { version: 1 } } },
    /wrap it, for valibot with toStandardJsonSchema/,
  ],
  [
    "what JSON Schema cannot say",
    { inputSchema: { "~standard": { jsonSchema: { input: noDates } } } },
    /: no dates\.$/,
  ],
  ["no function", { execute: undefined as never }, /^Custom tool a: execute must be a function\.$/],
])("rejects %s", (_, part, message) => {
  const definition = {
    slug: "a",
    description: "A",
    inputSchema: { type: "object", properties: {} },
    execute: () => 1,
    ...part,
  };
  expect(() => defineCustomTool(definition)).toThrow(ToolRouterError);
  expect(() => defineCustomTool(definition)).toThrow(message);
});

test("rejects the results of another package's defineCustomTool", () => {
  const { sessions } = createToolRouter({ apiKey: "ak_1" });
  for (const customTools of [[{ slug: "A_TOOL", execute: () => 1 }], [add, undefined], [null]]) {
    expect(() => sessions.use("trs_1", { customTools: customTools as never })).toThrow(
      "customTools must be a list of tools from defineCustomTool.",
    );
  }
});

test("rejects two custom tools with one slug", async () => {
  const router = createToolRouter({ apiKey: "ak_1" });
  expect(() => router.sessions.use("trs_1", { customTools: [add, add] })).toThrow(
    "Two custom tools have the slug LOCAL_ADD.",
  );
  expect(
    defineCustomTool({
      slug: "x",
      description: "X",
      extendsToolkit: "github",
      inputSchema: { type: "object", properties: {} },
      execute: () => 1,
    }).wireSlug,
  ).toBe("LOCAL_GITHUB_X");
});
