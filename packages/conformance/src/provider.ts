import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A third-party API, served on this machine. */
export interface Provider {
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts a provider for proxy calls. `long` is the length of the response at `/long`, in characters. */
export async function startProvider({ long }: { long: number }): Promise<Provider> {
  const json = { "content-type": "application/json" };
  const server = createServer((request, response) => {
    request.resume();
    switch (new URL(request.url ?? "/", "http://provider").pathname) {
      case "/user":
        return response.writeHead(200, json).end('{"login":"ada"}');
      case "/bytes":
        return response.writeHead(200, { "content-type": "image/png" }).end(Uint8Array.of(1, 2, 255));
      case "/away":
        return response.writeHead(302, { location: "http://169.254.169.254/" }).end();
      case "/long":
        return response.writeHead(200, json).end(JSON.stringify("x".repeat(long)));
      case "/gone":
        return request.socket.destroy();
      default:
        return response.writeHead(404, json).end('{"message":"not found"}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
