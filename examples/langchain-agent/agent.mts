// An agent with LangChain.js. Run it with `node agent.mts "What time is it?"`.
// OPENAI_API_KEY: use a real model. COMPOSIO_API_KEY: and the hosted router. Without keys nothing leaves this process.
import { createInterface } from "node:readline";
import { ChatOpenAI } from "@langchain/openai";
import { createToolRouter } from "@tool-router/core";
import { toLangChainTools } from "@tool-router/langchain";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";
import { AIMessage, type BaseMessage, createAgent, fakeModel, HumanMessage, ToolMessage } from "langchain";

const { OPENAI_API_KEY, COMPOSIO_API_KEY, MODEL = "gpt-5.4" } = process.env;

const instructions =
  "Find tools with COMPOSIO_SEARCH_TOOLS, and run them in batches with COMPOSIO_MULTI_EXECUTE_TOOL. If a toolkit is not " +
  "connected, ask for a link with COMPOSIO_MANAGE_CONNECTIONS and end your answer with it. If a tool fails, read its " +
  "error and try again. Do not guess.";

const isHosted = OPENAI_API_KEY && COMPOSIO_API_KEY;
const router = createToolRouter(isHosted ? {} : localRouter());
const session = await router.sessions.create("user_42", isHosted ? {} : { preload: { tools: ["CLOCK_NOW"] } });
const tools = await toLangChainTools(session);
const model = OPENAI_API_KEY ? new ChatOpenAI({ model: MODEL }) : scriptedModel();
const agent = createAgent({ model, tools, systemPrompt: instructions });
let messages: BaseMessage[] = [];

async function answer(question: string): Promise<void> {
  const given = [...messages, new HumanMessage(question)];
  ({ messages } = await agent.invoke({ messages: given }, { recursionLimit: 80 }));
  for (const message of messages.slice(given.length)) {
    if (ToolMessage.isInstance(message)) console.log(`called ${message.name}`);
  }
  console.log(messages.at(-1)?.text);
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

/** LangChain's fake model. It calls CLOCK_NOW and repeats the result. */
function scriptedModel() {
  return fakeModel()
    .respond(
      new AIMessage({ content: "", tool_calls: [{ type: "tool_call", id: "call_1", name: "CLOCK_NOW", args: {} }] }),
    )
    .respond((given) => new AIMessage(`The clock says ${given.at(-1)?.text}`));
}
