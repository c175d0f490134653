export type { components, operations, paths } from "@tool-router/openapi";
export {
  APIError,
  type APIErrorFacts,
  AuthenticationError,
  BadRequestError,
  type CallErrorFacts,
  ConflictError,
  ConnectionError,
  isAPIError,
  isConnectionError,
  isTimeoutError,
  isToolRouterError,
  NotFoundError,
  PayloadTooLargeError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  TimeoutError,
  type TimeoutErrorFacts,
  ToolRouterError,
  type ToolRouterErrorFacts,
} from "./errors.ts";
export { type ExecuteResult, type JSONObject, offloaded } from "./execution.ts";
export type { CallOptions } from "./http.ts";
export type { MetaToolArguments, MetaToolData, MetaToolSlug } from "./meta-tool.ts";
export { createToolRouter, type ToolRouter, type ToolRouterOptions } from "./router.ts";
export type { ExecuteOptions, SearchQuery, Session, SessionHandle, ToolkitsQuery } from "./session.ts";
export type { SessionConfigInput } from "./session-config.ts";
export type { JSONSchema, Tool, ToolAnnotations } from "./tool.ts";
export type { Fetch } from "./transport.ts";
export type { APIVersion } from "./version.ts";
