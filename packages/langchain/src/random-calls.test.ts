import { ToolMessage } from "@langchain/core/messages";
import { randomObjectTurn, randomSession } from "@tool-router/adapter-kit/testing/random-calls";
import * as fc from "fast-check";
import { AIMessage, createAgent, createMiddleware, fakeModel } from "langchain";
import { expect, test } from "vitest";
import { toLangChainTools } from "./index.ts";

const untouched = createMiddleware({ name: "Untouched", wrapToolCall: (request, handler) => handler(request) });

test("answers random calls, each id once and in order, and throws only when the run is aborted", async () => {
  let count = 0;
  let aborted = 0;
  await fc.assert(
    fc.asyncProperty(randomObjectTurn, fc.boolean(), async (turn, middleware) => {
      const controller = new AbortController();
      const { signal } = controller;
      const calls = turn.calls.map(({ name, args }, index) => ({
        id: `call_${index}`,
        name,
        args: args as Record<string, unknown>,
      }));
      count += calls.length;
      const model = fakeModel().respondWithTools(calls).respond(new AIMessage("done"));
      const tools = await toLangChainTools(randomSession(turn, controller));
      const agent = createAgent({ model, tools, middleware: middleware ? [untouched] : [] });
      const outcome = await agent
        .invoke({ messages: [{ role: "user", content: "go" }] }, { signal })
        .catch((error: unknown) => ({ error }));

      const isAborted = "error" in outcome && signal.aborted && outcome.error === signal.reason;
      if (isAborted) aborted++;
      const answered = isAborted
        ? "aborted"
        : "error" in outcome
          ? outcome.error
          : outcome.messages.flatMap((message) =>
              ToolMessage.isInstance(message) ? [[message.tool_call_id, typeof message.content]] : [],
            );
      expect(answered).toEqual(isAborted ? "aborted" : calls.map(({ id }) => [id, "string"]));
    }),
  );
  expect(count).toBeGreaterThan(500);
  expect(aborted).toBeGreaterThan(5);
}, 60_000);
