import { checkStatus } from "./accounts/status.ts";
import type { Credentials } from "./auth/toolkit-auth.ts";
import { StoreFailure } from "./errors.ts";
import { runLogFilter, type RunLogEntry, type RunLogFilter } from "./execution/run-log.ts";
import type { Faults } from "./faults.ts";
import { inProcessFetch } from "./http/in-process-fetch.ts";
import { checkListenOptions, type ListenOptions, type LocalServer } from "./http/listen.ts";
import { answerUnread } from "./http/unread-request.ts";
import { findLinkedAccount } from "./links/find-link.ts";
import { completeLink } from "./links/links.ts";
import { isLoopback } from "./loopback.ts";
import { connectionLost, type DroppedConnection } from "./requests/dropped-connection.ts";
import type { Environment } from "./requests/environment.ts";
import type { LocalRouterOptions } from "./router/options.ts";
import { checkRouterOptions } from "./router/check-options.ts";
import { Lifecycle } from "./router/lifecycle.ts";
import { addFaults, createParts, IN_PROCESS_URL, type Parts } from "./router/parts.ts";
import { checkSecrets } from "./router/ports.ts";
import { checkKey } from "./state/state.ts";
import { checkShape, objectOfTexts, text } from "./validation/shape.ts";

/** A router in this process. */
export interface LocalRouter {
  /** Answers requests without a socket, at any origin. Rejects at once on abort; follows no redirects. */
  readonly fetch: typeof globalThis.fetch;
  /** The project key to send as `x-api-key`: the option `apiKey`, or a random one. */
  readonly apiKey: string;
  /** Base URL for clients, together with {@link fetch}. Nothing listens there until `listen()` has opened a port. */
  readonly baseUrl: string;
  /**
   * Listens on a port as well. Rejects if the port is in use. On a host that other machines reach, it also rejects if
   * `apiKey` is not set or a key has fewer than 24 characters.
   */
  listen(options?: ListenOptions): Promise<LocalServer>;
  /** Simulated failures. */
  readonly faults: Faults;
  /** The newest runs of tools, newest first. */
  runs(filter?: RunLogFilter): Promise<RunLogEntry[]>;
  /**
   * Completes a link in place of its user, for tests. `link` is its token, its URL or the id of its account; tools receive
   * the credentials. Rejects if the link is unknown or can no longer be completed.
   */
  completeLink(link: string, credentials?: Credentials): Promise<void>;
  /** Sets an account's status, such as `EXPIRED` or `REVOKED`. Rejects with a TypeError for an unknown account. */
  setAccountStatus(id: string, status: string, reason?: string): Promise<void>;
  /** Deletes all state, and restores the accounts and faults of the options. */
  reset(): Promise<void>;
  /** Stops accepting requests, waits for those in flight, and closes all ports and the store. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Creates a router that serves your own toolkits.
 *
 * @throws TypeError for an unknown or invalid option, toolkit, tool or account. The message names the field and the
 * expected value.
 */
export function createLocalRouter(options: LocalRouterOptions): LocalRouter {
  checkRouterOptions(options);
  const parts = createParts(options);
  const { apiKey, ports } = parts;
  const connection = connect(parts);
  const methods = createMethods(parts, connection);
  // Clients reject unknown options, so only theirs are own properties: `createToolRouter({ ...router, timeout })`.
  const router = Object.assign(Object.create(methods) as Methods, { fetch: connection.fetch, apiKey });
  return Object.defineProperty(router as LocalRouter, "baseUrl", {
    enumerable: true,
    // Clients send a key over plain HTTP to loopback addresses only.
    get: () => [...ports.origins].find((origin) => isLoopback(new URL(origin).hostname)) ?? IN_PROCESS_URL,
  });
}

interface Connection {
  readonly lifecycle: Lifecycle;
  readonly fetch: typeof globalThis.fetch;
  readonly answer: (request: Request, environment: Environment["Bindings"]) => Promise<Response>;
}

/** Connects the HTTP surface to callers. The router opens at the first request. */
function connect({ store, state, projects, ports, app, progress }: Parts): Connection {
  const lifecycle = new Lifecycle({
    start: async () => {
      await checkKey(state);
      await projects.seed(progress.startedAt);
    },
    stop: async () => {
      await Promise.all([inProcess.close(), ports.close()]);
      await store.close?.();
    },
  });
  const answer: Connection["answer"] = async (request, environment) => {
    progress.requests++;
    if (lifecycle.isOpen) return app.fetch(request, environment);
    try {
      await lifecycle.open();
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      return app.fetch(request, { ...environment, failure: error });
    }
    return app.fetch(request, environment);
  };
  const inProcess = inProcessFetch(IN_PROCESS_URL, async (request, signal) => {
    let dropped: DroppedConnection | undefined;
    const drop = (lost: DroppedConnection): void => {
      dropped = lost;
    };
    // Clients that wait for an account poll every second. In process they learn of a change at once.
    if (lifecycle.isOpen) await projects.untilAccountChanges(request);
    const response = await answer(request, { signal, drop });
    if (dropped !== undefined) throw connectionLost(dropped);
    return response;
  });
  return { lifecycle, answer, fetch: inProcess.fetch };
}

type Methods = Omit<LocalRouter, "fetch" | "apiKey" | "baseUrl">;

function createMethods(parts: Parts, { lifecycle, answer }: Connection): Methods {
  const { options, store, shared, projects, faults, ports, progress } = parts;
  const { now, ids, runLog } = shared;
  const close = (): Promise<void> => lifecycle.close();
  return {
    listen: async (listenOptions = {}) => {
      checkListenOptions(listenOptions);
      const { host = "127.0.0.1" } = listenOptions;
      checkSecrets(host, options, ids);
      await lifecycle.requireOpen();
      return ports.listen(listenOptions, {
        answer: async (request, drop) => answer(request, { drop, isLoopback: isLoopback(host) }),
        answerUnread: (code) => answerUnread(code, ids("req")),
      });
    },
    faults: { add: (rule) => faults.add(rule), clear: faults.clear, unused: faults.unused },
    runs: async (filter) => {
      if (filter !== undefined) checkShape(filter, "filter", runLogFilter);
      await lifecycle.requireOpen();
      return runLog.list(filter);
    },
    completeLink: async (link, credentials = {}) => {
      checkCompletion(link, credentials);
      await lifecycle.requireOpen();
      await completeForUser(parts, link, credentials);
    },
    setAccountStatus: async (id, status, reason) => {
      checkStatus(status, "setAccountStatus");
      await lifecycle.requireOpen();
      for (const { context } of projects.list) {
        const changed = await context.accounts.change(id, () => ({ status, statusReason: reason }));
        if (changed !== undefined) return;
      }
      throw new TypeError(`No connected account has the id ${id}`);
    },
    reset: async () => {
      lifecycle.requireNotClosed();
      faults.clear();
      addFaults(faults, options);
      progress.startedAt = now();
      await lifecycle.restart(async () => {
        await store.clear();
        ids.reset?.();
      });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function checkCompletion(link: unknown, credentials: unknown): void {
  if (!text.fits(link)) throw new TypeError("completeLink takes a link token, a link's URL or an account id");
  if (!objectOfTexts.fits(credentials)) throw new TypeError(`credentials must be ${objectOfTexts.expected}`);
}

async function completeForUser({ projects, shared }: Parts, link: string, credentials: Credentials): Promise<void> {
  const found = await findLinkedAccount({ projects: projects.list, shared: shared.shared }, link);
  if (found === undefined) {
    throw new TypeError(
      `No link has the token or account id ${JSON.stringify(link)}. Pass link_token, redirect_url or connected_account_id.`,
    );
  }
  const completion = await completeLink(found.router, found.account, credentials, "no fields");
  if (completion.outcome === "active") return;
  throw new Error(
    completion.outcome === "incomplete"
      ? `The link was not completed: ${completion.message}`
      : `The link can no longer be completed: its account is ${completion.account?.status ?? "deleted"}. Create a new link.`,
  );
}
