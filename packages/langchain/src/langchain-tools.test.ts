import { ChatOpenAI } from "@langchain/openai";
import { ToolMessage } from "@langchain/core/messages";
import type { ToolOutcome } from "@tool-router/adapter-kit";
import { addSchema, createDemo, type Demo } from "@tool-router/adapter-kit/testing";
import { fakeSession, fakeTool } from "@tool-router/adapter-kit/testing/fake-session";
import {
  ConnectionError,
  createToolRouter,
  defineCustomTool,
  type JSONSchema,
  RateLimitError,
  ServerError,
} from "@tool-router/core";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";
import { Command, interrupt, MemorySaver, MessagesAnnotation, StateGraph } from "@langchain/langgraph";
import { ToolNode, toolsCondition } from "@langchain/langgraph/prebuilt";
import { AIMessage, createAgent, createMiddleware, humanInTheLoopMiddleware, toolRetryMiddleware } from "langchain";
import { describe, expect, test } from "vitest";
import { interruptOn, toLangChainTools } from "./index.ts";
import { readResults, type ScriptedCall, scriptedModel } from "./testing/scripted-model.ts";

const untouched = createMiddleware({ name: "Untouched", wrapToolCall: (request, handler) => handler(request) });
const messages = [{ role: "user", content: "go" }];
/** The tools whose schemas model APIs would reject. */
const changed = new Set(["DEMO_CHOOSE", "DEMO_QUERY"]);

async function run(demo: Demo, middleware: boolean, ...turns: ScriptedCall[][]) {
  const model = scriptedModel(...turns);
  const tools = await toLangChainTools(demo.session);
  const agent = createAgent({ model, tools, middleware: middleware ? [untouched] : [] });
  const result = await agent.invoke({ messages });
  return { last: result.messages.at(-1)?.content, results: readResults(model) };
}

interface WireTool {
  readonly parameters: unknown;
  readonly strict: unknown;
  readonly function?: Omit<WireTool, "function">;
}

describe("toLangChainTools", () => {
  test("returns the router's schema by reference, and the tool's facts as metadata", async () => {
    const { session } = await createDemo();
    const listed = await session.tools();
    const tools = await toLangChainTools(session, { tools: listed, include: ["DEMO_ADD"] });
    expect(tools[0]?.schema).toBe(listed.find(({ slug }) => slug === "DEMO_ADD")?.inputSchema);
    expect(tools[0]).toMatchObject({
      name: "DEMO_ADD",
      description: "Adds two numbers.",
      metadata: { slug: "DEMO_ADD", toolkit: "demo", annotations: { readOnly: true } },
    });
    // The definition that a provider sends with `strict`.
    expect(tools[0]?.extras).toBeUndefined();
  });

  test.each([false, true])("sends the router's schema unchanged (Responses API: %j)", async (useResponsesApi) => {
    const { session } = await createDemo();
    const listed = (await session.tools()).filter(({ slug }) => !changed.has(slug));
    const bodies: { tools: WireTool[] }[] = [];
    const model = new ChatOpenAI({
      model: "gpt-5",
      apiKey: "sk-test",
      maxRetries: 0,
      useResponsesApi,
      supportsStrictToolCalling: false,
      configuration: {
        fetch: async (_, init) => {
          bodies.push(JSON.parse(init?.body as string) as (typeof bodies)[number]);
          return Response.json({ error: { message: "enough" } }, { status: 400 });
        },
      },
    });
    const bound = model.bindTools(await toLangChainTools(session, { tools: listed }));
    await expect(bound.invoke("go")).rejects.toThrow("enough");
    expect(JSON.stringify(bodies[0])).toContain(JSON.stringify(addSchema));
    const sent = bodies[0]?.tools.map((tool) => tool.function ?? tool);
    expect(sent?.map(({ parameters }) => parameters)).toEqual(listed.map(({ inputSchema }) => inputSchema));
    // As the README recommends.
    expect(new Set(sent?.map(({ strict }) => strict))).toEqual(new Set([false]));
  });
});

test.each([true, false, { type: "integer" }, { type: "string" }, null])(
  "sends no propertyNames when a tool has %j there",
  async (propertyNames) => {
    const record = { type: "object", additionalProperties: { type: "string" } };
    const inputSchema = { type: "object", properties: { labels: { ...record, propertyNames } } };
    const session = fakeSession(() => undefined, [fakeTool("X", { inputSchema })]);
    const bodies: { tools: WireTool[] }[] = [];
    const model = new ChatOpenAI({
      model: "gpt-5",
      apiKey: "sk-test",
      maxRetries: 0,
      configuration: {
        fetch: async (_, init) => {
          bodies.push(JSON.parse(init?.body as string) as (typeof bodies)[number]);
          return Response.json({ error: { message: "enough" } }, { status: 400 });
        },
      },
    });
    await expect(model.bindTools(await toLangChainTools(session)).invoke("go")).rejects.toThrow("enough");
    expect(bodies[0]?.tools[0]?.function?.parameters).toEqual({ type: "object", properties: { labels: record } });
  },
);

test("renames properties that model APIs reject, and restores them for the tool", async () => {
  const { session, executions } = await createDemo();
  const [query] = await toLangChainTools(session, { include: ["DEMO_QUERY"] });
  const [top, items] = Object.keys((query!.schema as { properties: object }).properties);
  const id = /_id_[0-9a-f]{8}/.exec(JSON.stringify(query!.schema))![0];
  expect([top, items]).toEqual([expect.stringMatching(/^[\w.-]{1,64}$/), "items"]);
  await query!.invoke({ [top!]: 5, items: [{ [id]: "a" }, "b"] });
  expect(executions[0]?.body["arguments"]).toEqual({ $top: 5, items: [{ "@id": "a" }, "b"] });
});

test("makes possible schemas strict on request", async () => {
  const { session, executions } = await createDemo();
  const tools = await toLangChainTools(session, { strict: "auto", include: ["DEMO_LONG", "DEMO_MEET", "DEMO_ADD"] });
  const bodies: { tools: { type: string; function: { name: string; strict: boolean; parameters: object } }[] }[] = [];
  const model = new ChatOpenAI({
    model: "gpt-5",
    apiKey: "sk-test",
    maxRetries: 0,
    configuration: {
      fetch: async (_, init) => {
        bodies.push(JSON.parse(init?.body as string) as (typeof bodies)[number]);
        return Response.json({ error: { message: "enough" } }, { status: 400 });
      },
    },
  });
  await expect(model.bindTools(tools).invoke("go")).rejects.toThrow("enough");
  expect(bodies[0]?.tools.map((tool) => [tool.function.name, tool.function.strict])).toEqual([
    ["DEMO_ADD", false],
    ["DEMO_LONG", true],
    ["DEMO_MEET", true],
  ]);
  expect(bodies[0]?.tools[2]).toMatchObject({
    type: "function",
    function: { description: tools[2]?.description, parameters: { required: ["name"], additionalProperties: false } },
  });
  await tools[1]?.invoke({ size: 1 });
  expect(executions[0]?.body["arguments"]).toEqual({ size: 1 });
});

test("gives a tool with a long slug a name that model APIs accept", async () => {
  const slug = `DEMO_${"LONG_".repeat(20)}NAME`;
  const ping = defineTool({
    slug,
    description: "Ping",
    inputSchema: { type: "object" },
    execute: () => ({ pong: true }),
  });
  const local = createLocalRouter({ toolkits: [defineToolkit({ slug: "demo", description: "Demo", tools: [ping] })] });
  const router = createToolRouter({ apiKey: local.apiKey, baseUrl: local.baseUrl, fetch: local.fetch });
  const session = await router.sessions.create("user_1", { preload: { tools: [slug] } });
  const [tool] = await toLangChainTools(session, { include: [slug] });

  expect(tool?.name).toMatch(/^DEMO_LONG_\w{1,54}$/);
  expect(tool?.metadata).toMatchObject({ slug });
  const model = scriptedModel([["call_1", tool!.name, {}]]);
  await createAgent({ model, tools: [tool!] }).invoke({ messages });
  expect(readResults(model)[0]?.content).toBe('{"pong":true}');
});

describe.each([false, true])("an agent (with middleware around its tool calls: %j)", (middleware) => {
  test("runs two tools one after the other", async () => {
    const { last, results } = await run(
      await createDemo(),
      middleware,
      [["call_1", "DEMO_ADD", { a: 1, b: 2 }]],
      [["call_2", "DEMO_CHOOSE", { input: { id: 7 } }]],
    );
    expect(last).toBe("done");
    expect(results.map(({ tool_call_id, content, status }) => [tool_call_id, content, status])).toEqual([
      ["call_1", '{"sum":3}', "success"],
      ["call_2", '{"chosen":{"id":7}}', "success"],
    ]);
    expect(results[0]?.artifact).toMatchObject({ status: "ok", data: { sum: 3 } });
  });

  test("continues after every kind of failure, which the model reads", async () => {
    const { last, results } = await run(await createDemo(), middleware, [
      ["call_1", "DEMO_FAIL", {}],
      ["call_2", "MAIL_SEND", {}],
      ["call_3", "DEMO_ADD", { a: "one" }],
      ["call_4", "NO_SUCH_TOOL", {}],
      ["call_5", "DEMO_ADD", { a: 1, b: 1 }],
    ]);
    expect(last).toBe("done");
    expect(results.map(({ tool_call_id, status }) => [tool_call_id, status])).toEqual([
      ["call_1", "error"],
      ["call_2", "error"],
      ["call_3", "error"],
      ["call_4", "error"],
      ["call_5", "success"],
    ]);
    expect(results[0]?.content).toContain("the printer is on fire");
    expect(results[1]?.content).toContain("COMPOSIO_MANAGE_CONNECTIONS");
    expect(results[1]?.artifact).toMatchObject({ status: "needs_connection", toolkit: "mail" });
    expect(results[2]?.content).toMatch(/^\{"error":"DEMO_ADD failed: .*\bb\b/);
    expect(results[3]?.content).toContain("NO_SUCH_TOOL is not a valid tool");
    expect(JSON.stringify(results.map(({ content }) => content))).not.toMatch(/ak_|trs_|\/api\/|\.[jt]s:|node_modules/);
  });

  test("renders lists as text, and passes free-form arguments unchanged", async () => {
    const demo = await createDemo();
    const batch = {
      tools: [{ tool_slug: "DEMO_LIST", arguments: { blocks: [{ type: "file" }], any: { $ref: "#" } } }],
    };
    const { results } = await run(demo, middleware, [
      ["call_1", "DEMO_LIST", { blocks: [{ type: "text" }, { type: "file" }] }],
      ["call_2", "DEMO_LIST", {}],
      ["call_3", "COMPOSIO_MULTI_EXECUTE_TOOL", batch],
    ]);
    expect(results[0]?.content).toBe('{"result":[{"type":"text"},{"type":"file"}]}');
    expect(results[1]?.content).toBe('{"result":[]}');
    expect(demo.executions.map(({ body }) => body["arguments"])).toContainEqual(batch);
  });

  test("runs the calls of one turn concurrently", async () => {
    const { results } = await run(await createDemo({ barrier: 3 }), middleware, [
      ["call_1", "DEMO_MEET", { name: "1" }],
      ["call_2", "DEMO_MEET", { name: "2" }],
      ["call_3", "DEMO_MEET", { name: "3" }],
    ]);
    expect(results.map(({ content }) => content)).toEqual(['{"name":"1"}', '{"name":"2"}', '{"name":"3"}']);
  });

  test("cancels the HTTP request and rejects after an abort", async () => {
    const { session, executions, waiting } = await createDemo();
    const controller = new AbortController();
    const model = scriptedModel([["call_1", "DEMO_WAIT", {}]]);
    const tools = await toLangChainTools(session);
    const agent = createAgent({ model, tools, middleware: middleware ? [untouched] : [] });
    const running = agent.invoke({ messages }, { signal: controller.signal }).catch((error: unknown) => error);
    await waiting;
    const reason = new Error("the user left");
    controller.abort(reason);

    expect(await running).toBe(reason);
    expect(executions[0]?.signal?.aborted).toBe(true);
    expect(model.callCount).toBe(1);
  });
});

describe("schemas that break LangChain's check of arguments", () => {
  test.each([
    ["a schema that is about itself without end", { anyOf: [{ $ref: "#/properties/blocks" }] }],
    ["a regular expression of an older dialect", { type: "string", pattern: "^\\_|x" }],
  ])("%s", async (_, property) => {
    const demo = await createDemo();
    const [add] = (await demo.session.tools()).filter(({ slug }) => slug === "DEMO_LIST");
    const inputSchema = { type: "object", properties: { blocks: property } };
    const [tool] = await toLangChainTools(demo.session, { tools: [{ ...add!, inputSchema }] });
    expect(tool?.schema).toBe(inputSchema);
    expect(await tool?.invoke({ blocks: ["x"] })).toBe('{"result":["x"]}');
  });
});

describe("a human in the loop", () => {
  const batch = (...slugs: string[]): Record<string, unknown> => ({
    tools: slugs.map((tool_slug) => ({ tool_slug, arguments: { a: 1, b: 1, id: "y" } })),
  });

  // LangChain's types of this middleware do not check with `exactOptionalPropertyTypes`.
  const inTheLoop = humanInTheLoopMiddleware as unknown as (options: object) => ReturnType<typeof createMiddleware>;
  const thread = { configurable: { thread_id: "1" } };

  async function stop(demo: Demo) {
    const tools = await toLangChainTools(demo.session);
    const model = scriptedModel([
      ["call_1", "DEMO_DELETE", { id: "x" }],
      ["call_2", "DEMO_ADD", { a: 1, b: 2 }],
      ["call_3", "COMPOSIO_MULTI_EXECUTE_TOOL", batch("DEMO_ADD", "DEMO_DELETE")],
      ["call_4", "COMPOSIO_MULTI_EXECUTE_TOOL", batch("DEMO_ADD")],
    ]);
    const middleware = [inTheLoop({ interruptOn: interruptOn(tools, "destructive") })];
    const agent = createAgent({ model, tools, middleware, checkpointer: new MemorySaver() });
    const stopped: { readonly [key: string]: unknown } = await agent.invoke({ messages }, thread);
    const [asked] = stopped["__interrupt__"] as { value: { actionRequests: { name: string }[] } }[];
    const { actionRequests } = asked!.value;
    const resume = async (...decisions: object[]) => {
      await agent.invoke(new Command({ resume: { decisions } }), thread);
      return Object.fromEntries(readResults(model).map(({ tool_call_id, content }) => [tool_call_id, content]));
    };
    return { asked: actionRequests.map(({ name }) => name), resume };
  }

  test("is asked about destructive arguments, and the run resumes with the decisions", async () => {
    const demo = await createDemo();
    const { asked, resume } = await stop(demo);
    expect(asked).toEqual(["DEMO_DELETE", "COMPOSIO_MULTI_EXECUTE_TOOL"]);
    expect(demo.executions).toEqual([]);

    const edited = { name: "DEMO_DELETE", args: { id: "z" } };
    expect(await resume({ type: "edit", editedAction: edited }, { type: "approve" })).toEqual({
      call_1: '{"deleted":"z"}',
      call_2: '{"sum":3}',
      call_3: expect.stringContaining('"deleted":"y"'),
      call_4: expect.stringContaining('"sum":2'),
    });
    expect(demo.executions).toHaveLength(4);
  });

  test("may say no", async () => {
    const demo = await createDemo();
    const { resume } = await stop(demo);
    const reject = { type: "reject", message: "not that" };
    expect(await resume(reject, reject)).toMatchObject({ call_1: "not that", call_3: "not that" });
    expect(demo.executions.map(({ body }) => body["tool_slug"])).not.toContain("DEMO_DELETE");
  });
});

test("rejects tools that it cannot guard", async () => {
  const { session } = await createDemo();
  const tools = await toLangChainTools(session);
  expect(() => interruptOn(tools, "destructve" as never)).toThrow(/^approval must be "destructive" or /);
  const copies = tools.map((tool) => Object.assign({}, tool));
  expect(Object.keys(interruptOn(copies, "destructive"))).toEqual(tools.map(({ name }) => name));
  for (const none of [[], [undefined, {}], toLangChainTools(session)]) {
    expect(() => interruptOn(none as never, "destructive")).toThrow("None of these tools is the router's. Pass those");
  }
  await expect(toLangChainTools(session, { approval: "destructive" } as never)).rejects.toThrow(
    /Unknown option "approval"/,
  );
});

test.each(["__proto__", "constructor"])("loses no property that is called %s", async (name) => {
  const properties = `{"${name}":{"type":"object","properties":{"prototype":{}}}}`;
  const inputSchema: JSONSchema = JSON.parse(`{"type":"object","properties":${properties},"required":["${name}"]}`);
  const session = fakeSession(() => ({ data: {}, error: null, logId: "" }), [fakeTool("X", { inputSchema })]);
  const tools = await toLangChainTools(session);
  const [alias] = (tools[0]!.schema as { required: string[] }).required;
  const model = scriptedModel([["call_1", "X", { [alias!]: { prototype: 1 } }]]);
  await createAgent({ model, tools }).invoke({ messages });
  expect(JSON.stringify(session.calls[0]?.args)).toBe(`{"${name}":{"prototype":1}}`);
});

test("uses the account of the run's configuration", async () => {
  const demo = await createDemo();
  const session = await demo.severalAccounts();
  const tools = await toLangChainTools(session, { tools: await demo.session.tools(), include: ["FILES_LIST"] });
  const model = scriptedModel([["call_1", "FILES_LIST", {}]]);
  await createAgent({ model, tools }).invoke({ messages }, { configurable: { account: "home" } });
  expect(readResults(model)[0]?.content).toBe('{"of":"home"}');
});

test("runs nothing if the account of the configuration is not a string", async () => {
  const demo = await createDemo();
  const session = await demo.severalAccounts();
  const tools = await demo.session.tools();
  const [list] = await toLangChainTools(session, { tools, include: ["FILES_LIST"], account: "work" });
  for (const account of [42, ["home"], { id: "home" }, false]) {
    expect(await list!.invoke({}, { configurable: { account } })).toContain('"status":"refused"');
  }
  expect(demo.executions).toEqual([]);
  for (const account of [null, undefined]) {
    expect(await list!.invoke({}, { configurable: { account } })).toBe('{"of":"work"}');
  }
});

describe.each([false, true])("an interrupt of LangGraph (with middleware around tool calls: %j)", (middleware) => {
  const config = { configurable: { thread_id: "1" } };

  async function stopAndResume(tools: Awaited<ReturnType<typeof toLangChainTools>>) {
    const model = scriptedModel([["call_1", tools[0]!.name, {}]]);
    const checkpointer = new MemorySaver();
    const agent = createAgent({ model, tools, checkpointer, middleware: middleware ? [untouched] : [] });
    const stopped: { readonly [key: string]: unknown } = await agent.invoke({ messages }, config);
    expect(stopped["__interrupt__"]).toMatchObject([{ value: "which one?" }]);
    await agent.invoke(new Command({ resume: "home" }), config);
    return readResults(model).map(({ content }) => content);
  }

  test.each(["return", "throw"] as const)("may ask for the account (onError: %s)", async (onError) => {
    const demo = await createDemo();
    const tools = await toLangChainTools(await demo.severalAccounts(), {
      tools: await demo.session.tools(),
      include: ["FILES_LIST"],
      account: () => interrupt("which one?"),
      onError,
    });
    expect(await stopAndResume(tools)).toEqual(['{"of":"home"}']);
    expect(demo.executions).toHaveLength(1);
  });

  test("may come from a custom tool", async () => {
    const { router } = await createDemo();
    const ask = defineCustomTool({
      slug: "ask",
      description: "Asks",
      inputSchema: { type: "object", properties: {} },
      preload: true,
      execute: () => ({ answer: interrupt("which one?") }),
    });
    const session = await router.sessions.create("user_1", {}, { customTools: [ask] });
    const tools = await toLangChainTools(session, { include: ["LOCAL_ASK"] });
    expect(await stopAndResume(tools)).toEqual(['{"answer":"home"}']);
  });
});

test("reports the failure of a call without an id", async () => {
  const { session } = await createDemo();
  const node = new ToolNode(await toLangChainTools(session));
  const call = { name: "DEMO_FAIL", args: {}, type: "tool_call" } as const;
  const state: { messages: ToolMessage[] } = await node.invoke({
    messages: [new AIMessage({ content: "", tool_calls: [call] })],
  });
  expect(state.messages).toMatchObject([
    {
      status: "error",
      name: "DEMO_FAIL",
      tool_call_id: "",
      artifact: { status: "tool_error" },
      metadata: { slug: "DEMO_FAIL", toolkit: "demo" },
    },
  ]);
});

describe("a tool that is called directly", () => {
  test("returns only the text, also for a failure", async () => {
    const { session } = await createDemo();
    const [add, fail] = await toLangChainTools(session, { include: ["DEMO_ADD", "DEMO_FAIL"] });
    expect(await add?.invoke({ a: 1, b: 2 })).toBe('{"sum":3}');
    expect(await add?.func({ a: 1, b: 2 })).toEqual(['{"sum":3}', expect.objectContaining({ status: "ok" })]);
    expect(await fail?.invoke({})).toContain('"status":"tool_error"');
  });

  test("returns a message for a model's call, and runs callbacks", async () => {
    const { session } = await createDemo();
    const [add] = await toLangChainTools(session, { include: ["DEMO_ADD"] });
    const heard: string[] = [];
    const call = { type: "tool_call", id: "call_1", name: "DEMO_ADD", args: { a: 1, b: 2 } } as const;
    const message: unknown = await add?.invoke(call, {
      callbacks: [
        {
          handleToolStart: (_tool, input) => void heard.push(input),
          handleToolEnd: (output: ToolMessage) => void heard.push(output.tool_call_id),
        },
      ],
    });
    expect(message).toBeInstanceOf(ToolMessage);
    expect(message).toMatchObject({
      tool_call_id: "call_1",
      status: "success",
      name: "DEMO_ADD",
      content: '{"sum":3}',
    });
    expect(heard).toEqual([expect.stringContaining('"a":1'), "call_1"]);
  });

  test("passes the signal, and rejects with its reason", async () => {
    const { session, waiting, executions } = await createDemo();
    const [wait] = await toLangChainTools(session, { include: ["DEMO_WAIT"] });
    const controller = new AbortController();
    const running = wait!.invoke({}, { signal: controller.signal });
    await waiting;
    const reason = new Error("the user left");
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(executions[0]?.signal?.aborted).toBe(true);
  });

  test("truncates a long result, and keeps it whole as artifact", async () => {
    const { session } = await createDemo();
    const [long] = await toLangChainTools(session, { include: ["DEMO_LONG"], maxOutputChars: 1000 });
    const call = { type: "tool_call", id: "call_1", name: "DEMO_LONG", args: { size: 100_000 } } as const;
    const message: ToolMessage = await long!.invoke(call);
    expect(message.content.length).toBeLessThanOrEqual(1000);
    expect(JSON.parse(message.text)).toEqual({
      text: expect.stringMatching(/^x+…$/),
      _truncated: expect.stringContaining("from 100011 characters"),
    });
    expect((message.artifact as ToolOutcome & { data: { text: string } }).data.text).toHaveLength(100_000);
  });

  test("accepts results that are not JSON", async () => {
    const demo = await createDemo();
    const data: Record<string, unknown> = { big: 1n };
    data["self"] = data;
    const session = { ...demo.session, execute: async () => ({ data, error: null, logId: "log_1" }) as never };
    const [add] = await toLangChainTools(session, { include: ["DEMO_ADD"] });
    expect(await add?.invoke({ a: 1, b: 1 })).toBe('{"big":"1","self":"[circular]"}');
  });
});

test("keeps the state of a graph if results are not JSON", async () => {
  const session = fakeSession(() => ({ data: { big: 1n }, error: null, logId: "" }), [fakeTool("X")]);
  const tools = await toLangChainTools(session);
  const checkpointer = new MemorySaver();
  const thread = { configurable: { thread_id: "1" } };
  await createAgent({ model: scriptedModel([["call_1", "X", {}]]), tools, checkpointer }).invoke({ messages }, thread);
  const stored = await checkpointer.getTuple(thread);
  const kept = stored?.checkpoint.channel_values["messages"] as ToolMessage[] | undefined;
  expect(kept?.at(-2)?.artifact).toMatchObject({ status: "ok", data: { big: "1" } });
});

test("serves two agents from one list of tools at once", async () => {
  const demo = await createDemo();
  const other = await demo.router.sessions.create("user_2");
  const listed = await demo.session.tools();
  const results = await Promise.all(
    [demo.session, other].map(async (session) => {
      const model = scriptedModel([["call_1", "DEMO_ADD", { a: 1, b: 1 }]]);
      await createAgent({ model, tools: await toLangChainTools(session, { tools: listed }) }).invoke({ messages });
      return readResults(model)[0]?.content;
    }),
  );
  expect(results).toEqual(['{"sum":2}', '{"sum":2}']);
  const sessions = demo.executions.map(({ path }) => path.split("/").at(-2));
  expect(new Set(sessions)).toEqual(new Set([demo.session.id, other.id]));
});

test("passes the call id to idempotencyKey", async () => {
  const ids: unknown[] = [];
  const { session } = await createDemo();
  const tools = await toLangChainTools(session, { idempotencyKey: ({ callId }) => void ids.push(callId) });
  const model = scriptedModel([["call_1", "DEMO_ADD", { a: 1, b: 1 }]]);
  await createAgent({ model, tools }).invoke({ messages });
  expect(ids).toEqual(["call_1"]);
});

describe("a graph of one's own", () => {
  test("runs the tools in a ToolNode whose state is the messages", async () => {
    const { session } = await createDemo();
    const model = scriptedModel(
      [
        ["call_1", "DEMO_ADD", { a: 1, b: 2 }],
        ["call_2", "DEMO_FAIL", {}],
      ],
      [["call_3", "DEMO_LIST", { blocks: [{ type: "text" }] }]],
    );
    const graph = new StateGraph(MessagesAnnotation)
      .addNode("model", async (state) => ({ messages: [await model.invoke(state.messages)] }))
      .addNode("tools", new ToolNode(await toLangChainTools(session)))
      .addEdge("__start__", "model")
      .addConditionalEdges("model", toolsCondition)
      .addEdge("tools", "model")
      .compile();
    const state = await graph.invoke({ messages });
    const results = state.messages.filter((message) => ToolMessage.isInstance(message));
    expect(results.map(({ tool_call_id: id, status }) => [id, status])).toEqual([
      ["call_1", "success"],
      ["call_2", "error"],
      ["call_3", "success"],
    ]);
    expect(results.map(({ artifact }) => (artifact as ToolOutcome).status)).toEqual(["ok", "tool_error", "ok"]);
    expect(state.messages.at(-1)?.content).toBe("done");
  });
});

test("cancels the HTTP request after a run's timeout", async () => {
  const { session, executions } = await createDemo();
  const [wait] = await toLangChainTools(session, { include: ["DEMO_WAIT"] });
  expect(await wait!.invoke({}, { timeout: 20 })).toContain("unknown_outcome");
  expect(executions[0]?.signal?.aborted).toBe(true);
});

describe("toolRetryMiddleware", () => {
  // LangChain's types of this middleware do not check with `exactOptionalPropertyTypes`.
  const retry = toolRetryMiddleware({
    maxRetries: 2,
    initialDelayMs: 0,
    jitter: false,
    onFailure: ({ message }) => message,
  }) as unknown as typeof untouched;

  const facts = { operation: undefined, method: "POST", path: "/x", toolSlug: "X", code: undefined, slug: undefined };
  const api = { ...facts, requestId: undefined, suggestedFix: undefined, errors: [], reason: undefined };
  const rateLimited = (mayHaveRun: boolean) =>
    new RateLimitError("m", { ...api, status: 429, mayHaveRun, retryAfterMs: 0 });
  const unavailable = new ServerError("m", { ...api, status: 503, mayHaveRun: false, retryAfterMs: undefined });
  const lost = (mayHaveRun: boolean) => new ConnectionError("m", { ...facts, mayHaveRun });

  test.each([
    ["a read that got no answer", new TypeError("lost"), { readOnly: true }, 3],
    ["a read that is unavailable", unavailable, { readOnly: true }, 3],
    ["a write that was never sent", lost(false), {}, 3],
    ["a write that met a rate limit before it ran", rateLimited(false), {}, 3],
    ["a write that may have run", lost(true), {}, 1],
    ["a write that met a rate limit and may have run", rateLimited(true), {}, 1],
    ["a write that failed for an unknown reason", new TypeError("lost"), {}, 1],
    ["a write that failed", { data: {}, error: "no", logId: "log_1" }, {}, 1],
    ["a read that failed", { data: {}, error: "no", logId: "log_1" }, { readOnly: true }, 1],
  ] as const)("sends %s as often as is safe", async (_, result, annotations, times) => {
    for (const [onError, expected] of [
      ["throw", times],
      ["return", 1],
    ] as const) {
      const session = fakeSession(
        () => (result instanceof Error ? Promise.reject(result) : result),
        [fakeTool("X", { annotations })],
      );
      const model = scriptedModel([["call_1", "X", {}]]);
      const tools = await toLangChainTools(session, { onError });
      const { messages: said } = await createAgent({ model, tools, middleware: [retry, untouched] }).invoke({
        messages,
      });
      expect(said.at(-1)?.content).toBe("done");
      expect(session.calls).toHaveLength(expected);
    }
  });

  test("does not resend a write after an unknown outcome, which the model reads", async () => {
    const demo = await createDemo();
    demo.local.faults.add({ tool: "DEMO_DELETE", fault: { kind: "error_after" } });
    const model = scriptedModel([["call_1", "DEMO_DELETE", { id: "x" }]]);
    const tools = await toLangChainTools(demo.session, { onError: "throw" });
    await createAgent({ model, tools, middleware: [retry] }).invoke({ messages });
    expect(demo.executions).toHaveLength(1);
    expect(readResults(model)[0]?.content).toContain("It may have run: check before you call it again");
  });

  test("retries a read until it succeeds", async () => {
    const { local, session } = await createDemo();
    local.faults.add({ tool: "DEMO_ADD", fault: [{ kind: "error_before" }, { kind: "dropped_after" }] });
    const { apiKey, baseUrl, fetch } = local;
    const impatient = createToolRouter({ apiKey, baseUrl, fetch, retry: false }).sessions.use(session.id);
    const model = scriptedModel([["call_1", "DEMO_ADD", { a: 1, b: 2 }]]);
    const tools = await toLangChainTools(impatient, { onError: "throw" });
    await createAgent({ model, tools, middleware: [retry] }).invoke({ messages });
    expect(readResults(model)[0]).toMatchObject({ status: "success", content: '{"sum":3}' });
  });
});

test('throws failures with onError: "throw"', async () => {
  const { session } = await createDemo();
  const [fail] = await toLangChainTools(session, { include: ["DEMO_FAIL"], onError: "throw" });
  await expect(fail!.invoke({})).rejects.toMatchObject({ name: "FailedCallError", outcome: { status: "tool_error" } });
});
