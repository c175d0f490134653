import { ConnectionError, ToolRouterError } from "@tool-router/core";
import { describe, expect, test, vi } from "vitest";
import { bindTools } from "../index.ts";
import { createDemo } from "../testing/demo.ts";
import { fakeSession, fakeTool } from "../testing/fake-session.ts";

const ok = { data: {}, error: null, logId: "log_1" };

describe("concurrency", () => {
  test("limits the calls in flight, and starts them in order", async () => {
    const started: unknown[] = [];
    const ends: (() => void)[] = [];
    const session = fakeSession(
      ({ args }) =>
        new Promise((resolve) => {
          started.push(args?.["n"]);
          ends.push(() => resolve(ok));
        }),
      [fakeTool("X"), fakeTool("Y")],
    );
    const [x, y] = await bindTools(session, { concurrency: 2 });
    const calls = [x!.call({ n: 1 }), y!.call({ n: 2 }), x!.call({ n: 3 }), y!.call({ n: 4 })];
    await vi.waitFor(() => expect(started).toEqual([1, 2]));
    ends[1]!();
    await calls[1];
    await vi.waitFor(() => expect(started).toEqual([1, 2, 3]));
    for (const end of ends) end();
    await vi.waitFor(() => expect(started).toEqual([1, 2, 3, 4]));
    for (const end of ends) end();
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(["ok", "ok", "ok", "ok"]);
  });

  test("defaults to 16", async () => {
    let started = 0;
    const controller = new AbortController();
    const session = fakeSession(() => new Promise(() => started++), [fakeTool("X")]);
    const [x] = await bindTools(session);
    for (let count = 0; count < 40; count++) void x!.call({}, { signal: controller.signal });
    await new Promise(setImmediate);
    expect(started).toBe(16);
  });

  test("rejects a waiting call whose run is aborted, and continues after failures", async () => {
    const controller = new AbortController();
    let end = (): void => undefined;
    const session = fakeSession(
      () =>
        new Promise((_resolve, reject) => {
          end = () => reject(new ToolRouterError("no"));
        }),
      [fakeTool("X")],
    );
    const [x] = await bindTools(session, { concurrency: 1 });
    const first = x!.call({});
    const waiting = x!.call({}, { signal: controller.signal });
    const late = x!.call({}, { signal: AbortSignal.timeout(1) });
    controller.abort("gone");
    await expect(waiting).rejects.toBe("gone");
    expect(await late).toMatchObject({ status: "unavailable" });
    end();
    expect(await first).toMatchObject({ status: "refused" });
    const next = x!.call({});
    await vi.waitFor(() => expect(session.calls).toHaveLength(2));
    end();
    expect(await next).toMatchObject({ status: "refused" });
  });
});

describe("validate", () => {
  const inputSchema = {
    type: "object",
    properties: {
      $top: { type: "integer", minimum: 1 },
      to: { type: "string" },
      odd: { pattern: "\\_", type: "string" },
    },
    required: ["to"],
  };

  test("reports mismatches with the schema of the model, and sends nothing", async () => {
    const session = fakeSession(() => ok, [fakeTool("X", { inputSchema })]);
    const [x] = await bindTools(session, { validate: true });
    const top = Object.keys(x!.inputSchema["properties"] as object)[0]!;
    const outcome = await x!.call({ [top]: 0 });
    expect(outcome).toMatchObject({
      status: "invalid_arguments",
      problems: expect.arrayContaining([
        expect.stringContaining(`/${top}: `),
        expect.stringMatching(/^\/: .*required property "to"/),
      ]),
    });
    expect(outcome.text).toMatch(
      /^X did not run\. The arguments do not match the schema: .* Call it again with a JSON object/,
    );
    expect(session.calls).toEqual([]);
    expect(await x!.call({ [top]: 1, to: "a" })).toMatchObject({ status: "ok" });
    expect(session.calls[0]?.args).toEqual({ $top: 1, to: "a" });
  });

  test("reports each problem once with its place, up to a maximum", async () => {
    const place = { type: "object", properties: { city: { type: "string" } } };
    const schema = {
      type: "object",
      properties: {
        trip: { allOf: [{ type: "object", properties: { to: { type: "array", items: { $ref: "#/$defs/place" } } } }] },
        many: { type: "array", items: { type: "string" } },
      },
      $defs: { place },
    };
    const session = fakeSession(() => ok, [fakeTool("X", { inputSchema: schema })]);
    const [x] = await bindTools(session, { validate: true });
    expect(await x!.call({ trip: { to: [{ city: "Rome" }, { city: 5 }] } })).toMatchObject({
      problems: ['/trip/to/1/city: Instance type "number" is invalid. Expected "string".'],
    });
    const many = await x!.call({ many: Array.from({ length: 30 }, () => 1) });
    expect(many).toMatchObject({
      problems: Array.from({ length: 8 }, (_, at) => expect.stringMatching(`^/many/${at}: `)),
    });
  });

  test("accepts arguments for schemas that it cannot check", async () => {
    const odd = { type: "object", properties: { odd: { pattern: "\\_", type: "string" } } };
    const session = fakeSession(() => ok, [fakeTool("X", { inputSchema: odd })]);
    const [x] = await bindTools(session, { validate: true });
    expect(await x!.call({ odd: "a" })).toMatchObject({ status: "ok" });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["nested quantifiers", { pattern: "^(a+)+$" }, `${"a".repeat(40)}!`],
    ["alternatives in a quantifier", { pattern: "^(a|a)*$" }, `${"a".repeat(40)}!`],
    ["quantifiers in a row", { pattern: "^a*a*a*a*a*a*a*a*$" }, `${"a".repeat(2_000)}!`],
    ["a quantifier anywhere in the text", { pattern: "a+$" }, `${"a".repeat(200_000)}!`],
    ["optional parts in a row", { pattern: `^${"a?".repeat(40)}${"a".repeat(40)}$` }, `${"a".repeat(39)}!`],
    ["alternatives in a row", { pattern: `^${"(a|a)".repeat(40)}$` }, `${"a".repeat(39)}!`],
    ["a backreference", { pattern: "^(a*)\\1*$" }, `${"a".repeat(40)}!`],
    ["the format url", { format: "url" }, `http://${"a".repeat(40)}!`],
    ["a pattern inside of not", { not: { pattern: "^(a+)+$" } }, "b"],
  ])("leaves %s to the router", async (_, rule, text) => {
    const schema = { type: "object", properties: { text: { type: "string", ...rule } }, required: ["text"] };
    const session = fakeSession(() => ok, [fakeTool("X", { inputSchema: schema })]);
    const [x] = await bindTools(session, { validate: true });
    expect(await x!.call({ text })).toMatchObject({ status: "ok" });
  });

  test("leaves slow names of properties to the router", async () => {
    const schema = {
      type: "object",
      properties: {},
      patternProperties: { "^(a+)+$": {} },
      additionalProperties: false,
    };
    const session = fakeSession(() => ok, [fakeTool("X", { inputSchema: schema })]);
    const [x] = await bindTools(session, { validate: true });
    expect(await x!.call({ [`${"a".repeat(40)}!`]: 1 })).toMatchObject({ status: "ok" });
  });

  test.each(["^[a-z]+$", "^\\d{4}-\\d{2}-\\d{2}$", "^(get|put|post)$", "^(?:ab)c*$", "^[\\w.()|*+-]{1,64}$", "x{3}"])(
    "checks the pattern %s",
    async (pattern) => {
      const schema = {
        type: "object",
        properties: { text: { type: "string", pattern }, slow: { type: "string", pattern: "^(a+)+$" } },
      };
      const session = fakeSession(() => ok, [fakeTool("X", { inputSchema: schema })]);
      const [x] = await bindTools(session, { validate: true });
      expect(await x!.call({ text: "É ~" })).toMatchObject({
        status: "invalid_arguments",
        problems: ["/text: String does not match pattern."],
      });
    },
  );

  test("names the missing package", async () => {
    vi.doMock("@cfworker/json-schema", () => {
      throw new Error("Cannot find package");
    });
    vi.resetModules();
    const { bindTools: bindAgain } = await import("../index.ts");
    const session = fakeSession(() => ok, [fakeTool("X")]);
    await expect(bindAgain(session, { validate: true })).rejects.toThrow("Install @cfworker/json-schema");
    await bindAgain(session);
    vi.doUnmock("@cfworker/json-schema");
  });
});

describe("the account", () => {
  const files = fakeTool("FILES_LIST", {
    toolkit: { slug: "files", name: "Files" },
    inputSchema: { type: "object", properties: { path: { type: "string" } }, additionalProperties: false },
  });

  test("accepts a function of the call", async () => {
    const session = fakeSession(() => ok, [files]);
    const [list] = await bindTools(session, {
      account: async ({ tool, args }) => (args["path"] === "/" ? undefined : `${tool.slug}-${String(args["path"])}`),
    });
    await list!.call({ path: "a" });
    await list!.call({ path: "/" });
    expect(session.calls.map(({ options }) => options?.account)).toEqual(["FILES_LIST-a", undefined]);
  });

  test("sends nothing if the function throws", async () => {
    const session = fakeSession(() => ok, [files]);
    const [list] = await bindTools(session, {
      account: () => {
        throw new Error("no database");
      },
    });
    const outcome = await list!.call({});
    expect(outcome).toMatchObject({ status: "refused", cause: new Error("no database") });
    expect(outcome.text).not.toContain("database");
    expect(session.calls).toEqual([]);
  });

  test("sends nothing if the function returns another type", async () => {
    const session = fakeSession(() => ok, [files]);
    for (const wrong of [42, ["work"], { id: "work" }, null]) {
      const [byFunction] = await bindTools(session, { account: () => wrong as never });
      const [byCall] = await bindTools(session, { account: "work" });
      for (const outcome of [await byFunction!.call({}), await byCall!.call({}, { account: wrong as never })]) {
        const message = expect.stringMatching(/^account must be a string\. Got /);
        expect(outcome).toMatchObject({ status: "refused", cause: { message } });
      }
    }
    expect(session.calls).toEqual([]);
  });

  test("stops waiting for the function if the run is aborted", async () => {
    const session = fakeSession(() => ok, [files]);
    const [list] = await bindTools(session, { account: () => new Promise(() => {}) });
    const controller = new AbortController();
    const running = list!.call({}, { signal: controller.signal });
    const reason = new Error("the user left");
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(session.calls).toEqual([]);
  });

  test("lets the model choose one of several accounts", async () => {
    const other = fakeTool("OTHER", { inputSchema: { type: "object", properties: { account: { type: "number" } } } });
    const elsewhere = fakeTool("ELSEWHERE", { inputSchema: other.inputSchema, toolkit: { slug: "x", name: "X" } });
    const same = fakeTool("SAME", { inputSchema: other.inputSchema, toolkit: files.toolkit });
    const session = fakeSession(() => ok, [files, other, same, elsewhere]);
    const accounts = { files: ["work", "home"], demo: ["only"] };
    const [list, alone, named, nothing] = await bindTools(session, { accounts, account: "work" });
    expect(list!.inputSchema).toEqual({
      type: "object",
      properties: {
        path: { type: "string" },
        account: { type: "string", enum: ["work", "home"], description: expect.stringContaining("files accounts") },
      },
      additionalProperties: false,
    });
    expect(alone!.inputSchema).toBe(other.inputSchema);
    expect(nothing!.inputSchema).toBe(other.inputSchema);
    expect(Object.keys(named!.inputSchema["properties"] as object)).toEqual(["account", "account_2"]);

    await list!.call('{"path":"a","account":"home"}');
    await list!.call({ path: "a", account: null });
    await named!.call({ account: 1, account_2: "home" }, { account: "other" });
    await named!.call({ account: 1 }, { account: "other" });
    expect(session.calls.map(({ args, options }) => [args, options?.account])).toEqual([
      [{ path: "a" }, "home"],
      [{ path: "a" }, "work"],
      [{ account: 1 }, "home"],
      [{ account: 1 }, "other"],
    ]);
  });

  test("sends the account to the router", async () => {
    const demo = await createDemo();
    const session = await demo.severalAccounts();
    // Sessions with several accounts preload nothing.
    const tools = [...(await session.tools()), await demo.router.tools.get("FILES_LIST")];
    const [list] = await bindTools(session, { tools, include: ["FILES_LIST"], accounts: { files: ["work", "home"] } });
    expect(await list!.call({})).toMatchObject({ status: "ambiguous_account" });
    expect(await list!.call({ account: "home" })).toMatchObject({ status: "ok", data: { of: "home" } });
    const sent = demo.executions.length;
    expect(await list!.call({ account: "unknown" })).toMatchObject({
      status: "invalid_arguments",
      text: expect.stringContaining('FILES_LIST may not use the account "unknown". Allowed: work, home.'),
    });
    expect(demo.executions).toHaveLength(sent);
  });
});

test("removes its listeners from the signal", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const listening = new Set<unknown>();
  vi.spyOn(signal, "addEventListener").mockImplementation((_, listener) => void listening.add(listener));
  vi.spyOn(signal, "removeEventListener").mockImplementation((type, listener) => {
    if (type === "abort") listening.delete(listener);
  });
  const session = fakeSession(() => ok, [fakeTool("X")]);
  const [x] = await bindTools(session, { concurrency: 1, account: () => Promise.resolve(undefined) });
  const calls = [x!.call({}, { signal }), x!.call({}, { signal })];
  expect(listening.size).toBeGreaterThan(0);
  await Promise.all(calls);
  await new Promise(setImmediate);
  expect(listening.size).toBe(0);
});

describe("the idempotency key", () => {
  test("is created from the call and sent with the request", async () => {
    const session = fakeSession(() => ok, [fakeTool("ADD")]);
    const [add] = await bindTools(session, {
      idempotencyKey: ({ tool, args, callId }) => callId && `run_7:${callId}:${tool.slug}:${Object.keys(args).join()}`,
    });
    await add!.call('{"a":1,"b":2}', { callId: "call_1" });
    await add!.call({ a: 1 });
    expect(session.calls.map(({ options }) => options?.idempotencyKey)).toEqual(["run_7:call_1:ADD:a,b", undefined]);
  });

  test("sends nothing if the function throws", async () => {
    const session = fakeSession(() => ok, [fakeTool("ADD")]);
    const fault = new Error("no run");
    const [add] = await bindTools(session, {
      idempotencyKey: () => {
        throw fault;
      },
    });
    expect(await add!.call({})).toMatchObject({ status: "refused", cause: fault });
    expect(session.calls).toEqual([]);
  });
});

describe("link", () => {
  test("shows the link to the model", async () => {
    const { session } = await createDemo();
    const [send] = await bindTools(session, { include: ["MAIL_SEND"], link: true });
    const outcome = await send!.call({ to: "a@example.com" });
    expect(outcome).toMatchObject({
      status: "needs_connection",
      redirectUrl: expect.stringMatching(/^http/),
      connectedAccountId: expect.stringMatching(/^ca_/),
      code: 4302,
    });
    expect(outcome.text).toContain((outcome as { redirectUrl?: string }).redirectUrl);
    expect(outcome.cause).toBeInstanceOf(Error);
    expect(JSON.parse(send!.render(outcome))).toHaveProperty("redirectUrl");
  });

  test("creates a link only for a missing connection", async () => {
    const { session } = await createDemo();
    const made: string[] = [];
    const link: typeof session.link = (toolkit, options) => (made.push(toolkit), session.link(toolkit, options));
    const known = await session.tools();
    const gone = fakeTool("GONE", { toolkit: { slug: "mail", name: "Mail" } });
    const tools = [...known.filter(({ slug }) => /^(DEMO_FAIL|MAIL_SEND)$/.test(slug)), gone];
    const bound = await bindTools({ ...session, link }, { tools, link: true });
    const outcomes = await Promise.all(bound.map((tool) => tool.call({})));
    expect(outcomes.map(({ status }) => status)).toEqual(["tool_error", "needs_connection", "unknown_tool"]);
    expect(made).toEqual(["mail"]);
  });

  test("omits a link that cannot be created, and rejects after an abort", async () => {
    const { session } = await createDemo();
    const controller = new AbortController();
    const links = [
      undefined,
      () =>
        Promise.reject(
          new ConnectionError("m", {
            operation: undefined,
            method: "POST",
            path: "/",
            toolSlug: undefined,
            mayHaveRun: true,
          }),
        ),
      () => {
        controller.abort("gone");
        return Promise.reject(new Error("aborted"));
      },
    ];
    const [none, failing, aborting] = await Promise.all(
      links.map(async (link) => {
        const rest = { ...session, link: undefined as never };
        const [send] = await bindTools({ ...rest, ...(link && { link }) }, { include: ["MAIL_SEND"], link: true });
        return send!;
      }),
    );
    for (const send of [none!, failing!]) {
      const outcome = await send.call({});
      expect(outcome).toMatchObject({ status: "needs_connection" });
      expect(outcome).not.toHaveProperty("redirectUrl");
    }
    await expect(aborting!.call({}, { signal: controller.signal })).rejects.toBe("gone");
  });
});
