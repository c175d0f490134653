import type { OnError } from "../errors.ts";
import { createRunLog } from "../execution/run-log.ts";
import { createFaults, type FaultStore } from "../faults.ts";
import { createAPI } from "../http/api.ts";
import { createIdempotency } from "../http/idempotency.ts";
import { createRateLimiter } from "../http/rate-limit.ts";
import { randomIds, type Ids } from "../ids.ts";
import { handlers } from "../operations/handlers.ts";
import type { LocalRouterOptions } from "./options.ts";
import { createSearchIndex } from "../search/search-index.ts";
import type { OperationId } from "../spec.ts";
import { memoryStore } from "../state/memory-store.ts";
import { createEncryption, readEncryptionKey } from "../state/encryption.ts";
import { createState, type State } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { createCatalog, type Catalog } from "../toolkits/catalog.ts";
import { untraced } from "../telemetry.ts";
import { compileResultCheck } from "../toolkits/tool-arguments.ts";
import { systemWait } from "../wait.ts";
import { checkProvided } from "./check-options.ts";
import { createPorts, type Ports } from "./ports.ts";
import { createProjects, type Projects, type SharedContext } from "./projects.ts";

/** The parts of one router. */
export interface Parts {
  readonly options: LocalRouterOptions;
  readonly apiKey: string;
  readonly store: Store;
  readonly state: State;
  readonly shared: SharedContext;
  readonly projects: Projects;
  readonly faults: FaultStore;
  readonly ports: Ports;
  /** The HTTP surface. */
  readonly app: ReturnType<typeof createAPI>;
  readonly progress: {
    /** Number of requests so far. */
    requests: number;
    /** Time of creation, or of the latest reset. */
    startedAt: Date;
  };
}

/** Origin of in-process requests. Careful clients send a key over plain HTTP to loopback names only. */
export const IN_PROCESS_URL = "http://tool-router.localhost";

const MEBIBYTE = 1024 * 1024;
const DEFAULT_CONNECTION_WAIT_MS = 30_000;

/** Builds the parts of a router from checked options. Nothing is read from the store yet. */
export function createParts(options: LocalRouterOptions): Parts {
  const { now = () => new Date(), ids = randomIds(), maxRequestBytes, maxFileBytes } = options;
  const catalog = createCatalog(options.toolkits);
  if (options.validateResults === true) checkOutputSchemas(catalog);
  const { store = memoryStore({ now }) } = options;
  const state = openState(store, options);
  const apiKey = options.apiKey ?? ids("ak");
  const progress = { requests: 0, startedAt: now() };
  checkProvided({ now: progress.startedAt, ids: apiKey });
  const global = state.within("shared");
  const shared = sharedContext(options, { catalog, shared: global, now, ids });
  const projects = createProjects(options, { apiKey, state, shared, requestCount: () => progress.requests });
  const faults = createFaults(catalog, new Set(Object.keys(handlers) as OperationId[]));
  addFaults(faults, options);
  const ports = createPorts();
  const app = createAPI({
    shared: global,
    keyring: { projectKeys: projects.keys, userApiKey: options.userApiKey, projects: projects.list },
    ids,
    now,
    faults,
    originOf: (request) => originOf(request, options.publicUrl, ports),
    cors: options.cors,
    allowedHosts: options.allowedHosts,
    publicUrl: options.publicUrl,
    linkCompletionRoute: options.linkCompletionRoute ?? false,
    maxRequestBytes: maxRequestBytes ?? 10 * MEBIBYTE,
    maxFileBytes: maxFileBytes ?? 100 * MEBIBYTE,
    limiter: createRateLimiter(options.rateLimit, global, now),
    idempotency: options.idempotency === true ? createIdempotency(global, now, store.persistent) : undefined,
    onError: shared.onError,
    onRequest: options.onRequest,
  });
  return { options, apiKey, store, state, shared, projects, faults, ports, app, progress };
}

/** Adds the faults of the options. */
export function addFaults(faults: FaultStore, options: LocalRouterOptions): void {
  for (const [index, rule] of (options.faults ?? []).entries()) faults.add(rule, `faults[${index}]`);
}

function checkOutputSchemas({ tools }: Catalog): void {
  for (const { slug, outputSchema } of tools.values()) {
    compileResultCheck(outputSchema, `tool ${JSON.stringify(slug)}: outputSchema`);
  }
}

function openState(store: Store, { encryptionKey }: LocalRouterOptions): State {
  if (typeof store?.swap !== "function")
    throw new TypeError('store must be a store, such as sqliteStore("./state.db")');
  return createState(store, store.persistent ? createEncryption(readEncryptionKey(encryptionKey)) : undefined);
}

function sharedContext(
  options: LocalRouterOptions,
  sources: { catalog: Catalog; shared: State; now: () => Date; ids: Ids },
): SharedContext {
  return {
    ...sources,
    searchIndex: createSearchIndex(sources.catalog),
    linkMode: options.links ?? "manual",
    runLog: createRunLog(sources.shared),
    hooks: options.hooks ?? {},
    sessionConfigs: options.sessionConfigs ?? {},
    wait: options.wait ?? systemWait,
    sessionTTL: options.sessionTTL === Infinity ? undefined : options.sessionTTL,
    connectionWait: options.connectionWait ?? DEFAULT_CONNECTION_WAIT_MS,
    toolTimeout: options.toolTimeout ?? Infinity,
    validateResults: options.validateResults ?? false,
    maxResultBytes: options.maxResultBytes ?? 10 * MEBIBYTE,
    onError: neverThrowing(options.onError),
    telemetry: options.telemetry ?? untraced,
  };
}

/** An error of `onError` must not fail the request. */
function neverThrowing(onError: OnError | undefined): OnError {
  const report = async (...args: Parameters<OnError>): Promise<void> => {
    try {
      await (onError?.(...args) as unknown);
    } catch {
      // Dropped.
    }
  };
  return (error, source) => {
    void report(error, source);
  };
}

/** The origin of absolute URLs in a response. Browsers cannot open in-process URLs, so an open port replaces them. */
function originOf(request: Request, publicUrl: string | undefined, { origins }: Ports): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, "");
  const { origin } = new URL(request.url);
  return origin === IN_PROCESS_URL ? ([...origins][0] ?? origin) : origin;
}
