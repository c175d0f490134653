// Starts the stub server, prints its port, and exits with its parent.
import { createServer } from "node:http";
import { respondTo } from "./stub-responses.ts";

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk: string) => (body += chunk));
  request.on("end", () => {
    const { status, text } = respondTo(request.method ?? "GET", request.url ?? "/", body);
    response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    response.end(text);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log((server.address() as { port: number }).port));
process.stdin.on("end", () => process.exit()).resume();
