import { createToolRouter } from "@tool-router/core";
import { undiciFetch } from "@tool-router/core/node";
import { args, key, tool } from "./stub-responses.ts";
import { loadRival } from "./rivals.ts";

type FetchLike = typeof globalThis.fetch;

/** Runs a tool of session `trs_1` and resolves with the parsed response. */
export type Execute = () => Promise<unknown>;

const names = [
  "fetch",
  "fetch with a timeout",
  "@tool-router/core",
  "openapi-fetch",
  "@composio/client",
  "@composio/core",
] as const;
/** Clients with their own transport. They can only be measured over a connection. */
const ownTransportNames = ["undici.request", "@tool-router/core, undiciFetch"] as const;
export type ClientName = (typeof names)[number] | (typeof ownTransportNames)[number];
export const clientNames: readonly ClientName[] = names;
export const networkClientNames: readonly ClientName[] = [...names, ...ownTransportNames];

/** Clients that run a tool over HTTP, each used as documented, with telemetry off. */
const clients: Record<ClientName, (origin: string, fetch: FetchLike) => Execute | Promise<Execute>> = {
  fetch(origin, fetch): Execute {
    const headers = { "x-api-key": key, "content-type": "application/json" };
    const url = `${origin}/api/v3/tool_router/session/trs_1/execute`;
    return async () => {
      const body = JSON.stringify({ tool_slug: tool, arguments: args });
      const response = await fetch(url, { method: "POST", headers, body });
      if (!response.ok) throw new Error(String(response.status));
      return response.json();
    };
  },

  /** A plain `fetch` with the timeout that every client has. */
  "fetch with a timeout"(origin, fetch): Execute {
    const headers = { "x-api-key": key, "content-type": "application/json" };
    const url = `${origin}/api/v3/tool_router/session/trs_1/execute`;
    return async () => {
      const body = JSON.stringify({ tool_slug: tool, arguments: args });
      const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(60_000) });
      if (!response.ok) throw new Error(String(response.status));
      return response.json();
    };
  },

  async "undici.request"(origin): Promise<Execute> {
    const { request } = await loadRival("undici");
    const headers = { "x-api-key": key, "content-type": "application/json" };
    const url = `${origin}/api/v3/tool_router/session/trs_1/execute`;
    return async () => {
      const text = JSON.stringify({ tool_slug: tool, arguments: args });
      const { statusCode, body } = await request(url, { method: "POST", headers, body: text });
      if (statusCode !== 200) throw new Error(String(statusCode));
      return body.json();
    };
  },

  "@tool-router/core, undiciFetch"(origin): Execute {
    const session = createToolRouter({ apiKey: key, baseUrl: origin, fetch: undiciFetch() }).sessions.use("trs_1");
    return () => session.execute(tool, args);
  },

  "@tool-router/core"(origin, fetch): Execute {
    const session = createToolRouter({ apiKey: key, baseUrl: origin, fetch }).sessions.use("trs_1");
    return () => session.execute(tool, args);
  },

  async "openapi-fetch"(origin, fetch): Promise<Execute> {
    const { default: createClient } = await loadRival("openapi-fetch");
    const client = createClient({ baseUrl: `${origin}/api/v3`, fetch, headers: { "x-api-key": key } });
    const params = { path: { session_id: "trs_1" } };
    return async () => {
      const body = { tool_slug: tool, arguments: args };
      const { data } = await client.POST("/tool_router/session/{session_id}/execute", { params, body });
      return data;
    };
  },

  async "@composio/client"(origin, fetch): Promise<Execute> {
    const { Composio } = await loadRival("@composio/client");
    const client = new Composio({ apiKey: key, baseURL: origin, fetch });
    return () => client.toolRouter.session.execute("trs_1", { tool_slug: tool, arguments: args });
  },

  async "@composio/core"(origin, fetch): Promise<Execute> {
    process.env["COMPOSIO_LOG_LEVEL"] = "silent";
    const { Composio } = await loadRival("@composio/core");
    const composio = new Composio({ apiKey: key, baseURL: origin, allowTracking: false });
    // It has no fetch option: it reads the global one on each call.
    const use = <Result>(work: () => Result): Result => {
      globalThis.fetch = fetch;
      return work();
    };
    const session = await use(() => composio.toolRouter.use("trs_1"));
    return () => use(() => session.execute(tool, args));
  },
};

/** Prepares the named clients. Each is verified with one call. */
export async function prepareClients(
  origin: string,
  fetch: FetchLike,
  which: readonly ClientName[] = clientNames,
): Promise<Record<string, Execute>> {
  const ready: Record<string, Execute> = {};
  for (const name of which) ready[name] = await prepareClient(name, origin, fetch);
  return ready;
}

export async function prepareClient(name: ClientName, origin: string, fetch: FetchLike): Promise<Execute> {
  const execute = await clients[name](origin, fetch);
  const { data } = (await execute()) as { data?: { number?: number } };
  if (data?.number !== 42) throw new Error(`${name} returned an unexpected result.`);
  return execute;
}
