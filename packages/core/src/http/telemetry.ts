import type { Call } from "./call.ts";

/** Traces the calls of a client. Made by `telemetry()` of `@tool-router/core/opentelemetry`. */
export type Telemetry = (call: Call) => Call;
