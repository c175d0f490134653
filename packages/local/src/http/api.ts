import { Hono, type Context, type ErrorHandler, type MiddlewareHandler } from "hono";
import { apiVersions, type ApiVersion } from "../api-version.ts";
import { CallerGone, envelope, refuse, Refusal, statusOf, storeRefusal, type OnError } from "../errors.ts";
import { addLogRoute } from "../execution/log-route.ts";
import { addPresignedRoutes, type FileRouteOptions } from "../files/presigned-routes.ts";
import type { Ids } from "../ids.ts";
import { addLinkRoutes, type LinkRouteOptions } from "../links/link-routes.ts";
import { callerSignal } from "../requests/caller-signal.ts";
import { DroppedConnection, noResponse } from "../requests/dropped-connection.ts";
import type { Environment } from "../requests/environment.ts";
import { specOperations } from "../spec.ts";
import { closestName } from "../validation/closest-name.ts";
import { checkHost } from "./allowed-hosts.ts";
import { answerOperation, type OperationOptions } from "./answer-operation.ts";
import { addCallerInfo } from "./caller-info.ts";
import { allowOrigins, type CORSOrigins } from "./cors.ts";
import { jsonResponse } from "./json-response.ts";
import { identifyCaller, type Keyring } from "./keys.ts";
import { unlimited, type RateLimiter } from "./rate-limit.ts";
import { loggedPath, logRequests, type OnRequest } from "./request-log.ts";
import { addUnservedOperations } from "./unserved-operations.ts";

export interface APIOptions extends Omit<LinkRouteOptions & FileRouteOptions, "projects">, OperationOptions {
  keyring: Keyring;
  /** Undefined: browsers block pages of other origins. */
  cors: CORSOrigins | undefined;
  /** Allowed besides loopback names and the host of `publicUrl`. Undefined: all, except at a loopback address. */
  allowedHosts: readonly string[] | undefined;
  publicUrl: string | undefined;
  ids: Ids;
  limiter: RateLimiter;
  /** Receives internal errors, which callers do not see. */
  onError: OnError;
  /** Called after each request. */
  onRequest: OnRequest | undefined;
  now: () => Date;
}

/** The whole HTTP surface of a router: all operations in both versions, link pages, presigned URLs, the run log. */
export function createAPI(options: APIOptions): Hono<Environment> {
  const app = new Hono<Environment>();
  const { keyring } = options;
  if (options.onRequest !== undefined) app.use("*", logRequests(options.onRequest, options.now));
  app.use("*", addHeaders(options.ids));
  app.use("*", refuseWithoutStore);
  app.onError(errorHandler(options.onError));
  app.use("*", checkHost(options.allowedHosts, options.publicUrl));
  if (options.cors !== undefined) {
    for (const path of ["/api/*", "/tool_router/*", "/_local/*"]) app.use(path, allowOrigins(options.cors));
  }

  addLinkRoutes(app, { ...options, projects: keyring.projects });
  addPresignedRoutes(app, { ...options, projects: keyring.projects });

  const admit = admitCaller(keyring, options.limiter);
  app.use("/api/*", admit);
  app.use("/_local/logs", admit);
  addLogRoute(app);
  for (const version of apiVersions) {
    addCallerInfo(app, version);
    addUnservedOperations(app, version);
    addOperations(app, version, options);
  }
  app.all("/tool_router/:session_id/mcp", (context) => {
    identifyCaller(context.req.raw.headers, keyring);
    return refuse("HTTP_NotImplemented", "This router does not support MCP yet");
  });
  app.notFound((context) => refusalResponse(context, unknownPath(context.req.method, context.req.path)));
  return app;
}

/** Sets the request id and the rate limit headers of every response. */
function addHeaders(ids: Ids): MiddlewareHandler<Environment> {
  return async (context, next) => {
    const requestId = requestIdOf(context.req.raw.headers) ?? ids("req");
    context.set("requestId", requestId);
    await next();
    const { headers } = context.res;
    headers.set("x-request-id", requestId);
    const { limit, remaining } = context.get("budget") ?? unlimited;
    headers.set("X-RateLimit", String(limit));
    headers.set("X-RateLimit-Remaining", String(remaining));
    headers.set("X-RateLimit-Window-Size", "60s");
  };
}

const refuseWithoutStore: MiddlewareHandler<Environment> = async (context, next) => {
  const { failure } = context.env ?? {};
  if (failure === undefined) return next();
  context.set("hasBegun", false);
  throw failure;
};

/** Answers thrown errors with the error envelope. Internal errors go to `onError` and become a bare 500. */
function errorHandler(onError: OnError): ErrorHandler<Environment> {
  return (thrown, context) => {
    if (thrown instanceof DroppedConnection) {
      context.env.drop?.(thrown);
      return noResponse.clone();
    }
    const { aborted } = callerSignal(context);
    if (thrown instanceof CallerGone || (aborted && thrown.name === "AbortError")) return noResponse.clone();
    const { method, path } = context.req;
    const isRead = method === "GET" || method === "HEAD";
    const error = storeRefusal(thrown, "The request", context.get("hasBegun") ?? !isRead);
    const report = (reason: unknown): void => {
      onError(reason, { kind: "request", method, path: loggedPath(path), requestId: context.get("requestId") });
    };
    if (error instanceof Refusal) {
      if (error.details.cause !== undefined) report(error.details.cause);
      // A simulated rate limit must look like a real one.
      if (error.details.byLimiter === true) {
        context.set("budget", { ...(context.get("budget") ?? unlimited), remaining: 0 });
      }
      return refusalResponse(context, error);
    }
    report(error);
    return refusalResponse(context, new Refusal("ToolRouterV2_InternalServerError", "The router failed"));
  };
}

/** Identifies the caller and counts the request against its rate limit. */
function admitCaller(keyring: Keyring, limiter: RateLimiter): MiddlewareHandler<Environment> {
  return async (context, next) => {
    context.set("hasBegun", false);
    const caller = identifyCaller(context.req.raw.headers, keyring);
    context.set("caller", caller);
    const budget = await limiter.take(caller.key);
    context.set("budget", budget);
    if (budget.isOver) {
      refuse("HTTP_TooManyRequests", `More than ${budget.limit} requests in this minute`, {
        retryAfter: budget.resetAfter,
        byLimiter: true,
      });
    }
    await next();
  };
}

function addOperations(app: Hono<Environment>, version: ApiVersion, options: OperationOptions): void {
  const methodsByRoute = new Map<string, string[]>();
  for (const operation of specOperations) {
    const route = `/api/${version}${operation.path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
    methodsByRoute.set(route, [...(methodsByRoute.get(route) ?? []), operation.method]);
    app.on(operation.method, route, (context) => answerOperation(context, operation, version, options));
  }
  for (const [route, methods] of methodsByRoute) {
    app.all(route, (context) => {
      const allowed = methods.join(", ");
      const message = `Method ${context.req.method} is not allowed here. Allowed: ${allowed}`;
      return refusalResponse(context, new Refusal("HTTP_MethodNotAllowed", message), { allow: allowed });
    });
  }
}

/** Suggests the nearest path below the API, and the API's prefix elsewhere. */
function unknownPath(method: string, path: string): Refusal {
  const prefixes = apiVersions.map((version) => `/api/${version}`);
  const prefix = prefixes.find((one) => path === one || path.startsWith(`${one}/`));
  if (prefix === undefined) {
    return new Refusal("HTTP_NotFound", `No route for ${method} ${path}`, {
      suggestedFix: `The API is below ${prefixes.join(" and ")}`,
    });
  }
  const below = path.slice(prefix.length);
  const near = closestName(below, new Set(specOperations.map((operation) => filledIn(operation.path, below))));
  return new Refusal("HTTP_NotFound", `The API has no path ${below === "" ? "/" : below} below ${prefix}`, {
    suggestedFix: near === undefined ? "Check the path against the API document" : `Did you mean ${prefix}${near}?`,
  });
}

/** Replaces the parameters of a path template with the segments that `path` has in the same positions. */
function filledIn(template: string, path: string): string {
  const given = path.split("/");
  return template
    .split("/")
    .map((segment, index) => (segment.startsWith("{") ? (given[index] ?? segment) : segment))
    .join("/");
}

function refusalResponse(
  context: Context<Environment>,
  refusal: Refusal,
  headers: Record<string, string> = {},
): Response {
  const { retryAfter } = refusal.details;
  return jsonResponse(envelope(refusal, context.get("requestId")), {
    status: statusOf(refusal.slug),
    headers: { ...headers, ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }) },
  });
}

/** The caller's own request id, if it is valid in a header. */
function requestIdOf(headers: Headers): string | undefined {
  const id = headers.get("x-request-id");
  return id !== null && /^[\x21-\x7e]{1,200}$/.test(id) ? id : undefined;
}
