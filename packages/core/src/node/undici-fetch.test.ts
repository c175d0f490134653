import { spawn } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type Duplex, PassThrough, pipeline, Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createDeflate,
  createDeflateRaw,
  createGzip,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { Agent, MockAgent } from "undici";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readBody } from "../http/read-body.ts";
import { createToolRouter, type Fetch, type FetchResponse, type Hooks } from "../index.ts";
import { undiciFetch } from "./index.ts";

// What `fetch` does is what is wanted: where it can be compared, both are held to the same.

interface Server {
  readonly origin: string;
  /** Connections that were ever made. */
  readonly sockets: readonly Socket[];
}
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<Server> {
  const sockets: Socket[] = [];
  const server = createServer(listener).on("connection", (socket) => {
    sockets.push(socket.on("error", () => {}));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

/** Answers when all of the request has arrived. */
const whole =
  (answer: (request: IncomingMessage, body: string, response: ServerResponse) => void): RequestListener =>
  (request, response) => {
    let body = "";
    request
      .setEncoding("utf8")
      .on("data", (chunk) => (body += String(chunk)))
      .on("end", () => answer(request, body, response));
  };
const textOf = async (response: FetchResponse, maxBytes = 1_000_000): Promise<string> => {
  const body = await readBody(response, maxBytes);
  return body ? new TextDecoder().decode(body) : "too large";
};
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable("it must fail"),
    (error: unknown) => error,
  );
/** A write of this client, which nothing repeats. */
const execute = (baseUrl: string, fetch: Fetch, options: { timeout?: number } = {}) =>
  createToolRouter({ apiKey: "ak_1", baseUrl, fetch }).sessions.use("trs_1").execute("A_TOOL", {}, options);
/** Brotli takes its time otherwise. */
const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
/** A window of 32 MiB. */
const wide = { params: { [constants.ZSTD_c_windowLog]: 25 } };
const ran = JSON.stringify({ data: {}, error: null, log_id: "log_1" });

describe.each<{ name: string; fetch: Fetch }>([
  { name: "fetch", fetch: (url, init) => globalThis.fetch(url, init) },
  { name: "undiciFetch", fetch: undiciFetch() },
])("over $name,", ({ fetch }) => {
  describe("a compressed body", () => {
    const text = JSON.stringify({ text: "é".repeat(5000) });
    test.each<[string, Buffer, string]>([
      ["gzip", gzipSync(text), text],
      ["X-GZIP", gzipSync(text), text],
      ["deflate", deflateSync(text), text],
      ["deflate", deflateRawSync(text), text],
      ["br", brotliCompressSync(text), text],
      ["zstd", zstdCompressSync(text), text],
      ["gzip, br", brotliCompressSync(gzipSync(text)), text],
      ["gzip", Buffer.alloc(0), ""],
      ["deflate", Buffer.alloc(0), ""],
      ["br", Buffer.alloc(0), ""],
      // Its checksum is missing, not its content.
      ["gzip", gzipSync(text).subarray(0, -8), text],
      ["unheard-of", Buffer.from(text), text],
      ["identity", Buffer.from(text), text],
    ])("(%s) is decompressed", async (encoding, bytes, original) => {
      const { origin } = await serve((_, response) => {
        response.setHeader("content-encoding", encoding);
        // In two pieces, the first of them tiny.
        response.write(bytes.subarray(0, 1));
        setImmediate(() => response.end(bytes.subarray(1)));
      });
      expect(await textOf(await fetch(origin, {}))).toBe(original);
    });

    test.each<[string, (bytes: Buffer) => Buffer]>([
      ["gzip", gzipSync],
      ["deflate", deflateSync],
      ["deflate", deflateRawSync],
      ["br", (bytes) => brotliCompressSync(bytes, fast)],
      ["zstd", zstdCompressSync],
      ["gzip, gzip", (bytes) => gzipSync(gzipSync(bytes))],
    ])("(%s) is limited by its decompressed length", async (encoding, compress) => {
      const bomb = compress(Buffer.alloc(20_000_000));
      expect(bomb.length).toBeLessThan(50_000);
      const { origin } = await serve((_, response) => {
        response.writeHead(200, { "content-encoding": encoding, "content-length": bomb.length }).end(bomb);
      });
      expect(await textOf(await fetch(origin, {}), 50_000)).toBe("too large");
    });

    test.each([
      ["gzip", "no gzip"],
      ["deflate", "\u0008no deflate"],
      ["br", "no brotli"],
      ["zstd", "no zstd"],
      ["gzip,gzip,gzip,gzip,gzip,gzip", gzipSync("")],
    ])("that is invalid (%s) rejects", async (encoding, body) => {
      const { origin } = await serve((_, response) => response.setHeader("content-encoding", encoding).end(body));
      await expect(fetch(origin, {}).then(textOf)).rejects.toThrow(Error);
    });

    test("that breaks off rejects", async () => {
      const { origin } = await serve((request, response) => {
        const bytes = gzipSync(text);
        response.writeHead(200, { "content-encoding": "gzip", "content-length": bytes.length });
        response.write(bytes.subarray(0, -20));
        setImmediate(() => request.socket.destroy());
      });
      await expect(fetch(origin, {}).then(textOf)).rejects.toThrow(Error);
    });
  });

  test("preserves response headers", async () => {
    const { origin } = await serve((_, response) => {
      response.setHeader("Set-Cookie", ["a=1", "b=2; Path=/, c"]);
      response.setHeader("X-Twice", ["1", "2"]);
      response.setHeader("X-Latin", Buffer.from("café €").toString("latin1"));
      response.writeHead(418, "I am a teapot").end();
    });
    const response = await fetch(origin, {});
    const { status, statusText, ok, type, headers } = response;
    expect({ status, statusText, ok, redirected: /redirect/.test(type) }).toEqual({
      status: 418,
      statusText: "I am a teapot",
      ok: false,
      redirected: false,
    });
    expect(headers).toBeInstanceOf(Headers);
    expect(headers.getSetCookie()).toEqual(["a=1", "b=2; Path=/, c"]);
    expect(headers.get("X-TWICE")).toBe("1, 2");
    expect(Buffer.from(headers.get("x-latin")!, "latin1").toString()).toBe("café €");
    expect(headers.get("x-none")).toBeNull();
  });

  test.each<[string, number, number]>([
    ["GET", 204, 2],
    ["GET", 205, 2],
    ["GET", 304, 2],
    // undici trusts no server with the end of such an answer.
    ["HEAD", 200, 10],
  ])(
    "returns no body for a response without one (%s, %i), and frees its connection",
    async (method, status, connections) => {
      const { origin, sockets } = await serve((_, response) => {
        response.writeHead(status, method === "HEAD" ? { "content-length": "1000" } : {}).end();
      });
      for (let round = 0; round < 10; round++) {
        const response = await fetch(origin, { method });
        expect([response.status, response.body, await textOf(response, 10)]).toEqual([status, null, ""]);
      }
      expect(sockets.length).toBeLessThanOrEqual(connections);
    },
  );

  test.each<[string, RequestInit & { duplex?: "half" }, Record<string, string | undefined>, string]>([
    ["nothing", { method: "GET" }, { "content-length": undefined }, ""],
    ["nothing, with POST", { method: "POST" }, { "content-length": "0" }, ""],
    ["a text", { method: "POST", body: "é" }, { "content-length": "2" }, "é"],
    ["a buffer", { method: "PATCH", body: new TextEncoder().encode("abc").buffer }, { "content-length": "3" }, "abc"],
    ["bytes", { method: "DELETE", body: new TextEncoder().encode("abc") }, { "content-length": "3" }, "abc"],
    [
      "a blob",
      { method: "PUT", body: new Blob(["abc"], { type: "text/csv" }) },
      { "content-length": "3", "content-type": "text/csv" },
      "abc",
    ],
    [
      "a blob, with the length",
      { method: "PUT", body: new Blob(["abc"], { type: "text/csv" }), headers: { "content-length": "3" } },
      { "content-length": "3", "content-type": "text/csv" },
      "abc",
    ],
    ["an empty blob", { method: "PUT", body: new Blob([]) }, { "content-length": "0" }, ""],
    [
      "a stream",
      { method: "PUT", body: new Blob(["abc"]).stream(), duplex: "half", headers: { "content-length": "3" } },
      { "content-length": "3", "transfer-encoding": undefined },
      "abc",
    ],
    [
      "an own choice",
      { headers: { "Accept-Encoding": "identity", "User-Agent": "mine", accept: "text/html" } },
      { "accept-encoding": "identity", "user-agent": "mine", accept: "text/html" },
      "",
    ],
  ])("sends %s with its headers", async (_, init, wanted, body) => {
    const received: IncomingMessage[] = [];
    const { origin } = await serve(
      whole((request, text, response) => {
        received.push(request);
        response.end(text);
      }),
    );
    // A stream can be read once only.
    const copy = init.body instanceof ReadableStream ? { ...init, body: new Blob([body]).stream() } : init;
    expect(await textOf(await fetch(`${origin}/path?a=b#c`, copy))).toBe(body);
    const [{ headers, url }] = received as [IncomingMessage];
    expect(url).toBe("/path?a=b");
    expect(headers).toMatchObject({
      accept: "*/*",
      "accept-encoding": "gzip, deflate",
      "user-agent": "node",
      connection: "keep-alive",
      ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)),
    });
    for (const [header, value] of Object.entries(wanted)) expect(headers[header]).toBe(value);
  });

  test.each<[string, string]>([
    ["transfer-encoding", "chunked"],
    ["expect", "100-continue"],
    ["keep-alive", "timeout=5"],
    ["upgrade", "websocket"],
    ["content-length", "7"],
  ])("rejects the header %s before anything is sent", async (header, value) => {
    let requests = 0;
    const { origin } = await serve((_, response) => void response.end(String(++requests)));
    await expect(fetch(origin, { method: "POST", body: "abc", headers: { [header]: value } })).rejects.toThrow(Error);
    expect(requests).toBe(0);
  });

  test("rejects a URL with a password", async () => {
    await expect(fetch("http://name:pass@127.0.0.1:1/", {})).rejects.toThrow(TypeError);
  });

  test("supports reads, writes and error values of the raw client", async () => {
    const received: string[] = [];
    const { origin } = await serve(
      whole((request, body, response) => {
        received.push(`${request.method} ${request.url} ${body}`);
        response.setHeader("content-type", "application/json");
        if (request.method === "DELETE") response.writeHead(404).end('{"error":{"message":"gone"}}');
        else response.end('{"success":true,"results":[],"items":[]}');
      }),
    );
    const { api } = createToolRouter({ apiKey: "ak_1", baseUrl: origin, fetch });
    const read = await api.GET("/toolkits", { params: { query: { limit: 2 } } });
    expect(read.data).toMatchObject({ items: [] });
    expect(read.response.headers.get("content-type")).toBe("application/json");
    const body = { queries: [{ use_case: "send a letter" }] };
    const params = { path: { session_id: "trs_1" } };
    const written = await api.POST("/tool_router/session/{session_id}/search", { params, body });
    expect(written.response.ok).toBe(true);
    const refused = await api.DELETE("/connected_accounts/{nanoid}", { params: { path: { nanoid: "ca_1" } } });
    expect([refused.response.status, refused.error]).toEqual([404, { error: { message: "gone" } }]);
    expect(received).toEqual([
      "GET /api/v3/toolkits?limit=2 ",
      'POST /api/v3/tool_router/session/trs_1/search {"queries":[{"use_case":"send a letter"}]}',
      "DELETE /api/v3/connected_accounts/ca_1 ",
    ]);
  });

  test("shows response headers to hooks", async () => {
    const { origin } = await serve((_, response) => void response.setHeader("x-request-id", "req_1").end(ran));
    const onResponse = vi.fn<Extract<Hooks["onResponse"], (...args: never) => unknown>>();
    const router = createToolRouter({ apiKey: "ak_1", baseUrl: origin, fetch, hooks: { onResponse } });
    await router.sessions.use("trs_1").execute("A_TOOL");
    const { responseHeaders } = onResponse.mock.calls[0]![0];
    expect(responseHeaders).toBeInstanceOf(Headers);
    expect(responseHeaders.get("x-request-id")).toBe("req_1");
  });

  describe("a file", () => {
    /** A router whose presigned addresses lead to itself, and then to `store`. */
    async function filesAt(store: (request: IncomingMessage, response: ServerResponse) => void) {
      const server = await serve((request, response) => {
        if (request.url!.startsWith("/store")) return store(request, response);
        const url = `http://${request.headers.host}/store?signature=s`;
        const item = { mount_relative_path: "a", sandbox_mount_prefix: "/mnt/files" };
        response.end(JSON.stringify({ ...item, upload_url: url, download_url: url }));
        return undefined;
      });
      const session = createToolRouter({ apiKey: "ak_1", baseUrl: server.origin, fetch }).sessions.use("trs_1");
      return { ...server, files: session.files };
    }

    test("is a Response with a byte stream", async () => {
      const { files } = await filesAt((_, response) => {
        response.writeHead(200, "Fine", { "content-type": "text/csv", "content-encoding": "gzip" });
        response.end(gzipSync("a,b\n"));
      });
      const response = await files.download("a");
      expect(response).toBeInstanceOf(Response);
      expect(response.body).toBeInstanceOf(ReadableStream);
      expect([response.status, response.statusText, response.headers.get("content-type")]).toEqual([
        200,
        "Fine",
        "text/csv",
      ]);
      expect(await response.text()).toBe("a,b\n");
      expect(response.bodyUsed).toBe(true);

      const reader = (await files.download("a")).body!.getReader({ mode: "byob" });
      const { value } = await reader.read(new Uint8Array(2));
      expect(new TextDecoder().decode(value)).toBe("a,");
      await reader.cancel();
    });

    test("can be empty", async () => {
      const { files } = await filesAt((_, response) => void response.end());
      const reader = (await files.download("a")).body!.getReader({ mode: "byob" });
      expect((await reader.read(new Uint8Array(2))).done).toBe(true);
    });

    test("arrives as it is read", async () => {
      let sent = 0;
      const { files } = await filesAt((request, response) => {
        const piece = Buffer.alloc(64 * 1024);
        const write = (): void => {
          while (!request.socket.destroyed && response.write(piece)) sent += piece.length;
        };
        response.on("drain", write);
        write();
      });
      const { body } = await files.download("a");
      const reader = body!.getReader();
      expect((await reader.read()).value).toBeInstanceOf(Uint8Array);
      // What the system keeps between the two ends is full at some time; then the server waits.
      let before = -1;
      await vi.waitUntil(() => before === (before = sent), { timeout: 10_000, interval: 100 });
      expect(sent).toBeLessThan(50_000_000);
      await reader.cancel();
    });

    test("rejects if it breaks off, and frees its connection when canceled", async () => {
      const downloads: Socket[] = [];
      const { files } = await filesAt((request, response) => {
        response.writeHead(200, { "content-length": "100" }).write("half");
        if (downloads.push(request.socket) === 1) setImmediate(() => request.socket.destroy());
      });
      const broken = await rejection((await files.download("a")).text());
      expect(broken).toBeInstanceOf(TypeError);
      expect(broken).toMatchObject({ message: "terminated", cause: expect.any(Error) });

      const { body } = await files.download("a");
      await body!.cancel();
      await vi.waitUntil(() => downloads.every((socket) => socket.destroyed));
    });

    test("is sent from text, a stream, and empty content", async () => {
      const stored: string[] = [];
      const { files } = await filesAt(
        whole((request, text, response) => {
          stored.push(`${request.headers["content-length"]} ${text}`);
          response.end();
        }),
      );
      const large = "é".repeat(100_000);
      await files.upload("a", large);
      await files.upload("a", new Blob([large]).stream(), { size: 200_000 });
      await files.upload("a", "");
      expect(stored).toEqual([`200000 ${large}`, `200000 ${large}`, "0 "]);

      const short = await rejection(files.upload("a", new Blob(["abc"]).stream(), { size: 4 }));
      expect((short as Error).message).toMatch(/has 3 bytes\. Its size option is 4/);
    });
  });

  describe("a keep-alive connection", () => {
    test("sets mayHaveRun for a write when it breaks on reuse", async () => {
      const requests: Socket[] = [];
      let lose = false;
      const { origin } = await serve((request, response) => {
        requests.push(request.socket);
        if (lose) request.socket.resetAndDestroy();
        else response.end(ran);
      });
      for (let round = 0; round < 5; round++) await execute(origin, fetch);
      lose = true;
      expect(await rejection(execute(origin, fetch))).toMatchObject({ kind: "ConnectionError", mayHaveRun: true });
      expect(requests).toHaveLength(6);
      expect(requests.indexOf(requests[5]!)).toBeLessThan(5);
    });

    test("is replaced after it was closed", async () => {
      let requests = 0;
      const { origin, sockets } = await serve((_, response) => {
        requests++;
        response.end(ran);
      });
      await execute(origin, fetch);
      sockets[0]!.end();
      await once(sockets[0]!, "close");
      expect(await execute(origin, fetch)).toMatchObject({ error: null });
      expect([requests, sockets.length]).toEqual([2, 2]);
    });

    test("is reused after successful and failed calls", async () => {
      let requests = 0;
      const { origin, sockets } = await serve((request, response) => {
        const status = [200, 400, 307, 500][requests++ % 4]!;
        request.resume();
        response.writeHead(status, { location: "/elsewhere", "content-length": ran.length }).end(ran);
      });
      for (let round = 0; round < 20; round++) await execute(origin, fetch).catch(() => {});
      expect(requests).toBe(20);
      // A redirect's body is not read, which may cost its connection.
      expect(sockets.length).toBeLessThanOrEqual(7);
    });
  });

  describe("an abort", () => {
    test("before the call sends nothing", async () => {
      const { origin, sockets } = await serve((_, response) => void response.end());
      const reason = new Error("the user left");
      expect(await rejection(fetch(origin, { signal: AbortSignal.abort(reason) }))).toBe(reason);
      expect(sockets).toEqual([]);
    });

    test("during the response rejects with its reason", async () => {
      const { origin, sockets } = await serve((request, response) => {
        if (request.url === "/body") response.writeHead(200).write("{");
      });
      const reason = new Error("the user left");
      const waiting = new AbortController();
      const first = rejection(fetch(origin, { signal: waiting.signal }));
      await vi.waitUntil(() => sockets.length === 1);
      waiting.abort(reason);
      expect(await first).toBe(reason);

      const reading = new AbortController();
      const response = await fetch(`${origin}/body`, { signal: reading.signal });
      const second = rejection(textOf(response));
      reading.abort(reason);
      expect(await second).toBe(reason);
    });
  });

  test("ignores a connection that fails after the call", async () => {
    const { origin, sockets } = await serve((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).write(gzipSync("{").subarray(0, 12));
    });
    const response = await fetch(origin, {});
    sockets[0]!.resetAndDestroy();
    await once(sockets[0]!, "close");
    await expect(textOf(response)).rejects.toThrow(Error);
  });
});

describe("undiciFetch", () => {
  const own = undiciFetch();

  test("leaves no listener on a signal that outlives the call", async () => {
    const { origin } = await serve((request, response) => {
      if (request.url === "/lost") request.socket.destroy();
      else if (request.url === "/none") response.writeHead(204).end();
      else response.end("{}");
    });
    const { signal } = new AbortController();
    expect(await textOf(await own(origin, { signal }))).toBe("{}");
    expect((await own(`${origin}/none`, { signal })).body).toBeNull();
    await expect(own(`${origin}/lost`, { signal })).rejects.toThrow(Error);
    await vi.waitUntil(() => getEventListeners(signal, "abort").length === 0);
  });

  test.each<[string, () => Duplex]>([
    ["identity", () => new PassThrough()],
    ["gzip", createGzip],
    ["deflate", createDeflate],
    ["deflate", createDeflateRaw],
    ["br", () => createBrotliCompress(fast)],
    ["zstd", createZstdCompress],
  ])("closes the connection of a response (%s) that is too long", async (encoding, createEncoder) => {
    const { origin, sockets } = await serve((_, response) => {
      response.writeHead(200, { "content-encoding": encoding });
      const endless = async function* (): AsyncGenerator<Buffer, void, undefined> {
        for (;;) {
          await nextTurn();
          yield Buffer.alloc(1000, "abc");
        }
      };
      pipeline(endless, createEncoder(), response, () => {});
    });
    expect(await textOf(await own(origin, {}), 50_000)).toBe("too large");
    await vi.waitUntil(() => sockets[0]!.destroyed);
  });

  test("rejects a zstd window larger than HTTP allows", async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { "content-encoding": "zstd" });
      pipeline(Readable.from([ran]), createZstdCompress(wide), response, () => {});
    });
    await expect(own(origin, {}).then(textOf)).rejects.toThrow(Error);
  });

  test("rejects early by content-length", async () => {
    const { origin, sockets } = await serve((_, response) => {
      response.writeHead(200, { "content-length": 1_000_000 }).flushHeaders();
    });
    expect(await textOf(await own(origin, {}), 50_000)).toBe("too large");
    await vi.waitUntil(() => sockets[0]!.destroyed);
  });

  test("has no timeout of its own", async () => {
    const { origin, sockets } = await serve(() => {});
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const settled = vi.fn<() => void>();
    const controller = new AbortController();
    const waiting = own(origin, { signal: controller.signal }).then(settled, settled);
    await vi.waitUntil(() => sockets.length > 0);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(settled).not.toHaveBeenCalled();
    controller.abort();
    await waiting;
  });

  test("closes the connection of an unread response when the call is aborted", async () => {
    const { origin, sockets } = await serve((_, response) => void response.writeHead(200).write("{"));
    const controller = new AbortController();
    const response = await own(origin, { signal: controller.signal });
    const reason = new Error("the user left");
    controller.abort(reason);
    expect(await rejection(textOf(response))).toBe(reason);
    await vi.waitUntil(() => sockets[0]!.destroyed);
    // Also when it is asked for later.
    expect(await rejection(textOf(response))).toBe(reason);
  });

  test("cancels the stream being sent on abort", async () => {
    const { origin, sockets } = await serve((request) => void request.resume());
    const cancel = vi.fn<(reason: unknown) => void>();
    const endless = new ReadableStream<Uint8Array>({
      async pull(to) {
        await nextTurn();
        to.enqueue(new Uint8Array(1000));
      },
      cancel,
    });
    const controller = new AbortController();
    const sending = own(origin, { method: "PUT", body: endless, signal: controller.signal });
    const failure = rejection(sending);
    await vi.waitUntil(() => sockets.length > 0);
    const reason = new Error("the user left");
    controller.abort(reason);
    expect(await failure).toBe(reason);
    await vi.waitUntil(() => cancel.mock.calls.length === 1);
    await vi.waitUntil(() => sockets[0]!.destroyed);
  });

  test("uses the given dispatcher", async () => {
    const dispatcher = new MockAgent();
    dispatcher.disableNetConnect();
    dispatcher
      .get("https://backend.composio.dev")
      .intercept({ path: /execute/, method: "POST" })
      .reply(200, ran);
    const mocked = undiciFetch({ dispatcher });
    expect(await execute("https://backend.composio.dev", mocked)).toMatchObject({ error: null });
    expect(await rejection(execute("https://router.example", mocked))).toMatchObject({ kind: "ConnectionError" });
    await dispatcher.close();
  });

  test.each([5, {}, null, "http://proxy.example"])("rejects an invalid dispatcher: %o", (dispatcher) => {
    expect(() => undiciFetch({ dispatcher: dispatcher as never })).toThrow(
      /^dispatcher must be a Dispatcher of undici/,
    );
  });

  test("resends a queued request after its connection failed", async () => {
    let requests = 0;
    const { origin } = await serve((request, response) => {
      if (++requests === 1) request.socket.resetAndDestroy();
      else response.end(ran);
    });
    const dispatcher = new Agent({ connections: 1 });
    const narrow = undiciFetch({ dispatcher });
    const [first, second] = await Promise.allSettled([execute(origin, narrow), execute(origin, narrow)]);
    expect(first).toMatchObject({ status: "rejected", reason: { kind: "ConnectionError", mayHaveRun: true } });
    expect(second.status).toBe("fulfilled");
    expect(requests).toBe(2);
    await dispatcher.close();
  });

  test("accepts more encodings over https", async () => {
    const dispatcher = new MockAgent();
    dispatcher.disableNetConnect();
    const pool = dispatcher.get("https://backend.composio.dev");
    pool
      .intercept({ path: /execute/, method: "POST", headers: { "accept-encoding": "gzip, deflate, br, zstd" } })
      .reply(200, ran);
    expect(await execute("https://backend.composio.dev", undiciFetch({ dispatcher }))).toMatchObject({ error: null });
    await dispatcher.close();
  });

  test("does not keep a process alive", async () => {
    const { origin } = await serve((_, response) => void response.setHeader("keep-alive", "timeout=600").end(ran));
    const program = `
      import { undiciFetch } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
      const response = await undiciFetch()(${JSON.stringify(origin)}, {});
      console.log(new TextDecoder().decode(await response.read(1000)));`;
    const flags = ["--conditions=@tool-router/source", "--input-type=module", `--eval=${program}`];
    const child = spawn(process.execPath, flags, { cwd: fileURLToPath(new URL(".", import.meta.url)) });
    const output = child.stdout.setEncoding("utf8").toArray();
    expect(await once(child, "exit")).toEqual([0, null]);
    expect((await output).join("")).toBe(`${ran}\n`);
  });
});
