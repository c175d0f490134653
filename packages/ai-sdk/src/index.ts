export {
  type AdapterOptions,
  type ApprovalMode,
  FailedCallError,
  type FailedOutcome,
  strictReport,
  type ToolOutcome,
} from "@tool-router/adapter-kit";
export { type AISDKOptions, routerSearch, toAISDKTools, toolApproval } from "./ai-sdk-tools.ts";
