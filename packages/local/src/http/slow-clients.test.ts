import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import type { LocalRouterOptions } from "../router/options.ts";
import { createLocalRouter } from "../router.ts";
import type { Schemas } from "../spec.ts";
import { weather } from "../testing/test-router.ts";
import type { LocalServer } from "./listen.ts";

const clientTimeout = 100;
const mebibyte = 1024 * 1024;

interface Opened {
  server: LocalServer;
  errors: unknown[];
  connectTo: () => Socket;
  /** Opens a session and returns the path for running a tool in it. */
  session: () => Promise<string>;
}

async function open(options: Partial<LocalRouterOptions> = {}, limit = clientTimeout): Promise<Opened> {
  const errors: unknown[] = [];
  const router = createLocalRouter({
    toolkits: [weather()],
    apiKey: "ak_1",
    onError: (error) => errors.push(error),
    ...options,
  });
  // An infinite drain, so that the test hangs on connections left open.
  const server = await router.listen({ clientTimeout: limit, drain: 2 ** 31 - 1 });
  const connectTo = (): Socket => {
    const socket = connect(Number(new URL(server.origin).port), "127.0.0.1");
    // The router is expected to close the connection.
    socket.on("error", () => undefined);
    return socket;
  };
  const session = async (): Promise<string> => {
    const path = "/api/v3/tool_router/session";
    const headers = { "x-api-key": "ak_1" };
    const created = await router.fetch(path, { method: "POST", headers, body: '{"user_id":"u"}' });
    return `${path}/${((await created.json()) as { session_id: string }).session_id}/execute`;
  };
  return { server, errors, connectTo, session };
}

/** Sends the rest byte by byte until the connection closes. */
function trickle(socket: Socket, byte: string): void {
  const timer = setInterval(() => socket.write(byte), 10);
  socket.once("close", () => {
    clearInterval(timer);
  });
}

/** Everything received until the connection closes. */
async function received(socket: Socket): Promise<string> {
  let text = "";
  socket.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  await new Promise<void>((resolve) => socket.once("close", () => resolve()));
  return text;
}

function parsed(text: string): { status: number; headers: Map<string, string>; error: Schemas["Error"]["error"] } {
  const [head = "", body = ""] = text.split("\r\n\r\n");
  const [line = "", ...fields] = head.split("\r\n");
  const headers = new Map(
    fields.map((field) => [field.split(": ")[0]?.toLowerCase() ?? "", field.split(": ")[1] ?? ""]),
  );
  expect(Number(headers.get("content-length"))).toBe(body.length);
  return { status: Number(line.split(" ")[1]), headers, error: (JSON.parse(body) as Schemas["Error"]).error };
}

const head = "POST /api/v3/tool_router/session HTTP/1.1\r\nHost: localhost\r\nx-api-key: ak_1\r\n";

test.concurrent.each([
  ["incomplete headers", head, undefined],
  ["headers that trickle", `${head}x-long: `, "a"],
  ["a missing body", `${head}Content-Length: 1000\r\n\r\n`, undefined],
  ["a body that trickles", `${head}Content-Length: 1000\r\n\r\n{`, " "],
  ["a body in chunks that trickles", `${head}Transfer-Encoding: chunked\r\n\r\n`, "1\r\n \r\n"],
])("answers %s with 408 and closes the connection", async (_, sent, byte) => {
  const { server, errors, connectTo } = await open();
  const socket = connectTo();
  socket.write(sent);
  if (byte !== undefined) trickle(socket, byte);
  const { status, headers, error } = parsed(await received(socket));
  expect([status, error.status, error.slug]).toEqual([408, 408, "HTTP_RequestTimeout"]);
  expect([...headers.keys()]).toEqual(expect.arrayContaining(["x-request-id", "x-ratelimit-remaining"]));
  expect(error.request_id).toBe(headers.get("x-request-id"));
  expect(errors).toEqual([]);
  await server.close();
});

test.concurrent("answers a client that sends nothing with 408", async () => {
  const { server, connectTo } = await open();
  expect(parsed(await received(connectTo())).status).toBe(408);
  await server.close();
});

test.concurrent("answers a request that was refused before its body only once", async () => {
  const { server, connectTo } = await open();
  const socket = connectTo();
  socket.write("POST /api/v3/tool_router/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{");
  trickle(socket, " ");
  const text = await received(socket);
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 401"]);
  await server.close();
});

test("drops a response that the client does not read", async () => {
  const { server, errors, connectTo, session } = await open({
    toolkits: [weather(() => ({ text: "x".repeat(32 * mebibyte) }))],
    maxResultBytes: 64 * mebibyte,
  });
  const path = await session();
  const socket = connectTo();
  const body = '{"tool_slug":"WEATHER_GET_FORECAST"}';
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nx-api-key: ak_1\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  // The client reads the beginning and then stops.
  await new Promise<void>((resolve) => socket.once("readable", () => resolve()));
  await server.close();
  expect(errors).toEqual([]);
  socket.destroy();
});

test("keeps a response that the client reads slowly", async () => {
  const { server, connectTo, session } = await open({
    toolkits: [weather(() => ({ text: "x".repeat(16 * mebibyte) }))],
    maxResultBytes: 32 * mebibyte,
  });
  const path = await session();
  const socket = connectTo();
  const body = '{"tool_slug":"WEATHER_GET_FORECAST"}';
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nx-api-key: ak_1\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  // Each pause is below the timeout; all pauses together are above it.
  const began = performance.now();
  let bytes = 0;
  let pauses = 0;
  for await (const chunk of socket as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes < (pauses + 1) * 4 * mebibyte) continue;
    pauses++;
    await setTimeout(clientTimeout / 2);
  }
  expect(bytes).toBeGreaterThan(16 * mebibyte);
  expect(performance.now() - began).toBeGreaterThan(clientTimeout);
  await server.close();
});

test("allows tools to run longer than the client timeout", async () => {
  let finish = (): void => undefined;
  const { server, connectTo, session } = await open({
    toolkits: [weather(() => new Promise((resolve) => (finish = () => resolve({ done: true }))))],
  });
  const path = await session();
  const call = fetch(server.origin + path, {
    method: "POST",
    headers: { "x-api-key": "ak_1" },
    body: '{"tool_slug":"WEATHER_GET_FORECAST"}',
  });
  // Meanwhile, another client times out.
  expect(parsed(await received(connectTo())).status).toBe(408);
  finish();
  expect(await (await call).json()).toMatchObject({ data: { done: true } });
  await server.close();
});

test("serves other clients despite a thousand slow ones", async () => {
  // All clients share this process, so the limit must leave fast ones enough time.
  const { server, connectTo } = await open({}, 3 * clientTimeout);
  const sockets = Array.from({ length: 1000 }, connectTo);
  const ended = sockets.map(received);
  for (const socket of sockets) socket.write(head);
  const answer = await fetch(`${server.origin}/api/v3/toolkits`, { headers: { "x-api-key": "ak_1" } });
  expect(answer.status).toBe(200);
  for (const text of await Promise.all(ended)) expect(text).toMatch(/^HTTP\/1\.1 408/);
  await server.close();
});

test("refuses headers that are too large", async () => {
  const { server, connectTo } = await open();
  const socket = connectTo();
  socket.write(`${head}x-long: ${"a".repeat(20_000)}\r\n\r\n`);
  expect(parsed(await received(socket))).toMatchObject({ status: 431, error: { slug: "HTTP_HeadersTooLarge" } });
  await server.close();
});
