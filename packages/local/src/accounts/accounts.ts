import type { Credentials } from "../auth/toolkit-auth.ts";
import { refuse } from "../errors.ts";
import { unusedId, type Ids } from "../ids.ts";
import type { Found, State } from "../state/state.ts";
import type { Awaitable } from "../state/store.ts";
import type { AppToolkit, Catalogue } from "../toolkits/catalogue.ts";
import { wordFor } from "../words.ts";
import { privateAccess, type Access } from "./access.ts";
import { reserveActiveSlot } from "./active-slots.ts";

/**
 * A user's link to one toolkit as it was when it was read, credentials included: never put one into an answer as it is.
 */
export interface Account {
  readonly id: string;
  /** A readable id, such as `github_red-castle`. */
  readonly wordId: string;
  readonly alias: string | undefined;
  readonly userId: string;
  readonly toolkit: AppToolkit;
  /** The auth config through which it was connected. */
  readonly authConfig: { readonly id: string; readonly isManaged: boolean };
  readonly authScheme: string;
  readonly status: string;
  readonly statusReason: string | undefined;
  /** Its place among all, oldest first. */
  readonly order: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Rises with each account that becomes active, so that the one connected last is known. */
  readonly connectedOrder: number;
  /** When an account that waits for its user is given up, or an active one stops to work. */
  readonly expiresAt: Date | undefined;
  readonly credentials: Credentials;
  /** Who besides its owner may use it. */
  readonly access: Access;
}

export interface NewAccount {
  userId: string;
  toolkit: AppToolkit;
  /** Default: the one that is built in for the toolkit. */
  authConfig?: Account["authConfig"] | undefined;
  alias?: string | undefined;
  status: string;
  credentials?: Credentials | undefined;
  expiresAt?: Date | undefined;
  /** Default: its owner alone. */
  access?: Access | undefined;
  /** How many active accounts of the toolkit its user may have together with it. Default: any number. */
  maxActive?: number | undefined;
  /** Default: now. */
  createdAt?: Date | undefined;
}

/** What can be changed of an account. */
export type AccountChange = Partial<Pick<Account, "status" | "statusReason" | "expiresAt" | "credentials" | "access">>;

/** The accounts of one project. */
export interface Accounts {
  /** Refuses an alias that the user already has for the toolkit. */
  create(account: NewAccount): Promise<Account>;
  /** Sees to it that there is, or has been, an account with the id; one that is there stays as it is. */
  ensure(id: string, account: NewAccount): Promise<void>;
  get(id: string): Promise<Account | undefined>;
  getMany(ids: readonly string[]): Promise<Account[]>;
  /** Oldest first. */
  all(): Promise<Account[]>;
  /** Accounts that were connected through an auth config. */
  byAuthConfig(authConfigId: string): Promise<Account[]>;
  /** How many there are of them. */
  countByAuthConfig(authConfigId: string): Promise<number>;
  /** A user's accounts of one toolkit; the one connected last comes first. */
  ofUser(userId: string, toolkit: string): Promise<Account[]>;
  /** Changes an account to what `edit` makes of it, or not at all if that is undefined; the account afterwards. */
  change(id: string, edit: (account: Account) => AccountChange | undefined): Promise<Account | undefined>;
  /**
   * Makes an account active that waits for its user, until `expiresAt` if that is known; the account afterwards, also if
   * it did not wait. It goes on to wait if its user has too many others.
   */
  activate(id: string, credentials: Credentials, expiresAt?: Date): Promise<Account | undefined>;
  /** An empty alias removes it. Refuses one that the user already has for the toolkit. */
  rename(id: string, alias: string): Promise<Account | undefined>;
  remove(account: Account): Promise<void>;
}

/** Times are milliseconds since 1970. */
interface AccountRecord {
  readonly id: string;
  readonly wordId: string;
  readonly alias?: string | undefined;
  /** An alias that it is about to have, and that nobody else may take until then. */
  readonly wanted?: { readonly alias: string; readonly until: number } | undefined;
  readonly userId: string;
  readonly toolkit: string;
  /** Absent for the one that is built in. */
  readonly authConfig?: Account["authConfig"] | undefined;
  readonly authScheme: string;
  readonly status: string;
  readonly statusReason?: string | undefined;
  readonly order: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly connectedOrder: number;
  readonly expiresAt?: number | undefined;
  readonly credentials: Credentials;
  readonly access: Access;
  readonly maxActive?: number | undefined;
}

/** How often a change begins anew because somebody else was faster. */
const mostAttempts = 100;
/** How long an account may want an alias: whoever has not got it then was killed. */
const longestWant = 10_000;

/**
 * An account is a record; the indexes and the claims of aliases lead to records, and are written after them. So one that
 * leads nowhere, or to an account that does not want it, counts for nothing: it is what a killed process left.
 */
export function createAccounts(state: State, { toolkits }: Catalogue, ids: Ids, now: () => Date): Accounts {
  const read = (id: string): Promise<Found<AccountRecord> | undefined> => state.read(accountKey(id));

  // Nobody watches the clock: an account expires when it is next looked at.
  const settled = (record: AccountRecord): AccountRecord => {
    const { status, expiresAt } = record;
    const isLive = status === "INITIATED" || status === "ACTIVE";
    if (!isLive || expiresAt === undefined || expiresAt > now().getTime()) return record;
    const statusReason = status === "ACTIVE" ? "The credentials have expired" : "The link was not completed in time";
    return { ...record, status: "EXPIRED", statusReason, updatedAt: expiresAt };
  };
  // An account of a toolkit that is no longer served is not shown.
  const view = (found: Found<AccountRecord> | undefined): Account | undefined => {
    if (found === undefined) return undefined;
    const record = settled(found.value);
    const toolkit = toolkits.get(record.toolkit);
    if (toolkit === undefined) return undefined;
    const { id, wordId, alias, userId, authScheme, status, statusReason, connectedOrder, credentials, access } = record;
    const { order, createdAt, updatedAt, expiresAt } = record;
    const { authConfig = { id: toolkit.authConfigId, isManaged: true } } = record;
    return {
      id,
      wordId,
      alias,
      userId,
      toolkit,
      authConfig,
      authScheme,
      status,
      statusReason,
      order,
      createdAt: new Date(createdAt),
      updatedAt: new Date(updatedAt),
      connectedOrder,
      expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
      credentials,
      access,
    };
  };
  const get = async (id: string): Promise<Account | undefined> => view(await read(id));
  const getMany = async (wanted: readonly string[]): Promise<Account[]> => {
    const found = await state.readMany<AccountRecord>(wanted.map(accountKey));
    return found.flatMap((record) => view(record) ?? []);
  };
  const ofUser = async (userId: string, toolkit: string): Promise<Account[]> => {
    const accounts = await getMany(await state.readIndex(ownerKey(userId, toolkit)));
    return accounts.length < 2 ? accounts : accounts.toSorted((a, b) => b.connectedOrder - a.connectedOrder);
  };

  /** Changes a record as it is at this moment; the record afterwards. */
  const edit = async (
    id: string,
    change: (record: AccountRecord) => Awaitable<Partial<AccountRecord> | undefined>,
  ): Promise<Found<AccountRecord> | undefined> => {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const found = await read(id);
      if (found === undefined) return undefined;
      const record = settled(found.value);
      const changed = await change(record);
      if (changed === undefined) return found;
      if (await state.replace(accountKey(id), found, { ...record, ...changed })) return read(id);
    }
    throw new Error(`The account ${id} is changed too often at the same time`);
  };

  const holds = async (id: string, alias: string): Promise<boolean> => {
    // What has expired is written down as that, so that it cannot come back after its alias has gone to another.
    const found = await edit(id, (current) => {
      const { wanted } = current;
      if (wanted?.alias === alias && wanted.until <= now().getTime()) return { wanted: undefined };
      return isGivenUp(current) ? {} : undefined;
    });
    const record = found?.value;
    return record !== undefined && !isGivenUp(record) && (record.alias === alias || record.wanted?.alias === alias);
  };
  const claim = async (key: string, id: string, alias: string): Promise<boolean> => {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const holder = await state.read<string>(key);
      if (holder?.value === id) return true;
      if (holder !== undefined && (await holds(holder.value, alias))) return false;
      if (await state.replace(key, holder, id)) return true;
    }
    return false;
  };
  const requireFreeAlias = async (alias: string, userId: string, toolkit: string): Promise<void> => {
    const taken = (await ofUser(userId, toolkit)).some((account) => account.alias === alias && !isGivenUp(account));
    if (taken) refuseAlias(alias, toolkit);
  };

  const want = (alias: string): AccountRecord["wanted"] => ({ alias, until: now().getTime() + longestWant });
  const nextConnected = async (): Promise<number> => state.increment("connected");
  const wordIdFor = async (toolkit: string, id: string): Promise<string> => {
    const words = `${toolkit}_${wordFor(id)}-${wordFor(`${id} again`)}`;
    const taken = await state.increment(`words/${words}`);
    return taken === 1 ? words : `${words}-${taken}`;
  };
  const add = async (id: string, account: NewAccount): Promise<AccountRecord | undefined> => {
    const { userId, toolkit, alias, status, credentials = {}, expiresAt, access = privateAccess, maxActive } = account;
    const createdAt = (account.createdAt ?? now()).getTime();
    if ((await read(id)) !== undefined) return undefined;
    const record: AccountRecord = {
      id,
      wordId: await wordIdFor(toolkit.slug, id),
      ...(alias ? { wanted: want(alias) } : {}),
      userId,
      toolkit: toolkit.slug,
      authConfig: account.authConfig,
      authScheme: toolkit.auth?.scheme ?? "NO_AUTH",
      status,
      order: await state.increment("accounts/made"),
      createdAt,
      updatedAt: createdAt,
      connectedOrder: status === "ACTIVE" ? await nextConnected() : 0,
      expiresAt: expiresAt?.getTime(),
      credentials: { ...credentials },
      access,
      maxActive,
    };
    return (await state.replace(accountKey(id), undefined, record)) ? record : undefined;
  };
  /** Gives an account the alias that it wants and has claimed; says whether it still could. */
  const giveAlias = async (id: string, alias: string, more: Partial<AccountRecord> = {}): Promise<boolean> => {
    const found = await edit(id, ({ wanted }) =>
      wanted?.alias === alias ? { ...more, alias, wanted: undefined } : undefined,
    );
    return found?.value.alias === alias;
  };
  const configIdOf = ({ toolkit, authConfig }: Pick<AccountRecord, "toolkit" | "authConfig">): string =>
    authConfig?.id ?? toolkits.get(toolkit)?.authConfigId ?? "";
  const forget = async ({
    id,
    userId,
    toolkit,
    authConfig,
  }: Pick<AccountRecord, "id" | "userId" | "toolkit" | "authConfig">): Promise<void> => {
    await state.delete(accountKey(id));
    await state.removeFromIndex(ownerKey(userId, toolkit), id);
    await state.removeFromIndex(allKey, id);
    await state.removeFromIndex(configKey(configIdOf({ toolkit, authConfig })), id);
  };
  /** Makes a new record known, under its alias. What was done of that already may be done again. */
  const publish = async (record: AccountRecord, alias: string | undefined): Promise<void> => {
    const { id, userId, toolkit, order } = record;
    if (alias && !(await claim(aliasKey(userId, toolkit, alias), id, alias))) {
      await forget(record);
      refuseAlias(alias, toolkit);
    }
    await state.addToIndex(ownerKey(userId, toolkit), id, order);
    await state.addToIndex(allKey, id, order);
    await state.addToIndex(configKey(configIdOf(record)), id, order);
    if (alias && !(await giveAlias(id, alias))) {
      await forget(record);
      refuseAlias(alias, toolkit);
    }
  };

  const change: Accounts["change"] = async (id, makeChange) => {
    const found = await edit(id, async (record) => {
      const account = view({ value: record, raw: "" });
      const changed = account && makeChange(account);
      if (changed === undefined) return undefined;
      const { expiresAt, ...fields } = changed;
      // An account that is enabled again was connected before.
      const isEnabledAgain = record.status === "INACTIVE" && record.connectedOrder > 0;
      const isConnected = changed.status === "ACTIVE" && record.status !== "ACTIVE" && !isEnabledAgain;
      return {
        ...fields,
        ...("expiresAt" in changed ? { expiresAt: expiresAt?.getTime() } : {}),
        ...(isConnected ? { connectedOrder: await nextConnected() } : {}),
        updatedAt: now().getTime(),
      };
    });
    return view(found);
  };

  return {
    create: async (account) => {
      const { alias, userId, toolkit } = account;
      if (alias) await requireFreeAlias(alias, userId, toolkit.slug);
      let record: AccountRecord | undefined;
      await unusedId(ids, "ca", async (id) => {
        record = await add(id, account);
        return record !== undefined;
      });
      await publish(record!, alias);
      return (await get(record!.id))!;
    },
    ensure: async (id, account) => {
      const mark = `seeded/${id}`;
      if ((await state.read(mark)) !== undefined) return;
      const { alias } = account;
      const made = await add(id, account);
      // One that is there already may be what a killed process has begun.
      const record = made ?? (await edit(id, (known) => (alias && !known.alias ? { wanted: want(alias) } : {})))?.value;
      if (record !== undefined) await publish(record, record.wanted?.alias);
      await state.write(mark, true);
    },
    get,
    getMany,
    all: async () => getMany(await state.readIndex(allKey)),
    byAuthConfig: async (authConfigId) => getMany(await state.readIndex(configKey(authConfigId))),
    countByAuthConfig: async (authConfigId) => (await state.readIndex(configKey(authConfigId))).length,
    ofUser,
    change,
    activate: async (id, credentials, expiresAt) => {
      const record = (await read(id))?.value;
      if (record?.maxActive !== undefined) {
        const { userId, toolkit, maxActive } = record;
        const place = `active-slots/${JSON.stringify([toolkit, userId])}`;
        if (!(await reserveActiveSlot(state, place, { id, maxActive }, () => ofUser(userId, toolkit)))) return get(id);
      }
      return change(id, ({ status }) =>
        status === "INITIATED"
          ? { status: "ACTIVE", statusReason: undefined, expiresAt, credentials: { ...credentials } }
          : undefined,
      );
    },
    rename: async (id, alias) => {
      const before = (await read(id))?.value;
      if (before === undefined) return undefined;
      const { userId, toolkit } = before;
      const write = async (changed: Partial<AccountRecord>): Promise<Account | undefined> =>
        view(await edit(id, () => ({ ...changed, updatedAt: now().getTime() })));
      if (alias === before.alias) return write({});
      if (alias !== "") {
        await requireFreeAlias(alias, userId, toolkit);
        await edit(id, () => ({ wanted: want(alias) }));
        if (!(await claim(aliasKey(userId, toolkit, alias), id, alias))) {
          await edit(id, () => ({ wanted: undefined }));
          refuseAlias(alias, toolkit);
        }
        const isGiven = await giveAlias(id, alias, { updatedAt: now().getTime() });
        return isGiven ? get(id) : refuseAlias(alias, toolkit);
      }
      return write({ alias: undefined });
    },
    remove: async ({ id, userId, toolkit, authConfig, alias }) => {
      await forget({ id, userId, toolkit: toolkit.slug, authConfig });
      if (alias !== undefined) {
        const key = aliasKey(userId, toolkit.slug, alias);
        const holder = await state.read<string>(key);
        if (holder?.value === id) await state.replace(key, holder, undefined);
      }
    },
  };
}

/** The account that was made last. */
export function newestAccount(accounts: readonly Account[]): Account | undefined {
  return accounts.toSorted((a, b) => b.order - a.order)[0];
}

const allKey = "accounts";

function accountKey(id: string): string {
  return `account/${id}`;
}

function configKey(authConfigId: string): string {
  return `accounts-through/${authConfigId}`;
}

function ownerKey(userId: string, toolkit: string): string {
  return `accounts-of/${JSON.stringify([toolkit, userId])}`;
}

function aliasKey(userId: string, toolkit: string, alias: string): string {
  return `alias/${JSON.stringify([toolkit, userId, alias])}`;
}

// An attempt that came to nothing must not keep its alias from the next one.
function isGivenUp({ status }: { status: string }): boolean {
  return status === "FAILED" || status === "EXPIRED" || status === "REVOKED";
}

function refuseAlias(alias: string, toolkit: string): never {
  return refuse("ToolRouterV2_BadRequest", `The user already has a ${toolkit} account with the alias '${alias}'`, {
    suggestedFix: "Choose another alias",
  });
}
