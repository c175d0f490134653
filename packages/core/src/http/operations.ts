import type { operations as Documented, paths } from "@tool-router/openapi";

/**
 * The operations that most programs use. Lazily loaded modules define their own.
 *
 * A `read` changes nothing, or has the same effect however often it runs, so it is safe to retry. A `write` is retried only
 * if it provably did not run. The last entry is a required field of every success, so that a gateway's page is not mistaken
 * for a result; empty if the operation has no such field.
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
  listFiles: ["GET", "/tool_router/session/{session_id}/mounts/{mount_id}/items", "read", "items"],
  listAccounts: ["GET", "/connected_accounts", "read", "items"],
  listTools: ["GET", "/tools", "read", "items"],
  getTool: ["GET", "/tools/{tool_slug}", "read", "slug"],
  listToolkits: ["GET", "/toolkits", "read", "items"],
  getToolkit: ["GET", "/toolkits/{slug}", "read", "slug"],
  listAuthConfigs: ["GET", "/auth_configs", "read", "items"],
} as const;

/** A row of a table of operations. */
export type Operation = readonly [method: string, path: keyof paths, kind: "read" | "write", required: string];

type Documentation<Row extends Operation> = paths[Row[1]][Lowercase<Row[0]> & keyof paths[Row[1]]];
type JSONBody<T> = T extends { content: { "application/json": infer Body } } ? Body : never;

/** The ids in an operation's path. */
export type PathOf<Row extends Operation> =
  Documentation<Row> extends { parameters: { path: infer Path } } ? Path : undefined;

export type QueryOf<Row extends Operation> =
  Documentation<Row> extends { parameters: { query?: infer Query } } ? Query : undefined;

export type BodyOf<Row extends Operation> =
  Documentation<Row> extends { requestBody?: infer Body } ? JSONBody<Body> : undefined;

/** The body of a successful response. */
export type ResultOf<Row extends Operation> =
  Documentation<Row> extends { responses: infer Responses }
    ? JSONBody<Responses[keyof Responses & (200 | 201)]>
    : never;

/** The operation's id in the OpenAPI document, which derives it from method and path. */
export function operationId(method: string, path: string): keyof Documented {
  const words = path.replaceAll("/{", "/by_").replaceAll("}", "");
  return (method.toLowerCase() +
    words.replaceAll(/[/_](.)/g, (_, first: string) => first.toUpperCase())) as keyof Documented;
}
