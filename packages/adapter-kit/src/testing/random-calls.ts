import { ConnectionError, RateLimitError, ServerError } from "@tool-router/core";
import * as fc from "fast-check";
import type { AdapterSession } from "../index.ts";
import { fakeSession, fakeTool } from "./fake-session.ts";

/** One call of a model. */
export interface RandomCall {
  readonly name: string;
  /** A string is sent unchanged. */
  readonly args: unknown;
}

/** The calls of one turn; `abortAt` is the execution at which the run is aborted. */
export interface RandomTurn {
  readonly calls: readonly RandomCall[];
  readonly abortAt: number | undefined;
}

const details = { operation: undefined, method: "POST", path: "/x", toolSlug: "RANDOM", mayHaveRun: true };
const api = {
  ...details,
  code: undefined,
  slug: undefined,
  requestId: undefined,
  suggestedFix: undefined,
  errors: [],
  retryAfterMs: undefined,
  reason: undefined,
};

/** The result of an execution, by the argument `fate`. */
const fates: Record<string, () => unknown> = {
  ok: () => ({ data: { done: true }, error: null, logId: "log_1" }),
  blocks: () => ({ data: { result: [{ type: "text" }] }, error: null, logId: "log_1" }),
  failed: () => ({ data: {}, error: "no", logId: "log_1" }),
  odd: () => {
    const data: Record<string, unknown> = { big: 1n };
    return { data: Object.assign(data, { self: data }), error: null, logId: "log_1" };
  },
  slow: () => new Promise((resolve) => setImmediate(() => resolve({ data: {}, error: null, logId: "log_1" }))),
  lost: () => Promise.reject(new ConnectionError("m", details)),
  down: () => Promise.reject(new ServerError("m", { ...api, status: 500 })),
  limited: () => Promise.reject(new RateLimitError("m", { ...api, status: 429 })),
  // eslint-disable-next-line prefer-promise-reject-errors
  thrown: () => Promise.reject(undefined),
};

const readable: fc.Arbitrary<RandomCall> = fc.record({
  name: fc.constantFrom("RANDOM", "RANDOM", "READS", "NO_SUCH_TOOL", "constructor", "x".repeat(200)),
  args: fc.record({ fate: fc.constantFrom(...Object.keys(fates)), more: fc.jsonValue() }, { requiredKeys: ["fate"] }),
});

const unreadable: fc.Arbitrary<RandomCall> = fc.record({
  name: fc.constantFrom("RANDOM", "READS", "NO_SUCH_TOOL"),
  args: fc.oneof(fc.constantFrom("", "{", "[]", "null", '"x"', '{"fate":'), fc.string(), fc.jsonValue()),
});

const turnOf = (call: fc.Arbitrary<RandomCall>): fc.Arbitrary<RandomTurn> =>
  fc.record({
    calls: fc.array(call, { minLength: 1, maxLength: 24 }),
    abortAt: fc.option(fc.nat(8), { nil: undefined, freq: 5 }),
  });

/** Turns with any arguments that a model may send. */
export const randomTurn: fc.Arbitrary<RandomTurn> = turnOf(
  fc.oneof({ weight: 3, arbitrary: readable }, { weight: 1, arbitrary: unreadable }),
);
/** Turns whose arguments are objects, for frameworks that parse the text themselves. */
export const randomObjectTurn: fc.Arbitrary<RandomTurn> = turnOf(readable);

/** A session that acts out the calls of a turn, and aborts the run at `abortAt`. */
export function randomSession({ abortAt }: RandomTurn, controller: AbortController): AdapterSession {
  let executions = 0;
  const inputSchema = { type: "object", properties: { fate: { type: "string" } }, additionalProperties: true };
  const tools = [
    fakeTool("RANDOM", { inputSchema }),
    fakeTool("READS", { inputSchema, annotations: { readOnly: true } }),
  ];
  return fakeSession(({ args, options }) => {
    if (executions++ === abortAt) controller.abort(new Error("the user left"));
    options?.signal?.throwIfAborted();
    const { fate } = args ?? {};
    return (typeof fate === "string" && Object.hasOwn(fates, fate) ? fates[fate] : fates["ok"])?.();
  }, tools);
}
