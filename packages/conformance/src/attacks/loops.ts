import type { AdapterOptions, AdapterSession, ApprovalMode, OnInputRequired } from "@tool-router/adapter-kit";
import { Command, MemorySaver } from "@langchain/langgraph";
import { generateText, isStepCount, type ModelMessage } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import { AIMessage, createAgent, type createMiddleware, fakeModel, humanInTheLoopMiddleware } from "langchain";
import OpenAI from "openai";
import type { Target } from "./target.ts";
import type { Any } from "./victim.ts";

/** A call as a model makes it. */
export interface ModelCall {
  readonly id: string;
  readonly name: string;
  readonly args: Any;
}

export interface Turn {
  readonly calls: readonly ModelCall[];
  /** Which calls ask. Default: none. */
  readonly approval?: ApprovalMode;
  /** The person's answer. Default: no. */
  readonly approve?: (call: { name: string; args: Any }) => boolean;
  readonly onInputRequired?: OnInputRequired;
  /** Options of the adapter. */
  readonly options?: AdapterOptions;
}

export interface Told {
  /** What the person was asked about by the application. */
  readonly asked: { name: string; args: Any }[];
  /** Everything that the model read afterwards, as text. */
  readonly read: string;
}

/** Runs one turn of a model through a framework's loop, and lets the person answer. */
export type Loop = (target: Target, session: AdapterSession, turn: Turn) => Promise<Told>;

const textOf = (args: Any): string => (typeof args === "string" ? args : JSON.stringify(args));
const parsed = (args: Any): Any => {
  try {
    return typeof args === "string" ? JSON.parse(args) : args;
  } catch {
    return args;
  }
};
const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};
const done = {
  content: [{ type: "text" as const, text: "done" }],
  finishReason: { unified: "stop" as const, raw: undefined },
  usage,
  warnings: [],
};

const aiSDK: Loop = async (target, session, turn) => {
  const { approval, approve = () => false, onInputRequired, calls } = turn;
  const tools = await target.toAISDKTools(session, { ...turn.options, onInputRequired });
  const model = new MockLanguageModelV4({
    doGenerate: [
      {
        ...done,
        content: calls.map(({ id, name, args }) => ({
          type: "tool-call" as const,
          toolCallId: id,
          toolName: name,
          input: textOf(args),
        })),
        finishReason: { unified: "tool-calls" as const, raw: undefined },
      },
      done,
      done,
      done,
    ],
  });
  const settings = {
    model,
    tools,
    stopWhen: isStepCount(4),
    ...(approval && { toolApproval: target.toolApproval(tools, approval) }),
  } as unknown as Parameters<typeof generateText>[0];
  const messages: ModelMessage[] = [{ role: "user", content: "go" }];
  const first = await generateText({ ...settings, messages } as typeof settings);
  const requests = first.content.filter(({ type }) => type === "tool-approval-request") as Any[];
  const asked = requests.map(({ toolCall }) => ({ name: String(toolCall.toolName), args: toolCall.input }));
  messages.push(...first.responseMessages);
  if (requests.length > 0) {
    messages.push({
      role: "tool",
      content: requests.map(({ approvalId }, index) => ({
        type: "tool-approval-response" as const,
        approvalId: String(approvalId),
        approved: approve(asked[index]!),
      })),
    });
    const second = await generateText({ ...settings, messages } as typeof settings);
    messages.push(...second.responseMessages);
  }
  return { asked, read: JSON.stringify([model.doGenerateCalls.map(({ prompt }) => prompt), messages]) };
};

// LangChain's own types of this middleware do not hold with `exactOptionalPropertyTypes`.
const inTheLoop = humanInTheLoopMiddleware as unknown as (options: object) => ReturnType<typeof createMiddleware>;

const langChain: Loop = async (target, session, turn) => {
  const { approval, approve = () => false, onInputRequired, calls } = turn;
  const tools = await target.toLangChainTools(session, { ...turn.options, onInputRequired });
  const model = fakeModel()
    .respondWithTools(
      calls.map(({ id, name, args }) => ({ id, name, args: Object(parsed(args)) as Record<string, unknown> })),
    )
    .respond(new AIMessage("done"))
    .respond(new AIMessage("done"));
  const middleware = approval ? [inTheLoop({ interruptOn: target.interruptOn(tools, approval) })] : [];
  const agent = createAgent({ model, tools, middleware, checkpointer: new MemorySaver() });
  const thread = { configurable: { thread_id: "1" } };
  const asked: Told["asked"] = [];
  // LangGraph's own name for what it waits for.
  const interrupts = "__interrupt__";
  let result: Any = await agent.invoke({ messages: [{ role: "user", content: "go" }] }, thread);
  for (let round = 0; round < 5 && result[interrupts]?.length > 0; round++) {
    const requests: { name: string; args: Any }[] = result[interrupts][0].value.actionRequests;
    asked.push(...requests.map(({ name, args }) => ({ name, args })));
    const decisions = requests.map((request) => ({ type: approve(request) ? "approve" : "reject", message: "no" }));
    result = await agent.invoke(new Command({ resume: { decisions } }), thread);
  }
  return { asked, read: JSON.stringify([result.messages, model.calls.map(({ messages }) => messages)]) };
};

/** The two handlers of OpenAI take the same options. */
function openAIHandler(api: "chat" | "responses"): Loop {
  return async (target, session, { calls, approval, approve = () => false, onInputRequired, options }) => {
    const asked: Told["asked"] = [];
    const handle = {
      ...(approval && {
        approval,
        approve: ({ tool, args }: { tool: { slug: string }; args: object }) => {
          asked.push({ name: tool.slug, args });
          return approve({ name: tool.slug, args });
        },
      }),
      ...(onInputRequired && { onInputRequired }),
    };
    if (api === "chat") {
      const tools = await target.toChatTools(session, options);
      const tool_calls = calls.map(({ id, name, args }) => ({
        id,
        type: "function" as const,
        function: { name, arguments: textOf(args) },
      }));
      return { asked, read: JSON.stringify(await target.handleChatToolCalls(tools, { tool_calls }, handle)) };
    }
    const tools = await target.toResponsesTools(session, options);
    const output = calls.map(({ id, name, args }) => ({
      type: "function_call" as const,
      call_id: id,
      name,
      arguments: textOf(args),
    }));
    return { asked, read: JSON.stringify(await target.handleResponseOutput(tools, output, handle)) };
  };
}

/** As the READMEs have it for a user who is away: the pending calls are stored, and approved by their ids. */
function openAILater(api: "chat" | "responses"): Loop {
  return async (target, session, { calls, approval, approve = () => false, options }) => {
    const asked: Told["asked"] = [];
    const approved = new Set<string>();
    const read: unknown[] = [];
    /** The person sees each pending call, and says yes or no to it. */
    const show = (id: string, name: string, args: Any): void => {
      asked.push({ name, args: parsed(args) });
      if (approve({ name, args: parsed(args) })) approved.add(id);
    };
    const later = { approval, approve: ({ id }: { id: string }) => approved.has(id) };
    if (api === "chat") {
      const tools = await target.toChatTools(session, options);
      const tool_calls = calls.map(({ id, name, args }) => ({
        id,
        type: "function" as const,
        function: { name, arguments: textOf(args) },
      }));
      const first = await target.handleChatToolCalls(tools, { tool_calls }, { approval });
      for (const each of first.pending) {
        if ("function" in each) show(each.id, each.function.name, each.function.arguments);
      }
      read.push(first.messages);
      if (approval) read.push(await target.handleChatToolCalls(tools, { tool_calls: first.pending }, later));
    } else {
      const tools = await target.toResponsesTools(session, options);
      const output = calls.map(({ id, name, args }) => ({
        type: "function_call" as const,
        call_id: id,
        name,
        arguments: textOf(args),
      }));
      const first = await target.handleResponseOutput(tools, output, { approval });
      for (const each of first.pending) {
        if ("arguments" in each) show(each.call_id, each.name, each.arguments);
      }
      read.push(first.messages);
      if (approval) read.push(await target.handleResponseOutput(tools, first.pending, later));
    }
    return { asked, read: JSON.stringify(read) };
  };
}

const runTools: Loop = async (
  target,
  session,
  { calls, approval, approve = () => false, onInputRequired, options },
) => {
  const asked: Told["asked"] = [];
  const tools = await target.toRunnableTools(session, {
    ...options,
    onInputRequired,
    ...(approval && {
      approval,
      approve: ({ tool, args }) => {
        asked.push({ name: tool.slug, args });
        return approve({ name: tool.slug, args });
      },
    }),
  });
  let turns = 0;
  const client = new OpenAI({
    apiKey: "sk-test",
    baseURL: "http://openai.localhost/v1",
    maxRetries: 0,
    fetch: async () => {
      const message =
        turns++ === 0
          ? {
              role: "assistant",
              content: null,
              tool_calls: calls.map(({ id, name, args }) => ({
                id,
                type: "function",
                function: { name, arguments: textOf(args) },
              })),
            }
          : { role: "assistant", content: "done" };
      const choice = { index: 0, finish_reason: turns === 1 ? "tool_calls" : "stop", logprobs: null, message };
      return Response.json({ id: "c", object: "chat.completion", created: 0, model: "m", choices: [choice] });
    },
  });
  const runner = client.chat.completions.runTools({
    model: "m",
    messages: [{ role: "user", content: "go" }],
    tools,
  });
  await runner.done();
  return { asked, read: JSON.stringify(runner.messages) };
};

/** Every way in which an adapter runs a model's calls. */
export const loops: Readonly<Record<string, Loop>> = {
  "AI SDK": aiSDK,
  LangChain: langChain,
  "OpenAI Chat": openAIHandler("chat"),
  "OpenAI Responses": openAIHandler("responses"),
  "OpenAI runTools": runTools,
};

/** Those, and the handlers of OpenAI with approvals that come later. */
export const askingLoops: Readonly<Record<string, Loop>> = {
  ...loops,
  "OpenAI Chat, later": openAILater("chat"),
  "OpenAI Responses, later": openAILater("responses"),
};
