import { createAdaptorServer } from "@hono/node-server";
import type { Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { checkShape, milliseconds, text, wholeNumber, type Shape } from "./shape.ts";

export interface ListenOptions {
  /** Default: any free one. */
  port?: number | undefined;
  /** Default: `127.0.0.1`, which only this machine reaches. */
  host?: string | undefined;
  /** Milliseconds for which `close()` lets requests finish that are being answered. Default: 5000. */
  drain?: number | undefined;
}

/** A router at a port. */
export interface LocalServer {
  /** Such as `http://127.0.0.1:4310`. */
  readonly origin: string;
  /** What clients take as their base URL: the origin. */
  readonly baseUrl: string;
  /** Takes no more requests, lets those finish that are being answered, and ends whatever is left then. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const listenOptions: Shape<ListenOptions> = {
  port: wholeNumber(0, 65_535),
  host: text,
  drain: milliseconds(0),
};

/** Throws a TypeError that names the first option that is not right, and what it should be. */
export function checkListenOptions(options: unknown): asserts options is ListenOptions {
  checkShape(options, "", listenOptions);
}

/** Binds a port. Rejects if that is not possible, for example because it is taken. */
export async function listenOn(
  answer: (request: Request, drop: () => void) => Promise<Response>,
  options: ListenOptions,
): Promise<LocalServer> {
  const { port = 0, host = "127.0.0.1", drain = 5000 } = options;
  const server = createAdaptorServer({
    fetch: async (request, { incoming }) => answer(request, () => void incoming.socket?.destroy()),
    overrideGlobalObjects: false,
  }) as Server;
  // Who sends a request byte by byte must not keep its place for ever.
  server.headersTimeout = 20_000;
  server.requestTimeout = 60_000;
  let answering = 0;
  let idle: (() => void) | undefined;
  server.on("request", (_, response: ServerResponse) => {
    answering++;
    response.once("close", () => {
      answering--;
      if (answering === 0) idle?.();
    });
  });
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
      const givenUp = setTimeout(() => {
        server.closeAllConnections();
      }, drain);
      server.close(() => {
        clearTimeout(givenUp);
        resolve();
      });
      server.closeIdleConnections();
      idle = () => {
        server.closeAllConnections();
      };
      if (answering === 0) idle();
    });
    return closing;
  };
  return { origin, baseUrl: origin, close, [Symbol.asyncDispose]: close };
}

/** Whether only this machine reaches the host. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** How this machine reaches a host that was listened on, as it stands in a URL. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
