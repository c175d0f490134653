import type { Session } from "@tool-router/core";
import { generateText, type LanguageModel, streamText, ToolLoopAgent, toolSearch, type ToolSet } from "ai";
import { expectTypeOf, test } from "vitest";
import { routerSearch, toAISDKTools, toolApproval } from "./index.ts";

declare const session: Session;
declare const model: LanguageModel;

test("converts tools for calls and agents of the SDK", async () => {
  const tools = await toAISDKTools(session, { include: ["A_TOOL"], maxOutputChars: 5000 });
  expectTypeOf(tools).toEqualTypeOf<ToolSet>();
  const { toolResults } = await generateText({ model, tools, prompt: "go" });
  expectTypeOf(toolResults[0]!.output).toExtend<unknown>();
  void streamText({ model, tools: { ...tools }, prompt: "go" });
  void new ToolLoopAgent({ model, tools });
});

test("converts approval and search for the SDK", async () => {
  const tools = await toAISDKTools(session, { approval: "destructive", deferLoading: true, strict: "auto" });
  const approvals = toolApproval(tools, (tool, args) => tool.slug === "A" && "x" in args);
  void generateText({ model, tools, toolApproval: approvals, prompt: "go" });
  void new ToolLoopAgent({ model, tools, toolApproval: approvals });
  void toolSearch({ search: routerSearch(session) });
  // @ts-expect-error a mode that does not exist
  void toolApproval(tools, "everything");
});

test("rejects wrong uses", () => {
  expectTypeOf(toAISDKTools).parameter(0).not.toBeAny();
  // @ts-expect-error a promise of tools
  void generateText({ model, tools: toAISDKTools(session), prompt: "go" });
  // @ts-expect-error a session, not its id
  void toAISDKTools("trs_1");
  // @ts-expect-error an option that does not exist
  void toAISDKTools(session, { maxChars: 5 });
  // @ts-expect-error milliseconds
  void toAISDKTools(session, { timeout: "5s" });
});
