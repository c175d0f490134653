// The entry for Node, with each version of undici, over connections.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { createToolRouter, type Fetch, isConnectionError } from "@tool-router/core";
import { undiciFetch } from "@tool-router/core/node";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";
import { Agent } from "undici";

const add = defineTool({
  slug: "DEMO_ADD",
  description: "Adds",
  inputSchema: { type: "object", properties: { a: { type: "number" } }, required: ["a"] },
  execute: ({ a }) => ({ sum: Number(a) + 1 }),
});
const local = createLocalRouter({ toolkits: [defineToolkit({ slug: "demo", description: "Demo", tools: [add] })] });
const served = await local.listen({ port: 0 });
const fetch: Fetch = undiciFetch({ dispatcher: new Agent() });
const options = { apiKey: local.apiKey, baseUrl: served.baseUrl, retry: false } as const;
const session = await createToolRouter({ ...options, fetch }).sessions.create("u");
assert.deepEqual((await session.execute("DEMO_ADD", { a: 1 })).data, { sum: 2 });
await served.close();
// Over a connection that is new: on one that is kept a request may be on its way when it ends.
const late = createToolRouter({ ...options, fetch: undiciFetch() }).sessions.use(session.id);
const refused: unknown = await late.execute("DEMO_ADD", { a: 1 }).catch((error: unknown) => error);
assert.ok(isConnectionError(refused) && !refused.mayHaveRun);

const server = createServer((request, response) => {
  if (request.url === "/hang") return;
  response.writeHead(200, { "x-name": Buffer.from("€").toString("latin1"), "set-cookie": ["a=1", "b=2"] });
  if (request.url === "/cut") response.write("x", () => request.socket.destroy());
  else if (request.url === "/long") response.end("x".repeat(2000));
  else request.pipe(response);
}).listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);

const answer = await fetch(origin, { method: "PUT", body: new Blob(["a blob"]) });
assert.equal(answer.headers.get("x-name"), Buffer.from("€").toString("latin1"));
assert.deepEqual(answer.headers.getSetCookie(), ["a=1", "b=2"]);
assert.equal(text(await answer.read?.(1000)), "a blob");
const streamed = await fetch(origin, { method: "PUT", body: new Blob(["a stream"]).stream() });
assert.equal(await new Response(streamed.body).text(), "a stream");
assert.equal(await (await fetch(`${origin}/long`, {})).read?.(1000), undefined);
await assert.rejects(async () => (await fetch(`${origin}/cut`, {})).read?.(1000));
const reason = new Error("enough");
const controller = new AbortController();
const hanging = fetch(`${origin}/hang`, { signal: controller.signal });
setTimeout(() => controller.abort(reason), 50);
await assert.rejects(hanging, reason);

const compressing = createServer((_, response) => {
  response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("it was compressed"));
}).listen(0, "127.0.0.1");
await once(compressing, "listening");
const compressed = await fetch(`http://127.0.0.1:${(compressing.address() as AddressInfo).port}`, {});
assert.equal(text(await compressed.read?.(1000)), "it was compressed");
for (const each of [server, compressing]) {
  each.closeAllConnections();
  each.close();
}
