import { describe, expect, test } from "vitest";
import { createLocalRouter } from "../router.ts";
import type { Schemas } from "../spec.ts";
import { testRouter, weather } from "../testing/test-router.ts";
import { encryptionKey, testStores } from "../testing/test-stores.ts";

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

describe("an aborted signal", () => {
  test("rejects the call with its reason and stops the tool, in init and on the request", async () => {
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

  test("sends nothing if aborted before the call", async () => {
    const { router, request } = waiting();
    const [url, init] = await request();
    await expect(router.fetch(url, { ...init, signal: AbortSignal.abort("no") })).rejects.toBe("no");
  });

  test("is optional", async () => {
    const { router } = waiting();
    expect((await router.fetch(`${router.baseUrl}/api/v3/nope`, { signal: null })).status).toBe(401);
  });
});

describe("an interrupted body", () => {
  const broken = (reason: unknown, first?: string): ReadableStream =>
    new ReadableStream({
      start: (controller) => {
        if (first !== undefined) controller.enqueue(new TextEncoder().encode(first));
      },
      pull: (controller) => {
        controller.error(reason);
      },
    });

  test.each([undefined, '{ "user_id": "user_1" }'])(
    "rejects with its reason and stores nothing, after %j",
    async (first) => {
      const reason = new Error("the disk is gone");
      const errors: unknown[] = [];
      const router = testRouter({ onError: (error) => errors.push(error) });
      const url = `${router.baseUrl}/api/v3/tool_router/session`;
      const init = { method: "POST", headers: { "x-api-key": router.apiKey }, duplex: "half" as const };
      for (const call of [
        router.fetch(url, { ...init, body: broken(reason, first) }),
        router.fetch(new Request(url, { ...init, body: broken(reason, first) })),
      ]) {
        const error = await call.catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(TypeError);
        expect(error).toMatchObject({ message: "fetch failed" });
        expect((error as Error).cause).toBe(reason);
      }
      // Ids start at 1, so no earlier session was stored.
      expect(await router.session()).toMatchObject({ session_id: "trs_000001" });
      expect(errors).toEqual([]);
    },
  );

  test("leaves the file unchanged", async () => {
    const router = testRouter();
    const { path } = await router.session();
    const file = { mount_relative_path: "a.txt", mimetype: "text/plain" };
    const upload = async () =>
      (await router.request<Schemas["UploadUrlResponse"]>("POST", `${path}/mounts/files/upload_url`, file)).body
        .upload_url;
    const headers = { "content-type": "text/plain" };
    await router.fetch(await upload(), { method: "PUT", headers, body: "whole" });
    const reason = new Error("the disk is gone");
    const init = { method: "PUT", headers, body: broken(reason, "half"), duplex: "half" as const };
    await expect(router.fetch(await upload(), init)).rejects.toMatchObject({ cause: reason });
    const { body } = await router.request<Schemas["DownloadUrlResponse"]>(
      "POST",
      `${path}/mounts/files/download_url`,
      file,
    );
    expect(await (await router.fetch(body.download_url)).text()).toBe("whole");
  });
});

describe("after close()", () => {
  test.each(testStores)("refuses connections, with a %s", async (_, make) => {
    const place = make();
    const router = testRouter({ store: place.open(), encryptionKey });
    await router.session();
    await Promise.all([router.close(), router.close()]);
    await expect(router.request("GET", "/toolkits")).rejects.toMatchObject({
      message: "fetch failed",
      cause: { code: "ECONNREFUSED", message: "The router is closed" },
    });
    await expect(router.listen()).rejects.toThrow("The router is closed. Create a new one");
    await expect(router.runs()).rejects.toThrow("The router is closed");
    await expect(router.setAccountStatus("ca_seed", "EXPIRED")).rejects.toThrow("The router is closed");
    await expect(router.reset()).rejects.toThrow("The router is closed");
    // The closed store must not open itself again, because another router may use it.
    const next = testRouter({ store: place.open(), encryptionKey });
    await next.session();
    await next.close();
    await place.remove();
  });

  test("answers requests in flight", async () => {
    let start = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      start = resolve;
    });
    let finish = (): void => undefined;
    const router = testRouter({
      toolkits: [
        weather(async () => {
          start();
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
        }),
      ],
    });
    const session = await router.session();
    const answered = session.execute("WEATHER_GET_FORECAST");
    await started;
    let isClosed = false;
    const closed = (async () => {
      await router.close();
      isClosed = true;
    })();
    await expect(session.execute("WEATHER_GET_FORECAST")).rejects.toThrow("fetch failed");
    expect(isClosed).toBe(false);
    finish();
    expect((await answered).body).toMatchObject({ error: null });
    await closed;
  });
});

test("accepts a string, a URL, a request, and a path", async () => {
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
