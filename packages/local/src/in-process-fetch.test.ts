import { describe, expect, it } from "vitest";
import { createLocalRouter } from "./router.ts";
import { testRouter, weather } from "./testing/test-router.ts";

/** A router with a tool that waits until its own signal aborts. */
function waiting() {
  const seen: { reason?: unknown } = {};
  let started = (): void => undefined;
  const running = new Promise<void>((resolve) => {
    started = resolve;
  });
  const router = testRouter({
    toolkits: [
      weather(
        (_, { signal }) =>
          new Promise((_resolve, reject) => {
            started();
            signal.addEventListener("abort", () => {
              seen.reason = signal.reason;
              reject(signal.reason as Error);
            });
          }),
      ),
    ],
  });
  const request = async (): Promise<[string, RequestInit]> => {
    const { path } = await router.session();
    return [
      `${router.baseUrl}/api/v3${path}/execute`,
      { method: "POST", headers: { "x-api-key": router.apiKey }, body: '{"tool_slug":"WEATHER_GET_FORECAST"}' },
    ];
  };
  return { router, running, request, seen };
}

describe("a signal that aborts", () => {
  it("rejects the call with its reason and stops the tool, whether in init or on the request", async () => {
    for (const place of ["init", "request"] as const) {
      const { router, running, request, seen } = waiting();
      const controller = new AbortController();
      const [url, init] = await request();
      const call =
        place === "init"
          ? router.fetch(url, { ...init, signal: controller.signal })
          : router.fetch(new Request(url, { ...init, signal: controller.signal }));
      await running;
      const reason = new Error("enough");
      controller.abort(reason);
      await expect(call).rejects.toBe(reason);
      expect(seen.reason).toBe(reason);
    }
  });

  it("before the call sends nothing", async () => {
    const { router, request } = waiting();
    const [url, init] = await request();
    await expect(router.fetch(url, { ...init, signal: AbortSignal.abort("no") })).rejects.toBe("no");
  });

  it("is not needed", async () => {
    const { router } = waiting();
    expect((await router.fetch(`${router.baseUrl}/api/v3/nope`, { signal: null })).status).toBe(401);
  });
});

it("takes a text, a URL or a request, and a path alone", async () => {
  const { router } = waiting();
  const headers = { "x-api-key": router.apiKey };
  const url = `${router.baseUrl}/api/v3/toolkits`;
  expect((await router.fetch(url, { headers })).status).toBe(200);
  expect((await router.fetch(new URL(url), { headers })).status).toBe(200);
  expect((await router.fetch(new Request(url, { headers }))).status).toBe(200);
  expect((await router.fetch(new Request(url), { headers })).status).toBe(200);
  expect(
    (
      await createLocalRouter({ toolkits: [], apiKey: "ak_1" }).fetch("/api/v3/toolkits", {
        headers: { "x-api-key": "ak_1" },
      })
    ).status,
  ).toBe(200);
});
