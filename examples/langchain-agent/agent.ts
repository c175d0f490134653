import type { ResearchTask } from "@tool-router-examples/research-task";
import { createToolRouter } from "@tool-router/core";
import { toLangChainTools } from "@tool-router/langchain";
import { AIMessage, type BaseMessage, createAgent, HumanMessage, ToolMessage } from "langchain";
import { chooseModel } from "./model.ts";

/**
 * An agent of LangChain: `createAgent` runs the tools until the model has an answer for the user.
 *
 * Yours needs no task: `createToolRouter()` takes COMPOSIO_API_KEY from the environment, and the
 * messages come from your user.
 */
export async function runAgent(task: ResearchTask): Promise<void> {
  const router = createToolRouter(task.router);
  const session = await router.sessions.create(task.userId, {
    toolkits: task.toolkits,
    workbench: { enable: false },
  });
  const tools = await toLangChainTools(session);
  const agent = createAgent({ model: chooseModel(), tools, systemPrompt: task.instructions });

  let messages: BaseMessage[] = [];
  let said: string | undefined = task.request;
  while (said !== undefined) {
    messages.push(new HumanMessage(said));
    const states = await agent.stream({ messages }, { streamMode: "values", recursionLimit: 80 });
    for await (const state of states) {
      reportStep(state.messages.slice(messages.length), task);
      messages = state.messages;
    }
    said = await task.reply(messages.at(-1)?.text ?? "");
  }
}

/** A step is an answer of the model, and what its tools returned. */
function reportStep(added: readonly BaseMessage[], task: ResearchTask): void {
  const results = added.filter((message) => ToolMessage.isInstance(message));
  const answer = added.find((message) => AIMessage.isInstance(message));
  if (results.length === 0 && (answer === undefined || answer.tool_calls?.length)) return;
  task.onStep({
    text: answer?.text ?? "",
    tools: results.map((message) => ({ name: message.name ?? "", output: message.text })),
  });
}
