import type { ExecuteResult, InputRequests, InputResponses, JSONObject, Tool } from "@tool-router/core";
import { isCustomTool, notApproved, stopped, unlessAsked } from "./failed-outcomes.ts";
import { isJSONObject, own } from "../schema/json-object.ts";
import { throwIfRunAborted, untilAborted } from "./run-abort.ts";
import type { FailedOutcome } from "./tool-outcome.ts";

/** The questions that a person must answer before the router runs a call. */
export interface InputQuestion {
  readonly tool: Tool;
  /** The arguments of the call. */
  readonly args: JSONObject;
  /** The connected account of the call, by id or alias. Undefined: the session chooses. Items of a batch have their own. */
  readonly account: string | undefined;
  /** The questions by id, as on the wire. Show each `message` with a form built from `requested_schema`. */
  readonly inputRequests: InputRequests;
  /** The framework's or the model's own id of the call. */
  readonly callId: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Asks a person the questions of the router.
 *
 * Returns the answers by question id, including declined and cancelled ones. If it returns undefined, the call does not run.
 */
export type OnInputRequired = (
  question: InputQuestion,
) => InputResponses | undefined | Promise<InputResponses | undefined>;

interface AskOptions {
  readonly onInputRequired?: OnInputRequired | undefined;
  readonly isApproved?: boolean | undefined;
  readonly timeout?: number | undefined;
}

/** Rounds of questions that one call may ask. */
const MAX_QUESTIONS = 5;

/**
 * Asks a person the router's questions until the call runs or a question stays unanswered.
 *
 * @param options - `isApproved`: the person already approved this call. A first question that only asks for approval is
 *   answered without asking again.
 * @param onSending - called with true before answers are sent, and with false once the router has replied.
 * @returns the result of the call, or the reason why it did not run.
 */
export async function askPerson(
  asked: ExecuteResult,
  call: Omit<InputQuestion, "inputRequests">,
  { onInputRequired, isApproved, timeout }: AskOptions,
  onSending: (isSending: boolean) => void,
): Promise<ExecuteResult | FailedOutcome> {
  const { tool, signal } = call;
  let result = asked;
  for (let asking = 0; result.resultType === "input_required"; asking++) {
    const { inputRequests } = result;
    let responses = isApproved && asking === 0 ? approvalOf(inputRequests) : undefined;
    if (!responses && asking < MAX_QUESTIONS && onInputRequired) {
      try {
        signal?.throwIfAborted();
        responses = await untilAborted(onInputRequired({ ...call, inputRequests }), signal);
      } catch (error) {
        throwIfRunAborted(signal);
        // After a timeout, the question is unanswered.
        if (!signal?.aborted) throw error;
      }
    }
    if (!responses) return needsInput(tool.slug, inputRequests);
    onSending(true);
    result = await result.resume(responses, { signal, timeout });
    onSending(false);
    if (isRefused(inputRequests, responses) && ranNothing(result)) return refused(tool.slug);
  }
  return result;
}

const refused = (slug: string): FailedOutcome =>
  isCustomTool(slug)
    ? stopped("refused", slug, `the user did not approve a call that it makes. ${unlessAsked}`)
    : notApproved(slug);

/** Whether nothing ran after a person refused. In a batch, other items may have run. */
const ranNothing = ({ resultType, data }: ExecuteResult): boolean =>
  resultType === "input_required" || (resultType === "failed" && !Array.isArray(own(data, "results")));

/** Names of a boolean field that approves one call. Excludes negations and approvals of later calls. */
const approvalName =
  /^(is_?)?(approved?|allow(ed)?|accept(ed)?|confirm(ed)?|permit(ted)?)$|^(approval|consent|permission|confirmation)$/i;

/** The only field of a form that asks for approval, and the value that means yes. */
function approvalField(request: unknown): { readonly name: string; readonly yes: unknown } | undefined {
  const properties = own(own(request, "requested_schema"), "properties");
  const [[name, field] = [], ...others] = Object.entries(Object(properties) as JSONObject);
  if (name === undefined || others.length > 0 || !isJSONObject(field)) return undefined;
  if (field["type"] === "boolean") return approvalName.test(name) ? { name, yes: true } : undefined;
  const { oneOf, enum: listed = Array.isArray(oneOf) ? oneOf.map((option) => own(option, "const")) : [] } = field;
  const values: unknown[] = Array.isArray(listed) ? listed : [];
  const find = (words: RegExp): unknown => values.find((value) => words.test(String(value)));
  const yes = find(/^(approved?|allow(ed)?|accept(ed)?|yes)$/i);
  const no = find(/^(deny|denied|declined?|reject(ed)?|refused?|disallow(ed)?|no)$/i);
  return values.length === 2 && yes !== undefined && no !== undefined ? { name, yes } : undefined;
}

/** Words that approve the call itself. "Yes" or "consent" may answer another question. */
const approvesCall = /^(is_?)?(approv|allow|permit|confirm)/i;

/** The answers that approve the call, if every question only asks for approval. */
function approvalOf(requests: InputRequests): InputResponses | undefined {
  const answers = Object.entries(requests).map(([id, request]) => {
    const { name = "", yes } = approvalField(request) ?? {};
    if (!approvesCall.test(yes === true ? name : String(yes))) return undefined;
    return [id, { action: "accept" as const, content: { [name]: yes } }] as const;
  });
  return answers.every((answer) => answer !== undefined) ? Object.fromEntries(answers) : undefined;
}

/** Whether a person said no to every question, by the action or in an approval form. */
function isRefused(requests: InputRequests, responses: InputResponses): boolean {
  const isNo = ([id, request]: readonly [string, unknown]): boolean => {
    const { action, content } = responses[id] ?? {};
    const field = approvalField(request);
    return action !== "accept" || (field !== undefined && own(content, field.name) !== field.yes);
  };
  const questions = Object.entries(requests);
  return questions.length > 0 && questions.every(isNo);
}

function needsInput(slug: string, inputRequests: InputRequests): FailedOutcome {
  const what = Object.values(inputRequests).every(approvalField) ? "the user's approval" : "the user's answer";
  return stopped("needs_input", slug, `it needs ${what}. Tell the user. ${unlessAsked}`, { inputRequests });
}
