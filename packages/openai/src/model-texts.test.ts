import { createDemo } from "@tool-router/adapter-kit/testing";
import { expect, test } from "vitest";
import { handleChatToolCalls, toChatTools, toolSearchTool } from "./index.ts";

// Keeps every text that this adapter adds to those of the kit.

const call = (id: string, name: string, text: string) =>
  ({ id, type: "function", function: { name, arguments: text } }) as const;

test("keeps every text that the model reads", async () => {
  const { session } = await createDemo();
  const tools = await toChatTools(session, { include: ["DEMO_ADD", "DEMO_DELETE"] });
  const functions = {
    mine: () => {
      throw new Error("no battery");
    },
  };
  const calls = {
    "an undeclared function": [call("a", "undeclared", "{}")],
    "ones with a name without end": [500, 65, 64].map((length) => call(`b${length}`, "x".repeat(length), "{}")),
    "a function of the caller that throws": [call("c", "mine", "{}")],
    "one with invalid arguments": [call("d", "mine", "[1]")],
    "two calls with one id": [call("e", "DEMO_ADD", '{"a":1,"b":2}'), call("e", "DEMO_ADD", '{"a":3,"b":4}')],
    "a call that is not approved": [call("f", "DEMO_DELETE", '{"id":"x"}')],
  };
  const options = { functions, approval: "destructive", approve: () => false } as const;
  const texts = Object.entries(calls).map(async ([name, tool_calls]) => {
    const { messages } = await handleChatToolCalls(tools, { tool_calls }, options);
    return `## ${name}\n${messages.map(({ content }) => content as string).join("\n")}`;
  });
  const search = `## the tool search\n${JSON.stringify(toolSearchTool(session), undefined, 2)}\n`;
  await expect([...(await Promise.all(texts)), search].join("\n\n")).toMatchFileSnapshot("./model-texts.golden.txt");
});
