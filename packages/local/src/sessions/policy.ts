import { refuse } from "../errors.ts";
import type { AppTool } from "../toolkits/catalog.ts";
import type { SessionSettings, TagRule } from "./settings.ts";

/** Which toolkits and app tools a session may use. */
export interface SessionPolicy {
  readonly allowsToolkit: (slug: string) => boolean;
  /** Whether the session may use the tool and its toolkit. */
  readonly allowsTool: (tool: AppTool) => boolean;
  /** Refuses a toolkit that the session excludes. */
  readonly requireToolkit: (slug: string) => void;
  /** Refuses a tool that the session excludes, its toolkit first. */
  readonly requireTool: (tool: AppTool) => void;
}

export function sessionPolicy(settings: SessionSettings): SessionPolicy {
  const known = policies.get(settings) ?? createPolicy(settings);
  policies.set(settings, known);
  return known;
}

/** Cached by identity: settings are frozen, and shared by all requests of a session. */
const policies = new WeakMap<SessionSettings, SessionPolicy>();

function createPolicy(settings: SessionSettings): SessionPolicy {
  const { toolkits, tags } = settings;
  const listed = new Set(toolkits.enable ?? toolkits.disable);
  const isAllowlist = toolkits.enable !== undefined;
  const rules = new Map(Object.entries(settings.tools));

  const allowsToolkit = (slug: string): boolean => listed.has(slug) === isAllowlist;

  // Precedence: the toolkit's list of slugs, then its tags, then the session's tags.
  const passesFilters = (tool: AppTool): boolean => {
    const rule = rules.get(tool.toolkit.slug) ?? {};
    if (rule.enable !== undefined) return rule.enable.includes(tool.slug);
    if (rule.disable !== undefined) return !rule.disable.includes(tool.slug);
    return passesTags(tool, rule.tags ?? tags ?? {});
  };

  const requireToolkit = (slug: string): void => {
    if (allowsToolkit(slug)) return;
    refuse(
      "ToolRouterV2_ToolkitNotAllowed",
      `[Session Restriction] Toolkit '${slug}' is ${isAllowlist ? "not allowed" : "disabled"} for this session`,
      {
        suggestedFix: isAllowlist
          ? "Create a session whose toolkits.enable contains it"
          : "Create a session whose toolkits.disable does not contain it",
      },
    );
  };

  return {
    allowsToolkit,
    allowsTool: (tool) => allowsToolkit(tool.toolkit.slug) && passesFilters(tool),
    requireToolkit,
    requireTool: (tool) => {
      requireToolkit(tool.toolkit.slug);
      if (passesFilters(tool)) return;
      refuse(
        "ToolRouterV2_ToolNotInEnabledList",
        `[Session Restriction] Tool '${tool.slug}' is excluded by the tools or tags of this session`,
        { suggestedFix: `Create a session whose tools.${tool.toolkit.slug} or tags include it` },
      );
    },
  };
}

function passesTags(tool: AppTool, { enable = [], disable = [] }: TagRule): boolean {
  if (disable.some((tag) => tool.tags.includes(tag))) return false;
  return enable.length === 0 || enable.some((tag) => tool.tags.includes(tag));
}
