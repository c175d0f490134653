/**
 * A local tool router: the same HTTP API, in this process or at a port.
 *
 * @module
 */
export type { AuthField, Credentials, ToolkitAuth } from "./auth.ts";
export { defineTool } from "./define-tool.ts";
export type { LocalTool, ToolContext, ToolDefinition } from "./define-tool.ts";
export { defineToolkit } from "./define-toolkit.ts";
export type { LocalToolkit, ToolkitDefinition } from "./define-toolkit.ts";
export { sequentialIds } from "./ids.ts";
export type { Ids } from "./ids.ts";
export type { ScopedKey } from "./keys.ts";
export type { JsonObject } from "./json.ts";
export type { ListenOptions, LocalServer } from "./listen.ts";
export type { LinkMode } from "./router-context.ts";
export { createLocalRouter } from "./router.ts";
export type { LocalRouter, LocalRouterOptions, ProjectOptions, SeedAccount } from "./router.ts";
