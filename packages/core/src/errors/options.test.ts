import { document } from "@tool-router/openapi/document";
import { describe, expect, test } from "vitest";
import {
  createToolRouter,
  defineCustomTool,
  defineCustomToolkit,
  type SessionHandle,
  type ToolRouter,
  ToolRouterError,
} from "../index.ts";
import { checkOptions } from "./options.ts";
import { json, stubFetch } from "../testing/stub-fetch.ts";

const router = (answer: unknown = {}) => {
  const { fetch, seen } = stubFetch(json(answer));
  return { router: createToolRouter({ apiKey: "ak_1", fetch }), seen };
};

/** What a call throws or rejects with, and how many requests it sent. */
async function refusalOf(
  call: (router: ToolRouter, session: SessionHandle) => unknown,
): Promise<{ error: string; sent: number }> {
  const client = router();
  try {
    await call(client.router, client.router.sessions.use("trs_1"));
    return { error: "none", sent: client.seen.length };
  } catch (error) {
    return { error: String(error), sent: client.seen.length };
  }
}

type Case = [name: string, call: (router: ToolRouter, session: SessionHandle) => unknown, message: string];
/** Wrong options: the types refuse them, too. */
const bad = (options: unknown): never => options as never;
const request = { toolkit_slug: "github", endpoint: "/user", method: "GET" } as const;
const tool = { tool: { slug: "A_TOOL", toolkit: { slug: "a" } }, file: new Uint8Array(), name: "a.txt" };

describe("misspelled options", () => {
  test.each<Case>([
    [
      "createToolRouter",
      () => createToolRouter(bad({ apikey: "ak_1" })),
      'Unknown option "apikey". Did you mean "apiKey"? Options: apiKey, userApiKey, orgId, projectId, baseUrl, version, fetch, headers, timeout, maxBytes, retry, hooks, telemetry, allowInsecureHttp.',
    ],
    [
      "createToolRouter: retry",
      () => createToolRouter({ retry: bad({ atempts: 5 }) }),
      'Unknown option "atempts". Did you mean "attempts"? Options: attempts, maxDelay, deadline.',
    ],
    [
      "createToolRouter: hooks",
      () => createToolRouter({ hooks: bad({ onReqest: () => {} }) }),
      'Unknown option "onReqest". Did you mean "onRequest"? Options: onRequest, onResponse, onDeprecation, beforeExecute, afterExecute.',
    ],
    [
      "sessions.create",
      ({ sessions }) => sessions.create("user_1", {}, bad({ customTool: [] })),
      'Unknown option "customTool". Did you mean "customTools"? Options: customTools, customToolkits, signal, timeout, retry.',
    ],
    [
      "sessions.get",
      ({ sessions }) => sessions.get("trs_1", bad({ timeOut: 5 })),
      'Unknown option "timeOut". Did you mean "timeout"? Options: customTools, customToolkits, signal, timeout, retry.',
    ],
    [
      "sessions.use",
      ({ sessions }) => sessions.use("trs_1", bad({ user_id: "user_1" })),
      'Unknown option "user_id". Did you mean "userId"? Options: userId, customTools, customToolkits.',
    ],
    [
      "sessions.delete",
      ({ sessions }) => sessions.delete("trs_1", bad({ singal: 1 })),
      'Unknown option "singal". Did you mean "signal"? Options: signal, timeout, retry.',
    ],
    [
      "connectedAccounts.list",
      ({ connectedAccounts }) => connectedAccounts.list(bad({ userIds: ["user_1"] })),
      'Unknown option "userIds". Did you mean "user_ids"? Options: toolkit_slugs, statuses, user_ids, auth_config_ids, connected_account_ids, account_type, order_by, order_direction, pageSize, limit, signal, timeout, retry.',
    ],
    [
      "connectedAccounts.get",
      ({ connectedAccounts }) => connectedAccounts.get("ca_1", bad({ retires: 5 })),
      'Unknown option "retires". Options: signal, timeout, retry.',
    ],
    [
      "connectedAccounts.update",
      ({ connectedAccounts }) => connectedAccounts.update("ca_1", { alias: "work" }, bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "connectedAccounts.enable",
      ({ connectedAccounts }) => connectedAccounts.enable("ca_1", bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "connectedAccounts.disable",
      ({ connectedAccounts }) => connectedAccounts.disable("ca_1", bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "connectedAccounts.refresh",
      ({ connectedAccounts }) => connectedAccounts.refresh("ca_1", bad({ redirect_url: "https://app.example" })),
      'Unknown option "redirect_url". Did you mean "redirectUrl"? Options: redirectUrl, validateCredentials, signal, timeout, retry.',
    ],
    [
      "connectedAccounts.revoke",
      ({ connectedAccounts }) => connectedAccounts.revoke("ca_1", bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "connectedAccounts.link",
      ({ connectedAccounts }) =>
        connectedAccounts.link({ auth_config_id: "ac_1", user_id: "user_1" }, bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "connectedAccounts.delete",
      ({ connectedAccounts }) => connectedAccounts.delete("ca_1", bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "authConfigs.list",
      ({ authConfigs }) => authConfigs.list(bad({ toolkitSlug: "github" })),
      'Unknown option "toolkitSlug". Did you mean "toolkit_slug"? Options: toolkit_slug, is_composio_managed, show_disabled, search, pageSize, limit, signal, timeout, retry.',
    ],
    [
      "authConfigs.get",
      ({ authConfigs }) => authConfigs.get("ac_1", bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "authConfigs.create",
      ({ authConfigs }) => authConfigs.create({ toolkit: { slug: "github" } }, bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "authConfigs.update",
      ({ authConfigs }) => authConfigs.update("ac_1", bad({}), bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "authConfigs.delete",
      ({ authConfigs }) => authConfigs.delete("ac_1", bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "toolkits.get",
      ({ toolkits }) => toolkits.get("github", bad({ versoin: "1" })),
      'Unknown option "versoin". Did you mean "version"? Options: version, signal, timeout, retry.',
    ],
    [
      "toolkits.list",
      ({ toolkits }) => toolkits.list(bad({ categories: "crm" })),
      'Unknown option "categories". Did you mean "category"? Options: category, managed_by, sort_by, include_deprecated, search, type, pageSize, limit, signal, timeout, retry.',
    ],
    [
      "tools.get",
      ({ tools }) => tools.get("A_TOOL", bad({ versoin: "1" })),
      'Unknown option "versoin". Did you mean "version"? Options: version, signal, timeout, retry.',
    ],
    [
      "tools.list",
      ({ tools }) => tools.list(bad({ toolkit: "github" })),
      'Unknown option "toolkit". Options: toolkit_slug, tool_slugs, auth_config_ids, important, tags, scopes, query, include_deprecated, toolkit_versions, include_pricing, pageSize, limit, signal, timeout, retry.',
    ],
    [
      "uploadToolFile: the file",
      (client) => client.uploadToolFile(bad({ ...tool, mimeType: "text/csv" })),
      'Unknown option "mimeType". Did you mean "mimetype"? Options: tool, file, name, mimetype.',
    ],
    [
      "uploadToolFile: its options",
      (client) => client.uploadToolFile(tool, bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "session.tools",
      (_, session) => session.tools(bad({ limit: 5 })),
      'Unknown option "limit". Options: signal, timeout, retry.',
    ],
    [
      "session.lookUp",
      (_, session) => session.lookUp(["A_TOOL"], bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "session.toolkits",
      (_, session) => session.toolkits(bad({ is_connected: true })),
      'Unknown option "is_connected". Did you mean "isConnected"? Options: isConnected, search, toolkits, pageSize, limit, signal, timeout, retry.',
    ],
    [
      "session.search",
      (_, session) => session.search("open an issue", bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "session.execute",
      (_, session) => session.execute("A_TOOL", {}, bad({ acount: "work" })),
      'Unknown option "acount". Did you mean "account"? Options: account, offload, idempotencyKey, inputResponses, requestState, signal, timeout, retry.',
    ],
    [
      "session.executeMeta",
      (_, session) =>
        session.executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits: [] }, bad({ idempotency_key: "order-7" })),
      'Unknown option "idempotency_key". Did you mean "idempotencyKey"? Options: account, offload, idempotencyKey, inputResponses, requestState, signal, timeout, retry.',
    ],
    [
      "session.executeMany",
      (_, session) => session.executeMany([], bad({ concurency: 2 })),
      'Unknown option "concurency". Did you mean "concurrency"? Options: concurrency, signal, timeout, retry.',
    ],
    [
      "session.executeMany: a call",
      (_, session) => session.executeMany([{ tool: "A_TOOL" }, bad({ tool: "A_TOOL", args: {} })]),
      'Unknown option "args". Options: tool, arguments, account.',
    ],
    [
      "session.link",
      (_, session) => session.link("github", bad({ callback_url: "https://app.example" })),
      'Unknown option "callback_url". Did you mean "callbackUrl"? Options: alias, callbackUrl, signal, timeout, retry.',
    ],
    [
      "session.ensureConnected",
      (_, session) => session.ensureConnected("github", bad({ allias: "work" })),
      'Unknown option "allias". Did you mean "alias"? Options: alias, callbackUrl, signal, timeout, retry.',
    ],
    [
      "session.proxy",
      (_, session) => session.proxy(request, bad({ inputResponse: {} })),
      'Unknown option "inputResponse". Did you mean "inputResponses"? Options: inputResponses, requestState, signal, timeout, retry.',
    ],
    [
      "session.files.list",
      (_, session) => session.files.list(bad({ foler: "reports" })),
      'Unknown option "foler". Did you mean "folder"? Options: folder, pageSize, limit, signal, timeout, retry.',
    ],
    [
      "session.files.upload",
      (_, session) => session.files.upload("a.txt", "a", bad({ mimeType: "text/csv" })),
      'Unknown option "mimeType". Did you mean "mimetype"? Options: mimetype, size, onProgress, signal, timeout, retry.',
    ],
    [
      "session.files.download",
      (_, session) => session.files.download("a.txt", bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "session.files.delete",
      (_, session) => session.files.delete("a.txt", bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "session.update",
      (_, session) => session.update({}, bad({ expected_version: 1 })),
      'Unknown option "expected_version". Did you mean "expectedVersion"? Options: expectedVersion, signal, timeout, retry.',
    ],
    [
      "session.history",
      (_, session) => session.history(bad({ page_size: 5 })),
      'Unknown option "page_size". Did you mean "pageSize"? Options: pageSize, limit, signal, timeout, retry.',
    ],
    [
      "session.attach",
      (_, session) => session.attach(bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "session.delete",
      (_, session) => session.delete(bad({ timeot: 5 })),
      'Unknown option "timeot". Did you mean "timeout"? Options: signal, timeout, retry.',
    ],
    [
      "defineCustomTool",
      () => defineCustomTool(bad({ slug: "a", description: "A", parameters: {}, execute: () => 1 })),
      'Unknown option "parameters". Options: slug, name, description, inputSchema, outputSchema, extendsToolkit, preload, execute.',
    ],
    [
      "defineCustomToolkit",
      () => defineCustomToolkit(bad({ slug: "a", description: "A", tool: [] })),
      'Unknown option "tool". Did you mean "tools"? Options: slug, name, description, tools, preload.',
    ],
    [
      "retry of a call",
      (_, session) => session.tools({ retry: bad({ repeatble: true }) }),
      'Unknown option "repeatble". Did you mean "repeatable"? Options: attempts, maxDelay, deadline, repeatable.',
    ],
    [
      "a name of an inherited member",
      (_, session) => session.tools(bad({ constructor: 1 })),
      'Unknown option "constructor". Options: signal, timeout, retry.',
    ],
    [
      "a name without a value",
      (_, session) => session.execute("A_TOOL", {}, bad({ acount: undefined })),
      'Unknown option "acount". Did you mean "account"? Options: account, offload, idempotencyKey, inputResponses, requestState, signal, timeout, retry.',
    ],
  ])("names the option of %s and sends nothing", async (_, call, message) => {
    expect(await refusalOf(call)).toEqual({ error: `ToolRouterError: ${message}`, sent: 0 });
  });

  test("names the option of link().wait", async () => {
    const { router: client } = router({ redirect_url: "https://link.example", connected_account_id: "ca_1" });
    const link = await client.sessions.use("trs_1").link("github");
    await expect(link.wait(bad({ timeot: 5 }))).rejects.toThrow(
      'Unknown option "timeot". Did you mean "timeout"? Options: timeout, signal.',
    );
  });
});

describe("options of the wrong kind", () => {
  test.each<Case>([
    [
      "a bare key",
      () => createToolRouter(bad("ak_secret_123")),
      "createToolRouter takes an object, such as { apiKey: … }. Got a string.",
    ],
    [
      "options of null",
      () => createToolRouter(bad(null)),
      "createToolRouter takes an object, such as { apiKey: … }. Got null.",
    ],
    ["a key of null", () => createToolRouter({ apiKey: bad(null) }), "apiKey must be a string. Got null."],
    ["a key in a list", () => createToolRouter({ apiKey: bad(["ak_1"]) }), "apiKey must be a string. Got a list."],
    [
      "a key in an object",
      () => createToolRouter({ apiKey: bad({ key: "ak_1" }) }),
      "apiKey must be a string. Got an object.",
    ],
    [
      "a key from a function",
      () => createToolRouter({ apiKey: bad(() => "ak_1") }),
      "apiKey must be a string. Got a function.",
    ],
    ["a retry of 5", () => createToolRouter({ retry: bad(5) }), "retry must be false or an object. Got 5."],
    ["a retry of true", () => createToolRouter({ retry: bad(true) }), "retry must be false or an object. Got true."],
    [
      "no attempts",
      () => createToolRouter({ retry: { attempts: 0 } }),
      "attempts must be a number of at least 1. Got 0.",
    ],
    [
      "a negative delay",
      () => createToolRouter({ retry: { maxDelay: -1 } }),
      "maxDelay must be a number of at least 0. Got -1.",
    ],
    [
      "no deadline",
      () => createToolRouter({ retry: { deadline: 0 } }),
      "deadline must be a number of milliseconds above 0. Got 0.",
    ],
    [
      "a repeatable router",
      () => createToolRouter({ retry: bad({ repeatable: true }) }),
      'Unknown option "repeatable". Options: attempts, maxDelay, deadline.',
    ],
    ["a fetch of text", () => createToolRouter({ fetch: bad("fetch") }), "fetch must be a function. Got a string."],
    [
      "headers in a list",
      () => createToolRouter({ headers: bad([["a", "b"]]) }),
      "headers must be an object. Got a list.",
    ],
    [
      "a text as timeout",
      () => createToolRouter({ timeout: bad("5s") }),
      "timeout must be a number of milliseconds above 0, or Infinity. Got a string.",
    ],
    ["no bytes", () => createToolRouter({ maxBytes: Number.NaN }), "maxBytes must be a number above 0. Got NaN."],
    [
      "a hook of text",
      () => createToolRouter({ hooks: { onRequest: bad("log") } }),
      "onRequest must be a function or a list of functions. Got a string.",
    ],
    [
      "a hook in a list",
      () => createToolRouter({ hooks: { afterExecute: bad([() => {}, 5]) } }),
      "afterExecute must be a function or a list of functions. Got a list.",
    ],
    ["hooks in a list", () => createToolRouter({ hooks: bad([]) }), "hooks must be an object. Got a list."],
    [
      "telemetry as an object",
      () => createToolRouter({ telemetry: bad({}) }),
      "telemetry must be a function. Got an object.",
    ],
    [
      "a flag of text",
      () => createToolRouter({ allowInsecureHttp: bad("yes") }),
      "allowInsecureHttp must be a boolean. Got a string.",
    ],

    [
      "sessions.create without a user",
      ({ sessions }) => sessions.create(bad({ userId: "user_1" })),
      "userId must be a non-empty string: your own id for the user of the session.",
    ],
    [
      "a configuration in a list",
      ({ sessions }) => sessions.create("user_1", bad(["github"])),
      "config must be an object. Got a list.",
    ],
    [
      "a configuration of null",
      ({ sessions }) => sessions.create("user_1", bad(null)),
      "config must be an object. Got null.",
    ],
    [
      "arguments as JSON text",
      (_, session) => session.execute("A_TOOL", bad('{"id":1}')),
      "arguments must be an object. Got a string.",
    ],
    [
      "arguments in a list",
      (_, session) => session.execute("A_TOOL", bad([1])),
      "arguments must be an object. Got a list.",
    ],
    ["a patch of text", (_, session) => session.update(bad("github")), "config must be an object. Got a string."],
    [
      "sessions.create options",
      ({ sessions }) => sessions.create("user_1", {}, bad([])),
      "sessions.create takes an object, such as { customTools: … }. Got a list.",
    ],
    [
      "sessions.get options",
      ({ sessions }) => sessions.get("trs_1", bad("user_1")),
      "sessions.get takes an object, such as { customTools: … }. Got a string.",
    ],
    [
      "sessions.use options",
      ({ sessions }) => sessions.use("trs_1", bad("user_1")),
      "sessions.use takes an object, such as { userId: … }. Got a string.",
    ],
    [
      "a user id of a number",
      ({ sessions }) => sessions.use("trs_1", { userId: bad(42) }),
      "userId must be a string. Got 42.",
    ],
    [
      "custom tools in an object",
      ({ sessions }) => sessions.use("trs_1", { customTools: bad({}) }),
      "customTools must be a list of tools from defineCustomTool. Got an object.",
    ],

    [
      "a query of text",
      ({ tools }) => tools.list(bad("github")),
      "list takes an object, such as { toolkit_slug: … }. Got a string.",
    ],
    [
      "a list of text",
      ({ connectedAccounts }) => connectedAccounts.list({ user_ids: bad("user_1") }),
      "user_ids must be a list. Got a string.",
    ],
    [
      "a limit below 0",
      ({ toolkits }) => toolkits.list({ limit: -1 }),
      "limit must be a whole number above 0. Got -1.",
    ],
    [
      "an empty page",
      ({ authConfigs }) => authConfigs.list({ pageSize: 0 }),
      "pageSize must be a whole number above 0. Got 0.",
    ],
    [
      "refresh options",
      ({ connectedAccounts }) => connectedAccounts.refresh("ca_1", bad("https://app.example")),
      "refresh takes an object, such as { redirectUrl: … }. Got a string.",
    ],

    [
      "execute options",
      (_, session) => session.execute("A_TOOL", {}, bad("work")),
      "execute takes an object, such as { account: … }. Got a string.",
    ],
    [
      "execute options of null",
      (_, session) => session.execute("A_TOOL", {}, bad(null)),
      "execute takes an object, such as { account: … }. Got null.",
    ],
    [
      "an account in an object",
      (_, session) => session.execute("A_TOOL", {}, { account: bad({ id: "ca_1" }) }),
      "account must be a string. Got an object.",
    ],
    [
      "an offload of text",
      (_, session) => session.execute("A_TOOL", {}, { offload: bad("yes") }),
      "offload must be a boolean. Got a string.",
    ],
    [
      "a numeric idempotency key",
      (_, session) => session.execute("A_TOOL", {}, { idempotencyKey: bad(7) }),
      "idempotencyKey must be a string. Got 7.",
    ],
    [
      "answers in a list",
      (_, session) => session.execute("A_TOOL", {}, { inputResponses: bad([]) }),
      "inputResponses must be an object. Got a list.",
    ],
    [
      "a state in an object",
      (_, session) => session.proxy(request, { requestState: bad({}) }),
      "requestState must be a string. Got an object.",
    ],
    [
      "a signal that is a controller",
      (_, session) => session.tools({ signal: bad(new AbortController()) }),
      "signal must be an AbortSignal. Got an object.",
    ],
    [
      "a timeout of 0",
      (_, session) => session.tools({ timeout: 0 }),
      "timeout must be a number of milliseconds above 0, or Infinity. Got 0.",
    ],
    [
      "a retry of a call",
      (_, session) => session.execute("A_TOOL", {}, { retry: bad(5) }),
      "retry must be false or an object. Got 5.",
    ],
    [
      "options of a call",
      (_, session) => session.tools(bad("all")),
      "This call takes an object, such as { signal: … }. Got a string.",
    ],
    [
      "a missing tool",
      (_, session) => session.execute(bad(undefined)),
      "Expected a slug such as GITHUB_CREATE_AN_ISSUE, or a Tool of session.tools().",
    ],
    [
      "undefined calls",
      (_, session) => session.executeMany([bad(undefined)]),
      "calls[0] takes an object, such as { tool: … }. Got undefined.",
    ],
    [
      "arguments of text",
      (_, session) => session.executeMany([{ tool: "A_TOOL", arguments: bad("{}") }]),
      "arguments must be an object. Got a string.",
    ],
    [
      "a flag in a query",
      (_, session) => session.toolkits({ isConnected: bad("yes") }),
      "isConnected must be a boolean. Got a string.",
    ],
    [
      "a version of text",
      (_, session) => session.update({}, { expectedVersion: bad("3") }),
      "expectedVersion must be a number above 0. Got a string.",
    ],
    [
      "an alias of a number",
      (_, session) => session.link("github", { alias: bad(1) }),
      "alias must be a string. Got 1.",
    ],
    [
      "link options",
      (_, session) => session.ensureConnected("github", bad("work")),
      "ensureConnected takes an object, such as { alias: … }. Got a string.",
    ],
    [
      "progress for a text",
      (_, session) => session.files.upload("a.txt", "a", { onProgress: bad("log") }),
      "onProgress must be a function. Got a string.",
    ],
    [
      "an undefined file",
      (client) => client.uploadToolFile(bad(undefined)),
      "uploadToolFile takes an object, such as { tool: … }. Got undefined.",
    ],
    [
      "defineCustomTool",
      () => defineCustomTool(bad("a")),
      "defineCustomTool takes an object, such as { slug: … }. Got a string.",
    ],
    [
      "tools of another kind",
      () => defineCustomToolkit({ slug: "a", description: "A", tools: bad([{ slug: "b" }]) }),
      "tools must be a list of tools from defineCustomTool. Got a list.",
    ],
  ])("names the option and sends nothing: %s", async (_, call, message) => {
    expect(await refusalOf(call)).toEqual({ error: `ToolRouterError: ${message}`, sent: 0 });
  });

  test("never shows the value, which may be a key", () => {
    const key = "ak_secret_123";
    for (const options of [key, [key], { apiKey: [key] }, { fetch: key }, { retry: key }, { headers: key }]) {
      expect(() => createToolRouter(bad(options))).toThrow(ToolRouterError);
      expect(() => createToolRouter(bad(options))).not.toThrow(key);
    }
  });
});

describe("session ids", () => {
  const expected = 'Expected the id of a session, such as "trs_1a2b3c". Got';
  const ids: [id: unknown, message: string][] = [
    ["", `${expected} "".`],
    ["ca_1", `${expected} "ca_1".`],
    ["https://mcp.example/trs_1", `${expected} "https://mcp.example/trs_1".`],
    ["ak_secret_123", `${expected} "[redacted]".`],
    [undefined, `${expected} undefined.`],
    [null, `${expected} null.`],
    [5, `${expected} 5.`],
    [["trs_1"], `${expected} a list.`],
    [{ id: "trs_1" }, `${expected} an object. Pass session.id.`],
  ];

  test.each(ids)("rejects %o and sends nothing", async (id, message) => {
    const { fetch, seen } = stubFetch(json({}));
    const { sessions } = createToolRouter({ apiKey: "ak_secret_123", fetch });
    expect(() => sessions.use(bad(id))).toThrow(new ToolRouterError(message));
    await expect(sessions.get(bad(id))).rejects.toThrow(new ToolRouterError(message));
    await expect(sessions.delete(bad(id))).rejects.toThrow(new ToolRouterError(message));
    expect(seen).toEqual([]);
  });
});

test.each<Case>([
  [
    "an account",
    ({ connectedAccounts }) => connectedAccounts.get(bad(undefined)),
    "nanoid must be an id. Got undefined.",
  ],
  ["an auth config", ({ authConfigs }) => authConfigs.delete(""), 'nanoid must be an id. Got "".'],
  ["a toolkit", ({ toolkits }) => toolkits.get(".."), 'slug must be an id. Got "..".'],
])("rejects a missing or invalid id of %s", async (_, call, message) => {
  expect(await refusalOf(call)).toEqual({ error: `ToolRouterError: ${message}`, sent: 0 });
});

describe("keys of a session's configuration", () => {
  const unknown = (key: string, meant: string): string =>
    `Unknown key "${key}" in the session's configuration. Did you mean "${meant}"?`;
  const keys: [config: object, message: string][] = [
    [{ toolkit: ["github"] }, unknown("toolkit", "toolkits")],
    [{ authConfigs: { github: "ac_1" } }, unknown("authConfigs", "auth_configs")],
    [{ manageConnections: true }, unknown("manageConnections", "manage_connections")],
    [{ connectedAccounts: {} }, unknown("connectedAccounts", "connected_accounts")],
    [{ hook: [] }, unknown("hook", "hooks")],
    [
      { manage_connections: { callbackUrl: "https://app.example" } },
      unknown("manage_connections.callbackUrl", "callback_url"),
    ],
    [{ toolkits: { requireApproval: ["github"] } }, unknown("toolkits.requireApproval", "require_approval")],
    [{ experimental: { fastMode: true } }, unknown("experimental.fastMode", "fast_mode")],
  ];

  test.each(keys)("names the misspelled key of %o", async (config, message) => {
    const create = await refusalOf(({ sessions }) => sessions.create("user_1", config));
    expect(create).toEqual({ error: `ToolRouterError: ${message}`, sent: 0 });
    expect(await refusalOf((_, session) => session.update(bad(config)))).toEqual({
      error: `ToolRouterError: ${message}`,
      sent: 0,
    });
  });

  test("sends keys that may be newer than this client", async () => {
    const { router: client, seen } = router({ session_id: "trs_1" });
    const config = { skills: { enable: true }, tools: { MyToolkit: ["A_TOOL"] } };
    await client.sessions.create("user_1", config);
    expect(JSON.parse(seen[0]!.body!)).toMatchObject({
      skills: { enable: true },
      tools: { MyToolkit: { enable: ["A_TOOL"] } },
    });
  });
});

describe("the queries of lists", () => {
  interface Parameter {
    readonly name?: string;
    readonly schema: { readonly type: string; readonly enum?: readonly string[] };
  }
  const samples: Record<string, unknown> = { string: "a", boolean: true, array: ["a", "b"] };
  const lists = [
    ["/connected_accounts", (client: ToolRouter, query: object) => client.connectedAccounts.list(query)],
    ["/tools", (client: ToolRouter, query: object) => client.tools.list(query)],
    ["/toolkits", (client: ToolRouter, query: object) => client.toolkits.list(query)],
    ["/auth_configs", (client: ToolRouter, query: object) => client.authConfigs.list(query)],
  ] as const;
  const documented = lists.flatMap(([path, list]) =>
    (document.paths[path]!.get!.parameters as unknown as readonly Parameter[])
      // The others are the page's own, by reference.
      .filter(({ name }) => name !== undefined && name !== "limit")
      .map(({ name, schema }) => ({ path, list, name: name!, type: schema.type })),
  );

  test.each(documented)("accept $name of $path as documented", async ({ list, name, type }) => {
    const { router: client, seen } = router({ items: [], next_cursor: null });
    for await (const _ of list(client, { [name]: samples[type] })) expect.unreachable();
    expect(new URL(seen[0]!.url).searchParams.get(name)).toBe(String(samples[type]));
    expect(() => list(client, { [name]: 5 })).toThrow(`${name} must be a `);
  });
});

test("checks the options of other packages with checkOptions", () => {
  const rules = { color: ["a color", (value: unknown) => value === "red"] } as const;
  expect(() => checkOptions({ color: "red" }, rules, "paint")).not.toThrow();
  expect(() => checkOptions({ color: undefined }, rules, "paint")).not.toThrow();
  expect(() => checkOptions({ colour: "red" }, rules, "paint")).toThrow(
    'Unknown option "colour". Did you mean "color"? Options: color.',
  );
  expect(() => checkOptions({ color: 5 }, rules, "paint")).toThrow("color must be a color. Got 5.");
  expect(() => checkOptions("red", rules, "paint")).toThrow(
    "paint takes an object, such as { color: … }. Got a string.",
  );
});
