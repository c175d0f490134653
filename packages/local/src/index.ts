/**
 * A local tool router: the same HTTP API, in this process or on a port.
 *
 * @module
 */
export type { AuthField, Credentials, OAuthSettings, ToolkitAuth } from "./auth/toolkit-auth.ts";
export type { CannedAnswer } from "./toolkits/canned-answers.ts";
export { defineTool } from "./toolkits/define-tool.ts";
export type { CannedTool, LocalTool, ToolDefinition } from "./toolkits/define-tool.ts";
export { defineToolkit } from "./toolkits/define-toolkit.ts";
export type { LocalToolkit, ToolkitDefinition, ToolkitProxy } from "./toolkits/define-toolkit.ts";
export type { Fault, FaultRule, Faults } from "./faults.ts";
export type { OperationName } from "./operation-names.ts";
export type {
  AfterDecision,
  BeforeDecision,
  BlockDecision,
  ConditionedCall,
  HookedCall,
  HookedResult,
  RouterHooks,
} from "./hooks/hook-functions.ts";
export type { SavedConfig } from "./sessions/settings.ts";
export { sequentialIds } from "./ids.ts";
export type { Ids } from "./ids.ts";
export type { ScopedKey } from "./http/keys.ts";
export type { JSONObject } from "./json.ts";
export type { ListenOptions, LocalServer } from "./http/listen.ts";
export type { FailedRequest, FailedRun, OnError } from "./errors.ts";
export type { CORSOrigins } from "./http/cors.ts";
export type { AnsweredRequest } from "./http/request-log.ts";
export type { RunLogEntry, RunLogFilter } from "./execution/run-log.ts";
export type { Telemetry, TracedRun } from "./telemetry.ts";
export { ToolError } from "./toolkits/tool-error.ts";
export type { ToolErrorKind, ToolErrorOptions } from "./toolkits/tool-error.ts";
export type { ToolContext, ToolFiles } from "./toolkits/tool-context.ts";
export type { Wait } from "./wait.ts";
export type { LinkMode } from "./router-context.ts";
export { createLocalRouter } from "./router.ts";
export type { LocalRouter } from "./router.ts";
export type { LocalRouterOptions, ProjectOptions } from "./router/options.ts";
export type { SeedAccount, SeedAcl } from "./accounts/seeds.ts";
export { memoryStore } from "./state/memory-store.ts";
export { redisStore } from "./state/redis-store.ts";
export { sqliteStore, type SQLiteStoreOptions } from "./state/sqlite-store.ts";
export type { RedisClient } from "./state/redis-connection.ts";
export type { RedisStoreOptions } from "./state/redis-store.ts";
export type { Awaitable, Store, Swap } from "./state/store.ts";
