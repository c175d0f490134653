import { randomSession, randomTurn } from "@tool-router/adapter-kit/testing/random-calls";
import { generateText, isStepCount } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toAISDKTools } from "./index.ts";

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};

test("answers random calls, each id once, and throws only when the run is aborted", async () => {
  let count = 0;
  let aborted = 0;
  await fc.assert(
    fc.asyncProperty(randomTurn, async (turn) => {
      const controller = new AbortController();
      const calls = turn.calls.map(({ name, args }, index) => ({
        type: "tool-call" as const,
        toolCallId: `call_${index}`,
        toolName: name,
        input: typeof args === "string" ? args : JSON.stringify(args),
      }));
      count += calls.length;
      const model = new MockLanguageModelV4({
        doGenerate: [
          { content: calls, finishReason: { unified: "tool-calls", raw: undefined }, usage, warnings: [] },
          {
            content: [{ type: "text", text: "done" }],
            finishReason: { unified: "stop", raw: undefined },
            usage,
            warnings: [],
          },
        ],
      });
      const outcome = await generateText({
        model,
        tools: await toAISDKTools(randomSession(turn, controller)),
        prompt: "go",
        stopWhen: isStepCount(3),
        abortSignal: controller.signal,
      }).catch((error: unknown) => ({ error }));

      const { signal } = controller;
      const isAborted = "error" in outcome && signal.aborted && outcome.error === signal.reason;
      if (isAborted) aborted++;
      const answered =
        "error" in outcome
          ? [isAborted || outcome.error]
          : model.doGenerateCalls[1]?.prompt
              .flatMap((message) => (message.role === "tool" ? message.content : []))
              .map((part) => (part.type === "tool-result" ? part.toolCallId : part.type))
              .toSorted();
      expect(answered).toEqual(isAborted ? [true] : calls.map(({ toolCallId }) => toolCallId).toSorted());
    }),
  );
  expect(count).toBeGreaterThan(500);
  expect(aborted).toBeGreaterThan(5);
}, 60_000);
