import type { components } from "@tool-router/openapi";
import { type Connectedness, createLink, ensureConnected, type Link, type LinkOptions } from "./connection.ts";
import type { CustomTools } from "./custom-tool.ts";
import { executeMany, type ManyCall, type ManyOptions, type ManyResult } from "./execute-many.ts";
import { type ExecuteResult, type JSONObject, toExecuteResult, type ToolArguments } from "./execution.ts";
import { createFiles, type SessionFiles } from "./files.ts";
import { type AfterExecuteState, type BeforeExecuteState, type Hooks, runHooks } from "./hooks.ts";
import type { Access, CallOptions } from "./http.ts";
import {
  isReadingMetaTool,
  type MetaToolArguments,
  type MetaToolData,
  type MetaToolSlug,
  usualTimeout,
} from "./meta-tool.ts";
import { paginate } from "./paginate.ts";
import { type SessionPatchInput, toWireConfig } from "./session-config.ts";
import { isRepeatable, type Tool, toolSlug, toTool } from "./tool.ts";
import type { APIVersion } from "./version.ts";

type Schemas = components["schemas"];

/** One question to a session's search. */
export type SearchQuery = Schemas["SearchRequest"]["queries"][number];

/** Options of one run of a tool. */
export interface ExecuteOptions extends CallOptions {
  /** Which connected account to use, by id or alias. Meta tools ignore it. */
  readonly account?: string | undefined;
  /** Allow a preview instead of a very long result; see `offloaded`. Meta tools ignore it. Default: false. */
  readonly offload?: boolean | undefined;
  /** Sent as `Idempotency-Key`. The hosted router does not look at it; a router that does runs a key once. */
  readonly idempotencyKey?: string | undefined;
}

/** Which of a session's toolkits to list. */
export interface ToolkitsQuery extends CallOptions {
  /** Only toolkits with a connection. Default: false. */
  readonly isConnected?: boolean | undefined;
  /** Match on slug or name. */
  readonly search?: string | undefined;
  /** Only these slugs; `[]` and undefined are all. */
  readonly toolkits?: readonly string[] | undefined;
  /** Toolkits per request, 1 to 50. */
  readonly pageSize?: number | undefined;
  /** Toolkits in all. Default: every one. */
  readonly limit?: number | undefined;
}

/** What can be done with a session of which only the id is known. Every method sends at least one request. */
export interface SessionHandle {
  readonly id: string;

  /** The tools to hand to an agent: the session's meta tools and its preloaded app tools; all pages. */
  tools(options?: CallOptions): Promise<readonly Tool[]>;

  /** The toolkits that the session allows, each with the user's connection. Pages are fetched as they are read. */
  toolkits(query?: ToolkitsQuery): AsyncIterable<Schemas["SessionToolkit"]>;

  /** Finds tools for tasks in plain words; seven queries at most. */
  search(
    queries: string | readonly (string | SearchQuery)[],
    options?: CallOptions,
  ): Promise<Schemas["SearchResponse"]>;

  /**
   * Runs a tool, by slug or as {@link Tool}. A meta tool's arguments and result are typed by its slug.
   *
   * @returns the result, with `error` set when the tool ran and failed.
   * @throws APIError when the router refuses the call, ConnectionError or TimeoutError when there is
   *   no answer; each says in `mayHaveRun` whether the tool may have run all the same.
   */
  execute<Slug extends MetaToolSlug>(
    tool: Slug,
    args: MetaToolArguments<Slug>,
    options?: ExecuteOptions,
  ): Promise<ExecuteResult<MetaToolData<Slug>>>;
  execute<Slug extends string>(
    tool: (Slug extends MetaToolSlug ? never : Slug) | Tool,
    args?: ToolArguments,
    options?: ExecuteOptions,
  ): Promise<ExecuteResult>;

  /** Runs a meta tool through the endpoint that is for them only. Otherwise as {@link SessionHandle.execute}. */
  executeMeta<Slug extends MetaToolSlug>(
    slug: Slug,
    args: MetaToolArguments<Slug>,
    options?: CallOptions,
  ): Promise<ExecuteResult<MetaToolData<Slug>>>;

  /**
   * Runs any number of app tools, 50 to a request and four requests at once. Results are in the order of
   * the calls. Settles: what happens to one request happens to its items alone.
   *
   * @throws ToolRouterError for a call without a tool, before anything is sent; else only the reason of the signal.
   */
  executeMany(calls: readonly ManyCall[], options?: ManyOptions): Promise<ManyResult[]>;

  /** Lets the user connect a new account to a toolkit. */
  link(toolkit: string, options?: LinkOptions): Promise<Link>;

  /** Says that the user is connected to a toolkit, with `alias` by the account of that name, or gives a link. */
  ensureConnected(toolkit: string, options?: LinkOptions): Promise<Connectedness>;

  /** Sends a request to a provider's own API with the user's credential, which the router puts in. A write, whatever its method. */
  proxy(request: Schemas["ProxyRequest"], options?: CallOptions): Promise<Schemas["ProxyResponse"]>;

  readonly files: SessionFiles;

  /**
   * Changes the configuration.
   *
   * @param options.expectedVersion - change nothing unless this is the session's `configVersion`.
   * @throws ConflictError when somebody else changed it meanwhile: read it again, and decide again.
   */
  update(
    patch: SessionPatchInput,
    options?: CallOptions & { readonly expectedVersion?: number | undefined },
  ): Promise<Session>;

  /** The configurations that the session had, newest first. */
  history(options?: ListOptions): AsyncIterable<Schemas["ConfigHistoryItem"]>;

  /** Reads the session again, and has the router check its custom tools. */
  attach(options?: CallOptions): Promise<Session>;

  /** Deletes the session. The user's connected accounts stay. */
  delete(options?: CallOptions): Promise<Schemas["SessionDeleted"]>;
}

/** How to list what comes in pages. An invalid number throws a `ToolRouterError` at once, not when the list is read. */
export interface ListOptions extends CallOptions {
  /** Items per request: a whole number above 0. */
  readonly pageSize?: number | undefined;
  /** Items in all: a whole number above 0, or `Infinity`. Default: every one. */
  readonly limit?: number | undefined;
}

/** A session with what the router said of it when it was created or fetched. */
export interface Session extends SessionHandle {
  readonly userId: string;
  /** The effective configuration, as on the wire. */
  readonly config: Schemas["SessionConfig"];
  /** Rises with every change of the configuration; undefined on routers that do not count. */
  readonly configVersion: number | undefined;
  readonly mcp: {
    readonly type: string;
    readonly url: string;
    /** The credential, when `url` has the API's own origin; otherwise nothing. */
    headers(): Record<string, string>;
  };
  /** The slugs of the meta tools that the session exposes. */
  readonly metaTools: readonly string[];
  /** A text for the system prompt, if the router made one. */
  readonly assistivePrompt: string | undefined;
  readonly warnings: readonly Schemas["SessionWarning"][];
  /** The session as on the wire. */
  readonly raw: Schemas["Session"];
}

/** What a session needs of its router. */
export interface SessionContext {
  readonly access: Access;
  readonly version: APIVersion;
  readonly hooks: Hooks | undefined;
  readonly customs: CustomTools | undefined;
  /** The credential's header, for a URL of the API's own origin. */
  credentialFor(url: string): Record<string, string>;
}

export function createSessionHandle(context: SessionContext, id: string, userId?: string): SessionHandle {
  const { access, version, hooks, customs } = context;
  const { call } = access;
  const path = { session_id: id };
  /** v3.1 does not keep custom tools: whatever may need them brings them along. */
  const inline = (): { experimental?: Schemas["InlineCustoms"] } =>
    customs && version !== "v3" ? { experimental: { custom_tools: customs.wire } } : {};

  /** Runs a tool through one of the two endpoints, between the hooks. */
  const run = async (
    name: "execute" | "executeMeta",
    tool: string | Tool,
    args: object,
    options: ExecuteOptions,
    areRepeatable?: boolean,
  ): Promise<ExecuteResult<never>> => {
    const slug = toolSlug(tool);
    const repeatable = areRepeatable ?? (isRepeatable(tool) || isReadingMetaTool(slug));
    const state = { sessionId: id, tool: slug, arguments: args as JSONObject, account: options.account };
    const { signal } = options;
    const before = (item: BeforeExecuteState): Promise<void> | undefined =>
      runHooks(hooks, "beforeExecute", item, false, access.secrets, signal);
    const after = (item: AfterExecuteState): Promise<void> | undefined =>
      runHooks(hooks, "afterExecute", item, !repeatable, access.secrets, signal);
    await before(state);

    const send = async (toSend: object): Promise<ExecuteResult> => {
      const input = {
        path,
        toolSlug: slug,
        repeatable,
        usualTimeout: usualTimeout(slug),
        idempotencyKey: options.idempotencyKey,
      };
      const body = { arguments: toSend as Record<string, unknown>, ...(slug.startsWith("COMPOSIO_") && inline()) };
      if (name === "executeMeta") {
        return toExecuteResult(await call(name, { ...input, body: { ...body, slug: slug as MetaToolSlug } }, options));
      }
      const how = { tool_slug: slug, account: state.account, enable_auto_workbench_offload: options.offload };
      return toExecuteResult(await call(name, { ...input, body: { ...body, ...how } }, options));
    };
    // Only who has hooks or custom tools loads what looks into batches.
    const batch = slug === "COMPOSIO_MULTI_EXECUTE_TOOL" && (hooks ?? customs) ? await import("./batch.ts") : undefined;
    const runHere = (toRun: JSONObject): Promise<ExecuteResult> =>
      customs?.run(slug, toRun, { signal, timeout: options.timeout, userId }, send, batch) ?? send(toRun);
    const result =
      hooks && batch?.isBatch(state.arguments)
        ? await batch.runBetweenHooks(state.arguments, id, { before, after }, runHere)
        : await runHere(state.arguments);

    const ran = { ...state, result };
    await after(ran);
    return ran.result as ExecuteResult<never>;
  };

  return {
    id,

    async tools(options) {
      const pages = paginate((cursor) => {
        // The hosted v3 has one page and knows no query.
        const query = version === "v3" ? { cursor } : { limit: 500, cursor };
        return call("listSessionTools", { path, query }, options);
      });
      const tools: Tool[] = [];
      for await (const tool of pages) tools.push(toTool(tool));
      const announced = new Set(tools.map(({ slug }) => slug));
      return [...tools, ...(customs?.preloaded().filter(({ slug }) => !announced.has(slug)) ?? [])];
    },

    toolkits(options = {}) {
      const { isConnected, search, toolkits, pageSize } = options;
      const filter = { is_connected: isConnected, search, toolkits: toolkits && [...toolkits], limit: pageSize };
      return paginate(
        (cursor) => call("listSessionToolkits", { path, query: { ...filter, cursor } }, options),
        options,
      );
    },

    search(queries, options) {
      const list = [queries].flat();
      const body = {
        queries: list.map((query) => (typeof query === "string" ? { use_case: query } : query)),
        ...inline(),
      };
      return call("search", { path, body }, options);
    },

    execute: (tool: string | Tool, args?: object, options?: ExecuteOptions) =>
      run("execute", tool, args ?? {}, options ?? {}),

    executeMeta: (slug, args, options = {}) => run("executeMeta", slug, args, options),

    executeMany: (calls, options = {}) =>
      executeMany(calls, options, (items, tools) =>
        run(
          "execute",
          "COMPOSIO_MULTI_EXECUTE_TOOL",
          { tools: items, sync_response_to_workbench: false },
          options,
          tools.every(isRepeatable),
        ),
      ),

    link: (toolkit, options) => createLink(access, id, toolkit, options),

    ensureConnected: (toolkit, options) => ensureConnected(access, id, toolkit, options),

    proxy: (body, options) => call("proxy", { path, body }, options),

    files: createFiles(access, id),

    async update(patch, { expectedVersion, ...options } = {}) {
      const body = { ...toWireConfig(patch, version), expected_config_version: expectedVersion };
      return createSession(context, await call("updateSession", { path, body }, options));
    },

    history: (options = {}) =>
      paginate((cursor) => call("listHistory", { path, query: { limit: options.pageSize, cursor } }, options), options),

    attach: async (options) => createSession(context, await call("attachSession", { path, body: inline() }, options)),

    delete: (options) => call("deleteSession", { path, gone: { session_id: id, deleted: true } }, options),
  };
}

export function createSession(context: SessionContext, raw: Schemas["Session"]): Session {
  // Only the id is needed to go on; whatever else an older or newer router leaves out becomes empty.
  const wire: Partial<Schemas["Session"]> = raw;
  const { url = "", type = "http" } = wire.mcp ?? {};
  const config = wire.config ?? { user_id: "", preload: { tools: [] } };
  return {
    ...createSessionHandle(context, raw.session_id, config.user_id),
    userId: config.user_id,
    config,
    configVersion: wire.config_version,
    mcp: { type, url, headers: () => context.credentialFor(url) },
    metaTools: wire.tool_router_tools ?? [],
    assistivePrompt: wire.experimental?.assistive_prompt,
    warnings: wire.warnings ?? [],
    raw,
  };
}
