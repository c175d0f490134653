import { checkStatus } from "./status.ts";
import { hash } from "node:crypto";
import { readAccess } from "./access.ts";
import type { NewAccount } from "./account.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import type { Catalogue } from "../toolkits/catalogue.ts";
import type { Ids } from "../ids.ts";
import type { Schemas } from "../spec.ts";

/** An account that a user has from the beginning. */
export interface SeedAccount {
  userId: string;
  /** Slug of a toolkit that has `auth`. */
  toolkit: string;
  /** Unique for the user and the toolkit. */
  alias?: string | undefined;
  /** Default: `ACTIVE`. */
  status?: string | undefined;
  /** When it expires by the router's clock. Default: never. */
  expiresAt?: Date | undefined;
  /** `SHARED` accounts serve other users as well, where they are pinned. Default: `PRIVATE`. */
  accountType?: "PRIVATE" | "SHARED" | undefined;
  /** Who may pin a shared account. Default: its owner alone. */
  aclConfigForShared?: SeedAcl | undefined;
  /** What the toolkit's tools find in `context.credentials`. Default: nothing. */
  credentials?: Credentials | undefined;
  /** Default: a new one (`ca_…`); with the option `store` always the same one. */
  id?: string | undefined;
}

/** Who besides its owner may pin a shared account. */
export interface SeedAcl {
  /** Default: false. */
  allowAllUsers?: boolean | undefined;
  allowedUserIds?: readonly string[] | undefined;
  /** Beats the other two. */
  notAllowedUserIds?: readonly string[] | undefined;
}

/** A {@link SeedAccount} in the API's spelling, as JSON seed files have it. Options in TypeScript do not show it. */
export interface SeedFileAccount extends Omit<SeedAccount, "userId" | "accountType" | "aclConfigForShared"> {
  user_id: string;
  account_type?: "PRIVATE" | "SHARED" | undefined;
  acl_config_for_shared?: Schemas["SharedAcl"] | undefined;
}

/** The fields of {@link SeedFileAccount} that {@link SeedAccount} spells otherwise. */
export const seedFileFields: readonly string[] = ["user_id", "account_type", "acl_config_for_shared"];

/** The account in the spelling of the API's accounts. */
function inFileSpelling(seed: SeedAccount | SeedFileAccount): SeedFileAccount {
  if (!("userId" in seed)) return seed;
  const { userId, accountType, aclConfigForShared: acl, ...rest } = seed;
  return {
    ...rest,
    user_id: userId,
    account_type: accountType,
    acl_config_for_shared: acl && {
      allow_all_users: acl.allowAllUsers ?? false,
      allowed_user_ids: [...(acl.allowedUserIds ?? [])],
      not_allowed_user_ids: [...(acl.notAllowedUserIds ?? [])],
    },
  };
}

/** A seed that has been checked. */
export interface Seed {
  readonly id: string | undefined;
  readonly account: NewAccount;
  /** Where it was written. */
  readonly where: string;
}

/** Throws a TypeError that says where a seed is and what is wrong with it. */
export function readSeeds(
  seeds: readonly (SeedAccount | SeedFileAccount)[],
  { toolkits }: Catalogue,
  place: string,
): Seed[] {
  const ids = new Set<string>();
  const aliases = new Set<string>();
  return seeds.map((written, index) => {
    const seed = inFileSpelling(written);
    const where = `${place}[${index}]`;
    const { user_id: userId, toolkit: slug, alias, status = "ACTIVE", credentials, id, expiresAt } = seed;
    const toolkit = toolkits.get(slug);
    if (toolkit === undefined) {
      throw new TypeError(
        `${where}.toolkit must be one of ${[...toolkits.keys()].join(", ")}; it is ${JSON.stringify(slug)}`,
      );
    }
    if (toolkit.auth === undefined) {
      throw new TypeError(
        `${where}.toolkit: ${slug} needs no accounts; give the toolkit an auth, or leave the account out`,
      );
    }
    checkStatus(status, `${where}.status`);
    if (id !== undefined && ids.has(id)) throw new TypeError(`${where}: The account id ${id} is used twice`);
    if (id !== undefined) ids.add(id);
    const owned = JSON.stringify([userId, slug, alias]);
    if (alias && aliases.has(owned)) {
      throw new TypeError(`${where}: The user already has a ${slug} account with the alias '${alias}'`);
    }
    aliases.add(owned);
    try {
      const access = readAccess(seed.account_type, seed.acl_config_for_shared);
      return { id, account: { userId, toolkit, alias, status, credentials, expiresAt, access }, where };
    } catch (error) {
      throw new TypeError(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  });
}

/**
 * The ids of seeds that have none: new ones if the state is the router's `own`. Where other routers have it as well, or
 * the next start finds it again, they must be the same each time: they are made of what the seed is about.
 */
export function seedIds(seeds: readonly Seed[], ids: Ids, own: boolean): string[] {
  const counts = new Map<string, number>();
  return seeds.map(({ id, account: { userId, toolkit, alias } }) => {
    if (id !== undefined) return id;
    if (own) return ids("ca");
    const about = JSON.stringify([userId, toolkit.slug, alias ?? ""]);
    const count = (counts.get(about) ?? 0) + 1;
    counts.set(about, count);
    return `ca_${hash("sha256", `${about} ${count}`, "hex").slice(0, 14)}`;
  });
}
