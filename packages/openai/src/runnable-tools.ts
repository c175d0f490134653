import { type AdapterOptions, type AdapterSession, bindTools } from "@tool-router/adapter-kit";
import type { RunnableToolFunctionWithoutParse } from "openai/lib/RunnableFunction";

/**
 * The session's tools for `client.chat.completions.runTools`, which runs them itself. The runner's
 * abort ends the HTTP requests of the tools, too.
 *
 * @throws ToolRouterError for options that cannot be used; what `session.tools()` rejects with.
 */
export async function toRunnableTools(
  session: AdapterSession,
  options?: AdapterOptions,
): Promise<RunnableToolFunctionWithoutParse[]> {
  return (await bindTools(session, options)).map((bound) => ({
    type: "function",
    function: {
      name: bound.name,
      description: bound.description,
      parameters: bound.inputSchema,
      strict: false,
      // No `parse`: what it throws reaches the model as a bare parser message, without what to do next.
      function: async (args, { controller }) => bound.render(await bound.call(args, { signal: controller.signal })),
    },
  }));
}
