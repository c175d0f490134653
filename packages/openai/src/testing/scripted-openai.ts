import OpenAI from "openai";

/** A call of the model: id, function name, and arguments (a string unchanged, other values as JSON). */
export type ScriptedCall = readonly [id: string, name: string, args: unknown];

/** One turn of the model: function calls, or a text. */
export type Turn = string | readonly ScriptedCall[];

export interface ScriptedOpenAI {
  readonly client: OpenAI;
  /** The bodies of the requests, oldest first. */
  readonly requests: Record<string, unknown>[];
}

const textOf = (args: unknown): string => (typeof args === "string" ? args : JSON.stringify(args));

/**
 * The real client of `openai` with a scripted model. A stream comes in awkward pieces:
 * interleaved calls, arguments in fragments, bytes that end within a character.
 */
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
      const isResponses = new Request(url).url.endsWith("/responses");
      if (requests.at(-1)?.["stream"] !== true) return Response.json(isResponses ? response(turn) : completion(turn));
      return stream(isResponses ? responseEvents(turn) : completionChunks(turn));
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

/** Server-sent events in packets of seven bytes. */
function stream(events: readonly object[]): Response {
  const named = (event: object): string => ("type" in event ? `event: ${String(event.type)}\n` : "");
  const text = [...events.map((event) => `${named(event)}data: ${JSON.stringify(event)}\n\n`), "data: [DONE]\n\n"];
  const bytes = new TextEncoder().encode(text.join(""));
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(bytes.subarray(at, (at += 7)));
      if (at >= bytes.length) controller.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

/** The arguments of each call in fragments of one to three units, one of each call in turn. */
function* fragments(turn: readonly ScriptedCall[]): Generator<readonly [index: number, fragment: string]> {
  const rest = turn.map(([, , args]) => textOf(args));
  for (let round = 0; rest.some((text) => text !== ""); round++) {
    for (const [index, text] of rest.entries()) {
      const length = 1 + ((round + index) % 3);
      if (text !== "") yield [index, text.slice(0, length)];
      rest[index] = text.slice(length);
    }
  }
}

function completionChunks(turn: Turn): object[] {
  const chunk = (delta: object, finish_reason: string | null = null): object => ({
    id: "chatcmpl_1",
    object: "chat.completion.chunk",
    created: 0,
    model: "scripted",
    choices: [{ index: 0, delta, finish_reason, logprobs: null }],
  });
  if (typeof turn === "string") {
    return [
      chunk({ role: "assistant", content: "" }),
      ...Array.from(turn, (content) => chunk({ content })),
      chunk({}, "stop"),
    ];
  }
  const begin = turn.map(([id, name], index) =>
    chunk({ tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] }),
  );
  const deltas = [...fragments(turn)].map(([index, text]) =>
    chunk({ tool_calls: [{ index, function: { arguments: text } }] }),
  );
  return [chunk({ role: "assistant", content: null }), ...begin, ...deltas, chunk({}, "tool_calls")];
}

function responseEvents(turn: Turn): object[] {
  const whole = response(turn) as { output: { id: string; arguments?: string }[] };
  const { output } = whole;
  const begun = output.map((item, output_index) => ({
    type: "response.output_item.added",
    output_index,
    item: { ...item, status: "in_progress", ...(item.arguments !== undefined && { arguments: "" }) },
  }));
  const deltas =
    typeof turn === "string"
      ? []
      : [...fragments(turn)].map(([output_index, delta]) => ({
          type: "response.function_call_arguments.delta",
          item_id: output[output_index]!.id,
          output_index,
          delta,
        }));
  const done = output.map((item, output_index) => ({ type: "response.output_item.done", output_index, item }));
  const events = [
    { type: "response.created", response: { ...whole, status: "in_progress", output: [] } },
    ...begun,
    ...deltas,
    ...done,
    { type: "response.completed", response: whole },
  ];
  return events.map((event, sequence_number) => ({ ...event, sequence_number }));
}
