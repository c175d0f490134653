import { customTools } from "../custom-tools.ts";
import { runMetaTool } from "../meta-tools/run-meta-tool.ts";
import type { Handler } from "../operation.ts";
import { runTool } from "../run-tool.ts";
import { metaTools } from "../spec.ts";

/** Runs an app tool or a meta tool. Results are always inline: the caller's wish to offload them is only a wish. */
export const execute: Handler<"postToolRouterSessionBySessionIdExecute"> = (request, router) => {
  const { session, body, origin, signal } = request;
  const customs = customTools(router.catalogue, session.customs, body.experimental);
  const args = body.arguments ?? {};
  const metaTool = metaTools.get(body.tool_slug);
  return metaTool === undefined
    ? runTool(router, session, { slug: body.tool_slug, args, account: body.account, signal })
    : runMetaTool(metaTool, args, { router, session, customs, origin, signal });
};
