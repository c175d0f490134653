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
  HookError,
  type HookErrorFacts,
  isConnectionError,
  isHookError,
  isLinkError,
  isTimeoutError,
  isToolRouterError,
  LinkError,
  type LinkErrorFacts,
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
export type { Connectedness, Link, LinkOptions } from "./connection.ts";
export { type CustomTool, type CustomToolDefinition, defineTool } from "./custom-tool.ts";
export type { ManyCall, ManyOptions, ManyResult } from "./execute-many.ts";
export type { FileContent, SessionFiles, ToolFile, UploadedToolFile, UploadOptions } from "./files.ts";
export type { AfterExecuteState, BeforeExecuteState, Hook, Hooks, RequestState, ResponseState } from "./hooks.ts";
export { type ExecuteResult, type JSONObject, offloaded, type ToolArguments } from "./execution.ts";
export type { CallOptions } from "./http.ts";
export type { MetaToolArguments, MetaToolData, MetaToolSlug } from "./meta-tool.ts";
export type { RetryOptions } from "./retry.ts";
export {
  type AccountsQuery,
  type CatalogueToolkitsQuery,
  createToolRouter,
  type SessionOptions,
  type ToolRouter,
  type ToolRouterOptions,
  type ToolsQuery,
} from "./router.ts";
export type { ExecuteOptions, ListOptions, SearchQuery, Session, SessionHandle, ToolkitsQuery } from "./session.ts";
export type { SessionConfigInput, SessionPatchInput } from "./session-config.ts";
export type { JSONSchema, Tool, ToolAnnotations } from "./tool.ts";
export type { Fetch, FetchResponse } from "./fetch.ts";
export type { APIVersion } from "./version.ts";
