import { Hono, type Context, type MiddlewareHandler } from "hono";
import { apiVersions, type ApiVersion } from "../api-version.ts";
import {
  CallerGone,
  envelope,
  refuse,
  Refusal,
  statusOf,
  storeRefusal,
  type OnError,
  type StoreFailure,
} from "../errors.ts";
import type { FaultStore } from "../faults.ts";
import type { Ids } from "../ids.ts";
import { specOperations } from "../spec.ts";
import type { State } from "../state/state.ts";
import { closestName } from "../validation/closest-name.ts";
import { checkHost } from "./allowed-hosts.ts";
import { answerOperation } from "./answer-operation.ts";
import { callerSignal } from "./caller-signal.ts";
import { allowOrigins, type CORSOrigins } from "./cors.ts";
import { DroppedConnection, noResponse } from "./dropped-connection.ts";
import type { Idempotency } from "./idempotency.ts";
import { identifyCaller, type Caller, type Keyring } from "./keys.ts";
import { addCallerInfo } from "./caller-info.ts";
import { jsonResponse } from "./json-response.ts";
import { addLinkRoutes } from "./link-routes.ts";
import { addLogRoute } from "./log-route.ts";
import { addPresignedRoutes } from "./presigned-routes.ts";
import { loggedPath, logRequests, type OnRequest } from "./request-log.ts";
import { addUnservedOperations } from "./unserved-operations.ts";
import { unlimited, type Budget, type RateLimiter } from "./rate-limit.ts";

export interface ApiOptions {
  keyring: Keyring;
  /** What absolute URLs in the answer to a request begin with. */
  originOf: (request: Request) => string;
  /** Undefined: browsers keep answers from pages of other origins. */
  cors: CORSOrigins | undefined;
  /** Hosts that are allowed besides loopback names and that of `publicUrl`. Undefined: all, except at a loopback address. */
  allowedHosts: readonly string[] | undefined;
  publicUrl: string | undefined;
  /** Whether a program may complete links over HTTP. */
  linkCompletionRoute: boolean;
  /** Size in bytes above which a request's body is refused. */
  maxRequestBytes: number;
  /** Size in bytes above which an uploaded file is refused. */
  maxFileBytes: number;
  ids: Ids;
  /** What is found by a secret of its own, whichever project it is of. */
  shared: State;
  limiter: RateLimiter;
  faults: FaultStore;
  /** Undefined: the header `Idempotency-Key` means nothing. */
  idempotency: Idempotency | undefined;
  /** Receives what went wrong inside, which callers are not shown. */
  onError: OnError;
  /** Called after each request. */
  onRequest: OnRequest | undefined;
  now: () => Date;
}

/** What Hono carries along with one request. */
export interface Environment {
  /** The signal of a caller in this process; a caller at a socket has the request's own. */
  Bindings: {
    signal?: AbortSignal | undefined;
    drop?: (lost: DroppedConnection) => void;
    /** Whether the request came in at a loopback address. */
    isLoopback?: boolean;
    /** Why the router could not open its store. Then it answers nothing else. */
    failure?: StoreFailure | undefined;
  };
  Variables: {
    requestId: string;
    caller: Caller;
    budget?: Budget;
    toolSlug?: string;
    /** Whether something may have been changed. Default: not by a GET. False until an API request has passed its checks. */
    hasBegun?: boolean;
  };
}

/** The whole HTTP surface of a router: every operation of the document in both versions, and the link pages. */
export function createApi(options: ApiOptions): Hono<Environment> {
  const app = new Hono<Environment>();
  const { ids, keyring } = options;

  if (options.onRequest !== undefined) app.use("*", logRequests(options.onRequest, options.now));

  app.use("*", async (context, next) => {
    const requestId = requestIdOf(context.req.raw.headers) ?? ids("req");
    context.set("requestId", requestId);
    await next();
    const { headers } = context.res;
    headers.set("x-request-id", requestId);
    const { limit, remaining } = context.get("budget") ?? unlimited;
    headers.set("X-RateLimit", String(limit));
    headers.set("X-RateLimit-Remaining", String(remaining));
    headers.set("X-RateLimit-Window-Size", "60s");
  });

  app.use("*", async (context, next) => {
    const { failure } = context.env ?? {};
    if (failure === undefined) return next();
    context.set("hasBegun", false);
    throw failure;
  });

  app.onError((thrown, context) => {
    if (thrown instanceof DroppedConnection) {
      context.env.drop?.(thrown);
      return noResponse.clone();
    }
    const { aborted: isGone } = callerSignal(context);
    if (thrown instanceof CallerGone || (isGone && thrown.name === "AbortError")) return noResponse.clone();
    const { method, path } = context.req;
    const isRead = method === "GET" || method === "HEAD";
    const error = storeRefusal(thrown, "The request", context.get("hasBegun") ?? !isRead);
    const report = (reason: unknown): void => {
      options.onError(reason, { kind: "request", method, path: loggedPath(path), requestId: context.get("requestId") });
    };
    if (error instanceof Refusal) {
      if (error.details.cause !== undefined) report(error.details.cause);
      // A fault that plays the limiter has to look like it.
      if (error.details.byLimiter === true) {
        context.set("budget", { ...(context.get("budget") ?? unlimited), remaining: 0 });
      }
      return refusalResponse(context, error);
    }
    // What went wrong inside is nobody's business outside.
    report(error);
    return refusalResponse(context, new Refusal("ToolRouterV2_InternalServerError", "The router failed"));
  });

  app.use("*", checkHost(options.allowedHosts, options.publicUrl));
  if (options.cors !== undefined) {
    for (const path of ["/api/*", "/tool_router/*", "/_local/*"]) app.use(path, allowOrigins(options.cors));
  }

  addLinkRoutes(app, options);
  addPresignedRoutes(app, options);

  const admit: MiddlewareHandler<Environment> = async (context, next) => {
    context.set("hasBegun", false);
    const caller = identifyCaller(context.req.raw.headers, keyring);
    context.set("caller", caller);
    const budget = await options.limiter.take(caller.key);
    context.set("budget", budget);
    if (budget.isOver) {
      refuse("HTTP_TooManyRequests", `More than ${budget.limit} requests in this minute`, {
        retryAfter: budget.resetAfter,
        byLimiter: true,
      });
    }
    await next();
  };
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
    return refuse("HTTP_NotImplemented", "This router does not speak MCP yet");
  });

  app.notFound((context) => refusalResponse(context, unknownPath(context.req.method, context.req.path)));
  return app;
}

function addOperations(app: Hono<Environment>, version: ApiVersion, options: ApiOptions): void {
  const methodsByRoute = new Map<string, string[]>();
  for (const operation of specOperations) {
    const route = `/api/${version}${operation.path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
    methodsByRoute.set(route, [...(methodsByRoute.get(route) ?? []), operation.method]);
    app.on(operation.method, route, (context) => answerOperation(context, operation, version, options));
  }
  for (const [route, methods] of methodsByRoute) {
    app.all(route, (context) => {
      const allowed = methods.join(", ");
      const refusal = new Refusal(
        "HTTP_MethodNotAllowed",
        `${context.req.method} is not possible here, only ${allowed}`,
      );
      return refusalResponse(context, refusal, { allow: allowed });
    });
  }
}

/** Below the API a path is misspelled; elsewhere the prefix is missing. */
function unknownPath(method: string, path: string): Refusal {
  const prefixes = apiVersions.map((version) => `/api/${version}`);
  const prefix = prefixes.find((one) => path === one || path.startsWith(`${one}/`));
  if (prefix === undefined) {
    return new Refusal("HTTP_NotFound", `Nothing answers ${method} ${path}`, {
      suggestedFix: `The API is below ${prefixes.join(" and ")}`,
    });
  }
  const below = path.slice(prefix.length);
  const near = closestName(below, new Set(specOperations.map((operation) => filledIn(operation.path, below))));
  return new Refusal("HTTP_NotFound", `The API has no path ${below === "" ? "/" : below} below ${prefix}`, {
    suggestedFix: near === undefined ? "Check the path against the API document" : `Did you mean ${prefix}${near}?`,
  });
}

/** A path of the document, with the parameters that another path has in the same places. */
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

// An id of the caller's is repeated, unless it could not stand in a header.
function requestIdOf(headers: Headers): string | undefined {
  const id = headers.get("x-request-id");
  return id !== null && /^[\x21-\x7e]{1,200}$/.test(id) ? id : undefined;
}
