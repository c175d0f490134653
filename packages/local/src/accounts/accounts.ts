import type { Credentials } from "../auth/toolkit-auth.ts";
import { unusedId, type Ids } from "../ids.ts";
import type { State } from "../state/state.ts";
import type { Catalog } from "../toolkits/catalog.ts";
import { wordFor } from "../words.ts";
import { privateAccess } from "./access.ts";
import type { Account, AccountChange, NewAccount } from "./account.ts";
import { createAccountRecords, withExpiry, type AccountRecord } from "./account-records.ts";
import { reserveActiveSlot } from "./active-slots.ts";
import { createAliases, refuseAlias } from "./aliases.ts";

const MAX_ATTEMPTS = 100;

/** The accounts of one project. */
export interface Accounts {
  /** Refuses an alias that the user already has for the toolkit. */
  create(account: NewAccount): Promise<Account>;
  /** Creates an account with a fixed id, once. Does not change an existing account, or recreate a deleted one. */
  ensure(id: string, account: NewAccount): Promise<void>;
  get(id: string): Promise<Account | undefined>;
  getMany(ids: readonly string[]): Promise<Account[]>;
  /** Oldest first. */
  all(): Promise<Account[]>;
  /** Accounts that were connected with an auth config. */
  byAuthConfig(authConfigId: string): Promise<Account[]>;
  countByAuthConfig(authConfigId: string): Promise<number>;
  /** A user's accounts of one toolkit, last connected first. */
  ofUser(userId: string, toolkit: string): Promise<Account[]>;
  /** Applies a change atomically, unless `edit` returns undefined. Resolves to the account afterwards. */
  change(id: string, edit: (account: Account) => AccountChange | undefined): Promise<Account | undefined>;
  /**
   * Activates a pending account, until `expiresAt` if given. Does nothing if the account is not pending, or if its user has
   * too many active accounts. Resolves to the account afterwards.
   */
  activate(id: string, credentials: Credentials, expiresAt?: Date): Promise<Account | undefined>;
  /** Sets the alias; an empty string removes it. Refuses one that the user already has for the toolkit. */
  rename(id: string, alias: string): Promise<Account | undefined>;
  remove(account: Account): Promise<void>;
}

/**
 * A record is indexed before it is written, so that a crash leaves no account that lists miss. Index entries without a record
 * are ignored. A record and its alias are written together.
 */
export function createAccounts(state: State, catalog: Catalog, ids: Ids, now: () => Date): Accounts {
  const { toolkits } = catalog;
  const records = createAccountRecords(state, catalog, now);
  const aliases = createAliases(state, records, now);

  const get = async (id: string): Promise<Account | undefined> => {
    const found = await records.read(id);
    return found && records.view(found.value);
  };
  const getMany = async (wanted: readonly string[]): Promise<Account[]> =>
    (await records.readMany(wanted)).flatMap(({ value }) => records.view(value) ?? []);
  const ofUser = async (userId: string, toolkit: string): Promise<Account[]> => {
    const accounts = await getMany(await state.readIndex(ownerKey(userId, toolkit)));
    return accounts.length < 2 ? accounts : accounts.toSorted((a, b) => b.connectedOrder - a.connectedOrder);
  };
  const nextConnectedOrder = async (): Promise<number> => state.increment("connected");
  const configIdOf = ({ toolkit, authConfig }: Pick<AccountRecord, "toolkit" | "authConfig">): string =>
    authConfig?.id ?? toolkits.get(toolkit)?.authConfigId ?? "";

  /** Undefined if the id is taken. */
  const add = async (id: string, account: NewAccount): Promise<AccountRecord | undefined> => {
    const { userId, toolkit, alias, status, credentials = {}, expiresAt, access = privateAccess, maxActive } = account;
    const createdAt = (account.createdAt ?? now()).getTime();
    if ((await records.read(id)) !== undefined) return undefined;
    const owner = { id, userId, toolkit: toolkit.slug };
    const record: AccountRecord = {
      ...owner,
      wordId: await newWordId(state, toolkit.slug, id),
      alias: alias || undefined,
      authConfig: account.authConfig,
      authScheme: toolkit.auth?.scheme ?? "NO_AUTH",
      status,
      order: await state.increment("accounts/made"),
      createdAt,
      updatedAt: createdAt,
      connectedOrder: status === "ACTIVE" ? await nextConnectedOrder() : 0,
      expiresAt: expiresAt?.getTime(),
      credentials: { ...credentials },
      access,
      maxActive,
    };
    await index(record);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const claim = alias ? await aliases.claim(owner, alias) : [];
      if (claim === undefined) {
        await unindex(record);
        refuseAlias(alias, toolkit.slug);
      }
      if (await records.replace(undefined, record, claim)) return record;
      if ((await records.read(id)) !== undefined) return undefined;
    }
    throw new Error(`Too many concurrent changes of the alias of account ${id}`);
  };
  const index = async (record: AccountRecord): Promise<void> => {
    const { id, userId, toolkit, order } = record;
    await state.addToIndex(ownerKey(userId, toolkit), id, order);
    await state.addToIndex(allKey, id, order);
    await state.addToIndex(configKey(configIdOf(record)), id, order);
  };
  const unindex = async (record: Pick<AccountRecord, "id" | "userId" | "toolkit" | "authConfig">): Promise<void> => {
    const { id, userId, toolkit } = record;
    await state.removeFromIndex(ownerKey(userId, toolkit), id);
    await state.removeFromIndex(allKey, id);
    await state.removeFromIndex(configKey(configIdOf(record)), id);
  };

  const change: Accounts["change"] = async (id, makeChange) => {
    const found = await records.edit(id, async (record) => {
      const account = records.view(record);
      const changed = account && makeChange(account);
      if (changed === undefined) return undefined;
      const { expiresAt, ...fields } = changed;
      // An account that is enabled again keeps its order.
      const isEnabledAgain = record.status === "INACTIVE" && record.connectedOrder > 0;
      const isConnected = changed.status === "ACTIVE" && record.status !== "ACTIVE" && !isEnabledAgain;
      return {
        ...fields,
        ...("expiresAt" in changed ? { expiresAt: expiresAt?.getTime() } : {}),
        ...(isConnected ? { connectedOrder: await nextConnectedOrder() } : {}),
        updatedAt: now().getTime(),
      };
    });
    return found && records.view(found.value);
  };
  const rename: Accounts["rename"] = async (id, alias) => {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const found = await records.read(id);
      if (found === undefined) return undefined;
      const record = withExpiry(found.value, now());
      const claim = alias === "" || alias === record.alias ? [] : await aliases.claim(record, alias);
      if (claim === undefined) refuseAlias(alias, record.toolkit);
      const renamed = { ...record, alias: alias || undefined, updatedAt: now().getTime() };
      if (await records.replace(found, renamed, claim)) return get(id);
    }
    throw new Error(`Too many concurrent changes of account ${id}`);
  };

  return {
    create: async (account) => {
      let record: AccountRecord | undefined;
      await unusedId(ids, "ca", async (id) => {
        record = await add(id, account);
        return record !== undefined;
      });
      return (await get(record!.id))!;
    },
    ensure: async (id, account) => {
      const mark = `seeded/${id}`;
      if ((await state.read(mark)) !== undefined) return;
      await add(id, account);
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
      const record = (await records.read(id))?.value;
      if (record?.maxActive !== undefined) {
        const { userId, toolkit, maxActive } = record;
        const list = `active-slots/${JSON.stringify([toolkit, userId])}`;
        if (!(await reserveActiveSlot(state, list, { id, maxActive }, () => ofUser(userId, toolkit)))) return get(id);
      }
      return change(id, ({ status }) =>
        status === "INITIATED"
          ? { status: "ACTIVE", statusReason: undefined, expiresAt, credentials: { ...credentials } }
          : undefined,
      );
    },
    rename,
    remove: async ({ id, userId, toolkit, authConfig, alias }) => {
      const owner = { id, userId, toolkit: toolkit.slug };
      await records.delete(id);
      await unindex({ ...owner, authConfig });
      if (alias !== undefined) await aliases.release(owner, alias);
    },
  };
}

async function newWordId(state: State, toolkit: string, id: string): Promise<string> {
  const words = `${toolkit}_${wordFor(id)}-${wordFor(`${id} again`)}`;
  const count = await state.increment(`words/${words}`);
  return count === 1 ? words : `${words}-${count}`;
}

const allKey = "accounts";

function configKey(authConfigId: string): string {
  return `accounts-through/${authConfigId}`;
}

function ownerKey(userId: string, toolkit: string): string {
  return `accounts-of/${JSON.stringify([toolkit, userId])}`;
}
