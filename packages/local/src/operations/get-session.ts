import { customTools } from "../sessions/custom-tools.ts";
import { describeSession } from "../sessions/description.ts";
import type { Handler } from "./operation.ts";

export const getSession: Handler<"getToolRouterSessionBySessionId"> = (request, router) =>
  describeSession(router, request.session, customTools(router.catalog, request.session.customs), request);
