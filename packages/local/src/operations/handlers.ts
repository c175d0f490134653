import type { OperationId } from "../spec.ts";
import { attachSession } from "./attach-session.ts";
import { configHistory } from "./config-history.ts";
import {
  createAuthConfig,
  deleteAuthConfig,
  getAuthConfig,
  listAuthConfigs,
  patchAuthConfig,
  setAuthConfigStatus,
} from "./auth-configs.ts";
import {
  deleteConnectedAccount,
  getConnectedAccount,
  linkConnectedAccount,
  listConnectedAccounts,
  patchConnectedAccount,
  refreshConnectedAccount,
  revokeConnectedAccount,
  setConnectedAccountStatus,
} from "./connected-accounts.ts";
import { createSession } from "./create-session.ts";
import { deleteSession } from "./delete-session.ts";
import { executeMeta } from "./execute-meta.ts";
import { execute } from "./execute.ts";
import { getSession } from "./get-session.ts";
import { link } from "./link.ts";
import { createDownloadUrl, createUploadUrl, deleteFile, listFiles } from "./mounts.ts";
import type { Handler } from "./operation.ts";
import { patchSession } from "./patch-session.ts";
import { proxyExecute } from "./proxy-execute.ts";
import { requestUpload } from "./request-upload.ts";
import { searchSession } from "./search-session.ts";
import { sessionToolkits } from "./session-toolkits.ts";
import { sessionTools } from "./session-tools.ts";
import { getToolkit, listToolkitCategories, listToolkits, listToolkitsBySlug } from "./toolkits.ts";
import { toolExecute } from "./tool-execute.ts";
import { toolProxy } from "./tool-proxy.ts";
import { getTool, listTools, listToolSlugs } from "./tools.ts";

/** The handler of each operation. Missing ones are answered with 501. */
export const handlers: { readonly [Id in OperationId]?: Handler<Id> } = {
  postToolRouterSession: createSession,
  getToolRouterSessionBySessionId: getSession,
  patchToolRouterSessionBySessionId: patchSession,
  deleteToolRouterSessionBySessionId: deleteSession,
  postToolRouterSessionBySessionIdAttach: attachSession,
  getToolRouterSessionBySessionIdConfigHistory: configHistory,
  getToolRouterSessionBySessionIdTools: sessionTools,
  getToolRouterSessionBySessionIdToolkits: sessionToolkits,
  postToolRouterSessionBySessionIdSearch: searchSession,
  postToolRouterSessionBySessionIdExecute: execute,
  postToolRouterSessionBySessionIdExecuteMeta: executeMeta,
  postToolRouterSessionBySessionIdLink: link,
  postToolRouterSessionBySessionIdProxyExecute: proxyExecute,
  getToolRouterSessionBySessionIdMountsByMountIdItems: listFiles,
  postToolRouterSessionBySessionIdMountsByMountIdDownloadUrl: createDownloadUrl,
  postToolRouterSessionBySessionIdMountsByMountIdUploadUrl: createUploadUrl,
  postToolRouterSessionBySessionIdMountsByMountIdDelete: deleteFile,
  getConnectedAccounts: listConnectedAccounts,
  getConnectedAccountsByNanoid: getConnectedAccount,
  patchConnectedAccountsByNanoid: patchConnectedAccount,
  deleteConnectedAccountsByNanoid: deleteConnectedAccount,
  patchConnectedAccountsByNanoidStatus: setConnectedAccountStatus,
  postConnectedAccountsByNanoidRefresh: refreshConnectedAccount,
  postConnectedAccountsByNanoidRevoke: revokeConnectedAccount,
  postConnectedAccountsLink: linkConnectedAccount,
  getAuthConfigs: listAuthConfigs,
  postAuthConfigs: createAuthConfig,
  getAuthConfigsByNanoid: getAuthConfig,
  patchAuthConfigsByNanoid: patchAuthConfig,
  deleteAuthConfigsByNanoid: deleteAuthConfig,
  patchAuthConfigsByNanoidByStatus: setAuthConfigStatus,
  getTools: listTools,
  getToolsEnum: listToolSlugs,
  getToolsByToolSlug: getTool,
  postToolsExecuteProxy: toolProxy,
  postToolsExecuteByToolSlug: toolExecute,
  getToolkits: listToolkits,
  getToolkitsBySlug: getToolkit,
  getToolkitsCategories: listToolkitCategories,
  postToolkitsMulti: listToolkitsBySlug,
  postFilesUploadRequest: requestUpload,
};
