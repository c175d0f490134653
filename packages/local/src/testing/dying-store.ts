import type { Store } from "../state/store.ts";

const writes = new Set<string | symbol>([
  "set",
  "swap",
  "swapAll",
  "setBytes",
  "delete",
  "increment",
  "addToIndex",
  "removeFromIndex",
]);

/** A store that stops responding after `maxWrites` writes, as if the process had been killed. */
export function dyingStore(inner: Store, maxWrites: number): { readonly store: Store; readonly died: Promise<void> } {
  let die = (): void => undefined;
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  let isDead = false;
  let done = 0;
  const store = new Proxy(inner, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...args: unknown[]): unknown => {
        if (writes.has(name) && done++ >= maxWrites) isDead = true;
        if (!isDead) return Reflect.apply(method, target, args) as unknown;
        die();
        return new Promise(() => undefined);
      };
    },
  });
  return { store, died };
}
