import { hash } from "node:crypto";
import { StoreFailure } from "../errors.ts";
import { DecryptionError, type Encryption } from "./encryption.ts";
import type { Awaitable, Store } from "./store.ts";
import { withTimeout } from "./with-timeout.ts";

/** A value with its stored form, for compare-and-swap. */
export interface Found<Value> {
  /** Frozen, because it is shared. */
  readonly value: Value;
  readonly raw: string;
}

/** Writes `value`, or deletes if undefined, if the key still holds what was found. */
export interface Replacement {
  readonly key: string;
  readonly found: Found<unknown> | undefined;
  readonly value: unknown;
}

/** A namespace of the store, for plain JSON. */
export interface State {
  read<Value>(key: string): Promise<Found<Value> | undefined>;
  readMany<Value>(keys: readonly string[]): Promise<(Found<Value> | undefined)[]>;
  write(key: string, value: unknown, ttl?: number): Awaitable<void>;
  /** Writes if the stored value is still `found`, or deletes if `value` is undefined. False if it has changed. */
  replace(key: string, found: Found<unknown> | undefined, value: unknown, ttl?: number): Awaitable<boolean>;
  /** Makes all replacements, of different keys, or none of them. True if they were made. */
  replaceAll(replacements: readonly Replacement[]): Awaitable<boolean>;
  delete(...keys: string[]): Awaitable<void>;
  increment(key: string, ttl?: number): Awaitable<number>;
  /** The current value of a counter. */
  count(key: string): Promise<number>;
  readBytes(key: string): Promise<Uint8Array | undefined>;
  writeBytes(key: string, bytes: Uint8Array, ttl?: number): Awaitable<void>;
  addToIndex(index: string, member: string, score: number): Awaitable<void>;
  removeFromIndex(index: string, member: string): Awaitable<void>;
  readIndex(index: string): Awaitable<readonly string[]>;
  /** The namespace with this prefix. */
  within(name: string): State;
}

/** Limits of the cache of parsed values. */
const MAX_CACHED_VALUES = 2_000;
const MAX_CACHED_LENGTH = 64 * 1024;

/** Without `encryption`, values are stored in plain text. */
export function createState(store: Store, encryption: Encryption | undefined): State {
  // Sessions are read with every request but rarely change, so decrypted and parsed values are cached.
  const cache = new Map<string, Found<unknown>>();

  const decode = <Value>(key: string, raw: string | undefined): Found<Value> | undefined => {
    if (raw === undefined) return undefined;
    const known = cache.get(key);
    if (known?.raw === raw) return known as Found<Value>;
    const text =
      encryption === undefined ? raw : new TextDecoder().decode(encryption.decrypt(Buffer.from(raw, "base64url"), key));
    const found: Found<Value> = { raw, value: frozen(JSON.parse(text) as Value) };
    if (raw.length <= MAX_CACHED_LENGTH) {
      cache.set(key, found);
      if (cache.size > MAX_CACHED_VALUES) cache.delete(cache.keys().next().value as string);
    }
    return found;
  };
  const encode = (key: string, value: unknown): string => {
    const text = JSON.stringify(value);
    return encryption === undefined
      ? text
      : Buffer.from(encryption.encrypt(Buffer.from(text), key)).toString("base64url");
  };

  const within = (prefix: string): State => ({
    read: async (key) => decode(prefix + key, await guarded(() => store.get(prefix + key))),
    readMany: async <Value>(keys: readonly string[]) => {
      if (keys.length === 0) return [];
      const full = keys.map((key) => prefix + key);
      const texts = await guarded(() => store.getMany(full));
      return full.map((key, index) => decode<Value>(key, texts[index]));
    },
    write: (key, value, ttl) => {
      const text = encode(prefix + key, value);
      return guarded(() => store.set(prefix + key, text, ttl));
    },
    replace: (key, found, value, ttl) => {
      const text = value === undefined ? undefined : encode(prefix + key, value);
      return guarded(() => store.swap(prefix + key, found?.raw, text, ttl));
    },
    replaceAll: (replacements) => {
      const swaps = replacements.map(({ key, found, value }) => ({
        key: prefix + key,
        expected: found?.raw,
        value: value === undefined ? undefined : encode(prefix + key, value),
      }));
      return guarded(() => store.swapAll(swaps));
    },
    delete: (...keys) => guarded(() => store.delete(keys.map((key) => prefix + key))),
    increment: (key, ttl) => guarded(() => store.increment(prefix + key, ttl)),
    count: async (key) => Number((await guarded(() => store.get(prefix + key))) ?? 0),
    readBytes: async (key) => {
      const bytes = await guarded(() => store.getBytes(prefix + key));
      return bytes && encryption !== undefined ? new Uint8Array(encryption.decrypt(bytes, prefix + key)) : bytes;
    },
    writeBytes: (key, bytes, ttl) => {
      const encrypted = encryption?.encrypt(bytes, prefix + key) ?? bytes;
      return guarded(() => store.setBytes(prefix + key, encrypted, ttl));
    },
    addToIndex: (index, member, score) => guarded(() => store.addToIndex(prefix + index, member, score)),
    removeFromIndex: (index, member) => guarded(() => store.removeFromIndex(prefix + index, member)),
    readIndex: (index) => guarded(() => store.readIndex(prefix + index)),
    within: (name) => within(`${prefix}${name}/`),
  });
  return within("");
}

/** Runs an operation of the store, synchronously if possible. Wraps errors in a {@link StoreFailure}. */
function guarded<Value>(operation: () => Awaitable<Value>): Awaitable<Value> {
  try {
    const result = operation();
    if (!isPromise(result)) return result;
    return withTimeout(() => result, STORE_TIMEOUT_MS, "The store").catch(fail);
  } catch (error) {
    return fail(error);
  }
}

/** For stores without a timeout of their own. Longer than the default timeouts of `redisStore`. */
const STORE_TIMEOUT_MS = 60_000;

function isPromise<Value>(result: Awaitable<Value>): result is Promise<Value> {
  return typeof (result as Partial<Promise<Value>> | undefined)?.then === "function";
}

function fail(error: unknown): never {
  throw new StoreFailure(error);
}

/** Writes a marker to a new store. Throws if an existing store uses another encryption key. */
export async function checkKey(state: State): Promise<void> {
  const read = (): Promise<unknown> =>
    state.read("opened").catch((error: unknown) => {
      if (!(error instanceof DecryptionError)) throw error;
      throw new Error("The store was written with another encryptionKey. Use the original key.", {
        cause: error,
      });
    });
  if ((await read()) === undefined && !(await state.replace("opened", undefined, { format: 1 }))) await read();
}

/** Hashes a secret for use in a key, so that reading the store does not reveal it. */
export function hashed(secret: string): string {
  return hash("sha256", secret, "base64url");
}

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const field of Object.values(value)) frozen(field);
  }
  return value;
}
