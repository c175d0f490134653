import type { Schemas } from "../spec.ts";
import { sessionSettings, type SessionSettings } from "./settings.ts";

/** Applies a patch to a copy of the settings. Does not check the result. */
export function changedSettings(settings: SessionSettings, patch: Schemas["SessionPatch"]): SessionSettings {
  const experimental = {
    permissions: settings.permissions,
    link_url_overwrite: settings.link_url_overwrite,
    submit_feedback: { enable: settings.submit_feedback },
    no_elicitation_support_fallback: settings.no_elicitation_support_fallback,
    // Own rules replace those of the saved configuration.
    session_config_id: [patch.toolkits, patch.tools, patch.tags].some((rules) => rules !== undefined)
      ? undefined
      : settings.source_session_config,
  };
  const request = {
    user_id: settings.user_id,
    toolkits: replaced(settings.toolkits, patch.toolkits),
    auth_configs: replaced(settings.auth_configs, patch.auth_configs),
    connected_accounts: replaced(settings.connected_accounts, patch.connected_accounts),
    tools: replaced(settings.tools, patch.tools),
    tags: replaced(settings.tags, patch.tags),
    preload: replaced({ tools: settings.preload }, patch.preload),
    manage_connections: merged(settings.manage_connections, patch.manage_connections),
    workbench: merged(settings.workbench, patch.workbench),
    // Disabling multi_account clears its other fields.
    multi_account: merged(
      patch.multi_account?.enable === false ? {} : (settings.multi_account ?? {}),
      patch.multi_account,
    ),
    search: merged(settings.search, patch.search),
    execute: merged(settings.execute, patch.execute),
    proxy_execute: replaced(settings.proxy_execute, patch.proxy_execute),
    instant: mergedInstant(settings.instant ?? {}, patch.instant),
    hooks: replaced(settings.hooks, patch.hooks),
    experimental: merged(experimental, patch.experimental) ?? {},
  };
  if (settings.multi_account === undefined && patch.multi_account === undefined) request.multi_account = undefined;
  return sessionSettings(request as Schemas["SessionCreate"]);
}

/** Whether the patch changes nothing. */
export function isEmptyPatch(patch: Schemas["SessionPatch"]): boolean {
  return Object.keys(patch).every((key) => key === "expected_config_version");
}

function mergedInstant(
  stored: Schemas["InstantConfig"],
  wanted: Schemas["InstantPatch"] | undefined,
): Schemas["InstantConfig"] {
  if (wanted === undefined || wanted === false) return wanted ?? stored;
  const fields = { ...(stored === false ? {} : stored), ...wanted };
  // An empty object clears its field.
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => typeof value !== "object" || Object.keys(value).length > 0),
  );
}

// Undefined keeps the stored value; null resets it to the default.
function replaced(stored: unknown, wanted: unknown): unknown {
  return wanted === undefined ? stored : (wanted ?? undefined);
}

function merged(stored: object, wanted: object | null | undefined): object | undefined {
  if (wanted === null) return undefined;
  // A null field is reset to its default, too.
  const fields = Object.entries({ ...stored, ...wanted }).filter(([, value]) => value !== null);
  return Object.fromEntries(fields);
}
