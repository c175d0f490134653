import type { ApiVersion } from "../api-version.ts";
import { ownValue } from "../json.ts";
import type { Schemas } from "../spec.ts";

/**
 * The stored configuration of a session, plain JSON: the caller's request with lower-case toolkit slugs, defaults applied
 * and shorthands expanded.
 */
export interface SessionSettings {
  user_id: string;
  toolkits: ListRule;
  auth_configs: Record<string, string>;
  /** Ids of pinned accounts, by toolkit. */
  connected_accounts: Record<string, string[]>;
  manage_connections: {
    enable: boolean;
    callback_url?: string | undefined;
    enable_wait_for_connections: boolean;
    enable_connection_removal: boolean;
  };
  tools: Record<string, ToolRule>;
  tags: TagRule | undefined;
  workbench: NonNullable<Schemas["WorkbenchInput"]> & { enable: boolean };
  multi_account: Schemas["MultiAccountInput"] | undefined;
  preload: string[] | "all";
  search: { enable: boolean };
  execute: { enable_multi_execute: boolean };
  permissions: Schemas["PermissionsConfig"] | undefined;
  link_url_overwrite: string | undefined;
  submit_feedback: boolean;
  proxy_execute: Schemas["ProxyExecuteConfig"] | undefined;
  instant: Schemas["InstantConfig"];
  hooks: Schemas["SessionHook"][] | undefined;
  no_elicitation_support_fallback: "deny" | "allow" | undefined;
  /** Id of the saved configuration that `toolkits`, `tools` and `tags` come from. */
  source_session_config: string | undefined;
}

/** Which toolkits, tools or tags are allowed, and which need the user's approval. */
export interface ListRule {
  enable?: string[] | undefined;
  disable?: string[] | undefined;
  require_approval?: string[] | undefined;
}

/** Selects tools by their tags. `enable` and `disable` apply together. */
export type TagRule = ListRule;

export interface ToolRule extends ListRule {
  tags?: TagRule | undefined;
}

/** A saved configuration, which sessions reference by its id. */
export type SavedConfig = Pick<Schemas["SessionCreate"], "toolkits" | "tools" | "tags">;

export function sessionSettings(request: Schemas["SessionCreate"]): SessionSettings {
  const connections = request.manage_connections ?? {};
  const experimental = request.experimental ?? {};
  return {
    user_id: request.user_id,
    toolkits: lowerCaseToolkits(request.toolkits ?? { disable: [] }),
    auth_configs: byToolkit(request.auth_configs, (id) => id),
    connected_accounts: byToolkit(request.connected_accounts, (ids) => [ids].flat()),
    manage_connections: {
      enable: connections.enable ?? true,
      ...(connections.callback_url === undefined ? {} : { callback_url: connections.callback_url }),
      enable_wait_for_connections: connections.enable_wait_for_connections ?? false,
      enable_connection_removal: connections.enable_connection_removal ?? true,
    },
    tools: byToolkit(request.tools, toolRule),
    tags: request.tags && tagRule(request.tags),
    workbench: {
      ...request.workbench,
      enable: request.workbench?.enable ?? true,
    },
    multi_account: request.multi_account,
    preload: request.preload?.tools ?? [],
    search: { enable: request.search?.enable ?? true },
    execute: { enable_multi_execute: request.execute?.enable_multi_execute ?? true },
    permissions: experimental.permissions,
    link_url_overwrite: experimental.link_url_overwrite,
    submit_feedback: experimental.submit_feedback?.enable ?? false,
    proxy_execute: request.proxy_execute,
    instant: request.instant ?? {},
    hooks: request.hooks?.map((hook) => ({ ...hook, applies_to: hookScope(hook.applies_to) })),
    no_elicitation_support_fallback: experimental.no_elicitation_support_fallback,
    source_session_config: experimental.session_config_id,
  };
}

/** The configuration as the API returns it. `enable` and `disable` lists become `enabled` and `disabled`. */
export function echoSettings(settings: SessionSettings, version: ApiVersion): Schemas["SessionConfig"] {
  return {
    user_id: settings.user_id,
    toolkits: echoRule(settings.toolkits) as NonNullable<Schemas["SessionConfig"]["toolkits"]>,
    ...(isEmpty(settings.auth_configs) ? {} : { auth_configs: settings.auth_configs }),
    ...(isEmpty(settings.connected_accounts) ? {} : echoPins(settings.connected_accounts, version)),
    manage_connections: echoConnections(settings),
    ...(isEmpty(settings.tools) ? {} : { tools: mapValues(settings.tools, echoToolRule) }),
    ...(settings.tags === undefined ? {} : { tags: echoRule(settings.tags) }),
    workbench: echoWorkbench(settings),
    ...(settings.multi_account === undefined ? {} : { multi_account: echoMultiAccount(settings) }),
    preload: { tools: settings.preload },
    search: settings.search,
    execute: settings.execute,
    instant: echoInstant(settings.instant ?? {}),
    ...(settings.proxy_execute === undefined ? {} : { proxy_execute: settings.proxy_execute }),
    ...(settings.hooks === undefined || version === "v3" ? {} : { hooks: settings.hooks }),
  };
}

function echoConnections({
  manage_connections: connections,
}: SessionSettings): Schemas["SessionConfig"]["manage_connections"] {
  const { enable, callback_url: callbackUrl, ...rest } = connections;
  return { enabled: enable, ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl }), ...rest };
}

function echoWorkbench(settings: SessionSettings): Schemas["SessionConfig"]["workbench"] {
  const {
    enable,
    enable_tool_execution: toolExecution,
    auto_offload_threshold: threshold,
    sandbox_size: size,
  } = settings.workbench;
  return {
    enable,
    ...(toolExecution === undefined ? {} : { tool_execution_enabled: toolExecution }),
    proxy_execution_enabled: allowsProxyCalls(settings),
    ...(threshold === undefined ? {} : { auto_offload_threshold: threshold }),
    ...(size === undefined ? {} : { sandbox_size: size }),
  };
}

function echoMultiAccount(settings: SessionSettings): NonNullable<Schemas["SessionConfig"]["multi_account"]> {
  return {
    ...settings.multi_account,
    ...(allowsSeveralAccounts(settings) ? { max_accounts_per_toolkit: maxAccounts(settings) } : {}),
  };
}

/** Whether the caller and the workbench may make proxy calls. */
export function allowsProxyCalls({ workbench, proxy_execute: proxy }: SessionSettings): boolean {
  return workbench.enable_proxy_execution !== false && proxy?.enable !== false;
}

/** Maximum number of accounts per toolkit in a session with `multi_account`. */
export function maxAccounts(settings: SessionSettings): number {
  return settings.multi_account?.max_accounts_per_toolkit ?? 5;
}

export function allowsSeveralAccounts(settings: SessionSettings): boolean {
  return settings.multi_account?.enable === true;
}

/** Ids of the accounts pinned for a toolkit, if any. */
export function pinsOf(settings: SessionSettings, toolkit: string): readonly string[] | undefined {
  return ownValue(settings.connected_accounts, toolkit);
}

function hookScope(scope: Schemas["HookScope"]): Schemas["HookScope"] {
  return scope === "all" ? scope : { toolkits: scope.toolkits.map((slug) => slug.toLowerCase()) };
}

function tagRule(filter: Schemas["TagFilter"]): TagRule {
  return Array.isArray(filter) ? { enable: filter } : filter;
}

function toolRule(filter: Schemas["ToolFilter"]): ToolRule {
  return "tags" in filter ? { ...filter, tags: tagRule(filter.tags) } : filter;
}

function lowerCaseToolkits(toolkits: Schemas["ToolkitsConfig"]): ListRule {
  return mapValues(toolkits as Record<string, string[]>, (slugs) => slugs.map((slug) => slug.toLowerCase()));
}

function byToolkit<From, To>(
  record: Record<string, From> | undefined,
  convert: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([slug, value]) => [slug.toLowerCase(), convert(value)]));
}

function echoToolRule({ tags, ...lists }: ToolRule): NonNullable<Schemas["SessionConfig"]["tools"]>[string] {
  const echo = { ...(tags === undefined ? {} : { tags: echoRule(tags) }), ...echoRule(lists) };
  return echo as NonNullable<Schemas["SessionConfig"]["tools"]>[string];
}

function echoRule({ enable, disable, require_approval: approval }: ListRule): Schemas["EchoedTags"] {
  return {
    ...(enable === undefined ? {} : { enabled: enable }),
    ...(disable === undefined ? {} : { disabled: disable }),
    ...(approval === undefined ? {} : { require_approval: approval }),
  };
}

function echoInstant(instant: Schemas["InstantConfig"]): Schemas["EchoedInstant"] {
  if (instant === false) return false;
  const { toolkits, tools, ...rest } = instant;
  return {
    ...(toolkits === undefined ? {} : { toolkits: echoRule(toolkits) as Schemas["EchoedInstantFilter"] }),
    ...(tools === undefined
      ? {}
      : { tools: mapValues(tools, (filter) => echoRule(filter) as Schemas["EchoedInstantFilter"]) }),
    return_instant_charge: false,
    ...rest,
  };
}

// v3 shows the first account of each toolkit, and all of them in a separate field.
function echoPins(
  pins: Record<string, string[]>,
  version: ApiVersion,
): Pick<Schemas["SessionConfig"], "connected_accounts" | "all_connected_accounts"> {
  if (version === "v3.1") return { connected_accounts: pins };
  return { connected_accounts: mapValues(pins, ([first = ""]) => first), all_connected_accounts: pins };
}

function mapValues<From, To>(record: Record<string, From>, convert: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, convert(value)]));
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0;
}
