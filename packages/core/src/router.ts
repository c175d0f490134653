import type { components, paths } from "@tool-router/openapi";
import type { Client } from "openapi-fetch";
import { credentialHeaders, environmentVariable, resolveCredential } from "./credential.ts";
import { ToolRouterError } from "./errors.ts";
import { type CallOptions, checkedTimeout, createHttp } from "./http.ts";
import { operations } from "./operations.ts";
import {
  createSession,
  createSessionHandle,
  type Session,
  type SessionContext,
  type SessionHandle,
} from "./session.ts";
import { type SessionConfigInput, toSessionCreate } from "./session-config.ts";
import { createTransport, type Fetch } from "./transport.ts";
import { type APIVersion, parseBaseUrl } from "./version.ts";

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
  /** Milliseconds for each call, the answer's body included. Default: 60 000, 200 000 for the two workbench tools. */
  readonly timeout?: number | undefined;
  /** The longest answer that is read, in bytes. Default: 64 MiB. */
  readonly maxBytes?: number | undefined;
  /** Send the credential over plain http to another machine. Default: false. */
  readonly allowInsecureHttp?: boolean | undefined;
}

/** A client of one tool router. */
export interface ToolRouter {
  readonly sessions: {
    /** Opens a session for one of your users. Every call makes a new one. */
    create(userId: string, config?: SessionConfigInput, options?: CallOptions): Promise<Session>;
    /** Fetches a session. */
    get(id: string, options?: CallOptions): Promise<Session>;
    /** A session by its id, without a request. */
    use(id: string): SessionHandle;
    /** Deletes a session. The user's connected accounts stay. */
    delete(id: string, options?: CallOptions): Promise<components["schemas"]["SessionDeleted"]>;
  };
  /**
   * The whole API as a typed `openapi-fetch` client, for what has no method here: same credential,
   * timeout, limits and redirect rules. Failures are values there: `{ data, error, response }`.
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
  const { orgId, projectId, timeout, maxBytes = 64 * 1024 * 1024 } = options;
  const credential = resolveCredential({ apiKey: options.apiKey, userApiKey: options.userApiKey });
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

  const headers = Object.entries(options.headers ?? {});
  for (const [name] of headers) {
    if (!credentialHeaders.some((credentialHeader) => credentialHeader === name.toLowerCase())) continue;
    throw new ToolRouterError(`headers holds ${name}: give the key as apiKey or userApiKey instead.`);
  }
  if (orgId !== undefined && projectId !== undefined) headers.push(["x-org-id", orgId], ["x-project-id", projectId]);

  const transport = createTransport({
    // Looked up on each call, so that a test or a tracer may replace the global one later.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    origin,
    credential,
    headers,
    maxBytes,
  });
  const http = createHttp({ baseUrl, timeout, credential, transport });
  const context: SessionContext = {
    http,
    version: baseUrl.version,
    credentialFor: (url) =>
      credential && URL.canParse(url) && new URL(url).origin === origin
        ? { [credential.header]: credential.value }
        : {},
  };

  return {
    sessions: {
      async create(userId, config = {}, callOptions = {}) {
        const body = toSessionCreate(userId, config, baseUrl.version);
        const raw = await http.call(operations.createSession, callOptions, (sending) =>
          http.client.POST(operations.createSession.path, { body, ...sending }),
        );
        return createSession(context, raw);
      },
      async get(id, callOptions = {}) {
        const raw = await http.call(operations.getSession, callOptions, (sending) =>
          http.client.GET(operations.getSession.path, { params: { path: { session_id: id } }, ...sending }),
        );
        return createSession(context, raw);
      },
      use: (id) => createSessionHandle(context, id),
      delete: (id, callOptions = {}) =>
        http.call(operations.deleteSession, callOptions, (sending) =>
          http.client.DELETE(operations.deleteSession.path, { params: { path: { session_id: id } }, ...sending }),
        ),
    },
    api: http.api,
  };
}
