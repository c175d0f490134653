import type { Credentials } from "./auth.ts";
import type { AppToolkit } from "./catalogue.ts";
import { refuse } from "./errors.ts";
import type { Ids } from "./ids.ts";
import { privateAccess, type Access } from "./account-access.ts";
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
  /** When an account that waits for its user is given up, or an active one stops to work. */
  expiresAt: Date | undefined;
  credentials: Credentials;
  /** Who besides its owner may use it. */
  readonly access: Access;
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
  /** Default: its owner alone. */
  access?: Access | undefined;
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
  setStatus(account: Account, status: string, reason: string | undefined): void;
  /** An empty alias removes it. Refuses one that the user already has for the toolkit. */
  rename(account: Account, alias: string): void;
  remove(account: Account): void;
  clear(): void;
}

export function createAccounts(now: () => Date, ids: Ids): AccountStore {
  const accounts = new Map<string, Account>();
  // A run looks at one user's accounts of one toolkit: that must not cost more when others have many.
  const byOwner = new Map<string, Set<Account>>();
  const wordIds = new Map<string, number>();
  let connected = 0;

  // Nobody watches the clock: an account expires when it is next looked at.
  const settled = (account: Account): Account => {
    const isLive = account.status === "INITIATED" || account.status === "ACTIVE";
    if (isLive && account.expiresAt !== undefined && account.expiresAt <= now()) {
      account.statusReason =
        account.status === "ACTIVE" ? "The credentials have expired" : "The link was not completed in time";
      account.status = "EXPIRED";
      account.updatedAt = account.expiresAt;
    }
    return account;
  };
  const change = (account: Account, fields: Partial<Account>): void => {
    Object.assign(account, fields, { updatedAt: now() });
  };
  const all = (): Account[] => [...accounts.values()].map(settled);
  const of = (userId: string, toolkit: string): Account[] =>
    [...(byOwner.get(ownerKey(userId, toolkit)) ?? [])]
      .map(settled)
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
    const taken = wordIds.get(words) ?? 0;
    wordIds.set(words, taken + 1);
    return taken === 0 ? words : `${words}-${taken + 1}`;
  };

  return {
    create({ userId, toolkit, alias, status, credentials = {}, id = ids("ca"), expiresAt, access = privateAccess }) {
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
        access,
      };
      accounts.set(id, account);
      const owner = ownerKey(userId, toolkit.slug);
      byOwner.set(owner, (byOwner.get(owner) ?? new Set()).add(account));
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
        expiresAt: undefined,
        connectedOrder: ++connected,
        credentials: { ...credentials },
      });
    },
    setStatus: (account, status, reason) => {
      const connectedOrder = status === "ACTIVE" && account.status !== "ACTIVE" ? ++connected : account.connectedOrder;
      change(account, { status, statusReason: reason, connectedOrder });
    },
    rename: (account, alias) => {
      if (alias !== "" && alias !== account.alias) requireFreeAlias(alias, account.userId, account.toolkit.slug);
      change(account, { alias: alias || undefined });
    },
    remove: (account) => {
      accounts.delete(account.id);
      byOwner.get(ownerKey(account.userId, account.toolkit.slug))?.delete(account);
    },
    clear: () => {
      accounts.clear();
      byOwner.clear();
      wordIds.clear();
    },
  };
}

function ownerKey(userId: string, toolkit: string): string {
  return `${toolkit} ${userId}`;
}

// An attempt that came to nothing must not keep its alias from the next one.
function isGivenUp({ status }: Account): boolean {
  return status === "FAILED" || status === "EXPIRED" || status === "REVOKED";
}
