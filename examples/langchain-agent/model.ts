import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { ChatOpenAI } from "@langchain/openai";
import { createScriptedModel } from "./scripted-model.ts";

/** A real model if there is a key for one, else the scripted one. */
export function chooseModel(): BaseChatModel {
  const { OPENAI_API_KEY: key, MODEL: model = "gpt-5.4" } = process.env;
  return key ? new ChatOpenAI({ model }) : createScriptedModel();
}
