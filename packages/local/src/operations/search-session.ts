import { search } from "../search/search.ts";
import { customTools } from "../sessions/custom-tools.ts";
import type { Handler } from "./operation.ts";

export const searchSession: Handler<"postToolRouterSessionBySessionIdSearch"> = async ({ session, body }, router) => {
  const customs = customTools(router.catalog, session.customs, body.experimental);
  return { success: true, error: null, ...(await search(router, session, customs.tools, body.queries, undefined)) };
};
