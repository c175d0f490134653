import type {
  ApprovalMode,
  ApprovalSubject,
  NeedsInputOutcome,
  OnInputRequired,
  ToolOutcome,
} from "@tool-router/adapter-kit";
import type { JSONObject, Tool } from "@tool-router/core";

/** The second argument of your function. */
export interface CallerFunctionContext {
  readonly signal: AbortSignal | undefined;
  readonly toolCallId: string;
}

// A method, because its parameters are bivariant: a function may declare narrower arguments.
interface CallerFunctionShape {
  call(args: JSONObject, context: CallerFunctionContext): unknown;
}

/**
 * One of your functions. The model reads its result: a string unchanged, any other value as JSON.
 *
 * The text is never truncated; `maxOutputChars` applies to the router's tools only. If the function throws, the model reads
 * the error's message.
 */
export type CallerFunction = CallerFunctionShape["call"];

/** Your functions, by the names that the model uses. */
export interface CallerFunctions {
  readonly [name: string]: CallerFunction;
}

/** The options of a handler. */
export interface HandleOptions {
  /**
   * Cancels all calls and their HTTP requests. Then the promise rejects with the signal's reason. If the reason is a
   * `TimeoutError` (such as from `AbortSignal.timeout`), the promise resolves instead, and the model reads that the
   * outcome is unknown.
   */
  readonly signal?: AbortSignal | undefined;
  /** Your own functions. Calls of declared functions that are missing here come back as `unhandled`. */
  readonly functions?: CallerFunctions | undefined;
  /**
   * Which calls of the router's tools need a person's approval. Without `approve` they do not run and come back as
   * `pending`. To answer them, call the handler again with them alone, with `approve` or without `approval`.
   */
  readonly approval?: ApprovalMode | undefined;
  /**
   * Asks a person to approve a call that `approval` selects. Only `true` approves, and only this call; after any other
   * result the model reads that the user did not approve it. Other calls do not wait. If it throws, only that call does
   * not run, and its outcome in `calls` has the error as `cause`.
   */
  readonly approve?: Approve | undefined;
  /**
   * Answers the router's questions to a person. Takes precedence over the option of the tools. Without an answer, the call
   * does not run: it comes back in `pending`, and its questions in `questions`.
   */
  readonly onInputRequired?: OnInputRequired | undefined;
  /** Tools that may be in a batch and need no lookup. */
  readonly known?: readonly ApprovalSubject[] | undefined;
  /** The connected account for the calls of this turn. Takes precedence over the option of the tools. */
  readonly account?: string | undefined;
}

/** A call of one of the router's tools that needs approval. */
export interface CallToApprove {
  readonly id: string;
  readonly tool: Tool;
  readonly args: JSONObject;
  /** The account that the model named in the parameter of the option `accounts`. */
  readonly account: string | undefined;
}

export type Approve = (call: CallToApprove) => boolean | Promise<boolean>;

/** What the router asks about a `pending` call. */
export interface PendingQuestion {
  readonly id: string;
  readonly name: string;
  /** Its `inputRequests` are the questions. */
  readonly outcome: NeedsInputOutcome;
}

/** A call that was answered, and its outcome: `"function"` for one of your functions. */
export interface AnsweredCall {
  readonly id: string;
  readonly name: string;
  readonly outcome: ToolOutcome | "function";
}
