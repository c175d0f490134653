import type { components } from "@tool-router/openapi";
import { aString, anObject, type RulesFor } from "../errors/options.ts";
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
  /** The state of the question, from {@link requestState}. */
  readonly requestState?: string | undefined;
}

export const answerRules: RulesFor<AnswerOptions> = { inputResponses: anObject, requestState: aString };

/** Answers as on the wire. */
export type WireAnswers = Pick<Schemas["ExecuteRequest"], "input_responses" | "request_state">;

/** The key of a result's state. The value is a function, so that printing the result does not show the state. */
const stateKey = Symbol.for("@tool-router/core.requestState");

export const withState = (result: object, state: () => string | undefined): object =>
  Object.defineProperty(result, stateKey, { value: state });

/**
 * The opaque state of a question. Store it if the answer may arrive in another process, and pass it to `execute` with the
 * answers. Keep it out of logs and prompts.
 *
 * @returns undefined for other results, and if the router sent no state.
 */
export const requestState = (result: object): string | undefined =>
  (result as { [stateKey]?: () => string | undefined })[stateKey]?.();

/** Makes a result that a hook replaced consistent: its `error` decides about its type. */
export const consistent = (result: ExecuteResult): ExecuteResult =>
  (result.resultType === "completed") === (result.error === null)
    ? result
    : ({ ...result, resultType: result.error === null ? "completed" : "failed" } as ExecuteResult);

/**
 * Continues with the result of a call; after a question, with the result of the answered call.
 *
 * @param next - `later` holds the options of `resume`, which replace those of the call; undefined without a question.
 */
export async function andThen<Result extends { readonly resultType: string }>(
  result: Result,
  next: (final: Result, later: CallOptions | undefined) => Result | Promise<Result>,
  later?: CallOptions,
): Promise<Result> {
  const { resume } = result as Partial<Question<Result>>;
  if (!resume) return next(result, later);
  const question = {
    ...result,
    resume: async (responses: InputResponses, options?: CallOptions) =>
      andThen(await resume(responses, options), next, options ?? {}),
  };
  return withState(question, () => requestState(result)) as Result;
}

/**
 * The preview of a result that was too long to send, and the path of the file with the whole result in the session's mount.
 *
 * @returns undefined for any other result.
 */
export function offloaded(result: ExecuteResult): { readonly path: string; readonly preview: unknown } | undefined {
  const { data_preview: preview, remote_file_info: file } = result.data as {
    data_preview?: unknown;
    remote_file_info?: { file_path?: unknown } | null;
  };
  // A tool's own data may have a field of one of these names.
  if (preview === undefined || typeof file?.file_path !== "string") return undefined;
  return { path: file.file_path, preview };
}
