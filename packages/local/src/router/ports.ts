import { checkUnguessable, GENERATE_KEY_COMMAND } from "../http/keys.ts";
import { listenOn, type ListenOptions, type LocalServer, type RequestHandler } from "../http/listen.ts";
import type { Ids } from "../ids.ts";
import { isLoopback } from "../loopback.ts";
import type { LocalRouterOptions } from "./options.ts";

/** The open ports of a router. */
export interface Ports {
  /** Oldest first. */
  readonly origins: ReadonlySet<string>;
  listen(options: ListenOptions, handler: RequestHandler): Promise<LocalServer>;
  close(): Promise<void>;
}

export function createPorts(): Ports {
  const servers = new Set<LocalServer>();
  const origins = new Set<string>();
  return {
    origins,
    listen: async (options, handler) => {
      const server = await listenOn(handler, options);
      const close = async (): Promise<void> => {
        origins.delete(server.origin);
        await server.close();
      };
      const opened: LocalServer = { ...server, close, [Symbol.asyncDispose]: close };
      servers.add(opened);
      origins.add(server.origin);
      return opened;
    },
    close: async () => {
      await Promise.all([...servers].map((server) => server.close()));
    },
  };
}

/** Throws a TypeError if a secret is too easy to guess for a host that other machines reach. */
export function checkSecrets(host: string, options: LocalRouterOptions, ids: Ids): void {
  if (isLoopback(host)) return;
  const { apiKey, scopedKeys, projects = [], userApiKey } = options;
  if (apiKey === undefined) {
    throw new TypeError(
      `Choose an apiKey to listen on ${host}, which other machines reach. Generate one with: ${GENERATE_KEY_COMMAND}. The command takes it from TOOL_ROUTER_API_KEY or --api-key-file`,
    );
  }
  for (const [index, project] of [{ apiKey, scopedKeys }, ...projects].entries()) {
    const prefix = index === 0 ? "" : `projects[${index - 1}].`;
    checkUnguessable(project.apiKey, `${prefix}apiKey`, host);
    for (const [place, { key }] of (project.scopedKeys ?? []).entries()) {
      checkUnguessable(key, `${prefix}scopedKeys[${place}].key`, host);
    }
  }
  if (userApiKey !== undefined) checkUnguessable(userApiKey, "userApiKey", host);
  // Tokens of links and files are secrets as well, and sequentialIds() is for tests.
  try {
    checkUnguessable(ids("lt"), "ids", host);
  } catch (error) {
    throw new TypeError(`ids must be random to listen on ${host}, which other machines reach`, { cause: error });
  }
}
