import type { components } from "@tool-router/openapi";
import type { CustomTools } from "../tools/custom-tools.ts";
import { ToolRouterError } from "../errors/errors.ts";
import { andThen, answerRules, consistent, type ExecuteResult, type JSONObject, readResult } from "../tools/execution.ts";
import { createFiles } from "../files/files.ts";
import { type AfterExecuteState, type BeforeExecuteState, type Hooks, runHooks } from "../http/hooks.ts";
import type { Access, CallOptions } from "../http/http.ts";
import { isReadingMetaTool, usualTimeout } from "../tools/meta-tool.ts";
import { operations } from "../http/operations.ts";
import {
  aBoolean,
  aList,
  anObject,
  aPositiveNumber,
  aString,
  callRules,
  checkOption,
  checkOptions,
  type RulesFor,
} from "../errors/options.ts";
import { listPages, listRules, paginate } from "../http/paginate.ts";
import { toWireConfig } from "./session-config.ts";
import type { ExecuteOptions, Session, SessionHandle, ToolkitsQuery } from "./session-types.ts";
import { isRepeatable, type Tool, toolSlug, toTool } from "../tools/tool.ts";
import type { APIVersion } from "../http/version.ts";

type Schemas = components["schemas"];

const executeRules: RulesFor<ExecuteOptions> = {
  account: aString,
  offload: aBoolean,
  idempotencyKey: aString,
  ...answerRules,
  ...callRules,
};

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
    checkOption("arguments", args, anObject);
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
    const hook = hooks?.beforeExecute ? "beforeExecute" : hooks?.afterExecute && "afterExecute";
    const batch = slug === "COMPOSIO_MULTI_EXECUTE_TOOL" && (hook ?? customs) ? await import("../tools/batch.ts") : undefined;
    if (isCustom(slug) && (!customs || inputResponses)) {
      const fix = customs
        ? "answer its question with resume, in the process that asked"
        : "pass customTools to sessions.create, get or use";
      throw new ToolRouterError(`${slug} is a custom tool: ${fix}.`);
    }
    const runHere = (toRun: JSONObject): Promise<ExecuteResult> =>
      customs?.run(slug, toRun, { signal, timeout, userId, session: handle }, send, batch) ?? send(toRun);
    const result =
      hook && batch
        ? await batch.runBetweenHooks(state.arguments, id, hook, { before, after }, runHere)
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
      // Of the caller's own tools, the router may say anything: that they only read, for example.
      for await (const tool of pages) tools.push(customs?.find(tool.slug) ?? toTool(tool));
      const announced = new Set(tools.map(({ slug }) => slug));
      const all = [...tools, ...(customs?.preloaded().filter(({ slug }) => !announced.has(slug)) ?? [])];
      for (const tool of all) {
        known.add(tool.slug);
        seen.set(tool.slug, tool);
      }
      return all;
    },

    async lookUp(wanted, options) {
      const missing = wanted.filter((slug) => !seen.has(slug) && !isCustom(slug));
      if (missing.length > 0) {
        const query = { tool_slugs: missing, limit: missing.length };
        const { items } = await call(operations.listTools, { query }, options);
        for (const slug of missing) seen.set(slug, undefined);
        for (const tool of items) {
          seen.set(tool.slug, toTool(tool));
          known.add(tool.slug);
        }
      }
      return [...new Set(wanted)].flatMap((slug) => (isCustom(slug) ? customs?.find(slug) : seen.get(slug)) ?? []);
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
      for (const [slug, schema] of Object.entries(Object(found.tool_schemas) as typeof found.tool_schemas)) {
        known.add(slug);
        const own = customs?.find(slug);
        if (own) Object.assign(Object(schema), { description: own.description, input_schema: own.inputSchema });
      }
      return found;
    },

    execute: (tool: string | Tool, args?: object, options?: ExecuteOptions) =>
      run(operations.execute, tool, args, options),

    executeMeta: (slug, args, options) => run(operations.executeMeta, slug, args, options),

    executeMany: async (calls, options) =>
      (await import("../tools/execute-many.ts")).executeMany(calls, options, toolSlug, (items, tools, limits) =>
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

    proxy: async (request, options) => (await import("../tools/proxy.ts")).proxy(access, path, request, options),

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

const isCustom = (slug: string): boolean => slug.startsWith("LOCAL_");

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
