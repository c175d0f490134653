import { type AskingDemo, createAskingDemo } from "@tool-router/adapter-kit/testing/asking-router";
import { recordedResults, recordedTool, sessionReplying } from "@tool-router/adapter-kit/testing/recorded-results";
import { createStoppingTool } from "@tool-router/adapter-kit/testing/stopping-tool";
import type { InputResponses } from "@tool-router/core";
import type OpenAI from "openai";
import { describe, expect, test } from "vitest";
import {
  type AdapterOptions,
  type AnsweredCall,
  handleChatToolCalls,
  handleResponseOutput,
  handleToolSearch,
  type HandleOptions,
  type InputQuestion,
  type OnInputRequired,
  type PendingQuestion,
  toChatTools,
  toResponsesTools,
  toRunnableTools,
  toolSearchTool,
} from "./index.ts";
import { type ScriptedCall, scriptedOpenAI, type ScriptedOpenAI } from "./testing/scripted-openai.ts";

type AdapterSession = Parameters<typeof toChatTools>[0];
/** A handler's answer, the same for both APIs. */
interface Handled {
  readonly results: (readonly [id: string, text: string])[];
  readonly pending: readonly object[];
  readonly questions: readonly PendingQuestion[];
  readonly calls: readonly AnsweredCall[];
}
interface Tools {
  handle(calls: readonly object[], options?: HandleOptions): Promise<Handled>;
  /** Makes the calls of a model's turn through the official client. */
  ask(model: ScriptedOpenAI): Promise<readonly object[]>;
}

const calls = (...scripted: ScriptedCall[]): ScriptedOpenAI => scriptedOpenAI(scripted);

const apis = {
  async "Chat Completions"(session: AdapterSession, options?: AdapterOptions): Promise<Tools> {
    const tools = await toChatTools(session, options);
    return {
      async handle(tool_calls, how) {
        const message = { tool_calls: tool_calls as OpenAI.ChatCompletionMessageToolCall[] };
        const { messages, ...rest } = await handleChatToolCalls(tools, message, how);
        return { ...rest, results: messages.map((result) => [result.tool_call_id, result.content as string]) };
      },
      async ask({ client }) {
        const { choices } = await client.chat.completions.create({ model: "scripted", messages: [], tools });
        return choices[0]!.message.tool_calls ?? [];
      },
    };
  },
  async Responses(session: AdapterSession, options?: AdapterOptions): Promise<Tools> {
    const tools = await toResponsesTools(session, options);
    return {
      async handle(output, how) {
        const { messages, ...rest } = await handleResponseOutput(
          tools,
          output as OpenAI.Responses.ResponseOutputItem[],
          how,
        );
        return { ...rest, results: messages.map((result) => [result.call_id!, result.output as string]) };
      },
      ask: async ({ client }) => (await client.responses.create({ model: "scripted", input: "go", tools })).output,
    };
  },
};

const remove: ScriptedCall = ["call_1", "DEMO_DELETE", { id: "x" }];
const list: ScriptedCall = ["call_2", "DEMO_LIST", {}];

/** The same answer to all questions. */
const answerAll =
  (response: InputResponses[string]) =>
  ({ inputRequests }: Pick<InputQuestion, "inputRequests">): InputResponses =>
    Object.fromEntries(Object.keys(inputRequests).map((id) => [id, response]));
const approve = answerAll({ action: "accept", content: { decision: "approve" } });
const responses: [times: number, name: string, onInputRequired: OnInputRequired | undefined, status: string][] = [
  [1, "an approval", approve, "ok"],
  [0, "a denial in the form", answerAll({ action: "accept", content: { decision: "deny" } }), "refused"],
  [0, "a decline", answerAll({ action: "decline" }), "refused"],
  [0, "a cancel", answerAll({ action: "cancel" }), "refused"],
  [0, "no answer", () => undefined, "needs_input"],
  [0, "no handler", undefined, "needs_input"],
  [0, "an answer to another question", () => ({ other: { action: "accept" } }), "refused"],
  [0, "an error", () => Promise.reject(new Error("secret: no database")), "refused"],
];
/** The status of each call, whether it is answered or pending. */
const statusesOf = ({ calls: answered, questions }: Handled): Record<string, string> =>
  Object.fromEntries(
    [...answered, ...questions].map(({ id, outcome }) => [id, outcome === "function" ? outcome : outcome.status]),
  );
const messagesOf = ({ questions }: Handled): string[] =>
  questions.flatMap(({ outcome }) => Object.values(outcome.inputRequests).map(({ message }) => message));

/** The status that the model reads in a result. */
const statusIn = (text: string): string => {
  const { error, status } = JSON.parse(text) as { error?: string; status?: string };
  return error === undefined ? "ok" : String(status);
};

/** Matches answers by call and message like the README, because the ids of questions change. */
function answersTo(shown: readonly PendingQuestion[], response: InputResponses[string]): OnInputRequired {
  const answers = new Map(
    shown.flatMap(({ id, outcome }) =>
      Object.values(outcome.inputRequests).map(({ message }) => [`${id} ${message}`, response] as const),
    ),
  );
  return ({ callId, inputRequests }) => {
    const given: InputResponses = {};
    for (const [id, { message }] of Object.entries(inputRequests)) {
      const answer = answers.get(`${callId} ${message}`);
      if (!answer) return undefined;
      given[id] = answer;
    }
    return given;
  };
}

describe.each(Object.entries(apis))("%s", (_, bind) => {
  test.each(recordedResults)("answers a recorded reply or keeps it pending: $name", async ({ body, status }) => {
    const { slug } = recordedTool;
    const tools = await bind(sessionReplying(body));
    const made = await tools.ask(calls(["call_1", slug, {}]));
    const handled = await tools.handle(made);
    expect(statusesOf(handled)).toEqual({ call_1: status });
    const isPending = status === "needs_input";
    expect(handled.pending).toEqual(isPending ? made : []);
    expect(handled.questions.map(({ id, name }) => [id, name])).toEqual(isPending ? [["call_1", slug]] : []);
    const { input_requests: inputRequests } = body as { input_requests?: object };
    expect(handled.questions[0]?.outcome.inputRequests).toEqual(inputRequests);
    expect(handled.results.map(([id, text]) => [id, statusIn(text)])).toEqual(isPending ? [] : [["call_1", status]]);
    const { request_state: state = "v1." } = body as { request_state?: string };
    expect(JSON.stringify(handled)).not.toContain(state);
  });

  describe.each(["approve", "pending"])("with an approval by %s", (way) => {
    const other: ScriptedCall = ["call_1", "DEMO_DELETE", { id: "y" }];
    const add: ScriptedCall = ["call_1", "DEMO_ADD", { a: 1, b: 2 }];
    const withId = (id: string, ...turn: ScriptedCall[]) =>
      turn.map(([, name, args]): ScriptedCall => [id, name, args]);

    /** Approves every call. Hands back each pending call alone, as if a user clicks through them. */
    const approveAll = async (turn: readonly object[], demo: AskingDemo) => {
      const tools = await bind(demo.session);
      const asked: string[] = [];
      const approveOne: HandleOptions["approve"] = ({ id }) => {
        asked.push(id);
        return true;
      };
      const asks = way === "approve" ? { approve: approveOne } : {};
      const handled = await tools.handle(turn, { approval: "destructive", ...asks });
      for (const call of handled.pending) await tools.handle([call]);
      return { ...handled, asked: way === "approve" ? asked.length : handled.pending.length };
    };
    const callsOf = async (...turn: ScriptedCall[]) =>
      (await bind(await quiet().then((d) => d.session))).ask(calls(...turn));
    const quiet = () => createAskingDemo({ tools: [] });

    test.each<[name: string, turn: ScriptedCall[], ran: number, asked: number]>([
      ["share an id", [remove, other], 0, 0],
      ["share an id, and the last needs no approval", [remove, add], 0, 0],
      ["are the same", [remove, remove], 1, 1],
      ["have no id", withId("", remove, other), 0, 0],
      ["have no id and are the same", withId("", remove, remove), 0, 0],
      ["have ids of their own", [remove, ["call_2", "DEMO_DELETE", { id: "x" }]], 2, 2],
      ["are one without an id", withId("", remove), 1, 1],
    ])("runs each approved call once when the calls %s", async (__, turn, ran, asked) => {
      const demo = await quiet();
      const handled = await approveAll(await callsOf(...turn), demo);
      expect({ ran: await demo.ran("DEMO_DELETE"), asked: handled.asked }).toEqual({ ran, asked });
      if (ran > 0) return;
      expect(handled.pending).toEqual([]);
      for (const [, text] of handled.results) {
        expect(text).toContain("DEMO_DELETE did not run: other calls have the same id");
      }
    });

    test("runs nothing if calls lack the id", async () => {
      const demo = await quiet();
      const turn = (await callsOf(remove, ["call_2", ...other.slice(1)] as never)).map((call) => {
        const { id: __, call_id: ___, ...rest } = call as { id?: string; call_id?: string };
        return rest;
      });
      const handled = await approveAll(turn, demo);
      expect({ ran: await demo.ran("DEMO_DELETE"), asked: handled.asked }).toEqual({ ran: 0, asked: 0 });
    });

    test("runs calls that need no approval, regardless of their ids", async () => {
      const demo = await quiet();
      await approveAll(await callsOf(...withId("", add, add)), demo);
      expect(await demo.ran("DEMO_ADD")).toBe(2);
    });
  });

  test("shows the person the account that the model named", async () => {
    const demo = await createAskingDemo({ tools: [] });
    const session = await demo.severalAccounts();
    const tools = [...(await session.tools()), await demo.router.tools.get("FILES_LIST")];
    const bound = await bind(session, { tools, accounts: { files: ["work", "home"] } });
    const seen: unknown[] = [];
    const approveOne: HandleOptions["approve"] = ({ args, account }) => {
      seen.push([args, account]);
      return true;
    };
    const turn = await bound.ask(calls(["call_1", "FILES_LIST", { account: "home" }]));
    const { results } = await bound.handle(turn, { approval: () => true, approve: approveOne });
    expect(seen).toEqual([[{}, "home"]]);
    expect(results).toEqual([["call_1", '{"of":"home"}']]);
  });

  describe.each(["handler", "tools"] as const)("with onInputRequired of the %s", (owner) => {
    test.each(responses)("runs the tool %i times after %s", async (times, __, onInputRequired, status) => {
      const demo = await createAskingDemo();
      const options = { onInputRequired };
      const tools = await bind(demo.session, owner === "tools" ? options : {});
      const made = await tools.ask(calls(remove, list));
      const handled = await tools.handle(made, owner === "handler" ? options : {});
      expect(statusesOf(handled)).toEqual({ call_1: status, call_2: "ok" });
      expect(handled.pending).toEqual(status === "needs_input" ? [made[0]] : []);
      expect(handled.results.map(([id]) => id)).toEqual(status === "needs_input" ? ["call_2"] : ["call_1", "call_2"]);
      expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_LIST")]).toEqual([times, 1]);
      expect(JSON.stringify(handled)).not.toContain("secret");
    });
  });

  test("prefers onInputRequired of the handler", async () => {
    const demo = await createAskingDemo();
    const tools = await bind(demo.session, { onInputRequired: approve });
    const made = await tools.ask(calls(remove));
    const handled = await tools.handle(made, { onInputRequired: answerAll({ action: "decline" }) });
    expect(statusesOf(handled)).toEqual({ call_1: "refused" });
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });

  test("asks with the call and its questions, without the router's state", async () => {
    const demo = await createAskingDemo();
    const asked: InputQuestion[] = [];
    const { signal } = new AbortController();
    const tools = await bind(demo.session);
    await tools.handle(await tools.ask(calls(remove)), {
      signal,
      onInputRequired: (question) => void asked.push(question),
    });
    expect(asked).toEqual([
      {
        tool: expect.objectContaining({ slug: "DEMO_DELETE" }),
        args: { id: "x" },
        callId: "call_1",
        signal,
        inputRequests: expect.any(Object),
      },
    ]);
    expect(JSON.stringify(asked)).not.toContain(demo.states[0]);
  });

  test("answers pending calls when the handler is called with them alone, and runs each call once", async () => {
    const demo = await createAskingDemo();
    const tools = await bind(demo.session);
    const first = await tools.handle(await tools.ask(calls(remove, list)));
    expect(messagesOf(first)).toEqual(['Run DEMO_DELETE with {"id":"x"}?']);
    const onInputRequired = answersTo(first.questions, { action: "accept", content: { decision: "approve" } });
    const later = await tools.handle(first.pending, { onInputRequired });
    expect(later).toMatchObject({ pending: [], questions: [], results: [["call_1", '{"deleted":"x"}']] });
    expect([...first.results, ...later.results].map(([id]) => id).toSorted()).toEqual(["call_1", "call_2"]);
    expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_LIST")]).toEqual([1, 1]);
  });

  test("does not keep a custom tool pending that stopped at a question", async () => {
    const { session, ran } = await createStoppingTool();
    const tools = await bind(session);
    const made = await tools.ask(calls(["call_1", "LOCAL_NEST", {}]));
    const handled = await tools.handle(made);
    expect([handled.pending, statusesOf(handled)]).toEqual([[], { call_1: "needs_input" }]);
    expect(handled.results[0]?.[1]).toContain("stopped partway, and its earlier steps took effect");
    expect(ran).toEqual(["MAIL_DRAFT"]);
    const denied = await tools.handle(made, { onInputRequired: answerAll({ action: "decline" }) });
    expect(denied.results[0]?.[1]).toContain(
      "LOCAL_NEST stopped partway, and its earlier steps took effect: the user did not approve a call that it makes.",
    );
    const approved = await tools.handle(made, { onInputRequired: approve });
    expect(statusesOf(approved)).toEqual({ call_1: "ok" });
    expect(ran).toEqual(["MAIL_DRAFT", "MAIL_DRAFT", "MAIL_DRAFT", "MAIL_SEND"]);
  });

  test("keeps a call pending if its question has changed", async () => {
    const demo = await createAskingDemo({ message: (slug, __, asking) => `${slug}, ${asking}?` });
    const tools = await bind(demo.session);
    let handled = await tools.handle(await tools.ask(calls(remove)));
    for (let asking = 1; asking < 4; asking++) {
      expect(messagesOf(handled)).toEqual([`DEMO_DELETE, ${asking}?`]);
      const onInputRequired = answersTo(handled.questions, { action: "accept", content: { decision: "approve" } });
      handled = await tools.handle(handled.pending, { onInputRequired });
    }
    expect(handled.results).toEqual([]);
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });

  test("asks again if the router rejects an answer, and runs the call once", async () => {
    const demo = await createAskingDemo({ late: 1 });
    const ids: string[] = [];
    const tools = await bind(demo.session, {
      onInputRequired: (question) => {
        ids.push(...Object.keys(question.inputRequests));
        return approve(question);
      },
    });
    const handled = await tools.handle(await tools.ask(calls(remove)));
    expect(statusesOf(handled)).toEqual({ call_1: "ok" });
    expect(new Set(ids)).toHaveLength(2);
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test('does not throw a question with onError: "throw"', async () => {
    const demo = await createAskingDemo();
    const tools = await bind(demo.session, { onError: "throw" });
    const made = await tools.ask(calls(remove, list));
    const handled = await tools.handle(made);
    expect(handled.pending).toEqual([made[0]]);
    expect(statusesOf(handled)).toEqual({ call_1: "needs_input", call_2: "ok" });
    await expect(
      tools.handle(handled.pending, { onInputRequired: answerAll({ action: "decline" }) }),
    ).rejects.toMatchObject({ name: "FailedCallError", outcome: { status: "refused" } });
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });

  test("asks once about two equal calls with one id, keeps one pending, and answers it once", async () => {
    const demo = await createAskingDemo();
    const tools = await bind(demo.session);
    const made = await tools.ask(calls(remove, remove));
    const first = await tools.handle(made);
    expect([first.pending, first.questions.length, demo.asked()]).toEqual([made.slice(0, 1), 1, 1]);
    const later = await tools.handle(first.pending, { onInputRequired: approve });
    expect(later.results).toEqual([["call_1", '{"deleted":"x"}']]);
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test("does not keep a call with a shared id pending", async () => {
    const demo = await createAskingDemo();
    const tools = await bind(demo.session);
    const made = await tools.ask(calls(remove, ["call_1", "DEMO_DELETE", { id: "y" }]));
    const { pending, questions, results } = await tools.handle(made);
    expect([pending, questions, await demo.ran("DEMO_DELETE")]).toEqual([[], [], 0]);
    expect(results).toEqual([["call_1", expect.stringContaining("other calls have the same id")]]);
  });

  test("asks for approval before the router's questions", async () => {
    const demo = await createAskingDemo();
    const tools = await bind(demo.session);
    const made = await tools.ask(calls(remove));
    const approval = "destructive" as const;

    const first = await tools.handle(made, { approval });
    expect([first.pending, first.questions, demo.asked()]).toEqual([made, [], 0]);
    const second = await tools.handle(first.pending, { approval, approve: () => true });
    expect([second.pending, second.questions.length, demo.asked()]).toEqual([made, 1, 1]);
    const asked: string[] = [];
    const third = await tools.handle(second.pending, {
      approval,
      approve: ({ id }) => asked.push(`approve ${id}`) > 0,
      onInputRequired: (question) => {
        asked.push(`answer ${question.callId}`);
        return approve(question);
      },
    });
    expect(asked).toEqual(["approve call_1", "answer call_1"]);
    expect(third).toMatchObject({ pending: [], questions: [], results: [["call_1", '{"deleted":"x"}']] });
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test("does not ask the router about a call that was not approved", async () => {
    const demo = await createAskingDemo();
    const tools = await bind(demo.session, { onInputRequired: approve });
    const made = await tools.ask(calls(remove));
    const handled = await tools.handle(made, { approval: "destructive", approve: () => false });
    expect(statusesOf(handled)).toEqual({ call_1: "refused" });
    expect([demo.asked(), await demo.ran("DEMO_DELETE")]).toEqual([0, 0]);
  });

  test("asks about the items of a batch, and runs those that were approved", async () => {
    const demo = await createAskingDemo();
    const items = ["x", "y"].map((id) => ({ tool_slug: "DEMO_DELETE", arguments: { id } }));
    const batch = { tools: [...items, { tool_slug: "DEMO_ADD", arguments: { a: 1, b: 2 } }] };
    const tools = await bind(demo.session);
    const first = await tools.handle(await tools.ask(calls(["call_1", "COMPOSIO_MULTI_EXECUTE_TOOL", batch])));
    expect(messagesOf(first)).toEqual(['Run DEMO_DELETE with {"id":"x"}?', 'Run DEMO_DELETE with {"id":"y"}?']);
    expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_ADD")]).toEqual([0, 0]);
    const later = await tools.handle(first.pending, {
      onInputRequired: ({ inputRequests }) => {
        const [x, y] = Object.keys(inputRequests);
        return { [x!]: { action: "decline" }, [y!]: { action: "accept", content: { decision: "approve" } } };
      },
    });
    expect(statusesOf(later)).toEqual({ call_1: "tool_error" });
    expect(later.results[0]?.[1]).toContain('{"deleted":"y"}');
    expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_ADD")]).toEqual([1, 1]);
  });

  test("does not expose the router's state", async () => {
    const demo = await createAskingDemo();
    const tools = await bind(demo.session);
    const made = await tools.ask(calls(remove, ["call_2", "DEMO_DELETE", { id: "y" }]));
    const first = await tools.handle(made);
    const second = await tools.handle(first.pending, {
      onInputRequired: (question) => (question.callId === "call_1" ? approve(question) : undefined),
    });
    expect(statusesOf(second)).toEqual({ call_1: "ok", call_2: "needs_input" });
    const shown = everythingIn([first, second]);
    expect(shown).toContain("Run DEMO_DELETE with");
    expect(demo.states.length).toBeGreaterThanOrEqual(4);
    for (const state of demo.states) expect(shown).not.toContain(state);
  });

  test("stops asking when the run is aborted, and runs nothing", async () => {
    const demo = await createAskingDemo();
    const controller = new AbortController();
    const tools = await bind(demo.session);
    const onInputRequired = (): Promise<undefined> => {
      queueMicrotask(() => controller.abort("gone"));
      return new Promise(() => {});
    };
    const handling = tools.handle(await tools.ask(calls(remove)), { signal: controller.signal, onInputRequired });
    await expect(handling).rejects.toBe("gone");
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });
});

/** The text of all own properties, including those that JSON omits. */
function everythingIn(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (seen.has(value)) return "";
  seen.add(value);
  return Reflect.ownKeys(value)
    .map((key) => `${String(key)} ${everythingIn((value as Record<PropertyKey, unknown>)[key], seen)}`)
    .join(" ");
}

describe("runTools", () => {
  async function run(session: AdapterSession, options: object, ...turn: ScriptedCall[]) {
    const model = scriptedOpenAI(turn, "done");
    const tools = await toRunnableTools(session, options);
    const runner = model.client.chat.completions.runTools({
      model: "scripted",
      messages: [{ role: "user", content: "go" }],
      tools,
    });
    await runner.done();
    const texts = runner.messages.filter(({ role }) => role === "tool").map(({ content }) => content as string);
    return { model, texts };
  }
  test.each(recordedResults)("lets the model read a recorded reply: $name", async ({ body, status }) => {
    const { texts, model } = await run(sessionReplying(body), {}, ["call_1", recordedTool.slug, {}]);
    expect(texts.map(statusIn)).toEqual([status]);
    expect(JSON.stringify(model.requests)).not.toContain("v1.");
  });

  test.each(responses)("runs the tool %i times after %s", async (times, _, onInputRequired, status) => {
    const demo = await createAskingDemo();
    const { texts, model } = await run(demo.session, { onInputRequired }, remove, list);
    expect(texts.map(statusIn)).toEqual([status, "ok"]);
    expect([await demo.ran("DEMO_DELETE"), await demo.ran("DEMO_LIST")]).toEqual([times, 1]);
    expect(JSON.stringify(model.requests)).not.toContain("secret");
  });

  test("tells the model that a person must decide", async () => {
    const demo = await createAskingDemo();
    for (const onError of ["return", "throw"]) {
      const { texts } = await run(demo.session, { onError }, remove);
      expect(JSON.parse(texts[0]!)).toEqual({
        error: expect.stringContaining("DEMO_DELETE did not run"),
        status: "needs_input",
        questions: ['Run DEMO_DELETE with {"id":"x"}?'],
      });
    }
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });

  test("asks for approval before the router's questions", async () => {
    const demo = await createAskingDemo();
    const asked: string[] = [];
    const options = {
      approval: "destructive",
      approve: () => asked.push("approve") > 0,
      onInputRequired: (question: InputQuestion) => {
        asked.push("answer");
        return approve(question);
      },
    };
    expect((await run(demo.session, options, remove)).texts).toEqual(['{"deleted":"x"}']);
    expect([asked, await demo.ran("DEMO_DELETE")]).toEqual([["approve", "answer"], 1]);

    const no = await run(demo.session, { ...options, approve: () => false }, remove);
    expect(no.texts[0]).toContain("the user did not approve");
    expect([demo.asked(), await demo.ran("DEMO_DELETE")]).toEqual([1, 1]);
  });
});

test("keeps a call of a found tool pending, and answers it later", async () => {
  const demo = await createAskingDemo();
  const tools = [toolSearchTool(demo.session)];
  const args = { query: "delete something" };
  await handleToolSearch(tools, [
    { type: "tool_search_call", call_id: "a", execution: "client", arguments: args } as never,
  ]);
  const { output } = await calls(remove).client.responses.create({ model: "scripted", input: "go", tools });
  const first = await handleResponseOutput(tools, output);
  expect([first.messages, first.pending]).toEqual([[], output]);
  const later = await handleResponseOutput(tools, first.pending, { onInputRequired: approve });
  expect(later.messages.map((result) => result.output)).toEqual(['{"deleted":"x"}']);
  expect(await demo.ran("DEMO_DELETE")).toBe(1);
});
