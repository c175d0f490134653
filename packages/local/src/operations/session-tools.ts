import { exposedMetaTools } from "../sessions/exposed-meta-tools.ts";
import { preloadedTools } from "../sessions/preloaded-tools.ts";
import { describeAppTool, describeMetaTool, inSlugOrder } from "../toolkits/tool-description.ts";
import type { Handler } from "./operation.ts";
import { pageOf } from "./pages.ts";

export const sessionTools: Handler<"getToolRouterSessionBySessionIdTools"> = ({ session, query }, router) => {
  const tools = inSlugOrder([
    ...exposedMetaTools(session.settings).map(describeMetaTool),
    ...preloadedTools(router, session.settings).map(describeAppTool),
  ]);
  return pageOf(tools, query, 500);
};
