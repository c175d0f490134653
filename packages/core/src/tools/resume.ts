import { ToolRouterError } from "../errors/errors.ts";
import { callRules, checkOptions } from "../errors/options.ts";
import type { CallOptions } from "../http/call-options.ts";
import type { InputRequests, InputResponses, WireAnswers } from "./result.ts";

/** A call that was sent, and the function that sends it again. */
export interface SentCall<Result> {
  /** The body, as JSON text. */
  readonly sent: string;
  readonly timeout: number | undefined;
  readonly send: (body: object, options: CallOptions) => Promise<Result>;
}

/** A question that the router asked instead of running a call. */
export interface AskedQuestion<Result> extends SentCall<Result> {
  readonly inputRequests: InputRequests;
  readonly state: string | undefined;
  isAnswered: boolean;
}

/** Answers a question, once. Loaded with the first answer. */
export async function resume<Result>(
  asked: AskedQuestion<Result>,
  responses: InputResponses,
  options: CallOptions = {},
): Promise<Result> {
  checkOptions(options, callRules, "resume");
  checkResponses(Object.keys(asked.inputRequests), responses);
  if (asked.isAnswered) {
    throw new ToolRouterError("This question is already answered. Run the tool again to get a new one.");
  }
  options.signal?.throwIfAborted();
  // Set before sending, so that two concurrent answers cannot run the tool twice.
  asked.isAnswered = true;
  try {
    const answers: WireAnswers = { input_responses: responses, request_state: asked.state };
    return await asked.send(
      { ...JSON.parse(asked.sent), ...answers },
      { ...options, timeout: options.timeout ?? asked.timeout, retry: options.retry ?? false },
    );
  } catch (error) {
    // The answer can be repeated if the call did not run. An aborted call may have run; an invalid option was never sent.
    asked.isAnswered = !(error instanceof ToolRouterError) || ("mayHaveRun" in error && error.mayHaveRun === true);
    throw error;
  }
}

function checkResponses(ids: readonly string[], responses: InputResponses): void {
  const given = Object.entries(Object(responses) as InputResponses);
  const unknown = given.find(([id]) => !ids.includes(id));
  const missing = ids.find((id) => !given.some(([answered]) => answered === id));
  const invalid = given.find(([, response]) => !["accept", "decline", "cancel"].includes(Object(response).action));
  const problem = unknown
    ? `Unknown question "${unknown[0]}". Questions: ${ids.join(", ")}.`
    : missing !== undefined
      ? `Question "${missing}" has no answer. Answer each with { action: "accept", content }, or "decline" or "cancel".`
      : invalid && `The action of "${invalid[0]}" must be "accept", "decline" or "cancel".`;
  if (problem) throw new ToolRouterError(problem);
}
