// An agent with OpenAI's Responses API. Run it with `node responses-agent.mts "What time is it?"`.
// OPENAI_API_KEY: use a real model. COMPOSIO_API_KEY: and the hosted router. Without keys nothing leaves this process.
import { createInterface } from "node:readline";
import { createToolRouter } from "@tool-router/core";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";
import { handleResponseOutput, toResponsesTools } from "@tool-router/openai";
import OpenAI from "openai";

const { OPENAI_API_KEY, COMPOSIO_API_KEY, MODEL = "gpt-5.4" } = process.env;

const instructions =
  "Find tools with COMPOSIO_SEARCH_TOOLS, and run them in batches with COMPOSIO_MULTI_EXECUTE_TOOL. If a toolkit is not " +
  "connected, ask for a link with COMPOSIO_MANAGE_CONNECTIONS and end your answer with it. If a tool fails, read its " +
  "error and try again. Do not guess.";

const isHosted = OPENAI_API_KEY && COMPOSIO_API_KEY;
const router = createToolRouter(isHosted ? {} : localRouter());
const session = await router.sessions.create("user_42", isHosted ? {} : { preload: { tools: ["CLOCK_NOW"] } });
const tools = await toResponsesTools(session);
const client = new OpenAI(OPENAI_API_KEY ? {} : { apiKey: "none", fetch: scriptedFetch });
let previous: string | null = null;

async function answer(question: string): Promise<void> {
  let input: OpenAI.Responses.ResponseInput = [{ role: "user", content: question }];
  for (let step = 0; step < 40; step++) {
    const response: OpenAI.Responses.Response = await client.responses.create({
      model: MODEL,
      instructions,
      previous_response_id: previous,
      input,
      tools,
    });
    const handled = await handleResponseOutput(tools, response.output);
    previous = response.id;
    input = handled.messages;
    for (const { name } of handled.calls) console.log(`called ${name}`);
    if (handled.pending.length > 0) throw new Error("A call needs an answer from a person: see onInputRequired.");
    if (input.length === 0) return console.log(response.output_text);
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
  const { input } = JSON.parse(init?.body as string) as { input: { type?: string; output?: string }[] };
  const last = input.at(-1);
  const item =
    last?.type === "function_call_output"
      ? {
          type: "message",
          role: "assistant",
          content: [{ type: "output_text", text: `The clock says ${last.output}` }],
        }
      : { type: "function_call", call_id: "call_1", name: "CLOCK_NOW", arguments: "{}" };
  return Response.json({ id: "resp_1", object: "response", output: [item] });
}
