import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { textOf } from "./json-response.ts";
import { checkShape, milliseconds, text, wholeNumber, type Shape } from "../validation/shape.ts";

export interface ListenOptions {
  /** Default: any free one. */
  port?: number | undefined;
  /** Default: `127.0.0.1`, which only this machine reaches. */
  host?: string | undefined;
  /** Milliseconds for which `close()` lets requests finish that are being answered. Default: 5000. */
  drain?: number | undefined;
  /**
   * Milliseconds in which a client has to send its request, or it gets 408; and for which it may take nothing of an answer
   * that is there, or it loses the connection. Default: 60 000, of which headers may take 20 000.
   */
  clientTimeout?: number | undefined;
}

const longestForHeaders = 20_000;
const mostBetweenChecks = 5000;

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
  clientTimeout: milliseconds(1),
};

/** Throws a TypeError that names the first option that is not right, and what it should be. */
export function checkListenOptions(options: unknown): asserts options is ListenOptions {
  checkShape(options, "", listenOptions);
}

/** What stands behind a port. */
export interface Answerer {
  /** `drop` ends the connection without an answer. */
  readonly answer: (request: Request, drop: () => void) => Promise<Response>;
  /** What is written, as it goes over the wire, to who sent something that could not be read. `code` says why. */
  readonly answerUnread: (code: string | undefined) => string;
}

/** Binds a port. Rejects if that is not possible, for example because it is taken. */
export async function listenOn({ answer, answerUnread }: Answerer, options: ListenOptions): Promise<LocalServer> {
  const { port = 0, host = "127.0.0.1", drain = 5000, clientTimeout = 60_000 } = options;
  const handle = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const { socket } = incoming as IncomingMessage;
      const response = await answer(request, () => void socket.destroy());
      // A client that does not take what it asked for would keep the answer in memory for ever. One that is slow, or
      // that waits for more of an answer which goes on, is none.
      (outgoing as ServerResponse).setTimeout(clientTimeout, () => {
        if (socket.writableLength > 0) socket.destroy();
        else socket.setTimeout(clientTimeout);
      });
      const body = textOf(response);
      return body === undefined ? response : sendText(outgoing as ServerResponse, response, body);
    },
    { overrideGlobalObjects: false },
  );
  const server = createServer(
    {
      // Who sends a request byte by byte must not keep its place for ever.
      requestTimeout: clientTimeout,
      headersTimeout: Math.min(clientTimeout, longestForHeaders),
      connectionsCheckingInterval: Math.min(clientTimeout, mostBetweenChecks),
    },
    (incoming, outgoing) => void handle(incoming, outgoing),
  );
  let answering = 0;
  let idle: (() => void) | undefined;
  const latest = new WeakMap<Duplex, { incoming: IncomingMessage; response: ServerResponse }>();
  server.on("request", (incoming, response: ServerResponse) => {
    answering++;
    latest.set(incoming.socket, { incoming, response });
    response.once("close", () => {
      answering--;
      if (answering === 0) idle?.();
    });
  });
  server.on("clientError", ({ code }: NodeJS.ErrnoException, socket) => {
    // A request that has an answer, or the beginning of one, gets no other.
    const { incoming, response } = latest.get(socket) ?? {};
    const isAnswered = response?.headersSent === true && !(response.writableFinished && incoming?.complete === true);
    if (!socket.writable || isAnswered) socket.destroy();
    else socket.end(answerUnread(code), () => void socket.destroy());
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

/** Writes headers and body at once: the adapter would read the body from a stream. */
function sendText(outgoing: ServerResponse, { status, headers }: Response, body: string): Response {
  outgoing.writeHead(status, { ...Object.fromEntries(headers), "content-length": Buffer.byteLength(body) });
  outgoing.end(body);
  return RESPONSE_ALREADY_SENT;
}

/** How this machine reaches a host that was listened on, as it stands in a URL. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
