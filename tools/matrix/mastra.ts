/* oxlint-disable typescript/no-unnecessary-type-assertion -- the compiler that runs this one is stricter */
// A Mastra agent takes the AI SDK's tools as they are; run offline, with the AI SDK's own mock.
import assert from "node:assert/strict";
import { Agent, type ToolsInput } from "@mastra/core/agent";
import { toAISDKTools } from "@tool-router/ai-sdk";
import { MockLanguageModelV4 } from "ai/test";
import { answer, openSession, type Send } from "./session.ts";

type Options = Parameters<MockLanguageModelV4["doGenerate"]>[0];
type Content = Awaited<ReturnType<MockLanguageModelV4["doGenerate"]>>["content"];

const call = (toolCallId: string, toolName: string, args: object): Content[number] => ({
  type: "tool-call",
  toolCallId,
  toolName,
  input: JSON.stringify(args),
});
const tokens = { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0, text: 1, reasoning: 0 };

/** An agent whose model says these turns, with the tools of a session, and what the model was shown. */
async function start(turns: Content[], send?: Send) {
  const shown: Required<Pick<Options, "prompt" | "tools">>[] = [];
  const model = new MockLanguageModelV4({
    async doGenerate(options) {
      const { prompt, tools: offered = [] } = options;
      shown.push(structuredClone({ prompt, tools: offered }));
      const content = turns[shown.length - 1] ?? [];
      const unified = content.some(({ type }) => type === "tool-call") ? "tool-calls" : "stop";
      const usage = { inputTokens: tokens, outputTokens: tokens };
      return { content, finishReason: { unified, raw: undefined }, usage, warnings: [] };
    },
  });
  const session = await openSession(send);
  const taken = await session.tools();
  const tools = await toAISDKTools(session, {
    tools: taken,
    include: ["DEMO_ADD", "DEMO_FAIL", "COMPOSIO_MULTI_EXECUTE_TOOL"],
  });
  // The types of Mastra are those of older AI SDKs; the tools are the same.
  const agent = new Agent({
    id: "a",
    name: "A",
    instructions: "Add.",
    model: model as never,
    tools: tools as ToolsInput,
  });
  return { agent, shown, taken };
}

const done: Content = [{ type: "text", text: "done" }];

// Calls arrive at the router; what came of them goes back to the model, which goes on.
const executed: string[] = [];
const { agent, shown, taken } = await start(
  [[call("1", "DEMO_ADD", { a: 1, b: 2 }), call("2", "DEMO_FAIL", {})], done],
  (url, init) => {
    if (url.endsWith("/execute")) executed.push((JSON.parse(init.body as string) as { tool_slug: string }).tool_slug);
    return answer(url, init);
  },
);
const result = await agent.generate("go");
assert.equal(result.text, "done");
assert.deepEqual(executed.toSorted(), ["DEMO_ADD", "DEMO_FAIL"]);
const offered = shown[0]!.tools.map((tool) => (tool.type === "function" ? tool : undefined));
assert.deepEqual(offered.map((tool) => tool?.name).toSorted(), [
  "COMPOSIO_MULTI_EXECUTE_TOOL",
  "DEMO_ADD",
  "DEMO_FAIL",
]);
// As the router sent it: free-form arguments stay so.
const schemas = Object.fromEntries(taken.map(({ slug, inputSchema }) => [slug, inputSchema]));
for (const tool of offered) assert.deepEqual(tool?.inputSchema, { properties: {}, ...schemas[tool!.name] });
const answers = shown[1]!.prompt.flatMap(({ role, content }) => (role === "tool" ? content : []));
const outputs = answers.map((part) => (part.type === "tool-result" ? part.output : undefined));
assert.deepEqual(outputs[0], { type: "text", value: '{"sum":3}' });
assert.equal(outputs[1]?.type, "error-json");
assert.match(JSON.stringify(outputs[1]), /DEMO_FAIL failed: no/);

// An abort of the run reaches the request of the tool.
const controller = new AbortController();
const reason = new Error("the user left");
let seen: AbortSignal | undefined;
const hanging = await start([[call("1", "DEMO_ADD", { a: 1, b: 2 })], done], (url, init) => {
  if (!url.endsWith("/execute")) return answer(url, init);
  seen = init.signal ?? undefined;
  return new Promise((_, reject) => {
    seen?.addEventListener("abort", () => reject(seen?.reason as Error));
    queueMicrotask(() => controller.abort(reason));
  });
});
await hanging.agent.generate("go", { abortSignal: controller.signal }).catch(() => undefined);
assert.equal(seen?.reason, reason);
assert.equal(hanging.shown.length, 1);
