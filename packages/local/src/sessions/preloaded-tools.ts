import type { RouterContext } from "../router-context.ts";
import type { AppTool } from "../toolkits/catalog.ts";
import { sessionPolicy } from "./policy.ts";
import type { SessionSettings } from "./settings.ts";

const MAX_PRELOADED = 1000;

/** The app tools that the session lists in addition to its meta tools. */
export function preloadedTools({ catalog }: RouterContext, settings: SessionSettings): AppTool[] {
  const { preload } = settings;
  if (preload !== "all") {
    return [...new Set(preload)].flatMap((slug) => catalog.tools.get(slug) ?? []);
  }
  return [...catalog.tools.values()].filter(sessionPolicy(settings).allowsTool).slice(0, MAX_PRELOADED);
}
