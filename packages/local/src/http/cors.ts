import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { isLoopback } from "../loopback.ts";
import type { Environment } from "../requests/environment.ts";
import type { Rule } from "../validation/shape.ts";

/** Origins of web pages that may call the router. `"loopback"`: pages served from this machine, at any port. */
export type CORSOrigins = "loopback" | readonly string[];

export const corsRule: Rule = {
  expected: '"loopback", or a list of origins such as ["https://app.example.com"]; ["*"] for all',
  fits: (value) => value === "loopback" || (Array.isArray(value) && value.every(isOrigin)),
};

/** Lets pages of these origins read responses. They still need the key; cookies are not used. */
export function allowOrigins(origins: CORSOrigins): MiddlewareHandler<Environment> {
  const isAllowed = (origin: string): boolean =>
    origins === "loopback" ? isLoopbackOrigin(origin) : origins.includes("*") || origins.includes(origin);
  return cors({
    origin: (origin) => (origin !== "" && isAllowed(origin) ? origin : undefined),
    allowMethods: ["GET", "POST", "PATCH", "PUT", "DELETE"],
    exposeHeaders: [
      "x-request-id",
      "x-ratelimit",
      "x-ratelimit-remaining",
      "x-ratelimit-window-size",
      "retry-after",
      "mcp-session-id",
    ],
    maxAge: 600,
  });
}

function isOrigin(value: unknown): boolean {
  return value === "*" || (typeof value === "string" && URL.canParse(value) && new URL(value).origin === value);
}

function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, "");
  return isLoopback(host) || host.endsWith(".localhost");
}
