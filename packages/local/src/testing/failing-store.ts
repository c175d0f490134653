import type { Store } from "../state/store.ts";

/** A store whose operations fail until `heal()`. */
export interface FailingStore {
  readonly store: Store;
  /** Number of operations so far. */
  readonly count: () => number;
  readonly heal: () => void;
}

/**
 * Operations reject from number `first` on. With `late`, the first of them still takes effect, as with a server that
 * answers after the timeout.
 */
export function failingStore(inner: Store, first: number, late = false): FailingStore {
  let done = 0;
  let isHealed = false;
  const store = new Proxy(inner, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...args: unknown[]): unknown => {
        const number = done++;
        if (isHealed || number < first) return Reflect.apply(method, target, args) as unknown;
        if (late && number === first) Reflect.apply(method, target, args);
        return Promise.reject(new Error("hunter2 is down"));
      };
    },
  });
  return {
    store,
    count: () => done,
    heal: () => {
      isHealed = true;
    },
  };
}
