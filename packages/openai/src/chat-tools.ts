import { type AdapterOptions, type AdapterSession, bindTools } from "@tool-router/adapter-kit";
import type {
  ChatCompletionFunctionTool,
  ChatCompletionMessageToolCall,
  ChatCompletionTool,
  ChatCompletionToolMessageParam,
} from "openai/resources/chat/completions";
import { answerCalls, requireOrder } from "./answer-calls.ts";
import type { AnsweredCall, HandleOptions, PendingQuestion } from "./other-functions.ts";
import { bind } from "./tool-binding.ts";

/** What became of the tool calls of an assistant message. */
export interface ChatToolResults {
  /** To append to the conversation behind the assistant message; one for each call that was answered. */
  readonly messages: ChatCompletionToolMessageParam[];
  /** Calls of functions of yours that were not in `others`, and of custom tools: yours to answer. */
  readonly unhandled: ChatCompletionMessageToolCall[];
  /**
   * Calls that wait for a person: they did not run, and must be answered before the next request. Call this function again
   * with them alone: with `approve` or without `approval`, and with `onInputRequired` for those among `questions`.
   */
  readonly pending: ChatCompletionMessageToolCall[];
  /** What the router asks about some of the `pending` calls. */
  readonly questions: PendingQuestion[];
  /** What came of each call that `messages` answers: for your own eyes, not for the model. */
  readonly calls: AnsweredCall[];
}

/**
 * The session's tools for `tools` of a Chat Completions request. Give the same array, or one that
 * holds its elements (`[...tools, mine]`), to {@link handleChatToolCalls}.
 *
 * @throws ToolRouterError for options that cannot be used; what `session.tools()` rejects with.
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

/** Not every API of this shape sends the `type` of a call, or the arguments of one that has none. */
interface LooseCall {
  readonly id: string;
  readonly function?: { readonly name?: string; readonly arguments?: string | null };
}

/**
 * Runs the tool calls of an assistant message, all at the same time. Whatever goes wrong with a call
 * (arguments that are no JSON, a function that does not exist, a refusal, a tool that fails) is its
 * result, which the model reads.
 *
 * A function that `tools` declares but that is not the router's goes to `others`, or comes back in
 * `unhandled`; one that is declared nowhere was made up by the model, and is answered as such.
 *
 * @param tools - what the request had as `tools`.
 * @throws the reason of `signal`, when that aborts the run (a timeout of it is a result); FailedCallError with
 *   `onError: "throw"`; ToolRouterError for arguments and options that cannot be used.
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
