import type { Reply, Turn } from "../conversation.ts";
import { scriptedReply } from "../scripted-reply.ts";
import type {
  Response,
  ResponseCreateParamsNonStreaming,
  ResponseInputItem,
  ResponseOutputItem,
} from "openai/resources/responses/responses";
import { textOf } from "./text-of.ts";

/** The Responses API as the script answers it. It keeps its responses, so that a request may go on from one. */
export function scriptedResponses(): (request: ResponseCreateParamsNonStreaming) => Omit<Response, "output_text"> {
  const conversations = new Map<string, readonly Turn[]>();

  return ({ input = [], tools = [], previous_response_id: previous }) => {
    const before = previous ? conversations.get(previous) : [];
    if (before === undefined) throw new Error(`Previous response with id '${previous}' not found.`);
    const added: Turn[] = typeof input === "string" ? [{ role: "user", text: input }] : input.flatMap(turnsOf);
    const turns = [...before, ...added];
    const names = tools.flatMap((tool) => (tool.type === "function" ? [tool.name] : []));
    const id = `resp_${conversations.size + 1}`;
    conversations.set(id, turns);
    return responseOf(id, scriptedReply({ tools: names, turns }));
  };
}

function responseOf(id: string, { calls, text }: Reply): Omit<Response, "output_text"> {
  return {
    id,
    object: "response",
    created_at: 0,
    status: "completed",
    access_programs: null,
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: null,
    model: "scripted",
    output: calls ? calls.map(functionCall) : [message(`msg_${id}`, text)],
    parallel_tool_calls: true,
    temperature: null,
    tool_choice: "auto",
    tools: [],
    top_p: null,
  };
}

function functionCall({ id, name, arguments: args }: NonNullable<Reply["calls"]>[number]): ResponseOutputItem {
  return {
    type: "function_call",
    id: `fc_${id}`,
    call_id: id,
    name,
    arguments: JSON.stringify(args),
    status: "completed",
  };
}

function message(id: string, text: string): ResponseOutputItem {
  return {
    type: "message",
    id,
    role: "assistant",
    status: "completed",
    content: [{ type: "output_text", text, annotations: [] }],
  };
}

function turnsOf(item: ResponseInputItem): Turn[] {
  if (item.type === "function_call_output") {
    return [{ role: "tool", callId: item.call_id ?? "", text: textOf(item.output) }];
  }
  if ("role" in item && item.role === "user") return [{ role: "user", text: textOf(item.content) }];
  // The model's own calls and texts, and the instructions, tell the script nothing new.
  return [];
}
