import type { Handler } from "./operation.ts";
import { attachSession } from "./operations/attach-session.ts";
import { configHistory } from "./operations/config-history.ts";
import { deleteConnectedAccount, getConnectedAccount, listConnectedAccounts } from "./operations/connected-accounts.ts";
import { createSession } from "./operations/create-session.ts";
import { deleteSession } from "./operations/delete-session.ts";
import { executeMeta } from "./operations/execute-meta.ts";
import { execute } from "./operations/execute.ts";
import { getSession } from "./operations/get-session.ts";
import { link } from "./operations/link.ts";
import { createDownloadUrl, createUploadUrl, deleteFile, listFiles } from "./operations/mounts.ts";
import { patchSession } from "./operations/patch-session.ts";
import { proxyExecute } from "./operations/proxy-execute.ts";
import { requestUpload } from "./operations/request-upload.ts";
import { searchSession } from "./operations/search-session.ts";
import { sessionToolkits } from "./operations/session-toolkits.ts";
import { sessionTools } from "./operations/session-tools.ts";
import { listToolkits } from "./operations/toolkits.ts";
import { getTool, listTools } from "./operations/tools.ts";
import type { OperationId } from "./spec.ts";

/** What each operation of the document does; one that is missing is answered with 501. */
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
  deleteConnectedAccountsByNanoid: deleteConnectedAccount,
  getTools: listTools,
  getToolsByToolSlug: getTool,
  getToolkits: listToolkits,
  postFilesUploadRequest: requestUpload,
};
