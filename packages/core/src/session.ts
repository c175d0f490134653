import type { components } from "@tool-router/openapi";
import type { Connectedness, Link, LinkOptions } from "./connection.ts";
import type { CustomTools } from "./custom-tool.ts";
import { ToolRouterError } from "./errors.ts";
import type { ManyCall, ManyOptions, ManyResult } from "./execute-many.ts";
import {
  andThen,
  type AnswerOptions,
  answerRules,
  consistent,
  type ExecuteResult,
  type JSONObject,
  readResult,
  type ToolArguments,
  type WireAnswers,
} from "./execution.ts";
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
import { operations } from "./operations.ts";
import { aBoolean, aList, aPositiveNumber, aString, callRules, checkOptions, type RulesFor } from "./options.ts";
import { type ListOptions, listPages, listRules, paginate } from "./paginate.ts";
import type { ProxyResult } from "./proxy.ts";
import { type SessionPatchInput, toWireConfig } from "./session-config.ts";
import { isRepeatable, type Tool, toolSlug, toTool } from "./tool.ts";
import type { APIVersion } from "./version.ts";

type Schemas = components["schemas"];

/** One question to a session's search. */
export type SearchQuery = Schemas["SearchRequest"]["queries"][number];

/** Options of one run of a tool. */
export interface ExecuteOptions extends CallOptions, AnswerOptions {
  /** Which connected account to use, by id or alias. Meta tools ignore it. */
  readonly account?: string | undefined;
  /** Allow a preview instead of a very long result; see `offloaded`. Meta tools ignore it. Default: false. */
  readonly offload?: boolean | undefined;
  /** Sent as `Idempotency-Key`. The hosted router does not look at it; a router that does runs a key once. */
  readonly idempotencyKey?: string | undefined;
}

const executeRules: RulesFor<ExecuteOptions> = {
  account: aString,
  offload: aBoolean,
  idempotencyKey: aString,
  ...answerRules,
  ...callRules,
};

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

/** A request to a provider's API, as on the wire. */
export type ProxyInput = Omit<Schemas["ProxyRequest"], keyof WireAnswers>;

/** What can be done with a session of which only the id is known. Every method sends at least one request. */
export interface SessionHandle {
  readonly id: string;

  /** The tools to hand to an agent: the session's meta tools and its preloaded app tools; all pages. */
  tools(options?: CallOptions): Promise<readonly Tool[]>;

  /**
   * Tools by their slugs, from the router's catalogue, in any order. Unknown slugs are left out. Sends at most one
   * request, for the slugs that this object has not seen before.
   */
  lookUp(slugs: readonly string[], options?: CallOptions): Promise<readonly Tool[]>;

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
   * @returns how the call ended, by `resultType`: `completed`, `failed`, `blocked`, or `input_required`, which asks a
   *   person before anything runs. `error` is null exactly when it completed.
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
    options?: Omit<ExecuteOptions, "account" | "offload">,
  ): Promise<ExecuteResult<MetaToolData<Slug>>>;

  /**
   * Runs any number of app tools, 50 to a request and four requests at once. Results are in the order of
   * the calls. A request that fails, is blocked or asks a person affects its own calls alone.
   *
   * @throws ToolRouterError for a call without a tool, before anything is sent; else only the reason of the signal.
   */
  executeMany(calls: readonly ManyCall[], options?: ManyOptions): Promise<ManyResult[]>;

  /** Lets the user connect a new account to a toolkit. */
  link(toolkit: string, options?: LinkOptions): Promise<Link>;

  /** Says that the user is connected to a toolkit, with `alias` by the account of that name, or gives a link. */
  ensureConnected(toolkit: string, options?: LinkOptions): Promise<Connectedness>;

  /**
   * Sends a request to a provider's own API; the router adds the user's credential. A write, whatever its method.
   *
   * @returns what the provider answered, whatever its status, as `completed`; or `input_required`, `failed` or `blocked`,
   *   as {@link SessionHandle.execute}.
   */
  proxy(request: ProxyInput, options?: CallOptions & AnswerOptions): Promise<ProxyResult>;

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

const toolkitsRules: RulesFor<ToolkitsQuery> = {
  isConnected: aBoolean,
  search: aString,
  toolkits: aList,
  ...listRules,
};

const updateRules: RulesFor<CallOptions & { expectedVersion?: number | undefined }> = {
  expectedVersion: aPositiveNumber,
  ...callRules,
};

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

/** @param slugs - the slugs that are known to exist, among which a misspelled one may mean another. */
export function createSessionHandle(
  context: SessionContext,
  id: string,
  userId?: string,
  slugs: readonly string[] = [],
): SessionHandle {
  const { access, version, hooks, customs } = context;
  const { call } = access;
  const known = new Set(slugs);
  /** Tools by slug; undefined for a slug that the router does not know. */
  const seen = new Map<string, Tool | undefined>();
  const path = { session_id: id };
  /** v3.1 does not keep custom tools: whatever may need them brings them along. */
  const inline = (): { experimental?: Schemas["InlineCustoms"] } =>
    customs && version !== "v3" ? { experimental: customs.wire } : {};

  /** Runs a tool through one of the two endpoints, between the hooks. */
  const run = async (
    operation: typeof operations.execute | typeof operations.executeMeta,
    tool: string | Tool,
    args: object = {},
    options: ExecuteOptions = {},
    areRepeatable?: boolean,
  ): Promise<ExecuteResult<never>> => {
    const slug = toolSlug(tool);
    checkOptions(options, executeRules, "execute");
    const { account, offload, idempotencyKey, inputResponses, requestState, ...limits } = options;
    const { signal, timeout } = limits;
    const repeatable = areRepeatable ?? (isRepeatable(tool) || isReadingMetaTool(slug));
    const state = { sessionId: id, tool: slug, arguments: args as JSONObject, account };
    const before = (item: BeforeExecuteState): Promise<void> | undefined =>
      runHooks(hooks, "beforeExecute", item, false, access.secrets, signal);
    const after = (item: AfterExecuteState, later: CallOptions = limits): Promise<void> | undefined =>
      runHooks(hooks, "afterExecute", item, !repeatable, access.secrets, later.signal);
    await before(state);

    const input = { path, toolSlug: slug, slugs: known, repeatable, usualTimeout: usualTimeout(slug), idempotencyKey };
    const request = (body: object, how: CallOptions): Promise<ExecuteResult> =>
      call<typeof operation, ExecuteResult>(
        operation,
        {
          ...input,
          body: body as never,
          read: (answer, sent, fail) => readResult(answer, fail, { sent, timeout, send: request }),
        },
        how,
      );
    const send = (toSend: object): Promise<ExecuteResult> =>
      request(
        {
          arguments: toSend,
          ...(slug.startsWith("COMPOSIO_") && inline()),
          ...(operation === operations.execute
            ? { tool_slug: slug, account: state.account, enable_auto_workbench_offload: offload }
            : { slug }),
          input_responses: inputResponses,
          request_state: requestState,
        },
        // An answer is sent once, as by `resume`.
        inputResponses ? { ...limits, retry: limits.retry ?? false } : limits,
      );
    // Loaded lazily: only hooks and custom tools need to inspect batches.
    const batch = slug === "COMPOSIO_MULTI_EXECUTE_TOOL" && (hooks ?? customs) ? await import("./batch.ts") : undefined;
    if (!customs && slug.startsWith("LOCAL_")) {
      throw new ToolRouterError(`${slug} is a custom tool: pass customTools to sessions.create, get or use.`);
    }
    const runHere = (toRun: JSONObject): Promise<ExecuteResult> =>
      customs?.run(slug, toRun, { signal, timeout, userId, session: handle }, send, batch) ?? send(toRun);
    const result =
      hooks && batch?.isBatch(state.arguments)
        ? await batch.runBetweenHooks(state.arguments, id, { before, after }, runHere)
        : await runHere(state.arguments);

    return (await andThen(result, async (done, later) => {
      const ran = { ...state, result: done };
      await after(ran, later);
      return consistent(ran.result);
    })) as ExecuteResult<never>;
  };

  const handle: SessionHandle = {
    id,

    async tools(options) {
      const pages = paginate((cursor) => {
        // The hosted v3 has one page and knows no query.
        const query = version === "v3" ? { cursor } : { limit: 500, cursor };
        return call(operations.listSessionTools, { path, query }, options);
      });
      const tools: Tool[] = [];
      for await (const tool of pages) tools.push(toTool(tool));
      const announced = new Set(tools.map(({ slug }) => slug));
      const all = [...tools, ...(customs?.preloaded().filter(({ slug }) => !announced.has(slug)) ?? [])];
      for (const tool of all) {
        known.add(tool.slug);
        seen.set(tool.slug, tool);
      }
      return all;
    },

    async lookUp(wanted, options) {
      const missing = wanted.filter((slug) => !seen.has(slug));
      if (missing.length > 0) {
        const query = { tool_slugs: missing, limit: missing.length };
        const { items } = await call(operations.listTools, { query }, options);
        for (const slug of missing) seen.set(slug, undefined);
        for (const tool of items) seen.set(tool.slug, toTool(tool));
      }
      return [...new Set(wanted)].flatMap((slug) => seen.get(slug) ?? []);
    },

    toolkits: (query) =>
      listPages(call, operations.listSessionToolkits, query, {
        name: "toolkits",
        rules: toolkitsRules,
        path,
        toQuery: ({ isConnected, search, toolkits }) => ({
          is_connected: isConnected,
          search,
          toolkits: toolkits && [...toolkits],
        }),
      }),

    async search(queries, options) {
      const list = [queries].flat();
      const body = {
        queries: list.map((query) => (typeof query === "string" ? { use_case: query } : query)),
        ...inline(),
      };
      const found = await call(operations.search, { path, body }, options);
      for (const slug of Object.keys(Object(found.tool_schemas))) known.add(slug);
      return found;
    },

    execute: (tool: string | Tool, args?: object, options?: ExecuteOptions) =>
      run(operations.execute, tool, args, options),

    executeMeta: (slug, args, options) => run(operations.executeMeta, slug, args, options),

    executeMany: async (calls, options) =>
      (await import("./execute-many.ts")).executeMany(calls, options, toolSlug, (items, tools, limits) =>
        run(
          operations.execute,
          "COMPOSIO_MULTI_EXECUTE_TOOL",
          { tools: items, sync_response_to_workbench: false },
          limits,
          tools.every(isRepeatable),
        ),
      ),

    link: async (toolkit, options) => (await import("./connection.ts")).createLink(access, id, toolkit, options),

    ensureConnected: async (toolkit, options) =>
      (await import("./connection.ts")).ensureConnected(access, id, toolkit, options),

    proxy: async (request, options) => (await import("./proxy.ts")).proxy(access, path, request, options),

    files: createFiles(access, id),

    async update(patch, given = {}) {
      checkOptions(given, updateRules, "update");
      const { expectedVersion, ...options } = given;
      // Only v3.1 documents the field; v3 may refuse it.
      const spoken = expectedVersion === undefined ? version : "v3.1";
      const body = { ...toWireConfig(patch, spoken), expected_config_version: expectedVersion };
      return createSession(context, await call(operations.updateSession, { path, body, version: spoken }, options));
    },

    history: (query) => listPages(call, operations.listHistory, query, { name: "history", rules: listRules, path }),

    attach: async (options) =>
      createSession(context, await call(operations.attachSession, { path, body: inline() }, options)),

    delete: (options) => call(operations.deleteSession, { path, gone: { session_id: id, deleted: true } }, options),
  };
  return handle;
}

export function createSession(context: SessionContext, raw: Schemas["Session"]): Session {
  // Only the id is needed to go on; whatever else an older or newer router leaves out becomes empty.
  const wire: Partial<Schemas["Session"]> = raw;
  const { url = "", type = "http" } = wire.mcp ?? {};
  const config = wire.config ?? { user_id: "", preload: { tools: [] } };
  return {
    ...createSessionHandle(context, raw.session_id, config.user_id, wire.tool_router_tools),
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
