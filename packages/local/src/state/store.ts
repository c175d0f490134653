/** A value, or a promise of it: a store in memory need not make anybody wait. */
export type Awaitable<Value> = Value | Promise<Value>;

/**
 * Where a router keeps its state. Three are there: `memoryStore`, `folderStore` and `redisStore`; another one has to do
 * what is written here, and each of its operations happens as a whole or not at all, also if the process is killed. What
 * an operation has answered is there when the next one begins, whoever asks.
 *
 * A key holds a text, bytes, a counter or an index, and is never used for two of them. Lives are milliseconds by the
 * store's own clock: what is older may be gone, and should be.
 */
export interface Store {
  /** Whether it outlives the process. Then the router encrypts what it hands over, and wants a key to do so. */
  readonly persistent: boolean;
  /** A text; a counter as decimal digits. */
  get(key: string): Awaitable<string | undefined>;
  /** The same for several keys, in their order. */
  getMany(keys: readonly string[]): Awaitable<readonly (string | undefined)[]>;
  /** Without `ttl` it stays until it is deleted. */
  set(key: string, value: string, ttl?: number): Awaitable<void>;
  /**
   * Puts `value` in the place of `expected`, if that is what the key holds, and says whether it was. Undefined stands for
   * nothing: `swap(key, undefined, value)` sets what is absent, and `swap(key, expected, undefined)` deletes.
   */
  swap(key: string, expected: string | undefined, value: string | undefined, ttl?: number): Awaitable<boolean>;
  /** Adds 1 to a counter, which begins with 0, and gives the sum. Its ttl begins with its first use. */
  increment(key: string, ttl?: number): Awaitable<number>;
  /** Deletes whatever the keys hold, indexes included. */
  delete(keys: readonly string[]): Awaitable<void>;
  getBytes(key: string): Awaitable<Uint8Array | undefined>;
  setBytes(key: string, bytes: Uint8Array, ttl?: number): Awaitable<void>;
  /** Puts a member into an index; one that is there already gets the new score. */
  addToIndex(index: string, member: string, score: number): Awaitable<void>;
  removeFromIndex(index: string, member: string): Awaitable<void>;
  /** All members, those with the lowest score first. */
  readIndex(index: string): Awaitable<readonly string[]>;
  /** Deletes everything. */
  clear(): Awaitable<void>;
  /** Called when the router is closed for good. */
  close?(): Awaitable<void>;
}
