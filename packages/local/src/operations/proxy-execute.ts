import { refuse } from "../errors.ts";
import { runPrepared } from "../execution/prepared-call.ts";
import { prepareProxyCall, proxySlug } from "../execution/proxy-call.ts";
import type { Handler } from "./operation.ts";

/** Sends a request to a toolkit's provider with the user's credentials. */
export const proxyExecute: Handler<"postToolRouterSessionBySessionIdProxyExecute"> = async (request, router) => {
  const { session, body, origin, signal } = request;
  const { input_responses: responses, request_state: state, ...args } = body;
  const call = { body: args, account: undefined, origin, signal, isMetaTool: false };
  const prepared = await prepareProxyCall(router, session, call);
  const answerable = {
    endpoint: "proxy_execute",
    slug: proxySlug,
    args,
    account: undefined,
    responses,
    state,
  } as const;
  const outcome = await runPrepared(router, session, answerable, prepared);
  if ("result_type" in outcome) return outcome;
  const { hook_results: results } = outcome;
  if (outcome.stop === undefined) return { ...outcome.answer, ...(results && { hook_results: results }) };
  return refuse(stopSlugs[outcome.stop], outcome.error);
};

/** Errors for stopped calls. A result could not express them, because its `status` is the provider's. */
const stopSlugs = {
  denied: "ToolRouterV2_ApprovalDenied",
  blocked: "ToolRouterV2_BlockedByHook",
  withheld: "ToolRouterV2_ResultWithheld",
} as const;
