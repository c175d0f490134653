import { expect, test } from "vitest";
import { memoryStore } from "../state/memory-store.ts";
import { createState } from "../state/state.ts";
import { githubAccount, testRouter, weather } from "../testing/test-router.ts";
import { createRunLog, type NewRunLogEntry, type RunLogEntry } from "./run-log.ts";

test("lists every run in code and for callers of the same project", async () => {
  const router = testRouter({
    accounts: [githubAccount],
    projects: [{ id: "proj_2", apiKey: "ak_2" }],
    scopedKeys: [{ key: "ak_w", areas: ["sessions:write"] }],
  });
  const session = await router.session();
  await session.execute("GITHUB_LIST_ISSUES", { limit: 1 });
  await session.execute("GITHUB_LIST_ISSUES", { limit: "x" });
  await session.execute("NOPE", {});
  await session.executeMeta("COMPOSIO_GET_TOOL_SCHEMAS", { tool_slugs: ["x"] });
  const seen = (await router.runs()).map(({ tool, account, outcome, error }) => [tool, account, outcome, error]);
  expect(seen).toEqual([
    ["COMPOSIO_GET_TOOL_SCHEMAS", null, "ok", null],
    ["NOPE", null, "refused", "No tool is called NOPE"],
    ["GITHUB_LIST_ISSUES", "ca_seed", "error", "Invalid arguments: 'limit' must be integer"],
    ["GITHUB_LIST_ISSUES", "ca_seed", "ok", null],
  ]);
  expect(await router.runs({ outcome: "ok", tool: "GITHUB_LIST_ISSUES" })).toEqual([
    {
      id: "log_000001",
      project: "proj_local",
      session: session.session_id,
      user_id: "user_1",
      tool: "GITHUB_LIST_ISSUES",
      account: "ca_seed",
      arguments: { limit: 1 },
      outcome: "ok",
      error: null,
      started_at: "2026-01-01T00:00:00.000Z",
      duration_ms: 0,
      messages: [],
    },
  ]);
  expect(await router.runs({ userId: "user_1" })).toHaveLength(4);
  expect(await router.runs({ userId: "user_2" })).toEqual([]);
  const read = async (key: string, query = "") => {
    const response = await router.fetch(`${router.baseUrl}/_local/logs${query}`, { headers: { "x-api-key": key } });
    const body = (await response.json()) as { items?: RunLogEntry[] };
    return [response.status, body.items?.map(({ id }) => id)];
  };
  expect(await read(router.apiKey, "?outcome=refused")).toEqual([200, ["log_000003"]]);
  expect(await read(router.apiKey, "?user_id=user_2")).toEqual([200, []]);
  expect(await read(router.apiKey, "?limit=2")).toEqual([200, ["log_000004", "log_000003"]]);
  expect([await read("ak_2"), await read("nope"), await read("ak_w")]).toEqual([
    [200, []],
    [401, undefined],
    [403, undefined],
  ]);
  expect([await read(router.apiKey, "?limit=x"), await read(router.apiKey, "?outcome=fail")]).toEqual([
    [400, undefined],
    [400, undefined],
  ]);
  const misspelled = await router.request("GET", "/../../_local/logs?sesion=x");
  expect(misspelled.body.error.errors).toEqual([
    'query: Unknown field "sesion". Did you mean "session"? Fields: project, session, user_id, tool, account, outcome.',
  ]);
  await expect(router.runs({ tols: "NOPE" } as never)).rejects.toThrow('filter: Unknown field "tols".');
  await expect(router.runs({ outcome: "failed" } as never)).rejects.toThrow(
    'filter.outcome must be "ok" or "error" or "refused"',
  );
  await router.reset();
  expect(await router.runs()).toEqual([]);
});

test("records messages, duration and the original arguments", async () => {
  const router = testRouter({
    toolkits: [
      weather((args, { log }) => {
        log("looking");
        router.clock.advance(250);
        args["city"] = "changed";
        args["more"] = "x".repeat(9);
        return {};
      }),
    ],
  });
  const session = await router.session();
  await session.execute("WEATHER_GET_FORECAST", { city: "Rome" });
  await session.execute("WEATHER_GET_FORECAST", { city: "x".repeat(20_000) });
  const [long, short] = await router.runs();
  expect(short).toMatchObject({ arguments: { city: "Rome" }, messages: ["looking"], duration_ms: 250 });
  expect(JSON.stringify(long?.arguments).length).toBeLessThan(1000);
});

test("truncates messages and errors of a tool", async () => {
  const router = testRouter({
    toolkits: [
      weather((_, { log }) => {
        for (let line = 0; line < 5000; line++) log(line % 2 === 0 ? "" : "x".repeat(1_000_000));
        throw new Error("y".repeat(1_000_000));
      }),
    ],
  });
  const session = await router.session();
  const { body } = await session.execute("WEATHER_GET_FORECAST", {});
  expect(body.error).toHaveLength(1_000_000);
  const [run] = await router.runs();
  expect(JSON.stringify(run).length).toBeLessThan(25_000);
  expect(run?.messages).toEqual([
    "",
    expect.stringMatching(/^x{10000}\.\.\.990000 more characters$/),
    "...later messages are not kept: a run keeps 1000 messages and 10000 characters",
  ]);
});

test("limits the number of messages", async () => {
  const router = testRouter({
    toolkits: [
      weather((_, { log }) => {
        for (let line = 0; line < 5000; line++) log("");
      }),
    ],
  });
  await (await router.session()).execute("WEATHER_GET_FORECAST", {});
  expect((await router.runs())[0]?.messages).toHaveLength(1001);
});

test("converts logged values to strings", async () => {
  const circle: Record<string, unknown> = { n: 1n };
  circle["again"] = circle;
  const lines: unknown[] = [new Error("broken"), circle, undefined, 3];
  const router = testRouter({
    toolkits: [
      weather((_, { log }) => {
        for (const line of lines) log(line as string);
        return {};
      }),
    ],
  });
  const session = await router.session();
  expect((await session.execute("WEATHER_GET_FORECAST", { city: "Rome" })).status).toBe(200);
  expect((await router.runs())[0]?.messages).toEqual([
    expect.stringMatching(/^Error: broken/),
    "<ref *1> { n: 1n, again: [Circular *1] }",
    "undefined",
    "3",
  ]);
});

test("keeps the newest runs", async () => {
  const log = createRunLog(createState(memoryStore(), undefined));
  for (let index = 0; index < 25_000; index++) await log.add({ id: String(index), arguments: "{}" } as NewRunLogEntry);
  const kept = await log.list();
  expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([10_000, "24999", "15000"]);
});
