import type { Account } from "./account.ts";
import type { Accounts } from "./accounts.ts";

// The real timers, even if a test replaces the global ones: a caller is waiting.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** Accounts whose changes in this process can be waited for. */
export interface WatchedAccounts extends Accounts {
  /**
   * Long-polls a pending account that was created in this process: resolves when it changes, or after a short hold.
   * Resolves immediately for any other account. The first hold after the creation is longer, because that caller is
   * probably polling.
   */
  untilChanged(id: string): Promise<void>;
}

const MAX_WAITING = 1000;
const FIRST_HOLD_MS = 300;
const HOLD_MS = 20;
/** An account is new for this many requests. */
const NEW_FOR_REQUESTS = 3;

/** `requests` counts the requests to the router. */
export function watchAccounts(accounts: Accounts, requests: () => number): WatchedAccounts {
  const watchers = new Map<string, Set<() => void>>();
  /** Pending accounts that were created here, with the request count until which they are new. */
  const waiting = new Map<string, number>();
  const notify = (id: string): void => {
    waiting.delete(id);
    for (const wake of watchers.get(id) ?? []) wake();
  };
  const notifying = async (id: string, change: Promise<Account | undefined>): Promise<Account | undefined> => {
    const changed = await change;
    if (changed?.status !== "INITIATED") notify(id);
    return changed;
  };
  return {
    ...accounts,
    create: async (account) => {
      const made = await accounts.create(account);
      if (made.status === "INITIATED") waiting.set(made.id, requests() + NEW_FOR_REQUESTS);
      const [oldest = ""] = waiting.keys();
      if (waiting.size > MAX_WAITING) waiting.delete(oldest);
      return made;
    },
    change: (id, edit) => notifying(id, accounts.change(id, edit)),
    activate: (id, ...rest) => notifying(id, accounts.activate(id, ...rest)),
    remove: async (account) => {
      await accounts.remove(account);
      notify(account.id);
    },
    untilChanged: async (id) => {
      const newUntil = waiting.get(id);
      if (newUntil === undefined) return;
      const milliseconds = requests() <= newUntil ? FIRST_HOLD_MS : HOLD_MS;
      waiting.set(id, 0);
      const change = new AbortController();
      const changed = new Promise((resolve) => {
        change.signal.addEventListener("abort", resolve);
      });
      const wake = (): void => {
        change.abort();
      };
      // Watching begins before the account is read, so that no change is missed.
      const own = watchers.get(id) ?? new Set();
      watchers.set(id, own.add(wake));
      try {
        if ((await accounts.get(id))?.status !== "INITIATED") return;
        const timer = startTimer(wake, milliseconds);
        await changed;
        stopTimer(timer);
      } finally {
        own.delete(wake);
        if (own.size === 0) watchers.delete(id);
      }
    },
  };
}
