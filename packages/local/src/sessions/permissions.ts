import { refuse } from "../errors.ts";
import { ownValue } from "../json.ts";
import type { SessionSettings } from "./settings.ts";

/** The permission of a call that is not denied. */
export type Permission = "allow" | "ask" | "ask_once";

/** Refuses a call that the session's permissions deny. `accountId` is undefined for a tool that needs no account. */
export function requirePermission(
  { permissions }: SessionSettings,
  toolSlug: string,
  accountId: string | undefined,
): Permission {
  if (permissions === undefined) return "allow";
  const { overrides } = permissions;
  const account = accountId ?? noAccount;
  const rule =
    ownValue(overrides, `${toolSlug}:${account}`) ?? ownValue(overrides, `*:${account}`) ?? permissions.default;
  if (rule === "always_deny") {
    refuse("ToolRouterV2_PermissionDenied", `The permissions of this session deny ${toolSlug} for ${account}`);
  }
  if (rule === "ask_once" || rule === "ask_once_per_session") return "ask_once";
  return rule === "always_allow" || rule === "allow_all" ? "allow" : "ask";
}

/** Account placeholder in overrides, for tools without an account. */
export const noAccount = "__none__";
