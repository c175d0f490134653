import type { Account, Accounts } from "./accounts.ts";

// Real time, whatever a test does to the router's clock or to the global timers: the caller is waiting.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** Accounts whose changes in this process can be waited for. */
export interface WatchedAccounts extends Accounts {
  /**
   * Resolves when an account that was made here and waits for its user changes; at once for any other account, and after
   * `milliseconds` at the latest.
   */
  untilChanged(id: string, milliseconds: number): Promise<void>;
}

const MAX_WAITING = 1000;

export function watchAccounts(accounts: Accounts): WatchedAccounts {
  const watchers = new Map<string, Set<() => void>>();
  /** Accounts that were made here and wait for their users. */
  const waiting = new Set<string>();
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
      if (made.status === "INITIATED") waiting.add(made.id);
      if (waiting.size > MAX_WAITING) waiting.delete([...waiting][0] ?? "");
      return made;
    },
    change: (id, edit) => notifying(id, accounts.change(id, edit)),
    activate: (id, ...rest) => notifying(id, accounts.activate(id, ...rest)),
    remove: async (account) => {
      await accounts.remove(account);
      notify(account.id);
    },
    untilChanged: async (id, milliseconds) => {
      if (!waiting.has(id)) return;
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
