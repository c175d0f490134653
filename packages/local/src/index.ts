/**
 * A local tool router: the same HTTP API, in this process or at a port.
 *
 * @module
 */
export type { AuthField, Credentials, OAuthSettings, ToolkitAuth } from "./auth.ts";
export type { CannedAnswer } from "./canned-answers.ts";
export { defineTool } from "./define-tool.ts";
export type { CannedTool, LocalTool, ToolContext, ToolDefinition } from "./define-tool.ts";
export { defineToolkit } from "./define-toolkit.ts";
export type { LocalToolkit, ToolkitDefinition, ToolkitProxy } from "./define-toolkit.ts";
export type { Fault, FaultRule, Faults } from "./faults.ts";
export { sequentialIds } from "./ids.ts";
export type { Ids } from "./ids.ts";
export type { ScopedKey } from "./keys.ts";
export type { JsonObject } from "./json.ts";
export type { ListenOptions, LocalServer } from "./listen.ts";
export type { FailedRequest } from "./api.ts";
export type { RunLogEntry, RunLogFilter } from "./run-log.ts";
export { ToolError } from "./tool-error.ts";
export type { ToolErrorKind, ToolErrorOptions } from "./tool-error.ts";
export type { ToolFiles } from "./tool-files.ts";
export type { Wait } from "./wait.ts";
export type { LinkMode } from "./router-context.ts";
export { createLocalRouter } from "./router.ts";
export type { LocalRouter, LocalRouterOptions, ProjectOptions } from "./router.ts";
export type { SeedAccount } from "./seed-accounts.ts";
export { folderStore } from "./stores/folder-store.ts";
export { memoryStore } from "./stores/memory-store.ts";
export { redisStore } from "./stores/redis-store.ts";
export type { RedisClient, RedisStoreOptions } from "./stores/redis-store.ts";
export type { Awaitable, Store } from "./stores/store.ts";
