import { createDemo } from "@tool-router/adapter-kit/testing";
import type OpenAI from "openai";
import { APIUserAbortError } from "openai";
import { describe, expect, test } from "vitest";
import { handleChatToolCalls, handleResponseOutput, toChatTools, toResponsesTools, toRunnableTools } from "./index.ts";
import { scriptedOpenAI, type ScriptedCall, type ScriptedOpenAI } from "./testing/scripted-openai.ts";

// The streaming helpers of `openai` assemble fragments into the same calls as a response without streaming.

/** Calls with arguments that are hard to split, with invalid JSON, and of an unknown tool. */
const turn: ScriptedCall[] = [
  ["call_1", "DEMO_ADD", { a: 1, b: 2, note: 'né "€" \\ 🙂 \n' }],
  ["call_2", "DEMO_LIST", '{ "blocks" : [ {"type":"text","text":"🙂"} ] }'],
  ["call_3", "DEMO_ADD", { a: 10, b: 20 }],
  ["call_4", "DEMO_ADD", "{oops"],
  ["call_5", "NO_SUCH_TOOL", ""],
];
const sent = [{ a: 1, b: 2, note: 'né "€" \\ 🙂 \n' }, { blocks: [{ type: "text", text: "🙂" }] }, { a: 10, b: 20 }];
const outcomes = [
  ["call_1", "ok"],
  ["call_2", "ok"],
  ["call_3", "ok"],
  ["call_4", "invalid_arguments"],
  ["call_5", "unknown_tool"],
];
const statuses = (calls: readonly { id: string; outcome: unknown }[]): unknown[] =>
  calls.map(({ id, outcome }) => [id, (outcome as { status?: string }).status ?? outcome]);

describe("client.chat.completions.stream", () => {
  /** Runs until the model answers. Returns the appended messages and the results of the calls. */
  async function run({ client }: ScriptedOpenAI, tools: OpenAI.ChatCompletionTool[], signal?: AbortSignal) {
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "go" }];
    const calls: unknown[] = [];
    for (;;) {
      const stream = client.chat.completions.stream({ model: "scripted", messages, tools }, { signal });
      const message = await stream.finalMessage();
      messages.push(message);
      if (!message.tool_calls?.length) return { messages, calls };
      const results = await handleChatToolCalls(tools, message, { signal });
      messages.push(...results.messages);
      calls.push(...statuses(results.calls));
    }
  }

  test("assembles interleaved calls, and answers each", async () => {
    const { session, executions } = await createDemo();
    const model = scriptedOpenAI(turn, "done: né 🙂");
    const { messages, calls } = await run(model, await toChatTools(session));
    expect(calls).toEqual(outcomes);
    expect(executions.map(({ body }) => body["arguments"])).toEqual(sent);
    expect(messages.flatMap((message) => (message.role === "tool" ? [message.tool_call_id] : []))).toEqual(
      turn.map(([id]) => id),
    );
    expect(messages.at(-1)).toMatchObject({ role: "assistant", content: "done: né 🙂" });
    // The API accepts the messages that go back.
    const [, again] = model.requests[1]!["messages"] as { tool_calls?: object[] }[];
    expect(again?.tool_calls).toMatchObject(
      turn.map(([id, name, args]) => ({
        id,
        type: "function",
        function: { name, arguments: typeof args === "string" ? args : JSON.stringify(args) },
      })),
    );
  });

  test("assembles calls of strict tools, whose arguments the helper parses", async () => {
    const { session, executions } = await createDemo({ barrier: 1 });
    const tools = await toChatTools(session, { strict: "auto" });
    expect(tools.find((tool) => tool.function.name === "DEMO_MEET")?.function.strict).toBe(true);
    const model = scriptedOpenAI([["call_1", "DEMO_MEET", { name: null }]], [["call_2", "DEMO_ADD", "{oops"]]);
    expect((await run(model, tools)).calls).toEqual([
      ["call_1", "ok"],
      ["call_2", "invalid_arguments"],
    ]);
    expect(executions.map(({ body }) => body["arguments"])).toEqual([{}]);
  });

  // As the README says, it parses unfinished arguments when another call begins. No tool has run by then.
  test("rejects if the arguments of a strict tool are not JSON", async () => {
    const { session, executions } = await createDemo();
    const model = scriptedOpenAI([["call_1", "DEMO_MEET", "{oops"]]);
    await expect(run(model, await toChatTools(session, { strict: "auto" }))).rejects.toThrow("JSON");
    expect(executions).toEqual([]);
  });

  test("cancels the request of a tool with the run", async () => {
    const { session, executions, waiting } = await createDemo();
    const controller = new AbortController();
    const model = scriptedOpenAI([["call_1", "DEMO_WAIT", {}]]);
    const running = run(model, await toChatTools(session), controller.signal).catch((error: unknown) => error);
    await waiting;
    const reason = new Error("the user left");
    controller.abort(reason);
    expect(await running).toBe(reason);
    expect(executions[0]?.signal?.reason).toBe(reason);
  });
});

describe("client.responses.stream", () => {
  async function run({ client }: ScriptedOpenAI, tools: OpenAI.Responses.Tool[]) {
    const calls: unknown[] = [];
    const input: OpenAI.Responses.ResponseInputItem[] = [{ role: "user", content: "go" }];
    for (;;) {
      const response = await client.responses.stream({ model: "scripted", input, tools }).finalResponse();
      const { messages, calls: answered } = await handleResponseOutput(tools, response.output);
      if (messages.length === 0) return { input, calls, text: response.output_text };
      calls.push(...statuses(answered));
      input.push(...(response.output as OpenAI.Responses.ResponseInputItem[]), ...messages);
    }
  }

  test("assembles interleaved calls, and answers each", async () => {
    const { session, executions } = await createDemo();
    const model = scriptedOpenAI(turn, "done");
    const { input, calls, text } = await run(model, await toResponsesTools(session));
    expect(text).toBe("done");
    expect(calls).toEqual(outcomes);
    expect(executions.map(({ body }) => body["arguments"])).toEqual(sent);
    expect(input.flatMap((item) => (item.type === "function_call_output" ? [item.call_id] : []))).toEqual(
      turn.map(([id]) => id),
    );
  });

  test("assembles the arguments of a call from its deltas", async () => {
    const { session } = await createDemo();
    const { client } = scriptedOpenAI(turn);
    const tools = await toResponsesTools(session);
    const written: Record<number, string> = {};
    const done: OpenAI.Responses.ResponseOutputItem[] = [];
    for await (const event of await client.responses.create({ model: "scripted", input: "go", tools, stream: true })) {
      if (event.type === "response.function_call_arguments.delta") {
        written[event.output_index] = (written[event.output_index] ?? "") + event.delta;
      }
      if (event.type === "response.output_item.done") done.push(event.item);
    }
    expect(Object.values(written)).toEqual(
      done.flatMap((item) => (item.type === "function_call" && item.arguments !== "" ? [item.arguments] : [])),
    );
    const { calls } = await handleResponseOutput(tools, done);
    expect(statuses(calls)).toEqual(outcomes);
  });
});

describe("client.chat.completions.runTools with stream: true", () => {
  test("runs tools of streamed calls, and continues", async () => {
    const { session, executions } = await createDemo();
    const { client, requests } = scriptedOpenAI(turn.slice(0, 4), [["call_6", "DEMO_FAIL", {}]], "done");
    const tools = await toRunnableTools(session);
    const messages = [{ role: "user", content: "go" }] as const;
    const runner = client.chat.completions.runTools({
      model: "scripted",
      stream: true,
      messages: [...messages],
      tools,
    });
    expect(await runner.finalContent()).toBe("done");
    const results = runner.messages.flatMap((message) => (message.role === "tool" ? [message.content] : []));
    expect(results).toEqual([
      '{"sum":3}',
      expect.stringContaining("🙂"),
      '{"sum":30}',
      expect.stringContaining("The arguments are not valid JSON."),
      expect.stringContaining("the printer is on fire"),
    ]);
    expect(executions.slice(0, 3).map(({ body }) => body["arguments"])).toEqual(sent);
    expect(requests).toHaveLength(3);
  });

  test("cancels the request of a tool if the runner is aborted", async () => {
    const { session, executions, waiting } = await createDemo();
    const { client } = scriptedOpenAI([["call_1", "DEMO_WAIT", {}]]);
    const tools = await toRunnableTools(session);
    const runner = client.chat.completions.runTools({
      model: "scripted",
      stream: true,
      messages: [{ role: "user", content: "go" }],
      tools,
    });
    const done = runner.done().catch((error: unknown) => error);
    await waiting;
    runner.abort();
    expect(await done).toBeInstanceOf(APIUserAbortError);
    expect(executions[0]?.signal?.aborted).toBe(true);
  });
});
