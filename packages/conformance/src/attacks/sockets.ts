import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, connect } from "node:net";

/** Sends bytes to a port and gives all that comes back, as Latin 1, when the other side ends the connection. */
export function rawExchange(origin: string, bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding("latin1").on("data", (chunk) => (answer += String(chunk)));
    // A reset ends the exchange as well.
    socket.on("error", () => undefined).on("close", () => resolve(answer));
  });
}

/** A provider on this machine, and what it was sent. */
export interface CountingProvider {
  readonly origin: string;
  readonly requests: { method: string; path: string; headers: IncomingHttpHeaders; body: string }[];
  readonly close: () => Promise<void>;
}

/** Answers every request with a JSON object that has the text. */
export async function countingProvider(text = "from the provider"): Promise<CountingProvider> {
  const requests: CountingProvider["requests"] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      requests.push({ method, path: url, headers, body });
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ text }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A fetch that sends exactly the headers it is given, as a browser or an attacker's program would: through a socket. */
export const socketFetch: typeof globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const body = Buffer.from(await request.arrayBuffer());
  const headers = { ...Object.fromEntries(new Headers(init?.headers)), connection: "close" };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(request.url, { method: request.method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const given = new Headers();
        for (const [name, value] of Object.entries(incoming.headers)) {
          for (const each of [value].flat()) given.append(name, each ?? "");
        }
        const { statusCode: status = 500 } = incoming;
        const isEmpty = status === 204 || status === 304;
        resolve(new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers: given }));
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
};
