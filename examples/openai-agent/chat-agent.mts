// An agent with OpenAI's Chat Completions API. Run it with `node chat-agent.mts "What time is it?"`.
// OPENAI_API_KEY: use a real model. COMPOSIO_API_KEY: and the hosted router. Without keys nothing leaves this process.
import { createInterface } from "node:readline";
import { createToolRouter } from "@tool-router/core";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";
import { handleChatToolCalls, toChatTools } from "@tool-router/openai";
import OpenAI from "openai";

const { OPENAI_API_KEY, COMPOSIO_API_KEY, MODEL = "gpt-5.4" } = process.env;

const instructions =
  "Find tools with COMPOSIO_SEARCH_TOOLS, and run them in batches with COMPOSIO_MULTI_EXECUTE_TOOL. If a toolkit is not " +
  "connected, ask for a link with COMPOSIO_MANAGE_CONNECTIONS and end your answer with it. If a tool fails, read its " +
  "error and try again. Do not guess.";

const isHosted = OPENAI_API_KEY && COMPOSIO_API_KEY;
const router = createToolRouter(isHosted ? {} : localRouter());
const session = await router.sessions.create("user_42", isHosted ? {} : { preload: { tools: ["CLOCK_NOW"] } });
const tools = await toChatTools(session);
const client = new OpenAI(OPENAI_API_KEY ? {} : { apiKey: "none", fetch: scriptedFetch });
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "system", content: instructions }];

async function answer(question: string): Promise<void> {
  messages.push({ role: "user", content: question });
  for (let step = 0; step < 40; step++) {
    const { choices } = await client.chat.completions.create({ model: MODEL, messages, tools });
    const message = choices[0]!.message;
    const handled = await handleChatToolCalls(tools, message);
    messages.push(message, ...handled.messages);
    for (const { name } of handled.calls) console.log(`called ${name}`);
    if (handled.pending.length > 0) throw new Error("A call needs an answer from a person: see onInputRequired.");
    if (handled.messages.length === 0) return console.log(message.content);
  }
  throw new Error("The model did not finish within 40 steps.");
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

/** Responds like the API. The model calls CLOCK_NOW and repeats the result. */
async function scriptedFetch(_: unknown, init?: RequestInit): Promise<Response> {
  const request = JSON.parse(init?.body as string) as { messages: { role: string; content: string }[] };
  const last = request.messages.at(-1);
  const call = { id: "call_1", type: "function", function: { name: "CLOCK_NOW", arguments: "{}" } };
  const message =
    last?.role === "tool"
      ? { role: "assistant", content: `The clock says ${last.content}` }
      : { role: "assistant", content: null, tool_calls: [call] };
  return Response.json({ choices: [{ index: 0, message }] });
}
