import { addSchema, createDemo } from "@tool-router/adapter-kit/testing";
import { createToolRouter, ToolRouterError } from "@tool-router/core";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";
import type OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { FailedCallError, handleChatToolCalls, toChatTools } from "./index.ts";
import { scriptedOpenAI, type ScriptedCall, type ScriptedOpenAI } from "./testing/scripted-openai.ts";

/** The tools whose schemas model APIs would reject. */
const changed = new Set(["DEMO_CHOOSE", "DEMO_QUERY"]);

type Tools = OpenAI.ChatCompletionTool[];

/** The loop of the README. */
async function run({ client }: ScriptedOpenAI, tools: Tools): Promise<OpenAI.ChatCompletionMessageParam[]> {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "go" }];
  for (;;) {
    const completion = await client.chat.completions.create({ model: "scripted", messages, tools });
    const { message } = completion.choices[0]!;
    messages.push(message);
    if (!message.tool_calls?.length) return messages;
    messages.push(...(await handleChatToolCalls(tools, message)).messages);
  }
}

function messageWith(...calls: ScriptedCall[]): { tool_calls: OpenAI.ChatCompletionMessageToolCall[] } {
  return {
    tool_calls: calls.map(([id, name, args]) => ({
      id,
      type: "function",
      function: { name, arguments: typeof args === "string" ? args : JSON.stringify(args) },
    })),
  };
}

describe("toChatTools", () => {
  test("sends the router's schema unchanged and not strict", async () => {
    const { session } = await createDemo();
    const listed = await session.tools();
    const tools = await toChatTools(session, { tools: listed, include: ({ slug }) => !changed.has(slug) });
    const model = scriptedOpenAI();
    await run(model, tools);

    expect(model.requests[0]?.["tools"]).toEqual(
      listed
        .filter(({ slug }) => !changed.has(slug))
        .map(({ slug, description, inputSchema }) => ({
          type: "function",
          function: { name: slug, description, parameters: inputSchema, strict: false },
        })),
    );
    expect(JSON.stringify(model.requests[0]?.["tools"])).toContain(JSON.stringify(addSchema));
    expect(tools.find((tool) => tool.function.name === "DEMO_ADD")?.function.parameters).toBe(
      listed.find(({ slug }) => slug === "DEMO_ADD")?.inputSchema,
    );
  });

  test("sends a rejected root as an object, and restores its arguments", async () => {
    const { session, executions } = await createDemo();
    const tools = await toChatTools(session, { include: ["DEMO_CHOOSE"] });
    const model = scriptedOpenAI([["call_1", "DEMO_CHOOSE", { input: { name: "x" } }]]);
    const messages = await run(model, tools);

    expect(tools[0]?.function.parameters).toMatchObject({ type: "object", required: ["input"] });
    expect(executions[0]?.body["arguments"]).toEqual({ name: "x" });
    expect(messages.at(-2)).toEqual({ role: "tool", tool_call_id: "call_1", content: '{"chosen":{"name":"x"}}' });
  });
});

test("renames properties that model APIs reject, and restores them for the tool", async () => {
  const { session, executions } = await createDemo();
  const tools = await toChatTools(session, { include: ["DEMO_QUERY"] });
  const { parameters } = tools[0]!.function;
  const [top, items] = Object.keys(parameters!["properties"] as object);
  const id = /_id_[0-9a-f]{8}/.exec(JSON.stringify(parameters))![0];
  expect([top, items]).toEqual([expect.stringMatching(/^[\w.-]{1,64}$/), "items"]);
  await handleChatToolCalls(tools, messageWith(["a", "DEMO_QUERY", { [top!]: 5, items: [{ [id]: "a" }, "b"] }]));
  expect(executions[0]?.body["arguments"]).toEqual({ $top: 5, items: [{ "@id": "a" }, "b"] });
});

test("makes possible schemas strict on request, and accepts null for omitted properties", async () => {
  const { session, executions } = await createDemo();
  const tools = await toChatTools(session, { strict: "auto" });
  const strict = tools.filter((tool) => tool.function.strict === true).map((tool) => tool.function.name);
  expect(strict).toEqual(expect.arrayContaining(["DEMO_LONG", "DEMO_MEET", "MAIL_SEND"]));
  expect(tools.every((tool) => typeof tool.function.strict === "boolean")).toBe(true);
  await handleChatToolCalls(tools, messageWith(["a", "MAIL_SEND", { to: null }]));
  expect(executions[0]?.body["arguments"]).toEqual({});
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
  const tools = await toChatTools(session, { include: [slug] });
  const { name } = tools[0]!.function;

  expect(name).toMatch(/^DEMO_LONG_\w{1,54}$/);
  const { messages } = await handleChatToolCalls(tools, messageWith(["call_1", name, {}]));
  expect(messages[0]?.content).toBe('{"pong":true}');
});

describe("a loop of turns", () => {
  test("runs two tools one after the other", async () => {
    const { session } = await createDemo();
    const model = scriptedOpenAI(
      [["call_1", "DEMO_ADD", { a: 1, b: 2 }]],
      [["call_2", "DEMO_ADD", { a: 3, b: 4 }]],
      "7",
    );
    const messages = await run(model, await toChatTools(session));
    expect(messages.filter(({ role }) => role === "tool")).toEqual([
      { role: "tool", tool_call_id: "call_1", content: '{"sum":3}' },
      { role: "tool", tool_call_id: "call_2", content: '{"sum":7}' },
    ]);
    expect(messages.at(-1)?.content).toBe("7");
  });

  test("continues after every kind of failure, which the model reads", async () => {
    const { session } = await createDemo();
    const model = scriptedOpenAI(
      [
        ["call_1", "DEMO_FAIL", {}],
        ["call_2", "MAIL_SEND", {}],
        ["call_3", "DEMO_ADD", "{oops"],
        ["call_4", "DEMO_ADD", "[]"],
        ["call_5", "NO_SUCH_TOOL", {}],
        ["call_6", "DEMO_ADD", { a: 1 }],
        ["call_7", "DEMO_ADD", { a: 1, b: 1 }],
        ["call_8", "constructor", {}],
      ],
      "done",
    );
    const messages = await run(model, await toChatTools(session));

    const results = messages.filter((message) => message.role === "tool");
    expect(results.map(({ tool_call_id }) => tool_call_id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `call_${n}`));
    expect(results.map(({ content }) => (JSON.parse(content as string) as { status?: string }).status)).toEqual([
      "tool_error",
      "needs_connection",
      "invalid_arguments",
      "invalid_arguments",
      "unknown_tool",
      "tool_error",
      undefined,
      "unknown_tool",
    ]);
    expect(results[0]?.content).toContain("the printer is on fire");
    expect(results[1]?.content).toContain("COMPOSIO_MANAGE_CONNECTIONS");
    expect(results[4]?.content).toContain("No function is named NO_SUCH_TOOL");
    expect(JSON.stringify(results)).not.toMatch(/ak_|trs_|\/api\/|\.ts:|node_modules/);
    expect(messages.at(-1)?.content).toBe("done");
  });

  test("passes lists as text, and free-form arguments unchanged", async () => {
    const { session, executions } = await createDemo();
    const batch = {
      tools: [{ tool_slug: "DEMO_LIST", arguments: { blocks: [{ type: "file" }], any: { $ref: "#" } } }],
    };
    const model = scriptedOpenAI([
      ["call_1", "DEMO_LIST", { blocks: [{ type: "text" }, { type: "file" }] }],
      ["call_2", "DEMO_LIST", {}],
      ["call_3", "COMPOSIO_MULTI_EXECUTE_TOOL", batch],
    ]);
    const results = (await run(model, await toChatTools(session))).filter(({ role }) => role === "tool");
    expect(results[0]?.content).toBe('{"result":[{"type":"text"},{"type":"file"}]}');
    expect(results[1]?.content).toBe('{"result":[]}');
    expect(
      executions.find(({ body }) => body["tool_slug"] === "COMPOSIO_MULTI_EXECUTE_TOOL")?.body["arguments"],
    ).toEqual(batch);
  });

  test("truncates a long result", async () => {
    const { session } = await createDemo();
    const tools = await toChatTools(session, { maxOutputChars: 1000 });
    const { messages } = await handleChatToolCalls(tools, messageWith(["call_1", "DEMO_LONG", { size: 100_000 }]));
    expect(messages[0]?.content.length).toBeLessThanOrEqual(1000);
    expect(JSON.parse(messages[0]?.content as string)).toEqual({
      text: expect.stringMatching(/^x+…$/),
      _truncated: expect.stringContaining("from 100011 characters"),
    });
  });

  test("serves two agents from one list of tools at once", async () => {
    const demo = await createDemo();
    const other = await demo.router.sessions.create("user_2");
    const listed = await demo.session.tools();
    const [first, second] = await Promise.all([
      toChatTools(demo.session, { tools: listed }),
      toChatTools(other, { tools: listed }),
    ]);
    const call = messageWith(["call_1", "DEMO_ADD", { a: 1, b: 1 }]);
    const results = await Promise.all([handleChatToolCalls(first, call), handleChatToolCalls(second, call)]);
    expect(results.map(({ messages }) => messages[0]?.content)).toEqual(['{"sum":2}', '{"sum":2}']);
    const sessions = demo.executions.map(({ path }) => path.split("/").at(-2));
    expect(new Set(sessions)).toEqual(new Set([demo.session.id, other.id]));
  });
});

describe("the calls of one turn", () => {
  test("runs concurrently, and answers in order", async () => {
    const { session } = await createDemo({ barrier: 3 });
    const { messages } = await handleChatToolCalls(
      await toChatTools(session),
      messageWith(
        ["c", "DEMO_MEET", { name: "1" }],
        ["a", "DEMO_MEET", { name: "2" }],
        ["b", "DEMO_MEET", { name: "3" }],
      ),
    );
    expect(messages.map(({ tool_call_id }) => tool_call_id)).toEqual(["c", "a", "b"]);
    expect(messages.map(({ content }) => content)).toEqual(['{"name":"1"}', '{"name":"2"}', '{"name":"3"}']);
  });

  test("answers calls with the same id once", async () => {
    const { session, executions } = await createDemo();
    const tools = await toChatTools(session);
    const same: ScriptedCall = ["call_1", "DEMO_ADD", { a: 1, b: 1 }];
    const once = await handleChatToolCalls(tools, messageWith(same, same));
    expect(once.messages).toEqual([{ role: "tool", tool_call_id: "call_1", content: '{"sum":2}' }]);
    expect(executions).toHaveLength(1);

    const differing = await handleChatToolCalls(tools, messageWith(same, ["call_1", "DEMO_FAIL", {}]));
    expect(differing.messages).toHaveLength(1);
    expect(differing.messages[0]?.content).toMatch(/^\{"sum":2\}\n\[Another call with the same id did not run/);
    expect(executions).toHaveLength(2);
  });

  test("answers each call without an id", async () => {
    const { session } = await createDemo();
    const call: ScriptedCall = ["", "DEMO_ADD", { a: 1, b: 1 }];
    expect((await handleChatToolCalls(await toChatTools(session), messageWith(call, call))).messages).toHaveLength(2);
  });

  test("accepts a message without calls", async () => {
    const tools = await toChatTools((await createDemo()).session);
    const nothing = { messages: [], unhandled: [], pending: [], questions: [], calls: [] };
    const said = { role: "assistant", content: "That is all." };
    expect(await handleChatToolCalls(tools, said as object)).toEqual(nothing);
    expect(await handleChatToolCalls(tools, { tool_calls: null })).toEqual(nothing);
    expect(await handleChatToolCalls(tools, { tool_calls: [] })).toEqual(nothing);
  });
});

describe("calls as other APIs of this shape make them", () => {
  const handle = async (tools: Tools, ...calls: object[]) =>
    handleChatToolCalls(tools, { tool_calls: calls as OpenAI.ChatCompletionMessageToolCall[] });

  test("runs calls without type or arguments", async () => {
    const { session } = await createDemo();
    const { messages } = await handle(
      await toChatTools(session),
      { id: "a", function: { name: "DEMO_ADD", arguments: '{"a":1,"b":2}' } },
      { id: "b", type: "function", function: { name: "DEMO_LIST" } },
      { id: "c", type: "function", function: { name: "DEMO_LIST", arguments: null } },
    );
    expect(messages.map(({ content }) => content)).toEqual(['{"sum":3}', '{"result":[]}', '{"result":[]}']);
  });

  test("continues after calls of unknown functions", async () => {
    const { session } = await createDemo();
    const strange = { id: "a", type: "strange" };
    const { messages, unhandled } = await handle(
      await toChatTools(session),
      strange,
      { id: "b", type: "function", function: { arguments: "{}" } },
      { id: "c", type: "function", function: { name: "DEMO_ADD", arguments: '{"a":1,"b":2}' } },
    );
    expect(unhandled).toEqual([strange]);
    expect(messages.map(({ tool_call_id: id, content }) => [id, content])).toEqual([
      ["b", expect.stringContaining('"status":"unknown_tool"')],
      ["c", '{"sum":3}'],
    ]);
  });
});

describe("functions of the caller", () => {
  const mine = { type: "function", function: { name: "my_clock", parameters: {} } } as const;

  test("come back unhandled", async () => {
    const tools = [mine, ...(await toChatTools((await createDemo()).session))];
    const message = messageWith(["a", "my_clock", {}], ["b", "DEMO_ADD", { a: 1, b: 1 }]);
    const { messages, unhandled } = await handleChatToolCalls(tools, message);
    expect(messages.map(({ tool_call_id }) => tool_call_id)).toEqual(["b"]);
    expect(unhandled).toEqual([message.tool_calls[0]]);
  });

  test("run beside the router's tools", async () => {
    const { session } = await createDemo();
    const { signal } = new AbortController();
    const seen: unknown[] = [];
    const functions = {
      my_clock: (args: { zone: string }, context: object) => {
        seen.push(args, context);
        return { time: 12n };
      },
      my_text: () => Promise.resolve("plain"),
      my_nothing: () => undefined,
      my_fault: () => {
        throw new Error("no battery");
      },
      my_string: () => AbortSignal.abort("no paper").throwIfAborted(),
    };
    const message = messageWith(
      ["a", "my_clock", { zone: "UTC" }],
      ["b", "my_text", ""],
      ["c", "my_nothing", {}],
      ["d", "my_fault", {}],
      ["e", "my_clock", "{oops"],
      ["f", "toString", {}],
      ["g", "DEMO_ADD", { a: 1, b: 1 }],
      ["h", "my_string", {}],
    );
    const { messages, unhandled, calls } = await handleChatToolCalls(await toChatTools(session), message, {
      functions,
      signal,
    });

    expect(seen).toEqual([{ zone: "UTC" }, { signal, toolCallId: "a" }]);
    expect(unhandled).toEqual([]);
    expect(messages.map(({ tool_call_id }) => tool_call_id).join("")).toBe("abcdefgh");
    expect(messages.slice(0, 4).map(({ content }) => content)).toEqual([
      '{"time":"12"}',
      "plain",
      "null",
      '{"error":"my_fault failed: no battery","status":"tool_error"}',
    ]);
    expect(messages[4]?.content).toContain(
      "my_clock did not run. The arguments are not valid JSON. Call it again with a JSON object",
    );
    expect(messages[5]?.content).toContain("No function is named toString");
    expect(messages[6]?.content).toBe('{"sum":2}');
    expect(messages[7]?.content).toBe('{"error":"my_string failed: no paper","status":"tool_error"}');
    expect([calls[0], calls[3]].map((call) => call?.outcome)).toEqual(["function", "function"]);
  });

  test("say themselves how much the model reads: only the router's results are truncated", async () => {
    const { session } = await createDemo();
    const tools = await toChatTools(session, { maxOutputChars: 1000 });
    const message = messageWith(["a", "my_report", {}], ["b", "my_rows", {}], ["c", "DEMO_LONG", { size: 100_000 }]);
    const report = "x".repeat(100_000);
    const rows = Array.from({ length: 20_000 }, (_, index) => ({ index }));
    const functions = { my_report: () => report, my_rows: () => rows };
    const { messages } = await handleChatToolCalls(tools, message, { functions });
    expect(messages[0]?.content).toBe(report);
    expect(messages[1]?.content).toBe(JSON.stringify(rows));
    expect(messages[2]?.content.length).toBeLessThanOrEqual(1000);
  });

  test("are known by the tools that were spread, filtered and copied, too", async () => {
    const made = await toChatTools((await createDemo()).session, { include: ["DEMO_ADD", "DEMO_FAIL"] });
    const tools = [...made.map((tool) => ({ ...tool })), mine].filter((tool) => tool.function.name !== "DEMO_FAIL");
    const message = messageWith(["a", "DEMO_ADD", { a: 1, b: 1 }], ["b", "my_clock", {}], ["c", "DEMO_FAIL", {}]);
    const { messages, unhandled } = await handleChatToolCalls(tools, message);
    expect(messages.map(({ content }) => content)).toEqual([
      '{"sum":2}',
      expect.stringContaining("No function is named DEMO_FAIL"),
    ]);
    expect(unhandled).toHaveLength(1);
  });

  test("do not take the place of the router's tool of the same name", async () => {
    const [add] = await toChatTools((await createDemo()).session, { include: ["DEMO_ADD"] });
    const namesake = { type: "function", function: { name: "DEMO_ADD" } } as const;
    for (const tools of [
      [add!, namesake],
      [namesake, add!],
    ]) {
      const { messages } = await handleChatToolCalls(tools, messageWith(["a", "DEMO_ADD", { a: 1, b: 1 }]));
      expect(messages.map(({ content }) => content)).toEqual(['{"sum":2}']);
    }
  });

  test("leave custom tools to the caller", async () => {
    const call = { id: "a", type: "custom", custom: { name: "DEMO_ADD", input: "x" } } as const;
    const tools = await toChatTools((await createDemo()).session);
    expect(await handleChatToolCalls(tools, { tool_calls: [call] })).toMatchObject({ messages: [], unhandled: [call] });
  });
});

describe("approval", () => {
  const remove: ScriptedCall = ["call_1", "DEMO_DELETE", { id: "x" }];
  const add: ScriptedCall = ["call_2", "DEMO_ADD", { a: 1, b: 1 }];
  const batch = (...slugs: string[]): ScriptedCall => [
    "call_3",
    "COMPOSIO_MULTI_EXECUTE_TOOL",
    { tools: slugs.map((tool_slug) => ({ tool_slug, arguments: { a: 1, b: 1, id: "y" } })) },
  ];

  test("leaves what needs it to be answered later, and runs the rest", async () => {
    const { session, executions } = await createDemo();
    const tools = await toChatTools(session);
    const message = messageWith(remove, add, batch("DEMO_ADD", "DEMO_DELETE"), ["call_4", "DEMO_DELETE", "{oops"]);
    const first = await handleChatToolCalls(tools, message, { approval: "destructive" });
    expect(first.messages.map(({ tool_call_id }) => tool_call_id)).toEqual(["call_2", "call_4"]);
    expect(first.pending).toEqual([message.tool_calls[0], message.tool_calls[2]]);
    expect(executions.map(({ body }) => body["tool_slug"])).toEqual(["DEMO_ADD"]);

    const { messages, pending } = await handleChatToolCalls(tools, { tool_calls: first.pending });
    expect(messages.map(({ content }) => content)).toEqual([
      '{"deleted":"x"}',
      expect.stringContaining('"deleted":"y"'),
    ]);
    expect(pending).toEqual([]);
  });

  test("asks with the arguments of the tool, while other calls run, and tells the model of a no", async () => {
    const { session, executions } = await createDemo();
    const asked: unknown[] = [];
    const answers = await handleChatToolCalls(await toChatTools(session), messageWith(remove, add), {
      approval: "destructive",
      approve: async ({ id, tool, args }) => {
        asked.push([id, tool.slug, args]);
        while (executions.length === 0) await new Promise((resolve) => setImmediate(resolve));
        return false;
      },
    });
    expect(asked).toEqual([["call_1", "DEMO_DELETE", { id: "x" }]]);
    expect(answers.messages[0]?.content).toContain("DEMO_DELETE did not run: the user did not approve this call.");
    expect(answers.calls).toMatchObject([
      { id: "call_1", name: "DEMO_DELETE", outcome: { status: "refused" } },
      { id: "call_2", name: "DEMO_ADD", outcome: { status: "ok" } },
    ]);
    expect(executions).toHaveLength(1);
  });

  test("is a yes only if it is true", async () => {
    const { session, executions } = await createDemo();
    const tools = await toChatTools(session);
    for (const answer of ["no", "yes", 1, {}, undefined]) {
      const approve = (): never => answer as never;
      const { messages } = await handleChatToolCalls(tools, messageWith(remove), { approval: "destructive", approve });
      expect(messages[0]?.content).toContain("the user did not approve");
    }
    expect(executions).toEqual([]);
  });

  test("rejects tools that it cannot guard", async () => {
    const { session, executions } = await createDemo();
    const tools = await toChatTools(session);
    const wrong: [options: object, message: RegExp][] = [
      [{ approve: () => false }, /^approve needs the option approval/],
      [
        { approval: "destructve" },
        /^approval must be "destructive" or "non-read-only" or a function\. Got "destructve"/,
      ],
      [{ approval: null }, /^approval must be/],
      [
        { aproval: "destructive" },
        /^Unknown option "aproval"\. Did you mean "approval"\? Options: approval, approve, /,
      ],
      [{ approval: "destructive", approve: true }, /^approve must be a function\. Got true/],
      [{ approval: "destructive", known: {} }, /^known must be a list/],
    ];
    for (const [options, message] of wrong) {
      const handling = handleChatToolCalls(tools, messageWith(remove), options);
      await expect(handling).rejects.toThrow(ToolRouterError);
      await expect(handling).rejects.toThrow(message);
    }
    await expect(toChatTools(session, { approval: "destructive" } as never)).rejects.toThrow(
      'Unknown option "approval"',
    );
    expect(executions).toEqual([]);
  });

  test("that throws refuses that call alone, and tells the caller what was thrown", async () => {
    const { session } = await createDemo();
    const tools = await toChatTools(session);
    const fault = new Error("no database: secret");
    const throwing = (): never => {
      throw fault;
    };
    for (const options of [
      { approval: "destructive" as const, approve: throwing },
      { approval: (tool: { slug: string }) => tool.slug === "DEMO_DELETE" && throwing(), approve: () => true },
      { approval: (tool: { slug: string }) => tool.slug === "DEMO_DELETE" && throwing() },
    ]) {
      const { messages, calls, pending } = await handleChatToolCalls(tools, messageWith(remove, add), options);
      expect(messages.map(({ content }) => content)).toEqual([
        expect.stringContaining("DEMO_DELETE did not run: the application could not prepare the call."),
        '{"sum":2}',
      ]);
      expect(calls[0]).toMatchObject({ outcome: { status: "refused", cause: fault } });
      expect(JSON.stringify(messages)).not.toContain("secret");
      expect(pending).toEqual([]);
    }
  });

  test("that is cut short by the end of the run ends it", async () => {
    const { session } = await createDemo();
    const controller = new AbortController();
    const handling = handleChatToolCalls(await toChatTools(session), messageWith(remove), {
      signal: controller.signal,
      approval: "destructive",
      approve: () => {
        controller.abort("gone");
        throw new Error("closed");
      },
    });
    await expect(handling).rejects.toBe("gone");
  });

  test("goes through a loop of the model", async () => {
    const { session } = await createDemo();
    const tools = await toChatTools(session);
    const model = scriptedOpenAI([remove, batch("DEMO_ADD")], "done");
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "go" }];
    const asked: string[] = [];
    for (;;) {
      const { choices } = await model.client.chat.completions.create({ model: "scripted", messages, tools });
      messages.push(choices[0]!.message);
      if (!choices[0]!.message.tool_calls?.length) break;
      const answers = await handleChatToolCalls(tools, choices[0]!.message, {
        approval: "non-read-only",
        approve: ({ tool }) => asked.push(tool.slug) > 0,
      });
      messages.push(...answers.messages);
    }
    expect(asked).toEqual(["DEMO_DELETE"]);
    expect(messages.filter(({ role }) => role === "tool")).toHaveLength(2);
  });
});

test("reports the outcome of each call", async () => {
  const { session } = await createDemo();
  const message = messageWith(["a", "DEMO_FAIL", {}], ["b", "mine", {}], ["c", "UNKNOWN", {}]);
  const { calls } = await handleChatToolCalls(await toChatTools(session), message, { functions: { mine: () => 1 } });
  expect(calls).toEqual([
    { id: "a", name: "DEMO_FAIL", outcome: expect.objectContaining({ status: "tool_error" }) },
    { id: "b", name: "mine", outcome: "function" },
    { id: "c", name: "UNKNOWN", outcome: expect.objectContaining({ status: "unknown_tool", toolSlug: "UNKNOWN" }) },
  ]);
});

test("takes an account for the calls of one turn", async () => {
  const demo = await createDemo();
  const session = await demo.severalAccounts();
  const tools = await toChatTools(session, { tools: await demo.session.tools(), account: "home" });
  const call = messageWith(["a", "FILES_LIST", {}]);
  expect((await handleChatToolCalls(tools, call)).messages[0]?.content).toBe('{"of":"home"}');
  expect((await handleChatToolCalls(tools, call, { account: "work" })).messages[0]?.content).toBe('{"of":"work"}');
});

describe("an abort", () => {
  test("ends the HTTP request, and rejects with the signal's reason", async () => {
    const { session, executions, waiting } = await createDemo();
    const controller = new AbortController();
    const message = messageWith(["a", "DEMO_WAIT", {}], ["b", "DEMO_ADD", { a: 1, b: 1 }]);
    const handling = handleChatToolCalls(await toChatTools(session), message, { signal: controller.signal });
    await waiting;
    const reason = new Error("the user left");
    controller.abort(reason);

    await expect(handling).rejects.toBe(reason);
    expect(executions.find(({ body }) => body["tool_slug"] === "DEMO_WAIT")?.signal?.aborted).toBe(true);
  });

  test("that came before starts nothing", async () => {
    const { session, executions } = await createDemo();
    const ran: string[] = [];
    const functions = { mine: () => ran.push("mine") };
    const approve = () => ran.push("approve") > 0;
    const tools = await toChatTools(session);
    for (const name of ["DEMO_ADD", "mine"]) {
      const handling = handleChatToolCalls(tools, messageWith(["a", name, {}]), {
        functions,
        approval: () => true,
        approve,
        signal: AbortSignal.abort("gone"),
      });
      await expect(handling).rejects.toBe("gone");
    }
    expect([...executions, ...ran]).toEqual([]);
  });

  test("does not wait for functions that ignore it", async () => {
    const { session, executions } = await createDemo();
    const never = (): Promise<never> => new Promise(() => {});
    const hanging: [tools: Tools, options: object][] = [
      [await toChatTools(session), { approval: "destructive", approve: never }],
      [await toChatTools(session), { approval: never }],
      [await toChatTools(session, { account: never }), {}],
      [await toChatTools(session), { functions: { mine: never } }],
    ];
    for (const [tools, options] of hanging) {
      const controller = new AbortController();
      const calls = messageWith("functions" in options ? ["a", "mine", {}] : ["a", "DEMO_DELETE", { id: "x" }]);
      const handling = handleChatToolCalls(tools, calls, { ...options, signal: controller.signal });
      await new Promise(setImmediate);
      controller.abort("gone");
      await expect(handling).rejects.toBe("gone");
    }
    expect(executions).toEqual([]);
  });

  test("does not wait after a timeout, and the model reads what is known", async () => {
    const { session, executions } = await createDemo();
    const never = (): Promise<never> => new Promise(() => {});
    const controller = new AbortController();
    const calls = messageWith(["a", "DEMO_DELETE", { id: "x" }], ["b", "mine", {}]);
    const handling = handleChatToolCalls(await toChatTools(session), calls, {
      approval: "destructive",
      approve: never,
      functions: { mine: never },
      signal: controller.signal,
    });
    await new Promise(setImmediate);
    controller.abort(new DOMException("too slow", "TimeoutError"));
    expect((await handling).messages.map(({ content }) => content)).toEqual([
      expect.stringContaining("DEMO_DELETE timed out. It is safe to call it again once"),
      '{"error":"mine failed: too slow","status":"unknown_outcome"}',
    ]);
    expect(executions).toEqual([]);
  });

  test("by a timeout is a result that the model reads", async () => {
    const { session, waiting } = await createDemo();
    const controller = new AbortController();
    const handling = handleChatToolCalls(await toChatTools(session), messageWith(["a", "DEMO_WAIT", {}]), {
      signal: controller.signal,
    });
    await waiting;
    controller.abort(new DOMException("too slow", "TimeoutError"));
    expect((await handling).messages[0]?.content).toContain('"status":"unknown_outcome"');
  });
});

test("passes the call id to idempotencyKey", async () => {
  const ids: unknown[] = [];
  const { session } = await createDemo();
  const tools = await toChatTools(session, { idempotencyKey: ({ callId }) => void ids.push(callId) });
  await handleChatToolCalls(tools, messageWith(["a", "DEMO_ADD", { a: 1, b: 1 }], ["", "DEMO_ADD", { a: 1, b: 1 }]));
  expect(ids).toEqual(["a", undefined]);
});

test('throws failures with onError: "throw"', async () => {
  const tools = await toChatTools((await createDemo()).session, { onError: "throw" });
  await expect(handleChatToolCalls(tools, messageWith(["a", "DEMO_FAIL", {}]))).rejects.toThrow(FailedCallError);
});

test("rejects with the abort even if a call failed before", async () => {
  const { session, waiting } = await createDemo();
  const tools = await toChatTools(session, { onError: "throw" });
  const controller = new AbortController();
  const calls = messageWith(["a", "DEMO_ADD", "{oops"], ["b", "DEMO_WAIT", {}]);
  const handling = handleChatToolCalls(tools, calls, { signal: controller.signal });
  await waiting;
  controller.abort("gone");
  await expect(handling).rejects.toBe("gone");
});

test("waits for the other calls of the turn before it throws a failure", async () => {
  const { session } = await createDemo();
  const tools = await toChatTools(session, { onError: "throw" });
  let written = false;
  const write = async () => {
    await new Promise(setImmediate);
    written = true;
    return "done";
  };
  const declared: Tools = [...tools, { type: "function", function: { name: "write" } }];
  const calls = messageWith(["call_1", "DEMO_FAIL", {}], ["call_2", "write", {}]);
  await expect(handleChatToolCalls(declared, calls, { functions: { write } })).rejects.toThrow(FailedCallError);
  expect(written).toBe(true);
});

test("rejects tools that have lost their binding", async () => {
  const { session } = await createDemo();
  const copied: Tools = JSON.parse(JSON.stringify(await toChatTools(session)));
  await expect(handleChatToolCalls(copied, messageWith(["call_1", "DEMO_ADD", { a: 1, b: 2 }]))).rejects.toThrow(
    /None of these tools is the router's/,
  );
  expect(await handleChatToolCalls(copied, messageWith())).toMatchObject({ messages: [], unhandled: [] });
});

test("accepts turns that only call the caller's functions", async () => {
  const { session } = await createDemo();
  const tools = await toChatTools(session, { include: () => false });
  const mine: Tools[number] = { type: "function", function: { name: "mine" } };
  const { messages } = await handleChatToolCalls([...tools, mine], messageWith(["a", "mine", {}]), {
    functions: { mine: () => "ran" },
  });
  expect(messages).toEqual([{ role: "tool", tool_call_id: "a", content: "ran" }]);
});

test("rejects swapped arguments and anything but a message", async () => {
  const { session } = await createDemo();
  const tools = await toChatTools(session);
  const message = messageWith(["call_1", "DEMO_ADD", { a: 1, b: 2 }]);
  for (const handling of [
    handleChatToolCalls(message as never, tools as never),
    handleChatToolCalls(toChatTools(session) as never, message),
    handleChatToolCalls(tools, { choices: [{ message }] } as never),
    handleChatToolCalls(tools, { message, finish_reason: "tool_calls" } as never),
    handleChatToolCalls(tools, message.tool_calls as never),
    handleChatToolCalls(tools, [message] as never),
    handleChatToolCalls(tools, undefined as never),
  ]) {
    await expect(handling).rejects.toThrow(ToolRouterError);
    await expect(handling).rejects.toThrow("request's tools, then choices");
  }
});

test("notes a different second call with the same id", async () => {
  const { session } = await createDemo();
  const tools = await toChatTools(session);
  const twice = (second: object, name = "DEMO_ADD") =>
    messageWith(["call_1", "DEMO_ADD", { a: 1, b: 2 }], ["call_1", name, second]);
  const [same] = (await handleChatToolCalls(tools, twice({ a: 1, b: 2 }))).messages;
  const [other] = (await handleChatToolCalls(tools, twice({ a: 5, b: 5 }))).messages;
  expect(same?.content).toBe('{"sum":3}');
  expect(other?.content).toContain("Another call with the same id");
  const [renamed] = (await handleChatToolCalls(tools, twice({ a: 1, b: 2 }, "DEMO_LIST"))).messages;
  expect(renamed?.content).toContain("Another call with the same id");
});
