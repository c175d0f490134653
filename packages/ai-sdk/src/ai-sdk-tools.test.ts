import { createOpenAI } from "@ai-sdk/openai";
import type { ToolOutcome } from "@tool-router/adapter-kit";
import { addSchema, createDemo, type Demo } from "@tool-router/adapter-kit/testing";
import { fakeSession, fakeTool } from "@tool-router/adapter-kit/testing/fake-session";
import { createToolRouter, type JSONSchema, type SessionHandle, ToolRouterError } from "@tool-router/core";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";
import {
  convertToModelMessages,
  detectToolDrift,
  fingerprintTools,
  generateText,
  isStepCount,
  jsonSchema,
  readUIMessageStream,
  streamText,
  tool as ownTool,
  toolSearch,
  type ToolSet,
  type UIMessage,
} from "ai";
import { describe, expect, test, vi } from "vitest";
import { FailedCallError, routerSearch, toAISDKTools, toolApproval } from "./index.ts";
import { readResults, type ScriptedCall, scriptedModel, type Turn } from "./testing/scripted-model.ts";

const stopWhen = isStepCount(10);
/** The tools whose schemas model APIs would reject. */
const changed = new Set(["DEMO_CHOOSE", "DEMO_QUERY"]);

/** The SDK's OpenAI client, which always answers "done", and its requests. */
function stubOpenAI() {
  const bodies: { tools: { name: string; parameters: unknown; description: string; strict?: boolean }[] }[] = [];
  const openai = createOpenAI({
    apiKey: "sk-test",
    fetch: async (_, init) => {
      bodies.push(JSON.parse(init?.body as string) as (typeof bodies)[number]);
      return Response.json({
        id: "resp_1",
        created_at: 0,
        model: "gpt-5",
        output: [
          {
            type: "message",
            id: "msg_1",
            role: "assistant",
            content: [{ type: "output_text", text: "done", annotations: [] }],
          },
        ],
        usage: { input_tokens: 1, output_tokens: 1 },
      });
    },
  });
  return { openai, bodies };
}

async function run(demo: Demo, ...script: Turn[]) {
  const model = scriptedModel(...script);
  const result = await generateText({ model, tools: await toAISDKTools(demo.session), prompt: "go", stopWhen });
  return { model, result, results: readResults(model) };
}

describe("toAISDKTools", () => {
  test("returns a map without a prototype, with the tool's facts as metadata", async () => {
    const tools = await toAISDKTools((await createDemo()).session);
    expect(Object.getPrototypeOf(tools)).toBeNull();
    expect(tools["DEMO_ADD"]).toMatchObject({
      type: "dynamic",
      description: "Adds two numbers.",
      metadata: { slug: "DEMO_ADD", toolkit: "demo", annotations: { readOnly: true } },
    });
    expect(tools["COMPOSIO_SEARCH_TOOLS"]?.metadata).toMatchObject({ toolkit: "composio" });
  });

  test("sends the router's schema unchanged", async () => {
    const { session } = await createDemo();
    const listed = await session.tools();
    const { openai, bodies } = stubOpenAI();
    await generateText({
      model: openai.responses("gpt-5"),
      tools: await toAISDKTools(session, { tools: listed, include: ({ slug }) => !changed.has(slug) }),
      prompt: "go",
    });

    expect(bodies[0]?.tools.map(({ name, description, parameters }) => ({ name, description, parameters }))).toEqual(
      listed
        .filter(({ slug }) => !changed.has(slug))
        .map(({ slug, description, inputSchema }) => ({ name: slug, description, parameters: inputSchema })),
    );
    expect(JSON.stringify(bodies[0])).toContain(JSON.stringify(addSchema));
    expect(bodies[0]?.tools.every(({ strict }) => strict === false)).toBe(true);
  });
});

test.each([true, false, {}, { type: "integer" }, { type: ["string"] }, { type: "string", pattern: "^x" }, null, "x"])(
  "sends no propertyNames and fails no generation when a tool has %j there",
  async (propertyNames) => {
    const record = { type: "object", additionalProperties: { type: "string" } };
    const properties = { labels: { ...record, propertyNames }, propertyNames: { type: "string" } };
    const inputSchema = { type: "object", properties };
    const session = fakeSession(() => ({ data: {}, error: null, logId: "" }), [fakeTool("X", { inputSchema })]);
    const tools = await toAISDKTools(session);
    const sent = { type: "object", properties: { labels: record, propertyNames: { type: "string" } } };

    const { openai, bodies } = stubOpenAI();
    await generateText({ model: openai.responses("gpt-5"), tools, prompt: "go" });
    expect(bodies[0]?.tools[0]?.parameters).toEqual(sent);

    const model = scriptedModel([["call_1", "X", { labels: { a: "b" } }]]);
    await generateText({ model, tools, prompt: "go", stopWhen });
    expect(model.doGenerateCalls[0]?.tools).toMatchObject([{ inputSchema: sent }]);
    expect(session.calls[0]?.args).toEqual({ labels: { a: "b" } });
  },
);

test("keeps fingerprints that detect a changed tool", async () => {
  const { session } = await createDemo();
  const listed = await session.tools();
  const of = async (tools: typeof listed) => fingerprintTools(await toAISDKTools(session, { tools }));
  const trusted = await of(listed);
  expect(detectToolDrift(await of(listed), trusted)).toMatchObject({ added: [], removed: [], changed: [] });
  const renewed = listed.map((tool) =>
    tool.slug === "DEMO_ADD" ? { ...tool, inputSchema: { ...addSchema, title: "A" } } : tool,
  );
  expect(detectToolDrift(await of(renewed), trusted)).toMatchObject({ changed: ["DEMO_ADD"] });
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
  const tools = await toAISDKTools(session, { include: [slug] });
  const [name = ""] = Object.keys(tools);

  expect(name).toMatch(/^DEMO_LONG_\w{1,54}$/);
  expect(tools[name]?.metadata).toMatchObject({ slug });
  const model = scriptedModel([["call_1", name, {}]]);
  await generateText({ model, tools, prompt: "go", stopWhen });
  expect(readResults(model)["call_1"]).toEqual({ type: "text", value: '{"pong":true}' });
});

describe("a loop of turns", () => {
  test("runs two tools one after the other", async () => {
    const { result, results } = await run(
      await createDemo(),
      [["call_1", "DEMO_ADD", { a: 1, b: 2 }]],
      [["call_2", "DEMO_CHOOSE", { input: { id: 7 } }]],
    );
    expect(result.text).toBe("done");
    expect(results).toEqual({
      call_1: { type: "text", value: '{"sum":3}' },
      call_2: { type: "text", value: '{"chosen":{"id":7}}' },
    });
    expect(result.steps[0]?.toolResults[0]).toMatchObject({
      dynamic: true,
      output: { status: "ok", toolSlug: "DEMO_ADD", data: { sum: 3 } },
      toolMetadata: { slug: "DEMO_ADD" },
    });
  });

  test("continues after every kind of failure, which the model reads", async () => {
    const { result, results, model } = await run(await createDemo(), [
      ["call_1", "DEMO_FAIL", {}],
      ["call_2", "MAIL_SEND", {}],
      ["call_3", "DEMO_ADD", "{oops"],
      ["call_4", "NO_SUCH_TOOL", {}],
      ["call_5", "DEMO_ADD", { a: 1 }],
      ["call_6", "DEMO_ADD", "[1]"],
    ]);
    expect(result.text).toBe("done");
    expect(model.doGenerateCalls).toHaveLength(2);
    expect(results["call_1"]).toMatchObject({
      type: "error-json",
      value: { status: "tool_error", error: expect.stringContaining("the printer is on fire") },
    });
    expect(results["call_2"]).toMatchObject({
      type: "error-json",
      value: { status: "needs_connection", toolkit: "mail" },
    });
    // These two never reach a tool: the SDK answers them itself.
    expect(results["call_3"]?.type).toBe("error-text");
    expect(results["call_4"]?.type).toBe("error-text");
    expect(results["call_5"]).toMatchObject({ type: "error-json", value: { status: "tool_error" } });
    expect(results["call_6"]).toMatchObject({ type: "error-json", value: { status: "invalid_arguments" } });
    expect(JSON.stringify(results)).not.toMatch(/ak_|trs_|\/api\/|\.ts:|node_modules/);
  });

  test("passes lists as text, and free-form arguments unchanged", async () => {
    const demo = await createDemo();
    const batch = {
      tools: [{ tool_slug: "DEMO_LIST", arguments: { blocks: [{ type: "file" }], any: { $ref: "#" } } }],
    };
    const { results } = await run(demo, [
      ["call_1", "DEMO_LIST", { blocks: [{ type: "text" }, { type: "file" }] }],
      ["call_2", "DEMO_LIST", {}],
      ["call_3", "COMPOSIO_MULTI_EXECUTE_TOOL", batch],
    ]);
    expect(results["call_1"]).toEqual({ type: "text", value: '{"result":[{"type":"text"},{"type":"file"}]}' });
    expect(results["call_2"]).toEqual({ type: "text", value: '{"result":[]}' });
    expect(demo.executions.map(({ body }) => body["arguments"])).toContainEqual(batch);
  });

  test("streams", async () => {
    const { session } = await createDemo();
    const model = scriptedModel([
      ["call_1", "DEMO_ADD", { a: 1, b: 2 }],
      ["call_2", "DEMO_FAIL", {}],
    ]);
    const result = streamText({ model, tools: await toAISDKTools(session), prompt: "go", stopWhen });
    expect(await result.text).toBe("done");
    expect(readResults(model)).toMatchObject({
      call_1: { type: "text", value: '{"sum":3}' },
      call_2: { type: "error-json", value: { status: "tool_error" } },
    });
  });

  test("runs the calls of one turn concurrently", async () => {
    const { results } = await run(await createDemo({ barrier: 3 }), [
      ["call_1", "DEMO_MEET", { name: "1" }],
      ["call_2", "DEMO_MEET", { name: "2" }],
      ["call_3", "DEMO_MEET", { name: "3" }],
    ]);
    expect(Object.values(results).map(({ value }) => value)).toEqual(['{"name":"1"}', '{"name":"2"}', '{"name":"3"}']);
  });

  test("serves two agents from one list of tools at once", async () => {
    const demo = await createDemo();
    const other = await demo.router.sessions.create("user_2");
    const tools = await demo.session.tools();
    const results = await Promise.all(
      [demo.session, other].map(async (session) => {
        const model = scriptedModel([["call_1", "DEMO_ADD", { a: 1, b: 1 }]]);
        await generateText({ model, tools: await toAISDKTools(session, { tools }), prompt: "go", stopWhen });
        return readResults(model)["call_1"]?.value;
      }),
    );
    expect(results).toEqual(['{"sum":2}', '{"sum":2}']);
    const sessions = demo.executions.map(({ path }) => path.split("/").at(-2));
    expect(new Set(sessions)).toEqual(new Set([demo.session.id, other.id]));
  });

  test("truncates the model's text, and keeps the application's result whole", async () => {
    const { session } = await createDemo();
    const model = scriptedModel([["call_1", "DEMO_LONG", { size: 100_000 }]]);
    const tools = await toAISDKTools(session, { maxOutputChars: 1000 });
    const { steps } = await generateText({ model, tools, prompt: "go", stopWhen });
    const { value } = readResults(model)["call_1"] as { value: string };
    expect(value.length).toBeLessThanOrEqual(1000);
    expect(JSON.parse(value)).toEqual({
      text: expect.stringMatching(/^x+…$/),
      _truncated: expect.stringContaining("from 100011 characters"),
    });
    expect(JSON.stringify(steps[0]?.toolResults[0]?.output).length).toBeGreaterThan(100_000);
  });
});

describe("an abort", () => {
  test("rejects a direct call with the reason", async () => {
    const { DEMO_ADD: add } = await toAISDKTools((await createDemo()).session);
    const reason = new Error("the user left");
    const options = { toolCallId: "call_1", messages: [], abortSignal: AbortSignal.abort(reason), context: {} };
    await expect(add?.execute?.({ a: 1, b: 1 }, options as never)).rejects.toBe(reason);
  });

  test("cancels the HTTP request, and rejects the generation with the reason", async () => {
    const { session, executions, waiting } = await createDemo();
    const controller = new AbortController();
    const model = scriptedModel([["call_1", "DEMO_WAIT", {}]]);
    const generating = generateText({
      model,
      tools: await toAISDKTools(session),
      prompt: "go",
      stopWhen,
      abortSignal: controller.signal,
    });
    await waiting;
    const reason = new Error("the user left");
    controller.abort(reason);

    await expect(generating).rejects.toBe(reason);
    expect(executions[0]?.signal?.aborted).toBe(true);
    expect(model.doGenerateCalls).toHaveLength(1);
  });

  test("cancels a stream and the HTTP request of its tool", async () => {
    const { session, executions, waiting } = await createDemo();
    const controller = new AbortController();
    const parts: string[] = [];
    const result = streamText({
      model: scriptedModel([["call_1", "DEMO_WAIT", {}]]),
      tools: await toAISDKTools(session),
      prompt: "go",
      stopWhen,
      abortSignal: controller.signal,
    });
    const reading = (async () => {
      for await (const { type } of result.stream) parts.push(type);
    })();
    await waiting;
    const reason = new Error("the user left");
    controller.abort(reason);
    await reading;
    expect(parts.at(-1)).toBe("abort");
    expect(parts).not.toContain("tool-result");
    expect(executions[0]?.signal?.reason).toBe(reason);
  });

  test("by the time limit of a tool is a result that the model reads", async () => {
    const { session, executions } = await createDemo();
    const model = scriptedModel([["call_1", "DEMO_WAIT", {}]]);
    const tools: ToolSet = await toAISDKTools(session);
    const result = await generateText({ model, tools, prompt: "go", stopWhen, timeout: { toolMs: 20 } });
    expect(result.text).toBe("done");
    expect(readResults(model)["call_1"]).toMatchObject({ type: "error-json", value: { status: "unknown_outcome" } });
    expect(executions[0]?.signal?.aborted).toBe(true);
  });
});

test("renames properties that model APIs reject, and restores them for the tool", async () => {
  const { session, executions } = await createDemo();
  const tools = await toAISDKTools(session);
  const probe = scriptedModel();
  await generateText({ model: probe, tools, prompt: "go" });
  const shown = probe.doGenerateCalls[0]?.tools?.find(({ name }) => name === "DEMO_QUERY");
  const [top, items] = Object.keys((shown as { inputSchema: { properties: object } }).inputSchema.properties);
  const id = /_id_[0-9a-f]{8}/.exec(JSON.stringify(shown))![0];
  expect([top, items]).toEqual([expect.stringMatching(/^[\w.-]{1,64}$/), "items"]);
  const model = scriptedModel([["call_1", "DEMO_QUERY", { [top!]: 5, items: [{ [id]: "a" }, "b"] }]]);
  await generateText({ model, tools, prompt: "go", stopWhen });
  expect(executions[0]?.body["arguments"]).toEqual({ $top: 5, items: [{ "@id": "a" }, "b"] });
});

test.each(["__proto__", "constructor"])("loses no property that is called %s", async (name) => {
  const properties = `{"${name}":{"type":"object","properties":{"prototype":{}}}}`;
  const inputSchema: JSONSchema = JSON.parse(`{"type":"object","properties":${properties},"required":["${name}"]}`);
  const session = fakeSession(() => ({ data: {}, error: null, logId: "" }), [fakeTool("X", { inputSchema })]);
  const tools = await toAISDKTools(session);
  const { jsonSchema: shown } = tools["X"]!.inputSchema as unknown as { jsonSchema: { required: [string] } };
  const model = scriptedModel([["call_1", "X", { [shown.required[0]]: { prototype: 1 } }]]);
  await generateText({ model, tools, prompt: "go", stopWhen });
  expect(JSON.stringify(session.calls[0]?.args)).toBe(`{"${name}":{"prototype":1}}`);
});

describe("tools that are found by a search", () => {
  test("appear after the router has found them", async () => {
    const { session } = await createDemo();
    const tools = {
      ...(await toAISDKTools(session, { deferLoading: true })),
      toolSearch: toolSearch({ search: routerSearch(session), maxResults: 2 }),
    };
    const model = scriptedModel(
      [["call_1", "toolSearch", { query: "add two numbers" }]],
      [["call_2", "DEMO_ADD", { a: 1, b: 2 }]],
    );
    const { text } = await generateText({ model, tools, prompt: "go", stopWhen });
    expect(text).toBe("done");
    const shown = model.doGenerateCalls.map((call) => call.tools?.map(({ name }) => name) ?? []);
    expect(shown[0]).toContain("COMPOSIO_SEARCH_TOOLS");
    expect(shown[0]).not.toContain("DEMO_ADD");
    expect(shown[1]).toContain("DEMO_ADD");
    expect(readResults(model)["call_2"]).toEqual({ type: "text", value: '{"sum":3}' });
  });

  test("tell the model only that a search failed", async () => {
    const { router, session } = await createDemo();
    await session.delete();
    const failure = await routerSearch(router.sessions.use(session.id))({ query: "add" }).catch((error) => error);
    expect(failure).toBeInstanceOf(FailedCallError);
    expect(failure).toMatchObject({ outcome: { status: "refused" }, cause: { status: 404 } });
    expect(failure.message).toMatch(/^toolSearch did not run: /);
    expect(failure.message).not.toMatch(/trs_|\/api\//);
  });

  test("accept the caller's own signal for a search", async () => {
    const signal = AbortSignal.abort();
    const seen: unknown[] = [];
    const session: Pick<SessionHandle, "search"> = {
      search: async (_, options) => (seen.push(options?.signal), { results: [], tool_schemas: {} }) as never,
    };
    expect(await routerSearch({ search: (query) => session.search(query, { signal }) })({ query: "a" })).toEqual([]);
    expect(seen).toEqual([signal]);
  });

  test("accept a function for deferLoading", async () => {
    const { session } = await createDemo();
    const tools = await toAISDKTools(session, { deferLoading: ({ slug }) => slug === "DEMO_FAIL" });
    const deferred = Object.entries(tools).filter(([, tool]) => "deferLoading" in tool && tool.deferLoading);
    expect(deferred.map(([name]) => name)).toEqual(["DEMO_FAIL"]);
  });
});

test("makes possible schemas strict on request", async () => {
  const { session, executions } = await createDemo();
  const tools = await toAISDKTools(session, { strict: "auto" });
  const model = scriptedModel([["call_1", "DEMO_DELETE", { id: "x" }]]);
  await generateText({ model, tools, prompt: "go", stopWhen });
  const strict = model.doGenerateCalls[0]?.tools?.flatMap((tool) =>
    tool.type === "function" && tool.strict ? [[tool.name, tool.inputSchema]] : [],
  );
  expect(Object.fromEntries(strict ?? [])).toMatchObject({
    DEMO_DELETE: { required: ["id"], additionalProperties: false },
    DEMO_MEET: { properties: { name: { type: ["string", "null"] } }, required: ["name"] },
  });
  expect(strict?.map(([name]) => name)).not.toContain("COMPOSIO_MULTI_EXECUTE_TOOL");
  expect(executions[0]?.body["arguments"]).toEqual({ id: "x" });
});

describe("approval", () => {
  const batch = (...slugs: string[]): object => ({
    tools: slugs.map((tool_slug) => ({ tool_slug, arguments: { a: 1, b: 1, id: "y" } })),
  });
  const turn: ScriptedCall[] = [
    ["call_1", "DEMO_DELETE", { id: "x" }],
    ["call_2", "DEMO_ADD", { a: 1, b: 2 }],
    ["call_3", "COMPOSIO_MULTI_EXECUTE_TOOL", batch("DEMO_ADD", "DEMO_DELETE")],
    ["call_4", "COMPOSIO_MULTI_EXECUTE_TOOL", batch("DEMO_ADD")],
  ];

  // The two ways of the SDK: `toolApproval` of the call (7), `needsApproval` of the tools (6).
  test.each(["toolApproval", "needsApproval"])(
    "by %s stops a destructive call, and resumes after approval",
    async (way) => {
      const { session, executions } = await createDemo();
      const tools = await toAISDKTools(session, way === "needsApproval" ? { approval: "destructive" } : {});
      const settings = {
        tools,
        stopWhen,
        ...(way === "toolApproval" && { toolApproval: toolApproval({ ...tools }, "destructive") }),
      };
      const prompt = { role: "user" as const, content: "go" };
      const first = await generateText({ ...settings, model: scriptedModel(turn), messages: [prompt] });
      const asked = first.content.filter((part) => part.type === "tool-approval-request");
      expect(asked.map(({ toolCall }) => toolCall.toolCallId)).toEqual(["call_1", "call_3"]);
      expect(executions.map(({ body }) => body["tool_slug"])).toEqual(["DEMO_ADD", "COMPOSIO_MULTI_EXECUTE_TOOL"]);

      const model = scriptedModel();
      const answers = asked.map(({ approvalId }, index) => ({
        type: "tool-approval-response" as const,
        approvalId,
        approved: index === 0,
      }));
      const second = await generateText({
        ...settings,
        model,
        messages: [prompt, ...first.response.messages, { role: "tool", content: answers }],
      });
      expect(second.text).toBe("done");
      expect(readResults(model)).toMatchObject({
        call_1: { type: "text", value: '{"deleted":"x"}' },
        call_3: { type: "execution-denied" },
      });
      expect(executions).toHaveLength(3);
    },
  );

  test("rejects tools that it cannot guard", async () => {
    const { session } = await createDemo();
    const tools = await toAISDKTools(session);
    expect(() => toolApproval(tools, "destructve" as never)).toThrow(/^approval must be "destructive" or /);
    for (const none of [{}, { mine: undefined }, toAISDKTools(session)]) {
      expect(() => toolApproval(none as never, "destructive")).toThrow(
        "None of these tools is the router's. Pass those",
      );
    }
    for (const options of [{ approval: "destructve" }, { aproval: "destructive" }, { deferLoading: "yes" }]) {
      await expect(toAISDKTools(session, options as never)).rejects.toThrow(ToolRouterError);
    }
  });

  test("still asks for a changed copy of a tool", async () => {
    const { session, executions } = await createDemo();
    const tools = await toAISDKTools(session);
    const remove = tools["DEMO_DELETE"]!;
    const other = { ...remove, description: "Deletes.", execute: remove.execute!.bind(undefined) };
    const all: ToolSet = { ...tools, DEMO_DELETE: other as ToolSet[string] };
    const { content } = await generateText({
      model: scriptedModel(turn),
      tools: all,
      toolApproval: toolApproval(all, "destructive"),
      prompt: "go",
    });
    const asked = content.flatMap((part) => (part.type === "tool-approval-request" ? [part.toolCall.toolCallId] : []));
    expect(asked).toEqual(["call_1", "call_3"]);
    expect(executions).toHaveLength(2);
  });

  test("recognizes tools of another copy of this package", async () => {
    const tools = await toAISDKTools((await createDemo()).session);
    vi.resetModules();
    const again = await import("./index.ts");
    expect(again.toolApproval).not.toBe(toolApproval);
    expect(await again.toolApproval(tools, "destructive")["DEMO_DELETE"]!({ id: "x" })).toBe("user-approval");
  });

  test("ignores the caller's own tools", async () => {
    const tools = await toAISDKTools((await createDemo()).session, { include: ["DEMO_ADD"] });
    const approvals = toolApproval({ ...tools, mine: ownTool({ inputSchema: jsonSchema({}) }) }, () => true);
    expect(Object.keys(approvals)).toEqual(["DEMO_ADD"]);
    expect(await approvals["DEMO_ADD"]!({ a: 1 })).toBe("user-approval");
    expect(await approvals["DEMO_ADD"]!("no object")).toBe("not-applicable");
  });
});

describe("a way through a browser", () => {
  test("keeps failures readable in the next turn, without stack traces", async () => {
    const { session } = await createDemo();
    const tools = await toAISDKTools(session);
    const model = scriptedModel([
      ["call_1", "MAIL_SEND", {}],
      ["call_2", "DEMO_ADD", { a: 1, b: 2 }],
    ]);
    const result = streamText({ model, tools, prompt: "go", stopWhen });
    let last: UIMessage | undefined;
    for await (const message of readUIMessageStream({ stream: result.toUIMessageStream() })) last = message;

    const sent = JSON.stringify(last);
    expect(sent).not.toMatch(/stack|cause|ak_|trs_|\.ts:/);
    const messages = await convertToModelMessages([JSON.parse(sent) as UIMessage], { tools });
    const outputs = messages.flatMap(({ role, content }) =>
      role === "tool" ? content.flatMap((part) => (part.type === "tool-result" ? [part.output] : [])) : [],
    );
    expect(outputs).toEqual([
      { type: "error-json", value: expect.objectContaining({ status: "needs_connection", toolkit: "mail" }) },
      { type: "text", value: '{"sum":3}' },
    ]);
  });
});

test("accepts outputs of earlier turns that are not its own", async () => {
  const { DEMO_ADD: tool } = await toAISDKTools((await createDemo()).session);
  for (const output of [undefined, "text", { sum: 3 }, { status: "ok", toolSlug: "X", text: "" }]) {
    expect(await tool?.toModelOutput?.({ toolCallId: "call_1", input: {}, output })).toEqual({
      type: "text",
      value: JSON.stringify(output) ?? "null",
    });
  }
});

describe("support for Mastra (`pnpm test:mastra` runs its agent)", () => {
  test("reads a bare output, as AI SDK 5 passes it", async () => {
    const { session } = await createDemo();
    const { DEMO_ADD: tool } = await toAISDKTools(session);
    const bare = tool?.toModelOutput as unknown as (output: unknown) => unknown;
    const output = await tool?.execute?.({ a: 1, b: 2 }, { toolCallId: "call_1", messages: [], context: {} });
    expect(bare(output)).toEqual({ type: "text", value: '{"sum":3}' });
    expect(bare({ sum: 3 })).toEqual({ type: "text", value: '{"sum":3}' });
    // Outputs that only resemble those of the SDK.
    for (const other of [null, undefined, "text", { toolCallId: "call_1" }, { output: 1 }]) {
      expect(bare(other)).toEqual({ type: "text", value: JSON.stringify(other) ?? "null" });
    }
    const failed = { status: "tool_error", toolSlug: "X", text: "It failed.", error: "no", data: {}, logId: "" };
    expect(bare(failed)).toEqual({ type: "error-json", value: expect.objectContaining({ error: "It failed." }) });
  });

  test("provides the schema as a Standard JSON Schema", async () => {
    const { session } = await createDemo();
    const taken = await session.tools();
    const tools = await toAISDKTools(session, { tools: taken });
    const batch = tools["COMPOSIO_MULTI_EXECUTE_TOOL"]!.inputSchema as unknown as {
      "~standard": {
        validate(value: unknown): unknown;
        jsonSchema: Record<"input" | "output", () => unknown>;
      };
    };
    const standard = batch["~standard"];
    const { inputSchema } = taken.find(({ slug }) => slug === "COMPOSIO_MULTI_EXECUTE_TOOL")!;
    expect(standard).toMatchObject({ version: 1, vendor: "tool-router" });
    expect([standard.jsonSchema.input(), standard.jsonSchema.output()]).toEqual([inputSchema, inputSchema]);
    expect(standard.validate({ a: 1 })).toEqual({ value: { a: 1 } });
  });
});

describe("results of a session in the same process", () => {
  class Row {
    readonly id = 7;
  }

  test.each([
    [new Row(), '{"id":7}'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [Object.create(null, { id: { value: 7, enumerable: true } }), '{"id":7}'],
  ])("is read like any other data: %o", async (data, value) => {
    const session = fakeSession(() => ({ data, error: null, logId: "" }), [fakeTool("X")]);
    const model = scriptedModel([["call_1", "X", {}]]);
    await generateText({ model, tools: await toAISDKTools(session), prompt: "go", stopWhen });
    expect(readResults(model)["call_1"]).toEqual({ type: "text", value });
  });

  test("does not end the generation for results that are not JSON", async () => {
    const demo = await createDemo();
    const data: Record<string, unknown> = { big: 1n };
    data["self"] = data;
    const session = { ...demo.session, execute: async () => ({ data, error: null, logId: "log_1" }) as never };
    const model = scriptedModel([["call_1", "DEMO_ADD", { a: 1, b: 1 }]]);
    const result = await generateText({ model, tools: await toAISDKTools(session), prompt: "go", stopWhen });
    expect(result.text).toBe("done");
    expect(readResults(model)["call_1"]).toEqual({ type: "text", value: '{"big":"1","self":"[circular]"}' });
    // What a stream to a browser or a store contains.
    expect(result.steps[0]?.toolResults[0]?.output).toMatchObject({ data: { big: "1", self: "[circular]" } });
  });
});

test("passes the call id to idempotencyKey", async () => {
  const { session } = await createDemo();
  const ids: unknown[] = [];
  const tools = await toAISDKTools(session, { idempotencyKey: ({ callId }) => void ids.push(callId) });
  const model = scriptedModel([
    ["call_1", "DEMO_ADD", { a: 1, b: 1 }],
    ["call_2", "DEMO_FAIL", {}],
  ]);
  await generateText({ model, tools, prompt: "go", stopWhen });
  expect(ids).toEqual(["call_1", "call_2"]);
});

test('throws failures with onError: "throw"', async () => {
  const { session } = await createDemo();
  const model = scriptedModel([["call_1", "DEMO_FAIL", {}]]);
  const tools = await toAISDKTools(session, { onError: "throw" });
  const { steps, text } = await generateText({ model, tools, prompt: "go", stopWhen });
  const failed = steps[0]?.content.find(({ type }) => type === "tool-error") as { error: { outcome: ToolOutcome } };
  expect(failed.error.outcome).toMatchObject({ status: "tool_error" });
  expect(text).toBe("done");
});
