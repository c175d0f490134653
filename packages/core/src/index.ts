export type {
  AuthConfig,
  AuthConfigCreate,
  AuthConfigPatch,
  components,
  ConfigHistoryItem,
  ConnectedAccount,
  ConnectedAccountLinkRequest,
  ConnectedAccountPatch,
  InstantCharge,
  MountItem,
  operations,
  paths,
  SearchResponse,
  SessionConfig,
  SessionDeleted,
  SessionToolkit,
  SessionWarning,
  TagFilter,
  Toolkit,
  ToolkitDetails,
  ToolkitsConfig,
  ToolFilter,
} from "@tool-router/openapi";
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
export type { ConnectionStatus, Link, LinkOptions } from "./session/link.ts";
export type { AuthConfigMethods } from "./session/auth-configs.ts";
export type { ConnectedAccountMethods, RefreshOptions } from "./session/connected-accounts.ts";
export { defineCustomTool } from "./tools/custom-tool.ts";
export { defineCustomToolkit } from "./tools/custom-toolkit.ts";
export type {
  CustomTool,
  CustomToolContext,
  CustomToolDefinition,
  CustomToolkit,
  CustomToolkitDefinition,
} from "./tools/custom-tool-types.ts";
export type { ManyCall, ManyOptions, ManyQuestion, ManyResult } from "./tools/execute-many.ts";
export type { FileContent, SessionFiles, ToolFile, UploadedToolFile, UploadOptions } from "./files/files.ts";
export type { DeprecationState, Hook, RequestState, ResponseState } from "./http/hooks.ts";
export type { AfterExecuteState, BeforeExecuteState, Hooks } from "./tools/execute-hooks.ts";
export { offloaded, requestState } from "./tools/read-result.ts";
export type {
  AnswerOptions,
  BlockedResult,
  CompletedResult,
  ExecuteResult,
  FailedResult,
  HookResult,
  InputRequests,
  InputRequiredResult,
  InputResponses,
  JSONObject,
  Question,
  ToolArguments,
} from "./tools/result.ts";
export type { ProxyResult } from "./tools/proxy.ts";
export type { CallOptions } from "./http/call-options.ts";
export type { MetaToolArguments, MetaToolData, MetaToolSlug } from "./tools/meta-tool.ts";
export type { RetryOptions } from "./http/retry.ts";
export { createToolRouter, type ToolRouter } from "./session/router.ts";
export type { ToolRouterOptions } from "./session/router-options.ts";
export type { CustomOptions, HandleOptions, SessionOptions } from "./session/session-options.ts";
export type { AccountsQuery, AuthConfigsQuery, CatalogToolkitsQuery, ToolsQuery } from "./session/list-queries.ts";
export type { ListOptions } from "./http/paginate.ts";
export type { SearchQuery, Session, SessionHandle, ToolkitsQuery } from "./session/session-handle.ts";
export type { ExecuteOptions, ProxyInput } from "./tools/tool-calls.ts";
export type { SessionConfigInput, SessionPatchInput } from "./session/session-config.ts";
export type { JSONSchema, Tool, ToolAnnotations } from "./tools/tool.ts";
export type { Fetch, FetchResponse } from "./http/fetch.ts";
export type { Telemetry } from "./http/telemetry.ts";
export type { APIVersion } from "./http/version.ts";
