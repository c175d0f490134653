import type { Account } from "./accounts/account.ts";
import { createAccounts } from "./accounts/accounts.ts";
import { watchAccounts, type WatchedAccounts } from "./accounts/watched-accounts.ts";
import { createAuthConfigs } from "./accounts/auth-configs.ts";
import { readSeeds, seedIds } from "./accounts/seeds.ts";
import type { Credentials } from "./auth/toolkit-auth.ts";
import { checkStatus } from "./accounts/status.ts";
import { Refusal, StoreFailure, type OnError } from "./errors.ts";
import { createRunLog, runLogFilter, type RunLogEntry, type RunLogFilter } from "./execution/run-log.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createApi, type Environment } from "./http/api.ts";
import { connectionLost, type DroppedConnection } from "./http/dropped-connection.ts";
import { createIdempotency } from "./http/idempotency.ts";
import { inProcessFetch } from "./http/in-process-fetch.ts";
import { checkAreas, checkUnguessable, generateKey, type Caller, type Keyring, type Project } from "./http/keys.ts";
import { checkListenOptions, listenOn, type ListenOptions, type LocalServer } from "./http/listen.ts";
import { createRateLimiter } from "./http/rate-limit.ts";
import { answerUnread } from "./http/unread-request.ts";
import { randomIds } from "./ids.ts";
import { completeLink, findLink } from "./links/links.ts";
import { isLoopback } from "./loopback.ts";
import { handlers } from "./operations/handlers.ts";
import type { RouterContext } from "./router-context.ts";
import { checkGiven, checkRouterOptions, type LocalRouterOptions, type ProjectOptions } from "./router-options.ts";
import { createSearchIndex } from "./search/search-index.ts";
import { createSessions } from "./sessions/sessions.ts";
import type { OperationId } from "./spec.ts";
import { memoryStore } from "./state/memory-store.ts";
import { createEncryption, readEncryptionKey } from "./state/encryption.ts";
import { checkKey, createState, type State } from "./state/state.ts";
import { createCatalogue } from "./toolkits/catalogue.ts";
import { compileResultCheck } from "./toolkits/tool-arguments.ts";
import { checkShape, objectOfTexts, text } from "./validation/shape.ts";
import { systemWait } from "./wait.ts";

/** A router in this process. */
export interface LocalRouter {
  /** Answers a request without a socket, whatever origin its URL has. Rejects at once when its signal aborts, and follows no redirect. */
  readonly fetch: typeof globalThis.fetch;
  /** The project key to send as `x-api-key`: the option `apiKey`, or a random one. */
  readonly apiKey: string;
  /**
   * An origin to give to clients together with {@link fetch}. Nothing listens there until `listen()` has resolved; from
   * then on it is the origin of the port.
   */
  readonly baseUrl: string;
  /**
   * Answers at a port as well. Rejects if the port is taken, or if other machines reach it and `apiKey` was not chosen, or
   * a key is shorter than 24 characters.
   */
  listen(options?: ListenOptions): Promise<LocalServer>;
  /** What goes wrong on demand. */
  readonly faults: Faults;
  /** The newest runs of tools, newest first. */
  runs(filter?: RunLogFilter): Promise<RunLogEntry[]>;
  /**
   * Completes a link as its user would, for tests. `link` is its token, its URL or the id of its account; the credentials
   * are what the tools read. Rejects if there is no such link, or if it cannot be completed.
   */
  completeLink(link: string, credentials?: Credentials): Promise<void>;
  /** Puts an account into another status, such as `EXPIRED` or `REVOKED`. Rejects with a TypeError if there is no such account. */
  setAccountStatus(id: string, status: string, reason?: string): Promise<void>;
  /** Deletes everything that is in the store, and brings back the accounts and the faults of the options. */
  reset(): Promise<void>;
  /** Takes no more requests, here and at every port, lets those finish that are being answered, and closes the store. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const tenMebibytes = 10 * 1024 * 1024;

/**
 * Makes a router that serves your own toolkits.
 *
 * @throws TypeError if an option, a toolkit, a tool or an account is not right, or not known; it names the field and what
 * it should be.
 */
export function createLocalRouter(options: LocalRouterOptions): LocalRouter {
  checkRouterOptions(options);
  const { now = () => new Date(), ids = randomIds(), links = "manual", publicUrl } = options;
  const catalogue = createCatalogue(options.toolkits);
  const { wait = systemWait, rateLimit, validateResults = false } = options;
  if (validateResults) {
    for (const { slug, outputSchema } of catalogue.tools.values()) {
      compileResultCheck(outputSchema, `tool ${JSON.stringify(slug)}: outputSchema`);
    }
  }
  const searchIndex = createSearchIndex(catalogue);
  const sessionTTL = options.sessionTTL === Infinity ? undefined : options.sessionTTL;
  const { store = memoryStore({ now }) } = options;
  if (typeof store?.swap !== "function") throw new TypeError('store must be a store, such as folderStore("./state")');
  const encryption = store.persistent ? createEncryption(readEncryptionKey(options.encryptionKey)) : undefined;
  const state = createState(store, encryption);
  const shared = state.within("shared");
  const runLog = createRunLog(shared);
  const limiter = createRateLimiter(rateLimit, shared, now);
  const idempotency = options.idempotency === true ? createIdempotency(shared, now, store.persistent) : undefined;
  const faults = createFaults(catalogue, new Set(Object.keys(handlers) as OperationId[]));
  const apiKey = options.apiKey ?? ids("ak");
  const report = async (...args: Parameters<OnError>): Promise<void> => {
    try {
      await (options.onError?.(...args) as unknown);
    } catch {
      // A broken onError must not cost the caller its answer.
    }
  };
  const onError: OnError = (error, source) => {
    void report(error, source);
  };
  const { scopedKeys, accounts } = options;
  const written: readonly ProjectOptions[] = [
    { id: "proj_local", apiKey, scopedKeys, accounts },
    ...(options.projects ?? []),
  ];
  let requests = 0;
  const accountsOf = new Map<string, WatchedAccounts>();
  const projects = written.map(({ id, orgId = "org_local" }): Project => {
    const own = state.within(`project/${encodeURIComponent(id)}`);
    const watched = watchAccounts(createAccounts(own, catalogue, ids, now), () => requests);
    accountsOf.set(id, watched);
    const context: RouterContext = {
      catalogue,
      searchIndex,
      accounts: watched,
      authConfigs: createAuthConfigs(own, catalogue, ids, now),
      sessions: createSessions(own, ids, now, sessionTTL),
      state: own,
      shared,
      linkMode: links,
      projectId: id,
      runLog,
      hooks: options.hooks ?? {},
      sessionConfigs: options.sessionConfigs ?? {},
      ids,
      now,
      wait,
      sessionTTL,
      connectionWait: options.connectionWait ?? 30_000,
      toolTimeout: options.toolTimeout ?? Infinity,
      validateResults,
      maxResultBytes: options.maxResultBytes ?? tenMebibytes,
      onError,
    };
    return { id, orgId, context };
  });
  const seeds = written.map(({ accounts: seeded = [] }, place) =>
    readSeeds(seeded, catalogue, place === 0 ? "accounts" : `projects[${place - 1}].accounts`),
  );
  const addFaults = (): void => {
    for (const [index, rule] of (options.faults ?? []).entries()) faults.add(rule, `faults[${index}]`);
  };
  addFaults();

  /** What has to be done before the first request: undefined when it is done. */
  let opening: Promise<void> | undefined;
  let isOpen = false;
  let startedAt = now();
  checkGiven({ now: startedAt, ids: apiKey });
  const begin = async (): Promise<void> => {
    await checkKey(state);
    for (const [place, { context }] of projects.entries()) {
      const own = seeds[place] ?? [];
      const seedId = seedIds(own, ids, options.store === undefined);
      for (const [index, { account, where }] of own.entries()) {
        try {
          await context.accounts.ensure(seedId[index]!, { ...account, createdAt: startedAt });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          throw new TypeError(`${where}: ${error.message}`, { cause: error });
        }
      }
    }
  };
  /** Begins, unless that is done or being done; `before` is done first. */
  const open = async (before?: () => Promise<void>): Promise<void> => {
    opening ??= (async () => {
      try {
        await before?.();
        await begin();
        isOpen = true;
      } catch (error) {
        // The next request may find a store that answers.
        opening = undefined;
        throw error;
      }
    })();
    await opening;
  };

  // A loopback name: careful clients send a key over plain HTTP to nothing else.
  const inProcessUrl = "http://tool-router.localhost";
  const servers = new Set<LocalServer>();
  /** Origins of the ports that are open, oldest first. */
  const origins = new Set<string>();
  const app = createApi({
    shared,
    keyring: { projectKeys: projectKeys(written, projects), userApiKey: options.userApiKey, projects },
    ids,
    originOf: (request) => {
      if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, "");
      const { origin } = new URL(request.url);
      // A browser cannot open an address of this process.
      return origin === inProcessUrl ? ([...origins][0] ?? origin) : origin;
    },
    cors: options.cors,
    allowedHosts: options.allowedHosts,
    publicUrl,
    linkCompletionRoute: options.linkCompletionRoute ?? false,
    maxRequestBytes: options.maxRequestBytes ?? tenMebibytes,
    maxFileBytes: options.maxFileBytes ?? 10 * tenMebibytes,
    limiter,
    faults,
    idempotency,
    onError,
    onRequest: options.onRequest,
    now,
  });
  const answer = async (request: Request, environment: Environment["Bindings"]): Promise<Response> => {
    requests++;
    if (isOpen) return app.fetch(request, environment);
    try {
      await open();
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      return app.fetch(request, { ...environment, failure: error });
    }
    return app.fetch(request, environment);
  };
  // A client that waits for an account asks, and asks again a second later. In a process it gets the news at once.
  const untilAccountChanges = async ({ method, url }: Request): Promise<void> => {
    const [, id] = /^\/api\/v3(?:\.1)?\/connected_accounts\/(ca_[^/]+)$/.exec(new URL(url).pathname) ?? [];
    if (method !== "GET" || id === undefined || !isOpen) return;
    await Promise.all([...accountsOf.values()].map((own) => own.untilChanged(id)));
  };
  const inProcess = inProcessFetch(inProcessUrl, async (request, signal) => {
    let dropped: DroppedConnection | undefined;
    const drop = (lost: DroppedConnection): void => {
      dropped = lost;
    };
    await untilAccountChanges(request);
    const response = await answer(request, { signal, drop });
    if (dropped !== undefined) throw connectionLost(dropped);
    return response;
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      await Promise.all([inProcess.close(), ...[...servers].map((server) => server.close())]);
      await store.close?.();
    })();
    return closing;
  };
  // A store that is asked once more would open itself again.
  const openNow = async (): Promise<void> => {
    if (closing !== undefined) throw new Error("The router is closed: make a new one");
    await open();
  };

  /** Throws if a key or a token can be guessed by the machines that reach the host. */
  const checkPublic = (host: string): void => {
    if (options.apiKey === undefined) {
      throw new TypeError(
        `Choose an apiKey to listen on ${host}, which other machines reach. Generate one with: ${generateKey}. The command takes it from TOOL_ROUTER_API_KEY or --api-key-file`,
      );
    }
    for (const [place, project] of written.entries()) {
      const where = place === 0 ? "" : `projects[${place - 1}].`;
      checkUnguessable(project.apiKey, `${where}apiKey`, host);
      for (const [index, { key }] of (project.scopedKeys ?? []).entries()) {
        checkUnguessable(key, `${where}scopedKeys[${index}].key`, host);
      }
    }
    if (options.userApiKey !== undefined) checkUnguessable(options.userApiKey, "userApiKey", host);
    // Tokens of links and files are secrets as well: sequentialIds() is for tests.
    try {
      checkUnguessable(ids("lt"), "ids", host);
    } catch (error) {
      throw new TypeError(`ids must be random to listen on ${host}, which other machines reach`, { cause: error });
    }
  };

  const methods: Omit<LocalRouter, "fetch" | "apiKey" | "baseUrl"> = {
    listen: async (listenOptions = {}) => {
      checkListenOptions(listenOptions);
      const { host = "127.0.0.1" } = listenOptions;
      if (!isLoopback(host)) checkPublic(host);
      await openNow();
      const server = await listenOn(
        {
          answer: async (request, drop) => answer(request, { drop, isLoopback: isLoopback(host) }),
          answerUnread: (code) => answerUnread(code, ids("req")),
        },
        listenOptions,
      );
      const closeServer = async (): Promise<void> => {
        origins.delete(server.origin);
        await server.close();
      };
      const opened: LocalServer = { ...server, close: closeServer, [Symbol.asyncDispose]: closeServer };
      servers.add(opened);
      origins.add(server.origin);
      return opened;
    },
    faults: { add: (rule) => faults.add(rule), clear: faults.clear, unused: faults.unused },
    runs: async (filter) => {
      if (filter !== undefined) checkShape(filter, "filter", runLogFilter);
      await openNow();
      return runLog.list(filter);
    },
    completeLink: async (link, credentials = {}) => {
      checkCompletion(link, credentials);
      await openNow();
      const { context, account } = (await findLinkedAccount(projects, shared, link)) ?? {};
      if (context === undefined || account === undefined) {
        throw new TypeError(
          `No link has the token or account id ${JSON.stringify(link)}. Pass link_token, redirect_url or connected_account_id.`,
        );
      }
      const completion = await completeLink(context, account, credentials, "no fields");
      if (completion.outcome === "active") return;
      throw new Error(
        completion.outcome === "incomplete"
          ? `The link was not completed: ${completion.message}`
          : `The link can no longer be completed: its account is ${completion.account?.status ?? "deleted"}. Make a new link.`,
      );
    },
    setAccountStatus: async (id, status, reason) => {
      checkStatus(status, "setAccountStatus");
      await openNow();
      for (const { context } of projects) {
        const changed = await context.accounts.change(id, () => ({ status, statusReason: reason }));
        if (changed !== undefined) return;
      }
      throw new TypeError(`There is no account ${id}`);
    },
    reset: async () => {
      if (closing !== undefined) await openNow();
      faults.clear();
      addFaults();
      startedAt = now();
      isOpen = false;
      const before = opening;
      opening = undefined;
      await open(async () => {
        await before?.catch(() => undefined);
        await store.clear();
        ids.reset?.();
      });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
  // Its own properties are the options of a client, which refuses any other: `createToolRouter({ ...local, timeout })`.
  const router = Object.assign(Object.create(methods) as typeof methods, { fetch: inProcess.fetch, apiKey });
  return Object.defineProperty(router as LocalRouter, "baseUrl", {
    enumerable: true,
    // Clients send a key over plain HTTP to this machine only.
    get: () => [...origins].find((origin) => isLoopback(new URL(origin).hostname)) ?? inProcessUrl,
  });
}

function projectKeys(written: readonly ProjectOptions[], projects: readonly Project[]): Keyring["projectKeys"] {
  const keys = new Map<string, Omit<Caller, "key">>();
  const names = new Set<string>();
  for (const [place, project] of projects.entries()) {
    const { apiKey, scopedKeys = [] } = written[place] as ProjectOptions;
    if (names.has(project.id)) throw new TypeError(`projects: the id ${project.id} is used twice`);
    names.add(project.id);
    const all = [{ key: apiKey, areas: undefined }, ...scopedKeys];
    for (const { key, areas } of all) {
      if (keys.has(key)) throw new TypeError(`projects: ${project.id} has a key that is used twice`);
      if (areas !== undefined) checkAreas(areas, `scopedKeys of ${project.id}: areas`);
      keys.set(key, { project, areas: areas && new Set(areas) });
    }
  }
  return keys;
}

function checkCompletion(link: unknown, credentials: unknown): void {
  if (!text.fits(link)) throw new TypeError("completeLink takes a link token, a link's URL or an account id");
  if (!objectOfTexts.fits(credentials)) throw new TypeError(`credentials must be ${objectOfTexts.expected}`);
}

/** The account of a link, by its token, its URL or the account's id. */
async function findLinkedAccount(
  projects: readonly Project[],
  shared: State,
  link: string,
): Promise<{ context: RouterContext; account: Account } | undefined> {
  const token = /(?:^|\/link\/)([^/?#]+)(?:[?#].*)?$/.exec(link)?.[1] ?? link;
  const found = await findLink(shared, token);
  for (const { id, context } of projects) {
    const account =
      found === undefined || found.project === id ? await context.accounts.get(found?.accountId ?? token) : undefined;
    if (account !== undefined) return { context, account };
  }
  return undefined;
}
