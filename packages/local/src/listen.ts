import { createAdaptorServer } from "@hono/node-server";
import type { AddressInfo, Server } from "node:net";

export interface ListenOptions {
  /** Default: any free one. */
  port?: number | undefined;
  /** Default: `127.0.0.1`, which only this machine reaches. */
  host?: string | undefined;
}

/** A router at a port. */
export interface LocalServer {
  /** Such as `http://127.0.0.1:4310`. */
  readonly origin: string;
  /** What clients take as their base URL: the origin. */
  readonly baseUrl: string;
  /** Ends open connections, so that it never waits for a client. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Binds a port. Rejects if that is not possible, for example because it is taken. */
export async function listenOn(
  answer: (request: Request) => Promise<Response>,
  { port = 0, host = "127.0.0.1" }: ListenOptions,
): Promise<LocalServer> {
  const server = createAdaptorServer({ fetch: answer, overrideGlobalObjects: false }) as Server & {
    closeAllConnections(): void;
  };
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      const taken = `Port ${port} is taken: choose another one, or 0 for any that is free`;
      reject(Object.assign(new Error(taken, { cause: error }), { code: error.code }));
    });
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  const origin = `http://${reachable(host)}:${address.port}`;

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
    return closing;
  };
  return { origin, baseUrl: origin, close, [Symbol.asyncDispose]: close };
}

/** How this machine reaches a host that was listened on, as it stands in a URL. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
