import type { Handler } from "../operation.ts";
import { search } from "../search.ts";

export const searchSession: Handler<"postToolRouterSessionBySessionIdSearch"> = ({ session, body }, router) => ({
  success: true,
  error: null,
  ...search(router, session, body.queries, undefined),
});
