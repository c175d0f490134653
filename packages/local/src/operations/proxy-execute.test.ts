import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { github, githubAccount, testRouter, weather } from "../testing/test-router.ts";
import type { ToolkitProxy } from "../toolkits/define-toolkit.ts";

/** A provider that echoes requests. */
const server = createServer((request, response) => {
  void respond(request, response);
});
let origin = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => {
  server.close();
});

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status = 200, headers, body } = await answer(request);
  response.writeHead(status, headers);
  response.end(body);
}

async function answer(
  request: IncomingMessage,
): Promise<{ status?: number; headers: Record<string, string>; body: string | Uint8Array }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const { method, url, headers } = request;
  const json = { "content-type": "application/json" };
  if (url === "/v1/gone") return { status: 404, headers: json, body: '{"message":"no such thing"}' };
  if (url === "/v1/away") return { status: 302, headers: { location: "http://169.254.169.254/" }, body: "" };
  if (url === "/v1/bytes") return { headers: { "content-type": "image/png" }, body: Uint8Array.of(1, 2, 255) };
  if (url === "/v1/long") return { headers: json, body: JSON.stringify("x".repeat(5000)) };
  if (url === "/v1/compressed") {
    const encoding = headers["accept-encoding"] ?? "";
    const compress = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }[encoding];
    return {
      headers: { ...json, "content-encoding": encoding },
      body: compress === undefined ? "???" : compress(JSON.stringify({ encoding })),
    };
  }
  if (url === "/v1/bomb") return { headers: { ...json, "content-encoding": "gzip" }, body: gzipSync("x".repeat(5000)) };
  if (url === "/v1/not-gzip") return { headers: { ...json, "content-encoding": "gzip" }, body: "{}" };
  if (url === "/v1/broken") return { headers: json, body: "{" };
  const { authorization, "content-type": type, "x-mine": mine } = headers;
  return {
    headers: json,
    body: JSON.stringify({ method, url, authorization, type, mine, body: Buffer.concat(chunks).toString() }),
  };
}

const open = async (proxy?: Partial<ToolkitProxy>, config: Partial<Schemas["SessionCreate"]> = {}) => {
  const own = proxy && { proxy: { baseUrl: `${origin}/v1`, allowPrivate: true, ...proxy } };
  const router = testRouter({ toolkits: [github(own), weather()], accounts: [githubAccount], maxResultBytes: 1000 });
  const session = await router.session(config);
  const call = async (body: object = {}) =>
    router.request<Schemas["ProxyResult"] & Schemas["Error"]>("POST", `${session.path}/proxy_execute`, {
      toolkit_slug: "github",
      endpoint: "/user",
      method: "GET",
      ...body,
    });
  return { router, call };
};

describe("the proxy", () => {
  test("sends the caller's request with the user's credentials", async () => {
    const { call } = await open({});
    const parameters = [
      { name: "x-mine", value: "yes", type: "header" },
      { name: "q", value: "a b", type: "query" },
    ];
    const { status, body } = await call({ method: "POST", endpoint: "/user?z=1", parameters, body: { a: 1 } });
    expect([status, body.status, body.headers?.["content-type"]]).toEqual([200, 200, "application/json"]);
    expect(body.data).toEqual({
      method: "POST",
      url: "/v1/user?z=1&q=a+b",
      authorization: "Bearer hunter2-secret",
      type: "application/json",
      mine: "yes",
      body: '{"a":1}',
    });
  });

  test("places the credentials as the toolkit defines", async () => {
    const { call } = await open({ headers: ({ api_key: key }) => ({ "x-mine": `key ${key}` }) });
    expect((await call()).body.data).toMatchObject({ mine: "key hunter2-secret" });
    expect((await call()).body.data).not.toHaveProperty("authorization");
    const own = [{ name: "X-Mine", value: "x", type: "header" }];
    expect((await call({ parameters: own })).body.error.code).toBe(10400);
  });

  test("returns the provider's response", async () => {
    const { call, router } = await open({});
    expect((await call({ endpoint: "gone" })).body).toMatchObject({
      result_type: "completed",
      status: 404,
      data: { message: "no such thing" },
    });
    expect((await call({ endpoint: "broken" })).body).toMatchObject({ status: 200, data: "{" });
    expect((await call({ method: "HEAD" })).body).toMatchObject({ status: 200, data: null });
    const { binary_data: binary } = (await call({ endpoint: "bytes" })).body;
    expect(binary).toMatchObject({ content_type: "image/png", size: 3, expires_at: "2026-01-01T01:00:00.000Z" });
    const bytes = await (await router.fetch(binary?.url ?? "")).arrayBuffer();
    expect(new Uint8Array(bytes)).toEqual(Uint8Array.of(1, 2, 255));
  });

  test("works outside of sessions with a named account", async () => {
    const { router } = await open({});
    const { status, body } = await router.request<Schemas["ProxyResult"]>("POST", "/tools/execute/proxy", {
      connected_account_id: "ca_seed",
      endpoint: "/user",
      method: "GET",
    });
    expect([status, body]).toEqual([
      200,
      {
        status: 200,
        headers: expect.objectContaining({ "content-type": "application/json" }),
        data: expect.objectContaining({ url: "/v1/user", authorization: "Bearer hunter2-secret" }),
      },
    ]);
    expect(await router.runs()).toMatchObject([
      { session: "", user_id: "user_1", account: "ca_seed", tool: "proxy_execute", outcome: "ok" },
    ]);
  });

  test.each(["gzip", "deflate", "br"])("decompresses a response in the accepted encoding %s", async (encoding) => {
    const { call } = await open({});
    const parameters = [{ name: "accept-encoding", value: encoding, type: "header" }];
    const { body } = await call({ endpoint: "/compressed", parameters });
    expect([body.data, body.headers]).toEqual([
      { encoding },
      expect.not.objectContaining({ "content-encoding": encoding }),
    ]);
  });

  test("returns a response in an unknown encoding as bytes", async () => {
    const { call } = await open({});
    const parameters = [{ name: "accept-encoding", value: "pack200", type: "header" }];
    const { body } = await call({ endpoint: "/compressed", parameters });
    expect([body.headers?.["content-encoding"], body.binary_data?.size]).toEqual(["pack200", 3]);
  });

  test("rejects a response that is too large after decompression or cannot be decompressed", async () => {
    const { call } = await open({});
    expect((await call({ endpoint: "/bomb" })).body.error.code).toBe(4345);
    expect((await call({ endpoint: "/not-gzip" })).body.error).toMatchObject({
      status: 502,
      message: "The provider sent a body that cannot be decompressed: incorrect header check",
    });
  });

  test("sends bytes", async () => {
    const { call } = await open({});
    const binary_body = { base64: btoa("raw"), content_type: "text/plain" };
    expect((await call({ method: "PUT", binary_body })).body.data).toMatchObject({ body: "raw", type: "text/plain" });
  });

  test("sends the bytes of a stored file or a provider's file", async () => {
    const { call, router } = await open({});
    const { binary_data: binary } = (await call({ endpoint: "bytes" })).body;
    const png = { type: "image/png", body: Buffer.of(1, 2, 255).toString() };
    const put = (url: string, more: object = {}) => call({ method: "PUT", binary_body: { url, ...more } });
    expect((await put(binary?.url ?? "")).body.data).toMatchObject(png);
    // The host of the router's own file URL does not matter.
    expect((await put(`https://public.test${new URL(binary?.url ?? "").pathname}`)).body.data).toMatchObject(png);
    expect((await put(binary?.url ?? "", { content_type: "text/plain" })).body.data).toMatchObject({
      ...png,
      type: "text/plain",
    });
    expect((await put(`${origin}/v1/bytes`)).body.data).toMatchObject(png);
    // The download sent none of the user's credentials.
    const fetched = JSON.stringify({ method: "GET", url: "/v1/user", body: "" });
    expect((await put(`${origin}/v1/user`)).body.data).toMatchObject({ body: fetched });
    router.clock.advance(3_600_000);
    expect((await put(binary?.url ?? "")).body.error.code).toBe(4330);
  });

  test.each([
    ["this machine", { url: "http://127.0.0.1/" }, 4330],
    ["this machine under another name", { url: "http://[::ffff:7f00:1]/" }, 4330],
    ["the cloud metadata address", { url: "http://169.254.169.254/latest/meta-data" }, 4330],
    ["an unknown file", { url: "http://tool-router.localhost/_local/files/ft_no" }, 4330],
    ["an invalid URL", { url: "file:///etc/passwd" }, 10400],
    ["a content type that splits the request", { base64: "aGk=", content_type: "a/b\r\nx: y" }, 10400],
  ])("sends nothing from %s", async (_, binary_body, code) => {
    const { call } = await open({});
    expect((await call({ method: "PUT", binary_body })).body.error.code).toBe(code);
  });

  test.each(["gone", "away"])("sends nothing from a URL that %s", async (name) => {
    const { call } = await open({});
    const { body } = await call({ method: "PUT", binary_body: { url: `${origin}/v1/${name}` } });
    expect(body.error.errors?.[0]).toMatch(/^payload\.binary_body\.url: answered (404|302), not 200/);
  });

  test("does not follow redirects", async () => {
    const { call } = await open({});
    expect((await call({ endpoint: "away" })).body).toMatchObject({
      status: 302,
      headers: { location: "http://169.254.169.254/" },
    });
  });

  test.each<[string, Partial<ToolkitProxy> | undefined, Partial<Schemas["SessionCreate"]>, object, number]>([
    ["a session without the proxy", {}, { workbench: { enable_proxy_execution: false } }, {}, 4327],
    ["a toolkit without a base URL", undefined, {}, {}, 4341],
    ["an unknown toolkit", {}, {}, { toolkit_slug: "nope" }, 4305],
    ["a disallowed toolkit", {}, { toolkits: { enable: [] } }, {}, 4324],
    ["a user without a connection", {}, { user_id: "other" }, {}, 4302],
    ["another site", {}, {}, { endpoint: "http://evil.test/" }, 4329],
    ["this machine, unless the toolkit allows it", { allowPrivate: false }, {}, {}, 4330],
    ["a response that is too large", {}, {}, { endpoint: "long" }, 4345],
    ["an unreachable provider", { baseUrl: "http://127.0.0.1:1" }, {}, {}, 4341],
    [
      "a header that carries credentials",
      {},
      {},
      { parameters: [{ name: "Authorization", value: "x", type: "header" }] },
      10400,
    ],
    [
      "a header that splits the request",
      {},
      {},
      { parameters: [{ name: "x", value: "a\r\nb: c", type: "header" }] },
      10400,
    ],
    ["an unsupported method", {}, {}, { method: "TRACE" }, 10400],
  ])("refuses %s", async (_, proxy, config, body, code) => {
    const { call } = await open(proxy, config);
    expect((await call(body)).body.error.code).toBe(code);
  });
});

describe("the run log contains", () => {
  const logged = async (body: object, proxy: Partial<ToolkitProxy> | undefined = {}) => {
    const { call, router } = await open(proxy);
    await call(body);
    const runs = await router.runs({ tool: "proxy_execute" });
    expect(runs).toHaveLength(1);
    return { run: runs[0], text: JSON.stringify(await router.runs()) };
  };

  test("each proxy call without its query values", async () => {
    const parameters = [
      { name: "key", value: "hidden-1", type: "query" },
      { name: "x-mine", value: "hidden-2", type: "header" },
    ];
    const body = { endpoint: "/user?token=hidden-3#hidden-4", method: "POST", body: { a: "hidden-5" }, parameters };
    const { run, text } = await logged(body);
    expect(run).toMatchObject({
      project: "proj_local",
      user_id: "user_1",
      account: "ca_seed",
      arguments: { toolkit_slug: "github", method: "POST", endpoint: "/user" },
      outcome: "ok",
      error: null,
      duration_ms: 0,
    });
    expect(run?.id).toMatch(/^log_/);
    expect(run?.session).toMatch(/^trs_/);
    expect(text).not.toMatch(/hidden|hunter2/);
  });

  test.each<[string, object, Partial<ToolkitProxy> | undefined, object]>([
    ["a provider's refusal", { endpoint: "gone" }, {}, { outcome: "error", error: "The provider answered 404" }],
    [
      "an unreachable provider",
      {},
      { baseUrl: "http://127.0.0.1:1" },
      { outcome: "error", error: "The provider could not be reached: ECONNREFUSED" },
    ],
    ["a forbidden address", {}, { allowPrivate: false }, { outcome: "refused", account: "ca_seed" }],
    ["a disallowed toolkit", { toolkit_slug: "slack" }, {}, { outcome: "refused", account: null }],
    [
      "a URL without its name and password",
      { endpoint: "https://ada:hunter2@evil.test/x" },
      {},
      { outcome: "refused", arguments: { toolkit_slug: "github", method: "GET", endpoint: "https://evil.test/x" } },
    ],
  ])("%s", async (_, body, proxy, entry) => {
    const { run, text } = await logged(body, proxy);
    expect(run).toMatchObject(entry);
    expect(text).not.toContain("hunter2");
  });
});

test.each<[unknown, string]>([
  ["https://api.example.com", 'proxy must be an object, such as { baseUrl: "https://api.example.com" }'],
  [{}, "proxy.baseUrl must be a URL that begins with http:// or https://"],
  [{ baseUrl: "ftp://x" }, "proxy.baseUrl must be a URL"],
  [{ baseUrl: "https://x", headers: {} }, "proxy.headers must be a function, such as"],
  [{ baseUrl: "https://x", allowPrivate: "yes" }, "proxy.allowPrivate must be true or false"],
  [{ baseUrl: "https://x", baseURL: "https://y" }, 'proxy: Unknown field "baseURL".'],
])("rejects %j as a toolkit's proxy", (proxy, message) => {
  expect(() => github({ proxy: proxy as ToolkitProxy })).toThrow(`toolkit "github": ${message}`);
});
