import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves an in-process `fetch` on a free port of this machine. */
export async function serve(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): Promise<{ origin: string } & AsyncDisposable> {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = "GET", url = "/", headers } = incoming;
    const body = Buffer.concat(await incoming.toArray());
    const given = Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]);
    const response = await fetch(`http://${headers.host}${url}`, {
      method,
      headers: given,
      ...(body.length > 0 && { body: body.toString() }),
    });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  };
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: Error) => outgoing.destroy(error));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
