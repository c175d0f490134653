import { ToolMessage } from "@langchain/core/messages";
import { AIMessage, fakeModel } from "langchain";

/** A call of the model. */
export type ScriptedCall = readonly [id: string, name: string, args: Record<string, unknown>];

export type ScriptedModel = ReturnType<typeof fakeModel>;

/** A model that makes the calls of each turn, and then answers "done". */
export function scriptedModel(...turns: readonly (readonly ScriptedCall[])[]): ScriptedModel {
  const model = fakeModel();
  for (const turn of turns) model.respondWithTools(turn.map(([id, name, args]) => ({ id, name, args })));
  return model.respond(new AIMessage("done"));
}

/** The results that the model read in its last request. */
export const readResults = (model: ScriptedModel): ToolMessage[] =>
  (model.calls.at(-1)?.messages ?? []).filter((message) => ToolMessage.isInstance(message));
