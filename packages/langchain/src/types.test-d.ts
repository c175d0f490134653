import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { type DynamicStructuredTool, tool } from "@langchain/core/tools";
import type { Session } from "@tool-router/core";
import { createAgent } from "langchain";
import { expectTypeOf, test } from "vitest";
import { toLangChainTools } from "./index.ts";

declare const session: Session;
declare const model: BaseChatModel;

test("converts tools for agents and models", async () => {
  const tools = await toLangChainTools(session, { include: ["A_TOOL"], onError: "throw" });
  expectTypeOf(tools).toEqualTypeOf<DynamicStructuredTool[]>();
  void createAgent({ model, tools });
  void model.bindTools?.(tools);
  const mine = tool((args: { city: string }) => args.city, {
    name: "mine",
    description: "Mine",
    schema: { type: "object", properties: { city: { type: "string" } } },
  });
  void createAgent({ model, tools: [mine, ...tools] });
});

test("rejects wrong uses", () => {
  expectTypeOf(toLangChainTools).parameter(0).not.toBeAny();
  // @ts-expect-error a promise of tools
  void createAgent({ model, tools: toLangChainTools(session) });
  // @ts-expect-error a session, not its id
  void toLangChainTools("trs_1");
  // @ts-expect-error an option that does not exist
  void toLangChainTools(session, { maxChars: 5 });
});
