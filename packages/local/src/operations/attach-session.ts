import { customTools } from "../sessions/custom-tools.ts";
import { describeSession } from "../sessions/description.ts";
import type { Handler } from "./operation.ts";

/** Validates custom tools against the session and describes both. Nothing is stored. */
export const attachSession: Handler<"postToolRouterSessionBySessionIdAttach"> = (request, router) => {
  const { session, body } = request;
  return describeSession(router, session, customTools(router.catalog, session.customs, body?.experimental), request);
};
