import { type AdapterOptions, type AdapterSession, bindTools } from "@tool-router/adapter-kit";
import type {
  FunctionTool,
  ResponseCustomToolCall,
  ResponseFunctionToolCall,
  ResponseInputItem,
  ResponseOutputItem,
  Tool,
} from "openai/resources/responses/responses";
import { answerCalls, requireOrder } from "./answer-calls.ts";
import type { AnsweredCall, HandleOptions, PendingQuestion } from "./handle-options.ts";
import { bind } from "./tool-binding.ts";

/** The results of the function calls in a response's output. */
export interface ResponseToolResults {
  /** Input items to append after the output: one for each call that was answered. */
  readonly messages: ResponseInputItem.FunctionCallOutput[];
  /** Calls for you to answer: of declared functions that were not in `functions`, and of custom tools. */
  readonly unhandled: (ResponseFunctionToolCall | ResponseCustomToolCall)[];
  /**
   * Calls that wait for a person. They did not run, and the API rejects the next request until they have a result. To
   * answer them, call the handler again with them alone: with `approve` or without `approval`, and with `onInputRequired`
   * for those in `questions`.
   */
  readonly pending: (ResponseFunctionToolCall | ResponseCustomToolCall)[];
  /** What the router asks about some of the `pending` calls. */
  readonly questions: PendingQuestion[];
  /** The outcome of each call that `messages` answers, for your code rather than the model. */
  readonly calls: AnsweredCall[];
}

/**
 * Converts the tools of a session for `tools` of a Responses request.
 *
 * Pass the same array, or one with its elements (`[...tools, mine]`), to {@link handleResponseOutput}.
 *
 * @throws ToolRouterError for invalid options; the error of `session.tools()` if it rejects.
 */
export async function toResponsesTools(session: AdapterSession, options?: AdapterOptions): Promise<FunctionTool[]> {
  return (await bindTools(session, options)).map((bound) => {
    const { name, description, inputSchema: parameters, strict } = bound;
    // Without `strict`, the API makes schemas strict and optional parameters required.
    return bind({ type: "function", name, description, parameters, strict }, bound);
  });
}

/**
 * Runs the function calls in a response's output concurrently, as `handleChatToolCalls` does. Skips other items, and calls
 * whose output is among the items. An `incomplete` call is answered, but not run.
 *
 * @param tools - the `tools` of the request.
 * @throws the reason of `signal` if it aborts the run (a timeout is a result instead); FailedCallError with
 *   `onError: "throw"`; ToolRouterError for invalid arguments and options.
 */
export async function handleResponseOutput(
  tools: readonly Tool[],
  output: readonly ResponseOutputItem[],
  options: HandleOptions = {},
): Promise<ResponseToolResults> {
  requireOrder(Array.isArray(output) && output.every((item) => item && (item.type as string) !== "function"));
  // Messages of the user have no type.
  const answered = new Set(output.map((item) => item.type?.endsWith("_output") && "call_id" in item && item.call_id));
  const calls = output
    .filter((item) => item.type === "function_call" || item.type === "custom_tool_call")
    .filter((item) => !answered.has(item.call_id))
    .map((original) => ({
      id: original.call_id,
      name: original.name,
      arguments: original.type === "function_call" ? argumentsOf(original) : undefined,
      original,
    }));
  const { answers, ...rest } = await answerCalls(tools, calls, options, true);
  return {
    messages: answers.map(({ id, text }) => ({ type: "function_call_output", call_id: id, output: text })),
    calls: answers.map(({ id, name, outcome }) => ({ id, name, outcome })),
    ...rest,
  };
}

/** A truncated response may end before the arguments begin. They must not count as empty. */
const argumentsOf = (call: ResponseFunctionToolCall): string =>
  call.status === "incomplete" ? "incomplete" : (call.arguments ?? "");
