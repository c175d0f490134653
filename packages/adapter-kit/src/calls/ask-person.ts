import type { ExecuteResult, InputRequests, InputResponses, JSONObject, Tool } from "@tool-router/core";
import { failed, notApproved } from "./call-failure.ts";
import { isJSONObject, own } from "../schema/json-object.ts";
import { throwIfRunAborted, untilAborted } from "./run-abort.ts";
import type { FailedOutcome } from "./tool-outcome.ts";

/** What the router wants to know of a person before it runs a call. */
export interface InputQuestion {
  readonly tool: Tool;
  /** The arguments of the call. */
  readonly args: JSONObject;
  /** The connected account of the call, by id or alias. Undefined: the session's own choice. Items of a batch have theirs. */
  readonly account: string | undefined;
  /** The questions by id, as on the wire. Build a form from each `requested_schema`, and show its `message`. */
  readonly inputRequests: InputRequests;
  /** The framework's or the model's own id of the call. */
  readonly callId: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Asks a person. Gives the answers by the ids of the questions, declined and cancelled ones too; undefined if there is no
 * answer, and then nothing runs.
 */
export type OnInputRequired = (
  question: InputQuestion,
) => InputResponses | undefined | Promise<InputResponses | undefined>;

/** How often one call may ask, so that a router that never stops does not keep a person busy. */
const MAX_QUESTIONS = 5;

/**
 * Asks a person the router's questions until the call runs, or until there is no answer.
 *
 * @param isApproved - whether the person has approved this very call already: then questions that only ask for the
 *   approval are answered once without asking again.
 * @returns the call's result, or why it did not run.
 */
export async function askPerson(
  asked: ExecuteResult,
  call: Omit<InputQuestion, "inputRequests">,
  {
    onInputRequired,
    isApproved,
    timeout,
    onSending,
  }: {
    readonly onInputRequired: OnInputRequired | undefined;
    readonly isApproved: boolean | undefined;
    readonly timeout: number | undefined;
    /** Called with true before answers are sent, and with false once the router has replied. */
    readonly onSending: (isSending: boolean) => void;
  },
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
    ? failed(
        "refused",
        slug,
        `The user did not allow a call that ${slug} makes. ${staysDone} Do not call it again unless the user asks for it.`,
        {},
      )
    : notApproved(slug);

/** Whether no item of a batch ran either, after a person has refused. */
const ranNothing = ({ resultType, data }: ExecuteResult): boolean =>
  resultType === "input_required" || (resultType === "failed" && !Array.isArray(own(data, "results")));

/** Names of a boolean field that asks for an approval: neither for its opposite nor for later calls. */
const approvalName =
  /^(is_?)?(approved?|allow(ed)?|accept(ed)?|confirm(ed)?|permit(ted)?)$|^(approval|consent|permission|confirmation)$/i;

/** The one field of a form that only asks whether a call may run, and the value that means yes. */
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

/** Words that approve the call itself. Others, such as yes and consent, may answer any question. */
const approvesCall = /^(is_?)?(approv|allow|permit|confirm)/i;

/** The answers that approve, if every question asks for nothing else. */
function approvalOf(requests: InputRequests): InputResponses | undefined {
  const answers = Object.entries(requests).map(([id, request]) => {
    const { name = "", yes } = approvalField(request) ?? {};
    if (!approvesCall.test(yes === true ? name : String(yes))) return undefined;
    return [id, { action: "accept" as const, content: { [name]: yes } }] as const;
  });
  return answers.every((answer) => answer !== undefined) ? Object.fromEntries(answers) : undefined;
}

/** Whether a person said no to every question: by the action, or in a form that only asks for approval. */
function isRefused(requests: InputRequests, responses: InputResponses): boolean {
  const isNo = ([id, request]: readonly [string, unknown]): boolean => {
    const { action, content } = responses[id] ?? {};
    const field = approvalField(request);
    return action !== "accept" || (field !== undefined && own(content, field.name) !== field.yes);
  };
  const questions = Object.entries(requests);
  return questions.length > 0 && questions.every(isNo);
}

/** Whether a tool runs in the application's process. What it did before a question stays done, and a second run repeats it. */
export const isCustomTool = (slug: string): boolean => slug.startsWith("LOCAL_");

const staysDone = "What it did before stays done.";

function needsInput(slug: string, inputRequests: InputRequests): FailedOutcome {
  const what = Object.values(inputRequests).every(approvalField) ? "the user's approval" : "an answer from the user";
  const state = isCustomTool(slug) ? "stopped before a call that it makes" : "did not run";
  const done = isCustomTool(slug) ? ` ${staysDone}` : "";
  const text = `${slug} ${state}: it still needs ${what}.${done} Tell the user, and call it again only if the user asks for it.`;
  return failed("needs_input", slug, text, { inputRequests });
}
