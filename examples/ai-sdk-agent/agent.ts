import type { ResearchTask } from "@tool-router-examples/research-task";
import { toAISDKTools } from "@tool-router/ai-sdk";
import { createToolRouter } from "@tool-router/core";
import { generateText, isStepCount, type ModelMessage } from "ai";
import { chooseModel } from "./model.ts";

/**
 * An agent of the AI SDK: `generateText` runs the tools until the model has an answer for the user.
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
  const tools = await toAISDKTools(session);
  const model = chooseModel();

  const messages: ModelMessage[] = [];
  let said: string | undefined = task.request;
  while (said !== undefined) {
    messages.push({ role: "user", content: said });
    const { text, responseMessages } = await generateText({
      model,
      instructions: task.instructions,
      messages,
      tools,
      stopWhen: isStepCount(40),
      onStepEnd: (step) =>
        task.onStep({
          text: step.text,
          tools: step.toolResults.map(({ toolName, output }) => ({ name: toolName, output })),
        }),
    });
    messages.push(...responseMessages);
    said = await task.reply(text);
  }
}
