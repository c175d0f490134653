import { expect, test } from "vitest";
import type { LocalRouterOptions } from "../router/options.ts";
import { memoryStore } from "../state/memory-store.ts";
import { testRouter } from "../testing/test-router.ts";

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 1);

const open = (options: Partial<LocalRouterOptions> = {}) => {
  const router = testRouter({ sessionTTL: hour, ...options });
  return router;
};

test("answers like for an unknown session after expiry", async () => {
  const router = open();
  const { path, session_id: id } = await router.session();
  router.clock.advance(hour - 1);
  expect((await router.request("GET", path)).status).toBe(200);
  router.clock.advance(1);
  const expired = await router.request("GET", path);
  expect(expired.status).toBe(404);
  expect(expired.body.error).toMatchObject({ slug: "ToolRouterV2_SessionNotFound", message: `No session ${id}` });
  expect((await router.request("PATCH", path, { tags: ["readOnlyHint"] })).status).toBe(404);
});

test("does not extend a session when it is changed", async () => {
  const router = open();
  const { path } = await router.session();
  router.clock.advance(hour - 1);
  expect((await router.request("PATCH", path, { tags: ["readOnlyHint"] })).status).toBe(200);
  router.clock.advance(1);
  expect((await router.request("GET", path)).status).toBe(404);
});

test.each([undefined, Infinity])("keeps sessions forever with a TTL of %s", async (sessionTTL) => {
  const router = open({ sessionTTL });
  const { path } = await router.session();
  router.clock.advance(1_000 * 24 * hour);
  expect((await router.request("GET", path)).status).toBe(200);
});

test("removes expired sessions from the store", async () => {
  let time = start;
  const now = (): Date => new Date(time);
  const store = memoryStore({ now });
  const written = new Set<string>();
  const swap: typeof store.swap = (key, ...rest) => {
    if (/session|config/.test(key)) written.add(key);
    return store.swap(key, ...rest);
  };
  const set: typeof store.set = (key, ...rest) => {
    if (/session|config/.test(key)) written.add(key);
    return store.set(key, ...rest);
  };
  const router = open({ now, store: { ...store, swap, set } });
  const { path } = await router.session();
  time += hour - 1;
  await router.request("PATCH", path, { tags: ["readOnlyHint"] });
  expect(written.size).toBe(2);
  time += hour;
  expect(await store.getMany([...written])).toEqual([undefined, undefined]);
});
