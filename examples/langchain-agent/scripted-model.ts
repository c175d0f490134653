import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { scriptedReply, type Turn } from "@tool-router-examples/research-task";
import { AIMessage, type BaseMessage, fakeModel, HumanMessage, ToolMessage } from "langchain";

const mostAnswers = 40;

/** LangChain's own fake, answering by the script. */
export function createScriptedModel(): BaseChatModel {
  const model = fakeModel();
  let tools: string[] = [];
  // The fake shows an answer the messages, but not the tools that it was bound to.
  const bindTools = model.bindTools.bind(model);
  model.bindTools = (bound) => {
    tools = bound.map(({ name }) => name);
    return bindTools(bound);
  };
  const answer = (messages: BaseMessage[]): AIMessage => {
    const { calls = [], text = "" } = scriptedReply({ tools, turns: messages.flatMap(turnsOf) });
    return new AIMessage({
      content: text,
      tool_calls: calls.map(({ id, name, arguments: args }) => ({ type: "tool_call", id, name, args })),
    });
  };
  // It takes one answer from a queue for each request.
  for (let count = 0; count < mostAnswers; count++) model.respond(answer);
  return model;
}

function turnsOf(message: BaseMessage): Turn[] {
  if (HumanMessage.isInstance(message)) return [{ role: "user", text: message.text }];
  if (ToolMessage.isInstance(message)) return [{ role: "tool", callId: message.tool_call_id, text: message.text }];
  return [];
}
