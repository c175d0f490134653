import { inspect } from "node:util";
import { type Asking, type AskingDemo, createAskingDemo } from "@tool-router/adapter-kit/testing/asking-router";
import { createDemo } from "@tool-router/adapter-kit/testing";
import type { Fetch, InputResponses, JSONObject } from "@tool-router/core";
import {
  convertToModelMessages,
  generateText,
  isStepCount,
  type ModelMessage,
  readUIMessageStream,
  streamText,
  type ToolSet,
  type UIMessage,
  validateUIMessages,
} from "ai";
import type { MockLanguageModelV4 } from "ai/test";
import { describe, expect, test, vi } from "vitest";
import { type AISDKOptions, type OnInputRequired, toAISDKTools, toolApproval } from "./index.ts";
import { readResults, type ScriptedCall, scriptedModel } from "./testing/scripted-model.ts";

type Settings = Pick<Parameters<typeof generateText>[0], "tools" | "toolApproval" | "experimental_toolApprovalSecret">;
type Generate = (model: MockLanguageModelV4, messages: ModelMessage[], settings: Settings) => Promise<Generated>;
interface Generated {
  readonly text: string;
  readonly content: readonly { readonly type: string }[];
  readonly messages: ModelMessage[];
  /** Everything that the SDK returns, which must not contain a state. */
  readonly everything: unknown;
}

const stopWhen = isStepCount(5);
const user: ModelMessage = { role: "user", content: "go" };

/** The two ways to run a loop. */
const loops: [name: string, Generate][] = [
  [
    "generateText",
    async (model, messages, settings) => {
      const result = await generateText({ ...settings, model, messages, stopWhen });
      const { text, content, responseMessages, steps } = result;
      return { text, content, messages: [...messages, ...responseMessages], everything: [result, steps] };
    },
  ],
  [
    "streamText",
    async (model, messages, settings) => {
      const result = streamText({ ...settings, model, messages, stopWhen });
      const parts: unknown[] = [];
      for await (const part of result.stream) parts.push(part);
      const [text, content, responseMessages, steps] = await Promise.all([
        result.text,
        result.content,
        result.responseMessages,
        result.steps,
      ]);
      return { text, content, messages: [...messages, ...responseMessages], everything: [parts, steps] };
    },
  ],
];
const [[, generate]] = loops as [(typeof loops)[number]];

const deletion: ScriptedCall = ["call_1", "DEMO_DELETE", { id: "x" }];
const batch = (...slugs: string[]): ScriptedCall => [
  "call_1",
  "COMPOSIO_MULTI_EXECUTE_TOOL",
  { tools: slugs.map((tool_slug) => ({ tool_slug, arguments: { id: "x", a: 1, b: 2 } })) },
];
/** The calls about which the router asks: a tool of the session, and a batch of a session with only meta tools. */
const calls: [name: string, call: ScriptedCall, asking: Asking][] = [
  ["a tool", deletion, {}],
  ["a batch", batch("DEMO_ADD", "DEMO_DELETE"), { preload: [] }],
];
const config = { tags: { require_approval: ["destructiveHint"] } };

const answering =
  (answer: InputResponses[string]): OnInputRequired =>
  ({ inputRequests }) =>
    Object.fromEntries(Object.keys(inputRequests).map((id) => [id, answer]));
const accepting = (content: JSONObject): OnInputRequired => answering({ action: "accept", content });
const approve = accepting({ decision: "approve" });

/** Approves the first question, and answers no other. */
const approveFirst: OnInputRequired = (question) =>
  JSON.stringify(question.inputRequests).includes("question 1") ? approve(question) : undefined;

/** Expects that the router's state is not exposed. */
function expectNoState(demo: AskingDemo, ...values: unknown[]): void {
  const seen = values.map((value) => inspect(value, { depth: null, showHidden: true, maxArrayLength: null })).join("");
  expect(demo.states.length).toBeGreaterThan(0);
  for (const state of [...demo.states, "secret-state"]) expect(seen).not.toContain(state);
  expect(JSON.stringify(values)).not.toContain("secret-state");
}

const requestsIn = (content: readonly { readonly type: string }[]): { approvalId: string; toolCall: object }[] =>
  content.filter(({ type }) => type === "tool-approval-request") as never;

/** The messages with the user's answers to all approval requests of a run. */
const answered = ({ content, messages }: Generated, approved: boolean): ModelMessage[] => [
  ...messages,
  {
    role: "tool",
    content: requestsIn(content).map(({ approvalId }) => ({ type: "tool-approval-response", approvalId, approved })),
  },
];

describe.each(loops)("onInputRequired with %s", (_, run) => {
  describe.each(calls)("for %s", (_name, call, options) => {
    test.each<[name: string, OnInputRequired | undefined, status: string, times: number, asked?: number]>([
      ["is approved", approve, "ok", 1],
      ["is approved again after the question has changed", approve, "ok", 1, 2],
      ["is declined", answering({ action: "decline" }), "refused", 0],
      ["is canceled", answering({ action: "cancel" }), "refused", 0],
      ["is denied in the form", accepting({ decision: "deny" }), "refused", 0],
      ["is left unanswered", () => undefined, "needs_input", 0],
      ["cannot be asked", undefined, "needs_input", 0],
      ["is approved, but the question has changed", approveFirst, "needs_input", 0, 2],
    ])("runs only approved calls: it %s", async (___, onInputRequired, status, times, asked = 1) => {
      const message = (slug: string, _args: unknown, time: number): string => `${slug}, question ${time}`;
      const demo = await createAskingDemo({ ...options, message, late: asked - 1 });
      const tools = await toAISDKTools(demo.session, { onInputRequired });
      const model = scriptedModel([call]);
      const result = await run(model, [user], { tools });
      expect(result.text).toBe("done");
      expect({ ran: await demo.ran("DEMO_DELETE"), asked: demo.asked() }).toEqual({ ran: times, asked });
      const read = readResults(model)["call_1"];
      // A denied item of a batch keeps the results of the others.
      const isPart = call[1] !== "DEMO_DELETE" && status === "refused";
      expect(read).toMatchObject(
        status === "ok" ? { type: "text" } : { type: "error-json", value: { status: isPart ? "tool_error" : status } },
      );
      expectNoState(demo, result, model.doGenerateCalls, model.doStreamCalls);
    });
  });

  test("passes the call, its id and the signal to the application", async () => {
    const demo = await createAskingDemo();
    const onInputRequired = vi.fn<OnInputRequired>();
    const tools = await toAISDKTools(demo.session, { onInputRequired });
    await run(scriptedModel([deletion]), [user], { tools });
    expect(onInputRequired.mock.calls).toEqual([
      [
        {
          tool: expect.objectContaining({ slug: "DEMO_DELETE" }),
          args: { id: "x" },
          callId: "call_1",
          inputRequests: expect.any(Object),
          signal: undefined,
        },
      ],
    ]);
  });

  test("tells the model about an unanswered question", async () => {
    const demo = await createAskingDemo();
    const model = scriptedModel([deletion]);
    await run(model, [user], { tools: await toAISDKTools(demo.session) });
    expect(readResults(model)["call_1"]).toEqual({
      type: "error-json",
      value: {
        error:
          "DEMO_DELETE did not run: it needs the user's approval. " +
          "Tell the user. Do not call it again unless the user asks you to.",
        status: "needs_input",
        questions: ['Run DEMO_DELETE with {"id":"x"}?'],
      },
    });
  });
});

describe("onInputRequired that waits", () => {
  const waiting = async (end: (controller: AbortController) => void) => {
    const demo = await createAskingDemo();
    const controller = new AbortController();
    const onInputRequired: OnInputRequired = () => {
      end(controller);
      return new Promise(() => {});
    };
    const tools: ToolSet = await toAISDKTools(demo.session, { onInputRequired });
    const model = scriptedModel([deletion]);
    return { demo, model, settings: { model, tools, prompt: "go", stopWhen, abortSignal: controller.signal } };
  };
  const leave = (controller: AbortController): void => controller.abort(new Error("the user left"));

  test("rejects if the run is aborted", async () => {
    const { demo, settings } = await waiting(leave);
    await expect(generateText(settings)).rejects.toThrow("the user left");
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });

  test("ends the stream if the run is aborted", async () => {
    const { demo, settings } = await waiting(leave);
    const parts: string[] = [];
    for await (const { type } of streamText(settings).stream) parts.push(type);
    expect(parts.at(-1)).toBe("abort");
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });

  test("leaves the question unanswered after the SDK's time limit for tools", async () => {
    const { demo, model, settings } = await waiting(() => {});
    const { text } = await generateText({ ...settings, timeout: { toolMs: 300 } });
    expect(text).toBe("done");
    expect(readResults(model)["call_1"]).toMatchObject({ type: "error-json", value: { status: "needs_input" } });
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });
});

/** The ways in which the SDK asks the user first. */
const ways: [name: string, echoed: object | undefined, options: AISDKOptions, (tools: ToolSet) => Settings][] = [
  ["needsApproval, predicted from the session's require_approval", config, {}, (tools) => ({ tools })],
  ["needsApproval, by the application's own mode", undefined, { approval: "destructive" }, (tools) => ({ tools })],
  [
    "toolApproval, by the application's own mode",
    undefined,
    {},
    (tools) => ({ tools, toolApproval: toolApproval(tools, "destructive") }),
  ],
  [
    "toolApproval, predicted from the session's require_approval",
    config,
    {},
    (tools) => ({ tools, toolApproval: toolApproval(tools, () => false) }),
  ],
];

describe.each(loops)("an approval of the SDK with %s", (_, run) => {
  describe.each(ways)("by %s", (__, echoed, options, settingsOf) => {
    describe.each(calls)("for %s", (___, call, asking) => {
      const start = async (more: Asking = {}, onInputRequired?: OnInputRequired) => {
        const demo = await createAskingDemo({ ...asking, ...more, ...(echoed && { config: echoed }) });
        const settings = settingsOf(await toAISDKTools(demo.session, { ...options, onInputRequired }));
        const first = await run(scriptedModel([call]), [user], settings);
        expect(requestsIn(first.content)).toMatchObject([{ toolCall: { toolCallId: "call_1" } }]);
        expect([demo.executions.length, demo.asked()]).toEqual([0, 0]);
        const finish = async (messages: ModelMessage[]) => {
          const model = scriptedModel();
          const second = await run(model, messages, settings);
          expect(second.text).toBe("done");
          return { model, second, read: readResults(model)["call_1"], ran: await demo.ran("DEMO_DELETE") };
        };
        return { demo, first, finish };
      };

      test("runs the call once after approval, which also answers the router's question", async () => {
        const onInputRequired = vi.fn<OnInputRequired>();
        const { demo, first, finish } = await start({}, onInputRequired);
        const { model, second, read, ran } = await finish(answered(first, true));
        expect({ type: read?.type, ran, asked: demo.asked() }).toEqual({ type: "text", ran: 1, asked: 1 });
        expect(onInputRequired).not.toHaveBeenCalled();
        expectNoState(demo, first, second, model.doGenerateCalls, model.doStreamCalls);
      });

      test("sends nothing to the router after a denial", async () => {
        const { demo, first, finish } = await start();
        const { read, ran } = await finish(answered(first, false));
        expect({ type: read?.type, ran, asked: demo.asked() }).toEqual({ type: "execution-denied", ran: 0, asked: 0 });
      });

      test("sends nothing to the router while the user has not answered", async () => {
        const { demo, finish } = await start();
        // The user writes another message instead.
        const { ran } = await finish([user, { role: "user", content: "what would you do?" }]);
        expect({ ran, asked: demo.asked() }).toEqual({ ran: 0, asked: 0 });
      });

      test("does not answer a question that has changed", async () => {
        const { demo, first, finish } = await start({ late: 1 });
        const { read, ran } = await finish(answered(first, true));
        expect(read).toMatchObject({ type: "error-json", value: { status: "needs_input" } });
        expect({ ran, asked: demo.asked() }).toEqual({ ran: 0, asked: 2 });
      });

      test.each([
        ["runs", { action: "accept", content: { reason: "old" } }, "text", 1],
        ["does not run", { action: "decline" }, "error-json", 0],
      ] as const)(
        "has another form answered by onInputRequired, and %s the call",
        async (____, answer, type, times) => {
          const form = { type: "object", properties: { reason: { type: "string" } } };
          const onInputRequired = vi.fn<OnInputRequired>(answering(answer));
          const { demo, first, finish } = await start({ form, yes: { reason: "old" } }, onInputRequired);
          const { read, ran } = await finish(answered(first, true));
          expect({ type: read?.type, ran, asked: demo.asked() }).toEqual({ type, ran: times, asked: 1 });
          expect(onInputRequired).toHaveBeenCalledTimes(1);
        },
      );

      test("leaves another form open without onInputRequired", async () => {
        const form = { type: "object", properties: { reason: { type: "string" } } };
        const { first, finish } = await start({ form, yes: { reason: "old" } });
        const { read, ran } = await finish(answered(first, true));
        expect(read).toMatchObject({ type: "error-json", value: { status: "needs_input" } });
        expect(ran).toBe(0);
      });
    });
  });

  test("is needed only for calls about which the router asks", async () => {
    const demo = await createAskingDemo({ config });
    const tools = await toAISDKTools(demo.session);
    const turn: ScriptedCall[] = [deletion, ["call_2", "DEMO_ADD", { a: 1, b: 2 }]];
    const { content } = await run(scriptedModel(turn), [user], { tools });
    expect(requestsIn(content)).toMatchObject([{ toolCall: { toolCallId: "call_1" } }]);
    expect(demo.executions.map(({ body }) => body["tool_slug"])).toEqual(["DEMO_ADD"]);
  });

  test("works with signed approvals", async () => {
    const demo = await createAskingDemo({ config });
    const settings = { tools: await toAISDKTools(demo.session), experimental_toolApprovalSecret: "0".repeat(32) };
    const first = await run(scriptedModel([deletion]), [user], settings);
    await run(scriptedModel(), answered(first, true), settings);
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });
});

describe("a session with only meta tools", () => {
  const list = { toolkits: [{ name: "mail", action: "list" }] };

  test("does not ask about reads", async () => {
    let lookups = 0;
    const between =
      (fetch: Fetch): Fetch =>
      (url, init) => {
        if (new URL(url).pathname.endsWith("/tools") && !url.includes("session")) lookups++;
        return fetch(url, init);
      };
    const { session } = await createDemo({ between, preload: [] });
    // Both the application's mode and the prediction look at each batch.
    const tools = await toAISDKTools({ ...session, config: { ...session.config, ...config } });
    expect(Object.keys(tools).every((name) => name.startsWith("COMPOSIO_"))).toBe(true);
    const search = { queries: [{ use_case: "add" }], session: { generate_id: true } };
    const settings = { tools, toolApproval: toolApproval(tools, "destructive") };
    for (const [turn, asks, requests] of [
      [batch("DEMO_ADD"), 0, 1],
      [batch("DEMO_ADD", "DEMO_DELETE"), 1, 2],
      [batch("DEMO_DELETE", "DEMO_ADD", "DEMO_ADD"), 1, 2],
      [["call_1", "COMPOSIO_SEARCH_TOOLS", search], 0, 2],
    ] as [ScriptedCall, number, number][]) {
      const { content } = await generate(scriptedModel([turn]), [user], settings);
      expect({ asks: requestsIn(content).length, lookups }).toEqual({ asks, lookups: requests });
    }
  });

  test("does not ask about listing connections, but about changing them", async () => {
    const { session } = await createAskingDemo({ preload: [] });
    const tools = await toAISDKTools(session);
    const turn: ScriptedCall[] = [
      ["call_1", "COMPOSIO_MANAGE_CONNECTIONS", list],
      ["call_2", "COMPOSIO_MANAGE_CONNECTIONS", { toolkits: ["mail"] }],
    ];
    const settings = { tools, toolApproval: toolApproval(tools, "destructive") };
    const { content } = await generate(scriptedModel(turn), [user], settings);
    expect(requestsIn(content)).toMatchObject([{ toolCall: { toolCallId: "call_2" } }]);
  });
});

describe("an approval that is not for this call", () => {
  const start = async () => {
    const demo = await createAskingDemo();
    const plain = await toAISDKTools(demo.session);
    const guarded = await toAISDKTools(demo.session, { approval: "destructive" });
    /** A call that the user approved, and that ran. */
    const first = await generate(scriptedModel([deletion]), [user], { tools: guarded });
    const second = await generate(scriptedModel(), answered(first, true), { tools: guarded });
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
    return { demo, plain, second, ended: answered(first, true) };
  };
  const again: ScriptedCall = ["call_1", "DEMO_DELETE", { id: "y" }];
  const other: ScriptedCall = ["call_2", "DEMO_DELETE", { id: "y" }];

  test.each([
    ["the same id", again],
    ["another id", other],
  ])("is not used for a call of the next turn with %s", async (_, call) => {
    const { demo, plain, second } = await start();
    const model = scriptedModel([call]);
    await generate(model, [...second.messages, { role: "user", content: "the other one too" }], { tools: plain });
    expect(readResults(model)[call[0]]).toMatchObject({ type: "error-json", value: { status: "needs_input" } });
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test.each([
    ["the same id", again],
    ["another id", other],
  ])("is not used again when it is still the last message, for %s", async (_, call) => {
    const { demo, plain, ended } = await start();
    const result = {
      type: "tool-result" as const,
      toolCallId: "call_1",
      toolName: "DEMO_DELETE",
      output: { type: "text" as const, value: "{}" },
    };
    const last = ended.at(-1) as { role: "tool"; content: [] };
    // As a browser sends it without a message after the call.
    const messages: ModelMessage[] = [...ended.slice(0, -1), { ...last, content: [...last.content, result] }];
    const model = scriptedModel([call]);
    await generate(model, messages, { tools: plain });
    expect(readResults(model)[call[0]]).toMatchObject({ type: "error-json", value: { status: "needs_input" } });
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test("is not used for a call that the model makes after the approved one", async () => {
    for (const call of [again, other]) {
      const demo = await createAskingDemo();
      const tools = await toAISDKTools(demo.session, { approval: (_, { id }) => id === "x" });
      const first = await generate(scriptedModel([deletion]), [user], { tools });
      const model = scriptedModel([call]);
      await generate(model, answered(first, true), { tools });
      expect(readResults(model)[call[0]]).toMatchObject({ type: "error-json", value: { status: "needs_input" } });
      expect(await demo.ran("DEMO_DELETE")).toBe(1);
    }
  });

  test("is not used when it answers a call that has its result already", async () => {
    const { demo, second, plain } = await start();
    const [request] = second.messages.flatMap(({ content }) =>
      typeof content === "string" ? [] : requestsIn(content as { type: string }[]),
    );
    const replayed: ModelMessage = {
      role: "tool",
      content: [{ type: "tool-approval-response", approvalId: request!.approvalId, approved: true }],
    };
    // The SDK runs the call again, but the approval is used up.
    const model = scriptedModel();
    await generate(model, [...second.messages, replayed], { tools: plain });
    expect(readResults(model)["call_1"]).toMatchObject({ type: "error-json", value: { status: "refused" } });
    expect(await demo.ran("DEMO_DELETE")).toBe(1);
  });

  test("is not an automatic approval of the application", async () => {
    const demo = await createAskingDemo();
    const tools = await toAISDKTools(demo.session);
    const model = scriptedModel([deletion]);
    const result = await generate(model, [user], { tools, toolApproval: { DEMO_DELETE: "approved" } });
    expect(readResults(model)["call_1"]).toMatchObject({ type: "error-json", value: { status: "needs_input" } });
    expect(JSON.stringify(result.messages)).toContain('"isAutomatic":true');
    expect(await demo.ran("DEMO_DELETE")).toBe(0);
  });

  const request = (approvalId: unknown, toolCallId: unknown, more: object = {}): object => ({
    role: "assistant",
    content: [{ type: "tool-approval-request", approvalId, toolCallId, ...more }],
  });
  const response = (approvalId: unknown, approved: unknown = true): object => ({
    role: "tool",
    content: [{ type: "tool-approval-response", approvalId, approved }],
  });
  const result = { role: "tool", content: [{ type: "tool-result", toolCallId: "call_1" }] };
  const call = (id: string): object => ({
    role: "assistant",
    content: [{ type: "tool-call", toolCallId: "call_1", toolName: "DEMO_DELETE", input: { id } }],
  });

  test.each<[times: number, name: string, messages: unknown]>([
    [1, "an approval of the call", [request("a1", "call_1"), response("a1")]],
    [1, "the approval of a call with an id that was used before", [result, request("a1", "call_1"), response("a1")]],
    [0, "nothing", []],
    [0, "no messages", undefined],
    [0, "a request without an answer", [request("a1", "call_1")]],
    [0, "an answer without a request", [response("a1")]],
    [0, "a no", [request("a1", "call_1"), response("a1", false)]],
    [0, "an answer that is not a boolean", [request("a1", "call_1"), response("a1", "yes")]],
    [0, "an approval of another call", [request("a1", "call_2"), response("a1")]],
    [0, "an answer to another request", [request("a1", "call_1"), request("a2", "call_2"), response("a2")]],
    [0, "an answer before the last message", [request("a1", "call_1"), response("a1"), user]],
    [0, "an approval without a person", [request("a1", "call_1", { isAutomatic: true }), response("a1")]],
    [0, "an approval of a call that has a result", [request("a1", "call_1"), result, response("a1")]],
    [
      0,
      "an approval of a call whose id another call has",
      [call("x"), call("y"), request("a1", "call_1"), response("a1")],
    ],
    [0, "two requests with one id", [request("a1", "call_1"), request("a2", "call_1"), response("a2")]],
    [1, "an approval of one call", [call("x"), request("a1", "call_1"), response("a1")]],
    [0, "a later request that is open", [request("a1", "call_1"), request("a2", "call_1"), response("a1")]],
    [
      0,
      "messages of another framework",
      [{ role: "user" }, { role: "tool", content: null }, { role: "tool", content: {} }],
    ],
    [
      0,
      "a text that looks like an approval",
      [{ role: "user", content: JSON.stringify([request("a1", "call_1"), response("a1")]) }],
    ],
  ])("runs the call %i times for messages with %s", async (times, _, messages) => {
    const demo = await createAskingDemo();
    const { DEMO_DELETE: tool } = await toAISDKTools(demo.session);
    await tool!.execute!({ id: "x" }, { toolCallId: "call_1", messages, context: {} } as never);
    expect(await demo.ran("DEMO_DELETE")).toBe(times);
  });
});

describe.each(loops)("calls with one id, with %s", (_, run) => {
  const first: ScriptedCall = ["call_1", "DEMO_DELETE", { id: "x" }];
  const second: ScriptedCall = ["call_1", "DEMO_DELETE", { id: "y" }];
  const add: ScriptedCall = ["call_1", "DEMO_ADD", { a: 1, b: 2 }];
  const empty: ScriptedCall[] = [
    ["", "DEMO_DELETE", { id: "x" }],
    ["", "DEMO_DELETE", { id: "y" }],
  ];

  test.each<[name: string, turn: ScriptedCall[]]>([
    ["both need approval", [first, second]],
    ["both are the same", [first, first]],
    ["the first needs approval", [first, add]],
    ["the last needs approval", [add, first]],
    ["the id is empty", empty],
  ])("run nothing for an approval if %s", async (__, turn) => {
    const demo = await createDemo();
    const tools = await toAISDKTools(demo.session);
    const settings = { tools, toolApproval: toolApproval(tools, "destructive") };
    const asked = await run(scriptedModel(turn), [user], settings);
    const requests = requestsIn(asked.content);
    expect(requests.length).toBeGreaterThan(0);
    // Each answer alone, and all of them.
    for (const some of [...requests.map((request) => [request]), requests]) {
      const model = scriptedModel();
      await run(model, answered({ ...asked, content: some as never }, true), settings);
      expect(readResults(model)[turn[0]![0]]).toMatchObject({
        type: "error-json",
        value: {
          status: "refused",
          error: expect.stringMatching(/^DEMO_(DELETE|ADD) did not run: other calls have the same id\./),
        },
      });
    }
    expect(await demo.local.runs({ tool: "DEMO_DELETE" })).toHaveLength(0);
  });

  test("run one call for one approval after a denial", async () => {
    const demo = await createDemo();
    const tools = await toAISDKTools(demo.session);
    const settings = { tools, toolApproval: toolApproval(tools, "destructive") };
    const asked = await run(scriptedModel([first, second]), [user], settings);
    const refused = await run(scriptedModel([second]), answered(asked, true), settings);
    await run(scriptedModel(), answered(refused, true), settings);
    expect((await demo.local.runs({ tool: "DEMO_DELETE" })).map(({ arguments: args }) => args)).toEqual([{ id: "y" }]);
  });
});

describe("a way through a browser", () => {
  test.each([
    [true, 1, "output-available"],
    [false, 0, "output-denied"],
  ])("keeps the user's answer (%j) without the router's state", async (approved, times, state) => {
    const demo = await createAskingDemo({ config });
    const tools = await toAISDKTools(demo.session);
    const chat: UIMessage[] = [{ id: "u1", role: "user", parts: [{ type: "text", text: "go" }] }];
    const reply = async (messages: UIMessage[], model: MockLanguageModelV4): Promise<UIMessage> => {
      const valid = await validateUIMessages({ messages });
      const result = streamText({ model, tools, messages: await convertToModelMessages(valid, { tools }), stopWhen });
      const before = messages.at(-1)!;
      let last = before;
      const stream = result.toUIMessageStream({ originalMessages: messages });
      const begun = before.role === "assistant" ? { message: before } : {};
      for await (const message of readUIMessageStream({ ...begun, stream })) last = message;
      return JSON.parse(JSON.stringify(last)) as UIMessage;
    };
    const partOf = (message: UIMessage) => message.parts.find((part) => part.type === "dynamic-tool")!;

    const asked = await reply(chat, scriptedModel([deletion]));
    const part = partOf(asked);
    if (part.state !== "approval-requested") throw new Error(`The call is ${part.state}.`);
    Object.assign(part, { state: "approval-responded", approval: { id: part.approval.id, approved } });
    const done = await reply([...chat, asked], scriptedModel());
    expect(partOf(done).state).toBe(state);
    expect(await demo.ran("DEMO_DELETE")).toBe(times);

    // The next turn, with the whole conversation.
    const next: UIMessage = { id: "u2", role: "user", parts: [{ type: "text", text: "again" }] };
    const third = await reply([...chat, done, next], scriptedModel([["call_1", "DEMO_DELETE", { id: "y" }]]));
    expect(partOf(third).state).toBe("approval-requested");
    expect(await demo.ran("DEMO_DELETE")).toBe(times);
    if (approved) expectNoState(demo, asked, done, third);
  });

  test("shows unanswered questions with their forms, without the router's state", async () => {
    const demo = await createAskingDemo();
    const tools = await toAISDKTools(demo.session);
    const result = streamText({ model: scriptedModel([deletion]), tools, prompt: "go", stopWhen });
    let last: UIMessage | undefined;
    for await (const message of readUIMessageStream({ stream: result.toUIMessageStream() })) last = message;
    const part = last!.parts.find(({ type }) => type === "dynamic-tool");
    expect(part).toMatchObject({ output: { status: "needs_input", inputRequests: expect.any(Object) } });
    expectNoState(demo, last);
    const messages = await convertToModelMessages([JSON.parse(JSON.stringify(last)) as UIMessage], { tools });
    expect(JSON.stringify(messages)).toContain('"questions":["Run DEMO_DELETE');
    expect(JSON.stringify(messages)).not.toContain("requested_schema");
  });
});
