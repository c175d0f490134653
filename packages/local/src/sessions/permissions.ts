import { refuse } from "../errors.ts";
import { ownValue } from "../json.ts";
import type { SessionSettings } from "./settings.ts";

/**
 * Refuses a call that the session's permissions deny, or that the user would have to be asked about: over HTTP there is
 * nobody to ask. `accountId` is undefined for a tool that needs no account.
 */
export function requirePermission(
  { permissions }: SessionSettings,
  toolSlug: string,
  accountId: string | undefined,
): void {
  if (permissions === undefined) return;
  const { overrides } = permissions;
  const account = accountId ?? "__none__";
  const rule =
    ownValue(overrides, `${toolSlug}:${account}`) ?? ownValue(overrides, `*:${account}`) ?? permissions.default;
  switch (rule) {
    case "always_allow":
    case "allow_all":
      return;
    case "always_deny":
      refuse("ToolRouterV2_PermissionDenied", `The permissions of this session deny ${toolSlug} for ${account}`);
    case "ask_once":
    case "ask_always":
    case "ask_once_per_session":
    case "ask_every_call":
      refuse(
        "ToolRouterV2_BadRequest",
        `The user would have to be asked about ${toolSlug}, which is not possible here`,
        {
          suggestedFix: `Allow it in experimental.permissions, with an override '${toolSlug}:${account}': 'always_allow'`,
        },
      );
  }
}
