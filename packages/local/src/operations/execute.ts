import { runTool } from "../execution/run-tool.ts";
import { offloaded } from "../files/offload.ts";
import { runMetaTool } from "../meta-tools/run-meta-tool.ts";
import { customTools } from "../sessions/custom-tools.ts";
import { metaTools } from "../spec.ts";
import type { Handler } from "./operation.ts";

/** Runs an app tool or a meta tool. A long result of an app tool becomes a preview if the caller allows it. */
export const execute: Handler<"postToolRouterSessionBySessionIdExecute"> = async (apiRequest, router) => {
  const { session, body, origin, signal, faults } = apiRequest;
  const customs = customTools(router.catalog, session.customs, body.experimental);
  const args = body.arguments ?? {};
  const { account, tool_slug: slug, input_responses: responses, request_state: state } = body;
  const request = { endpoint: "execute", slug, args, account, responses, state } as const;
  const metaTool = metaTools.get(slug);
  if (metaTool !== undefined) {
    return runMetaTool(metaTool, args, { router, session, customs, origin, signal, faults, request });
  }
  const answer = await runTool(router, session, { slug, args, account, origin, signal, faults }, request);
  if (body.enable_auto_workbench_offload !== true || answer.result_type !== "completed") return answer;
  return { ...answer, data: await offloaded(router, session, answer.data, answer.log_id) };
};
