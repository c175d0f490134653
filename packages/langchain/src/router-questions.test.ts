import { Command, INTERRUPT, interrupt, MemorySaver } from "@langchain/langgraph";
import { type AskingDemo, createAskingDemo } from "@tool-router/adapter-kit/testing/asking-router";
import { recordedResults, recordedTool, sessionReplying } from "@tool-router/adapter-kit/testing/recorded-results";
import type { InputResponses } from "@tool-router/core";
import { createAgent, type createMiddleware, humanInTheLoopMiddleware, toolRetryMiddleware } from "langchain";
import { describe, expect, test } from "vitest";
import {
  type AdapterOptions,
  askByInterrupt,
  type InputInterrupt,
  type InputQuestion,
  interruptOn,
  type OnInputRequired,
  type ToolOutcome,
  toLangChainTools,
} from "./index.ts";
import { readResults, type ScriptedCall, scriptedModel } from "./testing/scripted-model.ts";

type Middleware = ReturnType<typeof createMiddleware>;

const messages = [{ role: "user", content: "go" }];

test.each(recordedResults)("sets the message status of a recorded reply: $name", async ({ body, status }) => {
  const { slug } = recordedTool;
  const model = scriptedModel([["call_1", slug, {}]]);
  const tools = await toLangChainTools(sessionReplying(body));
  const agent = createAgent({ model, tools, checkpointer: new MemorySaver() });
  const { messages: said } = await agent.invoke({ messages }, { configurable: { thread_id: "1" } });
  expect(said.at(-1)?.content).toBe("done");
  const [result] = readResults(model);
  expect(result).toMatchObject({ tool_call_id: "call_1", name: slug, status: status === "ok" ? "success" : "error" });
  const outcome = result!.artifact as ToolOutcome;
  expect(outcome).toMatchObject({ status, toolSlug: slug });
  expect(JSON.parse(result!.text)).toMatchObject(
    outcome.status === "ok" ? outcome.data : { status, error: outcome.text },
  );
  // The state of a question stays between the router and the client.
  const { request_state: state = "v1." } = body as { request_state?: string };
  expect(JSON.stringify(said)).not.toContain(state);
});

const remove: ScriptedCall = ["call_1", "DEMO_DELETE", { id: "x" }];
const list: ScriptedCall = ["call_2", "DEMO_LIST", {}];

/** The same answer to all questions. */
const answerAll =
  (response: InputResponses[string]) =>
  ({ inputRequests }: InputQuestion): InputResponses =>
    Object.fromEntries(Object.keys(inputRequests).map((id) => [id, response]));
const approve = answerAll({ action: "accept", content: { decision: "approve" } });

async function run(demo: AskingDemo, options: AdapterOptions, turn: ScriptedCall[], middleware: Middleware[] = []) {
  const model = scriptedModel(turn);
  const agent = createAgent({ model, tools: await toLangChainTools(demo.session, options), middleware });
  const { messages: said } = await agent.invoke({ messages });
  const results = readResults(model);
  return { said, results, statuses: results.map(({ artifact }) => (artifact as ToolOutcome | undefined)?.status) };
}

describe("onInputRequired", () => {
  test.each([
    [1, "an approval", approve, "ok"],
    [0, "a denial in the form", answerAll({ action: "accept", content: { decision: "deny" } }), "refused"],
    [0, "a decline", answerAll({ action: "decline" }), "refused"],
    [0, "a cancel", answerAll({ action: "cancel" }), "refused"],
    [0, "no answer", () => undefined, "needs_input"],
    [0, "no handler", undefined, "needs_input"],
    [0, "an answer to another question", () => ({ other: { action: "accept" } }), "refused"],
    [0, "an error", () => Promise.reject(new Error("secret: no database")), "refused"],
  ] satisfies [number, string, OnInputRequired | undefined, string][])(
    "runs the tool %i times after %s, and the other call of the message once",
    async (times, _, onInputRequired, status) => {
      const demo = await createAskingDemo();
      const { said, results, statuses } = await run(demo, { onInputRequired }, [remove, list]);
      expect(statuses).toEqual([status, "ok"]);
      expect(results[0]?.status).toBe(times === 1 ? "success" : "error");
      expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_LIST")]).toEqual([times, 1]);
      expect(JSON.stringify(said)).not.toMatch(/secret/);
    },
  );

  test("is asked with the call and its questions, without the router's state", async () => {
    const demo = await createAskingDemo();
    const asked: InputQuestion[] = [];
    await run(demo, { onInputRequired: (question) => void asked.push(question) }, [remove]);
    expect(asked).toEqual([
      {
        tool: expect.objectContaining({ slug: "DEMO_DELETE" }),
        args: { id: "x" },
        callId: "call_1",
        signal: expect.any(AbortSignal),
        inputRequests: {
          [Object.keys(asked[0]!.inputRequests)[0]!]: expect.objectContaining({
            message: 'Run DEMO_DELETE with {"id":"x"}?',
          }),
        },
      },
    ]);
    expect(JSON.stringify(asked)).not.toContain(demo.states[0]);
  });

  test("answers all questions of a batch at once", async () => {
    const demo = await createAskingDemo();
    const tools = ["x", "y"].map((id) => ({ tool_slug: "DEMO_DELETE", arguments: { id } }));
    const batch: ScriptedCall = ["call_1", "COMPOSIO_MULTI_EXECUTE_TOOL", { tools }];
    const { results } = await run(demo, {}, [batch]);
    expect(JSON.parse(results[0]!.text)).toMatchObject({
      questions: ['Run DEMO_DELETE with {"id":"x"}?', 'Run DEMO_DELETE with {"id":"y"}?'],
    });
    expect((await run(demo, { onInputRequired: approve }, [batch])).statuses).toEqual(["ok"]);
    expect([demo.asked(), await demo.ran("DEMO_DELETE")]).toEqual([2, 2]);
  });

  test("stops waiting after an abort, and runs nothing", async () => {
    const demo = await createAskingDemo();
    const controller = new AbortController();
    const reason = new Error("the user left");
    const onInputRequired = (): Promise<undefined> => {
      controller.abort(reason);
      return new Promise(() => {});
    };
    const agent = createAgent({
      model: scriptedModel([remove]),
      tools: await toLangChainTools(demo.session, { onInputRequired }),
    });
    await expect(agent.invoke({ messages }, { signal: controller.signal })).rejects.toBe(reason);
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });

  test("asks once even if failures are thrown and retried", async () => {
    const demo = await createAskingDemo();
    const retry = toolRetryMiddleware({ initialDelayMs: 0, jitter: false }) as unknown as Middleware;
    const { results } = await run(demo, { onError: "throw" }, [remove], [retry]);
    expect(results).toHaveLength(1);
    expect([demo.asked(), await demo.ran("DEMO_DELETE")]).toEqual([1, 0]);
  });
});

describe("interruptOn", () => {
  const batch = (...slugs: string[]): object => ({
    tools: slugs.map((slug) => ({ tool_slug: slug, arguments: { a: 1, b: 1, id: "x" } })),
  });
  const connections = (...actions: string[]): object => ({
    toolkits: actions.map((action) => ({ name: "mail", action })),
  });

  test.each([
    [false, "a batch that only reads", "COMPOSIO_MULTI_EXECUTE_TOOL", batch("DEMO_ADD", "DEMO_ADD")],
    [true, "a batch with one deletion", "COMPOSIO_MULTI_EXECUTE_TOOL", batch("DEMO_ADD", "DEMO_DELETE")],
    [true, "a batch with a tool without hints", "COMPOSIO_MULTI_EXECUTE_TOOL", batch("DEMO_ADD", "DEMO_LIST")],
    [true, "a batch with an unknown tool", "COMPOSIO_MULTI_EXECUTE_TOOL", batch("DEMO_ADD", "NO_SUCH_TOOL")],
    [true, "a batch without items", "COMPOSIO_MULTI_EXECUTE_TOOL", batch()],
    [false, "a list of connections", "COMPOSIO_MANAGE_CONNECTIONS", connections("list", "list")],
    [true, "a new connection", "COMPOSIO_MANAGE_CONNECTIONS", connections("list", "add")],
    [true, "no action on connections", "COMPOSIO_MANAGE_CONNECTIONS", connections()],
  ])("decides %j for %s", async (expected, _, slug, args) => {
    // The agent has none of the demo's tools.
    const { session } = await createAskingDemo({ preload: [] });
    const tools = await toLangChainTools(session);
    expect(await interruptOn(tools, "destructive")[slug]!.when({ toolCall: { args } })).toBe(expected);
  });

  test("looks up the tools of a batch in one request", async () => {
    const { session } = await createAskingDemo({ preload: [] });
    const looked: (readonly string[])[] = [];
    const lookUp = async (slugs: readonly string[]) => {
      looked.push(slugs);
      return session.lookUp(slugs);
    };
    const tools = await toLangChainTools({ ...session, lookUp });
    const rule = interruptOn(tools, "destructive")["COMPOSIO_MULTI_EXECUTE_TOOL"];
    expect(await rule!.when({ toolCall: { args: batch("DEMO_ADD", "FILES_LIST") } })).toBe(true);
    expect(looked).toEqual([["DEMO_ADD", "FILES_LIST"]]);
  });
});

describe("humanInTheLoopMiddleware beside a router that asks", () => {
  const thread = { configurable: { thread_id: "1" } };

  async function start(demo: AskingDemo) {
    const tools = await toLangChainTools(demo.session, { onInputRequired: askByInterrupt(interrupt) });
    // LangChain's types of this middleware do not check with `exactOptionalPropertyTypes`.
    const inTheLoop = humanInTheLoopMiddleware as unknown as (options: object) => Middleware;
    const middleware = [inTheLoop({ interruptOn: interruptOn(tools, "destructive") })];
    const model = scriptedModel([remove]);
    const agent = createAgent({ model, tools, middleware, checkpointer: new MemorySaver() });
    const interrupts = (state: object): { value: unknown }[] =>
      (state as { [INTERRUPT]?: { value: unknown }[] })[INTERRUPT] ?? [];
    const [first] = interrupts(await agent.invoke({ messages }, thread));
    expect(first?.value).toMatchObject({ actionRequests: [{ name: "DEMO_DELETE", args: { id: "x" } }] });
    return {
      model,
      resume: async (resume: object) => interrupts(await agent.invoke(new Command({ resume }), thread))[0]?.value,
    };
  }

  test("lets the router ask after an approval, about the edited arguments", async () => {
    const demo = await createAskingDemo();
    const { resume, model } = await start(demo);
    const editedAction = { name: "DEMO_DELETE", args: { id: "y" } };
    const asked = (await resume({ decisions: [{ type: "edit", editedAction }] })) as InputInterrupt;
    expect(asked).toMatchObject({ type: "input_required", arguments: { id: "y" } });
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
    const response = { action: "accept", content: { decision: "approve" } };
    expect(await resume({ [asked.questions[0]!.key]: response })).toBeUndefined();
    expect(readResults(model)[0]?.content).toBe('{"deleted":"y"}');
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test("does not let the router ask after a rejection", async () => {
    const demo = await createAskingDemo();
    const { resume } = await start(demo);
    expect(await resume({ decisions: [{ type: "reject", message: "no" }] })).toBeUndefined();
    expect([demo.asked(), await demo.ran("DEMO_DELETE")]).toEqual([0, 0]);
  });
});
