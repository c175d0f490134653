// An agent with the Vercel AI SDK. Run it with `node agent.mts "What time is it?"`.
// OPENAI_API_KEY: use a real model. COMPOSIO_API_KEY: and the hosted router. Without keys nothing leaves this process.
import { createInterface } from "node:readline";
import { openai } from "@ai-sdk/openai";
import { toAISDKTools } from "@tool-router/ai-sdk";
import { createToolRouter } from "@tool-router/core";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";
import { generateText, isStepCount, type LanguageModel, type ModelMessage } from "ai";
import { MockLanguageModelV4 } from "ai/test";

const { OPENAI_API_KEY, COMPOSIO_API_KEY, MODEL = "gpt-5.4" } = process.env;

const instructions =
  "Find tools with COMPOSIO_SEARCH_TOOLS, and run them in batches with COMPOSIO_MULTI_EXECUTE_TOOL. If a toolkit is not " +
  "connected, ask for a link with COMPOSIO_MANAGE_CONNECTIONS and end your answer with it. If a tool fails, read its " +
  "error and try again. Do not guess.";

const isHosted = OPENAI_API_KEY && COMPOSIO_API_KEY;
const router = createToolRouter(isHosted ? {} : localRouter());
const session = await router.sessions.create("user_42", isHosted ? {} : { preload: { tools: ["CLOCK_NOW"] } });
const tools = await toAISDKTools(session);
const model = OPENAI_API_KEY ? openai(MODEL) : scriptedModel();
const messages: ModelMessage[] = [];

async function answer(question: string): Promise<void> {
  messages.push({ role: "user", content: question });
  const { text, responseMessages } = await generateText({
    model,
    instructions,
    messages,
    tools,
    stopWhen: isStepCount(40),
    onStepEnd: ({ toolCalls }) => toolCalls.forEach(({ toolName }) => console.log(`called ${toolName}`)),
  });
  messages.push(...responseMessages);
  console.log(text);
}

await answer(process.argv[2] ?? "What time is it?");
if (OPENAI_API_KEY) {
  // Type the next message, or end with Ctrl+D.
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.prompt();
  for await (const line of terminal) {
    await answer(line);
    terminal.prompt();
  }
}

/** A router in this process, with one tool. */
function localRouter() {
  const now = defineTool({
    slug: "CLOCK_NOW",
    description: "Tells the current time in UTC",
    inputSchema: { type: "object", properties: {} },
    execute: () => ({ now: new Date().toISOString() }),
  });
  return createLocalRouter({
    toolkits: [defineToolkit({ slug: "clock", description: "Tells the time", tools: [now] })],
  });
}

/** The AI SDK's mock model. It calls CLOCK_NOW and repeats the result. */
function scriptedModel(): LanguageModel {
  const usage = {
    inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: 0, text: 0, reasoning: 0 },
  };
  return new MockLanguageModelV4({
    async doGenerate({ prompt }) {
      const last = prompt.at(-1);
      const result = last?.role === "tool" ? last.content[0] : undefined;
      return {
        content:
          result?.type === "tool-result" && result.output.type === "text"
            ? [{ type: "text", text: `The clock says ${result.output.value}` }]
            : [{ type: "tool-call", toolCallId: "call_1", toolName: "CLOCK_NOW", input: "{}" }],
        finishReason: { unified: result ? "stop" : "tool-calls", raw: undefined },
        usage,
        warnings: [],
      };
    },
  });
}
