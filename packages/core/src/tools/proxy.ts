import type { components } from "@tool-router/openapi";
import {
  type AnswerOptions,
  answerRules,
  type BlockedResult,
  type CompletedResult,
  type FailedResult,
  type InputRequiredResult,
  type JSONObject,
  readResult,
} from "./execution.ts";
import type { Access, CallOptions } from "../http/http.ts";
import type { PathOf } from "../http/operations.ts";
import { callRules, checkOptions } from "../errors/options.ts";

type Wire = components["schemas"]["ProxyResult"];

export const proxyOperation = ["POST", "/tool_router/session/{session_id}/proxy_execute", "write", "status"] as const;

/** What a provider answered, as on the wire; absent when it was not asked. */
type ProviderAnswer = Partial<Pick<Wire, "headers" | "binary_data">> & { readonly data: unknown };

/**
 * How a request to a provider ended, by `resultType`. `completed` is any answer of the provider, a refusal too: look at
 * `status`. `error` is null exactly when the result is `completed`.
 */
export type ProxyResult =
  | (Omit<CompletedResult, "data"> & ProviderAnswer & { readonly status: number })
  | ((FailedResult | BlockedResult) & ProviderAnswer & { readonly status?: undefined })
  | (InputRequiredResult<JSONObject, ProxyResult> & { readonly status?: undefined });

/** Sends a request to a provider. Loaded with the first one. */
export async function proxy(
  access: Access,
  path: PathOf<typeof proxyOperation>,
  request: object,
  options: CallOptions & AnswerOptions = {},
): Promise<ProxyResult> {
  checkOptions(options, { ...answerRules, ...callRules }, "proxy");
  const { inputResponses, requestState, ...limits } = options;
  const send = (body: object, how: CallOptions): Promise<ProxyResult> =>
    access.call<typeof proxyOperation, ProxyResult>(
      proxyOperation,
      {
        path,
        body: body as never,
        read(answer, sent, fail) {
          const wire = Object(answer) as Partial<Wire>;
          const { status, headers, binary_data } = wire;
          // Routers older than October 2026 send no result_type.
          const result_type = wire.result_type ?? "completed";
          const call = { sent, timeout: limits.timeout, send };
          const result = readResult<ProxyResult>({ ...wire, result_type }, fail, call);
          if (result.resultType !== "completed") return result;
          if (typeof status !== "number") fail('has no readable field "status"');
          return { ...result, status: status!, data: wire.data, headers, binary_data };
        },
      },
      how,
    );
  const answers = { input_responses: inputResponses, request_state: requestState };
  return send({ ...request, ...answers }, inputResponses ? { ...limits, retry: limits.retry ?? false } : limits);
}
