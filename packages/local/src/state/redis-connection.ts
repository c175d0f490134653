import { withTimeout } from "./with-timeout.ts";

/** The part of a client of the package `redis` that the store uses. */
export interface RedisClient {
  sendCommand(
    args: readonly (string | Buffer)[],
    options?: { typeMapping?: Record<number, unknown>; timeout?: number },
  ): Promise<unknown>;
}

export interface RedisConnection {
  /** The client to use now. Connects first if there is no connection. */
  get(): Promise<RedisClient>;
  /** Reconnects for the next command. With `abort`, commands in flight reject; otherwise they may finish. */
  replace(how: "abort" | "finish"): void;
  close(): Promise<void>;
}

/** Checks a server before its first use. Rejects if it is unsuitable. */
export type ServerCheck = (client: RedisClient) => Promise<void>;

/** A client that the caller connects and closes. */
export function givenConnection(client: RedisClient, check: ServerCheck): RedisConnection {
  let checking: Promise<void> | undefined;
  return {
    get: async () => {
      checking ??= check(client).catch((error: unknown) => {
        checking = undefined;
        throw error;
      });
      await checking;
      return client;
    },
    replace: () => undefined,
    close: () => Promise.resolve(),
  };
}

/** Connects lazily, with the first command, and reconnects the same way after a lost connection. */
export function ownConnection(url: string, timeout: number, check: ServerCheck): RedisConnection {
  let current: { readonly opening: Promise<ClosableClient>; readonly lost: AbortController } | undefined;
  const replace = (how: "abort" | "finish"): void => {
    const old = current;
    current = undefined;
    if (how === "abort") old?.lost.abort();
    else old?.opening.then((client) => closed(client, timeout)).catch(() => undefined);
  };
  return {
    get: () => {
      if (current === undefined) {
        const lost = new AbortController();
        lost.signal.addEventListener("abort", () => {
          if (current?.lost === lost) current = undefined;
        });
        current = { opening: connect(url, timeout, check, lost), lost };
      }
      return current.opening;
    },
    replace,
    close: async () => {
      const old = current;
      current = undefined;
      if (old === undefined) return;
      const client = await withTimeout(() => old.opening, timeout, "Redis").catch(() => undefined);
      if (client !== undefined) await closed(client, timeout);
      old.lost.abort();
    },
  };
}

type ClosableClient = RedisClient & { close(): Promise<unknown>; destroy(): void };

/** When `lost` aborts, by the caller or because the connection was lost, the client is destroyed. */
async function connect(
  url: string,
  timeout: number,
  check: ServerCheck,
  lost: AbortController,
): Promise<ClosableClient> {
  try {
    const { createClient } = await import("redis").catch((error: unknown) => {
      throw new Error("redisStore requires the package redis. Run npm install redis.", { cause: error });
    });
    const client: ClosableClient & { connect(): Promise<unknown> } = createClient({
      url,
      // A command must not run after it was reported as failed.
      disableOfflineQueue: true,
      socket: { connectTimeout: timeout, reconnectStrategy: false },
    }).on("error", () => {
      // An `error` event without a listener would crash the process.
      lost.abort();
    });
    lost.signal.addEventListener("abort", () => {
      destroy(client);
    });
    try {
      await client.connect();
    } catch (error) {
      // Names the host only: the URL may contain a password.
      throw new Error(`Redis at ${new URL(url).host} cannot be reached: ${messageOf(error)}`, { cause: error });
    }
    await check(client);
    // A socket that connects during the abort survives it.
    if (lost.signal.aborted) destroy(client);
    return client;
  } catch (error) {
    lost.abort();
    throw error;
  }
}

function destroy(client: ClosableClient): void {
  try {
    client.destroy();
  } catch {
    // Already closed.
  }
}

/** Closes a client. Commands in flight may finish before the timeout. */
async function closed(client: ClosableClient, timeout: number): Promise<void> {
  await withTimeout(() => client.close(), timeout, "Redis").catch(() => undefined);
  destroy(client);
}

/** Whether Redis itself rejected a command, as with `OOM …` or `READONLY …`. Such a command had no effect. */
export function isErrorReply(error: unknown): error is Error {
  return error instanceof Error && /^[A-Z]{2,} /.test(error.message);
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
