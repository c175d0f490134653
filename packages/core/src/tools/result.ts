import type { components } from "@tool-router/openapi";
import type { CallOptions } from "../http/call-options.ts";

type Schemas = components["schemas"];

/** Any JSON object: a tool's result, or its arguments as hooks see them. */
export type JSONObject = { readonly [key: string]: unknown };

/** Arguments of a tool: any object except an array, including values typed by an interface. */
export type ToolArguments = JSONObject | (object & { readonly [Symbol.iterator]?: never });

/** Questions to a person, by id, as on the wire. Build the form from each `requested_schema`. */
export type InputRequests = Schemas["InputRequired"]["input_requests"];

/** A person's answers, by the ids of the questions, as on the wire. */
export type InputResponses = Schemas["InputResponses"];

/** What one of the router's hooks did, as on the wire. */
export type HookResult = Schemas["HookResult"];

/** Facts that every result has. */
interface ResultFacts {
  /** Id of the run in the router's log; empty without one. */
  readonly logId: string;
  /** What the router's hooks did, in order. Absent without hooks. */
  readonly hookResults?: readonly HookResult[] | undefined;
  /** Price of an instant call, if the session asks for prices. */
  readonly instantCharge?: Schemas["InstantCharge"] | undefined;
  /** The error that a custom tool threw, for your own log. Not enumerable. */
  readonly cause?: unknown;
}

/** The tool ran and succeeded. */
export interface CompletedResult<Data = JSONObject> extends ResultFacts {
  readonly resultType: "completed";
  readonly data: Data;
  readonly error: null;
}

/** The tool failed, or a person denied the call, which then did not run. `data` may hold a partial result. */
export interface FailedResult<Data = JSONObject> extends ResultFacts {
  readonly resultType: "failed";
  readonly data: Partial<Data>;
  readonly error: string;
}

/** A hook of the router blocked the call, or withheld its result. */
export interface BlockedResult<Data = JSONObject> extends ResultFacts {
  readonly resultType: "blocked";
  readonly data: Partial<Data>;
  readonly error: string;
  /** The reason, as on the wire. The router defines its type. */
  readonly blockReason: unknown;
  /** False only if the response proves that a hook blocked the call before the tool ran. */
  readonly mayHaveRun: boolean;
}

/** A question that must be answered before a call runs. `Answered` is the result of the answered call. */
export interface Question<Answered> {
  readonly inputRequests: InputRequests;
  /**
   * Sends the identical call again, with a person's answers. The router may ask another question. A question can be answered
   * once; `retry` is off by default. The timeout is that of the first call, the signal is not.
   *
   * @throws ToolRouterError for an unknown question, a missing answer, an unknown action, or a second answer.
   */
  resume(responses: InputResponses, options?: CallOptions): Promise<Answered>;
}

/** The call did not run: a person has to answer a question first. */
export interface InputRequiredResult<Data = JSONObject, Answered = ExecuteResult<Data>>
  extends ResultFacts, Question<Answered> {
  readonly resultType: "input_required";
  readonly data: Partial<Data>;
  readonly error: string;
}

/**
 * The result of a call, by `resultType`. `error` is null only if it is `completed`; otherwise it says why the call did not
 * complete.
 */
export type ExecuteResult<Data = JSONObject> =
  | CompletedResult<Data>
  | FailedResult<Data>
  | BlockedResult<Data>
  | InputRequiredResult<Data>;

/** Answers to a question that an earlier process received. */
export interface AnswerOptions {
  /** A person's answers, by the ids of `inputRequests`. */
  readonly inputResponses?: InputResponses | undefined;
  /** The state of the question, from `requestState`. */
  readonly requestState?: string | undefined;
}

/** Answers as on the wire. */
export type WireAnswers = Pick<Schemas["ExecuteRequest"], "input_responses" | "request_state">;
