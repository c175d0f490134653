import type { components, paths } from "@tool-router/openapi";
import type { Client } from "openapi-fetch";
import { credentialHeaders, environmentVariable, resolveCredential } from "./credential.ts";
import type { CustomTool, CustomTools } from "./custom-tool.ts";
import { ToolRouterError } from "./errors.ts";
import type { Fetch } from "./fetch.ts";
import { type ToolFile, transfers, type UploadedToolFile } from "./files.ts";
import type { Hooks } from "./hooks.ts";
import { type CallOptions, checkedTimeout, createHttp } from "./http.ts";
import type { QueryOf, ResultOf } from "./operations.ts";
import { paginate } from "./paginate.ts";
import type { RetryOptions } from "./retry.ts";
import {
  createSession,
  createSessionHandle,
  type ListOptions,
  type Session,
  type SessionContext,
  type SessionHandle,
} from "./session.ts";
import { type SessionConfigInput, toWireConfig } from "./session-config.ts";
import { type Tool, toTool } from "./tool.ts";
import { createTransport } from "./transport.ts";
import { type APIVersion, parseBaseUrl } from "./version.ts";

type Schemas = components["schemas"];

/** Everything is optional. */
export interface ToolRouterOptions {
  /** The project's key. Default: `COMPOSIO_API_KEY` of the environment. */
  readonly apiKey?: string | undefined;
  /** A person's key, instead of `apiKey`. Default: `COMPOSIO_USER_API_KEY` of the environment. */
  readonly userApiKey?: string | undefined;
  /** The organization that a user key acts for; together with `projectId`. */
  readonly orgId?: string | undefined;
  readonly projectId?: string | undefined;
  /**
   * Origin of the router. Default: `COMPOSIO_BASE_URL` of the environment, else
   * `https://backend.composio.dev`. A trailing `/api/v3` or `/api/v3.1` sets `version`.
   */
  readonly baseUrl?: string | undefined;
  /** Default: `"v3"`. */
  readonly version?: APIVersion | undefined;
  /** Used for every request; called with the URL as text. Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Sent with every request to `baseUrl`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds for each attempt, the answer's body included. Default: 60 000, 200 000 for the two workbench tools. */
  readonly timeout?: number | undefined;
  /** The longest answer that is read, in bytes. Default: 64 MiB. */
  readonly maxBytes?: number | undefined;
  /** When calls that failed are sent again; `false`: never. Default: three attempts, where that does no harm. */
  readonly retry?: Omit<RetryOptions, "repeatable"> | false | undefined;
  /** Functions around every request and every run of a tool. */
  readonly hooks?: Hooks | undefined;
  /** Send the credential over plain http to another machine. Default: false. */
  readonly allowInsecureHttp?: boolean | undefined;
}

/** Options of opening a session. */
export interface SessionOptions extends CallOptions {
  /** Tools that run in this process; made by `defineTool`. */
  readonly customTools?: readonly CustomTool[] | undefined;
}

/** Which of the connected accounts to list; `[]` and undefined are all. */
export type AccountsQuery = ListOptions & Omit<QueryOf<"listAccounts"> & object, "limit" | "cursor">;

/** Which of the router's tools to list. */
export type ToolsQuery = ListOptions & Omit<QueryOf<"listTools"> & object, "limit" | "cursor">;

/** Which of the router's toolkits to list. */
export type CatalogueToolkitsQuery = ListOptions & Omit<QueryOf<"listToolkits"> & object, "limit" | "cursor">;

/** A client of one tool router. */
export interface ToolRouter {
  readonly sessions: {
    /** Opens a session for one of your users. Every call makes a new one. */
    create(userId: string, config?: SessionConfigInput, options?: SessionOptions): Promise<Session>;
    /** Fetches a session. */
    get(id: string, options?: SessionOptions): Promise<Session>;
    /** A session by its id, without a request. */
    use(id: string, options?: Pick<SessionOptions, "customTools">): SessionHandle;
    /** Deletes a session. The user's connected accounts stay. */
    delete(id: string, options?: CallOptions): Promise<Schemas["SessionDeleted"]>;
  };
  readonly connectedAccounts: {
    get(id: string, options?: CallOptions): Promise<Schemas["ConnectedAccount"]>;
    list(query?: AccountsQuery): AsyncIterable<ResultOf<"listAccounts">["items"][number]>;
    delete(id: string, options?: CallOptions): Promise<ResultOf<"deleteAccount">>;
  };
  /** The catalogue of toolkits, whatever a session allows. */
  readonly toolkits: { list(query?: CatalogueToolkitsQuery): AsyncIterable<Schemas["Toolkit"]> };
  /** The catalogue of app tools, whatever a session allows. */
  readonly tools: {
    get(slug: string, options?: CallOptions & { readonly version?: string | undefined }): Promise<Tool>;
    list(query?: ToolsQuery): AsyncIterable<Tool>;
  };
  /** Puts a file where a tool can read it; the result is the value of a `file_uploadable` argument. */
  uploadToolFile(file: ToolFile, options?: CallOptions): Promise<UploadedToolFile>;
  /**
   * The whole API as a typed `openapi-fetch` client, for what has no method here: same credential,
   * timeout, limits and redirect rules; nothing is sent twice. Failures are values there: `{ data, error, response }`.
   */
  readonly api: Client<paths>;
}

const hosted = "https://backend.composio.dev";

/**
 * Creates a client. Sends nothing.
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
 * @throws ToolRouterError for options that cannot be used; it names the option and never shows a key.
 */
export function createToolRouter(options: ToolRouterOptions = {}): ToolRouter {
  const { orgId, projectId, timeout, maxBytes = 64 * 1024 * 1024, retry, hooks } = options;
  const credential = resolveCredential(options);
  if ((orgId === undefined) !== (projectId === undefined)) {
    throw new ToolRouterError("orgId and projectId scope a user key together: give both or neither.");
  }
  if (timeout !== undefined) checkedTimeout(timeout);
  if (!(maxBytes > 0)) throw new ToolRouterError(`maxBytes must be a number of bytes above 0; it is ${maxBytes}.`);
  const baseUrl = parseBaseUrl(options.baseUrl ?? environmentVariable("COMPOSIO_BASE_URL") ?? hosted, {
    version: options.version,
    carriesCredential: credential !== undefined,
    allowInsecureHttp: options.allowInsecureHttp ?? false,
  });
  const { origin } = new URL(baseUrl.root);

  if (options.fetch !== undefined && typeof options.fetch !== "function")
    throw new ToolRouterError("fetch must be a function.");
  const headers = Object.entries(options.headers ?? {});
  if (orgId !== undefined && projectId !== undefined) headers.push(["x-org-id", orgId], ["x-project-id", projectId]);
  for (const [name, value] of headers) {
    if (credentialHeaders.some((header) => header === name.toLowerCase())) {
      throw new ToolRouterError(`headers holds ${name}: give the key as apiKey or userApiKey instead.`);
    }
    try {
      void new Headers([[name, value]]);
    } catch {
      // The runtime's own message would quote the value.
      throw new ToolRouterError(
        `headers holds ${JSON.stringify(name)}, which is no header, or has a value that none can have.`,
      );
    }
  }
  // Looked up on each call, so that a test or a tracer may replace the global one later.
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const transport = createTransport({ fetch, origin, credential, headers, maxBytes, hooks });
  const { api, ...access } = createHttp({ baseUrl, timeout, retry, credential, transport });
  const { call } = access;
  const { version } = baseUrl;
  const contextOf = (customTools?: readonly CustomTool[]): SessionContext => ({
    access,
    version,
    hooks,
    customs: toCustomTools(customTools),
    credentialFor: (url) =>
      credential && URL.canParse(url) && new URL(url).origin === origin
        ? { [credential.header]: credential.value }
        : {},
  });

  return {
    sessions: {
      async create(userId, config = {}, { customTools, ...callOptions } = {}) {
        if (typeof userId !== "string" || !userId) {
          throw new ToolRouterError(
            "userId must be a non-empty string: your own id of the user for whom the session acts.",
          );
        }
        const context = contextOf(customTools);
        const body = { ...(toWireConfig(config, version) as object), user_id: userId } as Schemas["SessionCreate"];
        if (context.customs) {
          const { experimental } = body;
          const customs = [...(experimental?.custom_tools ?? []), ...context.customs.wire];
          body.experimental = { ...experimental, custom_tools: customs };
        }
        return createSession(context, await call("createSession", { body }, callOptions));
      },
      async get(id, { customTools, ...callOptions } = {}) {
        const context = contextOf(customTools);
        return createSession(context, await call("getSession", { path: { session_id: id } }, callOptions));
      },
      use: (id, { customTools } = {}) => createSessionHandle(contextOf(customTools), id),
      delete: (id, callOptions) => createSessionHandle(contextOf(), id).delete(callOptions),
    },
    connectedAccounts: {
      get: (id, callOptions) => call("getAccount", { path: { nanoid: id } }, callOptions),
      list: (query) => listed("listAccounts", query),
      delete: (id, callOptions) =>
        call("deleteAccount", { path: { nanoid: id }, gone: { success: true } }, callOptions),
    },
    toolkits: { list: (query) => listed("listToolkits", query) },
    tools: {
      async get(slug, { version: toolVersion, ...callOptions } = {}) {
        const query = { version: toolVersion };
        return toTool(await call("getTool", { path: { tool_slug: slug }, query }, callOptions));
      },
      list: (query) => listed("listTools", query, toTool),
    },
    uploadToolFile: async (...upload) => (await transfers()).uploadToolFile(access, ...upload),
    api,
  };

  function listed<Name extends "listAccounts" | "listTools" | "listToolkits", Read = ResultOf<Name>["items"][number]>(
    name: Name,
    { signal, timeout: perAttempt, retry: again, pageSize, limit, ...query }: ListOptions = {},
    read?: (item: ResultOf<Name>["items"][number]) => Read,
  ): AsyncIterable<Read> {
    const callOptions = { signal, timeout: perAttempt, retry: again };
    return paginate(
      (cursor) => call(name, { query: { ...query, limit: pageSize, cursor } as unknown as QueryOf<Name> }, callOptions),
      { limit, pageSize },
      read,
    );
  }
}

function toCustomTools(tools: readonly CustomTool[] = []): CustomTools | undefined {
  if (tools.every((tool) => (tool as Partial<CustomTool> | null)?.together)) return tools[0]?.together(tools);
  throw new ToolRouterError("customTools takes what defineTool of @tool-router/core makes.");
}
