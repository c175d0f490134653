import type { OperationId } from "./spec.ts";

/** The client's method names. Methods of a session have no prefix, such as `execute`. */
export type OperationName =
  | "execute"
  | "executeMeta"
  | "link"
  | "proxy"
  | "search"
  | "tools"
  | "toolkits"
  | "update"
  | "history"
  | "attach"
  | "delete"
  | "files.list"
  | "files.upload"
  | "files.download"
  | "files.delete"
  | "sessions.create"
  | "sessions.get"
  | "sessions.delete"
  | "connectedAccounts.list"
  | "connectedAccounts.get"
  | "connectedAccounts.update"
  | "connectedAccounts.enable"
  | "connectedAccounts.disable"
  | "connectedAccounts.refresh"
  | "connectedAccounts.revoke"
  | "connectedAccounts.link"
  | "connectedAccounts.delete"
  | "authConfigs.list"
  | "authConfigs.get"
  | "authConfigs.create"
  | "authConfigs.update"
  | "authConfigs.delete"
  | "tools.get"
  | "tools.list"
  | "toolkits.get"
  | "toolkits.list"
  | "uploadToolFile";

const operations: Readonly<Record<OperationName, OperationId>> = {
  execute: "postToolRouterSessionBySessionIdExecute",
  executeMeta: "postToolRouterSessionBySessionIdExecuteMeta",
  link: "postToolRouterSessionBySessionIdLink",
  proxy: "postToolRouterSessionBySessionIdProxyExecute",
  search: "postToolRouterSessionBySessionIdSearch",
  tools: "getToolRouterSessionBySessionIdTools",
  toolkits: "getToolRouterSessionBySessionIdToolkits",
  update: "patchToolRouterSessionBySessionId",
  history: "getToolRouterSessionBySessionIdConfigHistory",
  attach: "postToolRouterSessionBySessionIdAttach",
  delete: "deleteToolRouterSessionBySessionId",
  "files.list": "getToolRouterSessionBySessionIdMountsByMountIdItems",
  "files.upload": "postToolRouterSessionBySessionIdMountsByMountIdUploadUrl",
  "files.download": "postToolRouterSessionBySessionIdMountsByMountIdDownloadUrl",
  "files.delete": "postToolRouterSessionBySessionIdMountsByMountIdDelete",
  "sessions.create": "postToolRouterSession",
  "sessions.get": "getToolRouterSessionBySessionId",
  "sessions.delete": "deleteToolRouterSessionBySessionId",
  "connectedAccounts.list": "getConnectedAccounts",
  "connectedAccounts.get": "getConnectedAccountsByNanoid",
  "connectedAccounts.update": "patchConnectedAccountsByNanoid",
  "connectedAccounts.enable": "patchConnectedAccountsByNanoidStatus",
  "connectedAccounts.disable": "patchConnectedAccountsByNanoidStatus",
  "connectedAccounts.refresh": "postConnectedAccountsByNanoidRefresh",
  "connectedAccounts.revoke": "postConnectedAccountsByNanoidRevoke",
  "connectedAccounts.link": "postConnectedAccountsLink",
  "connectedAccounts.delete": "deleteConnectedAccountsByNanoid",
  "authConfigs.list": "getAuthConfigs",
  "authConfigs.get": "getAuthConfigsByNanoid",
  "authConfigs.create": "postAuthConfigs",
  "authConfigs.update": "patchAuthConfigsByNanoid",
  "authConfigs.delete": "deleteAuthConfigsByNanoid",
  "tools.get": "getToolsByToolSlug",
  "tools.list": "getTools",
  "toolkits.get": "getToolkitsBySlug",
  "toolkits.list": "getToolkits",
  uploadToolFile: "postFilesUploadRequest",
};

export const operationNames: ReadonlyMap<string, OperationId> = new Map(Object.entries(operations));
