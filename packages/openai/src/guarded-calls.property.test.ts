import {
  guardedSession,
  guardedTurn,
  isApproved,
  numberOf,
  violations,
} from "@tool-router/adapter-kit/testing/guarded-calls";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  handleChatToolCalls,
  handleResponseOutput,
  type HandleOptions,
  toChatTools,
  toResponsesTools,
} from "./index.ts";

test.each(["chat", "responses"])("runs nothing unapproved, disallowed or under another account (%s)", async (api) => {
  const seen = { ran: 0, approved: 0 };
  await fc.assert(
    fc.asyncProperty(guardedTurn, async (turn) => {
      const session = guardedSession();
      const { account, allow } = turn;
      const approved: number[] = [];
      const handle = async (calls: readonly object[], options: HandleOptions) => {
        if (api === "chat") return handleChatToolCalls(chatTools, { tool_calls: calls as never }, options);
        return handleResponseOutput(responsesTools, calls as never, options);
      };
      const chatTools = await toChatTools(session, { account, allow });
      const responsesTools = await toResponsesTools(session, { account, allow });
      const calls = turn.calls.map(({ id, name, args }) =>
        api === "chat"
          ? { id, type: "function", function: { name, arguments: JSON.stringify(args) } }
          : { type: "function_call", call_id: id, name, arguments: JSON.stringify(args) },
      );
      const note = (args: unknown): boolean => {
        if (isApproved(args)) approved.push(numberOf(args));
        return isApproved(args);
      };
      if (turn.way) {
        await handle(calls, { approval: "destructive", approve: ({ args }) => note(args) });
      } else {
        const { pending } = await handle(calls, { approval: "destructive" });
        const byId = new Map<string, boolean>();
        for (const call of pending as { id?: string; call_id?: string; function?: object }[]) {
          // Like an application that asks once for each id, and runs approved calls one by one.
          const id = call.call_id ?? call.id!;
          const { arguments: text } = (call.function ?? call) as { arguments: string };
          if (!byId.has(id)) byId.set(id, note(JSON.parse(text)));
          if (byId.get(id)) await handle([call], {});
        }
      }
      seen.ran += session.calls.length;
      seen.approved += approved.length;
      expect(violations(turn, session.calls, approved)).toEqual([]);
    }),
    { seed: 7, numRuns: 400 },
  );
  expect(seen.ran).toBeGreaterThan(100);
  expect(seen.approved).toBeGreaterThan(50);
});
