import { checkStatus } from "./status.ts";
import { hash } from "node:crypto";
import { readAccess } from "./access.ts";
import type { NewAccount } from "./account.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import type { Catalog } from "../toolkits/catalog.ts";
import type { Ids } from "../ids.ts";
import type { Schemas } from "../spec.ts";

/** An account that exists when the router starts. */
export interface SeedAccount {
  userId: string;
  /** Slug of a toolkit that has `auth`. */
  toolkit: string;
  /** Unique for the user and the toolkit. */
  alias?: string | undefined;
  /** Default: `ACTIVE`. */
  status?: string | undefined;
  /** Expiry by the router's clock. Default: never. */
  expiresAt?: Date | undefined;
  /** Other users may pin `SHARED` accounts. Default: `PRIVATE`. */
  accountType?: "PRIVATE" | "SHARED" | undefined;
  /** Users who may pin a shared account. Default: its owner only. */
  aclConfigForShared?: SeedAcl | undefined;
  /** The tools' `context.credentials`. Default: `{}`. */
  credentials?: Credentials | undefined;
  /** Default: a generated id (`ca_…`), which is stable with the option `store`. */
  id?: string | undefined;
}

/** Users other than the owner who may pin a shared account. */
export interface SeedAcl {
  /** Default: false. */
  allowAllUsers?: boolean | undefined;
  allowedUserIds?: readonly string[] | undefined;
  /** Takes precedence over the other two. */
  notAllowedUserIds?: readonly string[] | undefined;
}

/** A {@link SeedAccount} in the API's spelling, as in JSON seed files. The TypeScript options hide it. */
export interface SeedFileAccount extends Omit<SeedAccount, "userId" | "accountType" | "aclConfigForShared"> {
  user_id: string;
  account_type?: "PRIVATE" | "SHARED" | undefined;
  acl_config_for_shared?: Schemas["SharedAcl"] | undefined;
}

/** The fields of {@link SeedFileAccount} that {@link SeedAccount} spells differently. */
export const seedFileFields: readonly string[] = ["user_id", "account_type", "acl_config_for_shared"];

/** Converts an account to the API's spelling. */
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

/** A validated seed account. */
export interface Seed {
  readonly id: string | undefined;
  readonly account: NewAccount;
  /** Its location in the options, for messages. */
  readonly where: string;
}

/** Validates seed accounts. Throws a TypeError that names the location and the problem. */
export function readSeeds(
  seeds: readonly (SeedAccount | SeedFileAccount)[],
  { toolkits }: Catalog,
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
        `${where}.toolkit must be one of ${[...toolkits.keys()].join(", ")}. Got ${JSON.stringify(slug)}.`,
      );
    }
    if (toolkit.auth === undefined) {
      throw new TypeError(
        `${where}.toolkit: ${slug} needs no accounts. Give the toolkit an auth, or remove the account.`,
      );
    }
    checkStatus(status, `${where}.status`);
    if (id !== undefined && ids.has(id)) throw new TypeError(`${where}: Duplicate account id ${id}`);
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
 * The ids of seed accounts, generated where missing.
 *
 * If the state is not the router's `own`, ids are derived from user, toolkit and alias. So they are the same after a restart
 * and in other routers with the same store.
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
