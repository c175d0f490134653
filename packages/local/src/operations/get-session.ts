import { customTools } from "../sessions/custom-tools.ts";
import type { Handler } from "./operation.ts";
import { describeSession } from "../sessions/description.ts";

export const getSession: Handler<"getToolRouterSessionBySessionId"> = (request, router) =>
  describeSession(router, request.session, customTools(router.catalogue, request.session.customs), request);
