import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { TracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";
import { telemetry as localTelemetry } from "@tool-router/local/opentelemetry";
import { afterEach, beforeAll, expect, test } from "vitest";
import { createToolRouter, defineCustomTool } from "./index.ts";
import { telemetry } from "./opentelemetry.ts";
import { json, ran, refusal, stubFetch } from "./testing/stub-fetch.ts";

const exporter = new InMemorySpanExporter();
const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
});
afterEach(() => {
  exporter.reset();
});

const sessionWith = (...answers: Parameters<typeof stubFetch>) => {
  const { fetch, seen } = stubFetch(...answers);
  const router = createToolRouter({ apiKey: "ak_secret", fetch, telemetry: telemetry() });
  return { seen, session: router.sessions.use("trs_1") };
};
const onlySpan = () => {
  const spans = exporter.getFinishedSpans();
  expect(spans).toHaveLength(1);
  return spans[0]!;
};
const traceparentOf = (span: { spanContext(): { traceId: string; spanId: string } }): string =>
  `00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`;

test("a call has one client span with session, tool, account and result, below the active span", async () => {
  const { session, seen } = sessionWith(ran({ secret_result: 1 }));
  await provider.getTracer("agent").startActiveSpan("agent", async (agent) => {
    await session.execute("A_TOOL", { secret_argument: "x" }, { account: "work" });
    expect(onlySpan().parentSpanContext?.spanId).toBe(agent.spanContext().spanId);
  });
  const span = onlySpan();
  expect(span.name).toBe("tool_router.execute");
  expect(span.kind).toBe(SpanKind.CLIENT);
  expect(span.status.code).toBe(SpanStatusCode.UNSET);
  expect(span.attributes).toEqual({
    "tool_router.session.id": "trs_1",
    "tool_router.tool.slug": "A_TOOL",
    "tool_router.account": "work",
    "tool_router.result_type": "completed",
    "tool_router.log_id": "log_1",
    "tool_router.attempts": 1,
  });
  expect(seen[0]!.headers.get("traceparent")).toBe(traceparentOf(span));
});

test("retries share a span, and each attempt sends its traceparent", async () => {
  const { session, seen } = sessionWith(refusal(500, "ToolRouterV2_InternalServerError", 1), ran());
  await session.execute("A_TOOL", {}, { retry: { repeatable: true, maxDelay: 0 } });
  const span = onlySpan();
  expect(span.attributes["tool_router.attempts"]).toBe(2);
  expect(seen.map(({ headers }) => headers.get("traceparent"))).toEqual([traceparentOf(span), traceparentOf(span)]);
});

test("a failed result sets the status without its error's text", async () => {
  const { session } = sessionWith(json({ data: {}, error: "secret text", log_id: "log_1", result_type: "failed" }));
  await session.execute("A_TOOL");
  expect(onlySpan().status).toEqual({ code: SpanStatusCode.ERROR });
  expect(onlySpan().attributes["tool_router.result_type"]).toBe("failed");
});

test("a thrown error sets error.type and may_have_run, and no message", async () => {
  const { session } = sessionWith(refusal(500, "ToolRouterV2_InternalServerError", 1));
  await expect(session.execute("A_TOOL")).rejects.toThrow("answered 500");
  const span = onlySpan();
  expect(span.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(span.events).toEqual([]);
  expect(span.attributes).toMatchObject({
    "error.type": "ServerError",
    "tool_router.may_have_run": true,
    "http.response.status_code": 500,
    "tool_router.attempts": 1,
  });
});

test("the answer to a question has a span of its own", async () => {
  const question = {
    data: {},
    error: "waits",
    log_id: "log_1",
    result_type: "input_required",
    input_requests: { approve: { type: "elicitation", message: "Run?", requested_schema: { type: "object" } } },
    request_state: "secret_state",
  };
  const { session } = sessionWith(json(question), ran());
  const asked = await session.execute("A_TOOL");
  if (asked.resultType !== "input_required") throw new Error(`Got ${asked.resultType}`);
  await asked.resume({ approve: { action: "accept" } });
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ attributes }) => attributes["tool_router.result_type"])).toEqual(["input_required", "completed"]);
  expect(JSON.stringify(spans.map(({ attributes, events }) => [attributes, events]))).not.toContain("secret_state");
});

test("a proxy request has a span without a tool", async () => {
  const { session } = sessionWith(json({ status: 200, data: {}, headers: {} }));
  await session.proxy({ endpoint: "/secret", method: "GET", toolkit_slug: "github" });
  expect(onlySpan().name).toBe("tool_router.proxy");
  expect(onlySpan().attributes).toEqual({
    "tool_router.session.id": "trs_1",
    "tool_router.result_type": "completed",
    "tool_router.attempts": 1,
  });
});

test("calls that run no tool have no span and send no traceparent", async () => {
  const { session, seen } = sessionWith(json({ items: [] }));
  await session.tools();
  expect(exporter.getFinishedSpans()).toEqual([]);
  expect(seen[0]!.headers.has("traceparent")).toBe(false);
});

test("without the option no span starts, though OpenTelemetry is registered", async () => {
  const { fetch, seen } = stubFetch(ran());
  await createToolRouter({ apiKey: "ak_secret", fetch }).sessions.use("trs_1").execute("A_TOOL");
  expect(exporter.getFinishedSpans()).toEqual([]);
  expect(seen[0]!.headers.has("traceparent")).toBe(false);
});

test("a custom tool has no span, and its own calls of tools do", async () => {
  const { fetch } = stubFetch(ran());
  const router = createToolRouter({ apiKey: "ak_secret", fetch, telemetry: telemetry() });
  const tool = defineCustomTool({
    slug: "outer",
    name: "Outer",
    description: "Calls another tool",
    inputSchema: { type: "object", properties: {} },
    execute: async (_args: object, { execute }) => execute("A_TOOL", {}),
  });
  await router.sessions.use("trs_1", { customTools: [tool] }).execute("LOCAL_OUTER");
  expect(onlySpan().attributes["tool_router.tool.slug"]).toBe("A_TOOL");
});

test("client, local router and tool share one trace", async () => {
  const tool = defineTool({
    slug: "NOTES_ADD",
    description: "Adds a note",
    inputSchema: { type: "object", properties: {} },
    execute() {
      provider.getTracer("tool").startSpan("inside the tool").end();
      return {};
    },
  });
  const notes = defineToolkit({ slug: "notes", description: "Notes of a user", tools: [tool] });
  await using local = createLocalRouter({ toolkits: [notes], telemetry: localTelemetry() });
  const router = createToolRouter({ ...local, telemetry: telemetry() });
  const session = await router.sessions.create("user_1");
  await session.executeMany([{ tool: "NOTES_ADD" }, { tool: "NOTES_ADD" }]);
  const spans = exporter.getFinishedSpans();
  expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(1);
  const lineage = (span: (typeof spans)[number]): string[] => {
    const parent = spans.find((one) => one.spanContext().spanId === span.parentSpanContext?.spanId);
    const { "tool_router.tool.slug": slug = span.name } = span.attributes;
    return [`${SpanKind[span.kind]} ${slug as string}`, ...(parent ? lineage(parent) : [])];
  };
  const ofTool = [
    "INTERNAL inside the tool",
    "INTERNAL NOTES_ADD",
    "SERVER COMPOSIO_MULTI_EXECUTE_TOOL",
    "CLIENT COMPOSIO_MULTI_EXECUTE_TOOL",
  ];
  expect(spans.filter(({ name }) => name === "inside the tool").map(lineage)).toEqual([ofTool, ofTool]);
});
