import type { operations as Documented, paths } from "@tool-router/openapi";

/**
 * The operations that most programs use. Modules that are loaded lazily hold their own. A `read` changes nothing, or
 * leaves the same behind however often it is done, so it may be repeated when its outcome is unknown. A `write` is sent
 * again only when it provably did not run. `router.api` reaches every operation, and repeats none.
 *
 * The last entry is a field of every success: the page of a gateway must not pass for a tool that ran. Empty if the
 * operation has no such field.
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

/** A row of a table of operations: method, path, whether it may be repeated, and the field that its success has. */
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

/** The body of the success that the operation has. */
export type ResultOf<Row extends Operation> =
  Documentation<Row> extends { responses: infer Responses }
    ? JSONBody<Responses[keyof Responses & (200 | 201)]>
    : never;

/** The operation's id in the OpenAPI document, which is made of method and path there, too. */
export function operationId(method: string, path: string): keyof Documented {
  const words = path.replaceAll("/{", "/by_").replaceAll("}", "");
  return (method.toLowerCase() +
    words.replaceAll(/[/_](.)/g, (_, first: string) => first.toUpperCase())) as keyof Documented;
}
