import { gzipSync } from "node:zlib";
import { isToolRouterError, type Fetch } from "@tool-router/core";
import { undiciFetch } from "@tool-router/core/node";
import { defineToolkit } from "@tool-router/local";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import { ok, rawServer, type RawAnswer, type RawServer } from "./raw-server.ts";
import type { Target } from "./target.ts";
import { openVictim, type Answer } from "./victim.ts";

const MAX_BYTES = 1 << 20;

const json = (status: string, body: string, more = ""): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** Writes as long as the other side reads. */
const endless =
  (first: string, each: string): RawAnswer =>
  (socket) => {
    socket.write(first);
    const fill = (): void => {
      while (!socket.destroyed && socket.write(each));
    };
    socket.on("drain", fill);
    fill();
  };
const says =
  (text: string | Uint8Array): RawAnswer =>
  (socket) =>
    void socket.write(text);
const saysAndEnds =
  (text: string): RawAnswer =>
  (socket) =>
    void socket.end(text);

const bomb = gzipSync(Buffer.alloc(64 << 20, 32));
const body = '{"data":{},"error":null,"log_id":"l","result_type":"completed"}';
const early = "HTTP/1.1 103 Early Hints\r\nlink: </evil.css>; rel=preload\r\n\r\n";
const proceed = "HTTP/1.1 100 Continue\r\n\r\n";

/** Answers of a server that does not keep to HTTP, or strains it. */
const faults: Record<string, RawAnswer> = {
  "421": says(json("421 Misdirected Request", "{}")),
  "421, and then success": (socket, _, count) =>
    void socket.write(count === 1 ? json("421 Misdirected Request", "{}") : json("200 OK", body)),
  "421 and the end of the connection": saysAndEnds(json("421 Misdirected Request", "{}", "connection: close\r\n")),
  "early hints before a success": says(early + json("200 OK", body)),
  "a thousand early hints before a success": says(early.repeat(1000) + json("200 OK", body)),
  "early hints and then nothing": saysAndEnds(early),
  "100 Continue that was not asked for": says(proceed + json("200 OK", body)),
  "100 Continue a thousand times": says(proceed.repeat(1000) + json("200 OK", body)),
  "100 Continue without an end": endless(proceed, proceed.repeat(500)),
  "102 Processing": says("HTTP/1.1 102 Processing\r\n\r\n" + json("200 OK", body)),
  "101 Switching Protocols": says(
    "HTTP/1.1 101 Switching Protocols\r\nupgrade: evil\r\nconnection: upgrade\r\n\r\nraw",
  ),
  "two answers for one request": says(json("200 OK", body) + json("200 OK", '{"data":{"smuggled":true}}')),
  "an answer before the request ends": (socket) => void socket.write(json("413 Payload Too Large", "{}")),
  "a body that is shorter than its length": saysAndEnds(
    `HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n${body.slice(0, 20)}`,
  ),
  "a body that is longer than its length": says(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}${"x".repeat(1000)}`,
  ),
  "two lengths": saysAndEnds(`HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 60\r\n\r\n{}`),
  "a length and chunks": saysAndEnds(
    `HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
  ),
  "a negative length": saysAndEnds("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}"),
  "a length beyond all numbers": saysAndEnds(`HTTP/1.1 200 OK\r\ncontent-length: ${"9".repeat(40)}\r\n\r\n{}`),
  "a length of a terabyte": saysAndEnds("HTTP/1.1 200 OK\r\ncontent-length: 1099511627776\r\n\r\n{}"),
  "invalid chunks": saysAndEnds("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
  "a chunk that does not end": saysAndEnds("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{}"),
  "chunks without an end": endless(
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
    `4000\r\n${" ".repeat(0x4000)}\r\n`,
  ),
  "a body without an end": endless("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n", " ".repeat(16_384)),
  "a header without an end": endless("HTTP/1.1 200 OK\r\nx: ", "x".repeat(16_384)),
  "headers without an end": endless("HTTP/1.1 200 OK\r\n", "x: y\r\n".repeat(1000)),
  "a header with a NUL": saysAndEnds(`HTTP/1.1 200 OK\r\nx: a\0b\r\ncontent-length: 2\r\n\r\n{}`),
  "a header with a bare line feed": saysAndEnds(
    `HTTP/1.1 200 OK\r\nx: a\nset-cookie: evil=1\r\ncontent-length: 2\r\n\r\n{}`,
  ),
  "a status of 999": saysAndEnds(json("999 Odd", "{}")),
  "a status of 000": saysAndEnds(json("000 Odd", "{}")),
  "HTTP/0.9": saysAndEnds(body),
  "HTTP/2 in plain": says("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  TLS: says(Buffer.from("160301007b0100007703", "hex")),
  "nothing, and the end": (socket) => void socket.end(),
  "a reset": (socket) => void socket.resetAndDestroy(),
  "a compressed body of 64 MB": (socket) => {
    socket.write(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`,
    );
    socket.write(bomb);
  },
  "a compression that is unknown": saysAndEnds(json("200 OK", body, "content-encoding: evil\r\n")),
  "compressed five times": saysAndEnds(json("200 OK", body, "content-encoding: gzip, gzip, gzip, gzip, gzip\r\n")),
  "a redirect": saysAndEnds("HTTP/1.1 307 Temporary Redirect\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n"),
};

export const brokenHTTP: AttackClass = {
  title: "servers that break HTTP",
  // Many attacks wait until a timeout.
  concurrency: 24,
  open: async (target) => {
    const answers = new Map<string, RawAnswer>();
    const provider = await rawServer((socket, request, count) => answers.get(request.target)?.(socket, request, count));
    const near = defineToolkit({
      slug: "near",
      description: "A provider",
      proxy: { baseUrl: provider.origin, allowPrivate: true },
      tools: [{ slug: "NEAR_NOTHING", description: "-", inputSchema: { type: "object" }, execute: () => ({}) }],
    });
    const victim = await openVictim(target, { toolkits: [near], maxResultBytes: MAX_BYTES, toolTimeout: PATIENCE_MS });
    const session = await victim.session("alice");
    const stage: Stage = {
      provider,
      proxy: (given) => victim.ask("POST", `${session}/proxy_execute`, { body: { toolkit_slug: "near", ...given } }),
      path: (answer) => {
        const path = `/${answers.size}`;
        answers.set(path, answer);
        return path;
      },
    };
    return {
      attacks: [...providerAttacks(stage), ...clientAttacks(target)],
      close: async () => {
        await victim.close();
        await provider.close();
      },
    };
  },
  mutants: [
    [
      "the client sends a write again after any failure",
      (target) => ({
        ...target,
        createToolRouter: (options) =>
          target.createToolRouter({
            ...options,
            fetch: async (url, init) => {
              try {
                return await (options?.fetch ?? globalThis.fetch)(url, init);
              } catch {
                return (options?.fetch ?? globalThis.fetch)(url, init);
              }
            },
          }),
      }),
    ],
  ],
};

/** How long router and client wait for a server, in milliseconds. */
const PATIENCE_MS = 2000;

interface Stage {
  readonly provider: RawServer;
  readonly proxy: (given: object) => Promise<Answer>;
  /** A path at which the provider answers so. */
  readonly path: (answer: RawAnswer) => string;
}

/** Providers that answer wrongly. */
function providerAttacks(stage: Stage): Attack[] {
  return Object.entries(faults).flatMap(([name, answer]) =>
    ["GET", "POST"].map((method) => ({
      name: `a provider that answers ${method} with ${name}`,
      run: async () => {
        const endpoint = stage.path(answer);
        const told = await stage.proxy({ method, endpoint, ...(method === "POST" && { body: { order: 1 } }) });
        const count = stage.provider.requests.filter(({ target }) => target === endpoint).length;
        must(count === 1, `the provider got ${count} requests`);
        must(told.text.length <= MAX_BYTES + 8192, `the answer has ${told.text.length} characters`);
        must(!told.text.includes("smuggled"), "the second answer was taken");
        must(told.status !== 500, `answered 500: ${shown(told.text)}`);
        // The router has to go on serving others.
        const next = await stage.proxy({
          method: "GET",
          endpoint: stage.path((socket) => void socket.end(ok('{"fine":true}'))),
        });
        must(next.body?.data?.fine === true, `the next call got ${shown(next.text)}`);
      },
    })),
  );
}

/** The client in front of such a server: writes arrive once, and failures are its own errors. */
function clientAttacks(target: Target): Attack[] {
  const fetches: Record<string, () => { fetch?: Fetch }> = {
    "the global fetch": () => ({}),
    undiciFetch: () => ({ fetch: undiciFetch() }),
  };
  return Object.entries(fetches).flatMap(([fetchName, makeFetch]) =>
    Object.entries(faults).flatMap(([name, answer]) =>
      (["a write", "a read"] as const).map((kind) => ({
        name: `the client with ${fetchName}: ${kind} answered with ${name}`,
        run: async () => {
          const server = await rawServer(answer);
          try {
            const router = target.createToolRouter({
              apiKey: "ak_wire_client_key",
              baseUrl: server.origin,
              ...makeFetch(),
              timeout: PATIENCE_MS,
              maxBytes: MAX_BYTES,
              retry: { attempts: 2, maxDelay: 0 },
            });
            const session = router.sessions.use("trs_1");
            const outcome: unknown = await (
              kind === "a write" ? session.execute("A", { order: 1 }) : session.tools()
            ).catch((error: unknown) => error);
            must(!(outcome instanceof Error) || isToolRouterError(outcome), `it rejects with ${String(outcome)}`);
            const count = server.requests.length;
            must(
              kind === "a write" ? count === 1 : count <= (name === "a redirect" ? 6 : 2),
              `the server got ${count} requests`,
            );
            must(!JSON.stringify(outcome).includes("smuggled"), "the second answer was taken");
            const mayHaveRun = (outcome as { mayHaveRun?: boolean }).mayHaveRun;
            const isSilent = !/^4|^a status|redirect|before the request ends|longer|success/.test(name);
            must(
              kind === "a read" || !isSilent || mayHaveRun !== false,
              "it says that a write did not run, which arrived",
            );
          } finally {
            await server.close();
          }
        },
      })),
    ),
  );
}
