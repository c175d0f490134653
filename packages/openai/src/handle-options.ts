import type {
  ApprovalMode,
  ApprovalSubject,
  NeedsInputOutcome,
  OnInputRequired,
  ToolOutcome,
} from "@tool-router/adapter-kit";
import type { JSONObject, Tool } from "@tool-router/core";

/** What your function gets besides its arguments. */
export interface CallerFunctionContext {
  readonly signal: AbortSignal | undefined;
  readonly toolCallId: string;
}

// Written as a method, so that a function may declare the arguments that it expects.
interface CallerFunctionShape {
  call(args: JSONObject, context: CallerFunctionContext): unknown;
}

/**
 * One of your functions. The model reads what it returns or resolves to: a string as it is, anything else as JSON. The
 * text is never truncated; `maxOutputChars` applies to the router's tools only. If it throws, the result has the error's
 * message.
 */
export type CallerFunction = CallerFunctionShape["call"];

/** Your functions, by the names under which the model knows them. */
export interface CallerFunctions {
  readonly [name: string]: CallerFunction;
}

/** How the calls of one turn are answered. */
export interface HandleOptions {
  /**
   * Ends all calls, and with them their HTTP requests; then the promise rejects with the signal's reason. If that is a
   * `TimeoutError` (as of `AbortSignal.timeout`), it ends the calls but not the run: the promise resolves, and the model
   * reads that the outcome is unknown.
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
   * Asks a person to approve a call that `approval` selects. Only `true` approves, and only this call; after anything else
   * the model reads that the user did not allow the call. Other calls do not wait. If it throws, that call alone does not run, and its
   * outcome in `calls` has the error as `cause`.
   */
  readonly approve?: Approve | undefined;
  /**
   * Answers what the router asks a person before it runs a call. Takes precedence over the option of the tools. Without
   * an answer the call does not run: it comes back as `pending`, and its questions as `questions`.
   */
  readonly onInputRequired?: OnInputRequired | undefined;
  /** Tools that need not be looked up to judge the items of a batch. */
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
