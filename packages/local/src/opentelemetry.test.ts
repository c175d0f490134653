import { context, propagation, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { TracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { telemetry } from "./opentelemetry.ts";
import { github, githubAccount, testRouter, weather } from "./testing/test-router.ts";

const exporter = new InMemorySpanExporter();
const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
const tracer = provider.getTracer("test");

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
});
afterEach(() => {
  exporter.reset();
});
afterAll(() => {
  context.disable();
  propagation.disable();
});

const traceId = "0af7651916cd43dd8448eb211c80319c";
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
const forecast = { tool_slug: "WEATHER_GET_FORECAST", arguments: { city: "secret" } };

test("a request that runs a tool has a server span below the caller's", async () => {
  const router = testRouter({ telemetry: telemetry({ tracer }) });
  const { path, session_id: id } = await router.session();
  await router.request("POST", `${path}/execute`, forecast, { traceparent });
  const [span, ...others] = exporter.getFinishedSpans();
  expect(others).toEqual([]);
  expect(span!.name).toBe("tool_router.execute");
  expect(span!.kind).toBe(SpanKind.SERVER);
  expect(span!.spanContext().traceId).toBe(traceId);
  expect(span!.parentSpanContext?.spanId).toBe("b7ad6b7169203331");
  expect(span!.attributes).toEqual({
    "tool_router.session.id": id,
    "tool_router.tool.slug": "WEATHER_GET_FORECAST",
    "tool_router.result_type": "completed",
    "tool_router.log_id": expect.stringMatching(/^log_/) as unknown,
  });
});

test("a malformed traceparent is ignored", async () => {
  const router = testRouter({ telemetry: telemetry({ tracer }) });
  const { path } = await router.session();
  const { status } = await router.request("POST", `${path}/execute`, forecast, { traceparent: "00-no-trace" });
  expect(status).toBe(200);
  expect(exporter.getFinishedSpans()[0]!.parentSpanContext).toBeUndefined();
});

test("the spans of a tool are children of the request's span", async () => {
  const toolkits = [weather(() => (tracer.startSpan("provider").end(), {}))];
  const router = testRouter({ toolkits, telemetry: telemetry({ tracer }) });
  const session = await router.session();
  await session.execute("WEATHER_GET_FORECAST");
  const [inner, outer] = exporter.getFinishedSpans();
  expect(inner!.name).toBe("provider");
  expect(inner!.parentSpanContext?.spanId).toBe(outer!.spanContext().spanId);
});

test("each call of a batch has a span of its own, with its account and outcome", async () => {
  const toolkits = [
    github(),
    weather(() => {
      throw new Error("secret");
    }),
  ];
  const router = testRouter({ toolkits, accounts: [githubAccount], telemetry: telemetry({ tracer }) });
  const session = await router.session();
  const tools = [
    { tool_slug: "GITHUB_LIST_ISSUES", arguments: {}, account: "ca_seed" },
    { tool_slug: "WEATHER_GET_FORECAST", arguments: {} },
  ];
  await session.executeMeta("COMPOSIO_MULTI_EXECUTE_TOOL", { tools });
  const spans = exporter.getFinishedSpans();
  const batch = spans.find(({ kind }) => kind === SpanKind.SERVER)!;
  const items = spans.filter(({ kind }) => kind === SpanKind.INTERNAL);
  expect(items.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([
    batch.spanContext().spanId,
    batch.spanContext().spanId,
  ]);
  const bySlug = new Map(items.map((item) => [item.attributes["tool_router.tool.slug"], item]));
  expect(bySlug.get("GITHUB_LIST_ISSUES")!.attributes).toMatchObject({
    "tool_router.account": "ca_seed",
    "tool_router.result_type": "completed",
  });
  const failed = bySlug.get("WEATHER_GET_FORECAST")!;
  expect(failed.attributes["tool_router.result_type"]).toBe("failed");
  expect(failed.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(JSON.stringify(spans.map(({ attributes, events, status }) => [attributes, events, status]))).not.toContain(
    "secret",
  );
});

test("a refused call has the refusal's slug as error.type, and no message", async () => {
  const router = testRouter({ telemetry: telemetry({ tracer }) });
  const session = await router.session();
  const { body } = await session.execute("UNKNOWN_TOOL", { secret: 1 });
  const [span] = exporter.getFinishedSpans();
  expect(span!.attributes["error.type"]).toBe(body.error.slug);
  expect(span!.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(span!.events).toEqual([]);
});

test("a run outside of sessions has a span without a session", async () => {
  const router = testRouter({ telemetry: telemetry({ tracer }) });
  await router.request("POST", "/tools/execute/WEATHER_GET_FORECAST", { user_id: "user_1", arguments: {} });
  expect(exporter.getFinishedSpans()[0]!.attributes).toEqual({
    "tool_router.tool.slug": "WEATHER_GET_FORECAST",
    "tool_router.result_type": "completed",
    "tool_router.log_id": expect.stringMatching(/^log_/) as unknown,
  });
});

test("a proxy request's span does not claim that the provider succeeded", async () => {
  const run = { headers: new Headers(), sessionId: undefined, tool: undefined, account: undefined };
  await telemetry({ tracer })(run, async () => ({ status: 500, data: {} }));
  expect(exporter.getFinishedSpans()[0]!.attributes).toEqual({});
});

test("requests that run no tool have no span", async () => {
  const router = testRouter({ telemetry: telemetry({ tracer }) });
  const { path } = await router.session();
  await router.request("GET", `${path}/tools`);
  expect(exporter.getFinishedSpans()).toEqual([]);
});
