import { refuse } from "../errors.ts";
import { runMetaTool } from "../meta-tools/run-meta-tool.ts";
import { customTools } from "../sessions/custom-tools.ts";
import { metaTools } from "../spec.ts";
import type { Handler } from "./operation.ts";

export const executeMeta: Handler<"postToolRouterSessionBySessionIdExecuteMeta"> = (request, router) => {
  const { session, body, origin, signal, faults } = request;
  const customs = customTools(router.catalogue, session.customs, body.experimental);
  const metaTool =
    metaTools.get(body.slug) ?? refuse("ToolRouterV2_ToolNotFound", `No meta tool is called ${body.slug}`);
  return runMetaTool(metaTool, body.arguments ?? {}, { router, session, customs, origin, signal, faults });
};
