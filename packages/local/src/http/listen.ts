import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { textOf } from "./json-response.ts";
import { checkShape, milliseconds, text, wholeNumber, type Shape } from "../validation/shape.ts";

export interface ListenOptions {
  /** Default: any free port. */
  port?: number | undefined;
  /** Default: `127.0.0.1`, which only this machine reaches. */
  host?: string | undefined;
  /** Milliseconds that `close()` waits for requests in flight. Default: 5000. */
  drain?: number | undefined;
  /**
   * Timeout of clients in milliseconds. A request that takes longer to arrive gets 408; a client that reads nothing of its
   * response for that long is disconnected. Default: 60 000, of which headers may take 20 000.
   */
  clientTimeout?: number | undefined;
}

const HEADERS_TIMEOUT_MS = 20_000;
const MAX_CHECK_INTERVAL_MS = 5000;

/** A router listening on a port. */
export interface LocalServer {
  /** Such as `http://127.0.0.1:4310`. */
  readonly origin: string;
  /** Base URL for clients: the origin. */
  readonly baseUrl: string;
  /** Stops accepting requests, waits for those in flight for up to `drain`, and then closes all connections. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const listenOptions: Shape<ListenOptions> = {
  port: wholeNumber(0, 65_535),
  host: text,
  drain: milliseconds(0),
  clientTimeout: milliseconds(1),
};

/** Throws a TypeError that names the first invalid option and the expected value. */
export function checkListenOptions(options: unknown): asserts options is ListenOptions {
  checkShape(options, "", listenOptions);
}

export interface RequestHandler {
  /** `drop` ends the connection without a response. */
  readonly answer: (request: Request, drop: () => void) => Promise<Response>;
  /** The raw HTTP response to a request that Node could not parse. `code` is Node's error code. */
  readonly answerUnread: (code: string | undefined) => string;
}

/** Binds a port. Rejects if that fails, for example because the port is in use. */
export async function listenOn(handler: RequestHandler, options: ListenOptions): Promise<LocalServer> {
  const { port = 0, host = "127.0.0.1", drain = 5000, clientTimeout = 60_000 } = options;
  const listener = requestListener(handler, clientTimeout);
  const server = createServer(
    {
      // Against clients that send byte by byte to occupy connections (slowloris).
      requestTimeout: clientTimeout,
      headersTimeout: Math.min(clientTimeout, HEADERS_TIMEOUT_MS),
      connectionsCheckingInterval: Math.min(clientTimeout, MAX_CHECK_INTERVAL_MS),
    },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  answerUnreadable(server, handler);
  const close = closer(server, drain);
  await bind(server, port, host);
  const address = server.address() as AddressInfo;
  const origin = `http://${reachable(host)}:${address.port}`;
  return { origin, baseUrl: origin, close, [Symbol.asyncDispose]: close };
}

function requestListener({ answer }: RequestHandler, clientTimeout: number): ReturnType<typeof getRequestListener> {
  return getRequestListener(
    async (request, { incoming, outgoing }) => {
      const { socket } = incoming as IncomingMessage;
      const response = await answer(request, () => void socket.destroy());
      // Disconnect clients that stop reading, because their responses stay in memory. A slow reader, or one waiting for
      // the next part of a stream, keeps its connection.
      (outgoing as ServerResponse).setTimeout(clientTimeout, () => {
        if (socket.writableLength > 0) socket.destroy();
        else socket.setTimeout(clientTimeout);
      });
      const body = textOf(response);
      return body === undefined ? response : sendText(outgoing as ServerResponse, response, body);
    },
    { overrideGlobalObjects: false },
  );
}

/** Answers requests that Node could not parse. */
function answerUnreadable(server: Server, { answerUnread }: RequestHandler): void {
  const latest = new WeakMap<Duplex, { incoming: IncomingMessage; response: ServerResponse }>();
  server.on("request", (incoming, response: ServerResponse) => {
    latest.set(incoming.socket, { incoming, response });
  });
  server.on("clientError", ({ code }: NodeJS.ErrnoException, socket) => {
    // Do not answer a second time after a response has started.
    const { incoming, response } = latest.get(socket) ?? {};
    const isAnswered = response?.headersSent === true && !(response.writableFinished && incoming?.complete === true);
    if (!socket.writable || isAnswered) socket.destroy();
    else socket.end(answerUnread(code), () => void socket.destroy());
  });
}

async function bind(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      const message = `Port ${port} is already in use. Choose another port, or 0 for any free one`;
      reject(Object.assign(new Error(message, { cause: error }), { code: error.code }));
    });
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

/** Returns a function that closes the server once: after the requests in flight, or after `drain` milliseconds. */
function closer(server: Server, drain: number): () => Promise<void> {
  let inFlight = 0;
  let onIdle: (() => void) | undefined;
  server.on("request", (_, response: ServerResponse) => {
    inFlight++;
    response.once("close", () => {
      inFlight--;
      if (inFlight === 0) onIdle?.();
    });
  });
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= new Promise((resolve) => {
      const timeout = setTimeout(() => {
        server.closeAllConnections();
      }, drain);
      server.close(() => {
        clearTimeout(timeout);
        resolve();
      });
      server.closeIdleConnections();
      onIdle = () => {
        server.closeAllConnections();
      };
      if (inFlight === 0) onIdle();
    });
    return closing;
  };
}

/** Writes headers and body at once. The adapter would read the body from a stream, which is slower. */
function sendText(outgoing: ServerResponse, { status, headers }: Response, body: string): Response {
  outgoing.writeHead(status, { ...Object.fromEntries(headers), "content-length": Buffer.byteLength(body) });
  outgoing.end(body);
  return RESPONSE_ALREADY_SENT;
}

/** The URL host at which this machine reaches a bound address. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
