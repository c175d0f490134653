import type { paths } from "@tool-router/openapi";
import createClient, { type Client, type ClientOptions, type Middleware } from "openapi-fetch";

/** Makes the client of `router.api`. Loaded with its first call. */
export function createAPI(options: ClientOptions, middleware: readonly Middleware[]): Client<paths> {
  const client = createClient<paths>({ ...options, querySerializer: { array: { style: "form", explode: false } } });
  client.use(...middleware);
  return client;
}
