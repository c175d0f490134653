import { createToolRouter, type SessionHandle, type Tool, type ToolRouter, type ToolRouterOptions } from "../index.ts";
import type { OperationName } from "./all-operations.ts";
import { faultHeader, type FaultServer, labelHeader, type Received } from "./fault-server.ts";

/**
 * How a call may be retried: a `read` and a `delete` safely, and a 404 for a repeated `delete` is success. A `write` is not
 * retried if it may have run, and a 409 for a `patch` means that nothing changed. `raw` is the raw client, without retries.
 */
export type Kind = "read" | "post read" | "delete" | "write" | "patch" | "raw";

export interface Asked {
  readonly name: string;
  readonly kind: Kind;
  readonly operation: OperationName | undefined;
  readonly method: string;
  readonly run: (session: SessionHandle, router: ToolRouter) => Promise<unknown>;
}

const tool = (annotations: Tool["annotations"]): Tool => ({
  slug: "A_TOOL",
  name: "A tool",
  description: "",
  inputSchema: {},
  outputSchema: {},
  toolkit: { slug: "a", name: "A" },
  tags: [],
  annotations,
  version: "",
  raw: { slug: "A_TOOL" } as never,
});

const all = async (items: AsyncIterable<unknown>): Promise<unknown[]> => {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
};

const asked = (
  name: string,
  kind: Kind,
  operation: OperationName | undefined,
  method: string,
  run: Asked["run"],
): Asked => ({ name, kind, operation, method, run });

const readOnly = tool({ readOnly: true });
const idempotent = tool({ idempotent: true });
const destructive = tool({ destructive: true });

/** Every method of the client, and all ways to run a tool. */
export const calls: readonly Asked[] = [
  asked("sessions.create", "write", "createSession", "POST", (_, router) => router.sessions.create("user_1")),
  asked("sessions.get", "read", "getSession", "GET", (_, router) => router.sessions.get("trs_1")),
  asked("update", "patch", "updateSession", "PATCH", (session) => session.update({ toolkits: ["a"] })),
  asked("delete", "delete", "deleteSession", "DELETE", (session) => session.delete()),
  asked("attach", "post read", "attachSession", "POST", (session) => session.attach()),
  asked("history", "read", "listHistory", "GET", (session) => all(session.history())),
  asked("tools", "read", "listSessionTools", "GET", (session) => session.tools()),
  asked("toolkits", "read", "listSessionToolkits", "GET", (session) => all(session.toolkits())),
  asked("search", "post read", "search", "POST", (session) => session.search("send a letter")),
  asked("execute(slug)", "write", "execute", "POST", (session) => session.execute("A_TOOL", { text: "é" })),
  asked("execute(destructive tool)", "write", "execute", "POST", (session) => session.execute(destructive)),
  asked("execute(read-only tool)", "post read", "execute", "POST", (session) => session.execute(readOnly)),
  asked("execute(idempotent tool)", "post read", "execute", "POST", (session) => session.execute(idempotent)),
  asked("execute(slug, repeatable)", "post read", "execute", "POST", (session) =>
    session.execute("A_TOOL", {}, { retry: { repeatable: true } }),
  ),
  asked("execute(read-only, not repeatable)", "write", "execute", "POST", (session) =>
    session.execute(readOnly, {}, { retry: { repeatable: false } }),
  ),
  asked("execute(reading meta tool)", "post read", "execute", "POST", (session) =>
    session.execute("COMPOSIO_SEARCH_TOOLS", { queries: [] }),
  ),
  asked("executeMeta(reading)", "post read", "executeMeta", "POST", (session) =>
    session.executeMeta("COMPOSIO_GET_TOOL_SCHEMAS", { tool_slugs: ["A_TOOL"] }),
  ),
  asked("executeMeta(waiting)", "post read", "executeMeta", "POST", (session) =>
    session.executeMeta("COMPOSIO_WAIT_FOR_CONNECTIONS", { toolkits: ["a"] }),
  ),
  asked("executeMeta(workbench)", "write", "executeMeta", "POST", (session) =>
    session.executeMeta("COMPOSIO_REMOTE_BASH_TOOL", { command: "true" }),
  ),
  asked("executeMeta(connections)", "write", "executeMeta", "POST", (session) =>
    session.executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits: ["a"] }),
  ),
  asked("executeMany(slugs)", "write", "execute", "POST", (session) => settled(session, ["A_TOOL", readOnly])),
  asked("executeMany(read-only tools)", "post read", "execute", "POST", (session) =>
    settled(session, [readOnly, idempotent]),
  ),
  asked("link", "write", "link", "POST", (session) => session.link("a")),
  asked("ensureConnected", "read", "listSessionToolkits", "GET", (session) => session.ensureConnected("a")),
  asked("proxy(GET)", "write", "proxy", "POST", (session) =>
    session.proxy({ toolkit_slug: "a", endpoint: "/x", method: "GET" } as never),
  ),
  asked("files.list", "read", "listFiles", "GET", (session) => all(session.files.list())),
  asked("files.upload", "write", "createUploadUrl", "POST", (session) => session.files.upload("a.txt", "text")),
  asked("files.download", "post read", "createDownloadUrl", "POST", async (session) =>
    (await session.files.download("a.txt")).text(),
  ),
  asked("files.delete", "post read", "deleteFile", "POST", (session) => session.files.delete("a.txt")),
  asked("connectedAccounts.get", "read", "getAccount", "GET", (_, router) => router.connectedAccounts.get("ca_1")),
  asked("connectedAccounts.list", "read", "listAccounts", "GET", (_, router) => all(router.connectedAccounts.list())),
  asked("connectedAccounts.delete", "delete", "deleteAccount", "DELETE", (_, router) =>
    router.connectedAccounts.delete("ca_1"),
  ),
  asked("connectedAccounts.update", "patch", "updateAccount", "PATCH", (_, router) =>
    router.connectedAccounts.update("ca_1", { alias: "work" }),
  ),
  asked("connectedAccounts.disable", "patch", "setAccountStatus", "PATCH", (_, router) =>
    router.connectedAccounts.disable("ca_1"),
  ),
  asked("connectedAccounts.refresh", "write", "refreshAccount", "POST", (_, router) =>
    router.connectedAccounts.refresh("ca_1"),
  ),
  asked("connectedAccounts.revoke", "write", "revokeAccount", "POST", (_, router) =>
    router.connectedAccounts.revoke("ca_1"),
  ),
  asked("connectedAccounts.link", "write", "linkAccount", "POST", (_, router) =>
    router.connectedAccounts.link({ auth_config_id: "ac_1", user_id: "user_1" }),
  ),
  asked("authConfigs.list", "read", "listAuthConfigs", "GET", (_, router) => all(router.authConfigs.list())),
  asked("authConfigs.get", "read", "getAuthConfig", "GET", (_, router) => router.authConfigs.get("ac_1")),
  asked("authConfigs.create", "write", "createAuthConfig", "POST", (_, router) =>
    router.authConfigs.create({ toolkit: { slug: "a" } }),
  ),
  asked("authConfigs.update", "patch", "updateAuthConfig", "PATCH", (_, router) =>
    router.authConfigs.update("ac_1", { type: "default", name: "work" }),
  ),
  asked("authConfigs.delete", "delete", "deleteAuthConfig", "DELETE", (_, router) => router.authConfigs.delete("ac_1")),
  asked("toolkits.get", "read", "getToolkit", "GET", (_, router) => router.toolkits.get("a")),
  asked("tools.list", "read", "listTools", "GET", (_, router) => all(router.tools.list())),
  asked("tools.get", "read", "getTool", "GET", (_, router) => router.tools.get("A_TOOL")),
  asked("toolkits.list", "read", "listToolkits", "GET", (_, router) => all(router.toolkits.list())),
  asked("uploadToolFile", "write", "requestUpload", "POST", (_, router) =>
    router.uploadToolFile({ tool: readOnly, file: new Uint8Array([1]), name: "a.bin" }),
  ),
  asked("api.GET", "raw", undefined, "GET", (_, router) => raised(router.api.GET("/toolkits"))),
  asked("api.POST", "raw", undefined, "POST", (_, router) =>
    raised(
      router.api.POST("/tool_router/session/{session_id}/search", {
        params: { path: { session_id: "trs_1" } },
        body: { queries: [{ use_case: "send a letter" }] },
      }),
    ),
  ),
  asked("api.DELETE", "raw", undefined, "DELETE", (_, router) =>
    raised(router.api.DELETE("/connected_accounts/{nanoid}", { params: { path: { nanoid: "ca_1" } } })),
  ),
];

/** Rejects with the error of a batch, which its items hold. */
async function settled(session: SessionHandle, tools: readonly (string | Tool)[]): Promise<unknown> {
  const results = await session.executeMany(tools.map((each) => ({ tool: each })));
  const lost = results.find((result) => result.status === "lost");
  if (lost) throw lost.reason;
  return results;
}

/** The raw client returns errors as values. */
async function raised(answer: Promise<{ error?: unknown; response: Response }>): Promise<unknown> {
  const { response, error } = await answer;
  if (error !== undefined || !response.ok) throw Object.assign(new Error("refused"), { status: response.status });
  return response;
}

/** The outcome of one call under one fault. */
export interface Observed {
  /** Number of requests that the router received. */
  readonly sent: number;
  /** `ok`, or the name of the error. */
  readonly outcome: string;
  readonly mayHaveRun: boolean | undefined;
  readonly attempts: number | undefined;
  readonly status: number | undefined;
  readonly error: unknown;
  readonly received: readonly Received[];
  /** Requests received at the presigned URL. */
  readonly stored: readonly Received[];
  /** Number of requests received at the other origin. */
  readonly elsewhere: number;
}

let labels = 0;

/** Faults that last until the attempt times out. */
export const slowFaults: ReadonlySet<string> = new Set([
  "no answer",
  "no end of the headers",
  "no body after the headers",
  "a trickle",
]);

/** Node's `fetch` itself repeats a GET after a 421. */
export const isRepeatedByNode = (fault: string, method: string, fetchName: string): boolean =>
  fault === "421" && method === "GET" && fetchName === "fetch";

/** Makes one call under one of the server's faults, or `connection refused`. Mock `Math.random` to control delays. */
export async function observe(
  server: FaultServer,
  call: Pick<Asked, "run">,
  fault: string,
  options: ToolRouterOptions = {},
): Promise<Observed> {
  const label = `call-${++labels}`;
  const router = createToolRouter({
    apiKey: "ak_fault_matrix_key",
    baseUrl: fault === "connection refused" ? server.refusingOrigin : server.origin,
    // Short for faults that hang; long for others, so that they do not time out on a busy machine.
    timeout: slowFaults.has(fault) ? 1_000 : 30_000,
    maxBytes: 50_000,
    ...options,
    headers: { [faultHeader]: fault, [labelHeader]: label, ...options.headers },
  });
  const error: unknown = await call.run(router.sessions.use("trs_1"), router).then(
    () => undefined,
    (reason: unknown) => reason ?? new Error("rejected with nothing"),
  );
  const facts = (error ?? {}) as Partial<Record<"mayHaveRun" | "attempts" | "status", never>> & { name?: string };
  const received = server.received(label);
  return {
    sent: received.length,
    outcome: error === undefined ? "ok" : (facts.name ?? "no name"),
    mayHaveRun: facts.mayHaveRun,
    attempts: facts.attempts,
    status: facts.status,
    error,
    received,
    stored: server.received(`${label} store`),
    elsewhere: server.receivedElsewhere(label).length,
  };
}
