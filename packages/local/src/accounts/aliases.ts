import { refuse } from "../errors.ts";
import type { State } from "../state/state.ts";
import { isGivenUp } from "./account.ts";
import type { AccountRecord, AccountRecords } from "./account-records.ts";

/** Ensures that a user's accounts of one toolkit have different aliases. */
export interface Aliases {
  /** The reservation to store in the record before an alias is claimed. */
  reservation(alias: string): AccountRecord["wanted"];
  /** Claims a reserved alias for an account. False if another account has it. */
  claim(owner: AliasOwner, alias: string): Promise<boolean>;
  /** Turns a claimed reservation into the account's alias. False if the reservation was lost. */
  assign(id: string, alias: string, more?: Partial<AccountRecord>): Promise<boolean>;
  release(owner: AliasOwner, alias: string): Promise<void>;
}

export type AliasOwner = Pick<AccountRecord, "id" | "userId" | "toolkit">;

const MAX_ATTEMPTS = 100;
/** A reservation older than this belongs to a crashed process. */
const RESERVATION_TIMEOUT_MS = 10_000;

export function createAliases(state: State, records: AccountRecords, now: () => Date): Aliases {
  const isHeld = async (id: string, alias: string): Promise<boolean> => {
    // Persists an expiry, so that the account cannot become active after another one has taken its alias.
    const found = await records.edit(id, (current) => {
      const { wanted } = current;
      if (wanted?.alias === alias && wanted.until <= now().getTime()) return { wanted: undefined };
      return isGivenUp(current) ? {} : undefined;
    });
    const record = found?.value;
    return record !== undefined && !isGivenUp(record) && (record.alias === alias || record.wanted?.alias === alias);
  };
  return {
    reservation: (alias) => ({ alias, until: now().getTime() + RESERVATION_TIMEOUT_MS }),
    claim: async (owner, alias) => {
      const key = aliasKey(owner, alias);
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const holder = await state.read<string>(key);
        if (holder?.value === owner.id) return true;
        if (holder !== undefined && (await isHeld(holder.value, alias))) return false;
        if (await state.replace(key, holder, owner.id)) return true;
      }
      return false;
    },
    assign: async (id, alias, more = {}) => {
      const found = await records.edit(id, ({ wanted }) =>
        wanted?.alias === alias ? { ...more, alias, wanted: undefined } : undefined,
      );
      return found?.value.alias === alias;
    },
    release: async (owner, alias) => {
      const key = aliasKey(owner, alias);
      const holder = await state.read<string>(key);
      if (holder?.value === owner.id) await state.replace(key, holder, undefined);
    },
  };
}

export function refuseAlias(alias: string, toolkit: string): never {
  return refuse("ToolRouterV2_BadRequest", `The user already has a ${toolkit} account with the alias '${alias}'`, {
    suggestedFix: "Choose another alias",
  });
}

function aliasKey({ userId, toolkit }: AliasOwner, alias: string): string {
  return `alias/${JSON.stringify([toolkit, userId, alias])}`;
}
