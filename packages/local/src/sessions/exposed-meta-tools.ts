import type { MetaToolSlug } from "@tool-router/openapi";
import { refuse } from "../errors.ts";
import { metaTools, type MetaTool } from "../spec.ts";
import type { SessionSettings } from "./settings.ts";

/** The request field that enables each meta tool, and whether it is enabled. */
const switches: Record<MetaToolSlug, { setting: string | undefined; isOn: (settings: SessionSettings) => boolean }> = {
  COMPOSIO_SEARCH_TOOLS: { setting: "search.enable", isOn: ({ search }) => search.enable },
  COMPOSIO_GET_TOOL_SCHEMAS: { setting: "search.enable", isOn: ({ search }) => search.enable },
  COMPOSIO_MULTI_EXECUTE_TOOL: {
    setting: "execute.enable_multi_execute",
    isOn: ({ execute }) => execute.enable_multi_execute,
  },
  COMPOSIO_MANAGE_CONNECTIONS: {
    setting: "manage_connections.enable",
    isOn: ({ manage_connections: connections }) => connections.enable,
  },
  COMPOSIO_WAIT_FOR_CONNECTIONS: {
    setting: "manage_connections.enable_wait_for_connections",
    isOn: ({ manage_connections: connections }) => connections.enable && connections.enable_wait_for_connections,
  },
  // This router has no workbench.
  COMPOSIO_REMOTE_WORKBENCH: { setting: undefined, isOn: () => false },
  COMPOSIO_REMOTE_BASH_TOOL: { setting: undefined, isOn: () => false },
  COMPOSIO_SUBMIT_FEEDBACK: {
    setting: "experimental.submit_feedback.enable",
    isOn: (settings) => settings.submit_feedback,
  },
  COMPOSIO_PROXY_EXECUTE: {
    setting: "proxy_execute.enable",
    isOn: ({ proxy_execute: proxy }) => proxy?.enable === true,
  },
};

/** The meta tools of a session, in the order of the spec. */
export function exposedMetaTools(settings: SessionSettings): MetaTool[] {
  return [...metaTools.values()].filter(({ slug }) => isExposed(settings, slug));
}

export function isExposed(settings: SessionSettings, slug: MetaToolSlug): boolean {
  return switches[slug].isOn(settings);
}

/** Refuses a meta tool that the session does not expose. */
export function requireExposed(settings: SessionSettings, slug: MetaToolSlug): void {
  const { setting, isOn } = switches[slug];
  if (isOn(settings)) return;
  if (setting === undefined) {
    refuse("ToolRouterV2_BadRequest", `${slug} is not available: this router has no workbench`);
  }
  refuse("ToolRouterV2_BadRequest", `${slug} is disabled in this session`, {
    suggestedFix: `Create a session with ${setting}: true`,
  });
}
