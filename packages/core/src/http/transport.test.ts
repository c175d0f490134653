import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  type APIError,
  ConnectionError,
  createToolRouter,
  type Fetch,
  TimeoutError,
  type ToolRouterOptions,
} from "../index.ts";
import { fetches } from "../testing/fetches.ts";
import { json, ran, stubFetch } from "../testing/stub-fetch.ts";

const apiKey = "ak_secret_123";
const sessionOf = (options: ToolRouterOptions) =>
  createToolRouter({ apiKey, retry: false, ...options }).sessions.use("trs_1");
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable("the call must fail"),
    (error: unknown) => error,
  );

afterEach(() => {
  vi.useRealTimers();
});

describe("a redirect", () => {
  const redirect = (status: number, location?: string) => () =>
    new Response(null, { status, headers: location === undefined ? {} : { location } });
  const tools = json({ items: [] });

  test("is followed by a read within the origin, with the credential", async () => {
    const { fetch, seen } = stubFetch(
      redirect(302, "/moved?x=1"),
      ...[301, 303, 307, 308].map((status) => redirect(status, `again${status}`)),
      tools,
    );
    await sessionOf({ fetch }).tools();
    expect(seen.map(({ url }) => url).slice(1)).toEqual([
      "https://backend.composio.dev/moved?x=1",
      ...[301, 303, 307, 308].map((status) => `https://backend.composio.dev/again${status}`),
    ]);
    expect(seen.every(({ headers, init }) => headers.get("x-api-key") === apiKey && init.redirect === "manual")).toBe(
      true,
    );
  });

  test("is followed by a search with its body, unless it would change the method", async () => {
    const found = json({ success: true, results: [] });
    const kept = stubFetch(redirect(307, "/moved"), found);
    await sessionOf({ fetch: kept.fetch }).search("open an issue");
    expect(kept.seen[1]).toMatchObject({ method: "POST", body: kept.seen[0]!.body });

    const changed = stubFetch(redirect(303, "/moved"), found);
    await expect(sessionOf({ fetch: changed.fetch }).search("x")).rejects.toThrow(/would change the method/);
    expect(changed.seen).toHaveLength(1);
  });

  test.each<[string, () => Response, RegExp]>([
    [
      "to another origin",
      redirect(302, "https://evil.example/steal?k=1"),
      /a redirect to https:\/\/evil\.example, which/,
    ],
    ["to another scheme", redirect(302, "http://backend.composio.dev/x"), /http:\/\/backend\.composio\.dev, which/],
    ["to nowhere", redirect(302), /has no valid Location/],
    ["to no URL", redirect(302, "http://"), /has no valid Location/],
  ])("%s is rejected, naming only the target's origin", async (_, answer, message) => {
    const { fetch, seen } = stubFetch(answer);
    const error = (await rejection(sessionOf({ fetch }).tools())) as APIError;
    expect(error).toMatchObject({ kind: "APIError", status: 302, mayHaveRun: false });
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("steal");
    expect(seen).toHaveLength(1);
  });

  test("is rejected after five others", async () => {
    const { fetch, seen } = stubFetch(redirect(302, "/loop"));
    await expect(sessionOf({ fetch }).tools()).rejects.toThrow(/redirect number 6/);
    expect(seen).toHaveLength(6);
  });

  test.each([301, 302, 303, 307, 308])("%i is never followed by a write", async (status) => {
    const { fetch, seen } = stubFetch(redirect(status, "/moved"), ran());
    // 303 is what a server answers when the work is done, and 301 and 302 are used for it.
    expect(await rejection(sessionOf({ fetch }).execute("A_TOOL"))).toMatchObject({ status, mayHaveRun: status < 307 });
    expect(seen).toHaveLength(1);
  });

  test("frees its connection", async () => {
    const cancel = vi.fn<() => void>();
    const body = () => new ReadableStream({ cancel });
    const { fetch } = stubFetch(() => new Response(body(), { status: 302, headers: { location: "/moved" } }), tools);
    await sessionOf({ fetch }).tools();
    expect(cancel).toHaveBeenCalledOnce();
  });

  test("hidden by a browser is rejected", async () => {
    const hidden = Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" });
    const { fetch } = stubFetch(() => hidden);
    await expect(sessionOf({ fetch }).tools()).rejects.toThrow(/a hidden or invalid address/);
  });
});

test("does not send the credential to an origin with the same prefix", async () => {
  const { fetch, seen } = stubFetch(json({}));
  const { api } = createToolRouter({ apiKey, fetch });
  await api.GET("/tools", { baseUrl: "https://backend.composio.dev.evil.example" });
  expect(seen[0]!.headers.get("x-api-key")).toBeNull();
});

describe("a body", () => {
  test("arriving in chunks is joined, also within a character", async () => {
    const bytes = new TextEncoder().encode('{"data":{"text":"né"},"error":null,"log_id":"log_1"}');
    const cut = bytes.indexOf(0xc3) + 1;
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, cut));
        controller.enqueue(bytes.slice(cut));
        controller.close();
      },
    });
    const { fetch } = stubFetch(() => new Response(pieces));
    expect((await sessionOf({ fetch }).execute("A_TOOL")).data).toEqual({ text: "né" });
  });

  test.each<[string, number[], Record<string, string>]>([
    ["announced", [101], { "content-length": "101" }],
    ["not announced", [60, 60], {}],
    ["compressed", [101], { "content-length": "9", "content-encoding": "gzip" }],
  ])("longer than maxBytes is rejected: %s", async (_, sizes, headers) => {
    const cancel = vi.fn<() => void>();
    const { fetch } = stubFetch(() => {
      const pieces = sizes.map((size) => new Uint8Array(size));
      const body = new ReadableStream({ pull: (controller) => controller.enqueue(pieces.shift()), cancel });
      return new Response(body, { headers });
    });
    const error = (await rejection(sessionOf({ fetch, maxBytes: 100 }).execute("A_TOOL"))) as APIError;
    expect(error).toMatchObject({ kind: "APIError", status: 200, mayHaveRun: true });
    expect(error.message).toMatch(/longer than maxBytes \(100\)/);
    expect(cancel).toHaveBeenCalledOnce();
  });

  test("without an end is rejected at maxBytes", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const { fetch } = stubFetch(() => new Response(endless));
    await expect(sessionOf({ fetch, maxBytes: 10_000 }).execute("A_TOOL")).rejects.toThrow(/maxBytes/);
    expect(pulled).toBeLessThan(20);
  });

  test.each<[string, string, RegExp]>([
    ["empty", "", /no readable field "error": it is empty/],
    ["HTML", "<html>login</html>", /not JSON: "<html>login/],
    ["cut off", '{"data":{"a":', /not JSON: /],
    ["null", "null", /no readable field "error": "null"/],
    ["a number", "5", /no readable field "error": "5"/],
    ["a list", "[]", /no readable field "error": "\[\]"/],
    ["of another service", '{"message":"maintenance"}', /no readable field "error": "\{/],
  ])("of a success that is %s sets mayHaveRun for a write", async (_, body, message) => {
    for (const headers of [{}, { "content-length": String(body.length) }] as Record<string, string>[]) {
      const { fetch } = stubFetch(() => new Response(body, { headers }));
      const error = (await rejection(sessionOf({ fetch }).execute("A_TOOL"))) as APIError;
      expect(error).toMatchObject({ kind: "APIError", status: 200, mayHaveRun: true });
      expect(error.message).toMatch(message);
    }
  });

  test("that breaks off rejects with a ConnectionError", async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError("terminated")) });
    const { fetch } = stubFetch(() => new Response(broken));
    const error = await rejection(sessionOf({ fetch }).execute("A_TOOL"));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ mayHaveRun: true });
  });
});

describe("a timeout", () => {
  /** Never answers; says whether it was told to stop. */
  function hangingFetch() {
    const signals: AbortSignal[] = [];
    const fetch: Fetch = (_, init) => {
      signals.push(init.signal!);
      return new Promise(() => {});
    };
    return { fetch, signals };
  }

  test("applies after a minute, even if fetch ignores its signal", async () => {
    vi.useFakeTimers();
    const { fetch, signals } = hangingFetch();
    const error = rejection(sessionOf({ fetch }).execute("A_TOOL"));
    await vi.advanceTimersByTimeAsync(59_999);
    expect(signals[0]!.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await error).toBeInstanceOf(TimeoutError);
    expect(await error).toMatchObject({ timeout: 60_000, mayHaveRun: true, toolSlug: "A_TOOL" });
    expect(signals[0]!.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is a minute for router.api, too", async () => {
    vi.useFakeTimers();
    const error = rejection(createToolRouter({ apiKey: "ak_1", fetch: hangingFetch().fetch }).api.GET("/toolkits", {}));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await error).toMatchObject({ kind: "TimeoutError", timeout: 60_000 });
  });

  test.each<[string, Parameters<ReturnType<typeof sessionOf>["execute"]>[2], ToolRouterOptions, number]>([
    ["COMPOSIO_REMOTE_WORKBENCH", {}, {}, 200_000],
    ["COMPOSIO_REMOTE_BASH_TOOL", {}, {}, 200_000],
    ["COMPOSIO_REMOTE_BASH_TOOL", {}, { timeout: 5 }, 5],
    ["A_TOOL", { timeout: 7 }, { timeout: 5 }, 7],
  ])("of %s with %o and %o is %i ms", async (slug, options, routerOptions, timeout) => {
    vi.useFakeTimers();
    const error = rejection(sessionOf({ fetch: hangingFetch().fetch, ...routerOptions }).execute(slug, {}, options));
    await vi.advanceTimersByTimeAsync(timeout);
    expect(await error).toMatchObject({ kind: "TimeoutError", timeout });
  });

  test("can be Infinity, but not 0", async () => {
    vi.useFakeTimers();
    const session = sessionOf({ fetch: hangingFetch().fetch });
    void session.execute("A_TOOL", {}, { timeout: Number.POSITIVE_INFINITY });
    await vi.advanceTimersByTimeAsync(1);
    expect(vi.getTimerCount()).toBe(0);
    await expect(session.execute("A_TOOL", {}, { timeout: 0 })).rejects.toThrow(/timeout must be/);
    await expect(session.execute("A_TOOL", {}, { timeout: Number.NaN })).rejects.toThrow(/timeout must be/);
  });

  test("includes the body", async () => {
    vi.useFakeTimers();
    let timer: ReturnType<typeof setInterval>;
    const trickle = new ReadableStream<Uint8Array>({
      start(controller) {
        timer = setInterval(() => controller.enqueue(new Uint8Array([32])), 1000);
      },
    });
    const { fetch } = stubFetch(() => new Response(trickle));
    const error = rejection(sessionOf({ fetch }).execute("A_TOOL"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await error).toBeInstanceOf(TimeoutError);
    clearInterval(timer!);
  });

  test("of a read does not set mayHaveRun", async () => {
    vi.useFakeTimers();
    const error = rejection(sessionOf({ fetch: hangingFetch().fetch }).tools());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await error).toMatchObject({ mayHaveRun: false });
  });
});

describe("an abort", () => {
  test("rejects immediately with the caller's reason, and reaches fetch", async () => {
    let signal: AbortSignal | undefined;
    const fetch: Fetch = (_, init) => {
      signal = init.signal!;
      return new Promise(() => {});
    };
    const controller = new AbortController();
    const call = rejection(sessionOf({ fetch }).execute("A_TOOL", {}, { signal: controller.signal }));
    const reason = { why: "the user left" };
    await vi.waitUntil(() => signal);
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(signal?.aborted).toBe(true);
  });

  test.each([null, "", 0, false])("rejects with the reason %o", async (reason) => {
    const controller = new AbortController();
    const fetch: Fetch = () => {
      controller.abort(reason);
      return new Promise(() => {});
    };
    expect(await rejection(sessionOf({ fetch }).execute("A_TOOL", {}, { signal: controller.signal }))).toBe(reason);
  });

  test("before the call sends nothing", async () => {
    const { fetch, seen } = stubFetch(ran());
    await expect(sessionOf({ fetch }).tools({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(seen).toEqual([]);
  });

  test("between two pages stops fetching", async () => {
    const controller = new AbortController();
    const { fetch, seen } = stubFetch(() => {
      controller.abort();
      return Response.json({ items: [], next_cursor: "2" });
    });
    await expect(sessionOf({ fetch }).tools({ signal: controller.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(seen).toHaveLength(1);
  });

  test("leaves no listeners on a signal that outlives many calls", async () => {
    const { fetch } = stubFetch(ran());
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, "addEventListener");
    const remove = vi.spyOn(signal, "removeEventListener");
    const session = sessionOf({ fetch });
    await Promise.all(Array.from({ length: 50 }, () => session.execute("A_TOOL", {}, { signal })));
    expect(add).toHaveBeenCalledTimes(50);
    expect(remove.mock.calls.map((call) => call[1])).toEqual(
      expect.arrayContaining(add.mock.calls.map((call) => call[1])),
    );
  });
});

describe.each(fetches)("a connection, over $name,", ({ fetch }) => {
  async function serve(listener: RequestListener): Promise<{ baseUrl: string; close: () => Promise<unknown> }> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const close = () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    };
    return { baseUrl: `http://127.0.0.1:${port}`, close };
  }

  test("that is refused sets mayHaveRun to false", async () => {
    const { baseUrl, close } = await serve(() => {});
    await close();
    const error = await rejection(sessionOf({ baseUrl, fetch }).execute("A_TOOL"));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ mayHaveRun: false, cause: expect.any(Error) });
    expect((error as Error).message).toMatch(/ECONNREFUSED/);
  });

  test("to an unknown host sets mayHaveRun to false", async () => {
    const error = await rejection(sessionOf({ baseUrl: "https://router.invalid", fetch }).execute("A_TOOL"));
    expect(error).toMatchObject({ kind: "ConnectionError", mayHaveRun: false });
  });

  test.each(["expect", "transfer-encoding"])(
    "for which the runtime refuses the header %s provably ran nothing",
    async (name) => {
      let requests = 0;
      const { baseUrl, close } = await serve(() => requests++);
      const session = sessionOf({ baseUrl, fetch, headers: { [name]: "chunked" }, retry: false });
      expect(await rejection(session.execute("A_TOOL"))).toMatchObject({ kind: "ConnectionError", mayHaveRun: false });
      expect(requests).toBe(0);
      await close();
    },
  );

  test("reset after the request sets mayHaveRun, and is not retried", async () => {
    let requests = 0;
    const { baseUrl, close } = await serve((request) => {
      requests++;
      request.socket.destroy();
    });
    const error = await rejection(sessionOf({ baseUrl, fetch }).execute("A_TOOL"));
    expect(error).toMatchObject({ kind: "ConnectionError", mayHaveRun: true });
    expect((error as Error).message).toMatch(/It may have run\.$/);
    expect(requests).toBe(1);
    await close();
  });

  test("lost within the body sets mayHaveRun", async () => {
    const { baseUrl, close } = await serve((request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"data":');
      setImmediate(() => request.socket.destroy());
    });
    expect(await rejection(sessionOf({ baseUrl, fetch }).execute("A_TOOL"))).toMatchObject({
      kind: "ConnectionError",
      mayHaveRun: true,
    });
    await close();
  });
});

describe("a connection", () => {
  test("to several addresses sets mayHaveRun to false only if all failed", async () => {
    const failed = (code: string) => Object.assign(new Error(code), { code });
    const attempt = (...errors: Error[]) => {
      const fetch: Fetch = () => Promise.reject(new TypeError("fetch failed", { cause: new AggregateError(errors) }));
      return rejection(sessionOf({ fetch }).execute("A_TOOL"));
    };
    expect(await attempt(failed("ECONNREFUSED"), failed("EHOSTUNREACH"))).toMatchObject({ mayHaveRun: false });
    expect(await attempt(failed("ECONNREFUSED"))).toMatchObject({ mayHaveRun: false });
    expect(await attempt()).toMatchObject({ mayHaveRun: true });
    expect(await attempt(failed("ECONNREFUSED"), failed("ECONNRESET"))).toMatchObject({ mayHaveRun: true });
  });

  test("reports the error of a custom fetch", async () => {
    const fetch: Fetch = () => Promise.reject(new Error("no route", { cause: new Error("proxy is down") }));
    await expect(sessionOf({ fetch }).tools()).rejects.toThrow("got no response: no route: proxy is down.");
    const endless = new Error("a circle");
    endless.cause = endless;
    for (const [cause, words] of [
      ["a text", "no route: a text."],
      [endless, "no route: a circle: a circle"],
    ] as const) {
      const failing: Fetch = () => Promise.reject(new Error("no route", { cause }));
      await expect(sessionOf({ fetch: failing, retry: false }).tools()).rejects.toThrow(`got no response: ${words}`);
    }
  });
});
