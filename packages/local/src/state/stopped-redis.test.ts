import { afterEach, describe, expect, test } from "vitest";
import { ownRedis, type OwnRedis } from "../testing/own-redis.ts";
import { encryptionKey, redisUrl } from "../testing/test-stores.ts";
import { testRouter, weather, type TestRouter } from "../testing/test-router.ts";
import { redisStore, type RedisStoreOptions } from "./redis-store.ts";

const slug = "WEATHER_GET_FORECAST";
const quick = { commandTimeout: 1000 };

describe.skipIf(redisUrl === undefined)("a router whose Redis", () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  const start = async (settings?: Record<string, string>, port?: number): Promise<OwnRedis> => {
    const redis = await ownRedis(settings, port);
    ends.push(async () => {
      redis.thaw();
      await redis.end();
    });
    return redis;
  };
  const open = (url: string, execute: () => unknown, options: RedisStoreOptions = quick): TestRouter => {
    const router = testRouter({
      store: redisStore(url, options),
      encryptionKey,
      idempotency: true,
      toolkits: [weather(execute)],
    });
    ends.push(() => router.close());
    return router;
  };
  /** Repeats a request until it succeeds or the test times out. */
  const untilAnswered = async (ask: () => Promise<{ status: number }>): Promise<void> => {
    while ((await ask()).status !== 200) await new Promise((resolve) => setImmediate(resolve));
  };

  test("hangs answers 503, runs no tool, and recovers", async () => {
    const redis = await start();
    let runs = 0;
    const router = open(redis.url, () => ({ runs: ++runs }));
    const session = await router.session();
    redis.freeze();
    const answers = await Promise.all(Array.from({ length: 5 }, async () => session.execute(slug)));
    // The circuit breaker is open.
    answers.push(await session.execute(slug));
    for (const { status, body, headers } of answers) {
      expect([status, headers.get("retry-after")]).toEqual([503, "1"]);
      expect(body).toMatchObject({
        error: {
          slug: "HTTP_ServiceUnavailable",
          message: "The router's store is unavailable. The request did not run.",
        },
      });
    }
    redis.thaw();
    await untilAnswered(() => session.execute(slug));
    expect(runs).toBe(1);
  });

  test("hangs during a run reports that the tool may have run, and does not repeat it for its idempotency key", async () => {
    const redis = await start();
    let runs = 0;
    const router = open(redis.url, () => {
      runs++;
      redis.freeze();
    });
    const session = await router.session();
    const execute = () =>
      router.request("POST", `${session.path}/execute`, { tool_slug: slug }, { "idempotency-key": "k" });
    const { status, headers, body } = await execute();
    expect([status, headers.get("retry-after")]).toEqual([503, null]);
    expect(body.error).toMatchObject({
      message: `The router's store failed. ${slug} may have run.`,
      suggested_fix: "Check whether it ran before retrying",
    });
    redis.thaw();
    let again = await execute();
    while (again.status === 503) again = await execute();
    expect(again).toMatchObject({ status: 409, body: { error: { slug: "HTTP_IdempotencyConflict" } } });
    expect(runs).toBe(1);
  });

  test("restarts reconnects", async () => {
    const redis = await start();
    const router = open(redis.url, () => ({}));
    await router.session();
    const port = Number(new URL(redis.url).port);
    await redis.end();
    expect((await router.request("GET", "/connected_accounts")).status).toBe(503);
    await start({}, port);
    await untilAnswered(() => router.request("GET", "/connected_accounts"));
    await router.session();
  });

  test("hangs closes within the command timeout", async () => {
    const redis = await start();
    const router = open(redis.url, () => ({}));
    await router.session();
    redis.freeze();
    const pending = router.request("GET", "/connected_accounts");
    await router.close();
    expect((await pending).status).toBe(503);
  });

  test("is full rejects runs but still reads", async () => {
    const redis = await start();
    let runs = 0;
    const router = open(redis.url, () => ({ runs: ++runs }), {});
    const session = await router.session();
    const { createClient } = await import("redis");
    const client = await createClient({ url: redis.url }).connect();
    await client.configSet("maxmemory", "1");
    const create = await router.request("POST", "/tool_router/session", { user_id: "u" });
    expect(create.status).toBe(503);
    expect((await router.request("GET", session.path)).status).toBe(200);
    const execute = await router.request(
      "POST",
      `${session.path}/execute`,
      { tool_slug: slug },
      { "idempotency-key": "k" },
    );
    expect(execute).toMatchObject({
      status: 503,
      body: { error: { message: "The router's store is unavailable. The request did not run." } },
    });
    await client.configSet("maxmemory", "0");
    const again = await router.request(
      "POST",
      `${session.path}/execute`,
      { tool_slug: slug },
      { "idempotency-key": "k" },
    );
    expect([again.status, runs]).toEqual([200, 1]);
    await client.close();
  });

  test("became a replica resolves its URL again", async () => {
    const redis = await start();
    const store = redisStore(redis.url);
    ends.push(async () => store.close?.());
    await store.set("key", "1");
    const { createClient } = await import("redis");
    const client = await createClient({ url: redis.url }).connect();
    const connected = async (): Promise<string[]> => {
      const list = await client.sendCommand<string>(["CLIENT", "LIST", "TYPE", "NORMAL"]);
      return [...list.matchAll(/^id=(\d+)/gm)].map(([, id = ""]) => id);
    };
    const before = await connected();
    await client.sendCommand(["REPLICAOF", "127.0.0.1", "1"]);
    await expect(store.set("key", "2")).rejects.toThrow("READONLY");
    await client.sendCommand(["REPLICAOF", "NO", "ONE"]);
    await store.set("key", "3");
    expect((await connected()).some((id) => !before.includes(id))).toBe(true);
    await client.close();
  });

  test.each(["allkeys-lru", "volatile-ttl"])(
    "evicts keys (%s) is rejected unless evictionCheck is warn",
    async (policy) => {
      const redis = await start({ "maxmemory-policy": policy });
      const strict = redisStore(redis.url);
      ends.push(async () => strict.close?.());
      await expect(strict.get("key")).rejects.toThrow(
        `The maxmemory-policy of Redis is ${policy}: it deletes sessions and idempotency keys when it runs out of memory. Set it to noeviction, or set evictionCheck to "warn"`,
      );
      const warnings: string[] = [];
      const listen = ({ code, message }: Error & { code?: string }): void => {
        if (code === "TOOL_ROUTER_REDIS_EVICTION") warnings.push(message);
      };
      process.on("warning", listen);
      for (const evictionCheck of ["warn", "off"] as const) {
        const store = redisStore(redis.url, { evictionCheck });
        ends.push(async () => store.close?.());
        expect([await store.get("key"), await store.get("key")]).toEqual([undefined, undefined]);
      }
      process.off("warning", listen);
      expect(warnings).toEqual([expect.stringContaining(`The maxmemory-policy of Redis is ${policy}`)]);
    },
  );

  test("hides its policy emits a warning", async () => {
    const redis = await start({ "rename-command": "INFO HIDDEN" });
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    const store = redisStore(redis.url);
    ends.push(async () => store.close?.());
    expect(await store.get("key")).toBeUndefined();
    expect(await warned).toMatchObject({ message: expect.stringContaining("does not show its maxmemory-policy") });
  });
});
