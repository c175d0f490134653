import { runPrepared } from "../execution/prepared-call.ts";
import { prepareProxyCall } from "../execution/proxy-call.ts";
import type { MetaToolHandler } from "./meta-tool.ts";

/** Sends one request to a provider. An error of the provider is a success with the provider's status. */
export const proxyExecute: MetaToolHandler<"COMPOSIO_PROXY_EXECUTE"> = async (
  { toolkit_slug, endpoint, method, body: content, parameters, account },
  { router, session, origin, signal, request },
) => {
  // Only fields that the meta tool's schema has checked.
  const body = {
    toolkit_slug,
    endpoint,
    method,
    ...(content === undefined ? {} : { body: content }),
    ...(parameters === undefined ? {} : { parameters }),
  };
  const prepared = await prepareProxyCall(router, session, { body, account, origin, signal, isMetaTool: true });
  const outcome = await runPrepared(router, session, request, prepared);
  if ("result_type" in outcome) {
    const { input_requests, request_state } = outcome;
    return { question: { input_requests, request_state } };
  }
  const { hook_results: results } = outcome;
  const hooked = results === undefined ? {} : { hook_results: results };
  if (outcome.stop === "denied") return { data: {}, error: outcome.error, ...hooked };
  if (outcome.stop !== undefined) {
    return { result_type: "blocked", data: {}, error: outcome.error, block_reason: outcome.reason, ...hooked };
  }
  const { result_type: _, ...data } = outcome.answer;
  return { data, error: null, ...hooked };
};
