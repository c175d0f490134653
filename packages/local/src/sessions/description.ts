import type { ApiVersion } from "../api-version.ts";
import type { RouterContext } from "../router-context.ts";
import type { Schemas } from "../spec.ts";
import { echoCustoms, type CustomTools } from "./custom-tools.ts";
import { exposedMetaTools } from "./exposed-meta-tools.ts";
import { preloadedTools } from "./preloaded-tools.ts";
import { hookWarnings } from "./hook-warnings.ts";
import type { StoredSession } from "./session.ts";
import { echoSettings, type SessionSettings } from "./settings.ts";

/** More preloaded tools cause a warning. */
const MAX_PRELOADED_WITHOUT_WARNING = 20;

/** A session as the API returns it. */
export function describeSession(
  router: RouterContext,
  session: StoredSession,
  customs: CustomTools,
  { origin, version }: { origin: string; version: ApiVersion },
): Schemas["Session"] {
  const { id, settings, configVersion } = session;
  const experimental = { ...echoCustoms(customs), ...echoExperimental(settings) };
  const preloaded = preloadedTools(router, settings).length;
  return {
    session_id: id,
    mcp: { type: "http", url: `${origin}/tool_router/${encodeURIComponent(id)}/mcp` },
    tool_router_tools: exposedMetaTools(settings).map(({ slug }) => slug),
    config: echoSettings(settings, version),
    config_version: configVersion,
    ...(Object.keys(experimental).length === 0 ? {} : { experimental }),
    warnings: [
      ...(preloaded > MAX_PRELOADED_WITHOUT_WARNING
        ? [
            {
              code: "PRELOAD_TOOLS_HIGH_CONTEXT_USAGE",
              message: `${preloaded} tools are preloaded; more than ${MAX_PRELOADED_WITHOUT_WARNING} use much of a model's context`,
            },
          ]
        : []),
      ...hookWarnings(router, settings.hooks ?? []),
    ],
  };
}

function echoExperimental(settings: SessionSettings): Schemas["Session"]["experimental"] {
  const { no_elicitation_support_fallback: fallback, source_session_config: source } = settings;
  return {
    ...(fallback === undefined ? {} : { no_elicitation_support_fallback: fallback }),
    ...(source === undefined ? {} : { source_session_config: { id: source } }),
  };
}
