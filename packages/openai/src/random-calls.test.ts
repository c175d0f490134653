import { randomSession, randomTurn } from "@tool-router/adapter-kit/testing/random-calls";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { handleChatToolCalls, handleResponseOutput, toChatTools, toResponsesTools, toRunnableTools } from "./index.ts";
import { scriptedOpenAI } from "./testing/scripted-openai.ts";

const textOf = (args: unknown): string => (typeof args === "string" ? args : JSON.stringify(args));

test("answers random calls, each id once and in order, and throws only when the run is aborted", async () => {
  let count = 0;
  let aborted = 0;
  await fc.assert(
    fc.asyncProperty(randomTurn, fc.constantFrom("chat", "responses", "runTools"), async (turn, api) => {
      const controller = new AbortController();
      const { signal } = controller;
      const session = randomSession(turn, controller);
      const calls = turn.calls.map(({ name, args }, index) => ({ id: `call_${index}`, name, args: textOf(args) }));
      count += calls.length;

      const run = async (): Promise<unknown[]> => {
        if (api === "responses") {
          const output = calls.map(({ id, name, args }) => ({
            type: "function_call" as const,
            call_id: id,
            name,
            arguments: args,
          }));
          const { messages } = await handleResponseOutput(await toResponsesTools(session), output, { signal });
          return messages.map(({ call_id, output: text }) => [call_id, typeof text]);
        }
        if (api === "runTools") {
          const { client } = scriptedOpenAI(calls.map(({ id, name, args }) => [id, name, args]));
          const tools = await toRunnableTools(session);
          const messages = [{ role: "user" as const, content: "go" }];
          const runner = client.chat.completions.runTools({ model: "scripted", messages, tools }, { signal });
          await runner.done();
          return runner.messages.flatMap((message) =>
            message.role === "tool" ? [[message.tool_call_id, typeof message.content]] : [],
          );
        }
        const tool_calls = calls.map(({ id, name, args }) => ({
          id,
          type: "function" as const,
          function: { name, arguments: args },
        }));
        const { messages } = await handleChatToolCalls(await toChatTools(session), { tool_calls }, { signal });
        return messages.map(({ tool_call_id, content }) => [tool_call_id, typeof content]);
      };

      const outcome = await run().catch((error: unknown) => ({ error }));
      // The runner of the SDK throws its own error after an abort.
      const isAborted = "error" in outcome && signal.aborted && (api === "runTools" || outcome.error === signal.reason);
      if (isAborted) aborted++;
      expect(isAborted ? "aborted" : outcome).toEqual(isAborted ? "aborted" : calls.map(({ id }) => [id, "string"]));
    }),
  );
  expect(count).toBeGreaterThan(500);
  expect(aborted).toBeGreaterThan(5);
}, 60_000);
