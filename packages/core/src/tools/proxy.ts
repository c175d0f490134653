import type { components } from "@tool-router/openapi";
import { callRules, checkOptions } from "../errors/options.ts";
import type { Access } from "../http/access.ts";
import type { CallOptions } from "../http/call-options.ts";
import type { PathOf } from "../http/operations.ts";
import { answerRules, readResult } from "./read-result.ts";
import type {
  AnswerOptions,
  BlockedResult,
  CompletedResult,
  FailedResult,
  InputRequiredResult,
  JSONObject,
} from "./result.ts";

type Wire = components["schemas"]["ProxyResult"];

export const proxyOperation = ["POST", "/tool_router/session/{session_id}/proxy_execute", "write", "status"] as const;

/** The provider's response, as on the wire; absent if the request was not sent. */
type ProviderResponse = Partial<Pick<Wire, "headers" | "binary_data">> & { readonly data: unknown };

/**
 * The result of a request to a provider, by `resultType`. Every response of the provider is `completed`, even an error:
 * check its `status`. `error` is null only if the result is `completed`.
 */
export type ProxyResult =
  | (Omit<CompletedResult, "data"> & ProviderResponse & { readonly status: number })
  | ((FailedResult | BlockedResult) & ProviderResponse & { readonly status?: undefined })
  | (InputRequiredResult<JSONObject, ProxyResult> & { readonly status?: undefined });

/** Sends a request to a provider. Loaded with the first request. */
export async function proxy(
  access: Access,
  path: PathOf<typeof proxyOperation>,
  request: object,
  options: CallOptions & AnswerOptions = {},
): Promise<ProxyResult> {
  checkOptions(options, { ...answerRules, ...callRules }, "proxy");
  const { inputResponses, requestState, ...limits } = options;
  const send = (body: object, callOptions: CallOptions): Promise<ProxyResult> =>
    access.call<typeof proxyOperation, ProxyResult>(
      proxyOperation,
      {
        path,
        body: body as never,
        read(answer, sent, fail) {
          const wire = Object(answer) as Partial<Wire>;
          const { status, headers, binary_data } = wire;
          // Routers before October 2026 send no result_type.
          const result_type = wire.result_type ?? "completed";
          const call = { sent, timeout: limits.timeout, send };
          const result = readResult<ProxyResult>({ ...wire, result_type }, fail, call);
          if (result.resultType !== "completed") return result;
          if (typeof status !== "number") fail('has no readable field "status"');
          return { ...result, status: status!, data: wire.data, headers, binary_data };
        },
      },
      callOptions,
    );
  const answers = { input_responses: inputResponses, request_state: requestState };
  return send({ ...request, ...answers }, inputResponses ? { ...limits, retry: limits.retry ?? false } : limits);
}
