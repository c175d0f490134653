import type { Store } from "../state/store.ts";

/** A store whose next write below a key waits until it is let go. */
export interface HeldStore {
  readonly store: Store;
  /** From now on the next write to a key that has `part` in it waits. */
  readonly hold: (part: string) => { readonly arrived: Promise<void>; readonly letGo: () => void };
}

const writes = new Set<string | symbol>(["set", "swap", "setBytes", "delete", "increment", "addToIndex"]);

/** Lets a test do something between what a router has read and what it writes then. */
export function heldStore(inner: Store): HeldStore {
  let next: { part: string; arrive: () => void; gone: Promise<void> } | undefined;
  const store = new Proxy(inner, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function" || !writes.has(name)) return method;
      return async (...args: unknown[]): Promise<unknown> => {
        if (next !== undefined && String(args[0]).includes(next.part)) {
          const { arrive, gone } = next;
          next = undefined;
          arrive();
          await gone;
        }
        return Reflect.apply(method, target, args) as unknown;
      };
    },
  });
  return {
    store,
    hold: (part) => {
      const [arrived, arrive] = gate();
      const [gone, letGo] = gate();
      next = { part, arrive, gone };
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
