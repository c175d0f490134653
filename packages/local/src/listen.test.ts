import { expect, it } from "vitest";
import { createLocalRouter } from "./router.ts";
import { sequentialIds } from "./ids.ts";
import { github, weather } from "./testing/test-router.ts";

it("answers at a port of this machine, and names it in addresses", async () => {
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

it("stops a tool whose caller has hung up, and does not wait for anybody when it closes", async () => {
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
