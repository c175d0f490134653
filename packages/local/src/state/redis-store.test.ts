import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { createClient } from "redis";
import { describe, expect, test } from "vitest";
import { createLocalRouter } from "../router.ts";
import { encryptionKey, redisUrl } from "../testing/test-stores.ts";
import { redisStore } from "./redis-store.ts";

test("names the unreachable host without the password and retries with the next request", async () => {
  const store = redisStore("redis://user:hunter2@127.0.0.1:1");
  const router = createLocalRouter({ toolkits: [], store, encryptionKey });
  for (let attempt = 0; attempt < 2; attempt++) {
    const error = await router.runs().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: expect.stringMatching(/^Redis at 127\.0\.0\.1:1 cannot be reached: /) });
    expect(String(error)).not.toContain("hunter2");
  }
  await router.close();
});

test.each([["localhost:6379"], [""], [undefined as never], [{} as never]])("rejects %j as a server", (server) => {
  expect(() => redisStore(server)).toThrow("redisStore: the server must be a URL that begins with redis://");
});

describe.skipIf(redisUrl === undefined)("with a Redis", () => {
  const url = redisUrl as string;

  test("accepts the caller's client and leaves it open", async () => {
    const client = await createClient({ url }).connect();
    const store = redisStore(client, { prefix: "own-client:" });
    await store.setBytes("bytes", new Uint8Array([0, 255, 128]));
    expect(await store.getBytes("bytes")).toEqual(new Uint8Array([0, 255, 128]));
    await store.clear();
    await store.close?.();
    expect(await client.ping()).toBe("PONG");
    await client.close();
  });

  test("only changes keys with its prefix", async () => {
    const one = redisStore(url, { prefix: "a*[b]:" });
    const other = redisStore(url, { prefix: "axb:" });
    await one.set("key", "1");
    await other.set("key", "2");
    await one.clear();
    expect([await one.get("key"), await other.get("key")]).toEqual([undefined, "2"]);
    await other.clear();
    await Promise.all([one.close?.(), other.close?.()]);
  });

  test("reconnects after a lost connection", async () => {
    // A proxy between store and server, which can disconnect.
    const connections = new Set<Socket>();
    const { hostname: host, port } = new URL(url);
    const between = createServer((socket) => {
      const onward = connect(Number(port), host);
      for (const end of [socket, onward]) connections.add(end.on("error", () => undefined));
      socket.pipe(onward).pipe(socket);
    });
    await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
    const store = redisStore(`redis://127.0.0.1:${(between.address() as AddressInfo).port}`, { prefix: "lost:" });
    await store.set("key", "1");
    for (const connection of connections) connection.destroy();
    let value: string | undefined;
    // Commands fail until the store has reconnected.
    while (value === undefined) {
      value = await Promise.resolve(store.get("key")).catch(() => undefined);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(value).toBe("1");
    await store.clear();
    await store.close?.();
    await new Promise((resolve) => between.close(resolve));
  });
});
