import { createServer, type AddressInfo, type Socket } from "node:net";

/** One request as its bytes say, read strictly. */
export interface RawRequest {
  /** Its line and its headers, as they came. */
  readonly head: string;
  readonly method: string;
  readonly target: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** A server below HTTP: it reads requests by their framing, and answers with any bytes. */
export interface RawServer {
  readonly origin: string;
  readonly requests: RawRequest[];
  /** What came on a connection behind the last request that its framing admits. */
  readonly rest: () => string;
  /** Bytes that were received. */
  readonly received: () => number;
  close(): Promise<void>;
}

/** Answers one request. The socket is left open unless the answer closes it. */
export type RawAnswer = (socket: Socket, request: RawRequest, count: number) => void;

export const ok = (body = "{}", more = ""): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${more}\r\n${body}`;

/** @param answer - chooses by the request; the default answers `{}` with 200. */
export async function rawServer(answer: RawAnswer = (socket) => void socket.write(ok())): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const rests = new Map<Socket, string>();
  const sockets = new Set<Socket>();
  let received = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = "";
    socket.setEncoding("latin1");
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (chunk) => {
      received += String(chunk).length;
      text += String(chunk);
      for (let read = readRequest(text); read !== undefined; read = readRequest(text)) {
        text = read.rest;
        requests.push(read.request);
        answer(socket, read.request, requests.length);
      }
      rests.set(socket, text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    rest: () => [...rests.values()].join(""),
    received: () => received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The first whole request of a text; undefined if it goes on. */
function readRequest(text: string): { request: RawRequest; rest: string } | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const [line = "", ...lines] = head.split("\r\n");
  const [method = "", target = ""] = line.split(" ");
  const headers = new Map(
    lines.map((each): [string, string] => {
      const colon = each.indexOf(":");
      return [each.slice(0, colon).toLowerCase(), each.slice(colon + 1).trim()];
    }),
  );
  const after = text.slice(end + 4);
  const made = (body: string, rest: string) => ({ request: { head, method, target, headers, body }, rest });
  if (headers.get("transfer-encoding") === "chunked") {
    const whole = /^((?:[0-9a-f]+\r\n[^]*?\r\n)*)0\r\n\r\n/i.exec(after);
    if (whole === null) return undefined;
    return made(whole[1] ?? "", after.slice(whole[0].length));
  }
  const length = Number(headers.get("content-length") ?? 0);
  return after.length < length ? undefined : made(after.slice(0, length), after.slice(length));
}
