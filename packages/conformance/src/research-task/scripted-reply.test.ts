import { describe, expect, test } from "vitest";
import type { Turn } from "./conversation.ts";
import { scriptedReply } from "./scripted-reply.ts";

const tools = ["COMPOSIO_SEARCH_TOOLS", "COMPOSIO_MULTI_EXECUTE_TOOL"];
const task: Turn = { role: "user", text: "Read `a` and look for `b`." };

describe("the scripted model", () => {
  test("begins with a search", () => {
    expect(scriptedReply({ tools, turns: [task] })).toMatchObject({
      calls: [{ id: "call_1", name: "COMPOSIO_SEARCH_TOOLS", arguments: { queries: [{}, {}] } }],
    });
  });

  test("says so when it lacks a tool, or what it needs was not in an answer", () => {
    expect(scriptedReply({ tools: [], turns: [task] }).text).toBe(
      "I cannot go on: I was not given COMPOSIO_SEARCH_TOOLS",
    );
    const answer: Turn = { role: "tool", callId: "call_1", text: '{"session":{"id":"lead"},"tool_schemas":{}}' };
    expect(scriptedReply({ tools, turns: [task, answer] }).text).toMatch(/^I cannot go on: I was not told of a tool/);
  });

  test("says so when a call failed", () => {
    const text = '{"error":"Too many requests","status":"rate_limited"}';
    expect(scriptedReply({ tools, turns: [task, { role: "tool", callId: "call_1", text }] }).text).toBe(
      "I cannot go on: Too many requests",
    );
  });

  test("refuses what a model's API would refuse: a call that is answered twice", () => {
    const answer: Turn = { role: "tool", callId: "call_1", text: "{}" };
    expect(() => scriptedReply({ tools, turns: [task, answer, answer] })).toThrow("call_1 was answered twice");
  });
});
