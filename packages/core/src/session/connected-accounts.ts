import type { components } from "@tool-router/openapi";
import { type Link, toLink } from "./connection.ts";
import type { Access, CallOptions } from "../http/http.ts";
import type { ResultOf } from "../http/operations.ts";
import { aBoolean, aString, callRules, checkOptions, type RulesFor } from "../errors/options.ts";

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

/** How to refresh an account. */
export interface RefreshOptions extends CallOptions {
  /** Where the browser goes if the user has to sign in again. */
  readonly redirectUrl?: string | undefined;
  /** Check the refreshed credential with the provider. Default: false. */
  readonly validateCredentials?: boolean | undefined;
}

/** Changes and reads of connected accounts, whatever their session. */
export interface ConnectedAccountMethods {
  get(id: string, options?: CallOptions): Promise<Schemas["ConnectedAccount"]>;
  /** Changes the alias, the credentials (for schemes that use keys), or who may use a shared account. */
  update(id: string, patch: Schemas["ConnectedAccountPatch"], options?: CallOptions): Promise<Result<"updateAccount">>;
  /** Lets sessions use a disabled account again. */
  enable(id: string, options?: CallOptions): Promise<Result<"setAccountStatus">>;
  /** Keeps sessions from using the account; its credential stays. */
  disable(id: string, options?: CallOptions): Promise<Result<"setAccountStatus">>;
  /** Renews the credential. `redirect_url` is where the user signs in again, or null. */
  refresh(id: string, options?: RefreshOptions): Promise<Result<"refreshAccount">>;
  /** Has the provider revoke the credential. */
  revoke(id: string, options?: CallOptions): Promise<Result<"revokeAccount">>;
  /** Lets a user connect an account outside of any session. */
  link(request: Schemas["ConnectedAccountLinkRequest"], options?: CallOptions): Promise<Link>;
  delete(id: string, options?: CallOptions): Promise<Result<"deleteAccount">>;
}

const refreshRules: RulesFor<RefreshOptions> = { redirectUrl: aString, validateCredentials: aBoolean, ...callRules };

/** Loaded with the first use of an account. */
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
      call(accountOperations.deleteAccount, { path: { nanoid: id }, gone: { success: true } }, options),
  };
}
