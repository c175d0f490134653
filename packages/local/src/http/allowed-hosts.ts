import type { MiddlewareHandler } from "hono";
import { refuse } from "../errors.ts";
import { isLoopback } from "../loopback.ts";
import type { Environment } from "../requests/environment.ts";
import type { Rule } from "../validation/shape.ts";

export const allowedHostsRule: Rule = {
  expected: 'a list of host names without scheme and port, such as ["tools.example.com"]; ["*"] for all',
  fits: (value) => Array.isArray(value) && value.every(isHostName),
};

/**
 * Refuses requests to unknown hosts, against DNS rebinding. A malicious page whose host name resolves to 127.0.0.1 shares
 * the router's origin in the browser, but its requests carry its own name in `Host`.
 *
 * Without `allowedHosts`, only requests at a loopback address are checked. In-process requests have a `Host` header only
 * if a server forwarded them.
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
      // The request line may hold an absolute URL. Links are built from its host.
      for (const name of [host, new URL(context.req.url).host]) requireAllowed(name, listed);
    }
    await next();
  };
}

function requireAllowed(host: string, listed: ReadonlySet<string>): void {
  const name = nameIn(host);
  if (name === undefined) return refuse("HTTP_BadRequest", `Invalid Host header: ${host}`);
  if (isLoopbackName(name) || listed.has(name)) return;
  refuse("HTTP_Forbidden", `Host not allowed: ${name}`, {
    suggestedFix: `To allow it, add "${name}" to the router's option allowedHosts, or start the command with --allowed-host ${name}`,
  });
}

/** The host in lower case, without its port and trailing dot. */
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
