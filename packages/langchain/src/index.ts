export {
  type AdapterOptions,
  type ApprovalMode,
  FailedCallError,
  type FailedOutcome,
  type InputQuestion,
  type OnInputRequired,
  strictReport,
  type ToolOutcome,
} from "@tool-router/adapter-kit";
export { askByInterrupt, type InputInterrupt } from "./ask-by-interrupt.ts";
export { interruptOn, toLangChainTools, type ToolInterrupt } from "./langchain-tools.ts";
