import {
  guardedSession,
  guardedTurn,
  isApproved,
  numberOf,
  violations,
} from "@tool-router/adapter-kit/testing/guarded-calls";
import { generateText, isStepCount, type ModelMessage, streamText } from "ai";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toAISDKTools, toolApproval } from "./index.ts";
import { type ScriptedCall, scriptedModel } from "./testing/scripted-model.ts";

type Settings = Omit<Parameters<typeof generateText>[0], "model" | "prompt" | "messages">;
interface Asked {
  readonly type: string;
  readonly approvalId: string;
  readonly toolCall: { readonly input: unknown };
}

/** Runs until the SDK waits for the user or the model is done. */
async function run(loop: string, messages: ModelMessage[], settings: Settings, ...turn: ScriptedCall[]) {
  const model = scriptedModel(...(turn.length > 0 ? [turn] : []));
  const given = { ...settings, model, messages, stopWhen: isStepCount(5) };
  if (loop === "generateText") return generateText(given);
  const result = streamText(given);
  await result.consumeStream();
  return { content: await result.content, responseMessages: await result.responseMessages };
}

test.each(["generateText", "streamText"])(
  "runs nothing unapproved, disallowed or under another account (%s)",
  async (loop) => {
    const seen = { ran: 0, approved: 0 };
    await fc.assert(
      fc.asyncProperty(guardedTurn, async (turn) => {
        const session = guardedSession();
        const { account, allow } = turn;
        const tools = await toAISDKTools(session, { account, allow, ...(turn.way && { approval: "destructive" }) });
        const settings = { tools, ...(!turn.way && { toolApproval: toolApproval(tools, "destructive") }) };
        const calls = turn.calls.map(({ id, name, args }): ScriptedCall => [id, name, args]);
        const start: ModelMessage[] = [{ role: "user", content: "go" }];
        const first = await run(loop, start, settings, ...calls);

        const asked = (first.content as readonly { readonly type: string }[]).filter(
          (part): part is Asked => part.type === "tool-approval-request",
        );
        const approved: number[] = [];
        const answers = asked.map(({ approvalId, toolCall: { input } }) => {
          if (isApproved(input)) approved.push(numberOf(input));
          return { type: "tool-approval-response" as const, approvalId, approved: isApproved(input) };
        });
        const messages = [...start, ...first.responseMessages, { role: "tool" as const, content: answers }];
        if (answers.length > 0) await run(loop, messages, settings);
        seen.ran += session.calls.length;
        seen.approved += approved.length;
        expect(violations(turn, session.calls, approved)).toEqual([]);
      }),
      { seed: 7, numRuns: 200 },
    );
    expect(seen.ran).toBeGreaterThan(50);
    expect(seen.approved).toBeGreaterThan(50);
  },
  60_000,
);
