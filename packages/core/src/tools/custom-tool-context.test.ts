import { describe, expect, test, vi } from "vitest";
import { createToolRouter, type CustomToolContext, defineCustomTool, type SessionHandle } from "../index.ts";
import { json, ran, stubFetch } from "../testing/stub-fetch.ts";

const request = { toolkit_slug: "github", endpoint: "/user", method: "GET" } as const;
const hanging = () => new Promise<never>(() => {});
const make = (execute: (args: object, context: CustomToolContext) => unknown, inputSchema?: never) =>
  defineCustomTool({
    slug: "here",
    description: "Runs here",
    inputSchema: inputSchema ?? { type: "object", properties: {} },
    execute,
  });
const open = (execute: Parameters<typeof make>[0], ...answers: Parameters<typeof stubFetch>) => {
  const { fetch, seen } = stubFetch(...(answers.length > 0 ? answers : [ran()]));
  const { sessions } = createToolRouter({ apiKey: "ak_1", retry: false, fetch });
  return { session: sessions.use("trs_1", { customTools: [make(execute)] }), seen };
};
const run = (execute: Parameters<typeof make>[0], ...answers: Parameters<typeof stubFetch>) =>
  open(execute, ...answers).session.execute("LOCAL_HERE");

describe("the context of a custom tool", () => {
  const raw = { session_id: "trs_1", config: { user_id: "user_1" } };
  const facts = make((_, { userId, sessionId, signal }) => ({ userId, sessionId, aborted: signal.aborted }));
  const customTools = [facts];

  test.each<[string, string | undefined, (router: ReturnType<typeof createToolRouter>) => unknown]>([
    ["create", "user_1", ({ sessions }) => sessions.create("user_1", {}, { customTools })],
    ["get", "user_1", ({ sessions }) => sessions.get("trs_1", { customTools })],
    ["use with a userId", "user_2", ({ sessions }) => sessions.use("trs_1", { customTools, userId: "user_2" })],
    ["use without one", undefined, ({ sessions }) => sessions.use("trs_1", { customTools })],
    ["update", "user_1", ({ sessions }) => sessions.use("trs_1", { customTools }).update({})],
  ])("has the session and its user after sessions.%s", async (_, userId, openSession) => {
    const { fetch } = stubFetch(json(raw));
    const session = (await openSession(createToolRouter({ apiKey: "ak_1", fetch }))) as SessionHandle;
    expect((await session.execute("LOCAL_HERE")).data).toEqual({ userId, sessionId: "trs_1", aborted: false });
  });

  test("runs other tools of the session, with their options and hooks", async () => {
    const before: string[] = [];
    const { fetch, seen } = stubFetch(ran({ found: 1 }));
    const hooks = { beforeExecute: ({ tool }: { tool: string }) => void before.push(tool) };
    const tool = make(async (args, context) => {
      const result = await context.execute("A_TOOL", args, { account: "work" });
      return { twice: [result.data, result.data] };
    });
    const session = createToolRouter({ apiKey: "ak_1", hooks, fetch }).sessions.use("trs_1", { customTools: [tool] });
    expect(await session.execute("LOCAL_HERE", { a: 1 })).toMatchObject({
      resultType: "completed",
      data: { twice: [{ found: 1 }, { found: 1 }] },
    });
    expect(JSON.parse(seen[0]!.body!)).toEqual({ tool_slug: "A_TOOL", arguments: { a: 1 }, account: "work" });
    expect(before).toEqual(["LOCAL_HERE", "A_TOOL"]);
  });

  test("rejects wrong options of a nested call", async () => {
    const { session, seen } = open((_, context) => context.execute("A_TOOL", {}, { acount: "work" } as never));
    expect(await session.execute("LOCAL_HERE")).toMatchObject({
      resultType: "failed",
      error: expect.stringContaining('Unknown option "acount". Did you mean "account"?'),
    });
    expect(seen).toEqual([]);
  });

  test.each<[string, (context: CustomToolContext) => Promise<unknown>]>([
    ["execute", (context) => context.execute("A_TOOL")],
    [
      "execute with a signal of its own",
      (context) => context.execute("A_TOOL", {}, { signal: new AbortController().signal }),
    ],
    ["proxy", (context) => context.proxy(request)],
  ])("ends %s when the call is aborted", async (_, nested) => {
    const controller = new AbortController();
    const signals: AbortSignal[] = [];
    const { session } = open(
      (_args, context) => nested(context),
      ({ init }) => {
        signals.push(init.signal!);
        return hanging();
      },
    );
    const call = session.execute("LOCAL_HERE", {}, { signal: controller.signal });
    await vi.waitUntil(() => signals.length === 1);
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(signals[0]!.aborted).toBe(true);
  });

  test("ends a nested call after the timeout of the tool", async () => {
    const signals: AbortSignal[] = [];
    const { session } = open(
      (_, context) => context.execute("A_TOOL"),
      ({ init }) => {
        signals.push(init.signal!);
        return hanging();
      },
    );
    await expect(session.execute("LOCAL_HERE", {}, { timeout: 20 })).rejects.toMatchObject({
      kind: "TimeoutError",
      toolSlug: "LOCAL_HERE",
    });
    await vi.waitUntil(() => signals[0]?.aborted);
    expect(signals).toHaveLength(1);
  });

  test("ends a nested call with a signal of its own, which the tool may catch", async () => {
    const own = new AbortController();
    const result = await run(async (_, context) => {
      const call = context.execute("A_TOOL", {}, { signal: own.signal });
      own.abort(new Error("not needed"));
      return { caught: await call.catch((error: Error) => error.message) };
    }, hanging);
    expect(result).toMatchObject({ resultType: "completed", data: { caught: "not needed" } });
  });
});
