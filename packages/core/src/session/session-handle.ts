import type { components } from "@tool-router/openapi";
import type { CallOptions } from "../http/call-options.ts";
import type { ListOptions } from "../http/paginate.ts";
import type { SessionFiles } from "../files/files.ts";
import type { Tool } from "../tools/tool.ts";
import type { ToolCalls } from "../tools/tool-calls.ts";
import type { ConnectionStatus, Link, LinkOptions } from "./link.ts";
import type { SessionPatchInput } from "./session-config.ts";

type Schemas = components["schemas"];

/** One query of a session's search. */
export type SearchQuery = Schemas["SearchRequest"]["queries"][number];

/** Which of a session's toolkits to list. */
export interface ToolkitsQuery extends CallOptions {
  /** Only connected toolkits. Default: false. */
  readonly isConnected?: boolean | undefined;
  /** Matches slugs and names. */
  readonly search?: string | undefined;
  /** Only these slugs. Default, also for `[]`: all. */
  readonly toolkits?: readonly string[] | undefined;
  /** Toolkits per request, 1 to 50. */
  readonly pageSize?: number | undefined;
  /** Maximum number of toolkits. Default: `Infinity`. */
  readonly limit?: number | undefined;
}

/** A session of which only the id is known. Methods send requests unless they say otherwise. */
export interface SessionHandle extends ToolCalls {
  readonly id: string;

  /** The tools for an agent: the session's meta tools and preloaded app tools, from all pages. */
  tools(options?: CallOptions): Promise<readonly Tool[]>;

  /**
   * Finds tools by slug in the router's catalog. Unknown slugs are omitted, and the order is not defined. Sends at most one
   * request, for slugs that this object has not seen before.
   */
  lookUp(slugs: readonly string[], options?: CallOptions): Promise<readonly Tool[]>;

  /** The toolkits that the session allows, with the user's connections. Pages are fetched lazily. */
  toolkits(query?: ToolkitsQuery): AsyncIterable<Schemas["SessionToolkit"]>;

  /** Finds tools for up to seven tasks in plain language. */
  search(
    queries: string | readonly (string | SearchQuery)[],
    options?: CallOptions,
  ): Promise<Schemas["SearchResponse"]>;

  /** Creates a link with which the user connects a new account to a toolkit. */
  link(toolkit: string, options?: LinkOptions): Promise<Link>;

  /** Finds the user's connection to a toolkit, or creates a link. With `alias`, only the account of that name counts. */
  ensureConnected(toolkit: string, options?: LinkOptions): Promise<ConnectionStatus>;

  readonly files: SessionFiles;

  /**
   * Changes the configuration.
   *
   * @param options.expectedVersion - the `configVersion` that the patch is based on. Default: not checked.
   * @throws ConflictError if the session has another version: read it again, and retry.
   */
  update(
    patch: SessionPatchInput,
    options?: CallOptions & { readonly expectedVersion?: number | undefined },
  ): Promise<Session>;

  /** Previous configurations, newest first. */
  history(options?: ListOptions): AsyncIterable<Schemas["ConfigHistoryItem"]>;

  /** Reads the session again. The router checks its custom tools. */
  attach(options?: CallOptions): Promise<Session>;

  /** Deletes the session. The user's connected accounts stay. */
  delete(options?: CallOptions): Promise<Schemas["SessionDeleted"]>;
}

/** A session as it was when it was created or fetched. */
export interface Session extends SessionHandle {
  readonly userId: string;
  /** The effective configuration, as on the wire. */
  readonly config: Schemas["SessionConfig"];
  /** Increases with every change of the configuration; undefined on routers without versions. */
  readonly configVersion: number | undefined;
  readonly mcp: {
    readonly type: string;
    readonly url: string;
    /** The credential, if `url` has the API's own origin; otherwise empty. */
    headers(): Record<string, string>;
  };
  /** The slugs of the session's meta tools. */
  readonly metaTools: readonly string[];
  /** Text for the system prompt, if the router has one. */
  readonly assistivePrompt: string | undefined;
  readonly warnings: readonly Schemas["SessionWarning"][];
  /** The session as on the wire. */
  readonly raw: Schemas["Session"];
}
