import { connect } from "node:net";
import { expect, test } from "vitest";
import { sequentialIds } from "../ids.ts";
import type { LocalRouterOptions } from "../router/options.ts";
import { createLocalRouter } from "../router.ts";
import { github, weather } from "../testing/test-router.ts";

test("listens on a local port and uses it in URLs", async () => {
  const router = createLocalRouter({ toolkits: [github()], ids: sequentialIds() });
  await using server = await router.listen();
  expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(server.baseUrl).toBe(server.origin);
  const headers = { "x-api-key": router.apiKey };
  const created = await fetch(`${server.baseUrl}/api/v3/tool_router/session`, {
    method: "POST",
    headers,
    body: '{"user_id":"u"}',
  });
  expect([created.status, await created.json()]).toEqual([
    201,
    expect.objectContaining({ mcp: { type: "http", url: `${server.origin}/tool_router/trs_000001/mcp` } }),
  ]);
  const link = await fetch(`${server.baseUrl}/api/v3/tool_router/session/trs_000001/link`, {
    method: "POST",
    headers,
    body: '{"toolkit":"github"}',
  });
  const { redirect_url: address } = (await link.json()) as { redirect_url: string };
  expect(await (await fetch(address)).text()).toContain("Connect GitHub");
  const inProcess = await router.fetch(`${router.baseUrl}/api/v3/tool_router/session/trs_000001`, { headers });
  expect(inProcess.status).toBe(200);

  await expect(router.listen({ port: Number(new URL(server.origin).port) })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
  await router.close();
  await server.close();
  await expect(fetch(server.baseUrl)).rejects.toThrow("fetch failed");
});

test("stops the tool of a caller that hung up, and closes without waiting for it", async () => {
  let stopped = (): void => undefined;
  const hungUp = new Promise<void>((resolve) => {
    stopped = resolve;
  });
  let started = (): void => undefined;
  const running = new Promise<void>((resolve) => {
    started = resolve;
  });
  const router = createLocalRouter({
    toolkits: [
      weather((_, { signal }) => {
        started();
        signal.addEventListener("abort", stopped);
        return new Promise(() => undefined);
      }),
    ],
    ids: sequentialIds(),
  });
  const server = await router.listen();
  const headers = { "x-api-key": router.apiKey };
  await fetch(`${server.baseUrl}/api/v3/tool_router/session`, { method: "POST", headers, body: '{"user_id":"u"}' });
  const controller = new AbortController();
  const call = fetch(`${server.baseUrl}/api/v3/tool_router/session/trs_000001/execute`, {
    method: "POST",
    headers,
    body: '{"tool_slug":"WEATHER_GET_FORECAST"}',
    signal: controller.signal,
  });
  const ended = call.catch((error: unknown) => error);
  await running;
  controller.abort();
  await hungUp;
  expect(await ended).toBe(controller.signal.reason);
  await server.close();
});

const post = (url: string, key: string, body: object) =>
  fetch(url, { method: "POST", headers: { "x-api-key": key }, body: JSON.stringify(body) });

test("finishes requests in flight when closing, and accepts no more", async () => {
  let finish = (): void => undefined;
  let started = (): void => undefined;
  const running = new Promise<void>((resolve) => {
    started = resolve;
  });
  const router = createLocalRouter({
    toolkits: [
      weather(() => {
        started();
        return new Promise((resolve) => {
          finish = () => {
            resolve({ done: true });
          };
        });
      }),
    ],
    ids: sequentialIds(),
  });
  const server = await router.listen();
  const sessions = `${server.baseUrl}/api/v3/tool_router/session`;
  await (await post(sessions, router.apiKey, { user_id: "u" })).text();
  const call = post(`${sessions}/trs_000001/execute`, router.apiKey, { tool_slug: "WEATHER_GET_FORECAST" });
  await running;
  const closed = server.close();
  await expect(post(sessions, router.apiKey, { user_id: "u" })).rejects.toThrow("fetch failed");
  finish();
  expect(await (await call).json()).toMatchObject({ data: { done: true } });
  await closed;
});

test("aborts requests that outlast the drain", async () => {
  let started = (): void => undefined;
  const running = new Promise<void>((resolve) => {
    started = resolve;
  });
  const router = createLocalRouter({
    toolkits: [
      weather(() => {
        started();
        return new Promise(() => undefined);
      }),
    ],
    ids: sequentialIds(),
  });
  const server = await router.listen({ drain: 0 });
  const sessions = `${server.baseUrl}/api/v3/tool_router/session`;
  await (await post(sessions, router.apiKey, { user_id: "u" })).text();
  const call = post(`${sessions}/trs_000001/execute`, router.apiKey, { tool_slug: "WEATHER_GET_FORECAST" });
  const lost = call.catch((error: unknown) => (error as Error).message);
  await running;
  await server.close();
  expect(await lost).toBe("fetch failed");
});

test.each(["0.0.0.0", "::", "192.168.0.1", "example.com"])("requires a chosen key on %s", async (host) => {
  await expect(createLocalRouter({ toolkits: [] }).listen({ host })).rejects.toThrow(
    `Choose an apiKey to listen on ${host}`,
  );
});

test("listens on a public address with a chosen key", async () => {
  const apiKey = "ak_0123456789abcdef012345";
  await using router = createLocalRouter({ toolkits: [], apiKey });
  const { origin } = await router.listen({ host: "0.0.0.0" });
  expect((await post(`${origin}/api/v3/tool_router/session`, apiKey, { user_id: "u" })).status).toBe(201);
});

test.each<[string, Partial<LocalRouterOptions>, string]>([
  ["a short key", { apiKey: "ak_local" }, "apiKey is too easy to guess for 0.0.0.0, which other machines reach"],
  ["a repeated character", { apiKey: "a".repeat(40) }, "it has only 1 distinct characters"],
  [
    "a short scoped key",
    { scopedKeys: [{ key: "reader", areas: ["sessions:read"] }] },
    "scopedKeys[0].key is too easy",
  ],
  ["a short user key", { userApiKey: "uak_1" }, "userApiKey is too easy to guess"],
  ["a short key of another project", { projects: [{ id: "p", apiKey: "ak_2" }] }, "projects[0].apiKey is too easy"],
  ["sequential ids", { ids: sequentialIds() }, "ids must be random to listen on 0.0.0.0"],
])("refuses %s on a public address without showing it", async (_, options, problem) => {
  const router = createLocalRouter({ toolkits: [], apiKey: "ak_0123456789abcdef012345", ...options });
  const error = await router.listen({ host: "0.0.0.0" }).catch((thrown: unknown) => thrown as Error);
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toContain(problem);
  expect((error as Error).message).not.toMatch(/ak_local|reader|uak_1|ak_2/);
});

test("holds a thousand connections at once", { timeout: 60_000 }, async () => {
  let waiting = 0;
  let release = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  await using router = createLocalRouter({
    // No request is answered before the last one has arrived.
    toolkits: [
      weather(async () => {
        waiting++;
        if (waiting === 1000) release();
        await all;
        return { waiting };
      }),
    ],
    ids: sequentialIds(),
  });
  const { origin } = await router.listen();
  const sessions = `${origin}/api/v3/tool_router/session`;
  await (await post(sessions, router.apiKey, { user_id: "u" })).text();
  const calls = Array.from({ length: 1000 }, async () => {
    const answer = await post(`${sessions}/trs_000001/execute`, router.apiKey, { tool_slug: "WEATHER_GET_FORECAST" });
    return ((await answer.json()) as { data: { waiting: number } }).data.waiting;
  });
  expect(new Set(await Promise.all(calls))).toEqual(new Set([1000]));
});

test.each([
  ["invalid HTTP", "hello\r\n\r\n", /^HTTP\/1\.1 400/],
  [
    "a path with a null byte",
    "GET /api/v3/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    /^HTTP\/1\.1 401/,
  ],
  [
    "a path with dot segments",
    "GET /api/v3/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    /^HTTP\/1\.1 404/,
  ],
  [
    "an invalid path encoding",
    "GET /link/%E0%A4%A HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    /^HTTP\/1\.1 404/,
  ],
  [
    "a path with two slashes",
    "GET //api/v3/toolkits HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    /^HTTP\/1\.1 404/,
  ],
  [
    "an encoded slash before the API",
    "GET /x%2f..%2fapi/v3/toolkits HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    /^HTTP\/1\.1 404/,
  ],
  [
    "an encoded slash in the API's path",
    "GET /api%2Fv3/toolkits HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    /^HTTP\/1\.1 404/,
  ],
  [
    "an encoded path",
    "GET /%61pi/v3/toolkits HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    /^HTTP\/1\.1 401/,
  ],
  [
    "dot segments into the API",
    "GET /link/../api/v3/toolkits HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    /^HTTP\/1\.1 401/,
  ],
  [
    "an absolute URL with another host",
    "GET http://evil.example/api/v3/toolkits HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    /^HTTP\/1\.1 403/,
  ],
  ["a missing host", "GET /api/v3/toolkits HTTP/1.0\r\n\r\n", /^HTTP\/1\.1 400/],
  [
    "a body shorter than its declared length",
    "POST /_local/link/x/complete HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
    /^HTTP\/1\.1 400/,
  ],
])("answers %s", async (_, sent, expected) => {
  await using router = createLocalRouter({ toolkits: [weather()] });
  const { origin } = await router.listen();
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.end(sent);
  let answer = "";
  for await (const chunk of socket as AsyncIterable<Uint8Array>) answer += new TextDecoder().decode(chunk);
  expect(answer).toMatch(expected);
});

test("returns links that open in a browser while listening, to in-process callers as well", async () => {
  const router = createLocalRouter({ toolkits: [github()] });
  const before = router.baseUrl;
  expect(before).toBe("http://tool-router.localhost");
  const headers = { "x-api-key": router.apiKey };
  const ask = async (baseUrl: string, path: string, body: object): Promise<Record<string, string>> => {
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return (await (await router.fetch(`${baseUrl}/api/v3/tool_router/session${path}`, init)).json()) as never;
  };
  const linkOf = async (baseUrl: string): Promise<string> => {
    const { session_id: id } = await ask(baseUrl, "", { user_id: "u" });
    return (await ask(baseUrl, `/${id}/link`, { toolkit: "github" }))["redirect_url"] ?? "";
  };
  expect(await linkOf(before)).toMatch(/^http:\/\/tool-router\.localhost\/link\//);
  const server = await router.listen();
  expect(router.baseUrl).toBe(server.origin);
  expect({ ...router }.baseUrl).toBe(server.origin);
  for (const baseUrl of [before, router.baseUrl]) {
    const link = await linkOf(baseUrl);
    expect(link.startsWith(`${server.origin}/link/`)).toBe(true);
    expect(await (await fetch(link)).text()).toContain("Connect GitHub");
  }
  await server.close();
  expect(router.baseUrl).toBe(before);
  expect(await linkOf(router.baseUrl)).toMatch(/^http:\/\/tool-router\.localhost\/link\//);
  await router.close();
});

test("prefers publicUrl to the port", async () => {
  await using router = createLocalRouter({ toolkits: [github()], publicUrl: "https://tools.example/" });
  await router.listen();
  const response = await router.fetch(`${router.baseUrl}/api/v3/tool_router/session`, {
    method: "POST",
    headers: { "x-api-key": router.apiKey },
    body: '{ "user_id": "u" }',
  });
  expect(await response.json()).toMatchObject({ mcp: { url: expect.stringMatching(/^https:\/\/tools\.example\//) } });
});
