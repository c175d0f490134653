import type { components } from "@tool-router/openapi";
import { isObject } from "../errors/options.ts";
import { type HookResult, type InputRequests, type Question, withState } from "./result.ts";
import type { AskedQuestion, SentCall } from "./resume.ts";

type Schemas = components["schemas"];
type Wire = Omit<Schemas["ExecuteResult"], "error"> & Schemas["InputRequired"] & { error: unknown };

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
