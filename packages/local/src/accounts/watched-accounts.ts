import type { Account, Accounts } from "./accounts.ts";

// Real time, whatever a test does to the router's clock or to the global timers: the caller is waiting.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** Accounts whose changes in this process can be waited for. */
export interface WatchedAccounts extends Accounts {
  /** Resolves when an account that waits for its user changes; at once for any other, and after `milliseconds` at the latest. */
  untilChanged(id: string, milliseconds: number): Promise<void>;
}

export function watchAccounts(accounts: Accounts): WatchedAccounts {
  const watchers = new Map<string, Set<() => void>>();
  const notify = (id: string): void => {
    for (const wake of watchers.get(id) ?? []) wake();
  };
  const notifying = async (id: string, change: Promise<Account | undefined>): Promise<Account | undefined> => {
    const changed = await change;
    notify(id);
    return changed;
  };
  return {
    ...accounts,
    change: (id, edit) => notifying(id, accounts.change(id, edit)),
    activate: (id, ...rest) => notifying(id, accounts.activate(id, ...rest)),
    remove: async (account) => {
      await accounts.remove(account);
      notify(account.id);
    },
    untilChanged: async (id, milliseconds) => {
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
