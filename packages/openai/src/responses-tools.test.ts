import { createDemo } from "@tool-router/adapter-kit/testing";
import { ToolRouterError } from "@tool-router/core";
import type OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { handleResponseOutput, toResponsesTools } from "./index.ts";
import { scriptedOpenAI, type ScriptedCall, type ScriptedOpenAI } from "./testing/scripted-openai.ts";

type Input = OpenAI.Responses.ResponseInputItem[];

/** The loop of the README. Returns all results and the last text. */
async function run(
  { client }: ScriptedOpenAI,
  tools: OpenAI.Responses.Tool[],
): Promise<{ input: Input; text: string }> {
  const results: Input = [];
  let response = await client.responses.create({ model: "scripted", input: "go", tools });
  for (;;) {
    const { messages: input } = await handleResponseOutput(tools, response.output);
    if (input.length === 0) return { input: results, text: response.output_text };
    results.push(...input);
    response = await client.responses.create({ model: "scripted", previous_response_id: response.id, input, tools });
  }
}

const outputWith = (...calls: ScriptedCall[]): OpenAI.Responses.ResponseFunctionToolCall[] =>
  calls.map(([call_id, name, args]) => ({
    type: "function_call",
    call_id,
    name,
    arguments: typeof args === "string" ? args : JSON.stringify(args),
  }));

describe("toResponsesTools", () => {
  test("sends the router's schema unchanged and not strict", async () => {
    const { session } = await createDemo();
    const listed = await session.tools();
    const tools = await toResponsesTools(session, {
      tools: listed,
      include: ({ slug }) => slug !== "DEMO_CHOOSE" && slug !== "DEMO_QUERY",
    });
    const model = scriptedOpenAI();
    await run(model, tools);

    expect(model.requests[0]?.["tools"]).toEqual(
      listed
        .filter(({ slug }) => slug !== "DEMO_CHOOSE" && slug !== "DEMO_QUERY")
        .map(({ slug, description, inputSchema }) => ({
          type: "function",
          name: slug,
          description,
          parameters: inputSchema,
          strict: false,
        })),
    );
  });
});

describe("a loop of turns", () => {
  test("runs two tools one after the other", async () => {
    const { session } = await createDemo();
    const model = scriptedOpenAI(
      [["call_1", "DEMO_ADD", { a: 1, b: 2 }]],
      [["call_2", "DEMO_CHOOSE", { input: { id: 7 } }]],
      "done",
    );
    const { input, text } = await run(model, await toResponsesTools(session));
    expect(text).toBe("done");
    expect(input.filter(({ type }) => type === "function_call_output")).toEqual([
      { type: "function_call_output", call_id: "call_1", output: '{"sum":3}' },
      { type: "function_call_output", call_id: "call_2", output: '{"chosen":{"id":7}}' },
    ]);
    expect(model.requests).toHaveLength(3);
  });

  test("continues after every kind of failure, which the model reads", async () => {
    const { session } = await createDemo();
    const model = scriptedOpenAI([
      ["call_1", "DEMO_FAIL", {}],
      ["call_2", "MAIL_SEND", {}],
      ["call_3", "DEMO_ADD", "{oops"],
      ["call_4", "NO_SUCH_TOOL", {}],
      ["call_5", "DEMO_LIST", { blocks: [{ type: "text" }] }],
    ]);
    const { input, text } = await run(model, await toResponsesTools(session));
    const results = input.filter((item) => item.type === "function_call_output");
    expect(text).toBe("done");
    expect(results.map(({ call_id }) => call_id)).toEqual([1, 2, 3, 4, 5].map((n) => `call_${n}`));
    expect(results.map(({ output }) => (JSON.parse(output as string) as { status?: string }).status)).toEqual([
      "tool_error",
      "needs_connection",
      "invalid_arguments",
      "unknown_tool",
      undefined,
    ]);
    expect(results[4]?.output).toBe('{"result":[{"type":"text"}]}');
  });
});

interface Read {
  readonly status?: string;
}

test("answers calls of `responses.parse` with tools that are not strict", async () => {
  const { session } = await createDemo();
  const tools = await toResponsesTools(session);
  const { client } = scriptedOpenAI([["call_1", "DEMO_ADD", { a: 1, b: 2 }]]);
  const format = { type: "json_schema", name: "total", schema: { type: "object" } } as const;
  const { output } = await client.responses.parse({ model: "scripted", input: "go", tools, text: { format } });
  const { messages } = await handleResponseOutput(tools, output);
  expect(messages).toEqual([{ type: "function_call_output", call_id: "call_1", output: '{"sum":3}' }]);
});

describe("handleResponseOutput", () => {
  test("runs calls concurrently, answers each once in order, and skips other items", async () => {
    const { session } = await createDemo({ barrier: 2 });
    const message = {
      type: "message",
      id: "msg_1",
      role: "assistant",
      status: "completed",
      content: [],
    } as const satisfies OpenAI.Responses.ResponseOutputMessage;
    const [first, second] = outputWith(["b", "DEMO_MEET", { name: "1" }], ["a", "DEMO_MEET", { name: "2" }]);
    const { messages, unhandled } = await handleResponseOutput(await toResponsesTools(session), [
      first!,
      message,
      second!,
      first!,
    ]);
    expect(messages.map(({ call_id, output }) => [call_id, output])).toEqual([
      ["b", '{"name":"1"}'],
      ["a", '{"name":"2"}'],
    ]);
    expect(unhandled).toEqual([]);
  });

  test("returns calls of the caller's functions and custom tools", async () => {
    const mine = { type: "function", name: "mine", parameters: null, strict: false } as const;
    const tools = [...(await toResponsesTools((await createDemo()).session)), mine];
    const custom = { type: "custom_tool_call", call_id: "c", name: "sql", input: "select 1" } as const;
    const output = [...outputWith(["a", "mine", {}], ["b", "yours", {}]), custom];
    const { messages, unhandled } = await handleResponseOutput(tools, output, { functions: { yours: () => "yours" } });
    expect(messages).toEqual([{ type: "function_call_output", call_id: "b", output: "yours" }]);
    expect(unhandled).toEqual([output[0], custom]);
  });

  test("cancels the HTTP request and rejects with the signal's reason", async () => {
    const { session, executions, waiting } = await createDemo();
    const controller = new AbortController();
    const { signal } = controller;
    const tools = await toResponsesTools(session);
    const handling = handleResponseOutput(tools, outputWith(["a", "DEMO_WAIT", {}]), { signal });
    await waiting;
    const reason = new Error("the user left");
    controller.abort(reason);
    await expect(handling).rejects.toBe(reason);
    expect(executions[0]?.signal?.aborted).toBe(true);
  });

  test("does not rerun a call whose output is among the items", async () => {
    const { session, executions } = await createDemo();
    const [first, second] = outputWith(["a", "DEMO_ADD", { a: 1, b: 1 }], ["b", "DEMO_ADD", { a: 2, b: 2 }]);
    const items = [{ role: "user", content: "go" }, first!, { type: "function_call_output", call_id: "a" }, second!];
    const { messages } = await handleResponseOutput(await toResponsesTools(session), items as never);
    expect(messages).toEqual([{ type: "function_call_output", call_id: "b", output: '{"sum":4}' }]);
    expect(executions).toHaveLength(1);
  });

  test("does not run a truncated call", async () => {
    const { session, executions } = await createDemo();
    const ran: string[] = [];
    const output = outputWith(["a", "DEMO_LIST", ""], ["b", "DEMO_LIST", '{"blocks":['], ["c", "mine", ""]);
    const cut = output.map((item) => ({ ...item, status: "incomplete" as const }));
    const { messages } = await handleResponseOutput(await toResponsesTools(session), cut, {
      functions: { mine: () => ran.push("mine") },
    });
    expect(messages.map(({ call_id, output: text }) => [call_id, (JSON.parse(text as string) as Read).status])).toEqual(
      ["a", "b", "c"].map((id) => [id, "invalid_arguments"]),
    );
    expect([...executions, ...ran]).toEqual([]);
  });

  test("runs a call without arguments, as compatible APIs send", async () => {
    const tools = await toResponsesTools((await createDemo()).session);
    const call = { type: "function_call", call_id: "a", name: "DEMO_LIST" };
    expect(await handleResponseOutput(tools, [call] as never)).toMatchObject({
      messages: [{ call_id: "a", output: '{"result":[]}' }],
      calls: [{ id: "a", name: "DEMO_LIST", outcome: { status: "ok" } }],
    });
  });

  test("rejects swapped arguments", async () => {
    const tools = await toResponsesTools((await createDemo()).session);
    const output = outputWith(["a", "DEMO_ADD", { a: 1, b: 1 }]);
    for (const handling of [
      handleResponseOutput(output as never, tools as never),
      handleResponseOutput(tools, { output } as never),
      handleResponseOutput(Promise.resolve(tools) as never, output),
      handleResponseOutput(tools, [null] as never),
    ]) {
      await expect(handling).rejects.toThrow(ToolRouterError);
      await expect(handling).rejects.toThrow("request's tools, then choices");
    }
  });

  test("returns calls that need approval as pending", async () => {
    const tools = await toResponsesTools((await createDemo()).session);
    const output = outputWith(["a", "DEMO_DELETE", { id: "x" }], ["b", "DEMO_ADD", { a: 1, b: 1 }]);
    const first = await handleResponseOutput(tools, output, { approval: "destructive" });
    expect(first.messages.map(({ call_id }) => call_id)).toEqual(["b"]);
    expect(first.pending).toEqual([output[0]]);
    const { messages } = await handleResponseOutput(tools, first.pending);
    expect(messages).toEqual([{ type: "function_call_output", call_id: "a", output: '{"deleted":"x"}' }]);
  });
});
