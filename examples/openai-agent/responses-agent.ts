import type { ResearchTask } from "@tool-router-examples/research-task";
import { createToolRouter } from "@tool-router/core";
import { handleResponseOutput, toResponsesTools } from "@tool-router/openai";
import type { Response, ResponseInput } from "openai/resources/responses/responses";
import { chooseModel } from "./model.ts";

/**
 * An agent on the Responses API: `handleResponseOutput` runs the tools of each response.
 *
 * Yours needs no task: `createToolRouter()` takes COMPOSIO_API_KEY from the environment, and the
 * messages come from your user.
 */
export async function runResponsesAgent(task: ResearchTask): Promise<void> {
  const router = createToolRouter(task.router);
  const session = await router.sessions.create(task.userId, {
    toolkits: task.toolkits,
    workbench: { enable: false },
  });
  const tools = await toResponsesTools(session);
  const { client, model } = chooseModel();

  let previous: string | null = null;
  let said: string | undefined = task.request;
  while (said !== undefined) said = await task.reply(await answer(said));

  async function answer(question: string): Promise<string> {
    let input: ResponseInput = [{ role: "user", content: question }];
    for (let step = 0; step < 40; step++) {
      const response: Response = await client.responses.create({
        model,
        instructions: task.instructions,
        previous_response_id: previous,
        input,
        tools,
      });
      const { messages: results, pending } = await handleResponseOutput(tools, response.output);
      if (pending.length > 0) throw new Error("A call waits for a person: give toResponsesTools onInputRequired.");
      previous = response.id;
      input = results;

      const calls = response.output.filter((item) => item.type === "function_call");
      task.onStep({
        text: response.output_text,
        tools: results.map(({ call_id: id, output }) => ({
          name: calls.find((call) => call.call_id === id)?.name ?? "",
          output,
        })),
      });
      if (results.length === 0) return response.output_text;
    }
    throw new Error("The model has not come to an end after 40 steps");
  }
}
