import { type AdapterOptions, type AdapterSession, bindTools } from "@tool-router/adapter-kit";
import type {
  ChatCompletionFunctionTool,
  ChatCompletionMessageToolCall,
  ChatCompletionTool,
  ChatCompletionToolMessageParam,
} from "openai/resources/chat/completions";
import { answerCalls, requireOrder } from "./answer-calls.ts";
import type { AnsweredCall, HandleOptions, PendingQuestion } from "./handle-options.ts";
import { bind } from "./tool-binding.ts";

/** The results of the tool calls in an assistant message. */
export interface ChatToolResults {
  /** To append after the assistant message: one for each call that was answered. */
  readonly messages: ChatCompletionToolMessageParam[];
  /** Calls for you to answer: of declared functions that were not in `functions`, and of custom tools. */
  readonly unhandled: ChatCompletionMessageToolCall[];
  /**
   * Calls that wait for a person. They did not run, and the API rejects the next request until they have a result. To
   * answer them, call the handler again with them alone: with `approve` or without `approval`, and with `onInputRequired`
   * for those in `questions`.
   */
  readonly pending: ChatCompletionMessageToolCall[];
  /** What the router asks about some of the `pending` calls. */
  readonly questions: PendingQuestion[];
  /** The outcome of each call that `messages` answers, for your code rather than the model. */
  readonly calls: AnsweredCall[];
}

/**
 * Converts the tools of a session for `tools` of a Chat Completions request.
 *
 * Pass the same array, or one with its elements (`[...tools, mine]`), to {@link handleChatToolCalls}.
 *
 * @throws ToolRouterError for invalid options; the error of `session.tools()` if it rejects.
 */
export async function toChatTools(
  session: AdapterSession,
  options?: AdapterOptions,
): Promise<ChatCompletionFunctionTool[]> {
  return (await bindTools(session, options)).map((bound) => {
    const { name, description, inputSchema: parameters, strict } = bound;
    return bind({ type: "function", function: { name, description, parameters, strict } }, bound);
  });
}

/** A tool call. Some compatible APIs omit `type`, or `arguments` if they are empty. */
interface LooseCall {
  readonly id: string;
  readonly function?: { readonly name?: string; readonly arguments?: string | null };
}

/**
 * Runs the tool calls of an assistant message concurrently. A failed call has a result too, which the model reads:
 * invalid arguments, an unknown function, a rejection, a tool that fails.
 *
 * Calls of your own functions go to `functions`, or come back in `unhandled`. Check
 * `pending` before the next request: those calls have no result yet.
 *
 * @param tools - the `tools` of the request.
 * @throws the reason of `signal` if it aborts the run (a timeout is a result instead); FailedCallError with
 *   `onError: "throw"`; ToolRouterError for invalid arguments and options.
 */
export async function handleChatToolCalls(
  tools: readonly ChatCompletionTool[],
  message: { readonly tool_calls?: readonly ChatCompletionMessageToolCall[] | null | undefined },
  options: HandleOptions = {},
): Promise<ChatToolResults> {
  requireOrder("role" in Object(message) || "tool_calls" in Object(message));
  const calls = (message.tool_calls ?? []).map((original) => {
    const { id, function: called } = original as LooseCall;
    const text = called && (called.arguments ?? "");
    return { id, name: called?.name ?? "", arguments: text, original };
  });
  const { answers, ...rest } = await answerCalls(tools, calls, options, true);
  return {
    messages: answers.map(({ id, text }) => ({ role: "tool", tool_call_id: id, content: text })),
    calls: answers.map(({ id, name, outcome }) => ({ id, name, outcome })),
    ...rest,
  };
}
