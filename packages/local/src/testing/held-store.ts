import type { Store } from "../state/store.ts";

/** A store whose next write can be held back. */
export interface HeldStore {
  readonly store: Store;
  /** Holds the next write to a key that contains `part` until `letGo`. */
  readonly hold: (part: string) => { readonly arrived: Promise<void>; readonly letGo: () => void };
}

const writes = new Set<string | symbol>(["set", "swap", "swapAll", "setBytes", "delete", "increment", "addToIndex"]);

/** Lets a test act between a router's read and its write. */
export function heldStore(inner: Store): HeldStore {
  let next: { part: string; arrive: () => void; released: Promise<void> } | undefined;
  const store = new Proxy(inner, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function" || !writes.has(name)) return method;
      return async (...args: unknown[]): Promise<unknown> => {
        if (next !== undefined && JSON.stringify(args[0]).includes(next.part)) {
          const { arrive, released } = next;
          next = undefined;
          arrive();
          await released;
        }
        return Reflect.apply(method, target, args) as unknown;
      };
    },
  });
  return {
    store,
    hold: (part) => {
      const [arrived, arrive] = gate();
      const [released, letGo] = gate();
      next = { part, arrive, released };
      return { arrived, letGo };
    },
  };
}

function gate(): [opened: Promise<void>, open: () => void] {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [opened, open];
}
