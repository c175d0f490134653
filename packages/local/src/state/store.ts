/** A value, or a promise of it. A store that answers synchronously saves the caller a wait. */
export type Awaitable<Value> = Value | Promise<Value>;

/**
 * Where a router keeps its state: `memoryStore`, `sqliteStore`, `redisStore` or your own implementation.
 *
 * Each operation is atomic, even if the process is killed. Its effect is visible to every operation that begins after it has
 * resolved, also in other processes. An operation that fails throws or rejects.
 *
 * A key holds a text, bytes, a counter or an index, and never changes its kind. A TTL is in milliseconds by the store's own
 * clock. Expired values are never returned.
 */
export interface Store {
  /** Whether state outlives the process. The router then encrypts values, and requires an `encryptionKey`. */
  readonly persistent: boolean;
  /** The text, or a counter as decimal digits. */
  get(key: string): Awaitable<string | undefined>;
  /** Same as `get` for several keys, in their order. */
  getMany(keys: readonly string[]): Awaitable<readonly (string | undefined)[]>;
  /** Without `ttl`, the value stays until it is deleted. */
  set(key: string, value: string, ttl?: number): Awaitable<void>;
  /**
   * Replaces `expected` with `value`. False, without a change, if the key holds another value. Undefined stands for an
   * absent key: `swap(key, undefined, value)` sets if absent, and `swap(key, expected, undefined)` deletes.
   */
  swap(key: string, expected: string | undefined, value: string | undefined, ttl?: number): Awaitable<boolean>;
  /** Adds 1 to a counter, which starts at 0, and returns the sum. The TTL starts with the first use. */
  increment(key: string, ttl?: number): Awaitable<number>;
  /** Deletes keys of any kind, indexes included. */
  delete(keys: readonly string[]): Awaitable<void>;
  getBytes(key: string): Awaitable<Uint8Array | undefined>;
  setBytes(key: string, bytes: Uint8Array, ttl?: number): Awaitable<void>;
  /** Adds a member to an index, or gives it a new score. */
  addToIndex(index: string, member: string, score: number): Awaitable<void>;
  removeFromIndex(index: string, member: string): Awaitable<void>;
  /** All members, the lowest score first. */
  readIndex(index: string): Awaitable<readonly string[]>;
  /** Deletes everything. */
  clear(): Awaitable<void>;
  /** Called when the router closes. */
  close?(): Awaitable<void>;
}
