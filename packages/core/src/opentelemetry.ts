/**
 * Spans for tool calls. Needs the optional peer `@opentelemetry/api`.
 *
 * @module
 */
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace, type Tracer } from "@opentelemetry/api";
import type { Operation } from "./http/operations.ts";
import type { Telemetry } from "./http/telemetry.ts";

export interface TelemetryOptions {
  /** Default: the tracer `@tool-router/core` of the global tracer provider. */
  readonly tracer?: Tracer | undefined;
}

/**
 * Returns the option `telemetry` of `createToolRouter`. Each call that is sent to the router gets one client span,
 * `tool_router.execute` or `tool_router.proxy`, below the active span. Each attempt sends the span's context, as
 * `traceparent` with the default propagator of OpenTelemetry's SDKs.
 *
 * Spans never contain arguments, results, messages of errors, keys or states of questions.
 */
export function telemetry({ tracer = trace.getTracer("@tool-router/core") }: TelemetryOptions = {}): Telemetry {
  return (call) => async (operation, input, options) => {
    if (!isTraced(operation)) return call(operation, input, options);
    const { toolSlug, path, body } = input as unknown as TracedInput;
    const span = tracer.startSpan(toolSlug === undefined ? "tool_router.proxy" : "tool_router.execute", {
      kind: SpanKind.CLIENT,
      attributes: {
        "tool_router.session.id": path.session_id,
        ...(toolSlug !== undefined && { "tool_router.tool.slug": toolSlug }),
        ...(body.account !== undefined && { "tool_router.account": body.account }),
      },
    });
    const active = trace.setSpan(context.active(), span);
    let attempts = 0;
    const tracedInput = {
      ...input,
      // Read once for each attempt.
      get headers(): typeof input.headers {
        attempts++;
        const headers = { ...input.headers };
        propagation.inject(active, headers);
        return headers;
      },
    };
    try {
      const result = await context.with(active, () => call(operation, tracedInput, options));
      recordResult(span, result);
      return result;
    } catch (error) {
      recordError(span, error);
      throw error;
    } finally {
      span.setAttribute("tool_router.attempts", attempts);
      span.end();
    }
  };
}

/** The parts of an operation's input that a span records. */
interface TracedInput {
  /** Undefined for a proxy request. */
  readonly toolSlug: string | undefined;
  readonly path: { readonly session_id: string };
  readonly body: { readonly account?: string | undefined };
}

/** Whether the operation runs a tool or sends a proxy request. */
const isTraced = ([, path]: Operation): boolean =>
  /^\/tool_router\/session\/\{session_id\}\/(execute|execute_meta|proxy_execute)$/.test(path);

function recordResult(span: Span, result: unknown): void {
  const { resultType, logId } = Object(result) as { readonly resultType?: string; readonly logId?: string };
  if (resultType !== undefined) span.setAttribute("tool_router.result_type", resultType);
  if (logId) span.setAttribute("tool_router.log_id", logId);
  if (resultType === "failed") span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Records no message, because messages can quote arguments. */
function recordError(span: Span, error: unknown): void {
  const { mayHaveRun, status } = Object(error) as { readonly mayHaveRun?: unknown; readonly status?: unknown };
  span.setAttribute("error.type", error instanceof Error ? error.name : "_OTHER");
  if (typeof mayHaveRun === "boolean") span.setAttribute("tool_router.may_have_run", mayHaveRun);
  if (typeof status === "number") span.setAttribute("http.response.status_code", status);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
