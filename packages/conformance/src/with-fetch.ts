import type { LocalRouter } from "@tool-router/local";

/** The router with another `fetch`. Its methods are inherited, so a spread would lose them. */
export function withFetch(router: LocalRouter, fetch: LocalRouter["fetch"]): LocalRouter {
  return Object.assign(Object.create(router) as LocalRouter, { fetch });
}
