import type { paths } from "@tool-router/openapi";
import createClient, { type Client } from "openapi-fetch";
import { ToolRouterError } from "../errors/errors.ts";
import type { Access } from "./access.ts";
import { createAPIUrls } from "./api-url.ts";
import { createCall, DEFAULT_TIMEOUT_MS } from "./call.ts";
import { type Credential, keyFix } from "./credential.ts";
import { LightRequest } from "./light-request.ts";
import { createRawClient } from "./raw-client.ts";
import { DEFAULT_RETRY, type RetryOptions, retryPolicy, routerRetryRules } from "./retry.ts";
import type { Telemetry } from "./telemetry.ts";
import { createTransfer } from "./transfer.ts";
import type { Transport } from "./transport.ts";
import { type BaseUrl, loopbackHost } from "./version.ts";

/** Creates the raw client, and the parts of a client that the other folders use. */
export function createHttp(options: {
  baseUrl: BaseUrl;
  timeout?: number | undefined;
  retry?: Omit<RetryOptions, "repeatable"> | false | undefined;
  credential: Credential | undefined;
  allowInsecureHttp?: boolean | undefined;
  transport: Transport;
  telemetry?: Telemetry | undefined;
}): Access & { api: Client<paths> } {
  const { baseUrl, timeout, credential, allowInsecureHttp, transport, telemetry } = options;
  const secrets = credential ? [credential.value] : [];
  const common = { secrets, keyFix: keyFix(credential) };
  const urls = createAPIUrls(baseUrl, secrets);
  const retry = retryPolicy(options.retry, DEFAULT_RETRY, routerRetryRules);
  // A client of its own, because users may add middleware to `api`. The body is already serialized.
  const client = createClient<paths>({
    ...urls.clientOptions,
    Request: LightRequest as never,
    bodySerializer: (body) => body,
  });
  const call = createCall({ client, urls, transport, timeout, retry, ...common });
  return {
    api: createRawClient(urls, transport, common, timeout ?? DEFAULT_TIMEOUT_MS),
    call: telemetry?.(call) ?? call,
    transfer: createTransfer(transport, secrets),
    secrets,
    createError: (message) => new ToolRouterError(message),
    allowsHttp: (host) => allowInsecureHttp || (baseUrl.root.startsWith("http:") && loopbackHost.test(host)),
  };
}
