import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createToolRouter, offloaded, type Session, type ToolRouter } from "../index.ts";
import { json, ran, stubFetch } from "../testing/stub-fetch.ts";

// The client is used as its users have it: the hosted origin, the global fetch. Only the network is replaced.
const notes = defineToolkit({
  slug: "notes",
  description: "Notes on paper",
  tools: [
    defineTool({
      slug: "NOTES_ADD",
      description: "Add a note",
      inputSchema: {
        type: "object",
        properties: { text: { type: "string", pattern: "^(?=.)" } },
        required: ["text"],
        additionalProperties: false,
      },
      tags: ["createHint", "idempotentHint"],
      execute: ({ text }) => ({ added: text }),
    }),
    defineTool({
      slug: "NOTES_LOSE",
      description: "Lose a note",
      inputSchema: { type: "object", properties: {} },
      tags: ["destructiveHint"],
      execute: () => {
        throw new Error("the note is already lost");
      },
    }),
  ],
});
const mail = defineToolkit({
  slug: "mail",
  description: "Letters",
  auth: { scheme: "API_KEY" },
  tools: [
    defineTool({
      slug: "MAIL_SEND",
      description: "Send a letter",
      inputSchema: { type: "object", properties: {} },
      execute: (_, { account }) => ({ from: account?.alias }),
    }),
  ],
});

const local = createLocalRouter({ toolkits: [notes, mail] });
let requests: string[] = [];
const server = setupServer(
  http.all("https://backend.composio.dev/*", ({ request }) => {
    const { pathname, search } = new URL(request.url);
    requests.push(`${request.method} ${pathname}${search}`);
    return local.fetch(request);
  }),
);
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

let router: ToolRouter;
beforeEach(() => {
  router = createToolRouter({ apiKey: local.apiKey });
});
afterEach(async () => {
  await local.reset();
  requests = [];
});

describe("a session", () => {
  test("is created, fetched, used by its id, and deleted", async () => {
    const created = await router.sessions.create("user_1", { toolkits: ["notes"] });
    expect(created).toMatchObject({
      id: expect.stringMatching(/^trs_/),
      userId: "user_1",
      configVersion: 1,
      config: { user_id: "user_1", toolkits: { enabled: ["notes"] } },
      metaTools: expect.arrayContaining(["COMPOSIO_SEARCH_TOOLS", "COMPOSIO_MULTI_EXECUTE_TOOL"]),
      warnings: [],
    });
    const fetched = await router.sessions.get(created.id);
    expect(fetched.config).toEqual(created.config);
    expect((await router.sessions.use(created.id).execute("NOTES_ADD", { text: "a" })).data).toEqual({ added: "a" });

    expect(await router.sessions.delete(created.id)).toEqual({ session_id: created.id, deleted: true });
    await expect(router.sessions.get(created.id)).rejects.toMatchObject({ name: "NotFoundError", status: 404 });
    await expect(router.sessions.delete(created.id)).rejects.toMatchObject({ status: 404 });
    expect(requests).toEqual([
      "POST /api/v3/tool_router/session",
      `GET /api/v3/tool_router/session/${created.id}`,
      `POST /api/v3/tool_router/session/${created.id}/execute`,
      `DELETE /api/v3.1/tool_router/session/${created.id}`,
      `GET /api/v3/tool_router/session/${created.id}`,
      `DELETE /api/v3.1/tool_router/session/${created.id}`,
    ]);
  });

  test("with a wrong key, without a key or unknown rejects with the router's error", async () => {
    const wrong = createToolRouter({ apiKey: "ak_wrong_key" });
    await expect(wrong.sessions.create("user_1")).rejects.toMatchObject({
      name: "AuthenticationError",
      status: 401,
      code: 801,
    });
    await expect(router.sessions.get("trs_unknown")).rejects.toMatchObject({ name: "NotFoundError", status: 404 });
  });

  test("with an invalid field rejects with its name", async () => {
    const config = { toolkits: { enabled: ["notes"] } } as object;
    await expect(router.sessions.create("user_1", config)).rejects.toMatchObject({
      status: 400,
      code: 10400,
      errors: expect.arrayContaining([expect.stringContaining("toolkits")]),
    });
    await expect(router.sessions.create("user_1", { toolkits: ["nots"] })).rejects.toThrow(/nots/);
  });
});

describe("with a session", () => {
  let session: Session;
  beforeEach(async () => {
    session = await router.sessions.create("user_1", { preload: { tools: ["NOTES_ADD", "NOTES_LOSE"] } });
    requests = [];
  });

  test("returns frozen tools with unchanged schemas from tools()", async () => {
    const tools = await session.tools();
    expect(tools.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(["COMPOSIO_SEARCH_TOOLS", "NOTES_ADD", "NOTES_LOSE"]),
    );
    const add = tools.find(({ slug }) => slug === "NOTES_ADD")!;
    expect(add).toMatchObject({
      name: "Notes Add",
      description: "Add a note",
      toolkit: { slug: "notes" },
      annotations: { idempotent: true },
    });
    expect(add.annotations).not.toHaveProperty("readOnly");
    expect(add.inputSchema).toEqual(notes.tools[0]!.inputSchema);
    expect(add.inputSchema).toBe(add.raw.input_parameters);
    expect(Object.isFrozen(add) && Object.isFrozen(add.annotations)).toBe(true);
    expect(requests).toEqual([`GET /api/v3/tool_router/session/${session.id}/tools`]);
  });

  test("returns a tool's failure as a value", async () => {
    const added = await session.execute("NOTES_ADD", { text: "milk" });
    expect(added).toEqual({
      resultType: "completed",
      data: { added: "milk" },
      error: null,
      logId: expect.stringMatching(/^log_/),
    });
    expect(await session.execute("NOTES_LOSE")).toMatchObject({ data: {}, error: "the note is already lost" });
    expect(await session.execute("NOTES_ADD", { txt: "milk" })).toMatchObject({
      error: expect.stringContaining("text"),
    });
  });

  test("accepts a Tool and a slug in execute", async () => {
    const tools = await session.tools();
    const add = tools.find(({ slug }) => slug === "NOTES_ADD")!;
    expect((await session.execute(add, { text: "x" })).data).toEqual({ added: "x" });
    // @ts-expect-error a wire object is not a Tool, although it has a slug
    expect((await session.execute(add.raw, { text: "x" })).data).toEqual({ added: "x" });
    // @ts-expect-error a number is not a slug
    await expect(session.execute(5)).rejects.toThrow(/Expected a slug/);
  });

  test("throws the router's error", async () => {
    await expect(session.execute("NOTES_EAT")).rejects.toMatchObject({
      code: 4301,
      mayHaveRun: false,
      toolSlug: "NOTES_EAT",
    });
    await expect(session.execute("MAIL_SEND")).rejects.toMatchObject({
      code: 4302,
      slug: "ToolRouterV2_NoActiveConnection",
    });
  });

  test("runs meta tools with execute and executeMeta", async () => {
    const query = { queries: [{ use_case: "add a note" }] };
    const [direct, meta] = await Promise.all([
      session.execute("COMPOSIO_SEARCH_TOOLS", query),
      session.executeMeta("COMPOSIO_SEARCH_TOOLS", query),
    ]);
    for (const found of [direct, meta]) {
      expect(found.error).toBeNull();
      expect(found.data.results?.[0]?.primary_tool_slugs[0]).toBe("NOTES_ADD");
    }
    expect(requests.map((request) => request.split("/").at(-1)).toSorted()).toEqual(["execute", "execute_meta"]);
  });

  test("keeps the successful items of a batch that fails in part", async () => {
    const batch = await session.executeMeta("COMPOSIO_MULTI_EXECUTE_TOOL", {
      tools: [
        { tool_slug: "NOTES_ADD", arguments: { text: "a" } },
        { tool_slug: "NOTES_LOSE", arguments: {} },
      ],
    });
    expect(batch.error).toBe("1 out of 2 tools failed");
    expect(batch.data.results?.[0]?.response).toMatchObject({ successful: true, data: { added: "a" } });
    expect(batch.data.results?.[1]?.error).toBe("the note is already lost");
  });

  test("accepts a string, strings or queries in search", async () => {
    expect((await session.search("add a note")).results[0]!.use_case).toBe("add a note");
    const found = await session.search(["add a note", { use_case: "send a letter", known_fields: "to:me" }]);
    expect(found.results.map(({ index, use_case }) => [index, use_case])).toEqual([
      [1, "add a note"],
      [2, "send a letter"],
    ]);
    await expect(session.search([])).rejects.toMatchObject({ status: 400 });
  });

  test("yields the toolkits of all pages, and stops fetching when the caller stops", async () => {
    const all: string[] = [];
    for await (const toolkit of session.toolkits({ pageSize: 1 })) all.push(toolkit.slug);
    expect(all).toEqual(["mail", "notes"]);
    expect(requests).toHaveLength(2);
    requests = [];
    for await (const _ of session.toolkits({ pageSize: 1 })) break;
    expect(requests).toHaveLength(1);
    requests = [];
    for await (const { slug } of session.toolkits({ toolkits: ["mail"], isConnected: false }))
      expect(slug).toBe("mail");
    expect(requests[0]).toMatch(/toolkits\?is_connected=false&toolkits=mail$/);
  });

  test("does not mix concurrent calls of two users", async () => {
    const other = await router.sessions.create("user_2");
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, n) => [session, other][n % 2]!.execute("NOTES_ADD", { text: `note ${n}` })),
    );
    expect(results.map(({ data }) => data["added"])).toEqual(Array.from({ length: 40 }, (_, n) => `note ${n}`));
    expect(new Set(results.map(({ logId }) => logId)).size).toBe(40);
  });
});

describe("what goes over the wire", () => {
  const sent = async (use: (router: ToolRouter) => Promise<unknown>): Promise<unknown> => {
    const { fetch, seen } = stubFetch(ran());
    await use(createToolRouter({ apiKey: "ak_1", fetch }));
    return JSON.parse(seen[0]!.body!);
  };

  test("is the body of the spec for execute, without extra fields", async () => {
    expect(await sent((r) => r.sessions.use("trs_1").execute("A_TOOL"))).toEqual({
      tool_slug: "A_TOOL",
      arguments: {},
    });
    const options = { account: "work", offload: true };
    expect(await sent((r) => r.sessions.use("trs_1").execute("A_TOOL", { a: null }, options))).toEqual({
      tool_slug: "A_TOOL",
      arguments: { a: null },
      account: "work",
      enable_auto_workbench_offload: true,
    });
  });

  test("has the slug for executeMeta", async () => {
    const args = { tool_slugs: ["A_TOOL"] };
    expect(await sent((r) => r.sessions.use("trs_1").executeMeta("COMPOSIO_GET_TOOL_SCHEMAS", args))).toEqual({
      slug: "COMPOSIO_GET_TOOL_SCHEMAS",
      arguments: args,
    });
  });

  test("keeps __proto__ as an ordinary key", async () => {
    const args = JSON.parse('{"__proto__":{"admin":true}}') as Record<string, unknown>;
    const body = await sent((r) => r.sessions.use("trs_1").execute("A_TOOL", args));
    expect(JSON.stringify(body)).toBe('{"arguments":{"__proto__":{"admin":true}},"tool_slug":"A_TOOL"}');
  });
});

test.each([null, undefined, "", 5, {}])("rejects an invalid tool before anything is sent: %o", async (tool) => {
  const { fetch, seen } = stubFetch(ran());
  const session = createToolRouter({ apiKey: "ak_1", fetch }).sessions.use("trs_1");
  await expect(session.execute(tool as never)).rejects.toThrow(/^Expected a slug such as/);
  expect(seen).toEqual([]);
});

test("rejects arguments that JSON cannot represent before anything is sent", async () => {
  const { fetch, seen } = stubFetch(ran());
  const session = createToolRouter({ apiKey: "ak_1", fetch }).sessions.use("trs_1");
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;
  for (const args of [{ n: 1n }, cyclic]) {
    await expect(session.execute("A_TOOL", args)).rejects.toMatchObject({
      kind: "ToolRouterError",
      message: /execute cannot be sent/,
    });
  }
  expect(seen).toEqual([]);
});

test("retries read-only meta tools through both endpoints", async () => {
  const { fetch } = stubFetch(() => Promise.reject(new TypeError("fetch failed")));
  const session = createToolRouter({ apiKey: "ak_1", retry: false, fetch }).sessions.use("trs_1");
  const query = { queries: [{ use_case: "x" }] };
  await expect(session.execute("COMPOSIO_SEARCH_TOOLS", query)).rejects.toMatchObject({ mayHaveRun: false });
  await expect(session.executeMeta("COMPOSIO_SEARCH_TOOLS", query)).rejects.toMatchObject({ mayHaveRun: false });
  await expect(session.executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits: [] })).rejects.toMatchObject({
    mayHaveRun: true,
  });
});

describe("reading responses tolerantly", () => {
  test("accepts a session with missing fields", async () => {
    const { fetch } = stubFetch(json({ session_id: "trs_1" }), json({}));
    const tolerant = createToolRouter({ apiKey: "ak_1", fetch });
    expect(await tolerant.sessions.get("trs_1")).toMatchObject({
      id: "trs_1",
      userId: "",
      metaTools: [],
      warnings: [],
      mcp: { url: "" },
    });
    await expect(tolerant.sessions.get("trs_1")).rejects.toThrow(/its body has no readable field "session_id"/);
  });

  test.each([null, {}, "x", 5, [null], ["x"]])("rejects a list of %j", async (items) => {
    const broken = createToolRouter({ apiKey: "ak_1", fetch: stubFetch(json({ items, results: items })).fetch });
    const session = broken.sessions.use("trs_1");
    const readers = [
      () => session.tools(),
      () => broken.toolkits.list()[Symbol.asyncIterator]().next(),
      () => session.ensureConnected("github"),
    ];
    for (const read of readers) await expect(read()).rejects.toThrow(/its body has no readable field "items": "\{/);
    await expect(session.search("x")).rejects.toThrow(/its body has no readable field "results"/);
  });

  test("converts an error that is not a string", async () => {
    const { fetch } = stubFetch(json({ data: {}, error: { message: "no" }, log_id: "log_1" }));
    const result = await createToolRouter({ apiKey: "ak_1", fetch }).sessions.use("trs_1").execute("A_TOOL");
    expect(result.error).toBe('{"message":"no"}');
  });

  const wireTool = {
    slug: "A_TOOL",
    tags: ["readOnlyHint", "brandNewHint"],
    input_parameters: { type: "object" },
    extra: 1,
  };

  test("accepts tools with missing and unknown fields", async () => {
    const { fetch, seen } = stubFetch(
      json({ items: [wireTool], next_cursor: "c2" }),
      json({ items: [{ slug: "B_TOOL" }], next_cursor: null }),
    );
    const tools = await createToolRouter({ apiKey: "ak_1", version: "v3.1", fetch }).sessions.use("trs_1").tools();
    expect(tools).toMatchObject([
      { slug: "A_TOOL", name: "A_TOOL", description: "", annotations: { readOnly: true }, raw: { extra: 1 } },
      { slug: "B_TOOL", inputSchema: {}, tags: [], annotations: {} },
    ]);
    expect(seen.map(({ url }) => new URL(url).search)).toEqual(["?limit=500", "?limit=500&cursor=c2"]);
  });

  test("rejects a list with repeated cursors", async () => {
    const { fetch, seen } = stubFetch(json({ items: [], next_cursor: "c1" }));
    await expect(createToolRouter({ apiKey: "ak_1", fetch }).sessions.use("trs_1").tools()).rejects.toThrow(
      /same page cursor/,
    );
    expect(seen).toHaveLength(2);
  });

  test("sets mayHaveRun for a slug, but not for a read-only or idempotent Tool", async () => {
    const { fetch } = stubFetch(
      json({ items: [wireTool, { ...wireTool, slug: "B_TOOL", tags: ["destructiveHint"] }] }),
      () => Promise.reject(new TypeError("fetch failed")),
    );
    const session = createToolRouter({ apiKey: "ak_1", retry: false, fetch }).sessions.use("trs_1");
    const [reading, writing] = await session.tools();
    await expect(session.execute(reading!)).rejects.toMatchObject({ mayHaveRun: false });
    const idempotent = { ...writing!, annotations: { idempotent: true } } as const;
    await expect(session.execute(idempotent)).rejects.toMatchObject({ mayHaveRun: false });
    await expect(session.execute(writing!)).rejects.toMatchObject({ mayHaveRun: true });
    await expect(session.execute("A_TOOL")).rejects.toMatchObject({ mayHaveRun: true });
  });

  test("distinguishes an offload preview from a similar result", async () => {
    const result = (data: Record<string, unknown>) => {
      const { fetch } = stubFetch(ran(data));
      return createToolRouter({ apiKey: "ak_1", fetch }).sessions.use("trs_1").execute("A_TOOL");
    };
    const preview = { data_preview: { rows: [1] }, remote_file_info: { file_path: "/mnt/files/mex/log_1.json" } };
    expect(offloaded(await result(preview))).toEqual({ path: "/mnt/files/mex/log_1.json", preview: { rows: [1] } });
    expect(offloaded(await result({ data_preview: 1 }))).toBeUndefined();
    expect(offloaded(await result({ remote_file_info: null, data_preview: 1 }))).toBeUndefined();
    expect(offloaded(await result({}))).toBeUndefined();
  });

  test("returns a result of ten megabytes", async () => {
    const text = "x".repeat(10 * 1024 * 1024);
    const { fetch } = stubFetch(ran({ text }));
    const { data } = await createToolRouter({ apiKey: "ak_1", fetch }).sessions.use("trs_1").execute("A_TOOL");
    expect((data["text"] as string).length).toBe(text.length);
  });
});
