import { type AdapterOptions, type AdapterSession, type ApprovalMode, bindTools } from "@tool-router/adapter-kit";
import type { RunnableToolFunctionWithoutParse } from "openai/lib/RunnableFunction";
import { answerCalls, approvalOf, approvalRules } from "./answer-calls.ts";
import type { Approve } from "./handle-options.ts";
import { bind } from "./tool-binding.ts";

export interface RunnableOptions extends AdapterOptions {
  /** Which calls need a person's approval. Without `approve`, none of them runs. */
  readonly approval?: ApprovalMode | undefined;
  /** Asks the person to approve a call that `approval` selects; only `true` approves. */
  readonly approve?: Approve | undefined;
}

/**
 * Converts the tools of a session for `client.chat.completions.runTools`, which runs them itself. Aborting the runner also
 * cancels the HTTP requests of the tools.
 *
 * The runner cannot wait for a person: without an answer from `onInputRequired`, the model reads that the call did not
 * run.
 *
 * @throws ToolRouterError for invalid options; the error of `session.tools()` if it rejects.
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
      // No `parse`: its errors reach the model as bare parser messages.
      async function(text, { controller: { signal } }) {
        const call = { id: "", name: bound.name, arguments: text, original: undefined };
        const { answers } = await answerCalls(tools, [call], { signal, approval, approve }, false);
        return answers[0]?.text ?? "";
      },
    },
  }));
}
