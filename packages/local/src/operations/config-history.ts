import { echoSettings } from "../sessions/settings.ts";
import type { Handler } from "./operation.ts";
import { pageOf } from "./pages.ts";

export const configHistory: Handler<"getToolRouterSessionBySessionIdConfigHistory"> = async (
  { session, query, version },
  router,
) => {
  const { configVersion } = session;
  const newestFirst = Array.from({ length: configVersion }, (_, index) => configVersion - index);
  const { items: versions, ...page } = pageOf(newestFirst, query, 20);
  const items = await router.sessions.configurations(session, versions);
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
