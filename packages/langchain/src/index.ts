export { type AdapterOptions, FailedCallError, type FailedOutcome, type ToolOutcome } from "@tool-router/adapter-kit";
export { toLangChainTools } from "./langchain-tools.ts";
