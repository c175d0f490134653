import { openai } from "@ai-sdk/openai";
import type { LanguageModel } from "ai";
import { createScriptedModel } from "./scripted-model.ts";

/** A real model if there is a key for one, else the scripted one. */
export function chooseModel(): LanguageModel {
  const { OPENAI_API_KEY: key, MODEL: model = "gpt-5.4" } = process.env;
  return key ? openai(model) : createScriptedModel();
}
