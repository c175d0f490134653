import { refuse } from "../errors.ts";
import { runMetaTool } from "../meta-tools/run-meta-tool.ts";
import { customTools } from "../sessions/custom-tools.ts";
import { metaTools } from "../spec.ts";
import type { Handler } from "./operation.ts";

export const executeMeta: Handler<"postToolRouterSessionBySessionIdExecuteMeta"> = (apiRequest, router) => {
  const { session, body, origin, signal, faults } = apiRequest;
  const customs = customTools(router.catalog, session.customs, body.experimental);
  const metaTool =
    metaTools.get(body.slug) ?? refuse("ToolRouterV2_ToolNotFound", `No meta tool is named ${body.slug}`);
  const { slug, arguments: args = {}, input_responses: responses, request_state: state } = body;
  const request = { endpoint: "execute_meta", slug, args, account: undefined, responses, state } as const;
  return runMetaTool(metaTool, args, { router, session, customs, origin, signal, faults, request });
};
