import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  createToolRouter,
  defineCustomTool,
  type Hooks,
  isToolRouterError,
  type ManyResult,
  type SessionHandle,
} from "../index.ts";
import { json, stubFetch } from "../testing/stub-fetch.ts";

// For any response of a router: no false success, no bare TypeError, and `error` is null exactly when the call completed.

type JSONRecord = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is JSONRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON, with names that objects have by themselves, and often one of the expected values. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    { toString: 1, valueOf: 1 },
    { constructor: null },
    JSON.parse('{"__proto__":{"error":null}}'),
  ),
);
const oneOf = (...values: unknown[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom<unknown>(...values) }, anything);
const object = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });

const anyType = oneOf("completed", "failed", "input_required", "blocked", "later", null);
const errorText = oneOf(null, null, "", "it failed", false, 0);
const response = fc.oneof(
  {
    weight: 4,
    arbitrary: object({
      successful: oneOf(true, true, false),
      data: anything,
      error: errorText,
      data_preview: anything,
    }),
  },
  anything,
);
const item = fc.oneof(
  {
    weight: 6,
    arbitrary: object({
      tool_slug: anything,
      index: oneOf(0, 1, 2, "0"),
      response,
      error: errorText,
      result_type: anyType,
    }),
  },
  anything,
);
const batchData = object({ results: fc.oneof({ weight: 6, arbitrary: fc.array(item, { maxLength: 4 }) }, anything) });
const hookResult = object({
  hook_id: anything,
  type: oneOf("before_execute", "after_execute"),
  outcome: oneOf("blocked"),
});
const body = fc.oneof(
  {
    weight: 12,
    arbitrary: object({
      result_type: anyType,
      data: fc.oneof({ weight: 4, arbitrary: batchData }, anything),
      error: errorText,
      log_id: oneOf("log_1"),
      input_requests: oneOf({}, { q: { type: "elicitation" } }),
      request_state: oneOf("v1.state"),
      hook_results: fc.oneof(fc.array(fc.oneof(hookResult, anything)), anything),
      block_reason: anything,
      instant_charge: anything,
      status: oneOf(200, 404),
    }),
  },
  anything,
);

const isNothing = (value: unknown): boolean => value === undefined || value === null;

/** Whether the body says that the call completed. */
const isCompleted = (given: unknown): boolean =>
  isRecord(given) &&
  (isNothing(given["result_type"])
    ? given["error"] === null
    : given["result_type"] === "completed" && (isNothing(given["error"]) || given["error"] === ""));

/** Whether the body says that the call at this place of a batch succeeded. */
function isSuccessful(given: unknown, place: number): boolean {
  const results = isRecord(given) && isRecord(given["data"]) ? given["data"]["results"] : undefined;
  if (!Array.isArray(results)) return false;
  const said = results.find((one, index) => one === Object(one) && ((one as JSONRecord)["index"] ?? index) === place);
  if (!isRecord(said) || !isRecord(said["response"])) return false;
  const { result_type, error: itemError } = said;
  const { successful, error: ownError } = said["response"];
  const errors = [itemError, ownError].filter((one) => !isNothing(one));
  if (result_type === "completed") {
    return errors.every((one) => one === "") && (successful === true || isNothing(successful));
  }
  return (
    isNothing(result_type) &&
    errors.length === 0 &&
    (successful === true || (isNothing(successful) && ownError === null))
  );
}

const local = defineCustomTool({
  slug: "here",
  description: "Runs here",
  inputSchema: { type: "object", properties: {} },
  execute: () => ({ here: true }),
});
const observing: Hooks = { beforeExecute: () => {}, afterExecute: () => {} };
const refusing: Hooks = {
  beforeExecute({ tool }) {
    if (tool === "REFUSED_TOOL") throw new Error("not today");
  },
  afterExecute: () => {},
};

function sessionWith(given: unknown, hooks?: Hooks, isCustom = false): SessionHandle {
  const { fetch } = stubFetch(json(given));
  const router = createToolRouter({ apiKey: "ak_1", retry: false, hooks, fetch });
  return router.sessions.use("trs_1", isCustom ? { customTools: [local] } : {});
}

/** Problems with the outcome of a call, for any body; empty without problems. */
function problemsOf(ended: unknown): string[] {
  if (isToolRouterError(ended)) {
    const { kind, mayHaveRun } = ended as { kind: string; mayHaveRun?: boolean };
    return kind === "APIError" && mayHaveRun ? [] : ["not an APIError that says that the tool may have run"];
  }
  const { resultType, error } = Object(ended) as { resultType?: string; error?: unknown };
  return [
    !["completed", "failed", "input_required", "blocked"].includes(String(resultType)) && `no result: ${String(ended)}`,
    (error === null) !== (resultType === "completed") && "error is null without success, or the other way round",
    error !== null && !(typeof error === "string" && error) && "error has no text",
  ].filter((problem) => problem !== false);
}

/** What a call resolves or rejects with. */
const settled = (call: Promise<unknown>): Promise<unknown> => call.catch((reason: unknown) => reason);

const hasCompleted = (ended: unknown): boolean => (Object(ended) as { resultType?: string }).resultType === "completed";

const forAll = (predicate: (given: unknown) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(body, predicate));

test.each([undefined, observing])("execute completes exactly when the body says so, hooks: %o", async (hooks) => {
  await forAll(async (given) => {
    const ended = await settled(sessionWith(given, hooks).execute("A_TOOL"));
    expect(problemsOf(ended)).toEqual([]);
    expect(hasCompleted(ended)).toBe(isCompleted(given));
  });
});

test("execute rejects a body without a type and an error", async () => {
  await forAll(async (given) => {
    const isEmpty = !isRecord(given) || (isNothing(given["result_type"]) && given["error"] === undefined);
    fc.pre(isEmpty);
    expect(isToolRouterError(await settled(sessionWith(given).execute("A_TOOL")))).toBe(true);
  });
});

test("executeMeta completes exactly when the body says so", async () => {
  await forAll(async (given) => {
    const call = sessionWith(given).executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits: [] });
    const ended = await settled(call);
    expect(problemsOf(ended)).toEqual([]);
    expect(hasCompleted(ended)).toBe(isCompleted(given));
  });
});

test("proxy completes exactly when the body has a provider's status and no failure", async () => {
  await forAll(async (given) => {
    const call = sessionWith(given).proxy({ toolkit_slug: "github", endpoint: "/user", method: "GET" });
    const ended = await settled(call);
    expect(problemsOf(ended)).toEqual([]);
    const { result_type: typeOf = null, status, ...rest } = Object(given) as JSONRecord;
    const isAnswer = isCompleted({ ...rest, result_type: typeOf ?? "completed" }) && typeof status === "number";
    expect(hasCompleted(ended)).toBe(isAnswer);
  });
});

/** What is wrong with the result of one call of a batch. */
const problemsOfCall = (result: ManyResult, isSuccess: boolean): unknown[] =>
  [
    (result.status === "ok" || result.status === "offloaded") && !isSuccess,
    result.status === "lost" && !result.mayHaveRun,
    "error" in result && !(typeof result.error === "string" && result.error),
  ].flatMap((isWrong) => (isWrong ? [result] : []));

test.each<[string, Hooks | undefined, string | undefined, RegExp]>([
  ["alone", undefined, undefined, /^$/],
  ["between hooks", observing, undefined, /^$/],
  ["beside a call that a hook refuses", refusing, "REFUSED_TOOL", /^(tool_error|lost)$/],
  ["beside a custom tool", undefined, "LOCAL_HERE", /^ok$/],
  ["beside a custom tool, between hooks", observing, "LOCAL_HERE", /^ok$/],
])("calls of a batch succeed only when the body says so, %s", async (_, hooks, other, ofOther) => {
  const tools = other ? ["A_TOOL", other, "B_TOOL"] : ["A_TOOL", "B_TOOL"];
  await forAll(async (given) => {
    const session = sessionWith(given, hooks, other === "LOCAL_HERE");
    const results = await session.executeMany(tools.map((tool) => ({ tool })));
    expect(results.map(({ tool }) => tool)).toEqual(tools);
    const remote = results.filter(({ tool }) => tool !== other);
    expect(remote.flatMap((result, place) => problemsOfCall(result, isSuccessful(given, place)))).toEqual([]);
    // All wait for a question.
    const isWaiting = remote[0]!.status === "input_required";
    const status = results.find(({ tool }) => tool === other)?.status ?? "";
    expect(isWaiting ? "" : status).toMatch(isWaiting ? /^$/ : ofOther);
  });
});

test("a batch completes only when all of its calls do", async () => {
  const tools = ["A_TOOL", "LOCAL_HERE", "B_TOOL"].map((tool_slug) => ({ tool_slug, arguments: {} }));
  await forAll(async (given) => {
    const ended = await settled(sessionWith(given, observing, true).execute("COMPOSIO_MULTI_EXECUTE_TOOL", { tools }));
    expect(problemsOf(ended)).toEqual([]);
    expect(hasCompleted(ended) && ![0, 1].every((place) => isSuccessful(given, place))).toBe(false);
  });
});
