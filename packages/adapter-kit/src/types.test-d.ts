import type { InputRequests, JSONObject, JSONSchema, Session, SessionHandle, Tool } from "@tool-router/core";
import { describe, expectTypeOf, test } from "vitest";
import {
  type AdapterOptions,
  type AdapterSession,
  bindTools,
  type BoundTool,
  callTool,
  type DecodedArguments,
  type FailedOutcome,
  renderOutcome,
  selectTools,
  type ToolOutcome,
} from "./index.ts";
import { toolNames, toPortableSchema } from "./schemas.ts";

declare const session: Session;
declare const tool: Tool;
declare const outcome: ToolOutcome;

test("accepts sessions and session handles", () => {
  expectTypeOf<Session>().toExtend<AdapterSession>();
  expectTypeOf<SessionHandle>().toExtend<AdapterSession>();
});

describe("an outcome", () => {
  test("narrows its facts by status", () => {
    if (outcome.status === "ok") expectTypeOf(outcome.data).toEqualTypeOf<JSONObject>();
    else expectTypeOf(outcome).toEqualTypeOf<FailedOutcome>();
    if (outcome.status === "needs_connection") expectTypeOf(outcome.toolkit).toEqualTypeOf<string>();
    if (outcome.status === "ambiguous_account") expectTypeOf(outcome.choices).toEqualTypeOf<readonly string[]>();
    if (outcome.status === "rate_limited") expectTypeOf(outcome.retryAfterMs).toEqualTypeOf<number | undefined>();
    if (outcome.status === "needs_input") expectTypeOf(outcome.inputRequests).toEqualTypeOf<InputRequests>();
    if (outcome.status === "blocked") expectTypeOf(outcome.mayHaveRun).toEqualTypeOf<boolean>();
    expectTypeOf(outcome.text).toEqualTypeOf<string>();

    // @ts-expect-error only "ok" and "tool_error" have data
    void outcome.data;
    // @ts-expect-error an unknown status
    void (outcome.status === "failed");
  });
});

test("combines all parts", async () => {
  const [chosen] = await selectTools(session, { include: ["A_TOOL"] });
  expectTypeOf(chosen).toEqualTypeOf<Tool | undefined>();
  expectTypeOf(toolNames([tool]).slugOf("A_TOOL")).toEqualTypeOf<string | undefined>();
  const { schema, restoreArguments } = toPortableSchema(tool.inputSchema);
  expectTypeOf(schema).toEqualTypeOf<JSONSchema>();
  const decodeArguments = (args: JSONObject): DecodedArguments => ({ args: restoreArguments(args) });
  const called = callTool(session, tool, "{}", { signal: undefined, account: "work", timeout: 5, decodeArguments });
  expectTypeOf(called).resolves.toEqualTypeOf<ToolOutcome>();
  expectTypeOf(renderOutcome(await called, { maxChars: 5 })).toEqualTypeOf<string>();
  expectTypeOf(bindTools(session)).resolves.toEqualTypeOf<readonly BoundTool[]>();
});

test("rejects wrong uses", () => {
  expectTypeOf(callTool).parameter(1).toEqualTypeOf<Tool>();
  // @ts-expect-error a tool, not its slug
  void callTool(session, "A_TOOL", {});
  // @ts-expect-error a list or a function
  void selectTools(session, { include: "A_TOOL" });
  // @ts-expect-error an unknown way
  void ({ onError: "ignore" } satisfies AdapterOptions);
  // @ts-expect-error an option that does not exist
  void bindTools(session, { maxChars: 5 });
  void ({ onInputRequired: async () => ({ q: { action: "decline" } }) } satisfies AdapterOptions);
  // @ts-expect-error an action that does not exist
  void ({ onInputRequired: () => ({ q: { action: "approve" } }) } satisfies AdapterOptions);
  // @ts-expect-error a session, not a router
  void bindTools({ sessions: {} });
});
