import type { InputQuestion, OnInputRequired } from "@tool-router/adapter-kit";
import type { InputRequests, InputResponses, JSONObject } from "@tool-router/core";

/** What a run is interrupted with: the questions of the router about one call. */
export interface InputInterrupt {
  readonly type: "input_required";
  /** The slug of the tool. */
  readonly tool: string;
  readonly arguments: JSONObject;
  /** The questions; build a form from each `requested_schema`. Resume with the answers by `key`. */
  readonly questions: readonly ({ readonly key: string } & InputRequests[string])[];
}

/**
 * For `onInputRequired` in LangGraph: interrupts the run with the router's questions, and goes on with the answers of
 * `new Command({ resume: { [key]: { action: "accept", content } } })`.
 *
 * The node runs again then, and the router asks again under new ids. An answer counts only for the question that it was
 * given to: `key` is a hash of the tool, its arguments, the message and the form. If the router asks something else, the
 * run is interrupted again. No state of the router gets into a checkpoint.
 *
 * @param interrupt - the function of that name of `@langchain/langgraph`.
 */
export function askByInterrupt(interrupt: (value: InputInterrupt) => unknown): OnInputRequired {
  return async ({ tool: { slug: tool }, args, inputRequests }) => {
    const asked = await Promise.all(
      Object.entries(inputRequests).map(async ([id, request]) => ({ id, key: await keyOf(tool, args, request), request })),
    );
    const questions = asked.map(({ key, request }) => ({ key, ...request }));
    for (;;) {
      // Gives the answers of earlier runs of the node first, one after the other; then it throws.
      const answers = interrupt({ type: "input_required", tool, arguments: args, questions });
      if (typeof answers !== "object" || answers === null) return undefined;
      const responses = answers as InputResponses;
      if (asked.every(({ key }) => Object.hasOwn(responses, key))) {
        return Object.fromEntries(asked.map(({ id, key }) => [id, responses[key]!]));
      }
    }
  };
}

/** SHA-256: nobody can make another question to which an answer fits. */
async function keyOf(
  tool: string,
  args: InputQuestion["args"],
  { message, requested_schema: schema }: InputRequests[string],
): Promise<string> {
  const content = new TextEncoder().encode(JSON.stringify([tool, args, message, schema]));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
