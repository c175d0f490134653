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
export { type AISDKOptions, routerSearch, toAISDKTools, toolApproval } from "./ai-sdk-tools.ts";
