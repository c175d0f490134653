import type { operations as Operations } from "@tool-router/openapi";

/** One operation of the API, as this client calls it. */
export interface Operation {
  /** The operation id in the OpenAPI document. */
  readonly id: keyof Operations;
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** A read changes nothing: it may follow a redirect, and nothing is lost when it fails. */
  readonly read: boolean;
}

/** Every operation that has a method in this package. `router.api` reaches the others. */
export const operations = {
  createSession: { id: "postToolRouterSession", method: "POST", path: "/tool_router/session", read: false },
  getSession: {
    id: "getToolRouterSessionBySessionId",
    method: "GET",
    path: "/tool_router/session/{session_id}",
    read: true,
  },
  deleteSession: {
    id: "deleteToolRouterSessionBySessionId",
    method: "DELETE",
    path: "/tool_router/session/{session_id}",
    read: true,
  },
  listTools: {
    id: "getToolRouterSessionBySessionIdTools",
    method: "GET",
    path: "/tool_router/session/{session_id}/tools",
    read: true,
  },
  listToolkits: {
    id: "getToolRouterSessionBySessionIdToolkits",
    method: "GET",
    path: "/tool_router/session/{session_id}/toolkits",
    read: true,
  },
  search: {
    id: "postToolRouterSessionBySessionIdSearch",
    method: "POST",
    path: "/tool_router/session/{session_id}/search",
    read: true,
  },
  execute: {
    id: "postToolRouterSessionBySessionIdExecute",
    method: "POST",
    path: "/tool_router/session/{session_id}/execute",
    read: false,
  },
  executeMeta: {
    id: "postToolRouterSessionBySessionIdExecuteMeta",
    method: "POST",
    path: "/tool_router/session/{session_id}/execute_meta",
    read: false,
  },
} as const;
