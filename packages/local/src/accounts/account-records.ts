import type { Credentials } from "../auth/toolkit-auth.ts";
import type { Found, Replacement, State } from "../state/state.ts";
import type { Awaitable } from "../state/store.ts";
import type { Catalog } from "../toolkits/catalog.ts";
import type { Access } from "./access.ts";
import type { Account } from "./account.ts";

/** An account as it is stored. Times are milliseconds since 1970. */
export interface AccountRecord {
  readonly id: string;
  readonly wordId: string;
  readonly alias?: string | undefined;
  readonly userId: string;
  readonly toolkit: string;
  /** Absent for the built-in auth config. */
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

export interface AccountRecords {
  read(id: string): Promise<Found<AccountRecord> | undefined>;
  readMany(ids: readonly string[]): Promise<Found<AccountRecord>[]>;
  /** Replaces a record, together with others. False if one of them has changed. */
  replace(
    found: Found<AccountRecord> | undefined,
    record: AccountRecord,
    more: readonly Replacement[],
  ): Awaitable<boolean>;
  /** Applies a change atomically, unless it is undefined. Resolves to the record afterwards. */
  edit(id: string, change: RecordEdit): Promise<Found<AccountRecord> | undefined>;
  delete(id: string): Awaitable<void>;
  /** Undefined if the router no longer serves the toolkit. */
  view(record: AccountRecord): Account | undefined;
}

type RecordEdit = (record: AccountRecord) => Awaitable<Partial<AccountRecord> | undefined>;

const MAX_ATTEMPTS = 100;

export function createAccountRecords(state: State, { toolkits }: Catalog, now: () => Date): AccountRecords {
  const read = (id: string): Promise<Found<AccountRecord> | undefined> => state.read(accountKey(id));
  return {
    read,
    readMany: async (ids) => {
      const found = await state.readMany<AccountRecord>(ids.map(accountKey));
      return found.flatMap((record) => record ?? []);
    },
    replace: (found, value, more) => state.replaceAll([{ key: accountKey(value.id), found, value }, ...more]),
    edit: async (id, change) => {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const found = await read(id);
        if (found === undefined) return undefined;
        const record = withExpiry(found.value, now());
        const changed = await change(record);
        if (changed === undefined) return found;
        if (await state.replace(accountKey(id), found, { ...record, ...changed })) return read(id);
      }
      throw new Error(`Too many concurrent changes of account ${id}`);
    },
    delete: (id) => state.delete(accountKey(id)),
    view: (stored) => {
      const record = withExpiry(stored, now());
      const toolkit = toolkits.get(record.toolkit);
      if (toolkit === undefined) return undefined;
      const { id, wordId, alias, userId, authScheme, status, statusReason, connectedOrder } = record;
      const { order, createdAt, updatedAt, expiresAt, credentials, access } = record;
      return {
        id,
        wordId,
        alias,
        userId,
        toolkit,
        authConfig: record.authConfig ?? { id: toolkit.authConfigId, isManaged: true },
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
    },
  };
}

/** Accounts expire lazily, when they are read. */
export function withExpiry(record: AccountRecord, now: Date): AccountRecord {
  const { status, expiresAt } = record;
  const isLive = status === "INITIATED" || status === "ACTIVE";
  if (!isLive || expiresAt === undefined || expiresAt > now.getTime()) return record;
  const statusReason = status === "ACTIVE" ? "The credentials have expired" : "The link was not completed in time";
  return { ...record, status: "EXPIRED", statusReason, updatedAt: expiresAt };
}

export function accountKey(id: string): string {
  return `account/${id}`;
}
