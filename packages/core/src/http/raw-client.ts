import type { paths } from "@tool-router/openapi";
import createClient, { type Client } from "openapi-fetch";
import { parseJSON, unusableBody } from "./api-error.ts";
import type { APIUrls } from "./api-url.ts";
import type { CallFacts } from "./call-facts.ts";
import { deleteCredentials } from "./credential.ts";
import type { Transport } from "./transport.ts";

/**
 * Creates `router.api`: a plain `openapi-fetch` client over the transport, without retries.
 *
 * @param timeout - milliseconds for each call.
 */
export const createRawClient = (
  urls: APIUrls,
  transport: Transport,
  common: Pick<CallFacts, "secrets" | "keyFix">,
  timeout: number,
): Client<paths> =>
  createClient<paths>({
    ...urls.clientOptions,
    fetch: async (request) => {
      const { method, signal } = request;
      const headers = new Headers(request.headers);
      deleteCredentials(headers);
      const repeatable = method === "GET" || method === "HEAD";
      const facts: CallFacts = { method, url: urls.route(request.url, method), repeatable, attempts: 1, ...common };
      // `Request.body` is missing in some runtimes.
      const body = await request.arrayBuffer();
      const { response, bytes, text } = await transport(
        facts,
        { headers, body: body.byteLength > 0 ? body : undefined },
        { timeout, signal },
      );
      // openapi-fetch itself would throw a SyntaxError that quotes the body.
      if (response.ok && text && parseJSON(text) === undefined) {
        throw unusableBody(facts, response, "is not JSON", text);
      }
      // `new Response` rejects an empty body for statuses without one.
      return new Response((text ? bytes : null) as BodyInit | null, response);
    },
  });
