import { simulateReadableStream } from "ai";
import { MockLanguageModelV4 } from "ai/test";

type Generated = Awaited<ReturnType<MockLanguageModelV4["doGenerate"]>>;
export type ScriptedCall = readonly [id: string, name: string, args: unknown];
export type Turn = string | readonly ScriptedCall[];

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};
const contentOf = (turn: Turn): Generated["content"] =>
  typeof turn === "string"
    ? [{ type: "text", text: turn }]
    : turn.map(([toolCallId, toolName, args]) => ({
        type: "tool-call",
        toolCallId,
        toolName,
        input: typeof args === "string" ? args : JSON.stringify(args),
      }));
const reasonOf = (turn: Turn): Generated["finishReason"] => ({
  unified: typeof turn === "string" ? "stop" : "tool-calls",
  raw: undefined,
});

/** A scripted model that answers "done" in the end. */
export function scriptedModel(...script: readonly Turn[]): MockLanguageModelV4 {
  const turns = [...script, "done"];
  return new MockLanguageModelV4({
    doGenerate: turns.map((turn) => ({
      content: contentOf(turn),
      finishReason: reasonOf(turn),
      usage,
      warnings: [],
    })),
    doStream: turns.map((turn) => ({
      stream: simulateReadableStream({
        initialDelayInMs: null,
        chunkDelayInMs: null,
        chunks: [
          { type: "stream-start" as const, warnings: [] },
          ...(typeof turn === "string"
            ? [
                { type: "text-start" as const, id: "1" },
                { type: "text-delta" as const, id: "1", delta: turn },
                { type: "text-end" as const, id: "1" },
              ]
            : (contentOf(turn) as { type: "tool-call"; toolCallId: string; toolName: string; input: string }[])),
          { type: "finish" as const, finishReason: reasonOf(turn), usage },
        ],
      }),
    })),
  });
}

/** The results that the model read in its last request, by call id. */
export function readResults(model: MockLanguageModelV4): Record<string, { type: string; value?: unknown }> {
  const { prompt } = model.doGenerateCalls.at(-1) ?? model.doStreamCalls.at(-1)!;
  const parts = prompt.flatMap((message) => (message.role === "tool" ? message.content : []));
  return Object.fromEntries(
    parts.flatMap((part) => (part.type === "tool-result" ? [[part.toolCallId, part.output]] : [])),
  );
}
