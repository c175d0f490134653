import { withTimeout } from "./with-timeout.ts";

/** What the store needs of a client: the clients of the package `redis` have it. */
export interface RedisClient {
  sendCommand(
    args: readonly (string | Buffer)[],
    options?: { typeMapping?: Record<number, unknown>; timeout?: number },
  ): Promise<unknown>;
}

export interface RedisConnection {
  /** The client to use now. Connects first if there is no connection. */
  get(): Promise<RedisClient>;
  /** Connects anew for the next command. With `abort`, commands in flight reject; else they may finish. */
  replace(how: "abort" | "finish"): void;
  close(): Promise<void>;
}

/** Looks at a server before it is used. Rejects if it is not fit. */
export type ServerCheck = (client: RedisClient) => Promise<void>;

/** A client of the caller's, which connects and closes it. */
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

/** Connects with the first command, and again with the first one after the connection was lost. */
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
      throw new Error("redisStore needs the package redis: npm install redis", { cause: error });
    });
    const client: ClosableClient & { connect(): Promise<unknown> } = createClient({
      url,
      // A command must not run later, when its caller has been told that it failed.
      disableOfflineQueue: true,
      socket: { connectTimeout: timeout, reconnectStrategy: false },
    }).on("error", () => {
      // Without a listener, the event would end the process.
      lost.abort();
    });
    lost.signal.addEventListener("abort", () => {
      destroy(client);
    });
    try {
      await client.connect();
    } catch (error) {
      // The whole address may hold a password.
      throw new Error(`Redis at ${new URL(url).host} cannot be reached: ${messageOf(error)}`, { cause: error });
    }
    await check(client);
    // A socket that connects at the moment of the abort survives it.
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
    // It is closed already.
  }
}

/** Lets commands in flight finish, for a while. */
async function closed(client: ClosableClient, timeout: number): Promise<void> {
  await withTimeout(() => client.close(), timeout, "Redis").catch(() => undefined);
  destroy(client);
}

/** Whether Redis itself refused a command, such as with `OOM …` or `READONLY …`. Then it did nothing. */
export function isErrorReply(error: unknown): error is Error {
  return error instanceof Error && /^[A-Z]{2,} /.test(error.message);
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
