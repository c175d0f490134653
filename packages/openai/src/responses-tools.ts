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
  /** The outcome of each call that `messages` answers: for your own eyes, not for the model. */
  readonly calls: AnsweredCall[];
}

/**
 * The session's tools for `tools` of a Responses request. Give the same array, or one that holds its
 * elements (`[...tools, mine]`), to {@link handleResponseOutput}.
 *
 * @throws ToolRouterError for options that cannot be used; what `session.tools()` rejects with.
 */
export async function toResponsesTools(session: AdapterSession, options?: AdapterOptions): Promise<FunctionTool[]> {
  return (await bindTools(session, options)).map((bound) => {
    const { name, description, inputSchema: parameters, strict } = bound;
    // Left out, the API would make the schema strict by itself, and optional parameters required.
    return bind({ type: "function", name, description, parameters, strict }, bound);
  });
}

/**
 * Runs the function calls in a response's output, all at the same time, as `handleChatToolCalls` does. Skips other items,
 * and calls whose output is among the items. A call that is `incomplete` is answered, but not run.
 *
 * @param tools - the `tools` of the request.
 * @throws the reason of `signal`, when that aborts the run (a timeout of it is a result); FailedCallError with
 *   `onError: "throw"`; ToolRouterError for invalid arguments and options.
 */
export async function handleResponseOutput(
  tools: readonly Tool[],
  output: readonly ResponseOutputItem[],
  options: HandleOptions = {},
): Promise<ResponseToolResults> {
  requireOrder(Array.isArray(output) && output.every((item) => item && (item.type as string) !== "function"));
  // Messages of the user may be among the items, and have no type.
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

/** A response that ends too early may end before the first character of the arguments, which is not the same as none. */
const argumentsOf = (call: ResponseFunctionToolCall): string =>
  call.status === "incomplete" ? "cut off" : (call.arguments ?? "");
