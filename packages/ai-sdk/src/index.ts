export { type AdapterOptions, FailedCallError, type FailedOutcome, type ToolOutcome } from "@tool-router/adapter-kit";
export { toAISDKTools } from "./ai-sdk-tools.ts";
