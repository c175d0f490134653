import type { Credentials } from "../auth/toolkit-auth.ts";
import type { AppToolkit } from "../toolkits/catalog.ts";
import type { Access } from "./access.ts";

/** Snapshot of a connected account, credentials included. Never return one to a caller as it is. */
export interface Account {
  readonly id: string;
  /** A readable id, such as `github_red-castle`. */
  readonly wordId: string;
  readonly alias: string | undefined;
  readonly userId: string;
  readonly toolkit: AppToolkit;
  /** The auth config that it was connected with. */
  readonly authConfig: { readonly id: string; readonly isManaged: boolean };
  readonly authScheme: string;
  readonly status: string;
  readonly statusReason: string | undefined;
  /** Creation order, ascending. */
  readonly order: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Increases with each account that becomes active; 0 if it never was. */
  readonly connectedOrder: number;
  /** When a pending account fails, or an active one expires. */
  readonly expiresAt: Date | undefined;
  readonly credentials: Credentials;
  /** Which users other than its owner may use it. */
  readonly access: Access;
}

export interface NewAccount {
  userId: string;
  toolkit: AppToolkit;
  /** Default: the built-in one of the toolkit. */
  authConfig?: Account["authConfig"] | undefined;
  alias?: string | undefined;
  status: string;
  credentials?: Credentials | undefined;
  expiresAt?: Date | undefined;
  /** Default: private. */
  access?: Access | undefined;
  /** Maximum number of active accounts of its user and toolkit, including itself. Default: unlimited. */
  maxActive?: number | undefined;
  /** Default: now. */
  createdAt?: Date | undefined;
}

/** The fields of an account that can change. */
export type AccountChange = Partial<Pick<Account, "status" | "statusReason" | "expiresAt" | "credentials" | "access">>;

/** Whether an account failed, expired or was revoked. Another account may take its alias. */
export function isGivenUp({ status }: { status: string }): boolean {
  return status === "FAILED" || status === "EXPIRED" || status === "REVOKED";
}

/** The account that was created last. */
export function newestAccount(accounts: readonly Account[]): Account | undefined {
  return accounts.toSorted((a, b) => b.order - a.order)[0];
}
