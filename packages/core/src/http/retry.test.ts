import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createToolRouter, type Fetch, type RetryOptions, type ToolRouterOptions } from "../index.ts";
import { retryDelay } from "./retry.ts";
import { json, ran, refusal, stubFetch } from "../testing/stub-fetch.ts";

type Options = Parameters<typeof retryDelay>[1];
type Failure = Parameters<typeof retryDelay>[0];

describe("retryDelay", () => {
  const options = fc.record({
    failed: fc.integer({ min: 1, max: 20 }),
    repeatable: fc.boolean(),
    attempts: fc.integer({ min: 1, max: 20 }),
    maxDelay: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100_000 })),
    left: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.double({ min: -100, max: 100_000, noNaN: true })),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });
  const failure: fc.Arbitrary<Failure> = fc.record({
    kind: fc.constantFrom("APIError", "ConnectionError", "TimeoutError", "HookError", "LinkError", "ToolRouterError"),
    mayHaveRun: fc.constantFrom(true, false, undefined),
    // Those that matter, and their neighbours, are few among four hundred.
    status: fc.oneof(
      fc.constant(undefined),
      fc.constantFrom(407, 408, 409, 428, 429, 430, 499, 500),
      fc.integer({ min: 200, max: 599 }),
    ),
    retryAfterMs: fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: 200_000 })),
  });
  const generous: Options = {
    failed: 1,
    repeatable: true,
    attempts: 99,
    maxDelay: 20_000,
    left: Number.POSITIVE_INFINITY,
    random: 0.5,
  };

  test("is between 0, maxDelay and the deadline, and undefined after the last attempt", () => {
    fc.assert(
      fc.property(failure, options, (failed, given) => {
        const delay = retryDelay(failed, given);
        if (delay === undefined) return;
        expect(given.failed).toBeLessThan(given.attempts);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(given.maxDelay);
        expect(delay).toBeLessThan(given.left);
      }),
    );
  });

  test("is undefined for a write that may have run", () => {
    fc.assert(
      fc.property(failure, options, (failed, given) => {
        expect(retryDelay({ ...failed, mayHaveRun: true }, { ...given, repeatable: false })).toBeUndefined();
      }),
    );
  });

  test("allows a retry of a repeatable call only after a lost connection, timeout, 408, 429 and 5xx", () => {
    fc.assert(
      fc.property(failure, (failed) => {
        const status = failed.kind === "APIError" ? failed.status : undefined;
        const again =
          /^(Connection|Timeout)Error$/.test(failed.kind) ||
          (status !== undefined && (status === 408 || status === 429 || status >= 500));
        const delay = retryDelay({ ...failed, status, retryAfterMs: undefined }, generous);
        expect(delay !== undefined).toBe(again);
      }),
    );
  });

  test("allows a retry of a write that did not run only after a failed connection and 429", () => {
    fc.assert(
      fc.property(failure, (failed) => {
        const status = failed.kind === "APIError" ? failed.status : undefined;
        const again = failed.kind === "ConnectionError" || status === 429;
        const given = { ...failed, status, mayHaveRun: false, retryAfterMs: undefined };
        expect(retryDelay(given, { ...generous, repeatable: false }) !== undefined).toBe(again);
      }),
    );
  });

  test("is the router's Retry-After, or undefined if that is too long", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), options, (retryAfterMs, given) => {
        const delay = retryDelay(
          { kind: "APIError", status: 429, mayHaveRun: false, retryAfterMs },
          { ...given, attempts: given.failed + 1 },
        );
        const possible = retryAfterMs <= given.maxDelay && retryAfterMs < given.left;
        expect(delay).toBe(possible ? retryAfterMs : undefined);
      }),
    );
  });

  test("is uniformly random below a bound that doubles up to maxDelay", () => {
    const lost: Failure = { kind: "ConnectionError", mayHaveRun: false };
    fc.assert(
      fc.property(options, ({ failed, random, maxDelay }) => {
        const given = { ...generous, failed, maxDelay };
        const at = (value: number, times = failed): number =>
          retryDelay(lost, { ...given, failed: times, random: value })!;
        const bound = Math.min(maxDelay, 500 * 2 ** (failed - 1));
        expect(at(random)).toBeCloseTo(random * bound, 6);
        expect(at(0)).toBe(0);
        // Later repetitions never wait for less long.
        expect(at(random, failed + 1)).toBeGreaterThanOrEqual(at(random));
      }),
    );
  });
});

const apiKey = "ak_secret_123";
const sessionOf = (options: ToolRouterOptions) => createToolRouter({ apiKey, ...options }).sessions.use("trs_1");
const tools = json({ items: [] });
const unavailable = (headers: Record<string, string> = {}) => json({}, { status: 503, headers });
const limited = (headers: Record<string, string> = {}) => json({ message: "Slow down." }, { status: 429, headers });
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable("the call must fail"),
    (error: unknown) => error,
  );

/** Never answers, and does not listen to its signal. */
function hangingFetch(): { fetch: Fetch; sentAt: number[] } {
  const sentAt: number[] = [];
  return {
    sentAt,
    fetch: () => {
      sentAt.push(performance.now());
      return new Promise(() => {});
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-01-01T00:00:00Z") });
});
afterEach(() => {
  const left = vi.getTimerCount();
  vi.useRealTimers();
  vi.restoreAllMocks();
  if (left > 0) throw new Error(`${left} timers are left`);
});

describe("a delay between attempts", () => {
  test("is random below 500 ms, then below 1 s", async () => {
    vi.spyOn(Math, "random").mockReturnValueOnce(0.5).mockReturnValueOnce(0.75);
    const { fetch, seen } = stubFetch(unavailable(), unavailable(), tools);
    const call = sessionOf({ fetch }).tools();
    await vi.advanceTimersByTimeAsync(249);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(749);
    expect(seen).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen).toHaveLength(3);
    expect(await call).toEqual([]);
  });

  test.each<[Record<string, string>, number]>([
    [{ "retry-after": "2" }, 2000],
    [{ "retry-after-ms": "70", "retry-after": "2" }, 70],
    [{ "retry-after": "Thu, 01 Jan 2026 00:00:05 GMT" }, 5000],
    [{ "retry-after": "20" }, 20_000],
  ])("follows the router's headers: %o", async (headers, delay) => {
    for (const answer of [unavailable(headers), limited(headers)]) {
      vi.setSystemTime(new Date("2026-01-01T00:00:00Z"));
      const { fetch, seen } = stubFetch(answer, tools);
      const call = sessionOf({ fetch }).tools();
      await vi.advanceTimersByTimeAsync(delay - 1);
      expect(seen).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(await call).toEqual([]);
      expect(seen).toHaveLength(2);
    }
  });

  test.each<[Record<string, string>, RetryOptions | undefined]>([
    [{ "retry-after": "21" }, undefined],
    [{ "retry-after": "Thu, 01 Jan 2026 01:00:00 GMT" }, undefined],
    [{ "retry-after-ms": "101" }, { maxDelay: 100 }],
    [{ "retry-after-ms": "Infinity" }, undefined],
    [{ "retry-after": "1" }, { deadline: 1000 }],
  ])("is skipped if it is too long: %o with %o", async (headers, retry) => {
    const { fetch, seen } = stubFetch(limited(headers), tools);
    const error = await rejection(sessionOf({ fetch, retry }).tools());
    expect(error).toMatchObject({ name: "RateLimitError", attempts: 1, retryAfterMs: expect.any(Number) });
    expect(seen).toHaveLength(1);
  });

  test.each([{ "retry-after-ms": "" }, { "retry-after-ms": " " }, { "retry-after": "" }, { "retry-after": "-5" }])(
    "backs off after an empty or negative Retry-After: %o",
    async (headers) => {
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      const { fetch, seen } = stubFetch(unavailable(headers), tools);
      const call = sessionOf({ fetch }).tools();
      await vi.advanceTimersByTimeAsync(249);
      expect(seen).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(await call).toEqual([]);
    },
  );

  test("does not end immediately if it is longer than timers support", async () => {
    const { fetch, seen } = stubFetch(limited({ "retry-after": "3000000" }), tools);
    const controller = new AbortController();
    const options = { retry: { maxDelay: Number.POSITIVE_INFINITY }, signal: controller.signal };
    const call = Promise.allSettled([sessionOf({ fetch }).tools(options)]);
    await vi.advanceTimersByTimeAsync(60_000);
    controller.abort();
    expect((await call)[0].status).toBe("rejected");
    expect(seen).toHaveLength(1);
  });

  test("ends immediately with the caller's signal, without another request", async () => {
    const { fetch, seen } = stubFetch(limited({ "retry-after": "10" }), tools);
    const { signal, abort } = abortable();
    const add = vi.spyOn(signal, "addEventListener");
    const remove = vi.spyOn(signal, "removeEventListener");
    const call = rejection(sessionOf({ fetch }).execute("A_TOOL", {}, { signal }));
    await vi.advanceTimersByTimeAsync(5000);
    const reason = { why: "the user left" };
    abort(reason);
    // No timer is needed for it.
    expect(await call).toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen).toHaveLength(1);
    // A listener with `once` that ran is gone, too.
    expect(add.mock.calls.length - remove.mock.calls.length).toBeLessThanOrEqual(1);
  });

  test("leaves no listener on the caller's signal", async () => {
    const { fetch } = stubFetch(limited({ "retry-after": "1" }), limited({ "retry-after": "2" }), ran());
    const { signal } = abortable();
    const add = vi.spyOn(signal, "addEventListener");
    const remove = vi.spyOn(signal, "removeEventListener");
    const call = sessionOf({ fetch }).execute("A_TOOL", {}, { signal });
    await vi.advanceTimersByTimeAsync(3000);
    await call;
    expect(remove.mock.calls.map(([, listener]) => listener)).toEqual(
      expect.arrayContaining(add.mock.calls.map(([, listener]) => listener)),
    );
  });

  test("does not start after an abort during the response", async () => {
    const { signal, abort } = abortable();
    const { fetch, seen } = stubFetch(() => {
      abort(new Error("too late"));
      return new Response(null, { status: 503 });
    });
    await expect(sessionOf({ fetch }).tools({ signal })).rejects.toThrow("too late");
    expect(seen).toHaveLength(1);
  });
});

function abortable(): { signal: AbortSignal; abort: (reason: unknown) => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason) => controller.abort(reason) };
}

describe("a deadline", () => {
  test("limits attempts and delays together", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.2);
    const { fetch, sentAt } = hangingFetch();
    const retry = { attempts: 9, deadline: 1000 };
    const start = performance.now();
    const call = rejection(sessionOf({ fetch, timeout: 300, retry }).tools());
    await vi.advanceTimersByTimeAsync(1000);
    expect(await call).toMatchObject({ kind: "TimeoutError", attempts: 3 });
    // 300, a wait of 100, 300, a wait of 200, and the 100 that are left.
    expect(sentAt.map((time) => time - start)).toEqual([0, 400, 900]);
    expect(((await call) as { timeout: number }).timeout).toBe(100);
  });

  test("ends a call in time after every kind of fault", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          deadline: fc.integer({ min: 1, max: 5000 }),
          timeout: fc.integer({ min: 1, max: 5000 }),
          attempts: fc.integer({ min: 1, max: 6 }),
          maxDelay: fc.integer({ min: 0, max: 5000 }),
        }),
        fc.array(
          fc.record({ after: fc.integer({ min: 0, max: 3000 }), retryAfter: fc.integer({ min: 0, max: 3000 }) }),
          {
            minLength: 6,
            maxLength: 6,
          },
        ),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async ({ deadline, timeout, attempts, maxDelay }, answers, random) => {
          vi.spyOn(Math, "random").mockReturnValue(random);
          let sent = 0;
          const fetch: Fetch = async (_, { signal }) => {
            const { after, retryAfter } = answers[sent++]!;
            await new Promise<void>((resolve, reject) => {
              const timer = setTimeout(resolve, after);
              signal!.addEventListener("abort", () => {
                clearTimeout(timer);
                reject(signal!.reason as Error);
              });
            });
            return limited({ "retry-after-ms": String(retryAfter) })();
          };
          const start = performance.now();
          let took: number | undefined;
          const options = { timeout, retry: { attempts, maxDelay, deadline } };
          const call = rejection(sessionOf({ fetch }).execute("A_TOOL", {}, options)).finally(() => {
            took = performance.now() - start;
          });
          await vi.advanceTimersByTimeAsync(60_000);
          expect(await call).toMatchObject({ attempts: sent });
          expect(took).toBeLessThanOrEqual(deadline);
          expect(sent).toBeLessThanOrEqual(attempts);
          expect(vi.getTimerCount()).toBe(0);
        },
      ),
    );
  });

  test("sends nothing after a delay that took too long", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const clock = vi.spyOn(performance, "now").mockReturnValue(0);
    const { fetch, seen } = stubFetch(() => {
      // The machine sleeps during the wait.
      setTimeout(() => clock.mockReturnValue(5000), 1);
      return new Response(null, { status: 503 });
    });
    const call = rejection(sessionOf({ fetch, retry: { deadline: 1000 } }).tools());
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen).toHaveLength(1);
    expect(await call).toMatchObject({ status: 503, attempts: 1 });
  });

  test("ends the first attempt if it is shorter than the timeout", async () => {
    const { fetch, sentAt } = hangingFetch();
    const call = rejection(sessionOf({ fetch, retry: { deadline: 50 } }).tools());
    await vi.advanceTimersByTimeAsync(50);
    expect(await call).toMatchObject({ kind: "TimeoutError", timeout: 50, attempts: 1 });
    expect(sentAt).toHaveLength(1);
  });
});

describe("the option retry", () => {
  const times = async (router: ToolRouterOptions["retry"], call: RetryOptions | false | undefined): Promise<number> => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { fetch, seen } = stubFetch(unavailable());
    const error = rejection(sessionOf({ fetch, retry: router }).tools({ retry: call }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await error).toMatchObject({ status: 503, attempts: seen.length });
    return seen.length;
  };

  test("defaults to three attempts, and is overridden by the router and the call", async () => {
    expect(await times(undefined, undefined)).toBe(3);
    expect(await times(false, undefined)).toBe(1);
    expect(await times({ attempts: 5 }, undefined)).toBe(5);
    expect(await times({ attempts: 5 }, { attempts: 2 })).toBe(2);
    expect(await times({ attempts: 5 }, false)).toBe(1);
    expect(await times({ attempts: 5 }, { maxDelay: 10 })).toBe(5);
    expect(await times(false, { attempts: 2 })).toBe(2);
  });

  test("uses default delays for a call of a router without retries", async () => {
    const { fetch, seen } = stubFetch(limited({ "retry-after": "1" }), ran());
    const call = sessionOf({ fetch, retry: false }).execute("A_TOOL", {}, { retry: { attempts: 2 } });
    const settled = Promise.allSettled([call]);
    await vi.advanceTimersByTimeAsync(1000);
    expect((await settled)[0].status).toBe("fulfilled");
    expect(seen).toHaveLength(2);
  });

  test.each([{ attempts: 0 }, { attempts: Number.NaN }, { maxDelay: -1 }, { deadline: 0 }, { deadline: Number.NaN }])(
    "of %o is refused, by the router and by a call",
    async (retry) => {
      const { fetch, seen } = stubFetch(tools);
      expect(() => createToolRouter({ apiKey, fetch, retry })).toThrow(
        /^(attempts|maxDelay|deadline) must be a number /,
      );
      await expect(sessionOf({ fetch }).tools({ retry })).rejects.toThrow(
        /^(attempts|maxDelay|deadline) must be a number /,
      );
      expect(seen).toHaveLength(0);
    },
  );

  test("keeps a read a read if it is disabled", async () => {
    const answer = () =>
      stubFetch(() => new Response(null, { status: 307, headers: { location: "/moved" } }), unavailable());
    const { fetch, seen } = answer();
    const once = await rejection(sessionOf({ fetch }).search("x", { retry: false }));
    expect(once).toMatchObject({ status: 503, attempts: 1, mayHaveRun: false });
    expect(seen).toHaveLength(2);
    const { fetch: other } = answer();
    const write = await rejection(sessionOf({ fetch: other }).execute("A_TOOL", {}, { retry: false }));
    expect(write).toMatchObject({ status: 307, attempts: 1 });
  });

  test("lets the caller decide whether a call is repeatable", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { fetch, seen } = stubFetch(unavailable(), ran());
    const call = sessionOf({ fetch }).execute("A_TOOL", {}, { retry: { repeatable: true } });
    await vi.advanceTimersByTimeAsync(1);
    await call;
    expect(seen).toHaveLength(2);

    const other = stubFetch(unavailable(), tools);
    const error = await rejection(sessionOf({ fetch: other.fetch }).search("x", { retry: { repeatable: false } }));
    expect(error).toMatchObject({ attempts: 1, mayHaveRun: true });
    expect(other.seen).toHaveLength(1);
  });
});

describe("a retried call", () => {
  beforeEach(() => {
    vi.spyOn(Math, "random").mockReturnValue(0);
  });

  test("sends identical requests with the same idempotency key, numbered for hooks", async () => {
    const { fetch, seen } = stubFetch(limited(), limited(), ran());
    const attempts: number[] = [];
    const before = vi.fn<() => void>();
    const after = vi.fn<() => void>();
    const hooks = {
      onRequest: ({ attempt }: { attempt: number }) => void attempts.push(attempt),
      beforeExecute: before,
      afterExecute: after,
    };
    const call = sessionOf({ fetch, hooks }).execute("A_TOOL", { text: "é" }, { idempotencyKey: "key-1" });
    await vi.advanceTimersByTimeAsync(10);
    await call;
    expect(attempts).toEqual([1, 2, 3]);
    expect(before).toHaveBeenCalledOnce();
    expect(after).toHaveBeenCalledOnce();
    expect(new Set(seen.map(({ url, body }) => `${url} ${body}`)).size).toBe(1);
    expect(seen.map(({ headers }) => [headers.get("idempotency-key"), headers.get("x-api-key")])).toEqual(
      Array.from({ length: 3 }, () => ["key-1", apiKey]),
    );
  });

  test.each([
    { code: "EHOSTUNREACH", syscall: "read" },
    { code: "ENETUNREACH", syscall: "write" },
    { code: "ECONNRESET", syscall: "read" },
    { code: "EPIPE", syscall: "write" },
    { code: "UND_ERR_SOCKET" },
  ])("does not retry a write after its connection broke: %o", async (facts) => {
    const cause = Object.assign(new Error("lost"), facts);
    const { fetch, seen } = stubFetch(() => Promise.reject(new TypeError("fetch failed", { cause })));
    const error = rejection(sessionOf({ fetch }).execute("A_TOOL"));
    await vi.advanceTimersByTimeAsync(10);
    expect(await error).toMatchObject({ kind: "ConnectionError", mayHaveRun: true, attempts: 1 });
    expect(seen).toHaveLength(1);
  });

  test("does not keep what a hook added to an earlier attempt", async () => {
    const { fetch, seen } = stubFetch(unavailable(), tools);
    const hooks: ToolRouterOptions["hooks"] = {
      onRequest: ({ headers, attempt }) => headers.append("x-trace", `t${attempt}`),
    };
    const call = sessionOf({ fetch, hooks }).tools();
    await vi.advanceTimersByTimeAsync(10);
    await call;
    expect(seen.map(({ headers }) => headers.get("x-trace"))).toEqual(["t1", "t2"]);
  });

  test("is not retried after a hook throws", async () => {
    const { fetch, seen } = stubFetch(unavailable());
    const hooks = { onRequest: vi.fn<() => void>().mockRejectedValue(new Error("no")) };
    await expect(sessionOf({ fetch, hooks }).tools()).rejects.toMatchObject({ kind: "HookError" });
    expect(hooks.onRequest).toHaveBeenCalledOnce();
    expect(seen).toHaveLength(0);
  });

  test("rejects with the error of the last attempt", async () => {
    const lost = (): Promise<Response> => Promise.reject(new TypeError("lost"));
    const { fetch } = stubFetch(limited(), limited(), lost);
    const call = rejection(sessionOf({ fetch }).execute("A_TOOL"));
    await vi.advanceTimersByTimeAsync(10);
    expect(await call).toMatchObject({ kind: "ConnectionError", attempts: 3, mayHaveRun: true });

    const { fetch: other } = stubFetch(limited(), refusal(400, "Some_Slug", 1));
    const refused = rejection(sessionOf({ fetch: other }).execute("A_TOOL"));
    await vi.advanceTimersByTimeAsync(10);
    expect(await refused).toMatchObject({ status: 400, attempts: 2, mayHaveRun: false });
  });

  test.each(["session", "account"])("treats a 404 as success when retrying the deletion of a %s", async (what) => {
    // Loaded in advance, because fake timers do not wait for a lazily loaded module.
    await import("../session/connected-accounts.ts");
    const gone = refusal(404, "Not_Found", 1);
    const remove = (fetch: Fetch): Promise<unknown> => {
      const router = createToolRouter({ apiKey, fetch });
      return what === "session" ? router.sessions.delete("trs_1") : router.connectedAccounts.delete("ca_1");
    };
    const lost = stubFetch(() => Promise.reject(new TypeError("lost")), unavailable(), gone);
    const call = remove(lost.fetch);
    // The methods load lazily, in real time; `waitFor` also advances the fake clock.
    await vi.waitFor(() => expect(lost.seen).toHaveLength(3), 4000);
    expect(await call).toEqual(what === "session" ? { session_id: "trs_1", deleted: true } : { success: true });
    await expect(remove(stubFetch(gone).fetch)).rejects.toMatchObject({ name: "NotFoundError", attempts: 1 });
  });

  test("does not retry an update after a conflict", async () => {
    const { fetch, seen } = stubFetch(refusal(409, "Config_Conflict", 1, {}));
    const error = await rejection(sessionOf({ fetch }).update({ toolkits: ["a"] }, { expectedVersion: 1 }));
    expect(error).toMatchObject({ name: "ConflictError", attempts: 1, mayHaveRun: false });
    expect(seen).toHaveLength(1);
  });
});
