import type { MiddlewareHandler } from "hono";
import { refuse } from "../errors.ts";
import { isLoopback } from "../loopback.ts";
import type { Rule } from "../validation/shape.ts";
import type { Environment } from "./api.ts";

export const allowedHostsRule: Rule = {
  expected: 'a list of host names without scheme and port, such as ["tools.example.com"]; ["*"] for all',
  fits: (value) => Array.isArray(value) && value.every(isHostName),
};

/**
 * Refuses requests to unknown hosts. A page whose host name is made to resolve to 127.0.0.1 (DNS rebinding) has the
 * router's origin in the browser, but its own name in the header `Host`.
 *
 * Without `allowedHosts`, only requests at a loopback address are checked. A request through `fetch` has the header only
 * if it came from a server.
 */
export function checkHost(
  allowedHosts: readonly string[] | undefined,
  publicUrl: string | undefined,
): MiddlewareHandler<Environment> {
  const listed = new Set(allowedHosts?.map((name) => name.toLowerCase()));
  if (publicUrl !== undefined) listed.add(new URL(publicUrl).hostname);
  return async (context, next) => {
    const host = context.req.header("host");
    const isChecked = allowedHosts !== undefined || context.env.isLoopback === true;
    if (isChecked && host !== undefined && !listed.has("*")) {
      // A request line may hold a whole URL, whose host then stands in links.
      for (const one of [host, new URL(context.req.url).host]) requireAllowed(one, listed);
    }
    await next();
  };
}

function requireAllowed(host: string, listed: ReadonlySet<string>): void {
  const name = nameIn(host);
  if (name === undefined) return refuse("HTTP_BadRequest", "The header Host is invalid");
  if (isLoopbackName(name) || listed.has(name)) return;
  refuse("HTTP_Forbidden", `This router does not answer to the host ${name}`, {
    suggestedFix: `To allow it, add "${name}" to the router's option allowedHosts, or start the command with --allowed-host ${name}`,
  });
}

/** The host without port and without a final dot, in lower case. */
function nameIn(host: string): string | undefined {
  return /^(\[[\da-f:.]+\]|[\w.-]*\w)\.?(?::\d*)?$/i.exec(host)?.[1]?.toLowerCase();
}

function isLoopbackName(name: string): boolean {
  return isLoopback(name) || name === "[::1]" || name.endsWith(".localhost");
}

function isHostName(value: unknown): boolean {
  if (typeof value !== "string") return false;
  return value === "*" || (nameIn(value) === value.toLowerCase() && URL.canParse(`http://${value}`));
}
