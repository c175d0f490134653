import type { components } from "@tool-router/openapi";
import { anObject, aString, isObject, type RulesFor } from "../errors/options.ts";
import type { CallOptions } from "../http/call-options.ts";
import type { AnswerOptions, ExecuteResult, HookResult, InputRequests, InputResponses, Question } from "./result.ts";
import type { AskedQuestion, SentCall } from "./resume.ts";

type Schemas = components["schemas"];
type Wire = Omit<Schemas["ExecuteResult"], "error"> & Schemas["InputRequired"] & { error: unknown };

export const answerRules: RulesFor<AnswerOptions> = { inputResponses: anObject, requestState: aString };

/** Errors of results without an error text. */
const defaultErrors = {
  failed: "The tool failed and gave no message.",
  blocked: "A policy blocked the call.",
  input_required: "Nothing ran: a person has to answer a question first.",
};

/**
 * Reads the result of a call. `result_type` decides; without one, as from routers before October 2026, `error` does.
 *
 * @param fail - throws for a body that is neither a success nor a failure.
 */
export function readResult<Result extends object>(
  body: unknown,
  fail: (problem: string) => never,
  call: SentCall<Result>,
): Result {
  const wire = Object(body) as Partial<Wire>;
  const { error, hook_results: hookResults, instant_charge: instantCharge } = wire;
  const text = error === undefined || error === null ? "" : typeof error === "string" ? error : JSON.stringify(error);
  const resultType = readType(wire, text, fail);
  const result = {
    resultType,
    data: wire.data ?? {},
    error: resultType === "completed" ? null : text || defaultErrors[resultType],
    logId: wire.log_id ?? "",
    ...(Array.isArray(hookResults) && { hookResults }),
    ...(instantCharge && { instantCharge }),
  };
  if (resultType === "blocked") {
    return { ...result, blockReason: wire.block_reason, mayHaveRun: !isBlockedBefore(result.hookResults) } as never;
  }
  return (resultType === "input_required" ? asQuestion(result, wire, call) : result) as Result;
}

/** @param text - the text of the error; empty without one. */
function readType(
  wire: Partial<Wire>,
  text: string,
  fail: (problem: string) => never,
): "completed" | keyof typeof defaultErrors {
  const { error } = wire;
  const type = (wire.result_type ?? undefined) as unknown;
  if (type === undefined && error === undefined) fail('has no readable field "error"');
  if (type === undefined) return error === null ? "completed" : "failed";
  // A completed call has no error text.
  if (type === "completed") return text ? "failed" : "completed";
  if (typeof type === "string" && Object.hasOwn(defaultErrors, type)) return type as keyof typeof defaultErrors;
  return fail(`has an unknown result_type, ${JSON.stringify(type)}`);
}

/** Whether a hook provably blocked the call before the tool ran. */
const isBlockedBefore = (hookResults: readonly HookResult[] = []): boolean =>
  hookResults
    .map((result) => Object(result) as HookResult)
    .some(({ type, outcome }) => type === "before_execute" && outcome === "blocked");

/** Adds the questions and the way to answer them. Their answer is loaded lazily. */
function asQuestion<Result extends object>(result: object, wire: Partial<Wire>, call: SentCall<Result>): object {
  const { input_requests: requests, request_state: state } = wire;
  const inputRequests: InputRequests = isObject(requests) ? requests : {};
  const asked: AskedQuestion<Result> = { ...call, inputRequests, state: state ?? undefined, isAnswered: false };
  const resume: Question<Result>["resume"] = async (...answers) =>
    (await import("./resume.ts")).resume(asked, ...answers);
  return withState({ ...result, inputRequests, resume }, () => asked.state);
}

/** The key of a result's state. The value is a function, so that printing the result does not show the state. */
const stateKey = Symbol.for("@tool-router/core.requestState");

const withState = (result: object, state: () => string | undefined): object =>
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
