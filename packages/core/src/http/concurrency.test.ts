import { getEventListeners } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createToolRouter, type Fetch, type SessionHandle, type ToolRouterOptions } from "../index.ts";
import { faultHeader, type FaultServer, labelHeader, startFaultServer } from "../testing/fault-server.ts";
import { fetches } from "../testing/fetches.ts";

vi.setConfig({ testTimeout: 30_000 });

/** The same numbers from 0 up to 1 in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const calls: readonly ((session: SessionHandle, signal: AbortSignal) => Promise<unknown>)[] = [
  (session, signal) => session.execute("A_TOOL", {}, { signal }),
  (session, signal) => session.execute("A_TOOL", {}, { signal, retry: { repeatable: true, attempts: 5 } }),
  (session, signal) => session.tools({ signal }),
  (session, signal) => session.search("send a letter", { signal }),
  (session, signal) => session.executeMany([{ tool: "A_TOOL" }, { tool: "B_TOOL" }], { signal }),
  (session, signal) => session.files.upload("a.txt", "text", { signal }),
  async (session, signal) => {
    const response = await session.files.download("a.txt", { signal });
    await response.body?.cancel();
  },
  async (session, signal) => {
    const pages = session.toolkits({ signal });
    for await (const _ of pages);
  },
];

let unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => void process.on("unhandledRejection", onUnhandled));
afterAll(() => void process.off("unhandledRejection", onUnhandled));
beforeEach(() => {
  unhandled = [];
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets every promise that can settle do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await nextTurn();
}

const outcomes = (
  settled: readonly PromiseSettledResult<unknown>[],
): { aborted: number; other: number; ok: number } => {
  const isReason = (result: PromiseSettledResult<unknown>): boolean =>
    result.status === "rejected" && (result.reason as { why?: string }).why === "random";
  const aborted = settled.filter(isReason).length;
  const ok = settled.filter(({ status }) => status === "fulfilled").length;
  return { aborted, ok, other: settled.length - aborted - ok };
};

describe("1,000 calls in flight on one session, each aborted at a random moment,", () => {
  /** Answers, fails, hangs or trickles, some turns later; half of the time it does not listen to its signal. */
  function erraticFetch(random: () => number): { fetch: Fetch; signals: Set<AbortSignal>; sent: () => number } {
    const signals = new Set<AbortSignal>();
    let sent = 0;
    const fetch: Fetch = async (url, { signal }) => {
      sent++;
      signals.add(signal!);
      const listens = random() < 0.5;
      const turns = Math.floor(random() * 12);
      const fate = random();
      for (let turn = 0; turn < turns; turn++) {
        await (random() < 0.5 ? nextTurn() : Promise.resolve());
        if (listens) signal!.throwIfAborted();
      }
      if (fate < 0.2) return new Promise<never>(() => {});
      if (fate < 0.35) throw new TypeError("fetch failed");
      if (fate < 0.5) return Response.json({}, { status: 503, headers: { "retry-after-ms": "1" } });
      if (fate < 0.6) return new Response(new ReadableStream());
      if (fate < 0.7) return Response.json({ message: "Slow down." }, { status: 429, headers: { "retry-after": "9" } });
      return Response.json({
        data: {},
        error: null,
        log_id: "log_1",
        items: [{ slug: "A_TOOL" }],
        next_cursor: new URL(url).searchParams.has("cursor") ? null : "2",
        upload_url: "https://store.example/1",
        download_url: "https://store.example/1",
        mount_relative_path: "a.txt",
        sandbox_mount_prefix: "/mnt/files",
      });
    };
    return { fetch, signals, sent: () => sent };
  }

  test.each([1, 2, 3, 4])("leave no timer, listener or unhandled rejection behind (seed %i)", async (seed) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
    const random = seeded(seed);
    const { fetch, signals, sent } = erraticFetch(random);
    const session = createToolRouter({ apiKey: "ak_1", fetch }).sessions.use("trs_1");
    const reason = { why: "random" };
    const all = new AbortController();

    const controllers = Array.from({ length: 1000 }, () => new AbortController());
    const running = controllers.map(({ signal }, index) =>
      // Every tenth has the one signal that outlives them all.
      calls[index % calls.length]!(session, index % 10 === 0 ? all.signal : signal),
    );
    const settled = Promise.allSettled(running);
    const waiting = controllers.filter((_, index) => index % 10 !== 0);
    while (waiting.length > 0) {
      const kind = random();
      if (kind < 0.02) await vi.advanceTimersByTimeAsync(Math.floor(random() * 600));
      else if (kind < 0.1) await nextTurn();
      else if (kind < 0.3) await Promise.resolve();
      const [controller] = waiting.splice(Math.floor(random() * waiting.length), 1);
      controller!.abort(reason);
    }
    all.abort(reason);

    const { aborted, ok, other } = outcomes(await settled);
    await settle();
    // Each of the ways to end was there, and each call ended in one of them.
    expect(aborted).toBeGreaterThan(300);
    expect(ok).toBeGreaterThan(5);
    expect(aborted + ok + other).toBe(1000);
    expect(sent()).toBeGreaterThan(900);

    expect(vi.getTimerCount()).toBe(0);
    expect([...controllers, all].flatMap(({ signal }) => getEventListeners(signal, "abort"))).toEqual([]);
    expect(unhandled).toEqual([]);
    // Nothing that was begun goes on: what got a signal was told to stop, or came to its end.
    expect(signals.size).toBe(sent());
  });

  test("rejects immediately even if fetch ignores the signal, and ignores late responses", async () => {
    const late: ((response: Response) => void)[] = [];
    const lost: ((error: Error) => void)[] = [];
    const fetch: Fetch = () =>
      new Promise((resolve, reject) => {
        late.push(resolve);
        lost.push(reject);
      });
    const session = createToolRouter({ apiKey: "ak_1", fetch }).sessions.use("trs_1");
    const controller = new AbortController();
    const settled = Promise.allSettled(
      Array.from({ length: 1000 }, (_, index) => calls[index % 4]!(session, controller.signal)),
    );
    await settle();
    expect(late).toHaveLength(1000);
    controller.abort({ why: "random" });
    expect(outcomes(await settled)).toEqual({ aborted: 1000, ok: 0, other: 0 });
    for (const [index, resolve] of late.entries()) {
      if (index % 2 === 0) resolve(Response.json({}, { status: 503 }));
      else lost[index]!(new Error("late"));
    }
    await settle();
    expect(late).toHaveLength(1000);
    expect(unhandled).toEqual([]);
  });
});

describe.each(fetches)("on real connections, over $name,", ({ fetch }) => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await startFaultServer();
  });
  afterAll(() => server.close());

  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const sessionUnder = (fault: string, label: string, options: ToolRouterOptions = {}): SessionHandle =>
    createToolRouter({
      apiKey: "ak_1",
      baseUrl: server.origin,
      fetch,
      headers: { [faultHeader]: fault, [labelHeader]: label },
      ...options,
    }).sessions.use("trs_1");

  test("aborts a pending request, and a trickling body", async () => {
    const random = seeded(7);
    const before = timers();
    const reason = { why: "random" };
    const faults = ["no answer", "a trickle", "no body after the headers", "429 limiter, for an hour"];
    const controllers = Array.from({ length: 200 }, () => new AbortController());
    const settled = Promise.allSettled(
      controllers.map(({ signal }, index) => {
        const fault = faults[index % faults.length]!;
        const session = sessionUnder(fault, `storm-${index}`, { retry: { maxDelay: Number.MAX_SAFE_INTEGER } });
        return session.tools({ signal, timeout: 3_600_000 });
      }),
    );
    // Once all have arrived, at random moments.
    await vi.waitUntil(() => controllers.every((_, index) => server.received(`storm-${index}`).length > 0), 10_000);
    for (const controller of controllers.toSorted(() => random() - 0.5)) {
      if (random() < 0.3) await nextTurn();
      controller.abort(reason);
    }
    expect(outcomes(await settled)).toEqual({ aborted: 200, ok: 0, other: 0 });
    await settle();
    expect(controllers.flatMap(({ signal }) => getEventListeners(signal, "abort"))).toEqual([]);
    expect(unhandled).toEqual([]);
    // The server and fetch have timers of their own, but none for each call.
    expect(timers() - before).toBeLessThan(10);
  });

  test("gives each of 1,000 concurrent calls its own response", async () => {
    const session = sessionUnder("no fault", "many");
    const results = await Promise.all(Array.from({ length: 1000 }, () => session.execute("A_TOOL")));
    expect(results.every(({ error, logId }) => error === null && logId === "log_1")).toBe(true);
    expect(server.received("many")).toHaveLength(1000);
  });
});
