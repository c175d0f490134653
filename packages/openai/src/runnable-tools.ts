import { type AdapterOptions, type AdapterSession, type ApprovalMode, bindTools } from "@tool-router/adapter-kit";
import type { RunnableToolFunctionWithoutParse } from "openai/lib/RunnableFunction";
import { answerCalls, approvalOf, approvalRules } from "./answer-calls.ts";
import type { Approve } from "./other-functions.ts";
import { bind } from "./tool-binding.ts";

export interface RunnableOptions extends AdapterOptions {
  /** Which calls need a person's approval; `approve` then asks for it, and without it none of them runs. */
  readonly approval?: ApprovalMode | undefined;
  /** Asks the person, as for the handlers: not without `approval`, and only `true` is a yes. */
  readonly approve?: Approve | undefined;
}

/**
 * The session's tools for `client.chat.completions.runTools`, which runs them itself. The runner's
 * abort ends the HTTP requests of the tools, too.
 *
 * @throws ToolRouterError for options that cannot be used; what `session.tools()` rejects with.
 */
export async function toRunnableTools(
  session: AdapterSession,
  options: RunnableOptions = {},
): Promise<RunnableToolFunctionWithoutParse[]> {
  const { approval, approve = approval && ((): boolean => false) } = options;
  const all = await bindTools(session, options, approvalRules);
  approvalOf(all, options);
  const tools = all.map((bound) => bind({ name: bound.name }, bound));
  return all.map((bound) => ({
    type: "function",
    function: {
      name: bound.name,
      description: bound.description,
      parameters: bound.inputSchema,
      strict: bound.strict,
      // No `parse`: what it throws reaches the model as a bare parser message, without what to do next.
      async function(text, { controller: { signal } }) {
        const call = { id: "", name: bound.name, arguments: text, original: undefined };
        const { answers } = await answerCalls(tools, [call], { signal, approval, approve }, false);
        return answers[0]?.text ?? "";
      },
    },
  }));
}
