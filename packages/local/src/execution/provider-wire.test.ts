import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { github, githubAccount, testRouter } from "../testing/test-router.ts";
import type { ToolkitProxy } from "../toolkits/define-toolkit.ts";

/** The raw bytes of each connection. */
const received: string[] = [];
const ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
let respond = (socket: Socket): unknown => socket.write(ok);

const server = createServer((socket) => {
  const index = received.push("") - 1;
  socket.on("error", () => {});
  socket.on("data", (bytes) => {
    received[index] += bytes.toString("latin1");
    if (isComplete(received[index] ?? "")) respond(socket);
  });
});

/** Whether a request has arrived completely, by its content-length. */
function isComplete(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  const length = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
  return end >= 0 && text.length >= end + 4 + length;
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  received.length = 0;
  respond = (socket) => socket.write(ok);
});

const open = async (proxy: Partial<ToolkitProxy> = {}) => {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const toolkits = [github({ proxy: { baseUrl, allowPrivate: true, ...proxy } })];
  const router = testRouter({ toolkits, accounts: [githubAccount], maxResultBytes: 1000 });
  const session = await router.session();
  return async (body: object) => {
    const request = { toolkit_slug: "github", endpoint: "/thing", method: "GET", ...body };
    return router.request<Schemas["ProxyResult"] & Schemas["Error"]>("POST", `${session.path}/proxy_execute`, request);
  };
};

/** A raw request: its request line, its framing headers and its body. */
function framing(text = ""): { line: string | undefined; headers: string[]; body: string } {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [line, ...headers] = head.split("\r\n");
  const framed = headers.filter((header) => /^(content-length|transfer-encoding):/i.test(header));
  return { line, headers: framed.map((header) => header.toLowerCase()), body: rest.join("\r\n\r\n") };
}

const header = (name: string, value: string) => ({ name, value, type: "header" });

describe("a proxy call", () => {
  test.each(["POST", "PUT", "PATCH", "DELETE"])("sends the content-length of a %s", async (method) => {
    const call = await open();
    const smuggled = "\r\n\r\nGET /admin HTTP/1.1\r\n\r\n";
    expect((await call({ method, body: { sha: "é" } })).body.status).toBe(200);
    expect((await call({ method, binary_body: { base64: btoa(smuggled) } })).body.status).toBe(200);
    expect(received.map(framing)).toEqual([
      { line: `${method} /v1/thing HTTP/1.1`, headers: ["content-length: 12"], body: '{"sha":"Ã©"}' },
      { line: `${method} /v1/thing HTTP/1.1`, headers: ["content-length: 27"], body: smuggled },
    ]);
  });

  test.each([
    ["POST", ["content-length: 0"]],
    ["PUT", ["content-length: 0"]],
    ["PATCH", ["content-length: 0"]],
    ["DELETE", []],
    ["GET", []],
  ])("sends a %s without a body", async (method, headers) => {
    const call = await open();
    for (const body of [{}, { body: null }]) expect((await call({ method, ...body })).body.status).toBe(200);
    const request = { line: `${method} /v1/thing HTTP/1.1`, headers, body: "" };
    expect(received.map(framing)).toEqual([request, request]);
  });

  test.each([
    ["GET", { body: { sha: "1" } }, "body"],
    ["HEAD", { body: "" }, "body"],
    ["GET", { body: false }, "body"],
    ["HEAD", { binary_body: { base64: "aGk=" } }, "binary_body"],
    ["GET", { binary_body: { url: "https://files.example/a" } }, "binary_body"],
  ])("rejects a %s with a body and sends nothing", async (method, content, field) => {
    const call = await open();
    const { status, body } = await call({ method, ...content });
    expect([status, body.error.errors]).toEqual([400, [`payload.${field}: ${method} takes no body`]]);
    expect(received).toEqual([]);
  });

  test.each([
    "Content-Length",
    "Transfer-Encoding",
    "Connection",
    "Keep-Alive",
    "Host",
    "Upgrade",
    "HTTP2-Settings",
    "Expect",
    "TE",
    "Trailer",
    "Proxy-Authorization",
    "Proxy-Connection",
    "content-length ",
    "x\r\nhost",
    "x y",
    "",
  ])("rejects the header %j and sends nothing", async (name) => {
    const call = await open();
    expect((await call({ method: "DELETE", body: {}, parameters: [header(name, "1")] })).status).toBe(400);
    expect(received).toEqual([]);
  });

  test("sends each header once and joins repeated ones", async () => {
    const call = await open({ headers: () => ({ "Content-Type": "text/own", Accept: "text/plain" }) });
    const parameters = [header("X-A", "1"), header("x-a", "2"), header("__proto__", "own")];
    await call({ method: "POST", body: 1, parameters });
    const [, ...headers] = received[0]?.split("\r\n\r\n")[0]?.split("\r\n") ?? [];
    const names = headers.map((line) => line.split(":")[0]?.toLowerCase());
    expect(names).toEqual([...new Set(names)]);
    expect(headers.map((line) => line.toLowerCase())).toEqual(
      expect.arrayContaining(["x-a: 1, 2", "__proto__: own", "content-type: text/own", "accept: text/plain"]),
    );
  });

  test("ignores framing headers of the toolkit", async () => {
    const call = await open({
      headers: () => ({ "Transfer-Encoding": "chunked", "content-length": "1", "x-own": "1" }),
    });
    await call({ method: "DELETE", body: { sha: "1" } });
    expect(received.map(framing)).toMatchObject([{ headers: ["content-length: 11"], body: '{"sha":"1"}' }]);
  });

  test.each([
    ["/a b", "/v1/a%20b"],
    ["/a\r\nhost: other HTTP/1.1\r\n\r\nGET /admin", "/v1/ahost:%20other%20HTTP/1.1GET%20/admin"],
    ["//other.test/x", "/v1/other.test/x"],
    ["/a#b?c", "/v1/a"],
    ["/é", "/v1/%C3%A9"],
  ])("sends the endpoint %j as one path", async (endpoint, path) => {
    const call = await open();
    await call({ endpoint });
    expect(received.map((text) => text.split("\r\n")[0])).toEqual([`GET ${path} HTTP/1.1`]);
    expect(received[0]?.match(/\r\n\r\n/g)).toHaveLength(1);
  });

  test("is sent once when the provider answers 421", async () => {
    respond = (socket) => socket.write("HTTP/1.1 421 Misdirected Request\r\nContent-Length: 0\r\n\r\n");
    const call = await open();
    for (const method of ["GET", "POST", "DELETE"]) expect((await call({ method })).body.status).toBe(421);
    expect(received).toHaveLength(3);
  });

  test.each([
    ["100 Continue", "HTTP/1.1 100 Continue\r\n\r\n"],
    ["103 Early Hints", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nContent-Length: 5\r\n\r\n"],
    ["many informational responses", "HTTP/1.1 102 Processing\r\n\r\n".repeat(100)],
  ])("returns the final response after %s", async (_, first) => {
    respond = (socket) => socket.write(first + ok);
    const call = await open();
    expect((await call({ method: "POST", body: 1 })).body).toMatchObject({ status: 200, data: {} });
    expect(received).toHaveLength(1);
  });

  test.each([
    [
      "a length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    ],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"],
    ["a body shorter than its length", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"],
    ["an upgrade", "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"],
    ["no HTTP", "220 mail.example ESMTP\r\n"],
  ])("fails when the provider answers with %s", async (_, response) => {
    respond = (socket) => socket.end(response);
    const call = await open();
    const { status, body } = await call({ method: "POST", body: 1 });
    expect([status, body.error.message]).toEqual([502, expect.stringMatching(/^The provider /)]);
    expect(received).toHaveLength(1);
  });

  test.each(["204 No Content", "304 Not Modified"])("ignores a body after %s", async (line) => {
    respond = (socket) => socket.end(`HTTP/1.1 ${line}\r\nContent-Type: application/json\r\n\r\n{"a":1}`);
    const call = await open();
    expect((await call({})).body).toMatchObject({ status: Number(line.slice(0, 3)), data: null });
  });

  test("ignores bytes after the content-length", async () => {
    respond = (socket) => socket.write(`${ok}HTTP/1.1 500 Smuggled\r\n\r\n`);
    const call = await open();
    expect((await call({})).body).toMatchObject({ status: 200, data: {} });
  });

  test("rejects a body without an end", async () => {
    respond = (socket) => socket.write(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(2000)}`);
    const call = await open();
    expect((await call({})).body.error.code).toBe(4345);
  });
});
