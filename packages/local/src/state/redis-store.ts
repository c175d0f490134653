import { milliseconds, oneOf, checkShape, type Shape } from "../validation/shape.ts";
import { circuitBreaker } from "./circuit-breaker.ts";
import {
  givenConnection,
  isErrorReply,
  ownConnection,
  type RedisClient,
  type RedisConnection,
  type ServerCheck,
} from "./redis-connection.ts";
import type { Store } from "./store.ts";
import { withTimeout } from "./with-timeout.ts";

export interface RedisStoreOptions {
  /** Prefix of every key, so that others can use the same database. Default: `tool-router:`. */
  prefix?: string | undefined;
  /**
   * Command timeout in milliseconds, which includes connecting. Commands that transfer files have ten times as long.
   * Default: 2000.
   */
  commandTimeout?: number | undefined;
  /**
   * What to do if the `maxmemory-policy` of Redis is not `noeviction`. Redis then deletes sessions and idempotency keys
   * when it runs out of memory. `error` rejects every operation, `warn` emits a process warning, `off` does not look. If
   * Redis does not show its policy, `error` emits a warning, too. Default: `error`.
   */
  evictionCheck?: "error" | "warn" | "off" | undefined;
}

const redisStoreOptions: Shape<RedisStoreOptions> = {
  prefix: { expected: "a string", fits: (value) => typeof value === "string" },
  commandTimeout: milliseconds(1),
  evictionCheck: oneOf("error", "warn", "off"),
};

const DEFAULT_COMMAND_TIMEOUT_MS = 2000;
const FILE_TIMEOUT_FACTOR = 10;
const MAX_FAILURES = 3;
const COOLDOWN_MS = 1000;

/**
 * Stores state in Redis. Routers that share it behave as one.
 *
 * `server` is a URL (`redis://…`, or `rediss://…` for TLS), which requires the package `redis`, or a connected client of that
 * package, which the caller closes.
 *
 * A command rejects after `commandTimeout`, but Redis may still execute it. After three consecutive timeouts, every operation
 * rejects immediately, and one command per second probes whether Redis is back.
 *
 * Without `appendonly yes`, Redis may lose the last seconds in a crash.
 *
 * @throws TypeError if the server or an option is invalid.
 */
export function redisStore(server: string | RedisClient, options: RedisStoreOptions = {}): Store {
  if (typeof server === "string" ? !/^rediss?:\/\//.test(server) : typeof server?.sendCommand !== "function") {
    throw new TypeError("redisStore: the server must be a URL that begins with redis:// or rediss://, or a client");
  }
  checkShape(options, "redisStore", redisStoreOptions);
  const { prefix = "tool-router:", commandTimeout = DEFAULT_COMMAND_TIMEOUT_MS, evictionCheck = "error" } = options;
  const check = checkEviction(evictionCheck, commandTimeout);
  const connect = (): RedisConnection =>
    typeof server === "string" ? ownConnection(server, commandTimeout, check) : givenConnection(server, check);
  const texts = connect();
  // A second connection, so that large files do not delay other commands.
  const files = connect();
  const breaker = circuitBreaker({
    maxFailures: MAX_FAILURES,
    cooldown: COOLDOWN_MS,
    isFailure: (error) => !isErrorReply(error),
    // The connection may be dead without notice, so the probe opens a new one.
    onOpen: () => {
      texts.replace("abort");
      files.replace("abort");
    },
  });

  const command = (
    connection: RedisConnection,
    timeout: number,
    args: readonly (string | Buffer)[],
    replies?: { typeMapping: Record<number, unknown> },
  ): Promise<unknown> =>
    breaker(() =>
      withTimeout(
        async (isOver) => {
          const client = await connection.get();
          if (isOver()) return undefined;
          try {
            // The client drops a command that it could not send before this timeout.
            return await client.sendCommand(args, { ...replies, timeout });
          } catch (error) {
            // After a failover, the URL may resolve to the new primary.
            if (isErrorReply(error) && error.message.startsWith("READONLY ")) connection.replace("finish");
            throw error;
          }
        },
        timeout,
        "Redis",
      ),
    );
  const send = (...args: (string | Buffer)[]): Promise<unknown> => command(texts, commandTimeout, args);
  const sendFile = (
    args: readonly (string | Buffer)[],
    replies?: { typeMapping: Record<number, unknown> },
  ): Promise<unknown> => command(files, commandTimeout * FILE_TIMEOUT_FACTOR, args, replies);
  const evaluate = (script: string, key: string, ...args: string[]): Promise<unknown> =>
    send("EVAL", script, "1", prefix + key, ...args);

  return {
    persistent: true,
    get: async (key) => text(await send("GET", prefix + key)),
    getMany: async (keys) => {
      if (keys.length === 0) return [];
      return ((await send("MGET", ...keys.map((key) => prefix + key))) as unknown[]).map(text);
    },
    set: async (key, value, ttl) => {
      await send("SET", prefix + key, value, ...ttlArgs(ttl));
    },
    swap: async (key, expected, value, ttl) => {
      const ttlText = ttl === undefined ? "" : String(wholeTtl(ttl));
      const done = await evaluate(
        swapScript,
        key,
        expected === undefined ? "0" : "1",
        expected ?? "",
        value === undefined ? "0" : "1",
        value ?? "",
        ttlText,
      );
      return Number(done) === 1;
    },
    swapAll: async (swaps) => {
      const keys = swaps.map(({ key }) => prefix + key);
      const values = swaps.flatMap(({ expected, value }) => [...optional(expected), ...optional(value)]);
      return Number(await send("EVAL", swapAllScript, String(keys.length), ...keys, ...values)) === 1;
    },
    increment: async (key, ttl) =>
      Number(
        ttl === undefined
          ? await send("INCR", prefix + key)
          : await evaluate(incrementScript, key, String(wholeTtl(ttl))),
      ),
    delete: async (keys) => {
      if (keys.length > 0) await send("UNLINK", ...keys.map((key) => prefix + key));
    },
    getBytes: async (key) => {
      const bytes = await sendFile(["GET", prefix + key], asBuffers);
      return bytes instanceof Uint8Array ? new Uint8Array(bytes) : undefined;
    },
    setBytes: async (key, bytes, ttl) => {
      await sendFile(["SET", prefix + key, Buffer.from(bytes), ...ttlArgs(ttl)]);
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
      await Promise.all([texts.close(), files.close()]);
    },
  };
}

// Scripts are atomic.
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
// For each key: whether a value is expected, that value, whether there is a new value, and that value.
const swapAllScript = `for i, key in ipairs(KEYS) do
  local now = redis.call("GET", key)
  if ARGV[4 * i - 3] == "0" then
    if now then return 0 end
  elseif now ~= ARGV[4 * i - 2] then
    return 0
  end
end
for i, key in ipairs(KEYS) do
  if ARGV[4 * i - 1] == "0" then
    redis.call("DEL", key)
  else
    redis.call("SET", key, ARGV[4 * i])
  end
end
return 1`;
const incrementScript = `local count = redis.call("INCR", KEYS[1])
if count == 1 then redis.call("PEXPIRE", KEYS[1], ARGV[1]) end
return count`;

/** Maps bulk strings (`$`) to buffers. */
const asBuffers = { typeMapping: { 36: Buffer } };

function text(reply: unknown): string | undefined {
  if (typeof reply === "number") return String(reply);
  // The caller's client may be configured to return buffers.
  return reply instanceof Uint8Array ? Buffer.from(reply).toString() : typeof reply === "string" ? reply : undefined;
}

function optional(value: string | undefined): [isGiven: "0" | "1", value: string] {
  return value === undefined ? ["0", ""] : ["1", value];
}

function ttlArgs(ttl: number | undefined): string[] {
  return ttl === undefined ? [] : ["PX", String(wholeTtl(ttl))];
}

// Redis requires a positive integer.
function wholeTtl(ttl: number): number {
  return Math.max(1, Math.ceil(ttl));
}

/** Rejects a server that deletes data when it runs out of memory, or warns about it once. */
function checkEviction(mode: "error" | "warn" | "off", timeout: number): ServerCheck {
  let hasWarned = false;
  const warn = (message: string): void => {
    if (!hasWarned) process.emitWarning(message, { code: "TOOL_ROUTER_REDIS_EVICTION" });
    hasWarned = true;
  };
  return async (client) => {
    if (mode === "off") return;
    // Managed services may forbid INFO. An error reply has no policy.
    const info = await client.sendCommand(["INFO", "memory"], { timeout }).catch((error: unknown) => {
      if (isErrorReply(error)) return "";
      throw error;
    });
    const policy = /^maxmemory_policy:(\S+)/m.exec(text(info) ?? "")?.[1];
    if (policy === "noeviction") return;
    if (policy === undefined) {
      warn(
        "Redis does not show its maxmemory-policy. Check that it is noeviction: with any other, Redis deletes state.",
      );
      return;
    }
    const problem = `The maxmemory-policy of Redis is ${policy}: it deletes sessions and idempotency keys when it runs out of memory. Set it to noeviction`;
    if (mode === "error") throw new Error(`${problem}, or set evictionCheck to "warn"`);
    warn(`${problem}.`);
  };
}
