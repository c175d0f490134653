import type { components } from "@tool-router/openapi";
import { ToolRouterError } from "./errors.ts";
import { type ExecuteResult, type JSONObject, toExecuteResult } from "./execution.ts";
import type { CallOptions, Http } from "./http.ts";
import { type MetaToolArguments, type MetaToolData, type MetaToolSlug, usualTimeout } from "./meta-tool.ts";
import { operations } from "./operations.ts";
import { paginate } from "./paginate.ts";
import { type Tool, toTool } from "./tool.ts";
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
}

/** Which of a session's toolkits to list. */
export interface ToolkitsQuery extends CallOptions {
  /** Only toolkits with, or only without, regard to a connection. Default: all. */
  readonly isConnected?: boolean | undefined;
  /** Match on slug or name. */
  readonly search?: string | undefined;
  /** Only these slugs. */
  readonly toolkits?: readonly string[] | undefined;
  /** Toolkits per request, 1 to 50. */
  readonly pageSize?: number | undefined;
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
    args?: JSONObject,
    options?: ExecuteOptions,
  ): Promise<ExecuteResult>;

  /** Runs a meta tool through the endpoint that is for them only. Otherwise as {@link SessionHandle.execute}. */
  executeMeta<Slug extends MetaToolSlug>(
    slug: Slug,
    args: MetaToolArguments<Slug>,
    options?: CallOptions,
  ): Promise<ExecuteResult<MetaToolData<Slug>>>;
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
  readonly http: Http;
  readonly version: APIVersion;
  /** The credential's header, for a URL of the API's own origin. */
  credentialFor(url: string): Record<string, string>;
}

export function createSessionHandle(context: SessionContext, id: string): SessionHandle {
  const { http, version } = context;
  const path = { session_id: id };

  return {
    id,

    async tools(options = {}) {
      const tools: Tool[] = [];
      const pages = paginate((cursor) => {
        // The hosted v3 has one page and knows no query.
        const query = version === "v3" ? { cursor } : { limit: 500, cursor };
        return http.call(operations.listTools, options, (sending) =>
          http.client.GET(operations.listTools.path, { params: { path, query }, ...sending }),
        );
      });
      for await (const tool of pages) tools.push(toTool(tool));
      return tools;
    },

    toolkits({ isConnected, search, toolkits, pageSize, ...options } = {}) {
      return paginate((cursor) => {
        const query = {
          is_connected: isConnected,
          search,
          toolkits: toolkits && [...toolkits],
          limit: pageSize,
          cursor,
        };
        return http.call(operations.listToolkits, options, (sending) =>
          http.client.GET(operations.listToolkits.path, { params: { path, query }, ...sending }),
        );
      });
    },

    search(queries, options = {}) {
      const list = typeof queries === "string" ? [queries] : queries;
      const body = { queries: list.map((query) => (typeof query === "string" ? { use_case: query } : query)) };
      return http.call(operations.search, options, (sending) =>
        http.client.POST(operations.search.path, { params: { path }, body, ...sending }),
      );
    },

    async execute(tool: string | Tool, args: object = {}, options: ExecuteOptions = {}): Promise<ExecuteResult<never>> {
      const { account, offload, signal, timeout } = options;
      const slug = toolSlug(tool);
      const body: Schemas["ExecuteRequest"] = { tool_slug: slug, arguments: args as Record<string, unknown> };
      if (account !== undefined) body.account = account;
      if (offload !== undefined) body.enable_auto_workbench_offload = offload;
      const operation =
        typeof tool === "object" && repeatable(tool) ? { ...operations.execute, read: true } : operations.execute;
      return toExecuteResult(
        await http.call(operation, { signal, timeout, defaultTimeout: usualTimeout(slug), toolSlug: slug }, (sending) =>
          http.client.POST(operation.path, { params: { path }, body, ...sending }),
        ),
      );
    },

    async executeMeta(slug, args, { signal, timeout } = {}) {
      const body = { slug, arguments: args as Record<string, unknown> };
      return toExecuteResult(
        await http.call(
          operations.executeMeta,
          { signal, timeout, defaultTimeout: usualTimeout(slug), toolSlug: slug },
          (sending) => http.client.POST(operations.executeMeta.path, { params: { path }, body, ...sending }),
        ),
      );
    },
  };
}

export function createSession(context: SessionContext, raw: Schemas["Session"]): Session {
  const { url, type } = raw.mcp;
  return {
    ...createSessionHandle(context, raw.session_id),
    userId: raw.config.user_id,
    config: raw.config,
    configVersion: raw.config_version,
    mcp: { type, url, headers: () => context.credentialFor(url) },
    metaTools: raw.tool_router_tools,
    assistivePrompt: raw.experimental?.assistive_prompt,
    warnings: raw.warnings ?? [],
    raw,
  };
}

/** Whether running the tool twice does no harm, by its own word. */
const repeatable = ({ annotations }: Partial<Tool>): boolean =>
  annotations?.readOnly === true || annotations?.idempotent === true;

function toolSlug(tool: string | Tool): string {
  const slug: unknown = typeof tool === "object" ? tool?.slug : tool;
  if (typeof slug === "string" && slug !== "") return slug;
  throw new ToolRouterError(
    "The tool to execute must be a slug such as GITHUB_CREATE_AN_ISSUE, or a Tool of session.tools().",
  );
}
