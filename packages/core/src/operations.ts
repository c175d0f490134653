import type { operations as Documented, paths } from "@tool-router/openapi";

/**
 * Every operation that has a method in this package, and whether it may be repeated when its outcome
 * is not known: a `read` changes nothing, or leaves the same behind however often it is done. A `write`
 * is sent again only when it provably did not run. `router.api` reaches every operation, and repeats none.
 *
 * Last, the field without which a success is none: an answer of something else (a gateway's page, another
 * service) must not pass for a tool that ran.
 */
export const operations = {
  createSession: ["POST", "/tool_router/session", "write", "session_id"],
  getSession: ["GET", "/tool_router/session/{session_id}", "read", "session_id"],
  updateSession: ["PATCH", "/tool_router/session/{session_id}", "write", "session_id"],
  deleteSession: ["DELETE", "/tool_router/session/{session_id}", "read", "session_id"],
  attachSession: ["POST", "/tool_router/session/{session_id}/attach", "read", "session_id"],
  listHistory: ["GET", "/tool_router/session/{session_id}/config_history", "read", "items"],
  listSessionTools: ["GET", "/tool_router/session/{session_id}/tools", "read", "items"],
  listSessionToolkits: ["GET", "/tool_router/session/{session_id}/toolkits", "read", "items"],
  search: ["POST", "/tool_router/session/{session_id}/search", "read", "results"],
  execute: ["POST", "/tool_router/session/{session_id}/execute", "write", "error"],
  executeMeta: ["POST", "/tool_router/session/{session_id}/execute_meta", "write", "error"],
  link: ["POST", "/tool_router/session/{session_id}/link", "write", "redirect_url"],
  proxy: ["POST", "/tool_router/session/{session_id}/proxy_execute", "write", "status"],
  listFiles: ["GET", "/tool_router/session/{session_id}/mounts/{mount_id}/items", "read", "items"],
  createUploadUrl: ["POST", "/tool_router/session/{session_id}/mounts/{mount_id}/upload_url", "write", "upload_url"],
  createDownloadUrl: [
    "POST",
    "/tool_router/session/{session_id}/mounts/{mount_id}/download_url",
    "read",
    "download_url",
  ],
  deleteFile: ["POST", "/tool_router/session/{session_id}/mounts/{mount_id}/delete", "read", "mount_relative_path"],
  getAccount: ["GET", "/connected_accounts/{nanoid}", "read", "status"],
  listAccounts: ["GET", "/connected_accounts", "read", "items"],
  deleteAccount: ["DELETE", "/connected_accounts/{nanoid}", "read", "success"],
  listTools: ["GET", "/tools", "read", "items"],
  getTool: ["GET", "/tools/{tool_slug}", "read", "slug"],
  listToolkits: ["GET", "/toolkits", "read", "items"],
  requestUpload: ["POST", "/files/upload/request", "write", "new_presigned_url"],
} as const;

type Table = typeof operations;
export type OperationName = keyof Table;

type Documentation<Name extends OperationName> = paths[Table[Name][1]][Lowercase<Table[Name][0]> &
  keyof paths[Table[Name][1]]];
type JSONBody<T> = T extends { content: { "application/json": infer Body } } ? Body : never;

/** The ids in an operation's path. */
export type PathOf<Name extends OperationName> =
  Documentation<Name> extends { parameters: { path: infer Path } } ? Path : undefined;

export type QueryOf<Name extends OperationName> =
  Documentation<Name> extends { parameters: { query?: infer Query } } ? Query : undefined;

export type BodyOf<Name extends OperationName> =
  Documentation<Name> extends { requestBody?: infer Body } ? JSONBody<Body> : undefined;

/** The body of the success that the operation has. */
export type ResultOf<Name extends OperationName> =
  Documentation<Name> extends { responses: infer Responses }
    ? JSONBody<Responses[keyof Responses & (200 | 201)]>
    : never;

/** The operation's id in the OpenAPI document, which is made of method and path there, too. */
export function operationId(method: string, path: string): keyof Documented {
  const words = path.replaceAll("/{", "/by_").replaceAll("}", "");
  return (method.toLowerCase() +
    words.replaceAll(/[/_](.)/g, (_, first: string) => first.toUpperCase())) as keyof Documented;
}
