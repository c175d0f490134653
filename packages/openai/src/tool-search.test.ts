import { createDemo } from "@tool-router/adapter-kit/testing";
import { ToolRouterError } from "@tool-router/core";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { handleResponseOutput, handleToolSearch, toolSearchTool, toResponsesTools } from "./index.ts";

const searchCall = (call_id: string | null, args: unknown) =>
  ({
    type: "tool_search_call",
    id: `ts_${call_id}`,
    call_id,
    execution: "client",
    status: "completed",
    arguments: args,
  }) as const;
const functionCall = (call_id: string, name: string, args: object) =>
  ({
    type: "function_call",
    id: `fc_${call_id}`,
    call_id,
    name,
    arguments: JSON.stringify(args),
    status: "completed",
  }) as const;

describe("a client-run tool search", () => {
  test("lets the model find and run a tool while the request's tools stay the same", async () => {
    const { session } = await createDemo();
    const turns: object[][] = [
      [searchCall("call_1", { query: "add two numbers" })],
      [functionCall("call_2", "DEMO_ADD", { a: 1, b: 2 }), functionCall("call_3", "DEMO_NOPE", {})],
      [],
    ];
    const requests: { tools: unknown; input: Record<string, unknown>[] }[] = [];
    const client = new OpenAI({
      apiKey: "sk-test",
      baseURL: "http://openai.localhost/v1",
      maxRetries: 0,
      fetch: async (_, init) => {
        const output = turns[requests.length];
        requests.push(JSON.parse(init?.body as string) as (typeof requests)[number]);
        return Response.json({ id: "resp_1", object: "response", created_at: 0, model: "scripted", output });
      },
    });

    const tools = [toolSearchTool(session, { maxResults: 1 })];
    const input: OpenAI.Responses.ResponseInput = [{ role: "user", content: "go" }];
    for (;;) {
      const { output } = await client.responses.create({ model: "scripted", input, tools });
      const searched = await handleToolSearch(tools, output);
      const { messages } = await handleResponseOutput(tools, output);
      if (searched.length + messages.length === 0) break;
      input.push(...(output as OpenAI.Responses.ResponseInput), ...searched, ...messages);
    }

    expect(requests).toHaveLength(3);
    expect(requests.map((request) => request.tools)).toEqual([tools, tools, tools]);
    expect(requests[1]?.input.at(-1)).toMatchObject({
      type: "tool_search_output",
      execution: "client",
      call_id: "call_1",
      status: "completed",
      tools: [
        { type: "function", name: "DEMO_ADD", strict: false, parameters: { type: "object", required: ["a", "b"] } },
      ],
    });
    expect(requests[2]?.input.slice(-2)).toEqual([
      { type: "function_call_output", call_id: "call_2", output: '{"sum":3}' },
      { type: "function_call_output", call_id: "call_3", output: expect.stringContaining("No function is named") },
    ]);
  });

  test("fetches schemas that a search leaves out", async () => {
    const { session } = await createDemo();
    const seen: unknown[] = [];
    const sparse = {
      ...session,
      search: async (...args: Parameters<typeof session.search>) => {
        const found = await session.search(...args);
        const entries = Object.entries(found.tool_schemas).map(([slug, schema]) => [
          slug,
          { ...schema, input_schema: undefined },
        ]);
        return { ...found, tool_schemas: Object.fromEntries(entries) as typeof found.tool_schemas };
      },
      executeMeta: ((slug, args, options) => {
        seen.push(slug, args);
        return session.executeMeta(slug, args, options);
      }) as typeof session.executeMeta,
    };
    const tools = [toolSearchTool(sparse, { maxResults: 1 })];
    const [answer] = await handleToolSearch(tools, [searchCall("a", '{"query":"add two numbers"}')]);
    expect(seen).toEqual(["COMPOSIO_GET_TOOL_SCHEMAS", { tool_slugs: ["DEMO_ADD"] }]);
    expect(answer?.tools.map(({ name }) => name)).toEqual(["DEMO_ADD"]);
  });

  test.each<[args: unknown, query: string | undefined]>([
    [{ query: "a b" }, "a b"],
    ['{"query":"a b"}', "a b"],
    ['"a b"', "a b"],
    ["a b", "a b"],
    ...[null, 5, "", " ", {}, { query: 5 }, { query: " " }, "null"].map((args): [unknown, undefined] => [
      args,
      undefined,
    ]),
  ])("searches for the model's query: %j", async (args, query) => {
    const { session } = await createDemo();
    const { signal } = new AbortController();
    const seen: unknown[] = [];
    const search: typeof session.search = (asked, options) => {
      seen.push(asked, options?.signal);
      return session.search("add two numbers", options);
    };
    const tools = [toolSearchTool({ ...session, search })];
    const [answer] = await handleToolSearch(tools, [searchCall("a", args)], { signal });
    expect(seen).toEqual(query === undefined ? [] : [query, signal]);
    expect(answer?.status).toBe(query === undefined ? "incomplete" : "completed");
  });

  test("applies its options to the tools it finds", async () => {
    const { session } = await createDemo();
    // The answer contains the schemas, so nothing else is requested.
    const executeMeta = () => Promise.reject(new Error("a request too many"));
    const tools = [toolSearchTool({ ...session, executeMeta }, { maxResults: 1, maxOutputChars: 4 })];
    const [found] = await handleToolSearch(tools, [searchCall("a", { query: "add two numbers" })]);
    expect(found?.tools).toMatchObject([{ name: "DEMO_ADD", description: "Adds two numbers." }]);
    const { messages } = await handleResponseOutput(tools, [functionCall("b", "DEMO_ADD", { a: 1, b: 2 })]);
    expect(messages[0]?.output).toContain("_truncated");
  });

  test("keeps a declared tool that it finds again", async () => {
    const { session } = await createDemo();
    const declared = await toResponsesTools(session, { include: ["DEMO_ADD"], maxOutputChars: 4 });
    const tools = [toolSearchTool(session, { maxResults: 1 }), ...declared];
    const [found] = await handleToolSearch(tools, [searchCall("a", { query: "add two numbers" })]);
    expect(found?.tools.map(({ name }) => name)).toEqual(["DEMO_ADD"]);
    const { messages } = await handleResponseOutput(tools, [functionCall("b", "DEMO_ADD", { a: 1, b: 2 })]);
    expect(messages[0]?.output).toContain("_truncated");
  });

  test("finds the matching slugs of include", async () => {
    const { session } = await createDemo();
    const calls = [searchCall("a", { query: "add two numbers" })];
    for (const include of [["DEMO_ADD"], ["DEMO_ADD", "DEMO_ECHO"], ["DEMO_ECHO"]]) {
      const [answer] = await handleToolSearch([toolSearchTool(session, { include })], calls);
      expect(answer?.status).toBe("completed");
      expect(answer?.tools.map(({ name }) => name)).toEqual(include.filter((slug) => slug === "DEMO_ADD"));
    }
  });

  test("is incomplete after a failure, rejects after an abort, and skips other items", async () => {
    const { session } = await createDemo();
    const broken = { ...session, search: () => Promise.reject(new Error("no connection")) };
    const incomplete = { status: "incomplete", tools: [] };
    const tools = [toolSearchTool(broken), ...(await toResponsesTools(session))];
    expect(
      await handleToolSearch(tools, [searchCall("a", { query: "x" }), searchCall("b", 5), searchCall(null, "")]),
    ).toMatchObject([
      { call_id: "a", ...incomplete },
      { call_id: "b", ...incomplete },
      { call_id: null, ...incomplete },
    ]);
    const others = [{ ...searchCall("c", {}), execution: "server" } as const, functionCall("d", "DEMO_ADD", {})];
    expect(await handleToolSearch(tools, others)).toEqual([]);
    expect(await handleToolSearch([], [searchCall("a", {})])).toEqual([]);
    const started: string[] = [];
    const controller = new AbortController();
    const search = (query: string) => {
      started.push(query);
      controller.abort("gone");
      return Promise.reject(new Error("aborted"));
    };
    const aborting = [toolSearchTool({ ...session, search })];
    for (const query of ["first", "second"]) {
      const aborted = handleToolSearch(aborting, [searchCall("a", { query })], { signal: controller.signal });
      await expect(aborted).rejects.toBe("gone");
    }
    expect(started).toEqual(["first"]);
  });
});

test("answers a call of a tool that was found before a restart", async () => {
  const { session } = await createDemo();
  const output = [functionCall("a", "DEMO_ADD", { a: 1, b: 2 })];
  const { messages } = await handleResponseOutput([toolSearchTool(session)], output);
  expect(messages[0]?.output).toContain(
    "No function is named DEMO_ADD. Call one that you were given, or search for one.",
  );
});

test("rejects invalid options at once", async () => {
  const { session } = await createDemo();
  for (const options of [{ maxResults: 0 }, { maxresults: 3 }, { onError: "thow" }, { approval: "destructive" }]) {
    expect(() => toolSearchTool(session, options as never)).toThrow(ToolRouterError);
  }
  expect(() => toolSearchTool(Promise.resolve(session) as never)).toThrow(/await router\.sessions\.create/);
});
