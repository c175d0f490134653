import { createLocalRouter, type LocalRouter } from "@tool-router/local";
import { args, key, tool } from "../stub-responses.ts";
import { honoFetch } from "../in-process.ts";
import { github, githubWithAccounts, manyToolkits } from "../local-toolkits.ts";
import { type Load, sendLoad } from "../load.ts";
import { interleaved, microsecondsEach } from "../rounds.ts";
import { startServer } from "../server-process.ts";
import { ratioTable, type Samples, type Table } from "../table.ts";

const baseline = "a bare Hono handler";
const realFetch = globalThis.fetch;
const sessions = "/api/v3/tool_router/session";

/** Measures the local router relative to a bare Hono handler, and with growing state. */
export async function measure(): Promise<Table[]> {
  return [
    await inProcess(),
    await overSocket(),
    await withConnections(32),
    await withConnections(1000),
    await withSessions(),
    await withAccounts(),
    await searching(),
  ];
}

async function post(fetch: typeof globalThis.fetch, url: string, body: object): Promise<Record<string, unknown>> {
  const headers = { "content-type": "application/json", "x-api-key": key };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  const data = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(data)}`);
  return data;
}

/** Creates a session and returns a function that runs one of its tools. */
async function prepare(fetch: typeof globalThis.fetch, origin: string): Promise<() => Promise<unknown>> {
  const { session_id: id } = await post(fetch, origin + sessions, { user_id: "user_42" });
  const url = `${origin}${sessions}/${String(id)}/execute`;
  return () => post(fetch, url, { tool_slug: tool, arguments: args });
}

const makeRouter = (): LocalRouter => createLocalRouter({ toolkits: [github], apiKey: key });

async function inProcess(): Promise<Table> {
  const router = makeRouter();
  const bare = await prepare(honoFetch, "http://stub.localhost");
  const local = await prepare(router.fetch, router.baseUrl);
  const samples = await interleaved(
    { [baseline]: () => microsecondsEach(2000, bare), "@tool-router/local": () => microsecondsEach(2000, local) },
    { rounds: 15, warmUp: 4 },
  );
  return ratioTable("One tool run on the local router, in process, with plain fetch", baseline, [
    { name: "time", unit: "µs", samples },
  ]);
}

async function overSocket(): Promise<Table> {
  const servers = await Promise.all(["bare", "router"].map((which) => startServer("./local-server.ts", which)));
  try {
    const [bare, local] = await Promise.all(servers.map(({ port }) => prepare(realFetch, `http://127.0.0.1:${port}`)));
    const samples = await interleaved(
      { [baseline]: () => microsecondsEach(400, bare!), "@tool-router/local": () => microsecondsEach(400, local!) },
      { rounds: 15, warmUp: 3 },
    );
    return ratioTable("The same over a socket, with each server in its own process", baseline, [
      { name: "time", unit: "µs", samples },
    ]);
  } finally {
    for (const { stop } of servers) stop();
  }
}

/** Measures concurrent callers, each on its own connection. */
async function withConnections(connections: number): Promise<Table> {
  const programs = { [baseline]: "bare", "@tool-router/local": "router", "the same with sqliteStore": "sqlite" };
  const servers = await Promise.all(Object.values(programs).map((which) => startServer("./local-server.ts", which)));
  try {
    const sends = await Promise.all(
      servers.map(async ({ port }) => {
        const origin = `http://127.0.0.1:${port}`;
        const { session_id: id } = await post(realFetch, origin + sessions, { user_id: "user_42" });
        const request = { port, path: `${sessions}/${String(id)}/execute`, headers: { "x-api-key": key } };
        return async () =>
          sendLoad({ ...request, body: { tool_slug: tool, arguments: args }, connections, requests: 20_000 });
      }),
    );
    const loads = await interleaved(
      Object.fromEntries(Object.keys(programs).map((name, index) => [name, sends[index]!])),
      { rounds: 9 },
    );
    const samples = (quantity: keyof Load): Samples =>
      Object.fromEntries(
        Object.entries(loads).map(([name, measured]) => [name, measured.map((load) => load[quantity])]),
      );
    return ratioTable(`The same with ${connections.toLocaleString("en")} concurrent connections`, baseline, [
      { name: "time per request", unit: "µs", samples: samples("microsecondsEach") },
      { name: "p99", unit: "ms", samples: samples("p99") },
    ]);
  } finally {
    for (const { stop } of servers) stop();
  }
}

/** Measures a run and a session creation in routers with more and more sessions. */
async function withSessions(): Promise<Table> {
  const runs: Record<string, () => Promise<number>> = {};
  const creations: Record<string, () => Promise<number>> = {};
  for (const count of [10, 1_000, 10_000, 100_000]) {
    const router = makeRouter();
    const name = `${count.toLocaleString("en")} sessions`;
    for (let index = 1; index < count; index++) {
      await post(router.fetch, router.baseUrl + sessions, { user_id: `user_${index}` });
    }
    const run = await prepare(router.fetch, router.baseUrl);
    runs[name] = () => microsecondsEach(1000, run);
    creations[name] = () => microsecondsEach(5, () => post(router.fetch, router.baseUrl + sessions, { user_id: "u" }));
  }
  return ratioTable("Local router, by number of sessions", "10 sessions", [
    { name: "a tool run", unit: "µs", samples: await interleaved(runs, { rounds: 9 }) },
    { name: "a new session", unit: "µs", samples: await interleaved(creations, { rounds: 15, warmUp: 10 }) },
  ]);
}

/** Measures a run with an account in routers with more and more accounts, one per user. */
async function withAccounts(): Promise<Table> {
  const runs: Record<string, () => Promise<number>> = {};
  for (const count of [10, 1_000, 10_000, 100_000]) {
    const accounts = Array.from({ length: count }, (_, index) => ({
      userId: `user_${index + 40}`,
      toolkit: "github",
    }));
    const router = createLocalRouter({ toolkits: [githubWithAccounts], apiKey: key, accounts });
    const run = await prepare(router.fetch, router.baseUrl);
    runs[`${count.toLocaleString("en")} accounts`] = () => microsecondsEach(1000, run);
  }
  return ratioTable("Local router, by number of accounts", "10 accounts", [
    { name: "a tool run", unit: "µs", samples: await interleaved(runs, { rounds: 9 }) },
  ]);
}

async function searching(): Promise<Table> {
  const searches: Record<string, () => Promise<number>> = {};
  const starts: Record<string, () => Promise<number>> = {};
  for (const count of [100, 1_000, 10_000]) {
    const name = `${count.toLocaleString("en")} tools`;
    const toolkits = manyToolkits(count);
    const router = createLocalRouter({ toolkits, apiKey: key });
    const { session_id: id } = await post(router.fetch, router.baseUrl + sessions, { user_id: "user_42" });
    const url = `${router.baseUrl}${sessions}/${String(id)}/search`;
    const body = { queries: [{ use_case: "open an issue in a repository" }] };
    searches[name] = () => microsecondsEach(20, () => post(router.fetch, url, body));
    starts[name] = async () => (await microsecondsEach(1, () => createLocalRouter({ toolkits, apiKey: key }))) / 1000;
  }
  return ratioTable("Local router search and startup, by number of tools", "100 tools", [
    { name: "a search", unit: "µs", samples: await interleaved(searches, { rounds: 9 }) },
    { name: "a new router", unit: "ms", samples: await interleaved(starts, { rounds: 5 }) },
  ]);
}
