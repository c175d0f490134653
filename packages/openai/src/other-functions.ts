import type {
  ApprovalMode,
  ApprovalSubject,
  NeedsInputOutcome,
  OnInputRequired,
  ToolOutcome,
} from "@tool-router/adapter-kit";
import type { JSONObject, Tool } from "@tool-router/core";

/** What a function of yours is told about the call besides its arguments. */
export interface OtherFunctionContext {
  readonly signal: AbortSignal | undefined;
  readonly toolCallId: string;
}

// Written as a method, so that a function may declare the arguments that it expects.
interface OtherFunctionShape {
  call(args: JSONObject, context: OtherFunctionContext): unknown;
}

/**
 * A function of yours. What it returns (or resolves to) is what the model reads: a text as it is,
 * everything else as JSON. It knows best how long that may be: `maxOutputChars` of the tools truncates only the
 * router's results. What it throws becomes a result with the error's message.
 */
export type OtherFunction = OtherFunctionShape["call"];

/** Functions of yours by the names under which the model knows them. */
export interface OtherFunctions {
  readonly [name: string]: OtherFunction;
}

/** How the calls of one turn are answered. */
export interface HandleOptions {
  /**
   * Ends all calls, and with them their HTTP requests; then the promise rejects with the signal's reason. If that is a
   * `TimeoutError` (as of `AbortSignal.timeout`), it ends the calls but not the run: the promise resolves, and the model
   * reads that the outcome is unknown.
   */
  readonly signal?: AbortSignal | undefined;
  /** Functions that are not the router's. Calls of those that are missing here come back as `unhandled`. */
  readonly others?: OtherFunctions | undefined;
  /**
   * Which calls of the router's tools need a person's approval. Without `approve` they do not run and come back as
   * `pending`: answer them later by calling again with them alone, without `approval` or with `approve`.
   */
  readonly approval?: ApprovalMode | undefined;
  /**
   * Asks the person about the calls that `approval` chooses, which must be given, too. Only `true` lets a call run; every
   * other answer is a no, which the model reads. What it throws (or `approval`) refuses that call alone; the error is the
   * `cause` of its outcome in `calls`. The other calls do not wait for it.
   */
  readonly approve?: Approve | undefined;
  /**
   * Asks a person what the router wants to know before it runs a call; beats the option of the tools. Without it, and
   * without an answer, the call does not run and comes back as `pending`, its questions as `questions`.
   */
  readonly onInputRequired?: OnInputRequired | undefined;
  /** Tools that need not be looked up to judge the items of a batch. One that cannot be found asks. */
  readonly known?: readonly ApprovalSubject[] | undefined;
  /** The connected account for the calls of this turn; beats the option of the tools. */
  readonly account?: string | undefined;
}

/** A call of a tool of the router that needs approval. */
export interface CallToApprove {
  readonly id: string;
  readonly tool: Tool;
  readonly args: JSONObject;
}

export type Approve = (call: CallToApprove) => boolean | Promise<boolean>;

/** What the router wants to know of a person about a call that is `pending`. */
export interface PendingQuestion {
  readonly id: string;
  readonly name: string;
  readonly outcome: NeedsInputOutcome;
}

/** What became of a call: which one, and its outcome; `"other"` for a function of yours. */
export interface AnsweredCall {
  readonly id: string;
  readonly name: string;
  readonly outcome: ToolOutcome | "other";
}
