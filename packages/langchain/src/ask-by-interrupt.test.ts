import { Command, INTERRUPT, interrupt, MemorySaver, MessagesAnnotation, Send, StateGraph } from "@langchain/langgraph";
import { ToolNode, toolsCondition } from "@langchain/langgraph/prebuilt";
import { AIMessage, type BaseMessage, ToolMessage } from "@langchain/core/messages";
import type { ToolOutcome } from "@tool-router/adapter-kit";
import { createAskingDemo } from "@tool-router/adapter-kit/testing/asking-router";
import { fakeSession, fakeTool } from "@tool-router/adapter-kit/testing/fake-session";
import { createStoppingTool } from "@tool-router/adapter-kit/testing/stopping-tool";
import { createAgent, createMiddleware } from "langchain";
import { describe, expect, test } from "vitest";
import { type AdapterOptions, askByInterrupt, type InputInterrupt, toLangChainTools } from "./index.ts";
import { type ScriptedCall, scriptedModel, type ScriptedModel } from "./testing/scripted-model.ts";

interface State {
  readonly messages: readonly BaseMessage[];
  readonly [INTERRUPT]?: readonly { readonly id: string; readonly value: InputInterrupt }[];
}
interface Graph {
  invoke(input: object, config: object): Promise<unknown>;
  stream(input: object, config: object): Promise<AsyncIterable<unknown>>;
  updateState(config: object, values: object, asNode?: string): Promise<unknown>;
}
type Tools = Awaited<ReturnType<typeof toLangChainTools>>;

const messages = [{ role: "user", content: "go" }];
const thread = { configurable: { thread_id: "1" } };
const approve = { action: "accept", content: { decision: "approve" } };
const untouched = createMiddleware({ name: "Untouched", wrapToolCall: (request, handler) => handler(request) });

/** The ways in which LangGraph runs the calls of a message. */
const graphs = {
  createAgent: (model, tools, checkpointer) => createAgent({ model, tools, checkpointer }).graph,
  "createAgent with middleware": (model, tools, checkpointer) =>
    createAgent({ model, tools, checkpointer, middleware: [untouched] }).graph,
  "a ToolNode with Send": (model, tools, checkpointer) =>
    new StateGraph(MessagesAnnotation)
      .addNode("model", async (state) => ({ messages: [await model.invoke(state.messages)] }))
      .addNode("tools", new ToolNode(tools))
      .addEdge("__start__", "model")
      .addConditionalEdges("model", (state) => {
        const { tool_calls: calls = [] } = state.messages.at(-1) as AIMessage;
        return calls.length > 0 ? calls.map((call) => new Send("tools", { ...state, lg_tool_call: call })) : "__end__";
      })
      .addEdge("tools", "model")
      .compile({ checkpointer }),
  "a ToolNode": (model, tools, checkpointer) =>
    new StateGraph(MessagesAnnotation)
      .addNode("model", async (state) => ({ messages: [await model.invoke(state.messages)] }))
      .addNode("tools", new ToolNode(tools))
      .addEdge("__start__", "model")
      .addConditionalEdges("model", toolsCondition)
      .addEdge("tools", "model")
      .compile({ checkpointer }),
} satisfies Record<string, (model: ScriptedModel, tools: Tools, checkpointer: MemorySaver) => object>;

type Kind = keyof typeof graphs;
const kinds = Object.keys(graphs) as Kind[];
/** Kinds that run each call in its own task. */
const separate = kinds.filter((kind) => kind !== "a ToolNode");

async function start(
  kind: Kind,
  session: Parameters<typeof toLangChainTools>[0],
  turns: readonly (readonly ScriptedCall[])[],
  options: AdapterOptions = {},
) {
  const tools = await toLangChainTools(session, { onInputRequired: askByInterrupt(interrupt), ...options });
  const checkpointer = new MemorySaver();
  const graph = graphs[kind](scriptedModel(...turns), tools, checkpointer) as Graph;
  const invoke = async (input: object): Promise<State> => (await graph.invoke(input, thread)) as State;
  return {
    checkpointer,
    graph,
    first: await invoke({ messages }),
    resume: (resume: unknown): Promise<State> => invoke(new Command({ resume })),
  };
}

const interruptsOf = (state: State): NonNullable<State[typeof INTERRUPT]> => state[INTERRUPT] ?? [];
const questionsOf = (state: State): InputInterrupt["questions"] =>
  interruptsOf(state).flatMap(({ value }) => value.questions);
/** The same answer to all questions. */
const answer = (state: State, response: object): Record<string, object> =>
  Object.fromEntries(questionsOf(state).map(({ key }) => [key, response]));
/** The key of the question about the deletion of `id`. Tasks run in parallel, so their interrupts come in any order. */
const keyFor = (state: State, id: string): string =>
  interruptsOf(state).find(({ value }) => value.arguments["id"] === id)!.value.questions[0]!.key;
const resultsOf = (state: State): ToolMessage[] => state.messages.filter((message) => ToolMessage.isInstance(message));
const outcomes = (state: State): [id: string, status: string][] =>
  resultsOf(state).map(({ tool_call_id: id, artifact }) => [id, (artifact as ToolOutcome).status]);

const remove: ScriptedCall = ["call_1", "DEMO_DELETE", { id: "x" }];
const list: ScriptedCall = ["call_2", "DEMO_LIST", {}];

describe.each(kinds)("in %s", (kind) => {
  test.each([
    [1, "an approval", approve, "ok"],
    [0, "a denial in the form", { action: "accept", content: { decision: "deny" } }, "refused"],
    [0, "a decline", { action: "decline" }, "refused"],
    [0, "a cancel", { action: "cancel" }, "refused"],
    [0, "an answer without an action", {}, "refused"],
    [0, "an answer with an unknown action", { action: "approve" }, "refused"],
  ])("runs the tool %i times after %s", async (times, _, response, status) => {
    const demo = await createAskingDemo();
    const { first, resume } = await start(kind, demo.session, [[remove]]);
    expect(interruptsOf(first).map(({ value }) => value)).toEqual([
      {
        type: "input_required",
        tool: "DEMO_DELETE",
        arguments: { id: "x" },
        questions: [
          expect.objectContaining({
            key: expect.any(String),
            message: 'Run DEMO_DELETE with {"id":"x"}?',
            requested_schema: expect.objectContaining({ required: ["decision"] }),
          }),
        ],
      },
    ]);
    expect(await demo.ran("DEMO_DELETE")).toBe(0);

    const last = await resume(answer(first, response));
    expect(questionsOf(last)).toEqual([]);
    expect(outcomes(last)).toEqual([["call_1", status]]);
    expect(last.messages.at(-1)?.content).toBe("done");
    expect(await demo.ran("DEMO_DELETE")).toBe(times);
  });

  test("does not interrupt for a custom tool, which would repeat its earlier steps", async () => {
    const { session, ran } = await createStoppingTool();
    const { first } = await start(kind, session, [[["call_1", "LOCAL_NEST", {}]]]);
    expect(interruptsOf(first)).toEqual([]);
    expect(outcomes(first)).toEqual([["call_1", "needs_input"]]);
    expect(ran).toEqual(["MAIL_DRAFT"]);
  });

  test("accepts answers by interrupt id", async () => {
    const demo = await createAskingDemo();
    const { first, resume } = await start(kind, demo.session, [[remove]]);
    const [asked] = interruptsOf(first);
    const last = await resume({ [asked!.id]: answer(first, approve) });
    expect(outcomes(last)).toEqual([["call_1", "ok"]]);
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test("does not run a call that is resumed without an answer", async () => {
    const demo = await createAskingDemo();
    const { first, resume } = await start(kind, demo.session, [[remove]]);
    const last = await resume({ [interruptsOf(first)[0]!.id]: null });
    expect(outcomes(last)).toEqual([["call_1", "needs_input"]]);
    expect(resultsOf(last)[0]?.content).toContain("DEMO_DELETE did not run");
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });

  test.each([
    ["none", {}],
    ["one for another question", { q_0: approve }],
    ["one in the wrong place", approve],
  ])("asks again if the answer is %s, and then runs the call once", async (_, wrong) => {
    const demo = await createAskingDemo();
    const { first, resume } = await start(kind, demo.session, [[remove]]);
    const again = await resume(wrong);
    expect(questionsOf(again)).toEqual(questionsOf(first));
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
    expect(outcomes(await resume(answer(again, approve)))).toEqual([["call_1", "ok"]]);
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test.each([
    ["message", { message: (_: string, __: unknown, asking: number) => (asking === 1 ? "First?" : "Second?") }],
    ["form", {}],
  ])("asks again when the %s of a question has changed, and counts only the new answer", async (part, asking) => {
    const form: Record<string, unknown> = { type: "object", properties: { decision: { type: "string" } } };
    const demo = await createAskingDemo({ ...asking, ...(part === "form" && { form }) });
    const { first, resume } = await start(kind, demo.session, [[remove]]);
    form["required"] = ["decision"];
    const second = await resume(answer(first, approve));
    expect(questionsOf(second)).toHaveLength(1);
    expect(questionsOf(second)[0]?.key).not.toBe(questionsOf(first)[0]?.key);
    expect(await demo.ran("DEMO_DELETE")).toBe(0);

    // The old answer never counts for the new question.
    const third = await resume(answer(first, approve));
    expect(questionsOf(third)).toEqual(questionsOf(second));
    expect(await demo.ran("DEMO_DELETE")).toBe(0);

    expect(outcomes(await resume(answer(third, approve)))).toEqual([["call_1", "ok"]]);
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test("does not run a call whose question changes each time", async () => {
    const demo = await createAskingDemo({ message: (slug, _, asking) => `${slug}, ${asking}?` });
    const { first, resume } = await start(kind, demo.session, [[remove]]);
    let state = first;
    for (let round = 2; round < 6; round++) {
      state = await resume(answer(state, approve));
      expect(questionsOf(state)[0]?.message).toBe(`DEMO_DELETE, ${round}?`);
    }
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });

  test("asks the second question of one call after the first is answered", async () => {
    const ask = (message: string, next: (responses: Record<string, object>) => unknown): object => ({
      resultType: "input_required",
      data: {},
      error: "",
      logId: "",
      inputRequests: { [`id_${Math.random()}`]: { type: "elicitation", mode: "form", message, requested_schema: {} } },
      resume: async (responses: Record<string, object>) => next(responses),
    });
    const sent: unknown[] = [];
    const session = fakeSession(
      () =>
        ask("Which one?", (first) =>
          ask("Really?", (second) => {
            sent.push(...Object.values(first), ...Object.values(second));
            return { resultType: "completed", data: { sent: true }, error: null, logId: "" };
          }),
        ),
      [fakeTool("X")],
    );
    const { first, resume } = await start(kind, session, [[["call_1", "X", {}]]]);
    expect(questionsOf(first).map(({ message }) => message)).toEqual(["Which one?"]);
    const second = await resume(answer(first, { action: "accept", content: { id: 1 } }));
    expect(questionsOf(second).map(({ message }) => message)).toEqual(["Really?"]);
    expect(outcomes(await resume(answer(second, { action: "decline" })))).toEqual([["call_1", "ok"]]);
    expect(sent).toEqual([{ action: "accept", content: { id: 1 } }, { action: "decline" }]);
  });

  test("asks about several items of a batch in one interrupt, and takes the answers one by one", async () => {
    const demo = await createAskingDemo();
    const items = ["x", "y", "z"].map((id) => ({ tool_slug: "DEMO_DELETE", arguments: { id } }));
    const batch = { tools: [...items, { tool_slug: "DEMO_ADD", arguments: { a: 1, b: 2 } }] };
    const { first, resume } = await start(kind, demo.session, [[["call_1", "COMPOSIO_MULTI_EXECUTE_TOOL", batch]]]);
    const [x, y, z] = questionsOf(first).map(({ key }) => key);
    expect(interruptsOf(first)).toHaveLength(1);
    expect(new Set([x, y, z])).toHaveLength(3);

    const second = await resume({ [x!]: approve });
    expect(questionsOf(second).map(({ key }) => key)).toEqual([y, z]);
    expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_ADD")]).toEqual([0, 0]);

    const last = await resume({ [y!]: approve, [z!]: approve });
    expect(outcomes(last)).toEqual([["call_1", "ok"]]);
    expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_ADD")]).toEqual([3, 1]);
  });

  test("runs only the approved items of a batch", async () => {
    const demo = await createAskingDemo();
    const tools = ["x", "y"].map((id) => ({ tool_slug: "DEMO_DELETE", arguments: { id } }));
    const { first, resume } = await start(kind, demo.session, [[["call_1", "COMPOSIO_MULTI_EXECUTE_TOOL", { tools }]]]);
    const [x, y] = questionsOf(first).map(({ key }) => key);
    const last = await resume({ [x!]: { action: "decline" }, [y!]: approve });
    expect(outcomes(last)).toEqual([["call_1", "tool_error"]]);
    expect(resultsOf(last)[0]?.content).toContain('{"deleted":"y"}');
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test("asks again when the arguments were edited while the question was open", async () => {
    const demo = await createAskingDemo({ message: () => "Run it?" });
    const { first, resume, graph } = await start(kind, demo.session, [[remove]]);
    const edited = new AIMessage({
      id: first.messages.at(-1)!.id!,
      content: "",
      tool_calls: [{ type: "tool_call", id: "call_1", name: "DEMO_DELETE", args: { id: "other" } }],
    });
    await graph.updateState(thread, { messages: [edited] }, kind.startsWith("createAgent") ? "model_request" : "model");
    const second = await resume(answer(first, approve));
    expect(interruptsOf(second).map(({ value }) => value.arguments)).toEqual([{ id: "other" }]);
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
    expect(resultsOf(await resume(answer(second, approve)))[0]?.content).toBe('{"deleted":"other"}');
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test("does not count an answer for arguments that the same Command edits", async () => {
    const demo = await createAskingDemo({ message: () => "Run it?" });
    const { first, graph } = await start(kind, demo.session, [[remove]]);
    const edited = new AIMessage({
      id: first.messages.at(-1)!.id!,
      content: "",
      tool_calls: [{ type: "tool_call", id: "call_1", name: "DEMO_DELETE", args: { id: "other" } }],
    });
    await graph.invoke(new Command({ resume: answer(first, approve), update: { messages: [edited] } }), thread);
    const runs = await demo.local.runs({ tool: "DEMO_DELETE" });
    expect(runs.map((run) => run.arguments)).not.toContainEqual({ id: "other" });
  });

  test("resumes in another process from a checkpoint", async () => {
    const demo = await createAskingDemo();
    const { first, checkpointer } = await start(kind, demo.session, [[remove]]);
    const tools = await toLangChainTools(demo.router.sessions.use(demo.session.id), {
      tools: await demo.session.tools(),
      onInputRequired: askByInterrupt(interrupt),
    });
    const graph = graphs[kind](scriptedModel(), tools, checkpointer) as Graph;
    const last = (await graph.invoke(new Command({ resume: answer(first, approve) }), thread)) as State;
    expect(outcomes(last)).toEqual([["call_1", "ok"]]);
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test("keeps the router's state out of checkpoints, messages, artifacts and interrupts", async () => {
    const demo = await createAskingDemo();
    const unanswered: ScriptedCall = ["call_2", "DEMO_DELETE", { id: "y" }];
    const { first, resume, checkpointer } = await start(kind, demo.session, [[remove], [unanswered]]);
    const second = await resume(answer(first, approve));
    const last = await resume({ [interruptsOf(second)[0]!.id]: null });
    expect(outcomes(last)).toEqual([
      ["call_1", "ok"],
      ["call_2", "needs_input"],
    ]);
    const kept = storageText(checkpointer);
    const shown = JSON.stringify([first, second, last]);
    for (const text of [kept, shown]) expect(text).toContain("Run DEMO_DELETE with");
    expect(demo.states.length).toBeGreaterThan(2);
    for (const state of demo.states) expect(kept + shown).not.toContain(state);
    expect(kept + shown).not.toMatch(/request_?state/i);
  });

  test("streams the question, and the result after the answer", async () => {
    const demo = await createAskingDemo();
    const tools = await toLangChainTools(demo.session, { onInputRequired: askByInterrupt(interrupt) });
    const graph = graphs[kind](scriptedModel([remove]), tools, new MemorySaver()) as Graph;
    const read = async (input: object): Promise<Record<string, unknown>[]> => {
      const chunks: Record<string, unknown>[] = [];
      const stream = await graph.stream(input, { ...thread, streamMode: "updates" });
      for await (const chunk of stream) chunks.push(chunk as Record<string, unknown>);
      return chunks;
    };
    const asked = (await read({ messages })).at(-1) as unknown as State;
    expect(questionsOf(asked)).toHaveLength(1);
    const chunks = await read(new Command({ resume: answer(asked, approve) }));
    expect(chunks.map((chunk) => Object.keys(chunk))).toEqual([["tools"], [expect.stringMatching(/^model/)]]);
    expect(outcomes(chunks[0]!["tools"] as State)).toEqual([["call_1", "ok"]]);
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test('interrupts with onError: "throw", too', async () => {
    const demo = await createAskingDemo();
    const { first, resume } = await start(kind, demo.session, [[remove]], { onError: "throw" });
    const last = await resume(answer(first, approve));
    expect(resultsOf(last).map(({ content }) => content)).toEqual(['{"deleted":"x"}']);
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });
});

/** Everything that a MemorySaver keeps, as text. */
function storageText({ storage, writes }: MemorySaver): string {
  const decoder = new TextDecoder();
  return JSON.stringify([storage, writes], (_, value: unknown) =>
    value instanceof Uint8Array ? decoder.decode(value) : value,
  );
}

describe.each(separate)("in %s, with several calls in one message,", (kind) => {
  test("runs the calls that finished exactly once", async () => {
    const demo = await createAskingDemo();
    const { first, resume } = await start(kind, demo.session, [[remove, list]]);
    expect(await demo.ran("DEMO_LIST")).toBe(1);
    expect(outcomes(await resume(answer(first, approve)))).toEqual([
      ["call_1", "ok"],
      ["call_2", "ok"],
    ]);
    expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_LIST")]).toEqual([1, 1]);
  });

  test("asks about each call, and runs each approved call once", async () => {
    const demo = await createAskingDemo();
    const other: ScriptedCall = ["call_3", "DEMO_DELETE", { id: "y" }];
    const { first, resume } = await start(kind, demo.session, [[remove, list, other]]);
    expect(interruptsOf(first)).toHaveLength(2);
    const last = await resume({ [keyFor(first, "x")]: approve, [keyFor(first, "y")]: { action: "decline" } });
    expect(outcomes(last)).toEqual([
      ["call_1", "ok"],
      ["call_2", "ok"],
      ["call_3", "refused"],
    ]);
    expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_LIST")]).toEqual([1, 1]);
  });

  test("accepts answers one at a time", async () => {
    const demo = await createAskingDemo();
    const other: ScriptedCall = ["call_3", "DEMO_DELETE", { id: "y" }];
    const { first, resume } = await start(kind, demo.session, [[remove, list, other]]);
    const second = await resume({ [keyFor(first, "y")]: approve });
    expect(questionsOf(second).map(({ key }) => key)).toEqual([keyFor(first, "x")]);
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
    const last = await resume({ [keyFor(first, "x")]: approve });
    expect(outcomes(last).map(([, status]) => status)).toEqual(["ok", "ok", "ok"]);
    expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_LIST")]).toEqual([2, 1]);
  });

  test("requires an answer for each of two equal calls", async () => {
    const demo = await createAskingDemo();
    const { first, resume } = await start(kind, demo.session, [[remove, ["call_2", "DEMO_DELETE", { id: "x" }]]]);
    const [one, two] = questionsOf(first).map(({ key }) => key);
    expect(one).not.toBe(two);
    const last = await resume({ [one!]: approve, [two!]: { action: "decline" } });
    expect(outcomes(last).map(([, status]) => status)).toEqual(expect.arrayContaining(["ok", "refused"]));
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test.each([
    ["have the same id and arguments", "call_1", { id: "x" }],
    ["have the same id", "call_1", { id: "y" }],
    ["have an empty id", "", { id: "x" }],
  ])("does not ask about two calls that %s", async (_, id, args) => {
    const demo = await createAskingDemo();
    const turn: ScriptedCall[] = [
      [id, "DEMO_DELETE", { id: "x" }],
      [id, "DEMO_DELETE", args],
    ];
    const { first } = await start(kind, demo.session, [turn]);
    expect(interruptsOf(first)).toEqual([]);
    expect(outcomes(first)).toEqual([
      [id, "refused"],
      [id, "refused"],
    ]);
    expect(resultsOf(first)[0]!.content).toContain("DEMO_DELETE did not run: other calls have the same id");
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });
});

test("does not count an answer for a call with another account", async () => {
  const demo = await createAskingDemo();
  const onInputRequired = askByInterrupt(interrupt);
  const tools = await toLangChainTools(demo.session, { onInputRequired });
  const turns = scriptedModel([remove]);
  const { graph } = createAgent({ model: turns, tools, checkpointer: new MemorySaver() });
  const under = (account: string) => ({ configurable: { thread_id: "1", account } });
  const first = (await graph.invoke({ messages }, under("work"))) as unknown as State;
  const command = new Command({ resume: answer(first, approve) });
  const second = (await graph.invoke(command, under("private"))) as unknown as State;
  expect(questionsOf(second)).toHaveLength(1);
  expect(interruptsOf(second).map(({ value }) => value.account)).toEqual(["private"]);
  expect(questionsOf(second)[0]!.key).not.toBe(questionsOf(first)[0]!.key);
  expect(await demo.ran("DEMO_DELETE")).toBe(0);
});

describe("in a ToolNode that runs several calls in one task", () => {
  const again: ScriptedCall = ["call_3", "DEMO_DELETE", { id: "x" }];

  test.each(["return", "throw"] as const)(
    "does not repeat finished calls: the model makes the call again, alone (onError: %s)",
    async (onError) => {
      const demo = await createAskingDemo();
      const { first, resume } = await start("a ToolNode", demo.session, [[remove, list], [again]], { onError });
      expect(interruptsOf(first)).toHaveLength(1);
      expect(resultsOf(first).map(({ status, tool_call_id: id }) => [id, status])).toEqual([
        ["call_1", "error"],
        ["call_2", "success"],
      ]);
      expect(resultsOf(first)[0]?.content).toMatch(
        /DEMO_DELETE did not run: the user must be asked first, .* Call it again as the only call in a message\./,
      );
      const last = await resume(answer(first, approve));
      expect(resultsOf(last).at(-1)).toMatchObject({ tool_call_id: "call_3", content: '{"deleted":"x"}' });
      expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_LIST")]).toEqual([1, 1]);
    },
  );

  test("tells the application that a person must be asked", async () => {
    const demo = await createAskingDemo();
    const { first } = await start("a ToolNode", demo.session, [[remove, list]]);
    expect(outcomes(first)).toEqual([
      ["call_1", "needs_input"],
      ["call_2", "ok"],
    ]);
    expect(first.messages.at(-1)?.content).toBe("done");
  });

  test("interrupts if the other calls of the message are answered", async () => {
    const demo = await createAskingDemo();
    const tools = await toLangChainTools(demo.session, { onInputRequired: askByInterrupt(interrupt) });
    const graph = new StateGraph(MessagesAnnotation)
      .addNode("tools", new ToolNode(tools))
      .addEdge("__start__", "tools")
      .compile({ checkpointer: new MemorySaver() });
    const calls = [remove, list].map(([id, name, args]) => ({ type: "tool_call" as const, id, name, args }));
    const answered = new ToolMessage({ tool_call_id: "call_2", content: "done by hand" });
    const first = (await graph.invoke(
      { messages: [new AIMessage({ content: "", tool_calls: calls }), answered] },
      thread,
    )) as State;
    expect(questionsOf(first)).toHaveLength(1);
    await graph.invoke(new Command({ resume: answer(first, approve) }), thread);
    expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_LIST")]).toEqual([1, 0]);
  });

  test("handles an interrupt of `account` the same way", async () => {
    const demo = await createAskingDemo({ tools: [] });
    const calls: ScriptedCall[] = [["call_1", "FILES_LIST", {}], list];
    const options = { tools: await demo.session.tools(), account: () => interrupt("which one?") as string };
    const include = ["FILES_LIST"];
    const [files] = await toLangChainTools(await demo.severalAccounts(), { ...options, include });
    const [lists] = await toLangChainTools(demo.session, { include: ["DEMO_LIST"] });
    const model = scriptedModel(calls, [["call_3", "FILES_LIST", {}]]);
    const graph = graphs["a ToolNode"](model, [files!, lists!], new MemorySaver()) as Graph;
    const first = (await graph.invoke({ messages }, thread)) as State;
    expect(interruptsOf(first)).toMatchObject([{ value: "which one?" }]);
    const last = (await graph.invoke(new Command({ resume: "home" }), thread)) as State;
    expect(outcomes(last)).toEqual([
      ["call_1", "needs_input"],
      ["call_2", "ok"],
      ["call_3", "ok"],
    ]);
    expect([await demo.ran("FILES_LIST"), await demo.ran("DEMO_LIST")]).toEqual([1, 1]);
  });
});
