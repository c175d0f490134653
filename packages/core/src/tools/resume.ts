import { ToolRouterError } from "../errors/errors.ts";
import type { Asked, InputResponses, WireAnswers } from "./execution.ts";
import type { CallOptions } from "../http/http.ts";
import { callRules, checkOptions } from "../errors/options.ts";

/** Answers a question, once. Loaded with the first answer. */
export async function resume<Result>(
  asked: Asked<Result>,
  responses: InputResponses,
  options: CallOptions = {},
): Promise<Result> {
  checkOptions(options, callRules, "resume");
  checkResponses(Object.keys(asked.inputRequests), responses);
  if (asked.isAnswered) {
    throw new ToolRouterError("This question is answered already. Run the tool again to be asked again.");
  }
  options.signal?.throwIfAborted();
  // Set before anything is sent: two answers at once must not run the tool twice.
  asked.isAnswered = true;
  try {
    const answers: WireAnswers = { input_responses: responses, request_state: asked.state };
    return await asked.send(
      { ...JSON.parse(asked.sent), ...answers },
      { ...options, timeout: options.timeout ?? asked.timeout, retry: options.retry ?? false },
    );
  } catch (error) {
    // Errors without `mayHaveRun` are about the options; the reason of a signal says nothing.
    asked.isAnswered = !(error instanceof ToolRouterError) || ("mayHaveRun" in error && error.mayHaveRun === true);
    throw error;
  }
}

function checkResponses(ids: readonly string[], responses: InputResponses): void {
  const given = Object.entries(Object(responses) as InputResponses);
  const unknown = given.find(([id]) => !ids.includes(id));
  const missing = ids.find((id) => !given.some(([answered]) => answered === id));
  const wrong = given.find(([, response]) => !["accept", "decline", "cancel"].includes(Object(response).action));
  const problem = unknown
    ? `There is no question "${unknown[0]}". Questions: ${ids.join(", ")}.`
    : missing !== undefined
      ? `The question "${missing}" has no answer. Answer each with { action: "accept", content }, or "decline" or "cancel".`
      : wrong && `The action of "${wrong[0]}" must be "accept", "decline" or "cancel".`;
  if (problem) throw new ToolRouterError(problem);
}
