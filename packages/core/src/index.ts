export type { components, operations, paths } from "@tool-router/openapi";
export {
  APIError,
  type APIErrorFacts,
  AuthenticationError,
  BadRequestError,
  type CallErrorFacts,
  ConflictError,
  ConnectionError,
  GoneError,
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
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  TimeoutError,
  type TimeoutErrorFacts,
  ToolRouterError,
  type ToolRouterErrorFacts,
} from "./errors/errors.ts";
export type { Connectedness, Link, LinkOptions } from "./session/connection.ts";
export type { AuthConfigMethods } from "./session/auth-configs.ts";
export type { ConnectedAccountMethods, RefreshOptions } from "./session/connected-accounts.ts";
export {
  type CustomTool,
  type CustomToolContext,
  type CustomToolDefinition,
  type CustomToolkit,
  type CustomToolkitDefinition,
  defineCustomTool,
  defineCustomToolkit,
} from "./tools/custom-tool.ts";
export type { ManyCall, ManyOptions, ManyQuestion, ManyResult } from "./tools/execute-many.ts";
export type { FileContent, SessionFiles, ToolFile, UploadedToolFile, UploadOptions } from "./files/files.ts";
export type {
  AfterExecuteState,
  BeforeExecuteState,
  DeprecationState,
  Hook,
  Hooks,
  RequestState,
  ResponseState,
} from "./http/hooks.ts";
export {
  type AnswerOptions,
  type BlockedResult,
  type CompletedResult,
  type ExecuteResult,
  type FailedResult,
  type HookResult,
  type InputRequests,
  type InputRequiredResult,
  type InputResponses,
  type JSONObject,
  offloaded,
  type Question,
  requestState,
  type ToolArguments,
} from "./tools/execution.ts";
export type { ProxyResult } from "./tools/proxy.ts";
export type { CallOptions } from "./http/http.ts";
export type { MetaToolArguments, MetaToolData, MetaToolSlug } from "./tools/meta-tool.ts";
export type { RetryOptions } from "./http/retry.ts";
export {
  createToolRouter,
  type CustomOptions,
  type HandleOptions,
  type SessionOptions,
  type ToolRouter,
  type ToolRouterOptions,
} from "./session/router.ts";
export type { AccountsQuery, AuthConfigsQuery, CatalogueToolkitsQuery, ToolsQuery } from "./session/list-queries.ts";
export type { ListOptions } from "./http/paginate.ts";
export type {
  ExecuteOptions,
  ProxyInput,
  SearchQuery,
  Session,
  SessionHandle,
  ToolkitsQuery,
} from "./session/session-types.ts";
export type { SessionConfigInput, SessionPatchInput } from "./session/session-config.ts";
export type { JSONSchema, Tool, ToolAnnotations } from "./tools/tool.ts";
export type { Fetch, FetchResponse } from "./http/fetch.ts";
export type { APIVersion } from "./http/version.ts";
