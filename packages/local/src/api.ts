import { Hono, type Context } from "hono";
import { apiVersions, type ApiVersion } from "./api-version.ts";
import { envelope, refuse, Refusal, statusOf } from "./errors.ts";
import { handlers } from "./handlers.ts";
import type { Ids } from "./ids.ts";
import { identifyCaller, requireArea, type Caller, type Keyring } from "./keys.ts";
import { addLinkRoutes } from "./link-routes.ts";
import type { ApiRequest, Handler } from "./operation.ts";
import { readJson } from "./request-body.ts";
import type { RouterContext } from "./router-context.ts";
import type { StoredSession } from "./session.ts";
import { specOperations, type OperationId, type SpecOperation } from "./spec.ts";
import { readParameters, requireValidBody } from "./validation.ts";

export interface ApiOptions {
  keyring: Keyring;
  /** What absolute URLs begin with. Undefined: the origin of the request that asks. */
  publicUrl: string | undefined;
  /** Size in bytes above which a request's body is refused. */
  maxRequestBytes: number;
  ids: Ids;
}

/** What Hono carries along with one request. */
export interface Environment {
  /** The signal of a caller in this process; a caller at a socket has the request's own. */
  Bindings: { signal?: AbortSignal | undefined };
  Variables: { requestId: string; caller: Caller };
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
    // Nothing is limited here. The headers are there because clients read them.
    headers.set("X-RateLimit", "10000");
    headers.set("X-RateLimit-Remaining", "10000");
    headers.set("X-RateLimit-Window-Size", "60s");
  });

  app.onError((error, context) => {
    // What went wrong inside is nobody's business outside.
    const refusal =
      error instanceof Refusal ? error : new Refusal("ToolRouterV2_InternalServerError", "The router failed");
    return refusalResponse(context, refusal);
  });

  addLinkRoutes(app, options);

  app.use("/api/*", async (context, next) => {
    context.set("caller", identifyCaller(context.req.raw.headers, keyring));
    await next();
  });
  for (const version of apiVersions) addOperations(app, version, options);
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
    app.on(operation.method, route, (context) => answer(context, operation, version, options));
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

async function answer(
  context: Context<Environment>,
  operation: SpecOperation,
  version: ApiVersion,
  options: ApiOptions,
): Promise<Response> {
  const { req } = context;
  const caller = context.get("caller");
  const router = caller.project.context;
  const path = readParameters(operation, "path", (name) => {
    const value = req.param(name);
    return value === undefined ? [] : [value];
  });
  const sessionId = path["session_id"];
  const session = typeof sessionId === "string" ? requireSession(router, sessionId) : undefined;
  requireArea(caller, operation.area);
  // An operation and its handler belong together, which the type of a lookup cannot say.
  const handler = handlers[operation.id] as Handler<OperationId> | undefined;
  if (handler === undefined) return refuse("HTTP_NotImplemented", `This router does not have ${operation.id} yet`);
  const query = readParameters(operation, "query", (name) => req.queries(name) ?? []);
  const body = operation.bodyPointer === undefined ? undefined : await readJson(req.raw, options.maxRequestBytes);
  requireValidBody(operation, body);

  const request = {
    path,
    query,
    body,
    session,
    origin: originOf(req.raw, options.publicUrl),
    version,
    signal: context.env?.signal ?? req.raw.signal,
  };
  const answered = await handler(request as unknown as ApiRequest<OperationId>, router);
  return Response.json(answered, { status: operation.successStatus });
}

/** What absolute URLs in the answer to a request begin with. */
export function originOf(request: Request, publicUrl: string | undefined): string {
  return publicUrl ?? new URL(request.url).origin;
}

function requireSession(router: RouterContext, id: string): StoredSession {
  return (
    router.sessions.get(id) ??
    refuse("ToolRouterV2_SessionNotFound", `No session ${id}`, {
      suggestedFix: "Create a session, and use its session_id",
    })
  );
}

function refusalResponse(
  context: Context<Environment>,
  refusal: Refusal,
  headers: Record<string, string> = {},
): Response {
  return Response.json(envelope(refusal, context.get("requestId")), { status: statusOf(refusal.slug), headers });
}

// An id of the caller's is repeated, unless it could not stand in a header.
function requestIdOf(headers: Headers): string | undefined {
  const id = headers.get("x-request-id");
  return id !== null && /^[\x21-\x7e]{1,200}$/.test(id) ? id : undefined;
}
