import type { Context } from "hono";
import type { ApiVersion } from "../api-version.ts";
import { refuse, requireCaller } from "../errors.ts";
import type { ActiveFault, FaultStore } from "../faults.ts";
import { handlers } from "../operations/handlers.ts";
import type { ApiRequest, Handler } from "../operations/operation.ts";
import { requireArea } from "../requests/caller.ts";
import { callerSignal } from "../requests/caller-signal.ts";
import { DroppedConnection } from "../requests/dropped-connection.ts";
import type { Environment } from "../requests/environment.ts";
import { readJson } from "../requests/request-body.ts";
import { isJSONObject, type JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import { requireSession } from "../sessions/require-session.ts";
import type { OperationId, SpecOperation } from "../spec.ts";
import type { TracedRun } from "../telemetry.ts";
import type { Idempotency } from "./idempotency.ts";
import { jsonResponse } from "./json-response.ts";
import { toolSlugIn } from "./request-log.ts";
import { readParameters, requireValidBody } from "./request-validation.ts";

export interface OperationOptions {
  /** The origin of absolute URLs in the response to a request. */
  readonly originOf: (request: Request) => string;
  /** Larger request bodies are refused. */
  readonly maxRequestBytes: number;
  readonly faults: FaultStore;
  /** Undefined: the header `Idempotency-Key` is ignored. */
  readonly idempotency: Idempotency | undefined;
}

/** Runs an operation of the API document for an identified caller: all checks in the contract's order, then the handler. */
export async function answerOperation(
  context: Context<Environment>,
  operation: SpecOperation,
  version: ApiVersion,
  options: OperationOptions,
): Promise<Response> {
  const { req } = context;
  const caller = context.get("caller");
  const router = caller.project.context;
  const path = readParameters(operation, "path", (name) => {
    const value = req.param(name);
    return value === undefined ? [] : [value];
  });
  const sessionId = path["session_id"];
  const session = typeof sessionId === "string" ? await requireSession(router, sessionId) : undefined;
  requireArea(caller, operation.area);
  // TypeScript cannot relate the operation to its handler in a lookup.
  const handler = handlers[operation.id] as Handler<OperationId> | undefined;
  if (handler === undefined) return refuse("HTTP_NotImplemented", `This router does not implement ${operation.id} yet`);
  const query = readParameters(operation, "query", (name) => req.queries(name) ?? []);
  const body = operation.bodyPointer === undefined ? undefined : await readJson(req.raw, options.maxRequestBytes);
  const toolSlug = toolSlugIn(body);
  if (toolSlug !== undefined) context.set("toolSlug", toolSlug);
  requireValidBody(operation, body);

  const signal = callerSignal(context);
  const faults = options.faults.take(operation.id, { path, body });
  await failBefore(faults, router, signal);
  const request = { path, query, body, session, origin: options.originOf(req.raw), version, signal, faults };
  const work = async (): Promise<unknown> => {
    requireCaller(signal);
    context.set("hasBegun", operation.method !== "GET");
    return handler(request as unknown as ApiRequest<OperationId>, router);
  };
  const key = operation.method === "GET" ? undefined : req.header("idempotency-key");
  const { idempotency } = options;
  const answer = async (): Promise<unknown> =>
    key === undefined || idempotency === undefined
      ? work()
      : idempotency.once(
          JSON.stringify([caller.project.id, key]),
          JSON.stringify([operation.id, path, query, body]),
          work,
          signal,
        );
  const run = tracedRun(operation.id, { path, body, headers: req.raw.headers });
  const answered = run === undefined ? await answer() : await router.telemetry(run, answer);
  failAfter(faults);
  return jsonResponse(answered, { status: operation.successStatus });
}

/** The run to trace, if the operation runs a tool or sends a proxy request. */
function tracedRun(
  id: OperationId,
  request: { path: JSONObject; body: unknown; headers: Headers },
): TracedRun | undefined {
  if (!tracedOperations.has(id)) return undefined;
  const { path, body, headers } = request;
  return {
    headers,
    sessionId: textOf(path, "session_id"),
    tool: toolSlugIn(body) ?? textOf(path, "tool_slug"),
    account: textOf(body, "account") ?? textOf(body, "connected_account_id"),
  };
}

function textOf(fields: unknown, name: string): string | undefined {
  const value = isJSONObject(fields) ? fields[name] : undefined;
  return typeof value === "string" ? value : undefined;
}

const tracedOperations: ReadonlySet<OperationId> = new Set<OperationId>([
  "postToolRouterSessionBySessionIdExecute",
  "postToolRouterSessionBySessionIdExecuteMeta",
  "postToolRouterSessionBySessionIdProxyExecute",
  "postToolsExecuteByToolSlug",
  "postToolsExecuteProxy",
]);

async function failBefore(faults: readonly ActiveFault[], { wait }: RouterContext, signal: AbortSignal): Promise<void> {
  for (const { fault } of faults) {
    if (fault.kind === "latency") await wait(fault.milliseconds, signal);
    if (fault.kind === "rate_limited") {
      refuse("HTTP_TooManyRequests", "Too many requests (simulated fault)", {
        retryAfter: fault.retryAfter ?? 1,
        byLimiter: true,
      });
    }
    if (fault.kind === "error_before") failOnPurpose();
  }
}

function failAfter(faults: readonly ActiveFault[]): void {
  for (const { fault } of faults) {
    if (fault.kind === "error_after") failOnPurpose();
    if (fault.kind === "dropped_after") throw new DroppedConnection();
  }
}

function failOnPurpose(): never {
  return refuse("ToolRouterV2_InternalServerError", "The router failed (simulated fault)");
}
