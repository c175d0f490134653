import type { components } from "@tool-router/openapi";
import { aBoolean, aString, callRules, checkOptions, type RulesFor } from "../errors/options.ts";
import type { Access } from "../http/access.ts";
import type { CallOptions } from "../http/call-options.ts";
import type { ResultOf } from "../http/operations.ts";
import { type Link, toLink } from "./link.ts";

type Schemas = components["schemas"];

export const accountOperations = {
  getAccount: ["GET", "/connected_accounts/{nanoid}", "read", "status"],
  deleteAccount: ["DELETE", "/connected_accounts/{nanoid}", "read", "success"],
  updateAccount: ["PATCH", "/connected_accounts/{nanoid}", "write", "success"],
  setAccountStatus: ["PATCH", "/connected_accounts/{nanoid}/status", "write", "success"],
  refreshAccount: ["POST", "/connected_accounts/{nanoid}/refresh", "write", "status"],
  revokeAccount: ["POST", "/connected_accounts/{nanoid}/revoke", "write", "connected_account"],
  linkAccount: ["POST", "/connected_accounts/link", "write", "redirect_url"],
} as const;

type Result<Name extends keyof typeof accountOperations> = ResultOf<(typeof accountOperations)[Name]>;

/** Options of `refresh`. */
export interface RefreshOptions extends CallOptions {
  /** Where the browser is sent after the user signs in again. */
  readonly redirectUrl?: string | undefined;
  /** Test the refreshed credential at the provider. Default: false. */
  readonly validateCredentials?: boolean | undefined;
}

/** Reads and changes connected accounts, independent of sessions. */
export interface ConnectedAccountMethods {
  get(id: string, options?: CallOptions): Promise<Schemas["ConnectedAccount"]>;
  /** Changes the alias, the credentials (of schemes with keys), or the users of a shared account. */
  update(id: string, patch: Schemas["ConnectedAccountPatch"], options?: CallOptions): Promise<Result<"updateAccount">>;
  /** Makes a disabled account available to sessions again. */
  enable(id: string, options?: CallOptions): Promise<Result<"setAccountStatus">>;
  /** Makes the account unavailable to sessions. Its credential stays. */
  disable(id: string, options?: CallOptions): Promise<Result<"setAccountStatus">>;
  /** Refreshes the credential. `redirect_url` is set if the user has to sign in again. */
  refresh(id: string, options?: RefreshOptions): Promise<Result<"refreshAccount">>;
  /** Revokes the credential at the provider. */
  revoke(id: string, options?: CallOptions): Promise<Result<"revokeAccount">>;
  /** Creates a link with which a user connects an account, without a session. */
  link(request: Schemas["ConnectedAccountLinkRequest"], options?: CallOptions): Promise<Link>;
  delete(id: string, options?: CallOptions): Promise<Result<"deleteAccount">>;
}

const refreshRules: RulesFor<RefreshOptions> = { redirectUrl: aString, validateCredentials: aBoolean, ...callRules };

/** Loaded with the first call. */
export function connectedAccounts(access: Access): ConnectedAccountMethods {
  const { call } = access;
  const { getAccount, updateAccount, setAccountStatus, refreshAccount, revokeAccount } = accountOperations;
  const setStatus = (id: string, enabled: boolean, options?: CallOptions): Promise<Result<"setAccountStatus">> =>
    call(setAccountStatus, { path: { nanoid: id }, body: { enabled } }, options);
  return {
    get: (id, options) => call(getAccount, { path: { nanoid: id } }, options),
    update: (id, body, options) => call(updateAccount, { path: { nanoid: id }, body }, options),
    enable: (id, options) => setStatus(id, true, options),
    disable: (id, options) => setStatus(id, false, options),
    refresh(id, given = {}) {
      checkOptions(given, refreshRules, "refresh");
      const { redirectUrl, validateCredentials, ...options } = given;
      const body = { redirect_url: redirectUrl, validate_credentials: validateCredentials };
      return call(refreshAccount, { path: { nanoid: id }, body }, options);
    },
    revoke: (id, options) => call(revokeAccount, { path: { nanoid: id } }, options),
    async link(body, options) {
      const raw = await call(accountOperations.linkAccount, { body }, options);
      return toLink(access, raw.connected_account_id, raw);
    },
    delete: (id, options) =>
      call(accountOperations.deleteAccount, { path: { nanoid: id }, resultIfGone: { success: true } }, options),
  };
}
