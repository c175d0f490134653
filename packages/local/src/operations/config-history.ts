import type { Handler } from "../operation.ts";
import { pageOf } from "../pages.ts";
import { echoSettings } from "../session-settings.ts";

export const configHistory: Handler<"getToolRouterSessionBySessionIdConfigHistory"> = ({ session, query, version }) => {
  const { configVersion, configuredAt, settings, history } = session;
  const newestFirst = [{ version: configVersion, createdAt: configuredAt, settings }, ...history.toReversed()];
  const { items, ...page } = pageOf(newestFirst, query, 20);
  return {
    items: items.map((item) => ({
      version: item.version,
      created_at: item.createdAt.toISOString(),
      config: echoSettings(item.settings, version),
      is_current: item.version === configVersion,
    })),
    ...page,
  };
};
