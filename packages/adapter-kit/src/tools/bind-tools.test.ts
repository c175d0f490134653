import { ConnectionError, createToolRouter, RateLimitError, ToolRouterError } from "@tool-router/core";
import { describe, expect, test } from "vitest";
import { bindApproval, bindTools, FailedCallError } from "../index.ts";
import { addSchema, createDemo } from "../testing/demo.ts";
import { fakeSession, fakeTool } from "../testing/fake-session.ts";

describe("bindTools", () => {
  test("returns name, description and schema as the router sent them", async () => {
    const { session } = await createDemo();
    const tools = await session.tools();
    const [bound] = await bindTools(session, { tools, include: ["DEMO_ADD"] });
    expect(bound).toMatchObject({ name: "DEMO_ADD", description: "Adds two numbers.", inputSchema: addSchema });
    expect(bound!.inputSchema).toBe(tools.find(({ slug }) => slug === "DEMO_ADD")?.inputSchema);
  });

  test("converts every tool of a session, meta tools included, without changing schemas", async () => {
    const { session } = await createDemo();
    const bound = await bindTools(session);
    const changed = bound.filter(({ tool, inputSchema }) => tool.inputSchema !== inputSchema);
    expect(bound.map(({ name }) => name)).toContain("COMPOSIO_SEARCH_TOOLS");
    expect(changed.map(({ name }) => name)).toEqual(["DEMO_CHOOSE", "DEMO_QUERY"]);
  });

  test("restores the arguments for a changed schema", async () => {
    const { session, executions } = await createDemo();
    const [choose] = await bindTools(session, { include: ["DEMO_CHOOSE"] });
    expect(choose!.inputSchema).toMatchObject({ type: "object", required: ["input"] });
    expect(await choose!.call({ input: { id: 5 } })).toMatchObject({ status: "ok", data: { chosen: { id: 5 } } });
    expect(executions[0]?.body["arguments"]).toEqual({ id: 5 });
  });

  test("runs meta tools with free-form arguments", async () => {
    const { session, executions } = await createDemo();
    const [multi] = await bindTools(session, { include: ["COMPOSIO_MULTI_EXECUTE_TOOL"] });
    const tools = [{ tool_slug: "DEMO_LIST", arguments: { blocks: [{ type: "text", deep: { $ref: "#" } }] } }];
    expect(await multi!.call({ tools })).toMatchObject({ status: "ok" });
    expect(executions[0]?.body["arguments"]).toEqual({ tools });
  });

  test("passes account and timeout to every call", async () => {
    const session = fakeSession(() => ({ data: {}, error: null, logId: "" }), [fakeTool("X")]);
    const [bound] = await bindTools(session, { account: "work", timeout: 7 });
    await bound!.call({});
    expect(session.calls[0]?.options).toMatchObject({ account: "work", timeout: 7 });
  });

  test("returns a failure, or throws it with its facts", async () => {
    const { session } = await createDemo();
    const [returned] = await bindTools(session, { include: ["DEMO_FAIL"] });
    expect(await returned!.call({})).toMatchObject({ status: "tool_error" });

    const [thrown] = await bindTools(session, { include: ["DEMO_FAIL"], onError: "throw" });
    const [add] = await bindTools(session, { include: ["DEMO_ADD"], onError: "throw" });
    expect(await add!.call({ a: 1, b: 1 })).toMatchObject({ status: "ok" });
    const error: unknown = await thrown!.call({}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FailedCallError);
    expect(error).toMatchObject({
      name: "FailedCallError",
      message: expect.stringContaining("the printer is on fire"),
      outcome: { status: "tool_error" },
      isRetryable: false,
      retryAfterMs: undefined,
    });
  });

  test("marks a thrown failure as retryable only if a retry is safe", async () => {
    const facts = { operation: undefined, method: "POST", path: "/x", toolSlug: "X" };
    const limited = (mayHaveRun: boolean) =>
      new RateLimitError("m", {
        ...facts,
        status: 429,
        code: undefined,
        slug: undefined,
        requestId: undefined,
        suggestedFix: undefined,
        errors: [],
        reason: undefined,
        mayHaveRun,
        retryAfterMs: 1500,
      });
    for (const [error, status, isRetryable, retryAfterMs] of [
      [new ConnectionError("m", { ...facts, mayHaveRun: false }), "unavailable", true, undefined],
      [new ConnectionError("m", { ...facts, mayHaveRun: true }), "unknown_outcome", false, undefined],
      [limited(false), "rate_limited", true, 1500],
      [limited(true), "rate_limited", false, 1500],
      [new ToolRouterError("m"), "refused", false, undefined],
    ] as const) {
      const [x] = await bindTools(
        fakeSession(() => Promise.reject(error), [fakeTool("X")]),
        { onError: "throw" },
      );
      await expect(x!.call({})).rejects.toMatchObject({ outcome: { status }, isRetryable, retryAfterMs });
    }
  });

  test("checks the decoded arguments for approval, and skips invalid ones", async () => {
    const { session } = await createDemo();
    const seen: unknown[] = [];
    const bound = await bindTools(session, { include: ["DEMO_CHOOSE", "DEMO_ADD", "COMPOSIO_MULTI_EXECUTE_TOOL"] });
    const asks = bindApproval(bound, ({ slug, tags }, args) => seen.push([slug, tags, args]) < 2);
    const [batch, add, choose] = bound.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    expect(await asks(choose!, '{"input":{"id":7}}')).toBe(true);
    expect(await asks(add!, { a: 1 })).toBe(false);
    for (const unreadable of ["{oops", "[]", { input: 5 }]) expect(await asks(choose!, unreadable)).toBe(false);
    expect(await asks(batch!, { tools: [{ tool_slug: "DEMO_ADD", arguments: { a: 2 } }] })).toBe(false);
    expect(seen).toEqual([
      ["DEMO_CHOOSE", [], { id: 7 }],
      ["DEMO_ADD", ["readOnlyHint"], { a: 1 }],
      ["DEMO_ADD", ["readOnlyHint"], { a: 2 }],
    ]);
  });

  test("limits the text for the model", async () => {
    const { session } = await createDemo();
    const [long] = await bindTools(session, { include: ["DEMO_LONG"], maxOutputChars: 500 });
    const outcome = await long!.call({ size: 10_000 });
    expect(outcome).toMatchObject({ data: { text: expect.stringMatching(/^x{10000}$/) } });
    expect(long!.render(outcome).length).toBeLessThanOrEqual(500);
  });

  test.each([
    { timeout: 0 },
    { timeout: Number.NaN },
    { maxOutputChars: 0 },
    { maxOutputChars: -1 },
    { timeout: "200" as never },
    { maxOutputChars: null as never },
    { concurrency: 5n as never },
    { onError: "thow" as never },
    { onError: "function" as never },
    { onError: " or " as never },
    { include: "DEMO_ADD" as never },
    { tools: Promise.resolve([]) as never },
    { account: ["work"] as never },
    { accounts: ["work"] as never },
    { idempotencyKey: "key" as never },
    { validate: "no" as never },
    { strict: true as never },
    { link: 1 as never },
  ])("rejects %o, and names the expected value", async (options) => {
    const session = fakeSession(() => undefined);
    const [name] = Object.keys(options);
    const refusal = bindTools(session, options);
    await expect(refusal).rejects.toThrow(ToolRouterError);
    await expect(refusal).rejects.toThrow(new RegExp(`^${name} must be .+\\. Got .+\\.$`));
    expect(session.listed).toBe(0);
  });

  test.each([
    [Number.NaN, "NaN"],
    [-Infinity, "-Infinity"],
    [null, "null"],
    ["5s", "a string"],
  ])("reports the given value: %s", async (timeout, said) => {
    const refusal = bindTools(
      fakeSession(() => undefined),
      { timeout: timeout as never },
    );
    await expect(refusal).rejects.toThrow(`timeout must be a number above 0. Got ${said}.`);
  });

  test("treats undefined as omitted", async () => {
    const names = ["tools", "include", "account", "accounts", "timeout", "strict", "onError", "link"];
    const options = Object.fromEntries(names.map((name) => [name, undefined]));
    const session = fakeSession(() => undefined, [fakeTool("X")]);
    expect(await bindTools(session, options)).toHaveLength(1);
  });

  test.each(["aproval", "approval", "maxResults", "constructor", "__proto__x"])(
    "rejects an unknown option: %s",
    async (name) => {
      const refusal = bindTools(
        fakeSession(() => undefined),
        { [name]: "destructive" },
      );
      await expect(refusal).rejects.toThrow(ToolRouterError);
      await expect(refusal).rejects.toThrow(new RegExp(`^Unknown option "${name}"\\..* Options: tools, include, `));
    },
  );

  test("rejects accounts that are not lists", async () => {
    const session = fakeSession(() => undefined, [fakeTool("X")]);
    await expect(bindTools(session, { accounts: { demo: "work" as never } })).rejects.toThrow(
      "accounts.demo must be a list. Got a string.",
    );
  });

  test.each([undefined, null, {}, Promise.resolve(), createToolRouter({ apiKey: "ak_secret" })])(
    "rejects anything but a session, and suggests the fix",
    async (session) => {
      const refusal = bindTools(session as never);
      await expect(refusal).rejects.toThrow(ToolRouterError);
      await expect(refusal).rejects.toThrow(/await router\.sessions\.create/);
      await expect(refusal).rejects.not.toThrow(/ak_/);
    },
  );
});
