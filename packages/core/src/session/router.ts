import type { components, paths } from "@tool-router/openapi";
import type { Client } from "openapi-fetch";
import { credentialHeaders, environmentVariable, resolveCredential } from "../http/credential.ts";
import type { CustomTool, CustomToolkit } from "../tools/custom-tool.ts";
import type { AuthConfigMethods } from "./auth-configs.ts";
import type { ConnectedAccountMethods } from "./connected-accounts.ts";
import { ToolRouterError } from "../errors/errors.ts";
import { type Fetch, globalFetch } from "../http/fetch.ts";
import { type ToolFile, transfers, type UploadedToolFile } from "../files/files.ts";
import { hookRules, type Hooks } from "../http/hooks.ts";
import { type CallOptions, createHttp } from "../http/http.ts";
import { operations } from "../http/operations.ts";
import {
  aBoolean,
  aFunction,
  anObject,
  aPositiveNumber,
  aString,
  aTimeout,
  callRules,
  checkOptions,
  type OptionRule,
  retryRule,
  type RulesFor,
  shown,
} from "../errors/options.ts";
import { lazily } from "./lazily.ts";
import {
  type AccountsQuery,
  accountsRules,
  type AuthConfigsQuery,
  authConfigsRules,
  type CatalogueToolkitsQuery,
  catalogueToolkitsRules,
  type ListItem,
  type ToolsQuery,
  toolsRules,
} from "./list-queries.ts";
import { listPages } from "../http/paginate.ts";
import { redact } from "../errors/redact.ts";
import type { RetryOptions } from "../http/retry.ts";
import { createSession, createSessionHandle, type SessionContext } from "./session.ts";
import { type SessionConfigInput, toWireConfig } from "./session-config.ts";
import type { Session, SessionHandle } from "./session-types.ts";
import { type Tool, toTool } from "../tools/tool.ts";
import { createTransport } from "../http/transport.ts";
import { type APIVersion, parseBaseUrl } from "../http/version.ts";

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
  /** Send the credential and files over plain http to another machine. Default: false. */
  readonly allowInsecureHttp?: boolean | undefined;
}

const text: OptionRule = aString;

const routerRules: RulesFor<ToolRouterOptions> = {
  apiKey: text,
  userApiKey: text,
  orgId: text,
  projectId: text,
  baseUrl: text,
  version: text,
  fetch: aFunction,
  headers: anObject,
  timeout: aTimeout,
  maxBytes: aPositiveNumber,
  retry: retryRule,
  hooks: anObject,
  allowInsecureHttp: aBoolean,
};

/** What runs in this process for a session. */
export interface CustomOptions {
  /** Tools that run in this process; made by `defineCustomTool`. */
  readonly customTools?: readonly CustomTool[] | undefined;
  /** Groups of tools that run in this process; made by `defineCustomToolkit`. */
  readonly customToolkits?: readonly CustomToolkit[] | undefined;
}

/** Options of opening a session. */
export interface SessionOptions extends CallOptions, CustomOptions {}

/** Options of a session that is not fetched. */
export interface HandleOptions extends CustomOptions {
  /** The user of the session, for custom tools. The router does not look at it. */
  readonly userId?: string | undefined;
}

const aListBy = (maker: string, field: "within" | "tools"): OptionRule => [
  `a list of what ${maker} makes`,
  (value) =>
    Array.isArray(value) && value.every((one: Partial<CustomTool & CustomToolkit>) => one?.together && one[field]),
];

const customRules: RulesFor<CustomOptions> = {
  customTools: aListBy("defineCustomTool", "within"),
  customToolkits: aListBy("defineCustomToolkit", "tools"),
};
const sessionRules: RulesFor<SessionOptions> = { ...customRules, ...callRules };
const handleRules: RulesFor<HandleOptions> = { userId: text, ...customRules };

/** A client of one tool router. */
export interface ToolRouter {
  readonly sessions: {
    /** Opens a session for one of your users. Every call makes a new one. */
    create(userId: string, config?: SessionConfigInput, options?: SessionOptions): Promise<Session>;
    /** Fetches a session. */
    get(id: string, options?: SessionOptions): Promise<Session>;
    /** A session by its id, without a request. */
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
  /** The catalogue of toolkits, whatever a session allows. */
  readonly toolkits: {
    get(slug: string, options?: VersionOptions): Promise<Schemas["ToolkitDetails"]>;
    list(query?: CatalogueToolkitsQuery): AsyncIterable<Schemas["Toolkit"]>;
  };
  /** The catalogue of app tools, whatever a session allows. */
  readonly tools: {
    get(slug: string, options?: VersionOptions): Promise<Tool>;
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
  checkOptions(options, routerRules, "createToolRouter");
  checkOptions(options.hooks ?? {}, hookRules, "hooks");
  const { allowInsecureHttp = false, orgId, projectId, timeout, maxBytes = 64 * 1024 * 1024, retry, hooks } = options;
  const credential = resolveCredential(options);
  if ((orgId === undefined) !== (projectId === undefined)) {
    throw new ToolRouterError("orgId and projectId scope a user key together: give both or neither.");
  }
  const baseUrl = parseBaseUrl(options.baseUrl ?? environmentVariable("COMPOSIO_BASE_URL") ?? hosted, {
    version: options.version,
    carriesCredential: credential !== undefined,
    allowInsecureHttp,
  });
  const { origin } = new URL(baseUrl.root);

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
      throw new ToolRouterError(`Invalid header name or value: ${JSON.stringify(name)}.`);
    }
  }
  const transport = createTransport({
    fetch: options.fetch ?? globalFetch,
    origin,
    credential,
    headers,
    maxBytes,
    hooks,
  });
  const { api, ...access } = createHttp({ baseUrl, timeout, retry, credential, allowInsecureHttp, transport });
  const { call } = access;
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

  return {
    sessions: {
      async create(userId, config = {}, given = {}) {
        if (typeof userId !== "string" || !userId) {
          throw new ToolRouterError(
            "userId must be a non-empty string: your own id of the user for whom the session acts.",
          );
        }
        const { context, limits } = opened(given, "sessions.create");
        const body = { ...(toWireConfig(config, version) as object), user_id: userId } as Schemas["SessionCreate"];
        if (context.customs) body.experimental = context.customs.addTo(body.experimental);
        return createSession(context, await call(operations.createSession, { body }, limits));
      },
      async get(id, given = {}) {
        const { context, limits } = opened(given, "sessions.get");
        const path = { session_id: sessionId(id) };
        return createSession(context, await call(operations.getSession, { path }, limits));
      },
      use(id, given = {}) {
        checkOptions(given, handleRules, "sessions.use");
        return createSessionHandle(contextOf(given), sessionId(id), given.userId);
      },
      delete: async (id, callOptions) => createSessionHandle(contextOf({}), sessionId(id)).delete(callOptions),
    },
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
    toolkits: {
      async get(slug, given) {
        const { query, limits } = versioned(given, "toolkits.get");
        return call(operations.getToolkit, { path: { slug }, query }, limits);
      },
      list: (query) => listPages(call, operations.listToolkits, query, { name: "list", rules: catalogueToolkitsRules }),
    },
    tools: {
      async get(slug, given) {
        const { query, limits } = versioned(given, "tools.get");
        return toTool(await call(operations.getTool, { path: { tool_slug: slug }, query }, limits));
      },
      list: (query) => listPages(call, operations.listTools, query, { name: "list", rules: toolsRules, read: toTool }),
    },
    uploadToolFile: async (...upload) => (await transfers()).uploadToolFile(access, ...upload),
    api,
  };

  function opened(given: SessionOptions, where: string): { context: SessionContext; limits: CallOptions } {
    checkOptions(given, sessionRules, where);
    const { customTools, customToolkits, ...limits } = given;
    return { context: contextOf({ customTools, customToolkits }), limits };
  }

  /** @throws ToolRouterError for what cannot be the id of a session. */
  function sessionId(id: unknown): string {
    if (typeof id === "string" && id.startsWith("trs_")) return id;
    const given = typeof id === "string" ? `"${redact(id, access.secrets)}"` : shown(id);
    const fix = typeof (id as { id?: unknown } | null)?.id === "string" ? " Pass session.id." : "";
    throw new ToolRouterError(`Expected the id of a session, such as "trs_1a2b3c". Got ${given}.${fix}`);
  }
}

interface VersionOptions extends CallOptions {
  readonly version?: string | undefined;
}

const versionRules: RulesFor<VersionOptions> = { version: text, ...callRules };

/** Options that name a version of a tool or a toolkit, checked and taken apart. */
function versioned(
  given: VersionOptions = {},
  where: string,
): { query: { version?: string | undefined }; limits: CallOptions } {
  checkOptions(given, versionRules, where);
  const { version, ...limits } = given;
  return { query: { version }, limits };
}
