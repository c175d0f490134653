import { type InputQuestion, isCustomTool, type OnInputRequired } from "@tool-router/adapter-kit";
import type { InputRequests, InputResponses, JSONObject } from "@tool-router/core";

/** The value of an interrupt: the questions of the router about one call. */
export interface InputInterrupt {
  readonly type: "input_required";
  /** The slug of the tool. */
  readonly tool: string;
  readonly arguments: JSONObject;
  /** The connected account of the call, by id or alias, if it was chosen. */
  readonly account?: string | undefined;
  /** Show each `message`, and build a form from its `requested_schema`. Answer by `key`. */
  readonly questions: readonly ({ readonly key: string } & InputRequests[string])[];
}

/**
 * Asks by interrupting the LangGraph run: pass it as `onInputRequired`.
 *
 * Resume with an answer for each question: `new Command({ resume: { [key]: { action: "accept", content } } })`. Then
 * LangGraph runs the node again, and the router asks again. `key` is a hash of the call, the message and the form, so an
 * answer only counts for its own question. If the router asks a different question, the run is interrupted again.
 * Checkpoints never contain the router's `request_state`. A question inside a custom tool stays unanswered, because
 * resuming would run the tool from its start.
 *
 * @param interrupt - the function of that name in `@langchain/langgraph`.
 */
export function askByInterrupt(interrupt: (value: InputInterrupt) => unknown): OnInputRequired {
  return async (question) => {
    const { tool, args, account, inputRequests } = question;
    // Resuming would run a custom tool again from its start.
    if (isCustomTool(tool.slug)) return undefined;
    const asked = await Promise.all(
      Object.entries(inputRequests).map(async ([id, request]) => ({
        id,
        key: await keyOf(question, request),
        request,
      })),
    );
    const answers: InputResponses = {};
    for (;;) {
      const open = asked.filter(({ key }) => !Object.hasOwn(answers, key));
      if (open.length === 0) return Object.fromEntries(asked.map(({ id, key }) => [id, answers[key]!]));
      const questions = open.map(({ key, request }) => ({ key, ...request }));
      // Returns the answers of earlier resumes, oldest first, then throws.
      const given = interrupt({ type: "input_required", tool: tool.slug, arguments: args, account, questions });
      if (typeof given !== "object" || given === null) return undefined;
      Object.assign(answers, given);
    }
  };
}

/** A hash, so that an answer cannot be used for another call or question. */
async function keyOf({ callId, tool, args, account }: InputQuestion, request: InputRequests[string]): Promise<string> {
  const { message, requested_schema: schema } = request;
  const content = new TextEncoder().encode(JSON.stringify([callId, tool.slug, args, message, schema, account]));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const digits = Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0"));
  // The prefix matters: LangGraph reads a key of 32 hex digits as the id of an interrupt.
  return `q_${digits.join("")}`;
}
