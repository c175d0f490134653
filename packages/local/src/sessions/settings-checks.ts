import { mayUse } from "../accounts/access.ts";
import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import { listed } from "../shorten.ts";
import { requireWebAddress } from "../validation/web-address.ts";
import { sessionPolicy } from "./policy.ts";
import { allowsSeveralAccounts, type SessionSettings } from "./settings.ts";

/** Refuses a configuration that contradicts itself, or this router's catalog and accounts. */
export async function checkSettings(router: RouterContext, settings: SessionSettings): Promise<void> {
  requireWebAddress(settings.manage_connections.callback_url, "payload.manage_connections.callback_url");
  requireWebAddress(settings.link_url_overwrite, "payload.experimental.link_url_overwrite");
  checkToolkits(router, settings);
  checkToolFilters(router, settings);
  await checkAuthConfigs(router, settings);
  checkMultiAccount(settings);
  checkProxy(settings);
  await checkPins(router, settings);
  checkPreload(router, settings);
}

function checkToolkits({ catalog }: RouterContext, settings: SessionSettings): void {
  const { toolkits } = settings;
  const named = [
    ...Object.values(toolkits).flat(),
    ...Object.keys(settings.tools),
    ...Object.keys(settings.auth_configs),
    ...Object.keys(settings.connected_accounts),
    ...(settings.hooks ?? []).flatMap(({ applies_to: scope }) => (scope === "all" ? [] : scope.toolkits)),
  ];
  const unknown = [...new Set(named)].filter((slug) => !catalog.toolkits.has(slug));
  if (unknown.length === 0) return;
  refuse("ToolRouterV2_InvalidToolkitSlugs", `Unknown toolkits: ${listed(unknown)}`, {
    suggestedFix: `This router has ${listed([...catalog.toolkits.keys()]) || "no toolkits"}`,
  });
}

function checkToolFilters({ catalog }: RouterContext, settings: SessionSettings): void {
  const unknown = Object.entries(settings.tools).flatMap(([toolkit, rule]) => {
    const { enable = [], disable = [], require_approval: approval = [] } = rule;
    return [...enable, ...disable, ...approval]
      .filter((slug) => catalog.tools.get(slug)?.toolkit.slug !== toolkit)
      .map((slug) => `${slug} (${toolkit})`);
  });
  if (unknown.length === 0) return;
  refuse("ToolRouterV2_BadRequest", `tools contains unknown tools: ${listed(unknown)}`, {
    suggestedFix: "GET /tools lists the slugs of each toolkit",
  });
}

async function checkAuthConfigs({ catalog, authConfigs }: RouterContext, settings: SessionSettings): Promise<void> {
  const { allowsToolkit } = sessionPolicy(settings);
  const named = Object.entries(settings.auth_configs);
  const found = await authConfigs.getMany(named.map(([, id]) => id));
  const byId = new Map(found.map((config) => [config.id, config]));
  const wrong = named.filter(([slug, id]) => {
    if (!allowsToolkit(slug)) return true;
    if (catalog.toolkits.get(slug)?.authConfigId === id) return false;
    const config = byId.get(id);
    return config?.toolkit.slug !== slug || !config.isEnabled || !config.isEnabledForSessions;
  });
  if (wrong.length === 0) return;
  refuse(
    "ToolRouterV2_InvalidAuthConfigIds",
    `auth_configs contains unusable auth configs: ${listed(wrong.map(([slug, id]) => `${id} (${slug})`))}`,
    { suggestedFix: "Use enabled auth configs of toolkits in the session. GET /auth_configs lists them" },
  );
}

function checkMultiAccount({ multi_account: multiAccount }: SessionSettings): void {
  if (multiAccount?.enable !== false) return;
  if (multiAccount.max_accounts_per_toolkit === undefined && multiAccount.require_explicit_selection !== true) return;
  refuse("ToolRouterV2_BadRequest", "multi_account.enable is false, but other fields of multi_account are set", {
    suggestedFix: "Set multi_account.enable to true, or remove the other fields",
  });
}

function checkProxy({ workbench, proxy_execute: proxy }: SessionSettings): void {
  if (proxy?.enable !== false || workbench.enable_proxy_execution !== true) return;
  refuse("ToolRouterV2_BadRequest", "proxy_execute.enable is false, but workbench.enable_proxy_execution is true", {
    suggestedFix: "Set both to the same value, or remove one",
  });
}

async function checkPins(router: RouterContext, settings: SessionSettings): Promise<void> {
  const pins = Object.entries(settings.connected_accounts);
  const found = await router.accounts.getMany(pins.flatMap(([, ids]) => ids));
  const accounts = new Map(found.map((account) => [account.id, account]));
  const wrong = pins.flatMap(([toolkit, ids]) =>
    ids.filter((id) => {
      const account = accounts.get(id);
      return account?.toolkit.slug !== toolkit || !mayUse(account, settings.user_id) || account.status === "INACTIVE";
    }),
  );
  if (wrong.length > 0) {
    refuse(
      "ToolRouterV2_InvalidConnectedAccountIds",
      `The user '${settings.user_id}' cannot use these connected accounts: ${listed(wrong)}`,
      { suggestedFix: "GET /connected_accounts lists the user's accounts" },
    );
  }
  const shared = pins.filter(
    ([, ids]) => new Set(ids.filter((id) => accounts.get(id)?.access.type === "SHARED")).size > 1,
  );
  if (shared.length > 0) {
    refuse(
      "ToolRouterV2_MultipleSharedAccountsPerToolkit",
      `Several shared accounts are pinned for ${listed(shared.map(([toolkit]) => toolkit))}`,
      { suggestedFix: "Pin one shared account per toolkit" },
    );
  }
  const several = pins.filter(([, ids]) => ids.length > 1).map(([toolkit]) => toolkit);
  if (several.length > 0 && !allowsSeveralAccounts(settings)) {
    refuse("ToolRouterV2_BadRequest", `Several accounts are pinned for ${listed(several)}`, {
      suggestedFix: "Pin one account per toolkit, or set multi_account.enable to true",
    });
  }
}

function checkPreload({ catalog }: RouterContext, settings: SessionSettings): void {
  const { preload } = settings;
  if (preload.length === 0) return;
  if (allowsSeveralAccounts(settings)) {
    refuse("ToolRouterV2_BadRequest", "preload cannot be combined with multi_account", {
      suggestedFix: "Remove preload or multi_account.enable",
    });
  }
  if (preload === "all") {
    if (hasPositiveFilter(settings)) return;
    refuse("ToolRouterV2_BadRequest", 'preload.tools "all" requires a filter that selects tools', {
      suggestedFix: "Set toolkits.enable, a tools entry with enable, or tags with enable",
    });
  }
  const { allowsTool } = sessionPolicy(settings);
  const wrong = preload.filter((slug) => {
    const tool = catalog.tools.get(slug);
    return tool === undefined || !allowsTool(tool);
  });
  if (wrong.length === 0) return;
  refuse("ToolRouterV2_BadRequest", `preload.tools contains tools that this session does not have: ${listed(wrong)}`, {
    suggestedFix: "Preload only app tools that toolkits, tools and tags include",
  });
}

function hasPositiveFilter({ toolkits, tools, tags }: SessionSettings): boolean {
  return (
    toolkits.enable !== undefined ||
    (tags?.enable ?? []).length > 0 ||
    Object.values(tools).some((rule) => rule.enable !== undefined || (rule.tags?.enable ?? []).length > 0)
  );
}
