import { refusedRedirect } from "./api-error.ts";
import type { CallFacts } from "./call-facts.ts";
import type { FetchResponse } from "./fetch.ts";

const MAX_REDIRECTS = 5;

/** Whether a response is a redirect. Browsers hide its status. */
export const isRedirect = ({ status, type }: FetchResponse): boolean =>
  type === "opaqueredirect" || [301, 302, 303, 307, 308].includes(status);

/**
 * The URL to which a redirect leads. Only reads follow redirects, and only within the origin: credentials must not leave it,
 * and a write must not run elsewhere.
 *
 * @param from - the URL of the redirecting request.
 * @param count - how many redirects this call has followed.
 * @throws APIError if the redirect must not be followed.
 */
export function redirectTarget(call: CallFacts, from: string, response: FetchResponse, count: number): string {
  const { status, headers } = response;
  const location = headers.get("location");
  const target = location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined;
  const keepsMethod =
    status > 303 || call.method === "GET" || call.method === "HEAD" || (status !== 303 && call.method !== "POST");
  const problem = !target
    ? "it has no valid Location"
    : !call.repeatable
      ? "a write is sent to one address only"
      : target.origin !== new URL(from).origin
        ? "it leads to another origin"
        : !keepsMethod
          ? "it would change the method"
          : count >= MAX_REDIRECTS
            ? `it is redirect number ${count + 1}`
            : undefined;
  if (!target || problem) throw refusedRedirect(call, response, target, problem ?? "");
  return target.href;
}
