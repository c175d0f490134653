import type { SeedAccount } from "../accounts/seeds.ts";
import type { OnError } from "../errors.ts";
import type { FaultRule } from "../faults.ts";
import type { RouterHooks } from "../hooks/hook-functions.ts";
import type { CORSOrigins } from "../http/cors.ts";
import type { ScopedKey } from "../http/keys.ts";
import type { OnRequest } from "../http/request-log.ts";
import type { Ids } from "../ids.ts";
import type { LinkMode } from "../router-context.ts";
import type { SavedConfig } from "../sessions/settings.ts";
import type { Store } from "../state/store.ts";
import type { Telemetry } from "../telemetry.ts";
import type { ToolkitDefinition } from "../toolkits/define-toolkit.ts";
import type { Wait } from "../wait.ts";

/** An additional project. Its sessions, accounts and files are invisible to other projects. */
export interface ProjectOptions {
  /** Such as `proj_other`. User keys select it with `x-project-id`. */
  id: string;
  /** Organization that user keys name in `x-org-id`. Default: `org_local`. */
  orgId?: string | undefined;
  apiKey: string;
  scopedKeys?: readonly ScopedKey[] | undefined;
  /** Default: none. */
  accounts?: readonly SeedAccount[] | undefined;
}

export interface LocalRouterOptions {
  toolkits: readonly ToolkitDefinition[];
  /** Connected accounts. Default: none. */
  accounts?: readonly SeedAccount[] | undefined;
  /** The project key that callers send as `x-api-key`. Default: a random one (`ak_…`). */
  apiKey?: string | undefined;
  /** Project keys with reduced rights. Default: none. */
  scopedKeys?: readonly ScopedKey[] | undefined;
  /** Projects besides the first one (`proj_local` of `org_local`), which owns `apiKey` and `accounts`. Default: none. */
  projects?: readonly ProjectOptions[] | undefined;
  /**
   * The user key that callers may send as `x-user-api-key` instead. It acts on the first project, or on the one that
   * `x-org-id` and `x-project-id` name. Default: no user key is accepted.
   */
  userApiKey?: string | undefined;
  /** Whether a user completes each link on its page, or links are complete as soon as they are created. Default: `manual`. */
  links?: LinkMode | undefined;
  /**
   * Base of absolute URLs in responses, if callers reach the router through a proxy. Default: the origin of each request;
   * for in-process requests, the router's port if it has one.
   */
  publicUrl?: string | undefined;
  /**
   * Host names that the router answers to, besides `localhost`, `127.0.0.1`, `[::1]` and the host of `publicUrl`, such as
   * `["host.docker.internal"]`; `["*"]` for all. Requests to other hosts get 403. Default: no others at a loopback
   * address; all at other addresses. If set, in-process requests with a `Host` header are checked, too.
   */
  allowedHosts?: readonly string[] | undefined;
  /**
   * Whether `POST /_local/link/{token}/complete` completes a link without its user, for tests in another process. Anyone
   * who sees a link's URL can then complete it, agents included. Default: false.
   */
  linkCompletionRoute?: boolean | undefined;
  /** Origins of web pages that may call the router from a browser. Default: none. */
  cors?: CORSOrigins | undefined;
  /** The clock. Default: the system's. */
  now?: (() => Date) | undefined;
  /** Generates ids. Default: random ones. `sequentialIds()` repeats the same ids in every run. */
  ids?: Ids | undefined;
  /** Functions behind the hooks of sessions. A hook without its function blocks every call. */
  hooks?: RouterHooks | undefined;
  /** Saved configurations, by the id that sessions name as `experimental.session_config_id`. Default: none. */
  sessionConfigs?: Readonly<Record<string, SavedConfig>> | undefined;
  /** Maximum requests of each key per minute. Default: unlimited. */
  rateLimit?: number | undefined;
  /** Whether the router honors the header `Idempotency-Key`. Hosted routers ignore it. Default: false. */
  idempotency?: boolean | undefined;
  /** Simulated failures. Tests can add more with the router's `faults`. Default: none. */
  faults?: readonly FaultRule[] | undefined;
  /** Timeout of a tool's run in milliseconds. Default: none. */
  toolTimeout?: number | undefined;
  /** Whether a result that does not match its tool's output schema fails the call. Default: false. */
  validateResults?: boolean | undefined;
  /**
   * TTL of sessions in milliseconds, from their creation; use does not extend it. An expired session is unknown, and its
   * files are deleted. Default: `Infinity`, as with hosted routers.
   */
  sessionTTL?: number | undefined;
  /** Maximum wait of COMPOSIO_WAIT_FOR_CONNECTIONS in milliseconds. Default: 30 000. */
  connectionWait?: number | undefined;
  /** Storage for sessions, accounts, files and all other state. Default: in memory. */
  store?: Store | undefined;
  /**
   * Encryption key of a persistent store: 32 bytes, or a string that encodes them in base64 or hex. The key and the store
   * together reveal the users' credentials.
   */
  encryptionKey?: string | Uint8Array | undefined;
  /** Timer for tests, together with `now`. Default: the system's timers. */
  wait?: Wait | undefined;
  /**
   * Receives errors that callers see as a message or a bare 500: errors of tools (a `ToolError` only if it has a cause)
   * and internal failures. Default: they are dropped.
   */
  onError?: OnError | undefined;
  /** Called after each request with its method, path, status and duration. Default: requests are not logged. */
  onRequest?: OnRequest | undefined;
  /** Traces runs of tools; see `@tool-router/local/opentelemetry`. Default: runs are not traced. */
  telemetry?: Telemetry | undefined;
  /** Maximum size of an uploaded file in bytes. Larger ones get 413. Default: 100 MiB. */
  maxFileBytes?: number | undefined;
  /** Maximum size of a tool's result in bytes. Larger ones get 413. Default: 10 MiB. */
  maxResultBytes?: number | undefined;
  /** Maximum size of a request body in bytes. Larger ones get 413. Default: 10 MiB. */
  maxRequestBytes?: number | undefined;
}
