import { mayUse } from "../accounts/access.ts";
import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import { listed } from "../shorten.ts";
import { requireWebAddress } from "../validation/web-address.ts";
import { sessionPolicy } from "./policy.ts";
import { allowsSeveralAccounts, type SessionSettings } from "./settings.ts";

/** Refuses a configuration that fits the schema but not this router's catalogue and accounts, or not itself. */
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

function checkToolkits({ catalogue }: RouterContext, settings: SessionSettings): void {
  const { toolkits } = settings;
  const named = [
    ...Object.values(toolkits).flat(),
    ...Object.keys(settings.tools),
    ...Object.keys(settings.auth_configs),
    ...Object.keys(settings.connected_accounts),
    ...(settings.hooks ?? []).flatMap(({ applies_to: scope }) => (scope === "all" ? [] : scope.toolkits)),
  ];
  const unknown = [...new Set(named)].filter((slug) => !catalogue.toolkits.has(slug));
  if (unknown.length === 0) return;
  refuse("ToolRouterV2_InvalidToolkitSlugs", `There are no toolkits called ${listed(unknown)}`, {
    suggestedFix: `This router has ${listed([...catalogue.toolkits.keys()]) || "no toolkits"}`,
  });
}

function checkToolFilters({ catalogue }: RouterContext, settings: SessionSettings): void {
  const unknown = Object.entries(settings.tools).flatMap(([toolkit, rule]) => {
    const { enable = [], disable = [], require_approval: approval = [] } = rule;
    return [...enable, ...disable, ...approval]
      .filter((slug) => catalogue.tools.get(slug)?.toolkit.slug !== toolkit)
      .map((slug) => `${slug} (${toolkit})`);
  });
  if (unknown.length === 0) return;
  refuse("ToolRouterV2_BadRequest", `tools names tools that their toolkits do not have: ${listed(unknown)}`, {
    suggestedFix: "List GET /tools to see the slugs of each toolkit",
  });
}

async function checkAuthConfigs({ catalogue, authConfigs }: RouterContext, settings: SessionSettings): Promise<void> {
  const { allowsToolkit } = sessionPolicy(settings);
  const named = Object.entries(settings.auth_configs);
  const found = await authConfigs.getMany(named.map(([, id]) => id));
  const byId = new Map(found.map((config) => [config.id, config]));
  const wrong = named.filter(([slug, id]) => {
    if (!allowsToolkit(slug)) return true;
    if (catalogue.toolkits.get(slug)?.authConfigId === id) return false;
    const config = byId.get(id);
    return config?.toolkit.slug !== slug || !config.isEnabled || !config.isEnabledForSessions;
  });
  if (wrong.length === 0) return;
  refuse(
    "ToolRouterV2_InvalidAuthConfigIds",
    `auth_configs does not fit the session: ${listed(wrong.map(([slug, id]) => `${id} (${slug})`))}`,
    { suggestedFix: "Name enabled auth configs of toolkits in the session, as GET /auth_configs lists them" },
  );
}

function checkMultiAccount({ multi_account: multiAccount }: SessionSettings): void {
  if (multiAccount?.enable !== false) return;
  if (multiAccount.max_accounts_per_toolkit === undefined && multiAccount.require_explicit_selection !== true) return;
  refuse("ToolRouterV2_BadRequest", "multi_account is off, yet says how several accounts are to be used", {
    suggestedFix: "Set multi_account.enable to true, or leave the other fields out",
  });
}

function checkProxy({ workbench, proxy_execute: proxy }: SessionSettings): void {
  if (proxy?.enable !== false || workbench.enable_proxy_execution !== true) return;
  refuse("ToolRouterV2_BadRequest", "proxy_execute.enable is false, but workbench.enable_proxy_execution is true", {
    suggestedFix: "Set both to the same value, or leave one out",
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
      `The user '${settings.user_id}' has no such connected accounts: ${listed(wrong)}`,
      { suggestedFix: "List GET /connected_accounts to see the user's accounts" },
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

function checkPreload({ catalogue }: RouterContext, settings: SessionSettings): void {
  const { preload } = settings;
  if (preload.length === 0) return;
  if (allowsSeveralAccounts(settings)) {
    refuse("ToolRouterV2_BadRequest", "preload is not possible together with multi_account", {
      suggestedFix: "Leave preload out, or multi_account.enable",
    });
  }
  if (preload === "all") {
    if (hasPositiveFilter(settings)) return;
    refuse("ToolRouterV2_BadRequest", 'preload.tools "all" needs a filter that says which tools the session has', {
      suggestedFix: "Set toolkits.enable, a tools entry with enable, or tags with enable",
    });
  }
  const { allowsTool } = sessionPolicy(settings);
  const wrong = preload.filter((slug) => {
    const tool = catalogue.tools.get(slug);
    return tool === undefined || !allowsTool(tool);
  });
  if (wrong.length === 0) return;
  refuse("ToolRouterV2_BadRequest", `preload.tools names tools that this session does not have: ${listed(wrong)}`, {
    suggestedFix: "Preload app tools that exist and pass toolkits, tools and tags",
  });
}

function hasPositiveFilter({ toolkits, tools, tags }: SessionSettings): boolean {
  return (
    toolkits.enable !== undefined ||
    (tags?.enable ?? []).length > 0 ||
    Object.values(tools).some((rule) => rule.enable !== undefined || (rule.tags?.enable ?? []).length > 0)
  );
}
