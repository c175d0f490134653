import type { components } from "@tool-router/openapi";
import type { Connectedness, Link, LinkOptions } from "./connection.ts";
import type { ManyCall, ManyOptions, ManyResult } from "../tools/execute-many.ts";
import type { AnswerOptions, ExecuteResult, ToolArguments, WireAnswers } from "../tools/execution.ts";
import type { SessionFiles } from "../files/files.ts";
import type { CallOptions } from "../http/http.ts";
import type { MetaToolArguments, MetaToolData, MetaToolSlug } from "../tools/meta-tool.ts";
import type { ListOptions } from "../http/paginate.ts";
import type { ProxyResult } from "../tools/proxy.ts";
import type { SessionPatchInput } from "./session-config.ts";
import type { Tool } from "../tools/tool.ts";

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
