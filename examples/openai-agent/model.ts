import { createScriptedFetch } from "@tool-router-examples/scripted-openai";
import OpenAI from "openai";

/** A real model if there is a key for one, else a client whose requests the scripted model answers. */
export function chooseModel(): { client: OpenAI; model: string } {
  const { OPENAI_API_KEY: key, MODEL: model = "gpt-5.4" } = process.env;
  if (key) return { client: new OpenAI(), model };
  return { client: new OpenAI({ apiKey: "scripted", fetch: createScriptedFetch() }), model: "scripted" };
}
