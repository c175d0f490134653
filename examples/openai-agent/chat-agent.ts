import type { ResearchTask } from "@tool-router-examples/research-task";
import { createToolRouter } from "@tool-router/core";
import { handleChatToolCalls, toChatTools } from "@tool-router/openai";
import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import { chooseModel } from "./model.ts";

/**
 * An agent on Chat Completions: `handleChatToolCalls` runs the tools of each message.
 *
 * Yours needs no task: `createToolRouter()` takes COMPOSIO_API_KEY from the environment, and the
 * messages come from your user.
 */
export async function runChatAgent(task: ResearchTask): Promise<void> {
  const router = createToolRouter(task.router);
  const session = await router.sessions.create(task.userId, {
    toolkits: task.toolkits,
    workbench: { enable: false },
  });
  const tools = await toChatTools(session);
  const { client, model } = chooseModel();

  const messages: ChatCompletionMessageParam[] = [{ role: "system", content: task.instructions }];
  let said: string | undefined = task.request;
  while (said !== undefined) {
    messages.push({ role: "user", content: said });
    said = await task.reply(await answer());
  }

  async function answer(): Promise<string> {
    for (let step = 0; step < 40; step++) {
      const { choices } = await client.chat.completions.create({ model, messages, tools });
      const message = choices[0]!.message;
      const { messages: results, pending } = await handleChatToolCalls(tools, message);
      if (pending.length > 0) throw new Error("A call waits for a person: give toChatTools onInputRequired.");
      messages.push(message, ...results);

      const calls = message.tool_calls?.filter((call) => call.type === "function") ?? [];
      task.onStep({
        text: message.content ?? "",
        tools: results.map(({ tool_call_id: id, content }) => ({
          name: calls.find((call) => call.id === id)?.function.name ?? "",
          output: content,
        })),
      });
      if (results.length === 0) return message.content ?? "";
    }
    throw new Error("The model has not come to an end after 40 steps");
  }
}
