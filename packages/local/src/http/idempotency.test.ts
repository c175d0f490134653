import { expect, test } from "vitest";
import { memoryStore } from "../state/memory-store.ts";
import { createState, type State } from "../state/state.ts";
import { testRouter, weather } from "../testing/test-router.ts";
import { createIdempotency } from "./idempotency.ts";

const { signal } = new AbortController();
const slug = "WEATHER_GET_FORECAST";
const open = async (idempotency = true) => {
  let count = 0;
  const router = testRouter({ idempotency, toolkits: [weather(() => ({ count: ++count }))] });
  const session = await router.session();
  const run = async (key: string, args: object = {}) => {
    const body = { tool_slug: slug, arguments: args };
    const answer = await router.request<{ data: { count: number }; error: { code: number } }>(
      "POST",
      `${session.path}/execute`,
      body,
      {
        "idempotency-key": key,
      },
    );
    return [answer.status, answer.body.data?.count ?? answer.body.error.code];
  };
  return { router, run, ran: () => count };
};

test("repeats the first answer for the same key and body, and refuses another body", async () => {
  const { run, router } = await open();
  expect([await run("a"), await run("a"), await run("b")]).toEqual([
    [200, 1],
    [200, 1],
    [200, 2],
  ]);
  expect(await run("a", { other: true })).toEqual([409, 10409]);
  router.clock.advance(24 * 3_600_000);
  expect(await run("a", { other: true })).toEqual([200, 3]);
});

test("runs once for concurrent requests", async () => {
  const { run, ran } = await open();
  expect(await Promise.all([run("a"), run("a"), run("a")])).toEqual([
    [200, 1],
    [200, 1],
    [200, 1],
  ]);
  expect(ran()).toBe(1);
});

test("repeats an answer that was lost", async () => {
  const { run, router, ran } = await open();
  router.faults.add({
    fault: [{ kind: "dropped_after" }, { kind: "error_after" }, { kind: "rate_limited" }, { kind: "error_before" }],
  });
  await expect(run("a")).rejects.toThrow("fetch failed");
  expect([await run("a"), await run("a"), await run("a"), await run("a")]).toEqual([
    [500, 4340],
    [429, 10429],
    [500, 4340],
    [200, 1],
  ]);
  expect(ran()).toBe(1);
});

test("runs again after a failure of the provider", async () => {
  const { run, router } = await open();
  router.faults.add({ fault: [{ kind: "provider_unreachable" }] });
  expect([await run("a"), await run("a")]).toEqual([
    [502, 4341],
    [200, 1],
  ]);
});

test("is off by default", async () => {
  const { run } = await open(false);
  expect([await run("a"), await run("a", { other: true })]).toEqual([
    [200, 1],
    [200, 2],
  ]);
});

test.each<[string, (state: State) => State, () => Promise<unknown>]>([
  [
    "whose answer could not be kept",
    (state) => ({
      ...state,
      write: (key, value, ttl) => {
        if (JSON.stringify(value).includes('"answer"')) throw new Error("the store is gone");
        return state.write(key, value, ttl);
      },
    }),
    () => Promise.resolve("done"),
  ],
  ["that failed inside", (state) => state, () => Promise.reject(new Error("the store is gone"))],
])("does not repeat work %s", async (_, broken, work) => {
  const state = createState(memoryStore(), undefined);
  const now = (): Date => new Date();
  let times = 0;
  const count = (): Promise<unknown> => {
    times++;
    return work();
  };
  const first = createIdempotency(broken(state), now, true);
  await expect(first.once("key", "request", count, signal)).rejects.toThrow("the store is gone");
  const next = createIdempotency(state, now, true);
  await expect(next.once("key", "request", count, signal)).rejects.toMatchObject({ slug: "HTTP_IdempotencyConflict" });
  expect(times).toBe(1);
});

test("does not repeat interrupted work, whose outcome is unknown", async () => {
  let time = 0;
  const now = (): Date => new Date(time);
  const state = createState(memoryStore({ now }), undefined);
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  // A router killed during the work no longer renews its lease.
  void createIdempotency(state, now, true).once(
    "key",
    "request",
    () => {
      begun();
      return new Promise(() => undefined);
    },
    signal,
  );
  await hasBegun;
  time = 60_000;
  const next = createIdempotency(state, now, true);
  const again = (): Promise<string> => next.once("key", "request", () => Promise.resolve("done twice"), signal);
  await expect(again()).rejects.toMatchObject({ slug: "HTTP_IdempotencyConflict" });
  await expect(again()).rejects.toThrow("was interrupted. It may or may not have run");
  time += 24 * 3_600_000;
  expect(await again()).toBe("done twice");
});

test("reports that the first request may have run if the store fails while another router waits", async () => {
  const store = memoryStore();
  const now = (): Date => new Date();
  const state = createState(store, undefined);
  const first = createIdempotency(state, now, true);
  let finish = (): void => undefined;
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const work = (): Promise<unknown> => {
    begun();
    return new Promise((resolve) => {
      finish = () => {
        resolve("done");
      };
    });
  };
  const running = first.once("key", "request", work, signal);
  await hasBegun;
  let reads = 0;
  const failing = createState(
    {
      ...store,
      get: (key) => {
        // The record, the lease, and then the record again.
        if (++reads === 3) throw new Error("the store is gone");
        return store.get(key);
      },
    },
    undefined,
  );
  await expect(createIdempotency(failing, now, true).once("key", "request", work, signal)).rejects.toThrow(
    "The first request with this idempotency key may have run.",
  );
  finish();
  expect(await running).toBe("done");
});
