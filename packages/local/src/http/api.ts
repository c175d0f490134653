import { Hono, type Context, type MiddlewareHandler } from "hono";
import { apiVersions, type ApiVersion } from "../api-version.ts";
import { envelope, refuse, Refusal, statusOf } from "../errors.ts";
import type { FaultStore } from "../faults.ts";
import type { Ids } from "../ids.ts";
import { specOperations } from "../spec.ts";
import type { State } from "../state/state.ts";
import { answerOperation } from "./answer-operation.ts";
import { DroppedConnection, noResponse } from "./dropped-connection.ts";
import type { Idempotency } from "./idempotency.ts";
import { identifyCaller, type Caller, type Keyring } from "./keys.ts";
import { addCallerInfo } from "./caller-info.ts";
import { addLinkRoutes } from "./link-routes.ts";
import { addLogRoute } from "./log-route.ts";
import { addPresignedRoutes } from "./presigned-routes.ts";
import { addUnservedOperations } from "./unserved-operations.ts";
import { unlimited, type Budget, type RateLimiter } from "./rate-limit.ts";

export interface ApiOptions {
  keyring: Keyring;
  /** What absolute URLs begin with. Undefined: the origin of the request that asks. */
  publicUrl: string | undefined;
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
  /** Is told what went wrong inside, which callers are not. */
  onError: ((error: unknown, request: FailedRequest) => void) | undefined;
}

/** The request during which something went wrong. */
export interface FailedRequest {
  method: string;
  path: string;
  requestId: string;
}

/** What Hono carries along with one request. */
export interface Environment {
  /** The signal of a caller in this process; a caller at a socket has the request's own. */
  Bindings: { signal?: AbortSignal | undefined; drop?: (lost: DroppedConnection) => void };
  Variables: { requestId: string; caller: Caller; budget?: Budget };
}

/** The whole HTTP surface of a router: every operation of the document in both versions, and the link pages. */
export function createApi(options: ApiOptions): Hono<Environment> {
  const app = new Hono<Environment>();
  const { ids, keyring } = options;

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

  app.onError((error, context) => {
    if (error instanceof DroppedConnection) {
      context.env.drop?.(error);
      return noResponse.clone();
    }
    if (error instanceof Refusal) {
      // A fault that plays the limiter has to look like it.
      if (error.details.byLimiter === true) {
        context.set("budget", { ...(context.get("budget") ?? unlimited), remaining: 0 });
      }
      return refusalResponse(context, error);
    }
    // What went wrong inside is nobody's business outside.
    const { method, path } = context.req;
    options.onError?.(error, { method, path, requestId: context.get("requestId") });
    return refusalResponse(context, new Refusal("ToolRouterV2_InternalServerError", "The router failed"));
  });

  addLinkRoutes(app, options);
  addPresignedRoutes(app, options);

  const admit: MiddlewareHandler<Environment> = async (context, next) => {
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

  app.notFound((context) => {
    const { method, path } = context.req;
    const refusal = new Refusal("HTTP_NotFound", `Nothing answers ${method} ${path}`, {
      suggestedFix: `The API is below ${apiVersions.map((version) => `/api/${version}`).join(" and ")}`,
    });
    return refusalResponse(context, refusal);
  });
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

function refusalResponse(
  context: Context<Environment>,
  refusal: Refusal,
  headers: Record<string, string> = {},
): Response {
  const { retryAfter } = refusal.details;
  return Response.json(envelope(refusal, context.get("requestId")), {
    status: statusOf(refusal.slug),
    headers: { ...headers, ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }) },
  });
}

// An id of the caller's is repeated, unless it could not stand in a header.
function requestIdOf(headers: Headers): string | undefined {
  const id = headers.get("x-request-id");
  return id !== null && /^[\x21-\x7e]{1,200}$/.test(id) ? id : undefined;
}
