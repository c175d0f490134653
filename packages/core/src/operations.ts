import type { operations as Documented, paths } from "@tool-router/openapi";

/**
 * Every operation that has a method in this package, and whether it may be repeated when its outcome
 * is not known: a `read` changes nothing, or leaves the same behind however often it is done. A `write`
 * is sent again only when it provably did not run. `router.api` reaches every operation, and repeats none.
 */
export const operations = {
  createSession: ["POST", "/tool_router/session", "write"],
  getSession: ["GET", "/tool_router/session/{session_id}", "read"],
  updateSession: ["PATCH", "/tool_router/session/{session_id}", "write"],
  deleteSession: ["DELETE", "/tool_router/session/{session_id}", "read"],
  attachSession: ["POST", "/tool_router/session/{session_id}/attach", "read"],
  listHistory: ["GET", "/tool_router/session/{session_id}/config_history", "read"],
  listSessionTools: ["GET", "/tool_router/session/{session_id}/tools", "read"],
  listSessionToolkits: ["GET", "/tool_router/session/{session_id}/toolkits", "read"],
  search: ["POST", "/tool_router/session/{session_id}/search", "read"],
  execute: ["POST", "/tool_router/session/{session_id}/execute", "write"],
  executeMeta: ["POST", "/tool_router/session/{session_id}/execute_meta", "write"],
  link: ["POST", "/tool_router/session/{session_id}/link", "write"],
  proxy: ["POST", "/tool_router/session/{session_id}/proxy_execute", "write"],
  listFiles: ["GET", "/tool_router/session/{session_id}/mounts/{mount_id}/items", "read"],
  createUploadUrl: ["POST", "/tool_router/session/{session_id}/mounts/{mount_id}/upload_url", "write"],
  createDownloadUrl: ["POST", "/tool_router/session/{session_id}/mounts/{mount_id}/download_url", "read"],
  deleteFile: ["POST", "/tool_router/session/{session_id}/mounts/{mount_id}/delete", "read"],
  getAccount: ["GET", "/connected_accounts/{nanoid}", "read"],
  listAccounts: ["GET", "/connected_accounts", "read"],
  deleteAccount: ["DELETE", "/connected_accounts/{nanoid}", "read"],
  listTools: ["GET", "/tools", "read"],
  getTool: ["GET", "/tools/{tool_slug}", "read"],
  listToolkits: ["GET", "/toolkits", "read"],
  requestUpload: ["POST", "/files/upload/request", "write"],
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
