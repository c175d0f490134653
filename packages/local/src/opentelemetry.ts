/**
 * Spans for runs of tools. Needs the optional peer `@opentelemetry/api`.
 *
 * @module
 */
import {
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  trace,
  type Tracer,
} from "@opentelemetry/api";
import type { Telemetry } from "./telemetry.ts";

export interface TelemetryOptions {
  /** Default: the tracer `@tool-router/local` of the global tracer provider. */
  readonly tracer?: Tracer | undefined;
}

const headerGetter: TextMapGetter<Headers> = {
  get: (headers, name) => headers.get(name) ?? undefined,
  keys: (headers) => [...headers.keys()],
};

/**
 * Returns the option `telemetry` of `createLocalRouter`. Each request that runs a tool gets a server span
 * (`tool_router.execute` or `tool_router.proxy`), below the span of the caller's `traceparent`. Each call of a batch gets
 * a span of its own below it. Tools run with their span active.
 *
 * Spans never contain arguments, results, messages of errors, keys or states of questions.
 */
export function telemetry({ tracer = trace.getTracer("@tool-router/local") }: TelemetryOptions = {}): Telemetry {
  return async ({ headers, sessionId, tool, account }, work) => {
    const active = context.active();
    const parent = headers === undefined ? active : propagation.extract(active, headers, headerGetter);
    const name = tool === undefined ? "tool_router.proxy" : "tool_router.execute";
    const kind = headers === undefined ? SpanKind.INTERNAL : SpanKind.SERVER;
    const attributes = {
      ...(sessionId !== undefined && { "tool_router.session.id": sessionId }),
      ...(tool !== undefined && { "tool_router.tool.slug": tool }),
      ...(account !== undefined && { "tool_router.account": account }),
    };
    const span = tracer.startSpan(name, { kind, attributes }, parent);
    try {
      const result = await context.with(trace.setSpan(parent, span), work);
      recordResult(span, result);
      return result;
    } catch (error) {
      recordError(span, error);
      throw error;
    } finally {
      span.end();
    }
  };
}

function recordResult(span: Span, result: unknown): void {
  const fields = Object(result) as {
    readonly result_type?: string;
    readonly error?: unknown;
    readonly log_id?: string;
  };
  const { error, log_id: logId } = fields;
  // Results outside of sessions have no result_type, and those of proxy requests have no error either.
  const type = fields.result_type ?? (typeof error === "string" ? "failed" : error === null ? "completed" : undefined);
  if (type !== undefined) span.setAttribute("tool_router.result_type", type);
  if (logId !== undefined) span.setAttribute("tool_router.log_id", logId);
  if (type === "failed") span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Records the slug of a refusal, but no message, because messages can quote arguments. */
function recordError(span: Span, error: unknown): void {
  const { slug } = Object(error) as { readonly slug?: unknown };
  const type = typeof slug === "string" ? slug : error instanceof Error ? error.name : "_OTHER";
  span.setAttribute("error.type", type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
