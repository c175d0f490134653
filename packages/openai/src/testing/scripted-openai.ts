import OpenAI from "openai";

/** A call as the model makes one: id, name of the function, and arguments (text as it is, else as JSON). */
export type ScriptedCall = readonly [id: string, name: string, args: unknown];

/** What the model does in one turn: calls functions, or says something. */
export type Turn = string | readonly ScriptedCall[];

export interface ScriptedOpenAI {
  readonly client: OpenAI;
  /** The bodies of the requests, oldest first. */
  readonly requests: Record<string, unknown>[];
}

const textOf = (args: unknown): string => (typeof args === "string" ? args : JSON.stringify(args));

/** The real client of `openai`, in front of a model that does in each turn what it is told. */
export function scriptedOpenAI(...turns: readonly Turn[]): ScriptedOpenAI {
  const requests: Record<string, unknown>[] = [];
  const client = new OpenAI({
    apiKey: "sk-test",
    baseURL: "http://openai.localhost/v1",
    maxRetries: 0,
    fetch: async (url, init) => {
      const turn = turns[requests.length] ?? "done";
      requests.push(JSON.parse(init?.body as string) as Record<string, unknown>);
      init?.signal?.throwIfAborted();
      return Response.json(new Request(url).url.endsWith("/responses") ? response(turn) : completion(turn));
    },
  });
  return { client, requests };
}

function completion(turn: Turn): object {
  const message =
    typeof turn === "string"
      ? { role: "assistant", content: turn, refusal: null }
      : {
          role: "assistant",
          content: null,
          refusal: null,
          tool_calls: turn.map(([id, name, args]) => ({
            id,
            type: "function",
            function: { name, arguments: textOf(args) },
          })),
        };
  const finish_reason = typeof turn === "string" ? "stop" : "tool_calls";
  return {
    id: "chatcmpl_1",
    object: "chat.completion",
    created: 0,
    model: "scripted",
    choices: [{ index: 0, finish_reason, logprobs: null, message }],
  };
}

function response(turn: Turn): object {
  const output =
    typeof turn === "string"
      ? [
          {
            type: "message",
            id: "msg_1",
            role: "assistant",
            status: "completed",
            content: [{ type: "output_text", text: turn, annotations: [] }],
          },
        ]
      : turn.map(([call_id, name, args]) => ({
          type: "function_call",
          id: `fc_${call_id}`,
          call_id,
          name,
          arguments: textOf(args),
          status: "completed",
        }));
  return { id: "resp_1", object: "response", created_at: 0, model: "scripted", status: "completed", output };
}
