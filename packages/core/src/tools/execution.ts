import type { components } from "@tool-router/openapi";
import type { CallOptions } from "../http/http.ts";
import { aString, anObject, isObject, type RulesFor } from "../errors/options.ts";

type Schemas = components["schemas"];

/** Results of tools, and arguments as hooks see them: any JSON object. */
export type JSONObject = { readonly [key: string]: unknown };

/** Arguments of a tool: any object that JSON has, an interface of yours too, and no list. */
export type ToolArguments = JSONObject | (object & { readonly [Symbol.iterator]?: never });

/** Questions to a person, by id, as on the wire. Build the form from each `requested_schema`. */
export type InputRequests = Schemas["InputRequired"]["input_requests"];

/** A person's answers, by the ids of the questions, as on the wire. */
export type InputResponses = Schemas["InputResponses"];

/** What one hook of the router did, as on the wire. */
export type HookResult = Schemas["HookResult"];

/** Facts that every result has. */
interface ResultFacts {
  /** Id of the run in the router's log; empty if there is none. */
  readonly logId: string;
  /** What the router's hooks did, in order. Absent without hooks. */
  readonly hookResults?: readonly HookResult[] | undefined;
  /** What an instant call cost, if the session asked to be told. */
  readonly instantCharge?: Schemas["InstantCharge"] | undefined;
  /** What a custom tool threw, for your own log. Not enumerable. */
  readonly cause?: unknown;
}

/** The tool ran and succeeded. */
export interface CompletedResult<Data = JSONObject> extends ResultFacts {
  readonly resultType: "completed";
  readonly data: Data;
  readonly error: null;
}

/** The tool failed; or a person refused the call, and nothing ran. `data` may hold what there is all the same. */
export interface FailedResult<Data = JSONObject> extends ResultFacts {
  readonly resultType: "failed";
  readonly data: Partial<Data>;
  readonly error: string;
}

/** A hook of the router refused the call, or withheld its result. */
export interface BlockedResult<Data = JSONObject> extends ResultFacts {
  readonly resultType: "blocked";
  readonly data: Partial<Data>;
  readonly error: string;
  /** Why, as on the wire; its type is the router's. */
  readonly blockReason: unknown;
  /** False only when the answer proves that a hook stopped the call before the tool ran. */
  readonly mayHaveRun: boolean;
}

/** A question that was asked instead of running a call. `Answered` is what the call gives once it is answered. */
export interface Question<Answered> {
  readonly inputRequests: InputRequests;
  /**
   * Sends the identical call again with a person's answers, once: nothing is retried unless `retry` says so. The router
   * may ask again. The limits are those of the first call, without its signal.
   *
   * @throws ToolRouterError for an unknown question, a missing answer, an unknown action, or a second use.
   */
  resume(responses: InputResponses, options?: CallOptions): Promise<Answered>;
}

/** Nothing ran: a person has to answer first. */
export interface InputRequiredResult<Data = JSONObject, Answered = ExecuteResult<Data>>
  extends ResultFacts, Question<Answered> {
  readonly resultType: "input_required";
  readonly data: Partial<Data>;
  readonly error: string;
}

/**
 * How a call ended, by `resultType`. `error` is null exactly when the result is `completed`; otherwise it says why the
 * call did not complete.
 */
export type ExecuteResult<Data = JSONObject> =
  | CompletedResult<Data>
  | FailedResult<Data>
  | BlockedResult<Data>
  | InputRequiredResult<Data>;

/** Answers to a question of an earlier process. */
export interface AnswerOptions {
  /** A person's answers, by the ids of `inputRequests`. */
  readonly inputResponses?: InputResponses | undefined;
  /** What {@link requestState} gave for the question. */
  readonly requestState?: string | undefined;
}

export const answerRules: RulesFor<AnswerOptions> = { inputResponses: anObject, requestState: aString };

/** Answers as on the wire. */
export type WireAnswers = Pick<Schemas["ExecuteRequest"], "input_responses" | "request_state">;

/** A call that was sent, and the way to send it again. */
export interface SentCall<Result> {
  /** The body, as JSON text. */
  readonly sent: string;
  readonly timeout: number | undefined;
  readonly send: (body: object, options: CallOptions) => Promise<Result>;
}

/** A question as it came in, and the way to answer it. */
export interface Asked<Result> extends SentCall<Result> {
  readonly inputRequests: InputRequests;
  readonly state: string | undefined;
  isAnswered: boolean;
}

const messages = {
  failed: "The tool failed and gave no message.",
  blocked: "A policy blocked the call.",
  input_required: "Nothing ran: a person has to answer a question first.",
};

/** Where a result keeps the state of its question. A function, so that nothing prints it. */
const stateOf = Symbol.for("@tool-router/core.requestState");

/**
 * Reads how a call ended. `result_type` decides; without one, as from routers older than October 2026, `error` does.
 *
 * @param fail - throws for an answer that is neither a success nor a failure.
 */
export function readResult<Result = ExecuteResult>(
  answer: unknown,
  fail: (problem: string) => never,
  call: SentCall<Result>,
): Result {
  type Wire = Omit<Schemas["ExecuteResult"], "error"> & Schemas["InputRequired"] & { error: unknown };
  const wire = Object(answer) as Partial<Wire>;
  const { error, hook_results: hookResults, instant_charge: instantCharge } = wire;
  const given = (wire.result_type ?? undefined) as unknown;
  if (given === undefined && error === undefined) fail('has no readable field "error"');
  const text = error === undefined || error === null ? "" : typeof error === "string" ? error : JSON.stringify(error);
  // The text says why it failed: then `completed` does not hold.
  const resultType =
    given === undefined ? (error === null ? "completed" : "failed") : text && given === "completed" ? "failed" : given;
  const isKnown = typeof resultType === "string" && (resultType === "completed" || Object.hasOwn(messages, resultType));
  if (!isKnown) fail(`has a result_type that this client does not know, ${JSON.stringify(given)}`);

  const result = {
    resultType,
    data: wire.data ?? {},
    error: resultType === "completed" ? null : text || messages[resultType as keyof typeof messages],
    logId: wire.log_id ?? "",
    ...(Array.isArray(hookResults) && { hookResults }),
    ...(instantCharge && { instantCharge }),
  };
  if (resultType === "blocked") {
    const isProof = ({ type, outcome }: HookResult): boolean => type === "before_execute" && outcome === "blocked";
    const hooks = (result.hookResults ?? []).map(Object) as HookResult[];
    return { ...result, blockReason: wire.block_reason, mayHaveRun: !hooks.some(isProof) } as Result;
  }
  if (resultType !== "input_required") return result as Result;
  const { input_requests: requests, request_state: state } = wire;
  const inputRequests: InputRequests = isObject(requests) ? requests : {};
  const asked: Asked<Result> = { ...call, inputRequests, state: state ?? undefined, isAnswered: false };
  const resume: Question<Result>["resume"] = async (...answers) =>
    (await import("./resume.ts")).resume(asked, ...answers);
  return withState({ ...result, inputRequests, resume }, () => asked.state) as Result;
}

const withState = (question: object, state: unknown): object =>
  Object.defineProperty(question, stateOf, { value: state });

/**
 * The opaque state of a question, to be kept with it when the question outlives this process: pass it to `execute` with
 * the answers. It is never shown elsewhere, and nothing else should show it.
 *
 * @returns undefined when the router gave none, and for any other result.
 */
export const requestState = (result: object): string | undefined =>
  (result as { [stateOf]?: () => string | undefined })[stateOf]?.();

/** A result that a hook may have replaced: where its type and its error disagree, the error decides. */
export const consistent = (result: ExecuteResult): ExecuteResult =>
  (result.resultType === "completed") === (result.error === null)
    ? result
    : ({ ...result, resultType: result.error === null ? "completed" : "failed" } as ExecuteResult);

/**
 * Goes on with the result of a call; if a question was asked, with what the answered call gives.
 *
 * @param next - `later` holds the options of `resume`, which replace the call's own; undefined without a question.
 */
export async function andThen<Result extends { readonly resultType: string }>(
  result: Result,
  next: (done: Result, later: CallOptions | undefined) => Result | Promise<Result>,
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
 * The preview that stands for a result which was too long to send: `path` is the file with the whole
 * result in the session's mount. Undefined for an ordinary result.
 */
export function offloaded(result: ExecuteResult): { readonly path: string; readonly preview: unknown } | undefined {
  const { data_preview: preview, remote_file_info: file } = result.data as {
    data_preview?: unknown;
    remote_file_info?: { file_path?: unknown } | null;
  };
  // A tool may well use one of the two names for something of its own.
  if (preview === undefined || typeof file?.file_path !== "string") return undefined;
  return { path: file.file_path, preview };
}
