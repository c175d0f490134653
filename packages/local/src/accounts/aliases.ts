import { refuse } from "../errors.ts";
import type { Replacement, State } from "../state/state.ts";
import { isGivenUp } from "./account.ts";
import { accountKey, withExpiry, type AccountRecord, type AccountRecords } from "./account-records.ts";

export type AliasOwner = Pick<AccountRecord, "id" | "userId" | "toolkit">;

/** Ensures that a user's accounts of one toolkit have different aliases. */
export interface Aliases {
  /** What to replace together with the record that gets the alias. Undefined if another account has it. */
  claim(owner: AliasOwner, alias: string): Promise<readonly Replacement[] | undefined>;
  release(owner: AliasOwner, alias: string): Promise<void>;
}

export function createAliases(state: State, records: AccountRecords, now: () => Date): Aliases {
  return {
    claim: async (owner, alias) => {
      const key = aliasKey(owner, alias);
      const found = await state.read<string>(key);
      const claim = { key, found, value: owner.id };
      if (found === undefined || found.value === owner.id) return [claim];
      const holder = await records.read(found.value);
      if (holder === undefined) return [claim];
      const value = withExpiry(holder.value, now());
      if (value.alias === alias && !isGivenUp(value)) return undefined;
      // Persists an expiry, so that the account cannot become active after it has lost its alias.
      return [claim, { key: accountKey(found.value), found: holder, value }];
    },
    release: async (owner, alias) => {
      const key = aliasKey(owner, alias);
      const holder = await state.read<string>(key);
      if (holder?.value === owner.id) await state.replace(key, holder, undefined);
    },
  };
}

export function refuseAlias(alias: string | undefined, toolkit: string): never {
  return refuse("ToolRouterV2_BadRequest", `The user already has a ${toolkit} account with the alias '${alias}'`, {
    suggestedFix: "Choose another alias",
  });
}

function aliasKey({ userId, toolkit }: AliasOwner, alias: string): string {
  return `alias/${JSON.stringify([toolkit, userId, alias])}`;
}
