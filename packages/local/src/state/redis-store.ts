import type { Store } from "./store.ts";

/** What is asked of a client: that of the package `redis` has it. */
export interface RedisClient {
  sendCommand(
    args: readonly (string | Buffer)[],
    options?: { typeMapping?: Record<number, unknown> },
  ): Promise<unknown>;
}

export interface RedisStoreOptions {
  /** What every key begins with, so that others can use the same database. Default: `tool-router:`. */
  prefix?: string | undefined;
}

/**
 * Keeps everything in Redis: routers that share it behave as one. `server` is its address
 * (`redis://…`, or `rediss://…` for TLS), for which the package `redis` has to be installed beside this one, or a client
 * of that package which is connected, and stays the caller's to close.
 *
 * What has been written lasts as long as the server keeps it: without `appendonly yes` it may lose the last seconds.
 */
export function redisStore(server: string | RedisClient, { prefix = "tool-router:" }: RedisStoreOptions = {}): Store {
  if (typeof server === "string" ? !/^rediss?:\/\//.test(server) : typeof server?.sendCommand !== "function") {
    throw new TypeError(
      "redisStore: the server must be an address that begins with redis:// or rediss://, or a client",
    );
  }
  const own = typeof server === "string" ? connection(server) : undefined;
  const client = async (): Promise<RedisClient> => own?.get() ?? (server as RedisClient);
  const send = async (...args: (string | Buffer)[]): Promise<unknown> => (await client()).sendCommand(args);
  const evaluate = (script: string, key: string, ...args: string[]): Promise<unknown> =>
    send("EVAL", script, "1", prefix + key, ...args);

  return {
    persistent: true,
    get: async (key) => text(await send("GET", prefix + key)),
    getMany: async (keys) => {
      if (keys.length === 0) return [];
      return ((await send("MGET", ...keys.map((key) => prefix + key))) as unknown[]).map(text);
    },
    set: async (key, value, life) => {
      await send("SET", prefix + key, value, ...lifeArgs(life));
    },
    swap: async (key, expected, value, life) => {
      const lives = life === undefined ? "" : String(wholeLife(life));
      const done = await evaluate(
        swapScript,
        key,
        expected === undefined ? "0" : "1",
        expected ?? "",
        value === undefined ? "0" : "1",
        value ?? "",
        lives,
      );
      return Number(done) === 1;
    },
    increment: async (key, life) =>
      Number(
        life === undefined
          ? await send("INCR", prefix + key)
          : await evaluate(incrementScript, key, String(wholeLife(life))),
      ),
    delete: async (keys) => {
      if (keys.length > 0) await send("UNLINK", ...keys.map((key) => prefix + key));
    },
    getBytes: async (key) => {
      const bytes = await (await client()).sendCommand(["GET", prefix + key], asBuffers);
      return bytes instanceof Uint8Array ? new Uint8Array(bytes) : undefined;
    },
    setBytes: async (key, bytes, life) => {
      await send("SET", prefix + key, Buffer.from(bytes), ...lifeArgs(life));
    },
    addToIndex: async (index, member, score) => {
      await send("ZADD", prefix + index, String(score), member);
    },
    removeFromIndex: async (index, member) => {
      await send("ZREM", prefix + index, member);
    },
    readIndex: async (index) =>
      ((await send("ZRANGE", prefix + index, "0", "-1")) as unknown[]).flatMap((member) => text(member) ?? []),
    clear: async () => {
      const pattern = `${prefix.replaceAll(/[\\*?[\]^-]/g, String.raw`\$&`)}*`;
      let cursor = "0";
      do {
        const [next, keys] = (await send("SCAN", cursor, "MATCH", pattern, "COUNT", "1000")) as [unknown, unknown[]];
        cursor = String(next);
        if (keys.length > 0) await send("UNLINK", ...keys.map(String));
      } while (cursor !== "0");
    },
    close: async () => {
      await own?.close();
    },
  };
}

// Nothing happens between two commands of a script. It names one key only, as a cluster wants it.
const swapScript = `local now = redis.call("GET", KEYS[1])
if ARGV[1] == "0" then
  if now then return 0 end
elseif now ~= ARGV[2] then
  return 0
end
if ARGV[3] == "0" then
  redis.call("DEL", KEYS[1])
elseif ARGV[5] == "" then
  redis.call("SET", KEYS[1], ARGV[4])
else
  redis.call("SET", KEYS[1], ARGV[4], "PX", ARGV[5])
end
return 1`;
const incrementScript = `local count = redis.call("INCR", KEYS[1])
if count == 1 then redis.call("PEXPIRE", KEYS[1], ARGV[1]) end
return count`;

/** Texts of the protocol as bytes. */
const asBuffers = { typeMapping: { 36: Buffer } };

function text(reply: unknown): string | undefined {
  if (typeof reply === "number") return String(reply);
  // A client of the caller's may give bytes.
  return reply instanceof Uint8Array ? Buffer.from(reply).toString() : typeof reply === "string" ? reply : undefined;
}

function lifeArgs(life: number | undefined): string[] {
  return life === undefined ? [] : ["PX", String(wholeLife(life))];
}

// Redis takes whole milliseconds above 0.
function wholeLife(life: number): number {
  return Math.max(1, Math.ceil(life));
}

interface Connection {
  get(): Promise<RedisClient>;
  close(): Promise<void>;
}

/** Connects when it is first asked for, and again after the connection was lost. */
function connection(url: string): Connection {
  let connecting: Promise<Awaited<ReturnType<typeof connect>>> | undefined;
  return {
    get: () => {
      connecting ??= connect(url).catch((error: unknown) => {
        connecting = undefined;
        throw error;
      });
      return connecting;
    },
    close: async () => {
      const connected = await connecting?.catch(() => undefined);
      connecting = undefined;
      await connected?.close();
    },
  };
}

async function connect(url: string): Promise<RedisClient & { close(): Promise<unknown> }> {
  const { createClient } = await import("redis").catch((error: unknown) => {
    throw new Error("redisStore needs the package redis: npm install redis", { cause: error });
  });
  let hasConnected = false;
  const client = createClient({
    url,
    // A request that waits for a server which is gone helps nobody; the connection itself is tried again and again.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 5000,
      reconnectStrategy: (attempts) => (hasConnected ? Math.min(50 * attempts, 2000) : false),
    },
  });
  // Each command that suffers from it fails on its own; unheard, the event would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    // Not the whole address: it may hold a password.
    throw new Error(`Redis at ${new URL(url).host} cannot be reached: ${messageOf(error)}`, { cause: error });
  }
  hasConnected = true;
  return client;
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
