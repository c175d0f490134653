import type { LocalRouter } from "@tool-router/local";

/** Returns the router with another `fetch`. A spread would lose the methods of its prototype. */
export function replaceFetch(router: LocalRouter, fetch: LocalRouter["fetch"]): LocalRouter {
  return Object.assign(Object.create(router) as LocalRouter, { fetch });
}
