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
} from "./errors.ts";
export type { Connectedness, Link, LinkOptions } from "./connection.ts";
export type { AuthConfigMethods } from "./auth-configs.ts";
export type { ConnectedAccountMethods, RefreshOptions } from "./connected-accounts.ts";
export {
  type CustomTool,
  type CustomToolContext,
  type CustomToolDefinition,
  type CustomToolkit,
  type CustomToolkitDefinition,
  defineCustomTool,
  defineCustomToolkit,
} from "./custom-tool.ts";
export type { ManyCall, ManyOptions, ManyQuestion, ManyResult } from "./execute-many.ts";
export type { FileContent, SessionFiles, ToolFile, UploadedToolFile, UploadOptions } from "./files.ts";
export type {
  AfterExecuteState,
  BeforeExecuteState,
  DeprecationState,
  Hook,
  Hooks,
  RequestState,
  ResponseState,
} from "./hooks.ts";
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
} from "./execution.ts";
export type { ProxyResult } from "./proxy.ts";
export type { CallOptions } from "./http.ts";
export type { MetaToolArguments, MetaToolData, MetaToolSlug } from "./meta-tool.ts";
export type { RetryOptions } from "./retry.ts";
export {
  createToolRouter,
  type CustomOptions,
  type HandleOptions,
  type SessionOptions,
  type ToolRouter,
  type ToolRouterOptions,
} from "./router.ts";
export type { AccountsQuery, AuthConfigsQuery, CatalogueToolkitsQuery, ToolsQuery } from "./list-queries.ts";
export type { ListOptions } from "./paginate.ts";
export type {
  ExecuteOptions,
  ProxyInput,
  SearchQuery,
  Session,
  SessionHandle,
  ToolkitsQuery,
} from "./session-types.ts";
export type { SessionConfigInput, SessionPatchInput } from "./session-config.ts";
export type { JSONSchema, Tool, ToolAnnotations } from "./tool.ts";
export type { Fetch, FetchResponse } from "./fetch.ts";
export type { APIVersion } from "./version.ts";
