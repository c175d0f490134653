import { expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { answersTo, approve, deny, repoToolkit, type Waiting } from "../testing/approvals.ts";
import { testRouter, weather } from "../testing/test-router.ts";

type Item = Schemas["MultiExecuteToolArguments"]["tools"][number];
type Batch = Schemas["ExecuteResult"] & { data: Schemas["MultiExecuteToolData"] };

const batchOf = (...names: string[]): Item[] => [
  { tool_slug: "WEATHER_GET_FORECAST", arguments: {} },
  ...names.map((name) => ({ tool_slug: "REPO_DELETE", arguments: { name } })),
];

const open = async (
  config: Partial<Schemas["SessionCreate"]> = { tags: { require_approval: ["destructiveHint"] } },
) => {
  const { runs, toolkit } = repoToolkit();
  const forecasts: unknown[] = [];
  const router = testRouter({ toolkits: [toolkit, weather((args) => forecasts.push(args))] });
  const session = await router.session(config);
  const run = async (tools: Item[], rest: object = {}, endpoint: "execute" | "execute_meta" = "execute_meta") => {
    const slug = { [endpoint === "execute" ? "tool_slug" : "slug"]: "COMPOSIO_MULTI_EXECUTE_TOOL" };
    const body = { ...slug, arguments: { tools }, ...rest };
    return (await router.request<Batch & Waiting>("POST", `${session.path}/${endpoint}`, body)).body;
  };
  return { router, runs, forecasts, run };
};

test.each(["execute", "execute_meta"] as const)(
  "asks for approval of a batch through %s and runs it once",
  async (endpoint) => {
    const { run, runs, forecasts, router } = await open();
    const tools = batchOf("a", "b");
    const waiting = await run(tools, {}, endpoint);
    expect(waiting).toMatchObject({
      result_type: "input_required",
      data: {},
      error: "COMPOSIO_MULTI_EXECUTE_TOOL was not executed: it waits for an approval.",
    });
    expect(Object.values(waiting.input_requests).map(({ message }) => message)).toEqual([
      'Call 1: run REPO_DELETE with {"name":"a"}?',
      'Call 2: run REPO_DELETE with {"name":"b"}?',
    ]);
    expect([runs, forecasts]).toEqual([[], []]);
    expect((await router.runs()).map(({ tool, outcome }) => `${tool} ${outcome}`).toSorted()).toEqual([
      "COMPOSIO_MULTI_EXECUTE_TOOL asked",
      "REPO_DELETE asked",
      "REPO_DELETE asked",
    ]);

    const done = await run(tools, answersTo(waiting), endpoint);
    expect([done.result_type, done.data.success_count, runs.length, forecasts.length]).toEqual(["completed", 3, 2, 1]);
    expect((await run(tools, answersTo(waiting), endpoint)).result_type).toBe("input_required");
    expect(runs).toHaveLength(2);
  },
);

test("asks again through the other endpoint", async () => {
  const { run, runs } = await open();
  const waiting = await run(batchOf("a"));
  expect((await run(batchOf("a"), answersTo(waiting), "execute")).result_type).toBe("input_required");
  expect(runs).toEqual([]);
});

test("runs nothing until all questions are answered", async () => {
  const { run, runs, forecasts } = await open();
  const waiting = await run(batchOf("a", "b"));
  const { input_responses, request_state } = answersTo(waiting);
  const [first = ""] = Object.keys(input_responses);
  const half = { input_responses: { [first]: approve }, request_state };
  const again = await run(batchOf("a", "b"), half);
  expect([again.result_type, Object.keys(again.input_requests).length]).toEqual(["input_required", 2]);
  expect([runs, forecasts]).toEqual([[], []]);
});

test("asks again if an item differs", async () => {
  const { run, runs } = await open();
  const waiting = await run(batchOf("a", "b"));
  expect((await run(batchOf("a", "c"), answersTo(waiting))).result_type).toBe("input_required");
  expect((await run(batchOf("a"), answersTo(waiting))).result_type).toBe("input_required");
  expect(runs).toEqual([]);
});

test("reports a denied item as failed and runs the others", async () => {
  const { run, runs, forecasts } = await open();
  const waiting = await run(batchOf("a", "b"));
  const { result_type, error, data } = await run(batchOf("a", "b"), answersTo(waiting, deny, approve));
  expect([result_type, error]).toEqual(["failed", "1 out of 3 tools failed"]);
  const text = "REPO_DELETE was not executed: the user did not approve it.";
  expect(data.results[1]).toMatchObject({ error: text, response: { successful: false, data: {}, error: text } });
  expect(data.results.map(({ response }) => response?.successful)).toEqual([true, false, true]);
  expect([runs, forecasts.length]).toEqual([[{ name: "b" }], 1]);
});

test("does not ask about an item that cannot run", async () => {
  const { run } = await open();
  const tools = [
    { tool_slug: "REPO_DELETE", arguments: {} },
    { tool_slug: "REPO_NOPE", arguments: {} },
    ...batchOf("a"),
  ];
  const waiting = await run(tools);
  expect(Object.values(waiting.input_requests).map(({ message }) => message.slice(0, 7))).toEqual(["Call 3:"]);
  const { data } = await run(tools, answersTo(waiting));
  expect(data.results.map(({ error }) => error)).toEqual([
    "Invalid arguments: 'name' is required",
    "No tool is called REPO_NOPE",
    null,
    null,
  ]);
});
