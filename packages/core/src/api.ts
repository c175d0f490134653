import type { paths } from "@tool-router/openapi";
import createClient, { type Client, type Middleware } from "openapi-fetch";
import type { Incoming, Outgoing } from "./transport.ts";

/** What the client needs of the router's own calls. */
export interface APIContext {
  readonly baseUrl: string;
  readonly writePath: (template: string, parameters: Readonly<Record<string, unknown>>) => string;
  readonly send: (method: string, url: string, request: Outgoing, signal: AbortSignal) => Promise<Incoming>;
}

/** Makes the client of `router.api`. Loaded with its first call. */
export function createAPI({ baseUrl, writePath, send }: APIContext, middleware: readonly Middleware[]): Client<paths> {
  const client = createClient<paths>({
    baseUrl,
    pathSerializer: writePath,
    querySerializer: { array: { style: "form", explode: false } },
    async fetch(request) {
      // Not every runtime has the `body` of a request.
      const body = await request.arrayBuffer();
      const outgoing = { headers: new Headers(request.headers), body: body.byteLength > 0 ? body : undefined };
      const { response, bytes } = await send(request.method, request.url, outgoing, request.signal);
      // `Response` takes no empty body where there must be none.
      return new Response((bytes.length > 0 ? bytes : null) as BodyInit | null, response);
    },
  });
  client.use(...middleware);
  return client;
}
