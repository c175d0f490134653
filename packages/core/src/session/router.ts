import type { components, paths } from "@tool-router/openapi";
import type { Client } from "openapi-fetch";
import { ToolRouterError } from "../errors/errors.ts";
import { aString, callRules, checkOptions, type RulesFor } from "../errors/options.ts";
import type { ToolFile, UploadedToolFile } from "../files/files.ts";
import { loadFileTransfer } from "../files/session-files.ts";
import type { Access } from "../http/access.ts";
import type { CallOptions } from "../http/call-options.ts";
import { globalFetch } from "../http/fetch.ts";
import { createHttp } from "../http/http.ts";
import { operations } from "../http/operations.ts";
import { listPages } from "../http/paginate.ts";
import { createTransport } from "../http/transport.ts";
import { type Tool, toTool } from "../tools/tool.ts";
import type { AuthConfigMethods } from "./auth-configs.ts";
import type { ConnectedAccountMethods } from "./connected-accounts.ts";
import { lazily } from "./lazily.ts";
import {
  type AccountsQuery,
  accountsRules,
  type AuthConfigsQuery,
  authConfigsRules,
  type CatalogToolkitsQuery,
  catalogToolkitsRules,
  type ListItem,
  type ToolsQuery,
  toolsRules,
} from "./list-queries.ts";
import { resolveRouterOptions, type ToolRouterOptions } from "./router-options.ts";
import { createSession, createSessionHandle, type SessionContext } from "./session.ts";
import { type SessionConfigInput, toWireConfig } from "./session-config.ts";
import type { Session, SessionHandle } from "./session-handle.ts";
import {
  checkSessionId,
  type CustomOptions,
  type HandleOptions,
  handleRules,
  type SessionOptions,
  sessionRules,
} from "./session-options.ts";

type Schemas = components["schemas"];

/** A client of one tool router. */
export interface ToolRouter {
  readonly sessions: {
    /** Creates a session for one of your users. */
    create(userId: string, config?: SessionConfigInput, options?: SessionOptions): Promise<Session>;
    /** Fetches a session. */
    get(id: string, options?: SessionOptions): Promise<Session>;
    /** Returns a session by its id, without sending a request. */
    use(id: string, options?: HandleOptions): SessionHandle;
    /** Deletes a session. The user's connected accounts stay. */
    delete(id: string, options?: CallOptions): Promise<Schemas["SessionDeleted"]>;
  };
  readonly connectedAccounts: ConnectedAccountMethods & {
    list(query?: AccountsQuery): AsyncIterable<ListItem<"listAccounts">>;
  };
  readonly authConfigs: AuthConfigMethods & {
    list(query?: AuthConfigsQuery): AsyncIterable<Schemas["AuthConfig"]>;
  };
  /** The router's catalog of toolkits, independent of sessions. */
  readonly toolkits: {
    get(slug: string, options?: VersionOptions): Promise<Schemas["ToolkitDetails"]>;
    list(query?: CatalogToolkitsQuery): AsyncIterable<Schemas["Toolkit"]>;
  };
  /** The router's catalog of app tools, independent of sessions. */
  readonly tools: {
    get(slug: string, options?: VersionOptions): Promise<Tool>;
    list(query?: ToolsQuery): AsyncIterable<Tool>;
  };
  /** Uploads a file for one tool. The result is the value of a `file_uploadable` argument. */
  uploadToolFile(file: ToolFile, options?: CallOptions): Promise<UploadedToolFile>;
  /**
   * The whole API as a typed `openapi-fetch` client, for operations without a method. Same credential, timeout, limits and
   * redirect rules, but no retries. Error responses are values: `{ data, error, response }`.
   */
  readonly api: Client<paths>;
}

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/**
 * Creates a client. Sends no request.
 *
 * @example
 * ```ts
 * import { createToolRouter } from "@tool-router/core";
 *
 * const router = createToolRouter();
 * const session = await router.sessions.create("user_42", { toolkits: ["github"] });
 * const { data, error } = await session.execute("GITHUB_GET_THE_ZEN_OF_GITHUB");
 * ```
 *
 * @throws ToolRouterError for invalid options; the message names the option and never shows a key.
 */
export function createToolRouter(options: ToolRouterOptions = {}): ToolRouter {
  const { credential, baseUrl, headers } = resolveRouterOptions(options);
  const { hooks, maxBytes = DEFAULT_MAX_BYTES } = options;
  const { origin } = new URL(baseUrl.root);
  const fetch = options.fetch ?? globalFetch;
  const transport = createTransport({ fetch, origin, credential, headers, maxBytes, hooks });
  const { api, ...access } = createHttp({ ...options, baseUrl, credential, transport });
  const { version } = baseUrl;
  const contextOf = ({ customTools = [], customToolkits = [] }: CustomOptions): SessionContext => ({
    access,
    version,
    hooks,
    customs: (customTools[0] ?? customToolkits[0])?.together(customTools, customToolkits),
    credentialFor: (url) =>
      credential && URL.canParse(url) && new URL(url).origin === origin
        ? { [credential.header]: credential.value }
        : {},
  });
  const { call } = access;
  return {
    sessions: createSessions(access, contextOf),
    connectedAccounts: {
      list: (query) => listPages(call, operations.listAccounts, query, { name: "list", rules: accountsRules }),
      ...lazily(
        async () => (await import("./connected-accounts.ts")).connectedAccounts(access),
        ["get", "update", "enable", "disable", "refresh", "revoke", "link", "delete"],
      ),
    },
    authConfigs: {
      list: (query) => listPages(call, operations.listAuthConfigs, query, { name: "list", rules: authConfigsRules }),
      ...lazily(
        async () => (await import("./auth-configs.ts")).authConfigs(access, version),
        ["get", "create", "update", "delete"],
      ),
    },
    ...createCatalog(access),
    uploadToolFile: async (...args) => (await loadFileTransfer()).uploadToolFile(access, ...args),
    api,
  };
}

function createSessions(
  { call, secrets }: Access,
  contextOf: (options: CustomOptions) => SessionContext,
): ToolRouter["sessions"] {
  const open = (options: SessionOptions, where: string): { context: SessionContext; limits: CallOptions } => {
    checkOptions(options, sessionRules, where);
    const { customTools, customToolkits, ...limits } = options;
    return { context: contextOf({ customTools, customToolkits }), limits };
  };
  return {
    async create(userId, config = {}, options = {}) {
      if (typeof userId !== "string" || !userId) {
        throw new ToolRouterError("userId must be a non-empty string: your own id for the user of the session.");
      }
      const { context, limits } = open(options, "sessions.create");
      const wireConfig = toWireConfig(config, context.version) as object;
      const body = { ...wireConfig, user_id: userId } as Schemas["SessionCreate"];
      if (context.customs) body.experimental = context.customs.addTo(body.experimental);
      return createSession(context, await call(operations.createSession, { body }, limits));
    },
    async get(id, options = {}) {
      const { context, limits } = open(options, "sessions.get");
      const path = { session_id: checkSessionId(id, secrets) };
      return createSession(context, await call(operations.getSession, { path }, limits));
    },
    use(id, options = {}) {
      checkOptions(options, handleRules, "sessions.use");
      return createSessionHandle(contextOf(options), checkSessionId(id, secrets), options.userId);
    },
    delete: async (id, options) => createSessionHandle(contextOf({}), checkSessionId(id, secrets)).delete(options),
  };
}

interface VersionOptions extends CallOptions {
  /** The version of the tool or toolkit. Default: the router's. */
  readonly version?: string | undefined;
}

const versionRules: RulesFor<VersionOptions> = { version: aString, ...callRules };

function splitOptions(
  options: VersionOptions = {},
  where: string,
): { query: { version?: string | undefined }; limits: CallOptions } {
  checkOptions(options, versionRules, where);
  const { version, ...limits } = options;
  return { query: { version }, limits };
}

function createCatalog({ call }: Access): Pick<ToolRouter, "toolkits" | "tools"> {
  return {
    toolkits: {
      async get(slug, options) {
        const { query, limits } = splitOptions(options, "toolkits.get");
        return call(operations.getToolkit, { path: { slug }, query }, limits);
      },
      list: (query) => listPages(call, operations.listToolkits, query, { name: "list", rules: catalogToolkitsRules }),
    },
    tools: {
      async get(slug, options) {
        const { query, limits } = splitOptions(options, "tools.get");
        return toTool(await call(operations.getTool, { path: { tool_slug: slug }, query }, limits));
      },
      list: (query) => listPages(call, operations.listTools, query, { name: "list", rules: toolsRules, read: toTool }),
    },
  };
}
