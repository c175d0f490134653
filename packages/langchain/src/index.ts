export {
  type AdapterOptions,
  type ApprovalMode,
  FailedCallError,
  type FailedOutcome,
  strictReport,
  type ToolOutcome,
} from "@tool-router/adapter-kit";
export { interruptOn, toLangChainTools, type ToolInterrupt } from "./langchain-tools.ts";
