import type { ExecuteResult, InputRequests, InputResponses, JSONObject, Tool } from "@tool-router/core";
import { failed, notApproved } from "./call-failure.ts";
import { isJSONObject } from "./json-object.ts";
import { untilAborted } from "./run-abort.ts";
import type { FailedOutcome } from "./tool-outcome.ts";

/** What the router wants to know of a person before it runs a call. */
export interface InputQuestion {
  readonly tool: Tool;
  /** The arguments of the call. */
  readonly args: JSONObject;
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

/** How often one call may ask. A router that asks for ever must not tire a person for ever. */
const MAX_QUESTIONS = 5;

/**
 * Has a person answer what the router asks, until the call runs or nobody answers.
 *
 * @param isApproved - whether the person has approved this very call already: then questions that only ask for the
 *   approval are answered once without asking again.
 * @returns the call's result, or why it did not run.
 */
export async function askPerson(
  asked: ExecuteResult,
  call: Omit<InputQuestion, "inputRequests">,
  { onInputRequired, isApproved, timeout, onAnswer }: {
    readonly onInputRequired: OnInputRequired | undefined;
    readonly isApproved: boolean | undefined;
    readonly timeout: number | undefined;
    /** Called before answers are sent. */
    readonly onAnswer: () => void;
  },
): Promise<ExecuteResult | FailedOutcome> {
  const { tool, signal } = call;
  let result = asked;
  for (let asking = 0; result.resultType === "input_required"; asking++) {
    const { inputRequests } = result;
    const known = isApproved && asking === 0 ? approvalOf(inputRequests) : undefined;
    const responses: InputResponses | undefined =
      known ??
      (asking < MAX_QUESTIONS && onInputRequired
        ? await untilAborted(onInputRequired({ ...call, inputRequests }), signal)
        : undefined);
    if (responses === undefined) return needsInput(tool.slug, inputRequests);
    onAnswer();
    result = await result.resume(responses, { signal, timeout });
    const isRefused = Object.entries(inputRequests).every(([id, request]) => isNo(request, responses[id]));
    if (isRefused && result.resultType === "failed" && !("results" in result.data)) return notApproved(tool.slug);
  }
  return result;
}

type InputRequest = InputRequests[string];

/** The one field of a form that only asks whether a call may run, and the values that mean yes and no. */
function approvalField({ requested_schema: schema }: InputRequest): { name: string; yes: unknown; no: unknown } | undefined {
  const [[name, field] = [], ...others] = Object.entries(Object(schema["properties"]) as JSONObject);
  if (name === undefined || others.length > 0 || !isJSONObject(field)) return undefined;
  if (field["type"] === "boolean") {
    return /approv|allow|confirm|accept|consent|permit/i.test(name) && !/not|dis|deny|un/i.test(name)
      ? { name, yes: true, no: false }
      : undefined;
  }
  const options = Array.isArray(field["oneOf"]) ? field["oneOf"] : [];
  const values: unknown[] = Array.isArray(field["enum"])
    ? field["enum"]
    : options.map((option) => (isJSONObject(option) ? option["const"] : undefined));
  const [yes, no] = [/^(approve|allow|accept|yes)d?$/i, /^(deny|denied|decline|reject|refuse|disallow|no)(d|ed)?$/i].map(
    (words) => values.find((value) => typeof value === "string" && words.test(value)),
  );
  return values.length === 2 && yes !== undefined && no !== undefined ? { name, yes, no } : undefined;
}

/** The answers that approve, if every question asks for nothing else. */
function approvalOf(requests: InputRequests): InputResponses | undefined {
  const answers = Object.entries(requests).map(([id, request]) => {
    const field = approvalField(request);
    return field && ([id, { action: "accept" as const, content: { [field.name]: field.yes } }] as const);
  });
  return answers.every((answer) => answer !== undefined) ? Object.fromEntries(answers) : undefined;
}

/** Whether an answer says no: by its action, or in a form that only asks for approval. */
function isNo(request: InputRequest, response: InputResponses[string] | undefined): boolean {
  if (response?.action !== "accept") return true;
  const field = approvalField(request);
  return field !== undefined && response.content?.[field.name] !== field.yes;
}

function needsInput(slug: string, inputRequests: InputRequests): FailedOutcome {
  const isApproval = Object.values(inputRequests).every(approvalField);
  const what = isApproval ? "the user's approval" : "an answer of the user";
  const text =
    `${slug} did not run: it needs ${what}. Nothing was done. ` +
    "Tell the user that a person must decide in the application, and do not call it again before.";
  return failed("needs_input", slug, text, { inputRequests });
}
