import type { Credentials } from "./auth.ts";
import type { AppToolkit } from "./catalogue.ts";
import { refuse } from "./errors.ts";
import type { Ids } from "./ids.ts";
import { wordFor } from "./words.ts";

/** A user's link to one toolkit, credentials included: never put one into an answer as it is. */
export interface Account {
  readonly id: string;
  /** A readable id, such as `github_red-castle`. */
  readonly wordId: string;
  alias: string | undefined;
  readonly userId: string;
  readonly toolkit: AppToolkit;
  readonly authScheme: string;
  status: string;
  statusReason: string | undefined;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Rises with each account that becomes active, so that the one connected last is known. */
  connectedOrder: number;
  /** When an account that waits for its user is given up. */
  readonly expiresAt: Date | undefined;
  credentials: Credentials;
}

export interface NewAccount {
  userId: string;
  toolkit: AppToolkit;
  alias?: string | undefined;
  status: string;
  credentials?: Credentials | undefined;
  /** Default: a new one. */
  id?: string | undefined;
  expiresAt?: Date | undefined;
}

export interface AccountStore {
  /** Refuses an alias that the user already has for the toolkit, and an id that is taken. */
  create(account: NewAccount): Account;
  get(id: string): Account | undefined;
  /** Oldest first. */
  all(): Account[];
  /** A user's accounts of one toolkit; the one connected last comes first. */
  of(userId: string, toolkit: string): Account[];
  activate(account: Account, credentials: Credentials): void;
  fail(account: Account, reason: string): void;
  /** An empty alias removes it. Refuses one that the user already has for the toolkit. */
  rename(account: Account, alias: string): void;
  remove(account: Account): void;
  clear(): void;
}

export function createAccounts(now: () => Date, ids: Ids): AccountStore {
  const accounts = new Map<string, Account>();
  let connected = 0;

  // Nobody watches the clock: an account expires when it is next looked at.
  const settled = (account: Account): Account => {
    if (account.status === "INITIATED" && account.expiresAt !== undefined && account.expiresAt <= now()) {
      account.status = "EXPIRED";
      account.statusReason = "The link was not completed in time";
      account.updatedAt = account.expiresAt;
    }
    return account;
  };
  const change = (account: Account, fields: Partial<Account>): void => {
    Object.assign(account, fields, { updatedAt: now() });
  };
  const all = (): Account[] => [...accounts.values()].map(settled);
  const of = (userId: string, toolkit: string): Account[] =>
    all()
      .filter((account) => account.userId === userId && account.toolkit.slug === toolkit)
      .toSorted((a, b) => b.connectedOrder - a.connectedOrder);
  const requireFreeAlias = (alias: string, userId: string, toolkit: string): void => {
    const taken = of(userId, toolkit).some((account) => account.alias === alias && !isGivenUp(account));
    if (!taken) return;
    refuse("ToolRouterV2_BadRequest", `The user already has a ${toolkit} account with the alias '${alias}'`, {
      suggestedFix: "Choose another alias",
    });
  };
  const freeWordId = (toolkit: string, id: string): string => {
    const words = `${toolkit}_${wordFor(id)}-${wordFor(`${id} again`)}`;
    const taken = all().filter((account) => account.wordId === words || account.wordId.startsWith(`${words}-`)).length;
    return taken === 0 ? words : `${words}-${taken + 1}`;
  };

  return {
    create({ userId, toolkit, alias, status, credentials = {}, id = ids("ca"), expiresAt }) {
      if (accounts.has(id)) throw new TypeError(`The account id ${id} is used twice`);
      if (alias) requireFreeAlias(alias, userId, toolkit.slug);
      const createdAt = now();
      const account: Account = {
        id,
        wordId: freeWordId(toolkit.slug, id),
        alias: alias || undefined,
        userId,
        toolkit,
        authScheme: toolkit.auth?.scheme ?? "NO_AUTH",
        status,
        statusReason: undefined,
        createdAt,
        updatedAt: createdAt,
        connectedOrder: status === "ACTIVE" ? ++connected : 0,
        expiresAt,
        credentials: { ...credentials },
      };
      accounts.set(id, account);
      return account;
    },
    get: (id) => {
      const account = accounts.get(id);
      return account && settled(account);
    },
    all,
    of,
    activate: (account, credentials) => {
      change(account, {
        status: "ACTIVE",
        statusReason: undefined,
        connectedOrder: ++connected,
        credentials: { ...credentials },
      });
    },
    fail: (account, reason) => {
      change(account, { status: "FAILED", statusReason: reason });
    },
    rename: (account, alias) => {
      if (alias !== "" && alias !== account.alias) requireFreeAlias(alias, account.userId, account.toolkit.slug);
      change(account, { alias: alias || undefined });
    },
    remove: (account) => {
      accounts.delete(account.id);
    },
    clear: () => {
      accounts.clear();
    },
  };
}

// An attempt that came to nothing must not keep its alias from the next one.
function isGivenUp({ status }: Account): boolean {
  return status === "FAILED" || status === "EXPIRED" || status === "REVOKED";
}
