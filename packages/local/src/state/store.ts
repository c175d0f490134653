/** A value or a promise: a store in memory can answer synchronously. */
export type Awaitable<Value> = Value | Promise<Value>;

/** Replaces the text `expected` of a key with `value`. Undefined stands for an absent key. */
export interface Swap {
  readonly key: string;
  readonly expected: string | undefined;
  readonly value: string | undefined;
}

/**
 * Stores the state of a router. Implementations: `memoryStore`, `sqliteStore` and `redisStore`.
 *
 * Each operation must be atomic, also in a crash. Its effect must be visible to every later operation, also of other
 * routers.
 *
 * A key holds a string, bytes, a counter or an index, and never changes its kind. A `ttl` is in milliseconds by the store's
 * own clock. Expired values may be deleted, and should be.
 */
export interface Store {
  /** Whether the data outlives the process. If so, the router encrypts it and requires an `encryptionKey`. */
  readonly persistent: boolean;
  /** A string, or a counter as decimal digits. */
  get(key: string): Awaitable<string | undefined>;
  /** Like `get` for several keys, in their order. */
  getMany(keys: readonly string[]): Awaitable<readonly (string | undefined)[]>;
  /** Without `ttl`, the value never expires. */
  set(key: string, value: string, ttl?: number): Awaitable<void>;
  /**
   * Compare-and-swap: replaces `expected` by `value`. False if the key holds another value. Undefined means absent:
   * `swap(key, undefined, value)` sets if absent, and `swap(key, expected, undefined)` deletes.
   */
  swap(key: string, expected: string | undefined, value: string | undefined, ttl?: number): Awaitable<boolean>;
  /** Makes all swaps, of different keys, or none of them. True if they were made. New values never expire. */
  swapAll(swaps: readonly Swap[]): Awaitable<boolean>;
  /** Increments a counter, which starts at 0, and returns it. The first increment sets its TTL. */
  increment(key: string, ttl?: number): Awaitable<number>;
  /** Deletes values of any kind, including indexes. */
  delete(keys: readonly string[]): Awaitable<void>;
  getBytes(key: string): Awaitable<Uint8Array | undefined>;
  setBytes(key: string, bytes: Uint8Array, ttl?: number): Awaitable<void>;
  /** Adds a member to an index, or updates its score. */
  addToIndex(index: string, member: string, score: number): Awaitable<void>;
  removeFromIndex(index: string, member: string): Awaitable<void>;
  /** All members, by ascending score. */
  readIndex(index: string): Awaitable<readonly string[]>;
  /** Deletes everything. */
  clear(): Awaitable<void>;
  /** Called when the router is closed. */
  close?(): Awaitable<void>;
}
