import { refuse } from "../errors.ts";
import type { Schemas } from "../spec.ts";

/** A private account serves its owner only. A shared one also serves users who pin it and whom its ACL allows. */
export type Access = { readonly type: "PRIVATE" } | { readonly type: "SHARED"; readonly acl: CompleteAcl };

interface CompleteAcl {
  allow_all_users: boolean;
  allowed_user_ids: string[];
  not_allowed_user_ids: string[];
}

export const privateAccess: Access = { type: "PRIVATE" };

/** Reads the access in a request. Refuses an ACL on a private account. */
export function readAccess(type: "PRIVATE" | "SHARED" = "PRIVATE", acl?: Schemas["SharedAcl"]): Access {
  if (type === "SHARED") {
    const { allow_all_users: all = false, allowed_user_ids: allowed = [], not_allowed_user_ids: not = [] } = acl ?? {};
    return { type, acl: { allow_all_users: all, allowed_user_ids: allowed, not_allowed_user_ids: not } };
  }
  if (acl === undefined) return privateAccess;
  return refuse("ToolRouterV2_BadRequest", "acl_config_for_shared is only valid on SHARED accounts", {
    suggestedFix: "Remove it, or set account_type to SHARED",
  });
}

/** Whether a user may pin the account. The owner always may; for others, `not_allowed_user_ids` takes precedence. */
export function mayUse({ userId, access }: { userId: string; access: Access }, user: string): boolean {
  if (userId === user) return true;
  if (access.type === "PRIVATE" || access.acl.not_allowed_user_ids.includes(user)) return false;
  return access.acl.allow_all_users || access.acl.allowed_user_ids.includes(user);
}

/** The access as the API shows it. */
export function describeAccess(access: Access): {
  account_type: string;
  acl_config_for_shared?: CompleteAcl;
} {
  return access.type === "PRIVATE"
    ? { account_type: access.type }
    : { account_type: access.type, acl_config_for_shared: access.acl };
}
