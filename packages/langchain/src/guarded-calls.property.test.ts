import { Command, INTERRUPT, MemorySaver } from "@langchain/langgraph";
import {
  guardedSession,
  guardedTurn,
  isApproved,
  numberOf,
  violations,
} from "@tool-router/adapter-kit/testing/guarded-calls";
import * as fc from "fast-check";
import { createAgent, type createMiddleware, humanInTheLoopMiddleware } from "langchain";
import { expect, test } from "vitest";
import { interruptOn, toLangChainTools } from "./index.ts";
import { scriptedModel } from "./testing/scripted-model.ts";

type Middleware = ReturnType<typeof createMiddleware>;
interface Asked {
  readonly [INTERRUPT]?: readonly {
    readonly value: { readonly actionRequests: readonly { readonly args: unknown }[] };
  }[];
}

// LangChain's types of this middleware do not check with `exactOptionalPropertyTypes`.
const inTheLoop = humanInTheLoopMiddleware as unknown as (options: object) => Middleware;

test("runs nothing unapproved, disallowed or under another account", async () => {
  const seen = { ran: 0, approved: 0 };
  await fc.assert(
    fc.asyncProperty(guardedTurn, async (turn) => {
      const session = guardedSession();
      const { account, allow } = turn;
      const tools = await toLangChainTools(session, { allow, ...(turn.way && { account }) });
      const agent = createAgent({
        model: scriptedModel(turn.calls.map(({ id, name, args }) => [id, name, args] as const)),
        tools,
        middleware: [inTheLoop({ interruptOn: interruptOn(tools, "destructive") })],
        checkpointer: new MemorySaver(),
      });
      const thread = { configurable: { thread_id: "1", ...(!turn.way && { account }) } };
      const first = (await agent.invoke({ messages: [{ role: "user", content: "go" }] }, thread)) as Asked;

      const requests = first[INTERRUPT]?.[0]?.value.actionRequests ?? [];
      const approved: number[] = [];
      const decisions = requests.map(({ args }) => {
        if (!isApproved(args)) return { type: "reject" };
        approved.push(numberOf(args));
        return { type: "approve" };
      });
      if (decisions.length > 0) await agent.invoke(new Command({ resume: { decisions } }), thread);
      seen.ran += session.calls.length;
      seen.approved += approved.length;
      expect(violations(turn, session.calls, approved)).toEqual([]);
    }),
    { seed: 7, numRuns: 200 },
  );
  expect(seen.ran).toBeGreaterThan(50);
  expect(seen.approved).toBeGreaterThan(50);
}, 60_000);
